//! What tells one standard from another at the foot of a page: code, name and version, or that it is a draft.

use super::duties::given;
use crate::model::{Standard, StandardCode};

/// What identifies a standard on its own form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity<'a> {
    /// The code; a draft has none.
    pub code: Option<&'a str>,
    /// The name of the category or occupation; empty if it has none yet.
    pub name: &'a str,
    /// The version as the history calls it, else as the code says it.
    pub version: Option<String>,
    /// The code of the issued standard that a draft revises.
    pub revises: Option<&'a str>,
}

impl<'a> Identity<'a> {
    /// The identity of a standard.
    pub fn of(standard: &'a Standard<'_>) -> Self {
        let code = Some(given(&standard.code)).filter(|code| !code.trim().is_empty());
        let name = standard.name.given().map_or("", |name| name.text.as_str());
        let revises = Some(given(&standard.revises)).filter(|revised| code.is_none() && !revised.is_empty());
        Self { code, name, version: code.map(|code| version(standard, code)), revises }
    }

    /// Whether the standard is a draft.
    pub fn is_draft(&self) -> bool {
        self.code.is_none()
    }

    /// The line that stands at the foot of every page, without the page numbers.
    pub fn footer(&self) -> String {
        match (self.code, &self.version, self.revises) {
            (Some(code), Some(version), _) if !version.is_empty() => format!("{code}　版本 {version}"),
            (Some(code), ..) => code.to_owned(),
            (None, _, Some(revises)) => format!("草案（修訂 {revises}）　{}", self.name),
            (None, _, None) => format!("草案　{}", self.name),
        }
    }
}

/// The label of the version; one that repeats the whole code says no more than the code's own number.
fn version(standard: &Standard<'_>, code: &str) -> String {
    let own = standard.history.iter().find(|entry| given(&entry.code) == code);
    let label = own.map(|entry| given(&entry.version).trim()).filter(|label| !label.is_empty());
    match label.filter(|label| StandardCode::parse(label).is_none()) {
        Some(label) => label.to_owned(),
        None => StandardCode::parse(code).map_or_else(String::new, |code| format!("V{}", code.version)),
    }
}
