//! The gate: whether the standards of a working tree may follow those of a revision without anyone issuing a version.
//!
//! An issued standard is what its code says it is, so its content may change only together with its version. What
//! identifies a standard is its code without the version, whatever its file is called. Drafts pass: they are not
//! issued yet. What the gate says is what has to be done, never what a standard is worth.

//!
//! It goes over the files twice, so that few of them are in memory at once: what is remembered of each ([`Seen`]) is enough
//! to say which have to be compared ([`plan`]), and then these are looked at pair by pair ([`Pair::judge`]).

mod advice;
mod checks;
mod pair;
mod seen;

pub use checks::{Plan, Step, plan};
pub use pair::{Judged, Pair};
pub use seen::{Content, Kind, Seen};

use crate::model::StandardCode;
use crate::text::bilingual::Bilingual;

/// Why the gate does not let a change pass.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// What kind of reason it is.
    pub reason: Reason,
    /// The code of the standard; empty where the file has none that can be read.
    pub code: String,
    /// The file it is about.
    pub path: String,
    /// What is the matter.
    pub message: Bilingual,
    /// What to do.
    pub help: Bilingual,
}

impl Failure {
    /// That a file cannot be read.
    pub fn unreadable(about: &Seen) -> Self {
        let message = Bilingual::fixed("the file cannot be read", "檔案無法讀取");
        Self::of(Reason::Unreadable, about, message, advice::look(&about.path))
    }

    fn of(reason: Reason, about: &Seen, message: Bilingual, help: Bilingual) -> Self {
        Self { reason, code: about.code().to_owned(), path: about.path.clone(), message, help }
    }
}

/// The kinds of reasons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The content changed and the version did not.
    Changed,
    /// The content of an older version, kept beside the newest, changed.
    ArchiveChanged,
    /// The version moved and the history has no entry for it.
    Unrecorded,
    /// A version was skipped.
    Skipped,
    /// The version went backwards.
    Backwards,
    /// The standard is gone.
    Disappeared,
    /// Its file cannot be read, or cannot any more.
    Unreadable,
    /// The file of the revision cannot be read, and it changed.
    UnreadableBefore,
    /// A part of its file cannot be read, so that part is not compared.
    PartlyUnreadable,
    /// It is too large to be compared.
    TooLarge,
}

impl Reason {
    /// Its name in machine output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Changed => "changed",
            Self::ArchiveChanged => "archive-changed",
            Self::Unrecorded => "unrecorded",
            Self::Skipped => "skipped",
            Self::Backwards => "backwards",
            Self::Disappeared => "disappeared",
            Self::Unreadable => "unreadable",
            Self::UnreadableBefore => "unreadable-before",
            Self::PartlyUnreadable => "partly-unreadable",
            Self::TooLarge => "too-large",
        }
    }
}

/// An issued standard of one side.
#[derive(Clone, Copy)]
struct Issued<'a> {
    /// Which of the files of its side.
    at: usize,
    seen: &'a Seen,
    code: &'a str,
    version: u32,
}

/// What identifies a standard, and its version. A malformed code stands for itself.
fn identity(code: &str) -> (&str, u32) {
    if let Some(code) = StandardCode::parse(code) {
        return (code.base, code.version);
    }
    match code.rsplit_once('v').and_then(|(base, version)| Some((base, version.parse().ok()?))) {
        Some(identity) => identity,
        None => (code, 1),
    }
}
