//! What the gate remembers of a file after it was read.

use std::hash::{BuildHasher, RandomState};
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::files::source::Source;
use crate::model::{Standard, Text};
use crate::text::bilingual::Bilingual;

/// A file of one side. A file has one path on both sides.
#[derive(Clone, Debug)]
pub struct Seen {
    /// What it is called.
    pub path: String,
    /// What is in it; files with one content share it.
    pub content: Arc<Content>,
}

/// A content.
#[derive(Debug)]
pub struct Content {
    /// What tells it from others; `None` where the file could not be read to its end.
    pub print: Option<u64>,
    /// What it is.
    pub kind: Kind,
    /// How many errors there were in reading it.
    pub errors: usize,
    /// How many bytes it has.
    pub size: usize,
}

/// What a content is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An issued standard with this code.
    Issued(String),
    /// A draft, and the code that it revises.
    Draft(Option<String>),
    /// A standard whose code cannot be read.
    Nameless,
    /// No standard can be read, for this reason.
    Unread(Bilingual),
    /// It lies elsewhere: Git LFS keeps it.
    Pointer,
}

impl Seen {
    /// The code of an issued standard.
    pub(super) fn code(&self) -> &str {
        match &self.content.kind {
            Kind::Issued(code) => code,
            _ => "",
        }
    }
}

impl Content {
    /// What is to be remembered of a source: the standard in it, if there is one, and what loading found. `keys` are those of
    /// the run, so that nobody can make two texts that pass for one.
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
                let revises = standard.revises.given().map(Text::meant);
                Kind::Draft(revises.map(|code| code.trim().to_owned()))
            }
            Some(standard) => match standard.code.given() {
                Some(code) => Kind::Issued(code.meant().trim().to_owned()),
                None => Kind::Nameless,
            },
        };
        let errors = standard.map_or(0, |standard| standard.errors);
        Self { print: Self::print(source, keys), kind, errors, size: source.text.len() }
    }

    /// What tells a text from others.
    pub fn print(source: &Source, keys: &RandomState) -> Option<u64> {
        source.unreadable.is_none().then(|| keys.hash_one(&source.text))
    }

    /// Whether it is known to be the same text.
    pub fn is(&self, other: &Self) -> bool {
        self.print.is_some() && self.print == other.print
    }

    /// Whether a standard could be read.
    pub fn is_standard(&self) -> bool {
        !matches!(self.kind, Kind::Unread(_) | Kind::Pointer)
    }
}

/// Whether a text is what Git LFS leaves in place of a file.
fn is_pointer(text: &str) -> bool {
    let mut lines = text.lines();
    let version = lines.next().and_then(|line| line.strip_prefix("version "));
    version.is_some_and(|version| version.contains("/git-lfs") || version.contains("git-lfs."))
        && lines.any(|line| line.starts_with("oid sha256:"))
}
