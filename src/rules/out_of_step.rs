//! Which line is out of step where the indentation of a file fits nothing.
//!
//! A parser stops at the first line that fits nothing above it, which is often a line behind the one that was moved. Keys
//! say more: the codes of one kind stand in one column, and so do the keys that belong to one entry.

use std::collections::BTreeMap;

use crate::files::source::Span;
use crate::format::is_field;
use crate::model::Kind;

/// A line of a mapping or list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct KeyLine<'t> {
    /// The key as written.
    pub(super) key: &'t str,
    /// Where it is.
    pub(super) span: Span,
    /// Its column, from 1; behind the dash of an item.
    pub(super) column: usize,
    /// Whether it is an item of a list.
    pub(super) has_dash: bool,
    /// The number of blanks at the beginning of the line.
    pub(super) indent: usize,
    /// Whether a value stands behind its colon.
    pub(super) has_value: bool,
}

/// What keeps a line from fitting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OutOfStep<'t> {
    /// A key in another column than its like.
    Column { line: KeyLine<'t>, like: KeyLine<'t> },
    /// Keys below an entry that has its name behind the colon.
    Named { entry: KeyLine<'t> },
    /// An item of a list among entries that are none, or an entry that is none among items.
    Dash { line: KeyLine<'t>, like: KeyLine<'t> },
    /// A line that begins deeper than the key above, which has a value.
    Below { line: KeyLine<'t>, above: KeyLine<'t> },
}

/// What is out of step in `text`, where the parser stopped in the line that holds the byte `at`.
pub(super) fn find(text: &str, at: usize) -> Option<OutOfStep<'_>> {
    let start = text[..at].rfind('\n').map_or(0, |found| found + 1);
    let end = text[start..].find('\n').map_or(text.len(), |found| start + found);
    let all = key_lines(text);
    let before = &all[..all.partition_point(|line| (line.span.start as usize) < start)];
    let upto = &all[..all.partition_point(|line| (line.span.start as usize) < end)];
    let here = upto.get(before.len()).copied();
    if let (Some(line), Some(&entry)) = (here, before.last())
        && entry.has_value
        && is_part(entry.key)
        && line.column > entry.column
        && is_field(line.key)
    {
        return Some(OutOfStep::Named { entry });
    }
    if let Some((line, like)) = here.and_then(|line| Some((line, dashed_otherwise(before, &line)?))) {
        return Some(OutOfStep::Dash { line, like });
    }
    if let Some((line, like)) = odd_code(&all, upto) {
        return Some(OutOfStep::Column { line, like });
    }
    let line = here?;
    if let Some(&above) = before.last()
        && above.has_value
        && line.column > above.column
    {
        return Some(if is_like(above.key, line.key) {
            OutOfStep::Column { line, like: above }
        } else {
            OutOfStep::Below { line, above }
        });
    }
    let like = nearest(before, &line)?;
    Some(OutOfStep::Column { line, like })
}

fn is_part(key: &str) -> bool {
    matches!(Kind::of(key), Some(Kind::Duty | Kind::Task))
}

/// Whether both keys may stand in one mapping.
fn is_like(one: &str, other: &str) -> bool {
    Kind::of(one) == Kind::of(other)
}

/// The last entry with a code of the same kind at the same depth, if one of the two is an item of a list and the other is not.
fn dashed_otherwise<'t>(before: &[KeyLine<'t>], line: &KeyLine<'t>) -> Option<KeyLine<'t>> {
    let kind = Kind::of(line.key)?;
    let beside = before.iter().rev().take_while(|other| other.indent >= line.indent);
    let like =
        beside.copied().find(|other| other.indent == line.indent && Kind::of(other.key) == Some(kind))?;
    (like.has_dash != line.has_dash).then_some(like)
}

/// The last line up to the place with a code in another column than most codes of its kind, and the last of those before it.
fn odd_code<'t>(all: &[KeyLine<'t>], upto: &[KeyLine<'t>]) -> Option<(KeyLine<'t>, KeyLine<'t>)> {
    let mut columns: BTreeMap<Kind, BTreeMap<usize, usize>> = BTreeMap::new();
    for line in all {
        if let Some(kind) = Kind::of(line.key) {
            *columns.entry(kind).or_default().entry(line.column).or_default() += 1;
        }
    }
    let usual = |kind: Kind| {
        let (column, count) = columns.get(&kind)?.iter().max_by_key(|(_, count)| **count)?;
        (*count > 1).then_some(*column)
    };
    let (kind, line) = upto.iter().rev().find_map(|line| {
        let kind = Kind::of(line.key)?;
        usual(kind).filter(|usual| *usual != line.column).map(|_| (kind, *line))
    })?;
    let like =
        all.iter().filter(|other| Kind::of(other.key) == Some(kind) && Some(other.column) == usual(kind));
    let (before, after): (Vec<&KeyLine<'t>>, Vec<&KeyLine<'t>>) =
        like.partition(|other| other.span.start < line.span.start);
    Some((line, **before.last().or(after.first())?))
}

