//! What a slip was probably meant to be, and how a value that should be another is described.

use super::scalar;
use super::slip::slip_in;
use crate::format::Shape;
use crate::rules::unknown_field::Guess;
use crate::text::bilingual::Words;
use crate::text::nearest::nearest;
use crate::yaml::{Entries, Node, Value, foreign_space};

/// How many unknown keys of one mapping are guessed at. Nobody misspells more; a hostile file could.
pub(super) const MAX_GUESSED: usize = 100;

/// The keys of `shape` that unknown keys of `entries` were probably meant for.
pub(super) fn misspelt(entries: &Entries<'_>, shape: &'static Shape) -> Vec<&'static str> {
    let mut meant = Vec::new();
    let unknown = entries
        .iter()
        .map(|(key, _)| scalar::text_or_empty(key))
        .filter(|name| shape.keys().all(|known| known != *name));
    for name in unknown.take(MAX_GUESSED) {
        let word = slip_in(name).map_or(name, |slip| slip.key);
        if let Some(known) = nearest(word, shape.keys())
            && !meant.contains(&known)
        {
            meant.push(known);
        }
    }
    meant
}

/// Whether the entry is the rest of a text that a comma split: a key without a value inside braces.
pub(super) fn is_split(entries: &Entries<'_>, at: usize) -> bool {
    let (key, value) = &entries[at];
    value.value == Value::Empty && value.span.start == key.span.end
}

pub(super) fn guess<'a>(entries: &'a Entries<'_>, at: usize, flow: bool, shape: &Shape) -> Guess<'a> {
    let name = scalar::text_or_empty(&entries[at].0);
    if let Some(slip) = slip_in(name) {
        return Guess::Glued(slip.key);
    }
    if foreign_space(name).is_some() {
        return Guess::Indented;
    }
    if let Some(known) = nearest(name, shape.keys()) {
        return Guess::Misspelt(known);
    }
    if flow && at > 0 && is_split(entries, at) {
        return Guess::SplitText(entries[at - 1].0.text());
    }
    Guess::Known(listed(shape))
}

pub(super) fn listed(shape: &Shape) -> String {
    shape.keys().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ")
}

pub(super) fn described(node: &Node<'_>) -> Words {
    match &node.value {
        _ if scalar::is_null(node) => Words::fixed("nothing", "空的"),
        Value::Scalar { .. } | Value::Alias | Value::Empty => Words::fixed("a text", "文字"),
        Value::List(_) => Words::fixed("a list", "清單"),
        Value::Mapping { .. } => Words::fixed("a mapping", "對映"),
    }
}

/// A date in another common spelling, such as the form's 2021/01/14 or 2021.1.14, in the format's.
pub(super) fn respelt_date(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.split(['/', '.', '-']).collect();
    let [year, month, day] = parts.as_slice() else { return None };
    let respelt = format!("{year}-{month:0>2}-{day:0>2}");
    scalar::date(&respelt).map(|_| respelt)
}
