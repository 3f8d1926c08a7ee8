//! Detects the type of a document from its content: a file name says little, since pages are saved under any name.

use std::borrow::Cow;

use super::SourceForm;
use super::limit::check_bytes;
use crate::files::encoding::Encoding;
use crate::files::limits::{DOCUMENT_BYTES, DOCUMENT_TEXT_BYTES};
use crate::forms::import::read_error::{ReadError, Way};

/// Headings of the form; every text copied from a page has one of them.
const HEADINGS: [&str; 5] = ["主要職責", "工作任務", "行為指標", "職能基準代碼", "職能內涵"];

/// Keys of the converted JSON; every such file has one of them.
const KEYS: [&str; 4] = ["\"ocs_profile\"", "\"ocs_content\"", "\"ocu_units\"", "\"version_info\""];

/// Keys of the JSON that `ttm render` writes; it has each of them.
const RENDERED_KEYS: [&str; 4] = ["\"classification\"", "\"history\"", "\"duties\"", "\"attitudes\""];

/// Documents that are recognised by their first bytes and are not imported.
const FOREIGN: [(&[u8], &str, Way); 19] = [
    (b"\xd0\xcf\x11\xe0", "Office 97 (.doc, .xls)", Way::SaveAsEither),
    (b"{\\rtf", "RTF", Way::SaveAs("odt")),
    (b"bplist00", "webarchive", Way::HtmlOnly),
    (b"\x89PNG", "PNG", Way::Picture),
    (b"\xff\xd8\xff", "JPEG", Way::Picture),
    (b"GIF87a", "GIF", Way::Picture),
    (b"GIF89a", "GIF", Way::Picture),
    (b"II*\0", "TIFF", Way::Picture),
    (b"MM\0*", "TIFF", Way::Picture),
    (b"\x1f\x8b", "gzip", Way::Unpack),
    (b"BZh", "bzip2", Way::Unpack),
    (b"\xfd7zXZ\0", "xz", Way::Unpack),
    (b"\x28\xb5\x2f\xfd", "zstd", Way::Unpack),
    (b"Rar!\x1a\x07", "RAR", Way::Unpack),
    (b"7z\xbc\xaf\x27\x1c", "7z", Way::Unpack),
    (b"From: <Saved by ", "MHTML", Way::HtmlOnly),
    (b"PK\x07\x08", "zip", Way::Unpack),
    (b"MSCF\0\0\0\0", "cab", Way::Unpack),
    (b"\x1f\x9d", "compress", Way::Unpack),
];

/// Documents that are recognised by bytes at an offset and are not imported.
const FURTHER: [(usize, &[u8], &str, Way); 5] = [
    (8, b"WEBP", "WebP", Way::Picture),
    (4, b"ftyphei", "HEIC", Way::Picture),
    (4, b"ftypavif", "AVIF", Way::Picture),
    (6, b"\0\0\0\0", "BMP", Way::Picture),
    (257, b"ustar", "tar", Way::Unpack),
];

/// The number of bytes at the start that are examined for keywords.
const BEGINNING: usize = 4096;

/// Detects the form of a document. Every zip file is taken as an office file until it is opened.
///
/// # Errors
/// [`ReadError`] if it is not one that is imported.
pub fn form(bytes: &[u8]) -> Result<SourceForm, ReadError> {
    check(bytes)?;
    if is_pdf(bytes) {
        return Ok(SourceForm::Pdf);
    }
    if is_zip(bytes) {
        return Ok(SourceForm::Odt);
    }
    form_of_text(&text(bytes)?)
}

/// Detects the form of a document that is not a package.
///
/// # Errors
/// [`ReadError::UnknownForm`] if it is not one that is imported.
pub(super) fn form_of_text(text: &str) -> Result<SourceForm, ReadError> {
    let has = |headings: &[&str]| headings.iter().filter(|heading| text.contains(**heading)).count();
    let is_json = text.trim_start().starts_with('{');
    if is_json && has(&KEYS) > 0 {
        Ok(SourceForm::OcsJson)
    } else if is_json && has(&RENDERED_KEYS) == RENDERED_KEYS.len() {
        Ok(SourceForm::Json)
    } else if beginning(text).contains(OFFICE) {
        Ok(SourceForm::Odt)
    } else if is_html(text) {
        Ok(SourceForm::Html)
    } else if text.contains('\t') && has(&HEADINGS) > 0 || has(&HEADINGS) > 2 {
        Ok(SourceForm::Text)
    } else {
        Err(ReadError::UnknownForm)
    }
}

