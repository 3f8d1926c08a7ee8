//! Office files: zip files, of which some members are read; or, of OpenDocument, a single XML file.

mod directory;
mod documents;
mod docx;
mod odt;
mod package;
mod relations;
mod sheets;
mod xlsx;
mod xml;

use super::left_out::LeftOutContent;
use super::limit::check_bytes;
use super::read_error::{ReadError, Way};
use super::{Page, SourceForm, detect};
use crate::files::limits::DOCUMENT_BYTES;
use package::Package;
use relations::Relations;

/// Members that identify a zip file as another kind of document.
const FOREIGN: [(&str, &str, Way); 2] = [
    ("xl/workbook.bin", "Excel (.xlsb)", Way::SaveAs("xlsx")),
    ("ppt/presentation.xml", "PowerPoint (.pptx)", Way::Published),
];

/// The content of an office file.
pub(super) enum Pages {
    /// It is that of one standard.
    One(Page),
    /// Each standard is on a sheet, or a piece of a document, which has a name.
    Sheets(Vec<(String, Page)>),
}

/// Reads an office file with one standard, and tells which form it has.
///
/// # Errors
/// [`ReadError`] if its form is not supported, or it is damaged or unpacks to more than a standard can be.
pub fn page(bytes: &[u8]) -> Result<(Page, SourceForm), ReadError> {
    match pages(bytes)? {
        (Pages::One(page), form) => Ok((page, form)),
        (Pages::Sheets(sheets), _) => Err(ReadError::SeveralSheets { count: sheets.len() }),
    }
}

/// Reads an office file, and tells which form it has.
pub(super) fn pages(bytes: &[u8]) -> Result<(Pages, SourceForm), ReadError> {
    check_bytes(bytes.len(), DOCUMENT_BYTES)?;
    if !detect::is_zip(bytes) {
        return odt::flat(&detect::text(bytes)?);
    }
    let mut package = Package::open(bytes)?;
    if let Some(found) = odt::pages(&mut package)? {
        return Ok(found);
    }
    let main = Relations::of(&mut package, "")?.first("officeDocument").map(str::to_owned);
    let word = main.clone().filter(|main| main.starts_with("word/"));
    if let Some(pages) = docx::pages(&mut package, word.as_deref().unwrap_or("word/document.xml"))? {
        return Ok((pages, SourceForm::Docx));
    }
    let mut left_out = LeftOutContent::default();
    let excel = main.filter(|main| main.starts_with("xl/") && main.ends_with(".xml"));
    match xlsx::sheets(&mut package, excel.as_deref().unwrap_or("xl/workbook.xml"), &mut left_out)? {
        Some(sheets) => Ok((sheets::pages(sheets, left_out)?, SourceForm::Xlsx)),
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
