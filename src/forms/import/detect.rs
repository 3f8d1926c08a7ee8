//! What a document is, by its content: a name says little, and pages are saved under any.

use super::Form;
use super::fault::Fault;
use super::limit::{MAX_BYTES, MAX_TEXT_BYTES, check_bytes};
use crate::files::source;

/// Headings of the form, one of which stands in every text that is copied from a page.
const HEADINGS: [&str; 5] = ["主要職責", "工作任務", "行為指標", "職能基準代碼", "職能內涵"];

/// Keys of the converted JSON, one of which stands in every such file.
const KEYS: [&str; 4] = ["\"ocs_profile\"", "\"ocs_content\"", "\"ocu_units\"", "\"version_info\""];

/// Documents that are known by how they begin, and are not imported.
const FOREIGN: [(&[u8], &str); 4] =
    [(b"%PDF", "PDF"), (b"\xd0\xcf\x11\xe0", "Word (.doc)"), (b"{\\rtf", "RTF"), (b"\x89PNG", "PNG")];

/// The form of a document. Whatever is packed as an office file is one until it is opened.
///
/// # Errors
/// [`Fault`], where it is none that is imported.
pub fn form(bytes: &[u8]) -> Result<Form, Fault> {
    check_bytes(bytes.len(), MAX_BYTES)?;
    if let Some(&(_, format)) = FOREIGN.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Err(Fault::Foreign { format });
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Ok(Form::Odt);
    }
    let text = text(bytes)?;
    if text.trim_start().starts_with('{') && KEYS.iter().any(|key| text.contains(key)) {
        Ok(Form::OcsJson)
    } else if is_html(text) {
        Ok(Form::Html)
    } else if text.contains('\t') && HEADINGS.iter().any(|heading| text.contains(heading)) {
        Ok(Form::Text)
    } else {
        Err(Fault::UnknownForm)
    }
}

/// The text of a document that is not packaged.
///
/// # Errors
/// [`Fault`], where it is too large, or not UTF-8; then it says what it looks like instead.
pub fn text(bytes: &[u8]) -> Result<&str, Fault> {
    check_bytes(bytes.len(), MAX_TEXT_BYTES)?;
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|_| Fault::NotUtf8 { guess: source::guess(bytes) })
}

/// Whether there is a mark of HTML; paragraphs alone stand in texts, too.
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
