//! Standards that come from no file: importers and generators build them with these constructors.
//!
//! Their spans are empty. To get positions, write the standard to a file and load it again.

use std::borrow::Cow;

use super::{Classification, Field, Item, List, Notes, Standard, Text};
use crate::files::source::{FileId, Span};
use crate::yaml::{Remarks, Style};

/// The span of anything that is in no file.
const NOWHERE: Span = Span { start: 0, end: 0 };

impl Text<'static> {
    /// A text that is in no file.
    pub fn made(value: impl Into<String>) -> Self {
        Self::new(Cow::Owned(value.into()), "", Style::Plain, NOWHERE)
    }

    /// A code that is in no file.
    pub fn made_code(code: impl Into<String>) -> Self {
        Self::made(code).into_code()
    }
}

impl Item<'static> {
    /// An entry with a code.
    pub fn made(code: impl Into<String>, text: impl Into<String>) -> Self {
        Self { code: Some(Text::made_code(code)), text: Text::made(text) }
    }

    /// An entry that is printed without a code.
    pub fn made_uncoded(text: impl Into<String>) -> Self {
        Self { code: None, text: Text::made(text) }
    }
}

impl<T> List<T> {
    /// A list that is present, even if it is empty.
    pub fn made(items: Vec<T>) -> Self {
        Self { items, key: Some(NOWHERE), complete: true, in_brackets: false }
    }
}

impl<T> From<Option<T>> for Field<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Absent, Self::Given)
    }
}

impl Standard<'static> {
    /// An empty standard.
    pub fn made() -> Self {
        Self {
            file: FileId::default(),
            stem: None,
            path: "",
            start: NOWHERE,
            remarks: Remarks::default(),
            errors: 0,
            code: Field::Absent,
            revises: Field::Absent,
            name: Field::Absent,
            classification: Classification::default(),
            description: Field::Absent,
            level: Field::Absent,
            history: List::default(),
            knowledge: List::default(),
            skills: List::default(),
            attitudes: List::default(),
            duties: List::default(),
            notes: Notes::default(),
            unplaced: List::default(),
        }
    }
}
