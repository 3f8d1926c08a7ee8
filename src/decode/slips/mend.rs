//! Mends the slips of a file, and proves that the result reads as they are meant: it is YAML, every key that was mended
//! is a key of it, and the width of a tab makes no difference.

use std::collections::HashSet;

use super::{Left, LineSlip, SlipKind};
use crate::decode::decode;
use crate::diagnostic::Findings;
use crate::files::source::{FileId, Source, Span};
use crate::yaml::{Arena, Node, Value, parse};

/// How many columns a tab may be meant for.
const TABS: [usize; 3] = [2, 4, 8];

/// How many columns an ideographic space may be meant for: as wide as it is shown, or a space that was typed so.
const WIDE: [usize; 2] = [2, 1];

/// What comes of mending.
pub(super) enum Mending {
    /// The file reads as it is meant with these edits.
    Reads(Vec<(Span, String)>),
    /// It does not, perhaps because of something else.
    Refused(Option<Left>),
}

pub(super) fn mend(source: &Source, slips: &[LineSlip<'_>]) -> Mending {
    if slips.is_empty() {
        return Mending::Refused(None);
    }
    let blanks = || slips.iter().flat_map(|slip| source.text[slip.replaced.range()].chars());
    let tabs = if slips.iter().any(|slip| slip.kind == SlipKind::Tab) { TABS.as_slice() } else { &TABS[..1] };
    let wide = if blanks().any(|blank| blank == '\u{3000}') { WIDE.as_slice() } else { &WIDE[..1] };
    let widths: Vec<[usize; 2]> =
        tabs.iter().flat_map(|&tab| wide.iter().map(move |&wide| [tab, wide])).collect();
    let is_doubtful = widths.len() > 1;
    let mut readings: Vec<(Vec<(Span, String)>, String)> = Vec::new();
    let mut left = None;
    for width in widths {
        let edits = edits(&source.text, slips, width);
        let text = spliced(&source.text, &edits);
        let arena = Arena::new();
        let parsed = parse(&text, &arena);
        let Some(root) = parsed.root else {
            let problem = parsed.problems.into_iter().next_back();
            left = left.or(problem.map(|problem| Left { problem, text: text.clone(), edits }));
            continue;
        };
        let mut found = Findings::default();
        if is_doubtful {
            // What a blank was meant for shows in what the format makes of it.
            decode(&root, &source.with_text(text.clone()), FileId::default(), &mut found);
        }
        if found.is_empty() && are_keys(&root, slips, &edits) {
            readings.push((edits, text));
        }
    }
    match readings.as_slice() {
        [] => Mending::Refused(left),
        [(_, first), others @ ..] => {
            let is_certain = others.iter().all(|(_, other)| read_alike(first, other));
            match readings.into_iter().next() {
                Some((edits, _)) if is_certain => Mending::Reads(edits),
                _ => Mending::Refused(None),
            }
        }
    }
}

fn edits(text: &str, slips: &[LineSlip<'_>], [tab, wide]: [usize; 2]) -> Vec<(Span, String)> {
    let edit = |slip: &LineSlip<'_>| {
        let replaced = &text[slip.replaced.range()];
        let instead = match slip.kind {
            SlipKind::Tab | SlipKind::Indent(_) => {
                let columns = replaced.chars().map(|blank| match blank {
                    '\t' => tab,
                    '\u{3000}' => wide,
                    '\u{200b}' | '\u{2060}' | '\u{feff}' => 0,
                    _ => 1,
                });
                " ".repeat(columns.sum())
            }
            _ if text[slip.replaced.end as usize..].starts_with(['\n', '\r']) => ":".to_owned(),
            _ if slip.replaced.end as usize == text.len() => ":".to_owned(),
            _ => ": ".to_owned(),
        };
        (slip.replaced, instead)
    };
    slips.iter().map(edit).collect()
}

/// `text` with the edits made, which are in its order.
pub(crate) fn spliced(text: &str, edits: &[(Span, String)]) -> String {
    let mut new = String::with_capacity(text.len());
    let mut done = 0;
    for (span, instead) in edits {
        new.push_str(&text[done..span.start as usize]);
        new.push_str(instead);
        done = span.end as usize;
    }
    new.push_str(&text[done..]);
    new
}

/// Whether a key or an item begins in the new text wherever a slip was mended.
fn are_keys(root: &Node<'_>, slips: &[LineSlip<'_>], edits: &[(Span, String)]) -> bool {
    let mut starts = HashSet::new();
    gather(root, &mut starts);
    let mut grown: i64 = 0;
    let mut edits = edits.iter().peekable();
    slips.iter().all(|slip| {
        while let Some((span, instead)) = edits.next_if(|(span, _)| span.end as usize <= slip.start) {
            grown += instead.len() as i64 - i64::from(span.end - span.start);
        }
        u32::try_from(slip.start as i64 + grown).is_ok_and(|start| starts.contains(&start))
    })
}

/// Where the keys of mappings and the items of lists begin.
fn gather(node: &Node<'_>, starts: &mut HashSet<u32>) {
    match node.value {
        Value::Mapping { entries, .. } => {
            for (key, value) in entries {
                starts.insert(key.span.start);
                gather(value, starts);
            }
        }
        Value::List(items) => {
            for item in items {
                starts.insert(item.span.start);
                gather(item, starts);
            }
        }
        _ => {}
    }
}

/// Whether two texts are the same tree.
fn read_alike(one: &str, other: &str) -> bool {
    fn same(one: &Node<'_>, other: &Node<'_>) -> bool {
        match (one.value, other.value) {
            (Value::Mapping { entries: one, .. }, Value::Mapping { entries: other, .. }) => {
                let alike = |(one, other): (&(Node<'_>, Node<'_>), &(Node<'_>, Node<'_>))| {
                    same(&one.0, &other.0) && same(&one.1, &other.1)
                };
                one.len() == other.len() && one.iter().zip(other).all(alike)
            }
            (Value::List(one), Value::List(other)) => {
                one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
            }
            (one, other) => one == other,
        }
    }
    let (arena, other_arena) = (Arena::new(), Arena::new());
    match (parse(one, &arena).root, parse(other, &other_arena).root) {
        (Some(one), Some(other)) => same(&one, &other),
        _ => false,
    }
}
