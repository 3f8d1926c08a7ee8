//! Shared by the rules about texts: marked ranges, a finding that labels them, and a fix that corrects them all.

use std::ops::Range;

use super::{Rule, StandardIndex};
use crate::bilingual;
use crate::diagnostic::{Diagnostic, Findings, Fix, Severity};
use crate::model::{Kind, Standard, Text};
use crate::rules::text_flags::TextFlags;
use crate::text::bilingual::Bilingual;

/// The most further ranges of one text that get a label.
const MAX_RELATED: usize = 4;

/// The most ranges of one text that are searched for. A hostile text could have as many as it has characters; the rest
/// are found after the first ones are fixed.
pub(super) const MAX_MARKS: usize = 50_000;

/// A range in a text.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    /// In bytes of the text; at least one character.
    pub(super) range: Range<usize>,
    /// The replacement, if it is known.
    pub(super) instead: Option<String>,
}

impl Mark {
    /// A range with its replacement.
    pub(super) fn new(range: Range<usize>, instead: impl Into<String>) -> Self {
        Self { range, instead: Some(instead.into()) }
    }

    /// A range whose correction is left to a person.
    pub(super) fn alone(range: Range<usize>) -> Self {
        Self { range, instead: None }
    }
}

/// Whether a finding about this range of a text is a note that is only counted, which this does then; see
/// [`Findings::counts`].
pub(super) fn counts(
    rule: &'static Rule,
    severity: Severity,
    standard: &Standard<'_>,
    text: &Text<'_>,
    range: Range<usize>,
    found: &mut Findings,
) -> bool {
    found.counts(rule, severity, || standard.at(text.place(range).span))
}

/// A finding about the ranges `marks`, at least one, of one text.
pub(super) fn finding(
    rule: &'static Rule,
    standard: &Standard<'_>,
    text: &Text<'_>,
    marks: &[Mark],
    message: Bilingual,
) -> Diagnostic {
    let alignment = text.align();
    let mut places = marks.iter().map(|mark| alignment.place(mark.range.clone()).span);
    let mut found = Diagnostic::new(rule, standard.at(places.next().unwrap_or(text.span)), message);
    for span in places.take(MAX_RELATED) {
        found = found.related(standard.at(span), Bilingual::fixed("here too", "這裡也是"));
    }
    found
}

/// The fix that puts the replacements into a text, and into the references that repeat it as a name; `None` if one is
/// unknown, or if the edits cannot be made.
pub(super) fn fix(
    index: &StandardIndex<'_>,
    text: &Text<'_>,
    marks: &[Mark],
    words: Bilingual,
) -> Option<Fix> {
    if marks.iter().any(|mark| mark.instead.is_none()) || holds_a_code(index, text) {
        return None;
    }
    let replaced = || marks.iter().filter_map(|mark| Some((mark.range.clone(), mark.instead.as_deref()?)));
    let mut edits = text.edits(replaced())?;
    let repeating: Vec<_> = index.names().repeating(text).collect();
    for name in &repeating {
        edits.extend(name.edits(replaced())?);
    }
    if !repeating.is_empty() {
        edits.sort_by_key(|(span, _)| *span);
    }
    Some(Fix { words, edits })
}

/// Whether another entry may be glued to the text. What stands beside it belongs to two entries, so it is left alone.
fn holds_a_code(index: &StandardIndex<'_>, text: &Text<'_>) -> bool {
    TextFlags::of(text.as_str()).has(TextFlags::CODE)
        && Kind::of(text.normalized()).is_none()
        && !index.leaks().within(text.as_str(), None).is_empty()
}

/// Where fixes alone are wanted, offers that of these places; whether that was so.
pub(super) fn offered(
    rule: &'static Rule,
    index: &StandardIndex<'_>,
    text: &Text<'_>,
    marks: &[Mark],
    found: &mut Findings,
) -> bool {
    if !found.wants_fixes_alone() {
        return false;
    }
    let nothing = || Bilingual::fixed("", "");
    if let (Some(first), Some(fix)) = (marks.first(), fix(index, text, marks, nothing())) {
        let place = index.standard.at(text.place(first.range.clone()).span);
        found.push(Diagnostic::new(rule, place, nothing()).fix(fix));
    }
    true
}

/// "3 times", or nothing for one, for the end of a sentence.
pub(super) fn times(count: usize) -> Bilingual {
    match count {
        1 => Bilingual::fixed("", ""),
        _ => bilingual!(", {count} times", "，共 {count} 處"),
    }
}
