//! What the gate keeps of a file after reading it.

use std::hash::{BuildHasher, RandomState};
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::files::source::Source;
use crate::model::{Standard, Text};
use crate::text::bilingual::Bilingual;

/// A file of one side. Its path is the same on both sides.
#[derive(Clone, Debug)]
pub struct GateFile {
    /// Its path.
    pub path: String,
    /// Its content; files with equal content share it.
    pub content: Arc<Content>,
}

/// The summary of a content.
#[derive(Debug)]
pub struct Content {
    /// A keyed hash of the text; `None` if the file could not be read completely.
    pub digest: Option<u64>,
    /// What kind of content it is.
    pub kind: Kind,
    /// The number of errors found while loading it.
    pub errors: usize,
    /// The size in bytes.
    pub size: usize,
}

/// The kind of a content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An issued standard with this code.
    Issued(String),
    /// A draft, with the code that it revises.
    Draft(Option<String>),
    /// A standard with an unreadable code.
    Nameless,
    /// No standard could be read, for this reason.
    Unread(Bilingual),
    /// A Git LFS pointer; the content is stored elsewhere.
    Pointer,
}

impl GateFile {
    /// The code of an issued standard.
    pub(super) fn code(&self) -> &str {
        match &self.content.kind {
            Kind::Issued(code) => code,
            _ => "",
        }
    }
}

impl Content {
    /// The summary of a source: the standard in it, if any, and the findings of loading. `keys` are random for each
    /// run, so that no one can construct two texts with equal hashes.
    pub fn of(
        source: &Source,
        standard: Option<&Standard<'_>>,
        found: &[Diagnostic],
        keys: &RandomState,
    ) -> Self {
        let kind = match standard {
            _ if is_pointer(&source.text) => Kind::Pointer,
            None => Kind::Unread(match found.first() {
                Some(found) => found.message.clone(),
                None => Bilingual::fixed("there is no standard in it", "其中沒有職能基準"),
            }),
            Some(standard) if standard.is_draft() => {
                let revises = standard.revises.given().map(Text::normalized);
                Kind::Draft(revises.map(|code| code.trim().to_owned()))
            }
            Some(standard) => match standard.code.given() {
                Some(code) => Kind::Issued(code.normalized().trim().to_owned()),
                None => Kind::Nameless,
            },
        };
        let errors = standard.map_or(0, |standard| standard.errors);
        Self { digest: Self::digest(source, keys), kind, errors, size: source.text.len() }
    }

    /// The keyed hash of the text.
    pub fn digest(source: &Source, keys: &RandomState) -> Option<u64> {
        source.unreadable.is_none().then(|| keys.hash_one(&source.text))
    }

    /// Whether both are known to be the same text.
    pub fn is_same(&self, other: &Self) -> bool {
        self.digest.is_some() && self.digest == other.digest
    }

    /// Whether a standard could be read.
    pub fn is_standard(&self) -> bool {
        !matches!(self.kind, Kind::Unread(_) | Kind::Pointer)
    }
}

/// Whether a text is a Git LFS pointer.
fn is_pointer(text: &str) -> bool {
    let mut lines = text.lines();
    let version = lines.next().and_then(|line| line.strip_prefix("version "));
    version.is_some_and(|version| version.contains("/git-lfs") || version.contains("git-lfs."))
        && lines.any(|line| line.starts_with("oid sha256:"))
}
