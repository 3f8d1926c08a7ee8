//! What a list of changes comes to: which bytes are replaced, and what the new tree has to be.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::new::Expected;
use super::row::Kind;
use super::{Change, Document, NotChanged};
use crate::files::source::Span;
use crate::text::sorting::sort_by_key;
use crate::yaml::align::Alignment;

/// The splices, and beside them how the row of the new text differs from that of the old one.
#[derive(Debug, Default)]
pub(super) struct Plan<'c> {
    /// In order, not overlapping.
    splices: Vec<(Range<usize>, Cow<'c, str>)>,
    /// What scalars say afterwards.
    pub(super) texts: BTreeMap<usize, String>,
    /// Those of them that were written anew as a whole, perhaps in another style.
    pub(super) rewritten: BTreeSet<usize>,
    /// Nodes that come to stand before the one with a number, by that number and the place of their splice.
    pub(super) inserted: BTreeMap<(usize, usize), Vec<Expected>>,
    /// By how many entries collections grow or shrink.
    pub(super) grown: BTreeMap<usize, isize>,
    /// The nodes that go.
    pub(super) removed: Vec<Range<usize>>,
    /// The bytes whose comments may go.
    pub(super) dropped: Vec<Range<usize>>,
    /// New keys, by their mappings.
    pub(super) keys: Vec<(usize, String)>,
}

impl<'c> Plan<'c> {
    pub(super) fn of(document: &Document<'_>, changes: &'c [Change<'_>]) -> Result<Self, NotChanged> {
        let mut plan = Self::default();
        let mut within = Vec::new();
        for change in changes {
            match change {
                Change::Splice { span, instead } => within.push((*span, *instead)),
                Change::SetText { at, text } => plan.set_text(document, at.0, text)?,
                Change::SetValue { at, value } => plan.set_value(document, at.0, value)?,
                Change::SetItem { at, value } => plan.set_item(document, at.0, value)?,
                Change::InsertEntry { mapping, place, key, value } => {
                    plan.insert_entry(document, mapping.0, *place, key, value)?;
                }
                Change::InsertItem { list, place, value } => {
                    plan.insert_item(document, list.0, *place, value)?;
                }
                Change::Remove { at } => plan.remove(document, at.0)?,
            }
        }
        sort_by_key(&mut within, |(span, _)| *span);
        plan.within_scalars(document, &within)?;
        // Insertions at one place stay in the order of the changes.
        sort_by_key(&mut plan.splices, |(range, _)| (range.start, range.end));
        let apart = plan.splices.windows(2).all(|pair| pair[0].0.end <= pair[1].0.start);
        sort_by_key(&mut plan.removed, |range| range.start);
        if apart { Ok(plan) } else { Err(NotChanged::Overlap) }
    }

    pub(super) fn splice(&mut self, range: Range<usize>, instead: String) {
        self.splices.push((range, instead.into()));
    }

    /// Adds nodes before the node `at`, which `splice` writes.
    pub(super) fn insert(&mut self, at: usize, splice: (Range<usize>, String), nodes: Vec<Expected>) {
        self.inserted.entry((at, splice.0.start)).or_default().extend(nodes);
        self.splice(splice.0, splice.1);
    }

    /// Splices within scalars, in order.
    fn within_scalars(
        &mut self,
        document: &Document<'_>,
        splices: &[(Span, &'c str)],
    ) -> Result<(), NotChanged> {
        let mut splices = splices.iter().peekable();
        if splices.peek().is_none() {
            return Ok(());
        }
        for (at, leaf) in document.row.iter().enumerate() {
            let Kind::Scalar { text, style } = leaf.kind else { continue };
            let within = |splice: Span| splice.start >= leaf.span.start && splice.end <= leaf.span.end;
            if splices.peek().is_none_or(|(splice, _)| !within(*splice)) {
                continue;
            }
            let written = document.text.get(leaf.span.range()).unwrap_or_default();
            let alignment = Alignment::of(text, written, style, leaf.span.start as usize);
            let mut made = String::with_capacity(text.len());
            let mut done = 0;
            while let Some((splice, instead)) = splices.next_if(|(splice, _)| within(*splice)) {
                let range = alignment.value_range(*splice).ok_or(NotChanged::NotVerbatim)?;
                made.push_str(text.get(done..range.start).ok_or(NotChanged::Overlap)?);
                made.push_str(instead);
                done = range.end;
                self.splices.push((splice.range(), Cow::Borrowed(instead)));
            }
            made.push_str(&text[done..]);
            if made.trim().is_empty() {
                return Err(NotChanged::Blank);
            }
            if self.texts.insert(at, made).is_some() {
                return Err(NotChanged::Overlap);
            }
        }
        if splices.next().is_none() { Ok(()) } else { Err(NotChanged::NotVerbatim) }
    }

    pub(super) fn splices(&self) -> &[(Range<usize>, Cow<'c, str>)] {
        &self.splices
    }

    /// `text` with the splices made; `None` where one is not within it.
    pub(super) fn spliced(&self, text: &str) -> Option<String> {
        let mut made = String::with_capacity(text.len() + 512);
        let mut done = 0;
        for (range, instead) in &self.splices {
            made.push_str(text.get(done..range.start)?);
            made.push_str(instead);
            done = range.end;
        }
        made.push_str(text.get(done..)?);
        Some(made)
    }

    pub(super) fn into_edits(self) -> Vec<(Span, String)> {
        let splices = self.splices.into_iter();
        splices.map(|(range, instead)| (Span::new(range.start, range.end), instead.into_owned())).collect()
    }

    /// Whether nodes come or go, not only their texts.
    pub(super) fn is_structural(&self) -> bool {
        !self.inserted.is_empty() || !self.removed.is_empty()
    }
}
