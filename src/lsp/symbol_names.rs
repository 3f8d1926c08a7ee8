//! What entries of all standards are found by.
//!
//! The first question reads every file once; then each file that was changed is read again when the next question comes.

use std::collections::BTreeMap;

use super::names::short;
use super::position::{Encoding, Lines};
use crate::check::load;
use crate::diagnostic::Findings;
use crate::files::source::{FileId, Source, Span};
use crate::model::TextRole;
use crate::text::fold::lookup;

/// The names of a file, a line each, with where they stand.
#[derive(Debug, Default)]
pub(super) struct FileNames {
    /// Code and name as they are shown, separated by line breaks.
    pub(super) shown: String,
    /// The same as they are compared.
    pub(super) folded: String,
    /// The range of each as line, column and end column.
    pub(super) places: Vec<[u32; 3]>,
}

/// The names of all files that were read.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// By file.
    pub(super) of: BTreeMap<String, FileNames>,
}

impl Names {
    /// A file has changed, or is gone.
    pub(super) fn forget(&mut self, name: &str) {
        self.of.remove(name);
    }

    pub(super) fn forget_all(&mut self) {
        *self = Self::default();
    }
}

impl FileNames {
    pub(super) fn of(source: &Source, encoding: Encoding) -> Self {
        let mut names = Self::default();
        let Some(standard) = load(source, FileId::default(), &mut Findings::default()) else { return names };
        let lines = Lines::of(&source.text, encoding);
        let mut add = |code: &str, name: &str, span: Span| {
            let line = format!("{} {}", short(code), short(name));
            names.folded.push_str(&lookup(line.trim()));
            names.folded.push('\n');
            names.shown.push_str(line.trim());
            names.shown.push('\n');
            let range = lines.range(&source.text, span);
            names.places.push([
                range.start.line,
                range.start.character,
                range.end.character.max(range.start.character),
            ]);
        };
        let code = standard.code.given();
        if let Some(name) = standard.name.given() {
            let span = code.map_or(name.text.span, |code| code.span);
            add(code.map_or("", |code| code.as_str()), name.text.as_str(), span);
        }
        standard.each_text(crate::model::Codes { entries: false, references: false }, |role, text| {
            if let TextRole::Item { kind, code: Some(code), .. } = role
                && !matches!(kind, crate::model::Kind::Indicator | crate::model::Kind::Output)
            {
                add(code.as_str(), text.as_str(), code.span);
            }
        });
        names
    }
}
