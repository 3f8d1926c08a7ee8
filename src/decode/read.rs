//! Takes what is well shaped into the model. Says nothing: what is not well shaped was reported by the check, and
//! stands in the model as unreadable, so that no rule concludes anything from its absence.

use std::borrow::Cow;
use std::ptr;

use super::guess::{is_split, misspelt};
use super::scalar;
use crate::format::{self, Shape};
use crate::model::{
    Class, Classification, Date, Duty, Field, Item, Kind, Level, List, Name, NameKind, Notes, References,
    Row, Standard, Status, Task, Text, Unplaced, Version,
};
use crate::source::{FileId, Source, Span};
use crate::yaml::{Entries, Node, Remarks, Style, Value};

/// The standard that `root` holds, as far as it can be read; `None` where it is no mapping.
///
/// Where the check found the file `flawless`, no key of it can be misspelt.
pub(super) fn standard<'s>(
    root: &Node<'_>,
    source: &'s Source,
    file: FileId,
    flawless: bool,
) -> Option<Standard<'s>> {
    let checked = Checked { text: &source.text, flawless };
    let keys = keys(root, &format::STANDARD, checked)?;
    let classification = keys.get("classification");
    let notes = keys.get("notes");
    Some(Standard {
        file,
        stem: source.stem.clone(),
        start: first_key(root),
        // Not in the tree; whoever parsed it adds both.
        remarks: Remarks::default(),
        errors: 0,
        code: keys.code("code"),
        revises: keys.code("revises"),
        name: name(&keys),
        classification: self::classification(&classification, checked),
        description: keys.text("description"),
        level: keys.level("level"),
        history: keys.list("history", version),
        knowledge: keys.items("knowledge", Kind::Knowledge),
        skills: keys.items("skills", Kind::Skill),
        attitudes: keys.items("attitudes", Kind::Attitude),
        duties: keys.parts("duties", Kind::Duty, duty),
        notes: self::notes(&notes, checked),
        unplaced: keys.list("unplaced", unplaced),
    })
}

/// For how many entries of a list there is room before the first is read.
const MOST_RESERVED: usize = 64;

/// A key with its value, absent, or not to be read.
type Found<'t> = Field<(&'t Node<'t>, &'t Node<'t>)>;

/// The text of a file that was checked, and whether anything was wrong.
#[derive(Clone, Copy)]
struct Checked<'s> {
    text: &'s str,
    flawless: bool,
}

/// The entries of a mapping with known keys.
struct Keys<'t, 's> {
    entries: &'t Entries<'t>,
    misspelt: Vec<&'static str>,
    checked: Checked<'s>,
}

impl<'t, 's> Keys<'t, 's> {
    fn get(&self, key: &str) -> Found<'t> {
        match self.entries.iter().find(|(node, _)| node.text() == Some(key)) {
            Some((key, value)) => Field::Given((key, value)),
            None if self.misspelt.contains(&key) => Field::Unreadable,
            None => Field::Absent,
        }
    }

    fn text(&self, key: &str) -> Field<Text<'s>> {
        self.get(key).read(|key, value| text(value, key.span, self.checked))
    }

    fn code(&self, key: &str) -> Field<Text<'s>> {
        self.get(key).read(|key, value| code(value, key.span, self.checked))
    }

    fn level(&self, key: &str) -> Field<Level> {
        self.get(key)
            .read_unless_null(|_, value| Some(Level { value: scalar::level(value)?, span: value.span }))
    }

    fn list<T>(&self, key: &str, entry: impl Fn(&'t Node<'t>, Checked<'s>) -> Option<T>) -> List<T> {
        entries(&self.get(key), |node| entry(node, self.checked))
    }

    fn texts(&self, key: &str) -> List<Text<'s>> {
        self.list(key, |node, checked| text(node, node.span, checked))
    }

    /// Codes; nothing under the key is not the same as an empty list.
    fn references(&self, key: &str) -> References<'s> {
        let found = self.get(key);
        let mut references = entries(&found, |node| code(node, node.span, self.checked));
        references.complete &= !matches!(found, Field::Given((_, value)) if scalar::is_null(value));
        references
    }

    fn items(&self, key: &str, kind: Kind) -> List<Item<'s>> {
        self.coded(
            key,
            |key, value| item(key, value, self.checked),
            |node| Some(Item { code: None, text: text(node, node.span, self.checked)? }),
            kind,
        )
    }

    fn parts<T>(
        &self,
        key: &str,
        kind: Kind,
        part: impl Fn(Text<'s>, &'t Node<'t>, Checked<'s>) -> Option<T>,
    ) -> List<T> {
        let pair = |key: &Node<'_>, value| part(code(key, key.span, self.checked)?, value, self.checked);
        self.coded(key, pair, |_| None, kind)
    }

    /// A collection keyed by code, as a mapping or as a list of one-pair mappings and plain texts.
    fn coded<T>(
        &self,
        key: &str,
        pair: impl Fn(&'t Node<'t>, &'t Node<'t>) -> Option<T>,
        plain: impl Fn(&'t Node<'t>) -> Option<T>,
        kind: Kind,
    ) -> List<T> {
        list(&self.get(key), |list, node| match node.value {
            Value::Mapping { entries, flow } => {
                let is_rest = |at, key: &Node<'_>| {
                    flow && is_split(entries, at) && !key.text().is_some_and(|key| kind.fits(key))
                };
                add(
                    list,
                    entries.iter().enumerate(),
                    |(at, (key, value))| {
                        if is_rest(at, key) { None } else { pair(key, value) }
                    },
                );
                true
            }
            Value::List(nodes) => {
                add(list, nodes, |node| match node.value {
                    Value::Mapping { entries: [(key, value)], .. } => pair(key, value),
                    Value::Mapping { .. } => None,
                    _ => plain(node),
                });
                true
            }
            _ => false,
        })
    }
}