/// The key above that a line is most likely to stand beside: the nearest column among the open mappings, and of two the
/// one with keys of the same sort.
fn nearest<'t>(before: &[KeyLine<'t>], line: &KeyLine<'t>) -> Option<KeyLine<'t>> {
    let mut open: Vec<KeyLine<'t>> = Vec::new();
    for other in before {
        open.retain(|above| above.column < other.column);
        open.push(*other);
    }
    open.into_iter()
        .rev()
        .min_by_key(|above| (above.column.abs_diff(line.column), usize::from(!is_like(above.key, line.key))))
}

/// The most lines that are looked at.
const MAX_LINES: usize = 20_000;

/// The lines that begin with a key, without those of block scalars.
fn key_lines(text: &str) -> Vec<KeyLine<'_>> {
    let mut lines = Vec::new();
    let mut block: Option<usize> = None;
    let mut next = 0;
    for line in text.split_inclusive('\n').take(MAX_LINES) {
        let at = next;
        next += line.len();
        let line = line.trim_end();
        let inner = line.trim_start_matches(' ');
        let indent = line.len() - inner.len();
        if inner.is_empty() || inner.starts_with('#') || block.is_some_and(|block| indent > block) {
            continue;
        }
        let mut start = indent;
        while let Some(rest) = line[start..].strip_prefix("- ") {
            start = line.len() - rest.trim_start().len();
        }
        let Some((key, value)) = line[start..].split_once(':') else { continue };
        let is_key = !key.is_empty()
            && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-'));
        if !is_key || !(value.is_empty() || value.starts_with(' ')) {
            continue;
        }
        let value = value.split(" #").next().unwrap_or_default().trim();
        block = value.starts_with(['|', '>']).then_some(indent);
        lines.push(KeyLine {
            key,
            span: Span::new(at + start, at + start + key.len()),
            column: start + 1,
            has_dash: start > indent,
            indent,
            has_value: !value.is_empty() && block.is_none(),
        });
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The key that is out of step with its column, and that of its like.
    fn found<'t>(text: &'t str, at: &str) -> Option<(&'t str, usize, &'t str, usize)> {
        match find(text, text.find(at)?)? {
            OutOfStep::Column { line, like } => Some((line.key, line.column, like.key, like.column)),
            OutOfStep::Named { entry } => Some((entry.key, entry.column, "", 0)),
            OutOfStep::Dash { line, like } => Some((line.key, line.column, like.key, like.column)),
            OutOfStep::Below { line, above } => Some((line.key, line.column, above.key, above.column)),
        }
    }

    #[test]
    fn an_item_among_entries_is_found_at_one_depth_only() {
        let dashed = "tasks:\n  T1.1:\n    name: 甲\n  - T1.2:\n      name: 乙\n";
        assert_eq!(found(dashed, "T1.2"), Some(("T1.2", 5, "T1.1", 3)));
        assert!(matches!(find(dashed, dashed.find("T1.2").unwrap()), Some(OutOfStep::Dash { .. })));
        let deeper = "T1:\n  tasks:\n    T1.1:\n      name: 甲\nT2:\n  tasks:\n    - T2.1:\n     x: 甲\n";
        assert!(!matches!(find(deeper, deeper.find("T2.1").unwrap()), Some(OutOfStep::Dash { .. })));
    }

    #[test]
    fn the_code_out_of_step_is_found_where_the_parser_stops_behind_it() {
        let text = "    tasks:\n      T1.1:\n        name: 甲\n    T1.2:\n        name: 乙\n      T1.3:\n        name: 丙\n";
        assert_eq!(found(text, "T1.3"), Some(("T1.2", 5, "T1.1", 7)));
    }

    #[test]
    fn a_key_is_held_against_the_keys_of_its_sort() {
        assert_eq!(found("T1.1:\n  name: 甲\n level: 3\n", "level"), Some(("level", 2, "name", 3)));
        assert_eq!(found("T1.1:\n  name: 甲\n   level: 3\n", "level"), Some(("level", 4, "name", 3)));
        assert_eq!(found("knowledge:\n  K01: 甲\n K02: 乙\n", "K02"), Some(("K02", 2, "K01", 3)));
        assert_eq!(found("tasks:\n  T1.2: 甲\n    indicators:\n", "indicators"), Some(("T1.2", 3, "", 0)));
    }
}
