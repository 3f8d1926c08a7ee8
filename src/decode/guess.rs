//! Guesses what a misspelt key or value was meant to be, and describes a value of the wrong type.

use super::scalar;
use super::slips::slip_in;
use crate::bilingual;
use crate::files::source::Span;
use crate::format::{Shape, Value as Format};
use crate::model::Kind;
use crate::text::bilingual::Bilingual;
use crate::text::nearest::nearest;
use crate::yaml::{Entries, Node, Value, foreign_space};

/// A guess why an unknown key is in the file.
pub(crate) enum Guess<'a> {
    /// It is a misspelling of this known key.
    Misspelt(&'a str),
    /// It is the rest of a text that a comma split in `{…}`; the text's key, if there is one.
    SplitText(Option<&'a str>),
    /// It is a key glued to its value.
    Glued(&'a str),
    /// It is indented with white space that YAML reads as text.
    Indented,
    /// It is a code that belongs below this key, which has its entries there, or only its empty place, or is not there.
    Below(&'static str, Neighbourhood),
    /// Unknown; these are the known keys.
    Known(Bilingual),
}

/// What stands where an entry belongs.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Neighbourhood {
    /// Entries of its kind, of which this is the first.
    Beside(Span),
    /// Nothing below the key.
    Empty,
    /// Something else below the key.
    Other,
    /// No such key.
    Absent,
}

/// The most unknown keys of one mapping that are guessed at; a hostile file may have any number.
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
        if let Some(known) = likely(word, shape)
            && !meant.contains(&known)
        {
            meant.push(known);
        }
    }
    meant
}

/// The key of `shape` that a word was probably meant for: the nearest, or the one that it is another name of.
fn likely(word: &str, shape: &'static Shape) -> Option<&'static str> {
    let known = |key: &str| shape.keys().find(|known| *known == key);
    let named = || OTHER_NAMES.iter().find(|(other, _)| *other == word).and_then(|(_, key)| known(key));
    nearest(word, shape.keys()).or_else(named)
}

/// Other names of the keys: those printed on the form, and the singular of lists.
const OTHER_NAMES: [(&str, &str); 28] = [
    ("duty", "duties"),
    ("主要職責", "duties"),
    ("工作任務", "tasks"),
    ("工作產出", "outputs"),
    ("行為指標", "indicators"),
    ("職能級別", "level"),
    ("基準級別", "level"),
    ("級別", "level"),
    ("知識", "knowledge"),
    ("技能", "skills"),
    ("態度", "attitudes"),
    ("職能基準代碼", "code"),
    ("代碼", "code"),
    ("職能基準名稱", "name"),
    ("名稱", "name"),
    ("職類", "category"),
    ("職業", "occupation"),
    ("所屬類別", "classification"),
    ("職類別", "job-category"),
    ("職業別", "occupation"),
    ("行業別", "industry"),
    ("工作描述", "description"),
    ("說明與補充事項", "notes"),
    ("狀態", "status"),
    ("更新說明", "note"),
    ("發展更新日期", "date"),
    ("日期", "date"),
    ("版本", "history"),
];

/// Whether the entry is the rest of a text that a comma split: a key without a value inside braces.
pub(super) fn is_split(entries: &Entries<'_>, at: usize) -> bool {
    let (key, value) = &entries[at];
    value.value == Value::Empty && value.span.start == key.span.end
}

pub(super) fn guess<'a>(entries: &'a Entries<'_>, at: usize, flow: bool, shape: &'static Shape) -> Guess<'a> {
    let name = scalar::text_or_empty(&entries[at].0);
    if let Some(slip) = slip_in(name) {
        return Guess::Glued(slip.key);
    }
    if foreign_space(name).is_some() {
        return Guess::Indented;
    }
    if let Some(known) = likely(name, shape) {
        return Guess::Misspelt(known);
    }
    if flow && at > 0 && is_split(entries, at) {
        return Guess::SplitText(entries[at - 1].0.text());
    }
    if let Some(kind) = Kind::of(name)
        && let Some(key) = shape.fields.iter().find_map(|field| match field.value {
            Format::Items(of) | Format::Parts(of, _) => (of == kind).then_some(field.key),
            _ => None,
        })
    {
        return below(entries, key);
    }
    Guess::Known(listed(shape))
}

/// What there is below the key that an unknown code belongs to.
fn below<'a>(entries: &Entries<'_>, key: &'static str) -> Guess<'a> {
    let place =
        entries.iter().find(|(found, _)| found.text() == Some(key)).map(|(_, value)| match value.value {
            Value::Mapping { entries: [(first, _), ..], flow: false } => Neighbourhood::Beside(first.span),
            Value::Empty => Neighbourhood::Empty,
            _ => Neighbourhood::Other,
        });
    Guess::Below(key, place.unwrap_or(Neighbourhood::Absent))
}

pub(super) fn listed(shape: &Shape) -> Bilingual {
    let keys: Vec<_> = shape.keys().map(|key| format!("`{key}`")).collect();
    let (en, zh) = (keys.join(", "), keys.join("、"));
    bilingual!("{en}", "{zh}")
}

pub(super) fn described(node: &Node<'_>) -> Bilingual {
    match &node.value {
        _ if scalar::is_null(node) => Bilingual::fixed("nothing", "空的"),
        Value::Scalar { .. } | Value::Alias | Value::Empty => Bilingual::fixed("a text", "文字"),
        Value::List(_) => Bilingual::fixed("a list", "清單"),
        Value::Mapping { .. } => Bilingual::fixed("a mapping", "一組「鍵: 值」"),
    }
}

/// A date in another common spelling, such as the form's 2021/01/14 or 2021.1.14, in the format's.
pub(super) fn respelt_date(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.split(['/', '.', '-']).collect();
    let [year, month, day] = parts.as_slice() else { return None };
    let respelt = format!("{year}-{month:0>2}-{day:0>2}");
    scalar::date(&respelt).map(|_| respelt)
}
