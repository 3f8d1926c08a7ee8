//! A field that may be absent or unreadable, and a list that the file may not have.

use std::ops::Deref;

use crate::files::source::Span;

/// An optional part of a standard.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Field<T> {
    /// Not in the file.
    #[default]
    Absent,
    /// In the file, but without a value. The span of its key.
    Empty(Span),
    /// In the file, but with a value that the format does not allow. It has a finding already; rules draw no
    /// conclusions.
    Unreadable,
    /// Present and readable.
    Given(T),
}

impl<T> Field<T> {
    /// The value, if there is one.
    pub fn given(&self) -> Option<&T> {
        match self {
            Self::Given(value) => Some(value),
            Self::Absent | Self::Empty(_) | Self::Unreadable => None,
        }
    }

    /// The same, by value.
    pub fn into_given(self) -> Option<T> {
        match self {
            Self::Given(value) => Some(value),
            Self::Absent | Self::Empty(_) | Self::Unreadable => None,
        }
    }

    /// Whether the file does not mention it, or has nothing but its key.
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Absent | Self::Empty(_))
    }

    /// The span of its key, where there is nothing else.
    pub fn key(&self) -> Option<Span> {
        match self {
            Self::Empty(key) => Some(*key),
            Self::Absent | Self::Unreadable | Self::Given(_) => None,
        }
    }
}

/// An optional list, in the order of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List<T> {
    /// The entries that could be read.
    pub items: Vec<T>,
    /// The span of its key; `None` if the file does not have the list.
    pub key: Option<Span>,
    /// False if the list or an entry could not be read. That has a finding already, and nothing may be concluded from
    /// what is missing.
    pub complete: bool,
    /// Whether it is a list of references in brackets on the line of its key.
    pub in_brackets: bool,
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self { items: Vec::new(), key: None, complete: true, in_brackets: false }
    }
}

impl<T> List<T> {
    /// Whether the file does not mention it.
    pub fn is_absent(&self) -> bool {
        self.key.is_none() && self.complete
    }

    /// This list, or `other` if the file does not have this one.
    pub fn or<'a>(&'a self, other: &'a Self) -> &'a Self {
        if self.is_absent() { other } else { self }
    }
}

impl<T> Deref for List<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.items
    }
}
