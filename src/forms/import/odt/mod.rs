//! An office file: a zip file, of which two members are read in memory, never unpacked to disk; or a single XML file.

mod content;
mod directory;
mod styles;

use std::borrow::Cow;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::limit::{MAX_BYTES, MAX_TEXT_BYTES, check_bytes};
use super::{Page, detect, left_out};
use crate::forms::import::page_builder::PageBuilder;
use crate::forms::import::read_error::{DocumentPart, ReadError, Way};
use styles::Styles;

/// The most files in an office file: its parts, pictures and fonts.
const MAX_FILES: usize = 4096;

/// Members that identify a zip file as another kind of document.
const FOREIGN: [(&str, &str, Way); 3] = [
    ("word/document.xml", "Word (.docx)", Way::SaveAs("odt")),
    ("xl/workbook.xml", "Excel (.xlsx)", Way::SaveAs("ods")),
    ("ppt/presentation.xml", "PowerPoint (.pptx)", Way::Published),
];

/// Reads an office file.
///
/// # Errors
/// [`ReadError`] if it is not an ODT, is damaged, or unpacks to more than a standard can be.
pub fn page(bytes: &[u8]) -> Result<Page, ReadError> {
    check_bytes(bytes.len(), MAX_BYTES)?;
    if !detect::is_zip(bytes) {
        return flat(&detect::text(bytes)?);
    }
    // Checked first, since the directory is read as a whole.
    if directory::is_longer(bytes, MAX_FILES) {
        return Err(ReadError::TooManyFiles { limit: MAX_FILES });
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    let Some(content) = unpacked(&mut archive, "content.xml")? else {
        return Err(without_content(&archive));
    };
    let encrypted = match unpacked(&mut archive, "META-INF/manifest.xml") {
        Ok(Some(manifest)) => holds(&manifest, b":encryption-data"),
        _ => false,
    };
    if encrypted {
        return Err(ReadError::Encrypted);
    }
    let mut styles = Styles::default();
    let mut gather = PageBuilder::new();
    let mut left_out = left_out::Found::default();
    if let Some(named) = unpacked(&mut archive, "styles.xml")? {
        // Its headers and footers are not part of the document.
        let named = as_text(&named, "styles.xml")?;
        content::read(&named, &mut styles, &mut PageBuilder::new(), &mut left_out::Found::default())?;
    }
    content::read(&as_text(&content, "content.xml")?, &mut styles, &mut gather, &mut left_out)?;
    Ok(Page { remarks: left_out.remarks(), ..gather.page()? })
}

/// Reads an office file that is a single XML file (.fodt).
fn flat(xml: &str) -> Result<Page, ReadError> {
    let mut gather = PageBuilder::new();
    let mut left_out = left_out::Found::default();
    content::read(xml, &mut Styles::default(), &mut gather, &mut left_out)?;
    Ok(Page { remarks: left_out.remarks(), ..gather.page()? })
}

type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// Unpacks one member within the limit, whatever size it claims to have.
fn unpacked(archive: &mut Archive<'_>, name: &'static str) -> Result<Option<Vec<u8>>, ReadError> {
    let file = match archive.by_name(name) {
        Ok(file) => file,
        Err(ZipError::FileNotFound) => return Ok(None),
        Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => return Err(ReadError::Encrypted),
        Err(error) => return Err(damaged(&error)),
    };
    let mut bytes = Vec::new();
    let read = file.take(MAX_TEXT_BYTES as u64 + 1).read_to_end(&mut bytes);
    if bytes.len() > MAX_TEXT_BYTES {
        return Err(ReadError::TooLarge {
            what: DocumentPart::Unpacked(name),
            mebibytes: MAX_TEXT_BYTES >> 20,
        });
    }
    read.map_err(|error| ReadError::Damaged { format: "zip", reason: error.to_string() })?;
    Ok(Some(bytes))
}

fn without_content(archive: &Archive<'_>) -> ReadError {
    if archive.index_for_name("encrypted-package").is_some() {
        return ReadError::Encrypted;
    }
    let foreign = FOREIGN.iter().find(|(name, ..)| archive.index_for_name(name).is_some());
    foreign.map_or(ReadError::NoContent, |&(_, format, way)| ReadError::Foreign { format, way })
}

fn as_text<'a>(bytes: &'a [u8], name: &str) -> Result<Cow<'a, str>, ReadError> {
    let reason = || format!("{name} is neither UTF-8 nor UTF-16");
    detect::decoded(bytes).ok_or_else(|| ReadError::Damaged { format: "ODT", reason: reason() })
}

fn damaged(error: &ZipError) -> ReadError {
    ReadError::Damaged { format: "zip", reason: error.to_string() }
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|found| found == part)
}
