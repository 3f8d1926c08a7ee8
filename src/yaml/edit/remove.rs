//! The change that takes an entry or an item away.

use super::error::NotChanged;
use super::lines::{hyphen, line_start, next_line};
use super::plan::Plan;
use super::row::Kind;
use super::{Document, comments};

impl Plan<'_> {
    /// Removes the entry with the key `at`, or the item `at`.
    pub(super) fn remove(&mut self, document: &Document<'_>, at: usize) -> Result<(), NotChanged> {
        let row = &document.row;
        let leaf = row.get(at).filter(|_| at > 0).ok_or(NotChanged::NoSuchPlace)?;
        let parent = leaf.parent as usize;
        let is_entry = matches!(row.kind(parent), Some(Kind::Mapping { .. }));
        if is_entry && !leaf.is_key {
            return Err(NotChanged::NoSuchPlace);
        }
        let starts: Vec<usize> = row.children(parent).step_by(if is_entry { 2 } else { 1 }).collect();
        let number = starts.iter().position(|&start| start == at).ok_or(NotChanged::NoSuchPlace)?;
        let last = |at: usize| if is_entry { row.after(at) } else { at };
        let next = starts.get(number + 1).copied();
        let before = number.checked_sub(1).and_then(|before| starts.get(before)).copied();
        if next.is_none() && before.is_none() {
            return Err(NotChanged::LastEntry);
        }
        let start = leaf.span.range().start;
        let end = document.end_of(last(at));
        let start_of = |at: usize| row.span(at).range().start;
        let (range, may_drop) = if document.is_flow(parent) {
            match (next, before) {
                (Some(next), _) => (start..start_of(next), 0..0),
                (None, Some(before)) => (document.end_of(last(before))..end, 0..0),
                (None, None) => return Err(NotChanged::LastEntry),
            }
        } else {
            let floor =
                before.map_or_else(|| document.end_before(parent), |before| document.end_of(last(before)));
            document.lines_of(at, is_entry, floor, end, next)?
        };
        let kept = |offset: usize| range.contains(&offset) && !may_drop.contains(&offset);
        if comments::of(document.text, row).iter().any(|&(offset, _)| kept(offset)) {
            return Err(NotChanged::Comment);
        }
        self.dropped.push(may_drop);
        self.splice(range, String::new());
        self.removed.push(at..row.after(last(at)));
        *self.grown.entry(parent).or_default() -= 1;
        Ok(())
    }
}

impl Document<'_> {
    /// The bytes of an entry or item in block style, and those of them whose comments are its own.
    fn lines_of(
        &self,
        at: usize,
        is_entry: bool,
        floor: usize,
        end: usize,
        next: Option<usize>,
    ) -> Result<(std::ops::Range<usize>, std::ops::Range<usize>), NotChanged> {
        let text = self.text;
        let start = self.row.span(at).range().start;
        let first = if is_entry { start } else { hyphen(text, start, floor).ok_or(NotChanged::Layout)? };
        let line = line_start(text, first);
        let after = next_line(text, end);
        let before = text[line..first].trim_start_matches('\u{feff}');
        if before.bytes().all(|byte| byte == b' ') {
            let line = line + text[line..first].len() - before.len();
            return Ok((line..after, line..after));
        }
        // The first entry of an item, on the line of its hyphen: the next entry takes its place.
        let next = next.map(|next| self.row.span(next).range().start).ok_or(NotChanged::Layout)?;
        Ok((start..next, start..after.min(next)))
    }
}
