//! What a key changes in the findings of a text. Most keys change none, and to write a thousand findings, to hand them over and to read
//! them takes as long as to find them: so an answer names those of the answer before that still hold, and where they have moved to.

use std::sync::Arc;

use serde_json::{Value, json};
use ttm::files::source::{FileId, Place};
use ttm::text::equal_ends::{equal_at_end, equal_at_start};
use ttm::{Diagnostic, Source, Span};

use crate::utf16::units;

/// An answer: a text and its findings.
pub(crate) struct Typed {
    pub(crate) number: u32,
    pub(crate) source: Arc<Source>,
    pub(crate) code: Option<String>,
    pub(crate) found: Vec<Diagnostic>,
}

/// What differs from the answer before.
pub(crate) struct Change {
    /// As JSON: what all findings are, in order, `[first, count]` of those before or the number of new ones; and from which line on those
    /// before have moved by how many lines and units of UTF-16.
    pub(crate) order: Value,
    /// The indices of the new ones.
    pub(crate) fresh: Vec<usize>,
}

/// The lines that differ between two texts, in bytes: up to their beginning, and from their end on, the texts are equal.
struct Lines {
    start: usize,
    /// The end in the text before; nothing is behind it if that has no further line.
    end: usize,
    /// The end in the text now.
    now: usize,
}

impl Typed {
    /// What has changed since an answer; `None` if that is of another file, or says something of each finding that does not hold now.
    pub(crate) fn since(&self, before: &Self) -> Option<Change> {
        if before.source.path != self.source.path || before.code != self.code {
            return None;
        }
        let (old, new) = (&before.source.text, &self.source.text);
        let lines = Lines::of(old, new);
        let mut order: Vec<Value> = Vec::new();
        let mut fresh = Vec::new();
        // The run of findings that is being counted: where it begins among those before, and how many they are.
        let (mut from, mut kept, mut new_ones) = (0, 0, 0);
        let mut next = 0;
        for (at, found) in self.found.iter().enumerate() {
            while before
                .found
                .get(next)
                .is_some_and(|other| lines.is_before(other.primary.place, found.primary.place))
            {
                next += 1;
            }
            if before.found.get(next).is_some_and(|other| lines.is_same(other, found)) {
                if new_ones > 0 {
                    order.push(json!(std::mem::take(&mut new_ones)));
                }
                if kept > 0 && from + kept != next {
                    order.push(json!([from, std::mem::take(&mut kept)]));
                }
                if kept == 0 {
                    from = next;
                }
                kept += 1;
                next += 1;
            } else {
                if kept > 0 {
                    order.push(json!([from, std::mem::take(&mut kept)]));
                }
                new_ones += 1;
                fresh.push(at);
            }
        }
        if kept > 0 {
            order.push(json!([from, kept]));
        }
        if new_ones > 0 {
            order.push(json!(new_ones));
        }
        let (gone, come) = (
            &old.as_bytes()[lines.start..lines.end.min(old.len())],
            &new.as_bytes()[lines.start..lines.now.min(new.len())],
        );
        // What is at the beginning of a last line without an end is in that line, and has not moved.
        let last = usize::from(lines.end > old.len());
        let line = 1 + breaks(&old.as_bytes()[..lines.start]) + breaks(gone) + last;
        let order = json!({
            "number": before.number,
            "order": order,
            "line": line,
            "lines": breaks(come) as i64 - breaks(gone) as i64,
            "units": units(come) as i64 - units(gone) as i64,
        });
        Some(Change { order, fresh })
    }

    /// The findings with these indices.
    pub(crate) fn those(&self, indices: &[usize]) -> Vec<Diagnostic> {
        indices.iter().map(|at| self.found[*at].clone()).collect()
    }
}

impl Lines {
    fn of(old: &str, new: &str) -> Self {
        let (old, new) = (old.as_bytes(), new.as_bytes());
        let shared = equal_at_start(old, new);
        let behind = equal_at_end(&old[shared..], &new[shared..]);
        let start = old[..shared].iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        // The line that the change ends in belongs to it.
        let rest = old[old.len() - behind..].iter().position(|byte| *byte == b'\n').map(|at| behind - at - 1);
        match rest {
            Some(rest) => Self { start, end: old.len() - rest, now: new.len() - rest },
            None => Self { start, end: old.len() + 1, now: new.len() + 1 },
        }
    }

    /// Where a range of the text before is now, unless it touches these lines.
    fn moved(&self, span: Span) -> Option<Span> {
        if span.end as usize <= self.start {
            return Some(span);
        }
        let (start, end) =
            ((span.start as usize).checked_sub(self.end)?, (span.end as usize).checked_sub(self.end)?);
        Some(Span::new(self.now + start, self.now + end))
    }

    /// Whether a finding of before has to be looked at no more, once the one at `now` is reached.
    fn is_before(&self, before: Place, now: Place) -> bool {
        self.moved(before.span).is_none_or(|span| span < now.span)
    }

    /// Whether a finding is one of before. What points into other files is not held against it.
    fn is_same(&self, before: &Diagnostic, now: &Diagnostic) -> bool {
        let own = now.primary.place.file;
        let same = |one: Place, other: Place| {
            one.file == own && other.file == own && self.moved(one.span) == Some(other.span)
        };
        let label = |(one, other): (&ttm::diagnostic::Label, &ttm::diagnostic::Label)| {
            same(one.place, other.place) && one.words == other.words
        };
        let fix = match (&before.fix, &now.fix) {
            (None, None) => true,
            (Some(one), Some(other)) => {
                let pairs = || one.edits.iter().zip(&other.edits);
                one.words == other.words
                    && one.edits.len() == other.edits.len()
                    && pairs().all(|((span, text), (there, other))| {
                        self.moved(*span) == Some(*there) && text == other
                    })
            }
            _ => false,
        };
        own == FileId::default()
            && fix
            && (before.rule, before.severity) == (now.rule, now.severity)
            && before.message == now.message
            && before.help == now.help
            && before.related.len() == now.related.len()
            && label((&before.primary, &now.primary))
            && before.related.iter().zip(&now.related).all(label)
    }
}

fn breaks(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte == b'\n').count()
}
