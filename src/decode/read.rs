//! Takes what is well shaped into the model. Says nothing: what is not well shaped was reported by the check, and
//! stands in the model as unreadable, so that no rule concludes anything from its absence.

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
pub(super) fn standard<'s>(root: &Node<'s>, source: &Source, file: FileId) -> Option<Standard<'s>> {
    let Value::Mapping { entries, .. } = &root.value else { return None };
    let keys = Keys::new(entries, &format::STANDARD);
    let classification = keys.get("classification");
    let notes = keys.get("notes");
    Some(Standard {
        file,
        stem: source.stem.clone(),
        start: entries.first().map_or(root.span, |(key, _)| key.span),
        // Not in the tree; whoever parsed it adds both.
        remarks: Remarks::default(),
        errors: 0,
        code: keys.code("code"),
        revises: keys.code("revises"),
        name: name(&keys),
        classification: self::classification(&classification),
        description: keys.text("description"),
        level: keys.level("level"),
        history: keys.list("history", version),
        knowledge: keys.items("knowledge", Kind::Knowledge),
        skills: keys.items("skills", Kind::Skill),
        attitudes: keys.items("attitudes", Kind::Attitude),
        duties: keys.parts("duties", Kind::Duty, duty),
        notes: self::notes(&notes),
        unplaced: keys.list("unplaced", unplaced),
    })
}

/// For how many entries of a list there is room before the first is read.
const MOST_RESERVED: usize = 64;

/// A key with its value, absent, or not to be read.
type Found<'n, 's> = Field<(&'n Node<'s>, &'n Node<'s>)>;

/// The entries of a mapping with known keys.
struct Keys<'n, 's> {
    entries: &'n Entries<'s>,
    misspelt: Vec<&'static str>,
}

impl<'n, 's> Keys<'n, 's> {
    fn new(entries: &'n Entries<'s>, shape: &'static Shape) -> Self {
        Self { entries, misspelt: misspelt(entries, shape) }
    }

    fn get(&self, key: &str) -> Found<'n, 's> {
        match self.entries.iter().find(|(node, _)| scalar::text(node) == Some(key)) {
            Some((key, value)) => Field::Given((key, value)),
            None if self.misspelt.contains(&key) => Field::Unreadable,
            None => Field::Absent,
        }
    }

    fn text(&self, key: &str) -> Field<Text<'s>> {
        self.get(key).read(|key, value| text(value, key.span))
    }

    fn code(&self, key: &str) -> Field<Text<'s>> {
        self.get(key).read(|key, value| Some(text(value, key.span)?.into_code()))
    }

    fn level(&self, key: &str) -> Field<Level> {
        self.get(key)
            .read_unless_null(|_, value| Some(Level { value: scalar::level(value)?, span: value.span }))
    }

    fn list<T>(&self, key: &str, entry: impl Fn(&Node<'s>) -> Option<T>) -> List<T> {
        list(&self.get(key), |list, node| {
            let Value::List(nodes) = &node.value else { return false };
            add(list, nodes, entry);
            true
        })
    }

    fn texts(&self, key: &str) -> List<Text<'s>> {
        self.list(key, |node| text(node, node.span))
    }

    /// Codes; nothing under the key is not the same as an empty list.
    fn references(&self, key: &str) -> References<'s> {
        let mut references = self.list(key, |node| Some(text(node, node.span)?.into_code()));
        references.complete &= !matches!(self.get(key), Field::Given((_, value)) if scalar::is_null(value));
        references
    }

    fn items(&self, key: &str, kind: Kind) -> List<Item<'s>> {
        self.coded(
            key,
            |key, value| item(key, value),
            |node| Some(Item { code: None, text: text(node, node.span)? }),
            kind,
        )
    }

    fn parts<T>(&self, key: &str, kind: Kind, part: impl Fn(Text<'s>, &Node<'s>) -> Option<T>) -> List<T> {
        self.coded(key, |key, value| part(code(key)?, value), |_| None, kind)
    }

    /// A collection keyed by code, as a mapping or as a list of one-pair mappings and plain texts.
    fn coded<T>(
        &self,
        key: &str,
        pair: impl Fn(&Node<'s>, &Node<'s>) -> Option<T>,
        plain: impl Fn(&Node<'s>) -> Option<T>,
        kind: Kind,
    ) -> List<T> {
        list(&self.get(key), |list, node| match &node.value {
            Value::Mapping { entries, flow } => {
                let is_rest = |at, key| {
                    *flow && is_split(entries, at) && !scalar::text(key).is_some_and(|key| kind.fits(key))
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
                add(list, nodes, |node| match &node.value {
                    Value::Mapping { entries, .. } => match entries.as_slice() {
                        [(key, value)] => pair(key, value),
                        _ => None,
                    },
                    _ => plain(node),
                });
                true
            }
            _ => false,
        })
    }
}

impl<'n, 's> Found<'n, 's> {
    fn read<T>(self, read: impl FnOnce(&'n Node<'s>, &'n Node<'s>) -> Option<T>) -> Field<T> {
        match self {
            Field::Absent => Field::Absent,
            Field::Unreadable => Field::Unreadable,
            Field::Given((key, value)) => read(key, value).map_or(Field::Unreadable, Field::Given),
        }
    }

    fn read_unless_null<T>(self, read: impl FnOnce(&'n Node<'s>, &'n Node<'s>) -> Option<T>) -> Field<T> {
        match self {
            Field::Given((_, value)) if scalar::is_null(value) => Field::Absent,
            found => found.read(read),
        }
    }
}

/// A list under a key; `fill` says whether the value was a collection at all.
fn list<'n, 's, T>(found: &Found<'n, 's>, fill: impl FnOnce(&mut List<T>, &'n Node<'s>) -> bool) -> List<T> {
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

/// Adds what could be read of each of `nodes`.
fn add<N: ExactSizeIterator, T>(
    list: &mut List<T>,
    nodes: impl IntoIterator<IntoIter = N, Item = N::Item>,
    read: impl Fn(N::Item) -> Option<T>,
) {
    let nodes = nodes.into_iter();
    // Nearly always all can; but nothing says so of a long list.
    list.items.reserve(nodes.len().min(MOST_RESERVED));
    for node in nodes {
        match read(node) {
            Some(item) => list.items.push(item),
            None => list.complete = false,
        }
    }
}

/// A text; an empty value is an empty text that stands at `fallback`.
fn text<'s>(node: &Node<'s>, fallback: Span) -> Option<Text<'s>> {
    match &node.value {
        Value::Scalar { text, style, written } => {
            Some(Text { value: text.clone(), span: node.span, written, style: *style, meant: None })
        }
        Value::Empty => {
            let span = if fallback.start == fallback.end { node.span } else { fallback };
            Some(Text { value: "".into(), span, written: "", style: Style::Plain, meant: None })
        }
        Value::List(_) | Value::Mapping { .. } | Value::Alias => None,
    }
}

