//! The gate: whether the standards of a working tree may follow those of a revision without anyone issuing a version.
//!
//! An issued standard is what its code says it is, so its content may change only together with its version. What
//! identifies a standard is its code without the version, whatever its file is called. Drafts pass: they are not
//! issued yet. What the gate says is what has to be done, never what a standard is worth.

mod advice;
mod checks;

use std::collections::{BTreeMap, HashMap};

use checks::Gate;

use crate::files::source::Source;
use crate::model::{Standard, StandardCode};
use crate::text::bilingual::Words;
use crate::versions::diff::{Comparison, Impact};

/// The standards of one side with the files they were read from.
#[derive(Clone, Copy, Debug)]
pub struct Tree<'a> {
    /// What could be decoded.
    pub standards: &'a [Standard<'a>],
    /// The files, those that could not be decoded among them. A file has one path on both sides.
    pub sources: &'a [Source],
}

impl<'a> Tree<'a> {
    fn source(&self, standard: &Standard<'_>) -> Option<&'a Source> {
        self.sources.get(standard.file.index())
    }

    fn path(&self, standard: &Standard<'_>) -> &'a str {
        self.source(standard).map_or("", |source| &source.path)
    }
}

/// What the gate has seen.
#[derive(Debug, Default)]
pub struct Verdict<'a> {
    /// What changed, in the order of the codes, then the drafts in the order of their files.
    pub comparisons: Vec<Comparison<'a>>,
    /// Why it does not let the change pass; nothing where it does.
    pub failures: Vec<Failure>,
    /// How many issued standards the revision has.
    pub standards: usize,
    /// How many of them changed.
    pub changed: usize,
    /// How many issued standards it does not have.
    pub new: usize,
}

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
    pub message: Words,
    /// What to do.
    pub help: Words,
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
            Self::PartlyUnreadable => "partly-unreadable",
            Self::TooLarge => "too-large",
        }
    }
}

/// An issued standard of one side.
#[derive(Clone, Copy)]
struct Issued<'a> {
    standard: &'a Standard<'a>,
    source: &'a Source,
    code: &'a str,
    version: u32,
}

/// Holds the standards of a working tree against those of a revision. `allowed` is the highest class of changes that
/// the file at a path may have without a new version.
pub fn judge<'a>(old: Tree<'a>, new: Tree<'a>, allowed: &dyn Fn(&str) -> Impact) -> Verdict<'a> {
    let (before, after) = (issued(old), issued(new));
    let mut gate = Gate { old, new, allowed, verdict: Verdict::default() };
    gate.verdict.standards = before.len();
    gate.verdict.new = after.keys().filter(|base| !before.contains_key(*base)).count();
    for (base, before) in &before {
        match after.get(base) {
            Some(after) => gate.versions(before, after),
            None => gate.gone(base, before),
        }
    }
    gate.drafts();
    gate.unread();
    gate.verdict
}

/// Which files of `new` are not what `old` has at their paths. Of one that cannot be read at all that is never known.
pub fn touched(old: &[Source], new: &[Source]) -> Vec<bool> {
    let before: HashMap<&str, &str> =
        old.iter().map(|source| (source.path.as_str(), source.text.as_str())).collect();
    let is_as_before = |source: &Source| {
        source.unreadable.is_none() && before.get(source.path.as_str()) == Some(&source.text.as_str())
    };
    new.iter().map(|source| !is_as_before(source)).collect()
}

/// The issued standards by their codes without versions, each with its versions from the oldest on.
fn issued<'a>(tree: Tree<'a>) -> BTreeMap<&'a str, Vec<Issued<'a>>> {
    let mut issued: BTreeMap<&str, Vec<Issued<'_>>> = BTreeMap::new();
    for standard in tree.standards {
        let (Some(code), Some(source)) = (standard.code.given(), tree.source(standard)) else { continue };
        let code = code.meant().trim();
        let (base, version) = identity(code);
        issued.entry(base).or_default().push(Issued { standard, source, code, version });
    }
    for versions in issued.values_mut() {
        versions.sort_by_key(|one| (one.version, one.source.path.as_str()));
    }
    issued
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
