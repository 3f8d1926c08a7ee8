//! JSON without loss: duplicate keys are kept, and whatever is not taken out remains.

use std::fmt;

use crate::forms::import::limit::Budget;
use crate::forms::import::read_error::ReadError;
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

/// A value. Numbers and booleans are kept as text.
#[derive(Debug, Default)]
pub(super) enum Node {
    #[default]
    Null,
    Text(String),
    List(Vec<Node>),
    Map(Vec<(String, Node)>),
}

impl Node {
    /// Takes the value of a key out of a mapping; null if there is none.
    pub(super) fn take(&mut self, key: &str) -> Node {
        let Self::Map(pairs) = self else { return Self::Null };
        match pairs.iter_mut().find(|(name, value)| name == key && !matches!(value, Self::Null)) {
            Some((_, value)) => std::mem::take(value),
            None => Self::Null,
        }
    }

    /// Takes the value of a key out of a mapping if it is a text.
    pub(super) fn take_text(&mut self, key: &str) -> Option<String> {
        let Self::Map(pairs) = self else { return None };
        let (_, value) =
            pairs.iter_mut().find(|(name, value)| name == key && matches!(value, Self::Text(_)))?;
        value.take_own_text()
    }

    /// Takes the value itself if it is a text.
    pub(super) fn take_own_text(&mut self) -> Option<String> {
        let Self::Text(text) = self else { return None };
        let text = text.trim_matches([' ', '\t', '\r', '\n']).replace("\r\n", "\n");
        *self = Self::Null;
        Some(text)
    }

    /// Takes the elements of a list out of a mapping; a value that is not a list stays.
    pub(super) fn take_list(&mut self, key: &str) -> Vec<Node> {
        let Self::Map(pairs) = self else { return Vec::new() };
        let list = pairs.iter_mut().find(|(name, value)| name == key && matches!(value, Self::List(_)));
        match list.map(|(_, value)| std::mem::take(value)) {
            Some(Self::List(entries)) => entries,
            _ => Vec::new(),
        }
    }

    /// Every remaining text, with its place below `path`.
    pub(super) fn rest(
        self,
        path: &str,
        budget: &mut Budget,
        found: &mut Vec<(String, String)>,
    ) -> Result<(), ReadError> {
        match self {
            Self::Null => {}
            Self::Text(text) => {
                if !text.trim().is_empty() {
                    budget.take(1, text.len())?;
                    found.push((path.to_owned(), text));
                }
            }
            Self::List(entries) => {
                for (index, entry) in entries.into_iter().enumerate().filter(|(_, entry)| entry.is_left()) {
                    // A long key with a thousand texts below it is written a thousand times.
                    budget.take(0, path.len())?;
                    entry.rest(&format!("{path}[{index}]"), budget, found)?;
                }
            }
            Self::Map(pairs) => {
                for (key, value) in pairs.into_iter().filter(|(_, value)| value.is_left()) {
                    budget.take(0, path.len() + key.len())?;
                    let dot = if path.is_empty() { "" } else { "." };
                    value.rest(&format!("{path}{dot}{key}"), budget, found)?;
                }
            }
        }
        Ok(())
    }

    fn is_left(&self) -> bool {
        !matches!(self, Self::Null)
    }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Values)
    }
}

struct Values;

impl<'de> Visitor<'de> for Values {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        Ok(Node::Text(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        Ok(Node::Text(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
        Ok(Node::Text(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Node, E> {
        Ok(Node::Text(value.to_string()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Node, E> {
        Ok(Node::Text(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Node, E> {
        Ok(Node::Text(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<Node, A::Error> {
        let mut list = Vec::new();
        while let Some(entry) = entries.next_element()? {
            list.push(entry);
        }
        Ok(Node::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut pairs: A) -> Result<Node, A::Error> {
        let mut map = Vec::new();
        while let Some(pair) = pairs.next_entry()? {
            map.push(pair);
        }
        Ok(Node::Map(map))
    }
}
