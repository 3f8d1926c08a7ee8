//! Marked content: which element of the document a text belongs to, and what is to be read instead of it.

use hayro_syntax::object::{Dict, String as PdfString};

use super::budget::{MAX_STATES, beyond};
use crate::forms::import::read_error::ReadError;

/// One marked sequence.
#[derive(Debug)]
pub(super) struct Marked {
    mcid: Option<u32>,
    artifact: bool,
    actual: Option<Actual>,
}

/// What is to be read instead of the characters of a sequence.
#[derive(Debug)]
struct Actual {
    text: String,
    read: bool,
}

impl Marked {
    /// A sequence with this tag and these properties, `depth` forms deep.
    pub(super) fn of(tag: &[u8], properties: Option<&Dict<'_>>, depth: usize) -> Self {
        let get = |key: &[u8]| properties.and_then(|dict| dict.get::<PdfString<'_>>(key));
        let actual = get(b"ActualText").map(|text| Actual { text: decoded(&text), read: false });
        // The content of a form is numbered by itself.
        let mcid = properties.filter(|_| depth == 0).and_then(|dict| dict.get::<u32>(b"MCID"));
        Self { mcid, artifact: tag == b"Artifact", actual }
    }
}

/// The sequences that are open.
#[derive(Debug, Default)]
pub(super) struct Marks {
    open: Vec<Marked>,
}

impl Marks {
    pub(super) fn begin(&mut self, marked: Marked) -> Result<(), ReadError> {
        if self.open.len() >= MAX_STATES {
            return Err(beyond(("marked sequences inside each other", "層標記內容"), MAX_STATES));
        }
        self.open.push(marked);
        Ok(())
    }

    pub(super) fn end(&mut self) {
        self.open.pop();
    }

    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    /// Ends what a form left open.
    pub(super) fn cut(&mut self, depth: usize) {
        self.open.truncate(depth);
    }

    pub(super) fn mcid(&self) -> Option<u32> {
        self.open.iter().rev().find_map(|marked| marked.mcid)
    }

    pub(super) fn is_artifact(&self) -> bool {
        self.open.iter().any(|marked| marked.artifact)
    }

    /// The text that is to be read instead of a character, for the first one; `Some(None)` for those after it.
    pub(super) fn actual(&mut self) -> Option<Option<String>> {
        let actual = self.open.iter_mut().find_map(|marked| marked.actual.as_mut())?;
        if actual.read {
            return Some(None);
        }
        actual.read = true;
        Some(Some(std::mem::take(&mut actual.text)))
    }
}

/// A text string: UTF-16 or UTF-8 with its mark, else Latin.
fn decoded(bytes: &[u8]) -> String {
    let utf16 = |bytes: &[u8], order: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| order([pair[0], pair[1]])).collect();
        String::from_utf16_lossy(&units)
    };
    match bytes {
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes.iter().map(|&byte| char::from(byte)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use hayro_syntax::object::FromBytes as _;

    use super::*;

    #[test]
    fn what_is_to_be_read_is_read_once() {
        let properties = Dict::from_bytes(b"<< /MCID 3 /ActualText <FEFF9801> >>").unwrap();
        let mut marks = Marks::default();
        marks.begin(Marked::of(b"Artifact", None, 0)).unwrap();
        marks.begin(Marked::of(b"Span", Some(&properties), 0)).unwrap();
        assert_eq!((marks.mcid(), marks.is_artifact()), (Some(3), true));
        assert_eq!(marks.actual(), Some(Some("頁".to_owned())));
        assert_eq!(marks.actual(), Some(None));
        marks.end();
        assert_eq!((marks.mcid(), marks.actual()), (None, None));
    }

    #[test]
    fn text_strings_are_decoded_by_their_mark() {
        assert_eq!(decoded(b"\xFE\xFF\x77\xE5"), "知");
        assert_eq!(decoded(b"\xFF\xFE\xE5\x77"), "知");
        assert_eq!(decoded(b"\xEF\xBB\xBF\xE7\x9F\xA5"), "知");
        assert_eq!(decoded(b"K01"), "K01");
    }
}
