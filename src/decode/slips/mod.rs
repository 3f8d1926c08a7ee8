//! Typing slips that make YAML take a line for text, or refuse it: a colon of another width behind a key, none of the
//! blanks that have to follow it, or an indentation that is not made of spaces.
//!
//! All slips of a file are found in one pass over its lines, so that one run names them all. Which of them can be mended
//! is proven, see [`mend`].

mod key;
mod lines;
mod mend;

pub use key::{Slip, slip_in};
pub(crate) use mend::spliced;

use super::decode;
use crate::diagnostic::Findings;
use crate::files::source::{FileId, Source, Span};
use crate::text::sorting::sort_by_key;
use crate::yaml::{Arena, Problem, parse};
use mend::Mending;

/// What is wrong with a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SlipKind {
    /// A colon of another width.
    WideColon(char),
    /// Nothing between the colon and the value.
    Glued,
    /// A character behind the colon that looks like a space or cannot be seen, and is not read as a space by YAML.
    SpaceBehind(char),
    /// A tab in the indentation.
    Tab,
    /// This character in the indentation.
    Indent(char),
}

/// A slip of one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LineSlip<'s> {
    pub(crate) kind: SlipKind,
    /// The key of the line; empty where an item of a list has none.
    pub(crate) key: &'s str,
    /// What is marked.
    pub(crate) span: Span,
    /// Where the key begins, or the item.
    start: usize,
    /// What has to be replaced.
    replaced: Span,
    /// Whether it is the value of another key, where it may be part of a text.
    is_inline: bool,
}

/// The slips of a file.
#[derive(Debug)]
pub(crate) struct Slips<'s> {
    /// Each: those that may be mended in the order of the file, then the others.
    pub(crate) slips: Vec<LineSlip<'s>>,
    /// What comes in place of each of the first slips, if the file is YAML with all of them mended and reads as they are meant.
    pub(crate) edits: Option<Vec<(Span, String)>>,
    /// Whether the file is YAML as it is.
    pub(crate) is_yaml: bool,
    /// What is wrong with the file once they are mended.
    pub(crate) left: Option<Left>,
}

/// A problem of a file with its slips mended.
#[derive(Debug)]
pub(crate) struct Left {
    pub(crate) problem: Problem,
    /// The mended text, and what was replaced in it, by the place in the file.
    pub(crate) text: String,
    edits: Vec<(Span, String)>,
}

impl Left {
    /// Where a place of the mended text is in the file.
    pub(crate) fn place(&self, span: Span) -> Span {
        let back = |offset: u32| {
            let mut grown: i64 = 0;
            for (replaced, instead) in &self.edits {
                let start = i64::from(replaced.start) + grown;
                if start + instead.len() as i64 > i64::from(offset) {
                    break;
                }
                grown += instead.len() as i64 - i64::from(replaced.end - replaced.start);
            }
            usize::try_from(i64::from(offset) - grown).unwrap_or_default()
        };
        Span::new(back(span.start), back(span.end))
    }
}

/// The slips of a file that cannot be read as it is; `None` where there are none. In a file that is YAML only those
/// count that decoding has something to say of: a text may hold a line that looks like a slip.
pub(crate) fn find(source: &Source) -> Option<Slips<'_>> {
    let text = source.text.as_str();
    let mut slips = lines::slips(text);
    if slips.is_empty() {
        return None;
    }
    let arena = Arena::new();
    let parsed = parse(text, &arena);
    if let Some(root) = &parsed.root {
        let mut found = Findings::default();
        decode(root, source, FileId::default(), &mut found);
        let told: Vec<Span> = found.into_vec().into_iter().map(|found| found.primary.place.span).collect();
        slips.retain(|slip| told.iter().any(|span| slip.is_within(*span)));
    } else {
        slips.retain(|slip| !slip.is_inline);
    }
    if slips.is_empty() {
        return None;
    }
    let is_yaml = parsed.root.is_some();
    // Those that cannot be mended come last, so that the edits are of the first.
    sort_by_key(&mut slips, |slip| slip.is_inline);
    let count = slips.partition_point(|slip| !slip.is_inline);
    let (edits, left) = match mend::mend(source, &slips[..count]) {
        Mending::Reads(edits) => (Some(edits), None),
        Mending::Refused(left) => (None, left),
    };
    // What is wrong with a line of which it is not known how far it is indented is no news.
    let left = left.filter(|left| {
        let at = left.place(left.problem.span).start as usize;
        let line = text[..at].rfind('\n').map_or(0, |found| found + 1);
        let is_indented = |slip: &LineSlip<'_>| matches!(slip.kind, SlipKind::Tab | SlipKind::Indent(_));
        !slips.iter().any(|slip| is_indented(slip) && slip.span.start as usize == line)
    });
    Some(Slips { slips, edits, is_yaml, left })
}

impl LineSlip<'_> {
    /// Whether a finding at `span` is about the same thing.
    pub(crate) fn is_within(&self, span: Span) -> bool {
        self.span.start <= span.end && span.start <= self.span.end
    }
}