impl<'t> Found<'t> {
    fn read<T>(self, read: impl FnOnce(&'t Node<'t>, &'t Node<'t>) -> Option<T>) -> Field<T> {
        match self {
            Field::Absent => Field::Absent,
            Field::Unreadable => Field::Unreadable,
            Field::Given((key, value)) => read(key, value).map_or(Field::Unreadable, Field::Given),
        }
    }

    fn read_unless_null<T>(self, read: impl FnOnce(&'t Node<'t>, &'t Node<'t>) -> Option<T>) -> Field<T> {
        match self {
            Field::Given((_, value)) if scalar::is_null(value) => Field::Absent,
            found => found.read(read),
        }
    }
}

/// A list under a key; `fill` says whether the value was a collection at all.
fn list<'t, T>(found: &Found<'t>, fill: impl FnOnce(&mut List<T>, &'t Node<'t>) -> bool) -> List<T> {
    match found {
        Field::Absent => List::default(),
        Field::Unreadable => List { complete: false, ..List::default() },
        Field::Given((key, value)) => {
            let mut list = List { key: Some(key.span), ..List::default() };
            let filled = fill(&mut list, value);
            list.complete &= filled || scalar::is_null(value);
            list
        }
    }
}

/// What a list under a key holds.
fn entries<'t, T>(found: &Found<'t>, entry: impl Fn(&'t Node<'t>) -> Option<T>) -> List<T> {
    list(found, |list, node| {
        let Value::List(nodes) = node.value else { return false };
        add(list, nodes, entry);
        true
    })
}

/// Adds what could be read of each of `nodes`.
fn add<N: ExactSizeIterator, T>(
    list: &mut List<T>,
    nodes: impl IntoIterator<IntoIter = N, Item = N::Item>,
    read: impl Fn(N::Item) -> Option<T>,
) {
    let nodes = nodes.into_iter();
    // Nearly always all can; but nothing says so of a long list.
    list.items = Vec::with_capacity(nodes.len().min(MOST_RESERVED));
    for node in nodes {
        match read(node) {
            Some(item) => list.items.push(item),
            None => list.complete = false,
        }
    }
}

/// A text; an empty value is an empty text that stands at `fallback`.
#[inline]
fn text<'s>(node: &Node<'_>, fallback: Span, checked: Checked<'s>) -> Option<Text<'s>> {
    match node.value {
        Value::Scalar { text, style } => {
            let written = node.written(checked.text);
            let value =
                if ptr::eq(written, text) { Cow::Borrowed(written) } else { borrowed(text, checked.text) };
            Some(Text::new(value, written, style, node.span))
        }
        Value::Empty => {
            let span = if fallback.start == fallback.end { node.span } else { fallback };
            Some(Text::new(Cow::Borrowed(""), "", Style::Plain, span))
        }
        Value::List(_) | Value::Mapping { .. } | Value::Alias => None,
    }
}

/// A code, likewise.
#[inline]
fn code<'s>(node: &Node<'_>, fallback: Span, checked: Checked<'s>) -> Option<Text<'s>> {
    text(node, fallback, checked).map(Text::into_code)
}

/// The part of `source` that `text` is a slice of, or where it is none, its own copy.
fn borrowed<'s>(text: &str, source: &'s str) -> Cow<'s, str> {
    let start = text.as_ptr().addr().wrapping_sub(source.as_ptr().addr());
    match source.get(start..start.saturating_add(text.len())) {
        Some(slice) => Cow::Borrowed(slice),
        None => Cow::Owned(text.to_owned()),
    }
}

#[inline]
fn item<'s>(key: &Node<'_>, value: &Node<'_>, checked: Checked<'s>) -> Option<Item<'s>> {
    Some(Item { code: Some(code(key, key.span, checked)?), text: text(value, key.span, checked)? })
}

fn keys<'t, 's>(node: &'t Node<'t>, shape: &'static Shape, checked: Checked<'s>) -> Option<Keys<'t, 's>> {
    match node.value {
        Value::Mapping { entries, .. } => {
            let misspelt = if checked.flawless { Vec::new() } else { misspelt(entries, shape) };
            Some(Keys { entries, misspelt, checked })
        }
        _ => None,
    }
}

