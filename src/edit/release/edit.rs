//! The edits of the source text, and beside them the tree that has to come out of it.

use std::ops::Range;

use super::Issue;
use super::entry::{block_entry, flow_entry, label};
use super::plain::Plain;
use crate::model::{Standard, Status, StatusValue, Version};
use crate::yaml::{Arena, Node, Parsed, Style, Value, parse};

/// The keys that come after the history in a file.
const AFTER_HISTORY: [&str; 6] = ["knowledge", "skills", "attitudes", "duties", "notes", "unplaced"];

/// A text that is being edited.
pub(super) struct Edit<'s> {
    text: &'s str,
    old: Parsed<'s>,
    edits: Edits,
    expected: Plain,
}

/// What is put in place of which bytes.
type Edits = Vec<(Range<usize>, String)>;

type Entry<'a, 's> = &'a (Node<'s>, Node<'s>);

impl<'s> Edit<'s> {
    /// Nothing edited yet; `None` where the text holds no mapping.
    pub(super) fn of(text: &'s str, arena: &'s Arena) -> Option<Self> {
        let old = parse(text, arena);
        let expected = Plain::of(old.root.as_ref()?);
        matches!(expected, Plain::Mapping(_)).then_some(Self { text, old, edits: Vec::new(), expected })
    }

    /// Puts `code` first.
    pub(super) fn insert_code(&mut self, code: &str) -> Option<()> {
        let (entries, flow) = mapping(self.old.root.as_ref()?)?;
        let start = entries.first()?.0.span.range().start;
        let edit = if flow {
            (start..start, format!("code: {code}, "))
        } else {
            let line = self.line_start(start);
            // What stands directly above the first key speaks of it, unless it is the head of the file.
            let above = self.above(line, 0);
            let has_head = self.text[..above].trim_start_matches('\u{feff}').is_empty();
            let (at, gap) = if above == line || has_head { (line, "") } else { (above, self.eol()) };
            let at = if at == 0 && self.text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { at };
            let indent = self.text.get(line.max(at)..start).filter(|indent| is_blank(indent)).unwrap_or("");
            (at..at, format!("{indent}code: {code}{}{gap}", self.eol()))
        };
        self.edits.insert(0, edit);
        self.expected.entries()?.insert(0, (Plain::text("code"), Plain::text(code)));
        Some(())
    }

    /// Makes the entry under `key` the code.
    pub(super) fn set_code(&mut self, key: &str, code: &str) -> Option<()> {
        let (_, (node, value)) = self.entry(key)?;
        let edits = [
            Some((node.span.range(), node.in_its_marks("code", self.text))).filter(|_| key != "code"),
            Some((value.span.range(), value.in_its_marks(code, self.text))),
        ];
        if !is_on_one_line(value, self.text) {
            return None;
        }
        self.edits.extend(edits.into_iter().flatten());
        let wanted = Plain::text(key);
        let entry = self.expected.entries()?.iter_mut().find(|(key, _)| *key == wanted)?;
        *entry = (Plain::text("code"), Plain::text(code));
        Some(())
    }

    /// Puts the version that was issued on top of the history, and marks the entry at `superseded` as such.
    pub(super) fn extend_history(
        &mut self,
        standard: &Standard<'_>,
        superseded: Option<usize>,
        name: &str,
        issue: &Issue<'_>,
    ) -> Option<()> {
        let label = label(&standard.history, issue.code);
        let date = issue.date.to_string();
        let fields = [
            ("version", label.as_str()),
            ("code", issue.code),
            ("name", name),
            ("status", "current"),
            ("date", &date),
            ("note", issue.note),
        ];
        let (edits, place) = self.new_entry(&fields)?;
        self.edits.extend(edits);
        if let Some(at) = superseded {
            self.supersede(at, standard.history.get(at)?, issue.code)?;
        }
        let new = Plain::Mapping(fields.map(|(key, value)| (Plain::text(key), Plain::text(value))).to_vec());
        let entries = self.expected.entries()?;
        match place {
            InsertionPoint::Top(at) => entries.get_mut(at)?.1.items()?.insert(0, new),
            InsertionPoint::Fill(at) => entries.get_mut(at)?.1 = Plain::List(vec![new]),
            InsertionPoint::Key(at) => entries.insert(at, (Plain::text("history"), Plain::List(vec![new]))),
        }
        Some(())
    }

    /// The text with the edits made, if it holds what it should.
    pub(super) fn made(mut self) -> Option<String> {
        self.edits.sort_by_key(|(range, _)| (range.start, range.end));
        let mut made = String::with_capacity(self.text.len() + 512);
        let mut done = 0;
        for (range, instead) in &self.edits {
            made.push_str(self.text.get(done..range.start)?);
            made.push_str(instead);
            done = range.end;
        }
        made.push_str(self.text.get(done..)?);
        let arena = Arena::new();
        let new = parse(&made, &arena);
        let same = new.problems == self.old.problems && Plain::of(new.root.as_ref()?) == self.expected;
        same.then_some(made)
    }

