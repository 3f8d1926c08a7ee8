//! Office files: zip files, of which some members are read; or, of OpenDocument, a single XML file.

mod directory;
mod odt;
mod package;
mod xml;

use super::limit::check_bytes;
use super::read_error::{ReadError, Way};
use super::{Page, SourceForm, detect};
use crate::files::limits::DOCUMENT_BYTES;
use package::Package;

/// Members that identify a zip file as another kind of document.
const FOREIGN: [(&str, &str, Way); 3] = [
    ("word/document.xml", "Word (.docx)", Way::SaveAs("odt")),
    ("xl/workbook.xml", "Excel (.xlsx)", Way::SaveAs("ods")),
    ("ppt/presentation.xml", "PowerPoint (.pptx)", Way::Published),
];

/// Reads an office file, and tells which form it has.
///
/// # Errors
/// [`ReadError`] if it is none that is read, is damaged, or unpacks to more than a standard can be.
pub fn page(bytes: &[u8]) -> Result<(Page, SourceForm), ReadError> {
    check_bytes(bytes.len(), DOCUMENT_BYTES)?;
    if !detect::is_zip(bytes) {
        return Ok((odt::flat(&detect::text(bytes)?)?, SourceForm::Odt));
    }
    let mut package = Package::open(bytes)?;
    match odt::page(&mut package)? {
        Some(page) => Ok((page, SourceForm::Odt)),
        None => Err(without_content(&package)),
    }
}

fn without_content(package: &Package<'_>) -> ReadError {
    if package.has("encrypted-package") {
        return ReadError::Encrypted;
    }
    let foreign = FOREIGN.iter().find(|(name, ..)| package.has(name));
    foreign.map_or(ReadError::NoContent, |&(_, format, way)| ReadError::Foreign { format, way })
}
