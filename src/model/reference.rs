//! References of duties, tasks and rows to the lists of knowledge and skills.

use super::{List, Text};
use crate::files::source::Span;

/// References to knowledge or skills. An absent list means inherited, an empty list means an empty cell.
pub type References<'s> = List<Reference<'s>>;

/// A reference to a knowledge or a skill: its code, and where the list has that code with several names, the one of
/// them that is printed here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference<'s> {
    /// The code.
    pub code: Text<'s>,
    /// The name that is printed; few references say one, so it is boxed.
    pub name: Option<Box<PrintedName<'s>>>,
}

/// The name that a reference says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintedName<'s> {
    /// The name.
    pub text: Text<'s>,
    /// The bytes of the pair of code and name, with its braces.
    pub pair: Span,
}

impl<'s> Reference<'s> {
    /// A reference by the code alone.
    #[inline]
    pub fn bare(code: Text<'s>) -> Self {
        Self { code, name: None }
    }

    /// A reference that says which name is printed.
    pub fn named(code: Text<'s>, text: Text<'s>) -> Self {
        Self::at(Span::default(), code, text)
    }

    /// The same, where the pair of the two stands at `pair`.
    pub(crate) fn at(pair: Span, code: Text<'s>, text: Text<'s>) -> Self {
        Self { code, name: Some(Box::new(PrintedName { text, pair })) }
    }

    /// The name that is printed, if the reference says it.
    pub fn name_text(&self) -> Option<&str> {
        self.name.as_deref().map(|name| name.text.as_str())
    }

    /// The entry that is printed here, of those with this code: the one with the name that the reference says, else the
    /// first. `None` if there is no such entry.
    pub fn pick<'a, T>(&self, entries: &'a [T], name: impl Fn(&T) -> &str) -> Option<&'a T> {
        match self.name_text() {
            Some(said) => entries.iter().find(|entry| name(entry) == said),
            None => entries.first(),
        }
    }
}
