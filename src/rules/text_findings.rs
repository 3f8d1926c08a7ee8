//! Shared by the rules about texts: marked ranges, a finding that labels them, and a fix that corrects them all.

use std::ops::Range;

use super::Rule;
use crate::bilingual;
use crate::diagnostic::{Diagnostic, Findings, Fix};
use crate::files::source::Span;
use crate::model::{Standard, Text};
use crate::text::bilingual::Bilingual;
use crate::yaml::align::{Alignment, How};
use crate::yaml::{self, Arena, Style, Value};

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

/// The edits that put the replacements into a text. `None` if a replacement is unknown, if a range is not verbatim in
/// the source, or if the result would be empty or parsed as something else.
pub(super) fn fix(text: &Text<'_>, marks: &[Mark], words: Bilingual) -> Option<Fix> {
    let alignment = text.align();
    let mut edits = Vec::with_capacity(marks.len());
    let mut expected = String::with_capacity(text.as_str().len());
    let mut done = 0;
    for mark in marks {
        let instead = mark.instead.as_deref()?;
        edits_of(text, &alignment, mark.range.clone(), instead, &mut edits)?;
        expected.push_str(text.as_str().get(done..mark.range.start)?);
        expected.push_str(instead);
        done = mark.range.end;
    }
    expected.push_str(&text.as_str()[done..]);
    reads_as(text, &edits, &expected).then_some(Fix { words, edits })
}

/// Where fixes alone are wanted, offers that of these places; whether that was so.
pub(super) fn offered(
    rule: &'static Rule,
    standard: &Standard<'_>,
    text: &Text<'_>,
    marks: &[Mark],
    found: &mut Findings,
) -> bool {
    if !found.wants_fixes_alone() {
        return false;
    }
    let nothing = || Bilingual::fixed("", "");
    if let (Some(first), Some(fix)) = (marks.first(), fix(text, marks, nothing())) {
        let place = standard.at(text.place(first.range.clone()).span);
        found.push(Diagnostic::new(rule, place, nothing()).fix(fix));
    }
    true
}

fn edits_of(
    text: &Text<'_>,
    alignment: &Alignment,
    range: Range<usize>,
    instead: &str,
    edits: &mut Vec<(Span, String)>,
) -> Option<()> {
    let located = alignment.place(range.clone());
    match located.how {
        How::Verbatim => edits.push((located.span, instead.to_owned())),
        // Lines are joined; a break that YAML keeps as a line break may be an intended paragraph, so it stays.
        How::Break if &text.as_str()[range.clone()] == " " && instead.is_empty() => {
            edits.push((located.span, String::new()));
        }
        // Verbatim characters next to a break: one edit each.
        How::Other if text.as_str()[range.clone()].chars().nth(1).is_some() => {
            let mut instead = instead;
            for (at, c) in text.as_str()[range.clone()].char_indices() {
                let start = range.start + at;
                edits_of(text, alignment, start..start + c.len_utf8(), instead, edits)?;
                instead = "";
            }
        }
        How::Break | How::Other => return None,
    }
    Some(())
}

/// Whether the edited text, parsed alone in its style, gives `expected`. Effects on its surroundings are checked when
/// the fix is applied.
fn reads_as(text: &Text<'_>, edits: &[(Span, String)], expected: &str) -> bool {
    if expected.trim().is_empty() {
        return false;
    }
    if text.style() == Style::Block {
        // In a block only indentation has a meaning.
        let laid_out =
            |text: &str| text.split('\n').filter(|line| line.is_empty() || line.starts_with(' ')).count();
        return laid_out(expected) == laid_out(text.as_str());
    }
    let start = text.span.start as usize;
    let mut source = String::from("k: ");
    let mut done = 0;
    for (span, instead) in edits {
        source.push_str(&text.written()[done..span.start as usize - start]);
        source.push_str(instead);
        done = span.end as usize - start;
    }
    source.push_str(&text.written()[done..]);
    source.push('\n');
    let arena = Arena::new();
    let root = yaml::parse(&source, &arena).root.map(|root| root.value);
    let Some(Value::Mapping { entries: [(_, value)], .. }) = root else { return false };
    value.value == Value::Scalar { text: expected, style: text.style() }
}

/// "3 times", or nothing for one, for the end of a sentence.
pub(super) fn times(count: usize) -> Bilingual {
    match count {
        1 => Bilingual::fixed("", ""),
        _ => bilingual!(", {count} times", "，共 {count} 處"),
    }
}
