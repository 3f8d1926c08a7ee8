//! The entries of mappings with known keys, and the fields, lists and texts that are read from them.

use std::borrow::Cow;
use std::cell::Cell;
use std::ptr;

use super::guess::{is_split, misspelt};
use super::scalar;
use crate::files::source::Span;
use crate::format::Shape;
use crate::model::{Field, Item, Kind, Level, List, References, Text};
use crate::yaml::{Entries, Node, Style, Value};

/// For how many entries of a list there is room before the first is read.
const MOST_RESERVED: usize = 64;

/// A key with its value, absent, or not to be read.
pub(super) type Found<'t> = Field<(&'t Node<'t>, &'t Node<'t>)>;

/// A file that is being read.
#[derive(Clone, Copy)]
pub(super) struct Reading<'c, 's> {
    /// Its text.
    pub(super) text: &'s str,
    /// Whether nothing is wrong with it, for all that is known.
    pub(super) flawless: bool,
    /// Whether something turned up that the check may have something to say of.
    pub(super) doubt: &'c Cell<bool>,
}

impl Reading<'_, '_> {
    pub(super) fn doubt_unless(self, certain: bool) {
        if !certain {
            self.doubt.set(true);
        }
    }

    /// A field that was read.
    pub(super) fn field<T>(self, field: Field<T>) -> Field<T> {
        self.doubt_unless(!matches!(field, Field::Unreadable));
        field
    }

    /// A list that was read.
    fn list<T>(self, list: List<T>) -> List<T> {
        self.doubt_unless(list.complete);
        list
    }
}

/// The entries of a mapping with known keys.
pub(super) struct Keys<'t, 'c, 's> {
    entries: &'t Entries<'t>,
    misspelt: Vec<&'static str>,
    pub(super) reading: Reading<'c, 's>,
    /// How many of the entries were asked for. The others are unknown or stand twice.
    known: Cell<usize>,
}

// Whoever reads a mapping is done with it then, and has asked for all that the format has.
impl Drop for Keys<'_, '_, '_> {
    fn drop(&mut self) {
        self.reading.doubt_unless(self.known.get() == self.entries.len());
    }
}

impl<'t, 'c, 's> Keys<'t, 'c, 's> {
    /// A key of the format, which is asked for once.
    pub(super) fn get(&self, key: &str) -> Found<'t> {
        match self.entries.iter().find(|(node, _)| node.text() == Some(key)) {
            Some((key, value)) => {
                self.known.set(self.known.get() + 1);
                Field::Given((key, value))
            }
            None if self.misspelt.contains(&key) => Field::Unreadable,
            None => Field::Absent,
        }
    }

    pub(super) fn text(&self, key: &str) -> Field<Text<'s>> {
        self.reading.field(self.get(key).read(|key, value| text(value, key.span, self.reading)))
    }

    pub(super) fn code(&self, key: &str) -> Field<Text<'s>> {
        self.reading.field(self.get(key).read(|key, value| code(value, key.span, self.reading)))
    }

    pub(super) fn level(&self, key: &str) -> Field<Level> {
        self.unless_null(key, |value| Some(Level { value: scalar::level(value)?, span: value.span }))
    }

    /// A field in whose place nothing may stand.
    pub(super) fn unless_null<T>(&self, key: &str, read: impl FnOnce(&'t Node<'t>) -> Option<T>) -> Field<T> {
        self.reading.field(match self.get(key) {
            Field::Given((_, value)) if scalar::is_null(value) => Field::Absent,
            found => found.read(|_, value| read(value)),
        })
    }

    pub(super) fn list<T>(
        &self,
        key: &str,
        entry: impl Fn(&'t Node<'t>, Reading<'c, 's>) -> Option<T>,
    ) -> List<T> {
        self.reading.list(entries(&self.get(key), |node| entry(node, self.reading)))
    }

    pub(super) fn texts(&self, key: &str) -> List<Text<'s>> {
        self.list(key, |node, reading| text(node, node.span, reading))
    }

    /// Codes; nothing under the key is not the same as an empty list.
    pub(super) fn references(&self, key: &str) -> References<'s> {
        let found = self.get(key);
        let mut references = entries(&found, |node| code(node, node.span, self.reading));
        references.complete &= !matches!(found, Field::Given((_, value)) if scalar::is_null(value));
        self.reading.list(references)
    }

    pub(super) fn items(&self, key: &str, kind: Kind) -> List<Item<'s>> {
        self.coded(
            key,
            item,
            |node| Some(Item { code: None, text: text(node, node.span, self.reading)? }),
            kind,
        )
    }

    pub(super) fn parts<T>(
        &self,
        key: &str,
        kind: Kind,
        part: impl Fn(Text<'s>, &'t Node<'t>, Reading<'c, 's>) -> Option<T>,
    ) -> List<T> {
        let pair = |key: &'t Node<'t>, value, reading| part(code(key, key.span, reading)?, value, reading);
        self.coded(key, pair, |_| None, kind)
    }

    /// A collection keyed by code, as a mapping or as a list of one-pair mappings and plain texts.
    fn coded<T>(
        &self,
        key: &str,
        pair: impl Fn(&'t Node<'t>, &'t Node<'t>, Reading<'c, 's>) -> Option<T>,
        plain: impl Fn(&'t Node<'t>) -> Option<T>,
        kind: Kind,
    ) -> List<T> {
        let coded = list(&self.get(key), |list, node| match node.value {
            Value::Mapping { entries, flow } => {
                let is_rest = |at, key: &Node<'_>| {
                    flow && is_split(entries, at) && !key.text().is_some_and(|key| kind.fits(key))
                };
                add(list, entries.iter().enumerate(), |(at, (key, value))| {
                    if is_rest(at, key) { None } else { pair(key, value, self.reading) }
                });
                true
            }
            Value::List(nodes) => {
                add(list, nodes, |node| match node.value {
                    Value::Mapping { entries: [(key, value)], .. } => pair(key, value, self.reading),
                    Value::Mapping { .. } => None,
                    _ => plain(node),
                });
                true
            }
            _ => false,
        });
        self.reading.list(coded)
    }
}

