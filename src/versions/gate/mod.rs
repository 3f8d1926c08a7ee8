//! The gate: checks whether the standards of a working tree may follow those of a revision without a new version.
//!
//! The code of an issued standard fixes its content, so the content may change only together with the version. A
//! standard is identified by its code without the version, whatever its file is called. Drafts pass, since they are not
//! issued yet. The gate says what has to be done, and does not judge the standards.
//!
//! It reads the files twice, so that few are in memory at once: the summary of each file ([`GateFile`]) is enough to plan
//! which have to be compared ([`plan`]); these are then loaded and compared pair by pair ([`Pair::judge`]).

mod advice;
mod checks;
mod gate_file;
mod pair;

pub use checks::{Plan, Step, plan};
pub use gate_file::{Content, GateFile, Kind};
pub use pair::{Pair, PairResult};

use crate::model::StandardCode;
use crate::text::bilingual::Bilingual;

/// A reason not to let a change pass.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The kind of reason.
    pub reason: Reason,
    /// The code of the standard; empty if the file has no readable code.
    pub code: String,
    /// The path of the file.
    pub path: String,
    /// What is wrong.
    pub message: Bilingual,
    /// What to do.
    pub help: Bilingual,
}

impl Failure {
    /// The failure for an unreadable file.
    pub fn unreadable(about: &GateFile) -> Self {
        let message = Bilingual::fixed("the file cannot be read", "檔案無法讀取");
        Self::of(Reason::Unreadable, about, message, advice::validate_it(&about.path))
    }

    fn of(reason: Reason, about: &GateFile, message: Bilingual, help: Bilingual) -> Self {
        Self { reason, code: about.code().to_owned(), path: about.path.clone(), message, help }
    }
}

/// The kinds of reasons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The content changed and the version did not.
    Changed,
    /// The content of an archived version, kept beside the newest one, changed.
    ArchiveChanged,
    /// The version increased but the history has no entry for it.
    Unrecorded,
    /// A version was skipped.
    Skipped,
    /// The version went backwards.
    Backwards,
    /// The standard is in no file any more.
    Disappeared,
    /// The file is unreadable, or became so.
    Unreadable,
    /// The file was unreadable in the revision, and it changed.
    UnreadableBefore,
    /// A part of the file is unreadable, so it was not compared.
    PartlyUnreadable,
    /// The standard is too large to be compared.
    TooLarge,
}

impl Reason {
    /// The name in machine-readable output.
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

/// An issued standard on one side.
#[derive(Clone, Copy)]
struct Issued<'a> {
    /// The index of its file on that side.
    at: usize,
    file: &'a GateFile,
    code: &'a str,
    version: u32,
}

/// The code without its version, which identifies a standard, and the version. A malformed code is used whole.
fn identity(code: &str) -> (&str, u32) {
    if let Some(code) = StandardCode::parse(code) {
        return (code.base, code.version);
    }
    match code.rsplit_once('v').and_then(|(base, version)| Some((base, version.parse().ok()?))) {
        Some(identity) => identity,
        None => (code, 1),
    }
}