/// Rejects a document that is too large, or of a kind that is not imported, whatever form was specified.
pub(super) fn check(bytes: &[u8]) -> Result<(), ReadError> {
    check_bytes(bytes.len(), DOCUMENT_BYTES)?;
    if is_locked(bytes) {
        return Err(ReadError::Encrypted);
    }
    foreign(bytes).map_or(Ok(()), |(format, way)| Err(ReadError::Foreign { format, way }))
}

/// A namespace near the start of an office file that is a single XML file.
const OFFICE: &str = "urn:oasis:names:tc:opendocument:xmlns:office:1.0";

/// Whether it is an office file with a password, which Word and Excel put into a container of the format before 2007.
fn is_locked(bytes: &[u8]) -> bool {
    const STREAM: &str = "EncryptedPackage";
    bytes.starts_with(b"\xd0\xcf\x11\xe0") && {
        let name: Vec<u8> = STREAM.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memchr::memmem::find(bytes, &name).is_some()
    }
}

fn foreign(bytes: &[u8]) -> Option<(&'static str, Way)> {
    if let Some(&(_, format, way)) = FOREIGN.iter().find(|(start, ..)| bytes.starts_with(start)) {
        return Some((format, way));
    }
    let further = FURTHER.iter().find(|(at, mark, format, _)| {
        // Two letters alone are not enough to recognise a picture.
        let begins = *format != "BMP" || bytes.starts_with(b"BM");
        begins && bytes.get(*at..).is_some_and(|rest| rest.starts_with(mark))
    });
    let is_mhtml = || {
        let head = bytes[..bytes.len().min(BEGINNING)].to_ascii_lowercase();
        let has = |mark: &[u8]| head.windows(mark.len()).any(|found| found == mark);
        has(b"mime-version:") && has(b"multipart/related")
    };
    further.map(|&(.., format, way)| (format, way)).or_else(|| is_mhtml().then_some(("MHTML", Way::HtmlOnly)))
}

pub(super) fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// Whether a PDF begins, maybe after a mark of UTF-8 or white space.
pub(super) fn is_pdf(bytes: &[u8]) -> bool {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start().starts_with(b"%PDF-")
}

fn beginning(text: &str) -> &str {
    &text[..text.floor_char_boundary(BEGINNING)]
}

/// Decodes a document that is not a package.
///
/// # Errors
/// [`ReadError`] if it is too large, or neither UTF-8 nor UTF-16; the error names the encoding that it seems to have.
pub fn text(bytes: &[u8]) -> Result<Cow<'_, str>, ReadError> {
    check_bytes(bytes.len(), DOCUMENT_TEXT_BYTES)?;
    decoded(bytes).ok_or_else(|| ReadError::NotUtf8 { guess: Encoding::guess(bytes) })
}

/// Decodes UTF-8, or UTF-16 as Windows writes it.
pub(super) fn decoded(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let utf8 = simdutf8::basic::from_utf8(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)).ok();
    // ASCII in UTF-16 is also valid UTF-8, with a zero next to each letter.
    if let Some(text) = utf8.filter(|text| memchr::memchr(0, text.as_bytes()).is_none()) {
        return Some(Cow::Borrowed(text));
    }
    let order = match Encoding::guess(bytes) {
        Some(Encoding::Utf16Le) => u16::from_le_bytes,
        Some(Encoding::Utf16Be) => u16::from_be_bytes,
        _ => return utf8.map(Cow::Borrowed),
    };
    let (pairs, rest) = bytes.as_chunks::<2>();
    let units: Vec<u16> = pairs.iter().map(|pair| order(*pair)).collect();
    let text = String::from_utf16(&units).ok().filter(|_| rest.is_empty())?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    (!text.contains('\0')).then(|| Cow::Owned(text.to_owned())).or(utf8.map(Cow::Borrowed))
}

/// Whether the text has HTML tags of a page or table; `<p>` alone also occurs in other texts.
fn is_html(text: &str) -> bool {
    const MARKS: [&[u8]; 4] = [b"!doctype html", b"html", b"table", b"tr"];
    let bytes = text.as_bytes();
    let begins = |at: usize, mark: &&[u8]| {
        let (start, end) = (at + 1, at + 1 + mark.len());
        bytes.get(start..end).is_some_and(|found| found.eq_ignore_ascii_case(mark))
            && bytes.get(end).is_none_or(|byte| !byte.is_ascii_alphanumeric())
    };
    text.match_indices('<').any(|(at, _)| MARKS.iter().any(|mark| begins(at, mark)))
}
