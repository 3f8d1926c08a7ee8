//! Places as editors in JavaScript count them: in units of UTF-16.

use serde::Serialize;
use ttm::Span;

/// How many bytes lie between two offsets that are known.
const APART: usize = 512;

/// Offsets in bytes as offsets in units of UTF-16, for one text.
pub(crate) struct Utf16<'t> {
    text: &'t [u8],
    /// The offset of every 512th byte, and of the end.
    known: Vec<usize>,
}

/// A range in units of UTF-16.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Range {
    pub(crate) from: usize,
    pub(crate) to: usize,
}

impl<'t> Utf16<'t> {
    pub(crate) fn of(text: &'t str) -> Self {
        let text = text.as_bytes();
        let mut known = Vec::with_capacity(text.len() / APART + 1);
        let mut at = 0;
        for part in text.chunks(APART) {
            known.push(at);
            at += units(part);
        }
        known.push(at);
        Self { text, known }
    }

    pub(crate) fn range(&self, span: Span) -> Range {
        Range { from: self.offset(span.start as usize), to: self.offset(span.end as usize) }
    }

    fn offset(&self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        self.known[byte / APART] + units(&self.text[byte / APART * APART..byte])
    }
}

/// How many units the characters take that begin in these bytes of UTF-8: two for those of four bytes.
pub(crate) fn units(bytes: &[u8]) -> usize {
    bytes.iter().map(|byte| usize::from(byte & 0xC0 != 0x80) + usize::from(*byte >= 0xF0)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_begins_where_javascript_says() {
        let text = "a中𠀀é".repeat(400);
        let utf16 = Utf16::of(&text);
        let mut at = 0;
        for (byte, character) in text.char_indices() {
            assert_eq!(utf16.offset(byte), at);
            at += character.len_utf16();
        }
        assert_eq!(utf16.offset(text.len()), at);
        assert_eq!(Utf16::of("").offset(0), 0);
        let ascii = "x".repeat(2 * APART);
        assert_eq!(Utf16::of(&ascii).offset(ascii.len()), ascii.len());
        let wide = "中".repeat(512);
        assert_eq!(Utf16::of(&wide).offset(wide.len()), 512);
    }
}