fn name<'s>(standard: &Keys<'_, 's>) -> Field<Name<'s>> {
    standard.get("name").read(|_, value| {
        let keys = keys(value, &format::NAME, standard.checked)?;
        [NameKind::Occupation, NameKind::Category]
            .into_iter()
            .find_map(|kind| Some(Name { kind, text: keys.text(kind.key()).into_given()? }))
    })
}

fn classification<'s>(found: &Found<'_>, checked: Checked<'s>) -> Classification<'s> {
    match found {
        Field::Absent => Classification::default(),
        Field::Given((key, value)) if scalar::is_null(value) => {
            Classification { key: Some(key.span), ..Classification::default() }
        }
        Field::Given((key, value)) if let Some(keys) = keys(value, &format::CLASSIFICATION, checked) => {
            Classification {
                key: Some(key.span),
                job_categories: keys.list("job-category", class),
                occupations: keys.list("occupation", class),
                industries: keys.list("industry", class),
            }
        }
        _ => {
            let unreadable = || List { complete: false, ..List::default() };
            Classification {
                key: None,
                job_categories: unreadable(),
                occupations: unreadable(),
                industries: unreadable(),
            }
        }
    }
}

fn class<'s>(node: &Node<'_>, checked: Checked<'s>) -> Option<Class<'s>> {
    let keys = keys(node, &format::CLASS, checked)?;
    Some(Class { span: node.span, code: keys.code("code"), name: keys.text("name") })
}

fn version<'s>(node: &Node<'_>, checked: Checked<'s>) -> Option<Version<'s>> {
    let keys = keys(node, &format::VERSION, checked)?;
    let status = keys.get("status").read_unless_null(|_, value| {
        Some(Status { value: scalar::status(value.text()?)?, span: value.span })
    });
    let date = keys
        .get("date")
        .read_unless_null(|_, value| Some(Date { value: scalar::date(value.text()?)?, span: value.span }));
    Some(Version {
        span: first_key(node),
        version: keys.code("version"),
        code: keys.code("code"),
        name: keys.text("name"),
        status,
        superseded_by: keys.code("superseded-by"),
        date,
        note: keys.text("note"),
    })
}

fn duty<'s>(code: Text<'s>, node: &Node<'_>, checked: Checked<'s>) -> Option<Duty<'s>> {
    let keys = keys(node, &format::DUTY, checked)?;
    Some(Duty {
        code,
        name: keys.text("name"),
        knowledge: keys.references("knowledge"),
        skills: keys.references("skills"),
        tasks: keys.parts("tasks", Kind::Task, task),
    })
}

fn task<'s>(code: Text<'s>, node: &Node<'_>, checked: Checked<'s>) -> Option<Task<'s>> {
    let keys = keys(node, &format::TASK, checked)?;
    let mut rows = keys.list("rows", row);
    if rows.is_empty() && rows.complete {
        rows.items.push(Row {
            span: code.span,
            level: keys.level("level"),
            outputs: keys.items("outputs", Kind::Output),
            indicators: keys.items("indicators", Kind::Indicator),
            knowledge: References::default(),
            skills: References::default(),
        });
    } else {
        // Both cannot stand, which was reported; what the other one holds is not missing from the rows.
        rows.complete &= ["level", "outputs", "indicators"].iter().all(|key| keys.get(key).is_absent());
    }
    Some(Task {
        name: keys.text("name"),
        also: keys.items("also", Kind::Task),
        knowledge: keys.references("knowledge"),
        skills: keys.references("skills"),
        rows,
        code,
    })
}

fn row<'s>(node: &Node<'_>, checked: Checked<'s>) -> Option<Row<'s>> {
    let keys = keys(node, &format::ROW, checked)?;
    Some(Row {
        span: first_key(node),
        level: keys.level("level"),
        outputs: keys.items("outputs", Kind::Output),
        indicators: keys.items("indicators", Kind::Indicator),
        knowledge: keys.references("knowledge"),
        skills: keys.references("skills"),
    })
}

fn notes<'s>(found: &Found<'_>, checked: Checked<'s>) -> Notes<'s> {
    match found {
        Field::Given((_, value)) if let Some(keys) = keys(value, &format::NOTES, checked) => {
            Notes { qualifications: keys.texts("qualifications"), supplements: keys.texts("supplements") }
        }
        _ => Notes::default(),
    }
}

fn unplaced<'s>(node: &Node<'_>, checked: Checked<'s>) -> Option<Unplaced<'s>> {
    let keys = keys(node, &format::UNPLACED, checked)?;
    Some(Unplaced { span: first_key(node), at: keys.text("at"), text: keys.text("text") })
}

fn first_key(node: &Node<'_>) -> Span {
    match node.value {
        Value::Mapping { entries, .. } => entries.first().map_or(node.span, |(key, _)| key.span),
        _ => node.span,
    }
}
