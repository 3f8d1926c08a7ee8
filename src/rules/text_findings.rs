//! What the rules about texts share: places in a text, a finding that labels them, and a fix that mends them all.

use std::ops::Range;

use super::Rule;
use crate::bilingual;
use crate::diagnostic::{Diagnostic, Findings, Fix};
use crate::files::source::Span;
use crate::model::{Alignment, How, Standard, Text};
use crate::text::bilingual::Bilingual;
use crate::yaml::{self, Arena, Style, Value};

/// How many further places of one text are labelled.
const MAX_RELATED: usize = 4;

/// How many places of one text are looked for. A hostile text could have as many as it has characters; the rest is
/// found when the first are mended.
pub(super) const MAX_MARKS: usize = 50_000;

/// A place in a text.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    /// The bytes of the text, at least one character.
    pub(super) range: Range<usize>,
    /// What should stand there instead, where that is known.
    pub(super) instead: Option<String>,
}

impl Mark {
    /// A place with what should stand there.
    pub(super) fn new(range: Range<usize>, instead: impl Into<String>) -> Self {
        Self { range, instead: Some(instead.into()) }
    }

    /// A place where a person has to decide.
    pub(super) fn alone(range: Range<usize>) -> Self {
        Self { range, instead: None }
    }
}

/// A finding about the places `marks` of one text, of which there must be one.
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

/// The edits that put into the places of a text what should stand there. `None` where one of them is not known or not
/// written verbatim, or where the text would be read as something else or as nothing.
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
        // Lines are joined; a break that is one in the text too is somebody's paragraph.
        How::Break if &text.as_str()[range.clone()] == " " && instead.is_empty() => {
            edits.push((located.span, String::new()));
        }
        // Verbatim characters beside a break: each by itself.
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

/// Whether the edited text, by itself in its style, is `expected`. What is around it is for the mending itself to
/// compare.
fn reads_as(text: &Text<'_>, edits: &[(Span, String)], expected: &str) -> bool {
    if expected.trim().is_empty() {
        return false;
    }
    if text.style() == Style::Block {
        // Nothing in a block has a meaning but its indentation.
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

/// "3 times" where it is more than once, for the end of a sentence.
pub(super) fn times(count: usize) -> Bilingual {
    match count {
        1 => Bilingual::fixed("", ""),
        _ => bilingual!(", {count} times", "，共 {count} 處"),
    }
}
