//! An office file: a zip file, of which two files count, and nothing is ever unpacked to a disk.

mod content;
mod styles;

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::Page;
use super::fault::{Fault, Part};
use super::gather::Gather;
use super::limit::{MAX_BYTES, MAX_TEXT_BYTES, check_bytes};
use styles::Styles;

/// How many files there may be in an office file: its parts, its pictures, its fonts.
const MAX_FILES: usize = 4096;

/// What every file of a zip file begins with in the directory.
const ENTRY: &[u8] = b"PK\x01\x02";

/// Files that tell which other kind of document a zip file is.
const FOREIGN: [(&str, &str); 3] = [
    ("word/document.xml", "Word (.docx)"),
    ("xl/workbook.xml", "Excel (.xlsx)"),
    ("ppt/presentation.xml", "PowerPoint (.pptx)"),
];

/// What an office file shows.
///
/// # Errors
/// [`Fault`], where it is no ODT, is damaged, or unpacks to more than a standard can be.
pub fn page(bytes: &[u8]) -> Result<Page, Fault> {
    check_bytes(bytes.len(), MAX_BYTES)?;
    // Counted first, since the directory is read as a whole.
    if entries(bytes) > MAX_FILES {
        return Err(Fault::TooManyFiles { limit: MAX_FILES });
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
        return Err(Fault::Encrypted);
    }
    let mut styles = Styles::default();
    let mut gather = Gather::new();
    if let Some(named) = unpacked(&mut archive, "styles.xml")? {
        // Its headers and footers are not the document's.
        content::read(as_text(&named, "styles.xml")?, &mut styles, &mut Gather::new())?;
    }
    content::read(as_text(&content, "content.xml")?, &mut styles, &mut gather)?;
    gather.page()
}

type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// One file of an office file, whatever size it claims to have.
fn unpacked(archive: &mut Archive<'_>, name: &'static str) -> Result<Option<Vec<u8>>, Fault> {
    let file = match archive.by_name(name) {
        Ok(file) => file,
        Err(ZipError::FileNotFound) => return Ok(None),
        Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => return Err(Fault::Encrypted),
        Err(error) => return Err(damaged(&error)),
    };
    let mut bytes = Vec::new();
    let read = file.take(MAX_TEXT_BYTES as u64 + 1).read_to_end(&mut bytes);
    if bytes.len() > MAX_TEXT_BYTES {
        return Err(Fault::TooLarge { what: Part::Unpacked(name), mebibytes: MAX_TEXT_BYTES >> 20 });
    }
    read.map_err(|error| Fault::Damaged { format: "zip", reason: error.to_string() })?;
    Ok(Some(bytes))
}

fn without_content(archive: &Archive<'_>) -> Fault {
    if archive.index_for_name("encrypted-package").is_some() {
        return Fault::Encrypted;
    }
    let foreign = FOREIGN.iter().find(|(name, _)| archive.index_for_name(name).is_some());
    foreign.map_or(Fault::NoContent, |&(_, format)| Fault::Foreign { format })
}

fn as_text<'a>(bytes: &'a [u8], name: &str) -> Result<&'a str, Fault> {
    let text = std::str::from_utf8(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes));
    text.map_err(|_| Fault::Damaged { format: "ODT", reason: format!("{name} is not UTF-8") })
}

fn damaged(error: &ZipError) -> Fault {
    Fault::Damaged { format: "zip", reason: error.to_string() }
}

/// At most how many files a zip file lists.
fn entries(bytes: &[u8]) -> usize {
    let mut count = 0;
    let mut rest = bytes;
    while let Some(at) = rest.iter().position(|&byte| byte == ENTRY[0]) {
        rest = &rest[at..];
        count += usize::from(rest.starts_with(ENTRY));
        rest = &rest[1..];
    }
    count
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|found| found == part)
}
