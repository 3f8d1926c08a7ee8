//! References to knowledge and skills, as the form prints them: code and name.

use std::collections::HashMap;

use crate::model::{Competency, References, Standard};

/// The entries of a standard's knowledge or skills, by code.
pub struct Entries<'a> {
    names: HashMap<&'a str, Vec<&'a str>>,
}

/// A reference and what it refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Resolved<'a> {
    /// The code as written in the reference.
    pub code: &'a str,
    /// The name; `None` where no entry bears the code.
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

    /// What a list refers to. A code that the standard holds twice gives every entry that bears it, since the form
    /// does not say which of them is meant.
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

    /// The names under a code, none where it is not defined.
    pub(super) fn names(&self, code: &str) -> &[&'a str] {
        self.names.get(code).map_or(&[], Vec::as_slice)
    }
}
