//! Changes that add an entry or an item.

use super::error::NotChanged;
use super::lines::{above, below, eol, hyphen, indentation, is_after_blank_line, line_start, pad};
use super::new::{Expected, New, entry, flow_entry};
use super::plan::Plan;
use super::row::Kind;
use super::{Beside, Document};

impl Plan<'_> {
    /// Adds an entry to a mapping.
    pub(super) fn insert_entry(
        &mut self,
        document: &Document<'_>,
        mapping: usize,
        place: Beside,
        key: &str,
        value: &New<'_>,
    ) -> Result<(), NotChanged> {
        let entries: Vec<_> = document.entries(super::At(mapping)).collect();
        let beside = entries.get(place.number()).ok_or(NotChanged::NoSuchPlace)?;
        let (text, eol) = (document.text, eol(document.text));
        let start = document.row.span(beside.key.0).range().start;
        let splice = match place {
            Beside::After(_) if document.is_flow(mapping) => {
                let end = document.end_of(beside.value.0);
                (end..end, format!(", {}", flow_entry(key, value)))
            }
            _ if document.is_flow(mapping) => (start..start, format!("{}, ", flow_entry(key, value))),
            Beside::After(_) => {
                let pad = pad(text, start).ok_or(NotChanged::Layout)?;
                below(text, document.end_of(beside.value.0), entry(key, value, &pad, eol))
            }
            Beside::Above(number) if document.begins_line(start) => {
                let line = line_start(text, start);
                let floor = match number.checked_sub(1).and_then(|before| entries.get(before)) {
                    Some(before) => document.end_of(before.value.0),
                    None => document.end_before(mapping),
                };
                let top = above(text, line, floor);
                // What stands at the head of a file speaks of the file.
                let is_head = mapping == 0 && text[..top].trim_start_matches('\u{feff}').is_empty();
                let (mut at, gap) = match number {
                    0 if mapping == 0 && (top == line || is_head) => (line, ""),
                    0 if mapping == 0 => (top, eol),
                    _ => (top, if is_after_blank_line(text, top) { eol } else { "" }),
                };
                if at == 0 && text.starts_with('\u{feff}') {
                    at = '\u{feff}'.len_utf8();
                }
                (at..at, format!("{}{gap}", entry(key, value, indentation(text, line), eol)))
            }
            Beside::Above(_) | Beside::Before(_) => {
                let pad = pad(text, start).ok_or(NotChanged::Layout)?;
                let lines = entry(key, value, &pad, eol);
                (start..start, format!("{}{pad}", &lines[pad.len()..]))
            }
        };
        let mut nodes = vec![Expected::Text(key.to_owned())];
        value.expect(&mut nodes);
        let at = match place {
            Beside::After(_) => document.row.after(beside.value.0),
            Beside::Above(_) | Beside::Before(_) => beside.key.0,
        };
        self.insert(at, splice, nodes);
        self.keys.push((mapping, key.to_owned()));
        *self.grown.entry(mapping).or_default() += 1;
        Ok(())
    }

    /// Adds an item to a list.
    pub(super) fn insert_item(
        &mut self,
        document: &Document<'_>,
        list: usize,
        place: Beside,
        value: &New<'_>,
    ) -> Result<(), NotChanged> {
        let items: Vec<_> = document.items(super::At(list)).collect();
        let beside = items.get(place.number()).ok_or(NotChanged::NoSuchPlace)?.0;
        let (text, eol) = (document.text, eol(document.text));
        let start = document.row.span(beside).range().start;
        let end = document.end_of(beside);
        let splice = if document.is_flow(list) {
            match place {
                Beside::After(_) => (end..end, format!(", {}", value.in_flow())),
                Beside::Above(_) | Beside::Before(_) => (start..start, format!("{}, ", value.in_flow())),
            }
        } else {
            let floor = match place.number().checked_sub(1).and_then(|before| items.get(before)) {
                Some(before) => document.end_of(before.0),
                None => document.end_before(list),
            };
            let hyphen = hyphen(text, start, floor).ok_or(NotChanged::Layout)?;
            let line = line_start(text, hyphen);
            let indent = text[line..hyphen].trim_start_matches('\u{feff}');
            if !indent.bytes().all(|byte| byte == b' ') {
                return Err(NotChanged::Layout);
            }
            let is_blank = |gap: &&str| !gap.is_empty() && gap.bytes().all(|byte| byte == b' ');
            let gap = text.get(hyphen + 1..start).filter(is_blank).unwrap_or(" ");
            let lines = value.item(indent, gap, eol);
            match place {
                Beside::After(_) => below(text, end, lines),
                Beside::Before(_) => (line..line, lines),
                Beside::Above(number) => {
                    let top = above(text, line, floor);
                    let gap = if number > 0 && is_after_blank_line(text, top) { eol } else { "" };
                    (top..top, format!("{lines}{gap}"))
                }
            }
        };
        let mut nodes = Vec::new();
        value.expect(&mut nodes);
        let at = match place {
            Beside::After(_) => document.row.after(beside),
            Beside::Above(_) | Beside::Before(_) => beside,
        };
        self.insert(at, splice, nodes);
        *self.grown.entry(list).or_default() += 1;
        Ok(())
    }
}

impl Beside {
    fn number(self) -> usize {
        match self {
            Self::Above(number) | Self::Before(number) | Self::After(number) => number,
        }
    }
}

impl Document<'_> {
    /// Where the bytes of a node end; of an empty value, those of its key.
    pub(super) fn end_of(&self, at: usize) -> usize {
        let own = self.row.span(at).range().end;
        match self.row.kind(at) {
            Some(Kind::Empty) => self.end_before(at),
            Some(Kind::List { len, .. } | Kind::Mapping { len, .. }) if len > 0 => {
                let last = self.row.children(at).last();
                last.map_or(own, |last| own.max(self.end_of(last)))
            }
            _ => own,
        }
    }

    /// Where the scalar before a node ends, usually its key.
    pub(super) fn end_before(&self, at: usize) -> usize {
        let before = (0..at).rev().filter_map(|at| self.row.get(at));
        let scalar = before.take(3).find(|leaf| matches!(leaf.kind, Kind::Scalar { .. }));
        scalar.map_or(0, |leaf| leaf.span.range().end)
    }

    /// Whether only spaces stand before `at` on its line.
    fn begins_line(&self, at: usize) -> bool {
        let before = self.text[line_start(self.text, at)..at].trim_start_matches('\u{feff}');
        !before.contains('-') && pad(self.text, at).is_some()
    }
}