fn code<'s>(key: &Node<'s>) -> Option<Text<'s>> {
    text(key, key.span).map(Text::into_code)
}

fn item<'s>(key: &Node<'s>, value: &Node<'s>) -> Option<Item<'s>> {
    Some(Item { code: Some(code(key)?), text: text(value, key.span)? })
}

fn keys<'n, 's>(node: &'n Node<'s>, shape: &'static Shape) -> Option<Keys<'n, 's>> {
    match &node.value {
        Value::Mapping { entries, .. } => Some(Keys::new(entries, shape)),
        _ => None,
    }
}

fn name<'s>(standard: &Keys<'_, 's>) -> Field<Name<'s>> {
    standard.get("name").read(|_, value| {
        let keys = keys(value, &format::NAME)?;
        [NameKind::Occupation, NameKind::Category]
            .into_iter()
            .find_map(|kind| Some(Name { kind, text: keys.text(kind.key()).into_given()? }))
    })
}

fn classification<'s>(found: &Found<'_, 's>) -> Classification<'s> {
    match found {
        Field::Absent => Classification::default(),
        Field::Given((key, value)) if scalar::is_null(value) => {
            Classification { key: Some(key.span), ..Classification::default() }
        }
        Field::Given((key, value)) if let Some(keys) = keys(value, &format::CLASSIFICATION) => {
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

fn class<'s>(node: &Node<'s>) -> Option<Class<'s>> {
    let keys = keys(node, &format::CLASS)?;
    Some(Class { span: node.span, code: keys.code("code"), name: keys.text("name") })
}

fn version<'s>(node: &Node<'s>) -> Option<Version<'s>> {
    let keys = keys(node, &format::VERSION)?;
    let status = keys.get("status").read_unless_null(|_, value| {
        Some(Status { value: scalar::status(scalar::text(value)?)?, span: value.span })
    });
    let date = keys.get("date").read_unless_null(|_, value| {
        Some(Date { value: scalar::date(scalar::text(value)?)?, span: value.span })
    });
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

fn duty<'s>(code: Text<'s>, node: &Node<'s>) -> Option<Duty<'s>> {
    let keys = keys(node, &format::DUTY)?;
    Some(Duty {
        code,
        name: keys.text("name"),
        knowledge: keys.references("knowledge"),
        skills: keys.references("skills"),
        tasks: keys.parts("tasks", Kind::Task, task),
    })
}

fn task<'s>(code: Text<'s>, node: &Node<'s>) -> Option<Task<'s>> {
    let keys = keys(node, &format::TASK)?;
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

fn row<'s>(node: &Node<'s>) -> Option<Row<'s>> {
    let keys = keys(node, &format::ROW)?;
    Some(Row {
        span: first_key(node),
        level: keys.level("level"),
        outputs: keys.items("outputs", Kind::Output),
        indicators: keys.items("indicators", Kind::Indicator),
        knowledge: keys.references("knowledge"),
        skills: keys.references("skills"),
    })
}

fn notes<'s>(found: &Found<'_, 's>) -> Notes<'s> {
    match found {
        Field::Given((_, value)) if let Some(keys) = keys(value, &format::NOTES) => {
            Notes { qualifications: keys.texts("qualifications"), supplements: keys.texts("supplements") }
        }
        _ => Notes::default(),
    }
}

fn unplaced<'s>(node: &Node<'s>) -> Option<Unplaced<'s>> {
    let keys = keys(node, &format::UNPLACED)?;
    Some(Unplaced { span: first_key(node), at: keys.text("at"), text: keys.text("text") })
}

fn first_key(node: &Node<'_>) -> Span {
    match &node.value {
        Value::Mapping { entries, .. } => entries.first().map_or(node.span, |(key, _)| key.span),
        _ => node.span,
    }
}
