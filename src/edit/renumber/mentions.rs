//! Texts and comments that mention a code which was renumbered. Whether they mean that entry only a person can tell.

use std::collections::HashMap;

use super::Code;
use crate::files::source::Span;

/// A code in a text or comment that was renumbered elsewhere.
#[derive(Debug, PartialEq, Eq)]
pub struct Mention {
    /// Its bytes in the new text.
    pub span: Span,
    /// The code.
    pub code: String,
    /// What became of the code; where it stood twice, of the first.
    pub now: String,
}

/// The mentions in `text`, whose codes and references are `codes` and which was changed by `edits`, both in the order of
/// the file.
pub(super) fn find(text: &str, codes: &[Code<'_>], edits: &[(Span, String)]) -> Vec<Mention> {
    let mut renumbered: HashMap<&str, &str> = HashMap::new();
    for code in codes {
        if let Some(new) = code.new.as_ref().filter(|new| *new != code.old) {
            renumbered.entry(code.old).or_insert(new);
        }
    }
    if renumbered.is_empty() {
        return Vec::new();
    }
    let mut mentions = Vec::new();
    let mut codes = codes.iter().peekable();
    let mut edits = edits.iter().peekable();
    // By how many bytes the new text is ahead of the old one.
    let mut ahead = 0_isize;
    for range in code_like(text) {
        // A name that goes with its reference mentions nothing any more.
        let place = |code: &Code<'_>| code.pair.unwrap_or(code.span).range();
        while codes.next_if(|code| place(code).end <= range.start).is_some() {}
        while let Some((span, new)) = edits.next_if(|(span, _)| span.range().end <= range.start) {
            ahead += new.len().cast_signed() - span.range().len().cast_signed();
        }
        if codes.peek().is_some_and(|code| place(code).start < range.end) {
            continue;
        }
        let code = &text[range.clone()];
        if let Some(now) = renumbered.get(code) {
            let start = range.start.saturating_add_signed(ahead);
            let span = Span::new(start, start + code.len());
            mentions.push(Mention { span, code: code.to_owned(), now: (*now).to_owned() });
        }
    }
    mentions
}

/// The words that look like a code: one of the letters, then numbers with dots between them.
fn code_like(text: &str) -> impl Iterator<Item = std::ops::Range<usize>> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < bytes.len() {
            let start = at;
            at += 1;
            if !bytes[start].is_ascii_alphanumeric() {
                continue;
            }
            while bytes.get(at).is_some_and(u8::is_ascii_alphanumeric)
                || (bytes.get(at) == Some(&b'.') && bytes.get(at + 1).is_some_and(u8::is_ascii_digit))
            {
                at += 1;
            }
            let is_number = |byte: &u8| byte.is_ascii_digit() || *byte == b'.';
            if b"TOPKSA".contains(&bytes[start])
                && bytes.get(start + 1).is_some_and(u8::is_ascii_digit)
                && bytes[start + 1..at].iter().all(is_number)
            {
                return Some(start..at);
            }
        }
        None
    })
}
