//! Whether a text with changes holds what it should and nothing else.

use std::borrow::Cow;
use std::collections::HashSet;

use super::new::Expected;
use super::plan::Plan;
use super::row::{Kind, Leaf, Row};
use super::{Document, NotChanged, comments};
use crate::files::source::Span;
use crate::yaml::{Arena, parse};

/// Compares `text` with what `plan` makes of `document`.
pub(super) fn hold(document: &Document<'_>, plan: &Plan<'_>, text: &str) -> Result<(), NotChanged> {
    let arena = Arena::new();
    let new = parse(text, &arena);
    let row = Row::of(new.root.as_ref().ok_or(NotChanged::NotAsIntended)?);
    let same_problems = new.problems.iter().map(|problem| &problem.kind).eq(&document.problems);
    if !same_problems || !is_expected(document, plan, &row) {
        return Err(NotChanged::NotAsIntended);
    }
    if plan.is_structural() {
        let old = comments::of(document.text, &document.row);
        let may_go = |offset: usize| plan.dropped.iter().any(|range| range.contains(&offset));
        let kept = old.iter().filter(|(offset, _)| !may_go(*offset)).map(|(_, comment)| comment);
        if !kept.eq(comments::of(text, &row).iter().map(|(_, comment)| comment)) {
            return Err(NotChanged::Comment);
        }
    }
    if has_new_doubles(document, plan) { Err(NotChanged::DoubledKey) } else { Ok(()) }
}

/// Whether `new` is the row of the document with the plan's nodes in it and all others where the splices moved them.
fn is_expected(document: &Document<'_>, plan: &Plan<'_>, new: &Row<'_>) -> bool {
    let mut new = new.iter();
    let mut moved = Moved { splices: plan.splices(), grown: 0 };
    let mut inserted = plan.inserted.iter().peekable();
    let mut removed = plan.removed.iter().peekable();
    let mut insert = |at: usize, new: &mut dyn Iterator<Item = &Leaf<'_>>| {
        while let Some((_, nodes)) = inserted.next_if(|((before, _), _)| *before == at) {
            for node in nodes {
                if !new.next().is_some_and(|leaf| node.is(leaf)) {
                    return false;
                }
            }
        }
        true
    };
    for (at, old) in document.row.iter().enumerate() {
        if !insert(at, &mut new) {
            return false;
        }
        while removed.next_if(|range| range.end <= at).is_some() {}
        if removed.peek().is_some_and(|range| range.contains(&at)) {
            continue;
        }
        let Some(leaf) = new.next() else { return false };
        let grown = || plan.grown.get(&at).copied().unwrap_or(0);
        let same = match (old.kind, leaf.kind) {
            (Kind::Scalar { text, style }, Kind::Scalar { text: new_text, style: new_style }) => {
                let is_rewritten = plan.rewritten.contains(&at);
                let expected = plan.texts.get(&at).map_or(text, String::as_str);
                new_text == expected
                    && (is_rewritten || style == new_style)
                    && moved.span(old.span) == leaf.span
            }
            (Kind::Empty, Kind::Scalar { text, .. }) => {
                plan.texts.get(&at).is_some_and(|expected| expected == text)
            }
            (Kind::Empty, Kind::Empty) => !plan.texts.contains_key(&at),
            (Kind::Alias, Kind::Alias) => true,
            (Kind::List { len, .. }, Kind::List { len: new_len, .. }) => {
                len.checked_add_signed(grown()) == Some(new_len)
            }
            (Kind::Mapping { len, flow, .. }, Kind::Mapping { len: new_len, flow: new_flow, .. }) => {
                flow == new_flow && len.checked_add_signed(grown()) == Some(new_len)
            }
            _ => false,
        };
        if !same {
            return false;
        }
    }
    insert(document.row.len(), &mut new) && new.next().is_none()
}

/// Where the splices move spans, asked for in the order of the file.
struct Moved<'p> {
    /// Those behind the last span.
    splices: &'p [(std::ops::Range<usize>, Cow<'p, str>)],
    /// By how many bytes the text before them grew.
    grown: isize,
}

impl Moved<'_> {
    fn span(&mut self, span: Span) -> Span {
        let range = span.range();
        while let [(splice, instead), rest @ ..] = self.splices
            && splice.end <= range.start
        {
            self.grown += growth(splice, instead);
            self.splices = rest;
        }
        let within = self.splices.iter().take_while(|(splice, _)| splice.end <= range.end);
        let within = within.filter(|(splice, _)| splice.start < splice.end);
        let within: isize = within.map(|(splice, instead)| growth(splice, instead)).sum();
        let start = range.start.saturating_add_signed(self.grown);
        Span::new(start, (start + range.len()).saturating_add_signed(within))
    }
}

fn growth(splice: &std::ops::Range<usize>, instead: &str) -> isize {
    instead.len().cast_signed() - splice.len().cast_signed()
}

impl Expected {
    fn is(&self, leaf: &Leaf<'_>) -> bool {
        match (self, leaf.kind) {
            (Self::Text(expected), Kind::Scalar { text, .. }) => expected == text,
            (Self::List(expected), Kind::List { len, .. }) => *expected == len,
            (Self::Mapping(expected), Kind::Mapping { len, .. }) => *expected == len,
            _ => false,
        }
    }
}

/// Whether a changed or new key is the same as one beside it: a reader that keeps one of two would drop the other.
fn has_new_doubles(document: &Document<'_>, plan: &Plan<'_>) -> bool {
    let row = &document.row;
    let mapping = |at: usize| row.get(at).filter(|leaf| leaf.is_key).map(|leaf| leaf.parent);
    let mut touched: HashSet<u32> = plan.texts.keys().filter_map(|&at| mapping(at)).collect();
    let new: Vec<(u32, &str)> = plan
        .keys
        .iter()
        .map(|(mapping, key)| (u32::try_from(*mapping).unwrap_or(u32::MAX), key.as_str()))
        .collect();
    touched.extend(new.iter().map(|(mapping, _)| *mapping));
    if touched.is_empty() {
        return false;
    }
    let mut seen: HashSet<(u32, &str)> = HashSet::new();
    let mut doubled_before: HashSet<(u32, &str)> = HashSet::new();
    for (mapping, _, key) in row.keys().filter(|(mapping, ..)| touched.contains(mapping)) {
        if !seen.insert((mapping, key)) {
            doubled_before.insert((mapping, key));
        }
    }
    let is_removed = |at: usize| plan.removed.iter().any(|range| range.contains(&at));
    let mut now: HashSet<(u32, &str)> = HashSet::new();
    let old = row.keys().filter(|(mapping, at, _)| touched.contains(mapping) && !is_removed(*at));
    let old = old.map(|(mapping, at, key)| (mapping, plan.texts.get(&at).map_or(key, String::as_str)));
    !old.chain(new).all(|key| now.insert(key) || doubled_before.contains(&key))
}

/// The keys that would be the same as one which does not change, or as one that changes before them.
pub(super) fn doubled(document: &Document<'_>, plan: &Plan<'_>) -> Vec<usize> {
    let row = &document.row;
    let mut taken: HashSet<(u32, &str)> = row
        .keys()
        .filter(|(_, at, _)| !plan.texts.contains_key(at))
        .map(|(mapping, _, key)| (mapping, key))
        .collect();
    let changed =
        row.keys().filter_map(|(mapping, at, _)| Some((mapping, at, plan.texts.get(&at)?.as_str())));
    changed.filter(|&(mapping, _, key)| !taken.insert((mapping, key))).map(|(_, at, _)| at).collect()
}
