//! The gate: whether the standards of a working tree may follow those of a revision without anyone issuing a version.
//!
//! An issued standard is what its code says it is, so its content may change only together with its version. What
//! identifies a standard is its code without the version, whatever its file is called. Drafts pass: they are not
//! issued yet. What the gate says is what has to be done, never what a standard is worth.

mod advice;

use std::collections::{BTreeMap, HashMap, HashSet};

use advice::{issue_or_undo, look, mend, undo};

use crate::diff::{Comparison, Impact, compare};
use crate::model::{Standard, StandardCode, Text};
use crate::rules::naming::excerpt;
use crate::source::Source;
use crate::words;
use crate::words::Words;

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

struct Gate<'a, 'f> {
    old: Tree<'a>,
    new: Tree<'a>,
    allowed: &'f dyn Fn(&str) -> Impact,
    verdict: Verdict<'a>,
}

impl<'a> Gate<'a, '_> {
    /// A standard that is on both sides.
    fn versions(&mut self, before: &[Issued<'a>], after: &[Issued<'a>]) {
        let (Some(&last), Some(&newest)) = (before.last(), after.last()) else { return };
        let mut changed = false;
        for &one in after {
            let same_version = || before.iter().filter(|old| old.version == one.version);
            let same_path = same_version().find(|old| old.source.path == one.source.path);
            let Some(&old) = same_path.or_else(|| same_version().next()) else { continue };
            changed |= self.same_version(old, one, newest);
        }
        if newest.version < last.version {
            self.backwards(last, newest);
            changed = true;
        }
        if newest.version > last.version {
            self.moved(last, newest, after);
            changed = true;
        }
        self.verdict.changed += usize::from(changed);
    }

    /// A version that is on both sides, and whether it changed.
    fn same_version(&mut self, old: Issued<'a>, new: Issued<'a>, newest: Issued<'a>) -> bool {
        if old.source.text == new.source.text {
            return false;
        }
        if self.is_too_large(old) || self.is_too_large(new) {
            return true;
        }
        let comparison = compare(old.standard, new.standard);
        // Where a part was not compared, nobody knows that nothing changed.
        let Some(highest) = comparison.highest() else { return new.standard.errors > 0 };
        let path = &new.source.path;
        let archived = new.version < newest.version;
        if highest > (self.allowed)(path) {
            let (code, class) = (excerpt(new.code), highest.name());
            let Words { en, zh } = highest.words();
            if archived {
                let message = words!(
                    "{code} is an older version and its content changed ({class}: {en})",
                    "{code} 是舊版，內容卻有變更（{class}：{zh}）"
                );
                self.fail(Reason::ArchiveChanged, new, message, undo(new));
            } else {
                let message = words!(
                    "the content of {code} changed ({class}: {en}), but its version did not",
                    "{code} 的內容有變更（{class}：{zh}），版本卻沒有更新"
                );
                self.fail(Reason::Changed, new, message, issue_or_undo(new));
            }
        } else if archived {
            // Its history was brought up to date, which is said of the newest version.
            return false;
        }
        self.verdict.comparisons.push(comparison);
        true
    }

    fn moved(&mut self, last: Issued<'a>, newest: Issued<'a>, after: &[Issued<'a>]) {
        let (code, before) = (excerpt(newest.code), excerpt(last.code));
        let history = &newest.standard.history;
        let listed: Vec<(&str, u32)> = history
            .iter()
            .filter_map(|version| version.code.given().map(|code| identity(code.meant().trim())))
            .collect();
        let base = identity(newest.code).0;
        let is_recorded = |version: u32| listed.contains(&(base, version));
        let is_there = |version: u32| after.iter().any(|one| one.version == version);
        let missing =
            (last.version + 1..newest.version).find(|&version| !is_there(version) && !is_recorded(version));
        if let Some(version) = missing {
            let skipped = format!("{base}v{version}");
            self.fail(
                Reason::Skipped,
                newest,
                words!(
                    "{code} follows {before}, and {skipped} was skipped",
                    "{code} 接在 {before} 之後，跳過了 {skipped}"
                ),
                words!(
                    "give it the code that the office issued after {before}; if {skipped} was issued, add it to the \
                     history",
                    "請使用專案辦公室在 {before} 之後核發的代碼；若 {skipped} 確已公告，請補入版本紀錄"
                ),
            );
        }
        if history.complete && !is_recorded(newest.version) {
            let help = words!(
                "add an entry for {code} with its date and note on top of the history, as `ttm release` does, and \
                 mark {before} as superseded",
                "在版本紀錄最上方補上 {code} 的日期與更新說明（`ttm release` 會自動加上），並將 {before} 標為歷史版本"
            );
            self.fail(
                Reason::Unrecorded,
                newest,
                words!(
                    "the version moved from {before} to {code} without an entry in the history",
                    "版本由 {before} 更新為 {code}，版本紀錄卻沒有這一版"
                ),
                help,
            );
        }
        if !self.is_too_large(last) && !self.is_too_large(newest) {
            self.verdict.comparisons.push(compare(last.standard, newest.standard));
        }
    }

    fn backwards(&mut self, last: Issued<'a>, newest: Issued<'a>) {
        let (code, before) = (excerpt(newest.code), excerpt(last.code));
        self.fail(
            Reason::Backwards,
            newest,
            words!("the version went backwards, from {before} to {code}", "版本由 {before} 倒退為 {code}"),
            words!(
                "bring {before} back; what is wrong with it is mended in its next version",
                "請恢復 {before}；內容若有錯誤，於下一版更正"
            ),
        );
    }

    /// A standard of the revision that is in no file under its code.
    fn gone(&mut self, base: &str, before: &[Issued<'a>]) {
        let Some(&last) = before.last() else { return };
        let revised = |standard: &Standard<'_>| {
            let revises = standard.revises.given().map(Text::meant);
            standard.is_draft() && revises.is_some_and(|code| identity(code.trim()).0 == base)
        };
        if self.new.standards.iter().any(revised) {
            return;
        }
        self.verdict.changed += 1;
        let code = excerpt(last.code);
        let path = &last.source.path;
        let there = self.new.sources.iter().position(|source| source.path == *path);
        // A file without a standard in it, or with one whose code cannot be read.
        let is_legible = |at: usize| {
            let standard = self.new.standards.iter().find(|standard| standard.file.index() == at);
            standard.is_some_and(|standard| standard.is_draft() || standard.code.given().is_some())
        };
        if there.is_some_and(|at| !is_legible(at)) {
            let message = words!("{code} cannot be read any more", "{code} 已無法讀取");
            self.fail(Reason::Unreadable, last, message, look(path));
            return;
        }
        self.fail(
            Reason::Disappeared,
            last,
            words!("{code} is in no file any more", "已沒有任何檔案是 {code}"),
            words!(
                "bring the file back under any name; a draft of its next edition says `revises: {code}`",
                "請恢復檔案（檔名不拘）；若是下一版的草案，請寫明 `revises: {code}`"
            ),
        );
    }

    /// Drafts that are drafts on both sides are shown, and pass.
    fn drafts(&mut self) {
        let before: HashMap<&str, &'a Standard<'a>> = self
            .old
            .standards
            .iter()
            .filter(|standard| standard.is_draft())
            .map(|standard| (self.old.path(standard), standard))
            .collect();
        for new in self.new.standards.iter().filter(|standard| standard.is_draft()) {
            let Some(&old) = before.get(self.new.path(new)) else { continue };
            let text = |tree: Tree<'a>, standard| tree.source(standard).map(|source| &source.text);
            if text(self.old, old) == text(self.new, new) || !(fits(old) && fits(new)) {
                continue;
            }
            let comparison = compare(old, new);
            if !comparison.is_empty() {
                self.verdict.comparisons.push(comparison);
            }
        }
    }

    /// Files that were touched and cannot be read whole: what was not compared does not pass for unchanged.
    fn unread(&mut self) {
        let failures = &self.verdict.failures;
        let is_said = |failure: &&Failure| failure.reason == Reason::Unreadable;
        let said: HashSet<String> =
            failures.iter().filter(is_said).map(|failure| failure.path.clone()).collect();
        let standards: HashMap<usize, &Standard<'_>> =
            self.new.standards.iter().map(|standard| (standard.file.index(), standard)).collect();
        let touched = touched(self.old.sources, self.new.sources);
        for (at, source) in self.new.sources.iter().enumerate() {
            let errors = standards.get(&at).map(|standard| standard.errors);
            let path = &source.path;
            if !touched[at] || errors == Some(0) || said.contains(path) {
                continue;
            }
            let given = standards.get(&at).and_then(|standard| standard.code.given());
            let code = given.map(|code| code.meant().trim()).unwrap_or_default();
            let name = excerpt(code);
            let Words { en, zh } = match code {
                "" => Words::fixed("the file", "檔案"),
                _ => words!("{name}", "{name} "),
            };
            let (reason, message, help) = match errors {
                Some(errors) => {
                    let s = words::s(errors);
                    let message = words!(
                        "{en} cannot be read whole: {errors} error{s}",
                        "{zh}無法完整讀取：{errors} 個錯誤"
                    );
                    (Reason::PartlyUnreadable, message, mend(path))
                }
                None => (Reason::Unreadable, words!("{en} cannot be read", "{zh}無法讀取"), look(path)),
            };
            let (code, path) = (code.to_owned(), path.clone());
            self.verdict.failures.push(Failure { reason, code, path, message, help });
        }
    }

    fn is_too_large(&mut self, one: Issued<'a>) -> bool {
        let Err(reason) = crate::sheet::check_size(one.standard) else { return false };
        let code = excerpt(one.code);
        let Words { en, zh } = reason.words();
        let message = words!("{code} is not compared: {en}", "{code} 沒有比較：{zh}");
        let help = words!("make {code} smaller", "請縮小 {code}");
        self.fail(Reason::TooLarge, one, message, help);
        true
    }

    fn fail(&mut self, reason: Reason, about: Issued<'_>, message: Words, help: Words) {
        let (code, path) = (about.code.to_owned(), about.source.path.clone());
        self.verdict.failures.push(Failure { reason, code, path, message, help });
    }
}

fn fits(standard: &Standard<'_>) -> bool {
    crate::sheet::check_size(standard).is_ok()
}
