//! What the gate looks at, one thing after the other: the versions of each issued standard, what is gone, the drafts, and
//! what cannot be read.

use std::collections::{HashMap, HashSet};

use super::advice::{issue_or_undo, look, mend, undo};
use super::{Failure, Issued, Reason, Tree, Verdict, identity, touched};
use crate::model::{Standard, Text};
use crate::text::bilingual;
use crate::text::bilingual::Words;
use crate::text::excerpt::excerpt;
use crate::versions::diff::{Impact, compare};
use crate::words;

/// Two trees, and what was seen of them so far.
pub(super) struct Gate<'a, 'f> {
    pub(super) old: Tree<'a>,
    pub(super) new: Tree<'a>,
    pub(super) allowed: &'f dyn Fn(&str) -> Impact,
    pub(super) verdict: Verdict<'a>,
}

impl<'a> Gate<'a, '_> {
    /// A standard that is on both sides.
    pub(super) fn versions(&mut self, before: &[Issued<'a>], after: &[Issued<'a>]) {
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
    pub(super) fn gone(&mut self, base: &str, before: &[Issued<'a>]) {
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
    pub(super) fn drafts(&mut self) {
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
    pub(super) fn unread(&mut self) {
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
                    let s = bilingual::s(errors);
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
        let Err(reason) = crate::forms::sheet::check_size(one.standard) else { return false };
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
    crate::forms::sheet::check_size(standard).is_ok()
}
