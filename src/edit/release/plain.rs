//! A tree without places: what the edited text has to hold, so that it can be compared with what it does hold.

use crate::yaml::{Node, Value};

/// A key or value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Plain {
    Empty,
    Alias,
    Text(String),
    List(Vec<Plain>),
    Mapping(Vec<(Plain, Plain)>),
}

impl Plain {
    pub(super) fn of(node: &Node<'_>) -> Self {
        match node.value {
            Value::Empty => Self::Empty,
            Value::Alias => Self::Alias,
            Value::Scalar { text, .. } => Self::Text(text.to_owned()),
            Value::List(items) => Self::List(items.iter().map(Self::of).collect()),
            Value::Mapping { entries, .. } => {
                Self::Mapping(entries.iter().map(|(key, value)| (Self::of(key), Self::of(value))).collect())
            }
        }
    }

    pub(super) fn text(text: &str) -> Self {
        Self::Text(text.to_owned())
    }

    /// The entries of a mapping; none of anything else.
    pub(super) fn entries(&mut self) -> Option<&mut Vec<(Self, Self)>> {
        match self {
            Self::Mapping(entries) => Some(entries),
            _ => None,
        }
    }

    /// The entries of a list; none of anything else.
    pub(super) fn items(&mut self) -> Option<&mut Vec<Self>> {
        match self {
            Self::List(items) => Some(items),
            _ => None,
        }
    }
}