    /// The edits that add an entry with these fields to the history, and where it then stands in the tree.
    fn new_entry(&self, fields: &[(&str, &str)]) -> Option<(Edits, InsertionPoint)> {
        let root = self.old.root.as_ref()?;
        let (entries, in_flow) = mapping(root)?;
        let Some((at, (key, value))) = self.entry("history") else {
            let later =
                |(key, _): &(Node<'_>, Node<'_>)| key.text().is_some_and(|key| AFTER_HISTORY.contains(&key));
            let at = entries.iter().position(later)?;
            let start = entries[at].0.span.range().start;
            if in_flow {
                let new = format!("history: [{}], ", flow_entry(fields));
                return Some((vec![(start..start, new)], InsertionPoint::Key(at)));
            }
            let floor = at.checked_sub(1).map_or(0, |before| entries[before].1.span.range().end);
            let line = self.line_start(start);
            let place = self.above(line, floor);
            let indent = self.text.get(line..start).filter(|indent| is_blank(indent))?;
            let eol = self.eol();
            let gap = if self.is_after_blank_line(place) { eol } else { "" };
            let entry = block_entry(&format!("{indent}  "), " ", fields, eol);
            return Some((
                vec![(place..place, format!("{indent}history:{eol}{entry}{gap}"))],
                InsertionPoint::Key(at),
            ));
        };
        match &value.value {
            Value::List(items) if !items.is_empty() => {
                let first = items.first()?;
                if self.text[value.span.range().start..].starts_with('[') {
                    let start = first.span.range().start;
                    return Some((
                        vec![(start..start, format!("{}, ", flow_entry(fields)))],
                        InsertionPoint::Top(at),
                    ));
                }
                let dash = self.dash(first.span.range().start, key.span.range().end)?;
                let line = self.line_start(dash);
                let indent = self.text.get(line..dash).filter(|indent| is_blank(indent))?;
                let gap = self.text.get(dash + 1..first.span.range().start);
                let gap = gap.filter(|gap| is_blank(gap) && !gap.is_empty()).unwrap_or(" ");
                let place = self.above(line, key.span.range().end);
                Some((
                    vec![(place..place, block_entry(indent, gap, fields, self.eol()))],
                    InsertionPoint::Top(at),
                ))
            }
            Value::List(_) | Value::Scalar { .. } if in_flow => Some((
                vec![(value.span.range(), format!("[{}]", flow_entry(fields)))],
                InsertionPoint::Fill(at),
            )),
            // `[]` or `~` or nothing: the entry stands below the key.
            Value::List(_) | Value::Empty | Value::Scalar { .. } if !in_flow => {
                let start = key.span.range().start;
                let indent =
                    self.text.get(self.line_start(start)..start).filter(|indent| is_blank(indent))?;
                let entry = block_entry(&format!("{indent}  "), " ", fields, self.eol());
                let mut edits = Vec::new();
                let mut end = key.span.range().end;
                if value.value != Value::Empty {
                    let start = self.text[..value.span.range().start].trim_end_matches(' ').len();
                    end = value.span.range().end;
                    edits.push((start..end, String::new()));
                }
                edits.push(self.after_line(end, &entry));
                Some((edits, InsertionPoint::Fill(at)))
            }
            _ => None,
        }
    }

