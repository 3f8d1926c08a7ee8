//! Resolves references to knowledge and skills as the form prints them: code and name.

use std::collections::HashMap;

use crate::model::{Competency, References, Standard};

/// A standard's knowledge or skills by code.
pub struct Entries<'a> {
    names: HashMap<&'a str, Vec<&'a str>>,
}

/// A reference and its entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Resolved<'a> {
    /// The code as written in the reference.
    pub code: &'a str,
    /// The name; `None` if no entry has the code.
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

    /// Resolves a list. If several entries have the code, all of them are returned, since the form does not say which
    /// is meant.
    pub fn resolve(&self, references: &'a References<'_>) -> Vec<Resolved<'a>> {
        let mut resolved = Vec::with_capacity(references.len());
        for reference in references.iter() {
            let code = reference.as_str();
            match self.names(code) {
                [] => resolved.push(Resolved { code, name: None }),
                names => resolved.extend(names.iter().map(|&name| Resolved { code, name: Some(name) })),
            }
        }
        resolved
    }

    /// The names of a code; empty if it is undefined.
    pub(super) fn names(&self, code: &str) -> &[&'a str] {
        self.names.get(code).map_or(&[], Vec::as_slice)
    }
}
