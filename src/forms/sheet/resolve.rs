//! Resolves references to knowledge and skills as the form prints them: code and name.

use std::collections::HashMap;

use crate::model::{Competency, Reference, References, Standard};

/// A standard's knowledge or skills by code.
pub struct Entries<'a> {
    names: HashMap<&'a str, Vec<&'a str>>,
}

/// A reference and its entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Resolved<'a> {
    /// The code as written in the reference.
    pub code: &'a str,
    /// The name; `None` if no entry has the code and the reference says no name.
    pub name: Option<&'a str>,
}

impl<'a> Entries<'a> {
    /// The entries of one kind.
    pub fn new(standard: &'a Standard<'_>, kind: Competency) -> Self {
        let mut names: HashMap<&str, Vec<&str>> = HashMap::new();
        for item in kind.list(standard).iter() {
            if let Some(code) = &item.code {
                names.entry(code.as_str()).or_default().push(item.text.as_str());
            }
        }
        Self { names }
    }

    /// Resolves a list: what each of its references prints.
    pub fn resolve(&self, references: &'a References<'_>) -> Vec<Resolved<'a>> {
        references.iter().map(|reference| self.resolve_one(reference)).collect()
    }

    /// Resolves a reference. It prints the name that it says, listed or not; one that says none prints the first name of
    /// its code.
    pub(super) fn resolve_one(&self, reference: &'a Reference<'_>) -> Resolved<'a> {
        let code = reference.code.as_str();
        let first = || self.names.get(code).and_then(|names| names.first()).copied();
        Resolved { code, name: reference.name_text().or_else(first) }
    }
}