    /// Marks an entry of the history as superseded.
    fn supersede(&mut self, at: usize, version: &Version<'_>, code: &str) -> Option<()> {
        let (history, (_, value)) = self.entry("history")?;
        let Value::List(items) = &value.value else { return None };
        let (entries, flow) = mapping(items.get(at)?)?;
        let find = |wanted: &str| entries.iter().position(|(key, _)| key.text() == Some(wanted));
        let pad = |key: &Node<'_>| {
            let start = key.span.range().start;
            let line = self.line_start(start);
            let before = self.text.get(line..start)?;
            is_blank(&before.replacen('-', " ", 1)).then(|| " ".repeat(before.len()))
        };
        let mut edits = Vec::new();
        let mut changes: Vec<Change> = Vec::new();
        let given = find("superseded-by");
        if let Some(by) = given {
            let value = &entries[by].1;
            if !is_on_one_line(value, self.text) {
                return None;
            }
            edits.push((value.span.range(), value.in_its_marks(code, self.text)));
            changes.push(Change::Set(by, code.to_owned()));
        }
        let by = format!("superseded-by: {code}");
        match (version.status.given(), find("status")) {
            (Some(Status { value: StatusValue::Current, .. }), Some(status)) => {
                let (key, value) = &entries[status];
                if !is_on_one_line(value, self.text) {
                    return None;
                }
                edits.push((value.span.range(), value.in_its_marks("superseded", self.text)));
                changes.push(Change::Set(status, "superseded".to_owned()));
                if given.is_none() {
                    let end = value.span.range().end;
                    edits.push(if flow {
                        (end..end, format!(", {by}"))
                    } else {
                        self.after_line(end, &format!("{}{by}{}", pad(key)?, self.eol()))
                    });
                    changes.push(Change::Insert(status + 1, "superseded-by", code.to_owned()));
                }
            }
            (None, None) => {
                // Before the date or the note, where the form has it.
                let place = find("date").or(find("note")).unwrap_or(0);
                let key = &entries.get(place)?.0;
                let start = key.span.range().start;
                let end = if flow { ", ".to_owned() } else { format!("{}{}", self.eol(), pad(key)?) };
                let mut new = format!("status: superseded{end}");
                if given.is_none() {
                    new.push_str(&format!("{by}{end}"));
                    changes.push(Change::Insert(place, "superseded-by", code.to_owned()));
                }
                edits.push((start..start, new));
                changes.push(Change::Insert(place, "status", "superseded".to_owned()));
            }
            _ => return None,
        }
        self.edits.extend(edits);
        // The new entry comes to stand above this one afterwards.
        let list = self.expected.entries()?.get_mut(history)?.1.items()?;
        let entries = list.get_mut(at)?.entries()?;
        for change in changes {
            match change {
                Change::Set(at, value) => entries.get_mut(at)?.1 = Plain::Text(value),
                Change::Insert(at, key, value) => entries.insert(at, (Plain::text(key), Plain::Text(value))),
            }
        }
        Some(())
    }

    /// An entry of the file's mapping, and which one it is.
    fn entry(&self, wanted: &str) -> Option<(usize, Entry<'_, 's>)> {
        let (entries, _) = mapping(self.old.root.as_ref()?)?;
        entries.iter().enumerate().find(|(_, (key, _))| key.text() == Some(wanted))
    }

    fn eol(&self) -> &'static str {
        if self.text.contains("\r\n") { "\r\n" } else { "\n" }
    }

    fn line_start(&self, at: usize) -> usize {
        self.text[..at].rfind('\n').map_or(0, |found| found + 1)
    }

    /// The edit that adds `line` below the line that `at` is in.
    fn after_line(&self, at: usize, line: &str) -> (Range<usize>, String) {
        match self.text[at..].find('\n') {
            Some(found) => (at + found + 1..at + found + 1, line.to_owned()),
            None => {
                let end = self.text.len();
                (end..end, format!("{}{}", self.eol(), line.trim_end_matches(['\r', '\n'])))
            }
        }
    }

    /// The dash of the entry that begins at `start`: before it on its line, or on a line above with nothing but
    /// comments between. A list that is not indented does not begin at its dash, so it is looked for.
    fn dash(&self, start: usize, floor: usize) -> Option<usize> {
        let mut line = self.line_start(start);
        let mut before = &self.text[line..start];
        while !before.trim_start().starts_with('-') {
            if line <= floor || !(before.trim().is_empty() || before.trim_start().starts_with('#')) {
                return None;
            }
            let end = line;
            line = self.line_start(line - 1);
            before = &self.text[line..end];
        }
        Some(line + before.len() - before.trim_start().len())
    }

    /// Where the comments begin that stand directly above the line at `line`, none of them before `floor`.
    fn above(&self, mut line: usize, floor: usize) -> usize {
        while line > 0 {
            let before = self.line_start(line - 1);
            let comment =
                self.text[before..line].trim_start_matches('\u{feff}').trim_start().starts_with('#');
            if !comment || before < floor {
                break;
            }
            line = before;
        }
        line
    }

    fn is_after_blank_line(&self, line: usize) -> bool {
        line > 0 && self.text[self.line_start(line - 1)..line].trim().is_empty()
    }
}

/// Where the new entry stands in the tree.
enum InsertionPoint {
    /// First in the list of the entry with this number.
    Top(usize),
    /// Alone in the list of the entry with this number, which had none.
    Fill(usize),
    /// In a list of its own, under a key with this number.
    Key(usize),
}

/// What becomes of an entry of the history.
enum Change {
    Set(usize, String),
    Insert(usize, &'static str, String),
}

fn mapping<'a, 's>(node: &'a Node<'s>) -> Option<(&'a [(Node<'s>, Node<'s>)], bool)> {
    match &node.value {
        Value::Mapping { entries, flow } => Some((entries, *flow)),
        _ => None,
    }
}

fn is_on_one_line(node: &Node<'_>, text: &str) -> bool {
    matches!(node.value, Value::Scalar { style: Style::Plain | Style::Quoted, .. })
        && !node.written(text).contains(['\n', '\r'])
}

fn is_blank(indent: &str) -> bool {
    indent.bytes().all(|byte| byte == b' ')
}