impl<'t> Found<'t> {
    pub(super) fn read<T>(self, read: impl FnOnce(&'t Node<'t>, &'t Node<'t>) -> Option<T>) -> Field<T> {
        match self {
            Field::Absent => Field::Absent,
            Field::Unreadable => Field::Unreadable,
            Field::Given((key, value)) => read(key, value).map_or(Field::Unreadable, Field::Given),
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

/// What is written, where that is just what the node says, as nearly everywhere.
#[inline(always)]
fn verbatim<'s>(node: &Node<'_>, reading: Reading<'_, 's>) -> Option<&'s str> {
    let Value::Scalar { text, style: Style::Plain } = node.value else { return None };
    let written = node.written(reading.text);
    ptr::eq(written, text).then_some(written)
}

/// A text; an empty value is an empty text that stands at `fallback`.
///
/// Inlined, like what else makes texts and items: one that is returned through memory is read there before its parts have
/// arrived, and waiting for them took a third of the time of reading an item.
#[inline(always)]
pub(super) fn text<'s>(node: &Node<'_>, fallback: Span, reading: Reading<'_, 's>) -> Option<Text<'s>> {
    match verbatim(node, reading) {
        Some(text) => Some(Text::verbatim(text, node.span)),
        None => other_text(node, fallback, reading),
    }
}

/// A code, likewise.
#[inline(always)]
fn code<'s>(node: &Node<'_>, fallback: Span, reading: Reading<'_, 's>) -> Option<Text<'s>> {
    text(node, fallback, reading).map(Text::into_code)
}

fn other_text<'s>(node: &Node<'_>, fallback: Span, reading: Reading<'_, 's>) -> Option<Text<'s>> {
    match node.value {
        Value::Scalar { text, style } => {
            let value = borrowed(text, reading.text);
            Some(Text::new(value, node.written(reading.text), style, node.span))
        }
        Value::Empty => {
            let span = if fallback.start == fallback.end { node.span } else { fallback };
            Some(Text::verbatim("", span))
        }
        Value::List(_) | Value::Mapping { .. } | Value::Alias => None,
    }
}

/// The part of `source` that `text` is a slice of, or where it is none, its own copy.
fn borrowed<'s>(text: &str, source: &'s str) -> Cow<'s, str> {
    let start = text.as_ptr().addr().wrapping_sub(source.as_ptr().addr());
    match source.get(start..start.saturating_add(text.len())) {
        Some(slice) => Cow::Borrowed(slice),
        None => Cow::Owned(text.to_owned()),
    }
}

#[inline(always)]
fn item<'s>(key: &Node<'_>, value: &Node<'_>, reading: Reading<'_, 's>) -> Option<Item<'s>> {
    Some(Item { code: Some(code(key, key.span, reading)?), text: text(value, key.span, reading)? })
}

/// The keys of a mapping of the shape; nothing where it is no mapping.
pub(super) fn keys<'t, 'c, 's>(
    node: &'t Node<'t>,
    shape: &'static Shape,
    reading: Reading<'c, 's>,
) -> Option<Keys<'t, 'c, 's>> {
    match node.value {
        Value::Mapping { entries, .. } => {
            let misspelt = if reading.flawless { Vec::new() } else { misspelt(entries, shape) };
            Some(Keys { entries, misspelt, reading, known: Cell::new(0) })
        }
        _ => None,
    }
}
