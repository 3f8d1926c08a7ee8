//! From two standards to what became of each of their entries.

use super::{Comparison, Title};
use crate::model::{Standard, Text};

/// Compares two versions of a standard.
pub fn compare<'a>(old: &'a Standard<'_>, new: &'a Standard<'_>) -> Comparison<'a> {
    Comparison {
        old: title(old),
        new: title(new),
        profile: Vec::new(),
        duties: Vec::new(),
        knowledge: Vec::new(),
        skills: Vec::new(),
        attitudes: Vec::new(),
        notes: Vec::new(),
        history: Vec::new(),
        unplaced: Vec::new(),
    }
}

fn title<'a>(standard: &'a Standard<'_>) -> Title<'a> {
    Title {
        code: standard.code.given().map(Text::as_str),
        name: standard.name.given().map(|name| name.text.as_str()),
    }
}
