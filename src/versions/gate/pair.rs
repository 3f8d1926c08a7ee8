//! Two files that the gate has to compare.

use super::advice::{issue_or_undo, undo};
use super::{Failure, GateFile, Reason, identity};
use crate::bilingual;
use crate::model::Standard;
use crate::text::bilingual::Bilingual;
use crate::text::excerpt::excerpt;
use crate::versions::diff::{Comparison, Impact, check_size, compare};

/// Two files that have to be compared.
#[derive(Debug)]
pub struct Pair {
    /// The index of the file of the revision.
    pub old: usize,
    /// The index of the file of the working tree.
    pub new: usize,
    /// The index of the standard in the revision, from 0; `None` for a draft.
    pub standard: Option<usize>,
    pub(super) relation: Relation,
}

/// How the two files are related.
#[derive(Debug)]
pub(super) enum Relation {
    /// One version of a standard; `archived` if it is not the newest.
    Version { archived: bool },
    /// The newest version of each side, the new one later than the old; `there` are the versions that have a file now.
    NewVersion { there: Vec<u32> },
    /// A draft.
    Draft,
}

/// The result of comparing a pair.
#[derive(Debug, Default)]
pub struct PairResult<'a> {
    /// The reasons not to let the change pass.
    pub failures: Vec<Failure>,
    /// The comparison, if it is to be reported.
    pub comparison: Option<Comparison<'a>>,
    /// Whether the standard changed.
    pub changed: bool,
}

impl Pair {
    /// Compares the two standards, first that of the revision, then that of the working tree. `allowed` is the highest
    /// class of changes that may be made without a new version.
    pub fn judge<'a>(
        &self,
        old: (&GateFile, &'a Standard<'a>),
        new: (&GateFile, &'a Standard<'a>),
        allowed: Impact,
    ) -> PairResult<'a> {
        let mut judged = PairResult::default();
        if let Relation::Draft = self.relation {
            if check_size(old.1).is_ok() && check_size(new.1).is_ok() {
                judged.comparison = Some(compare(old.1, new.1)).filter(|comparison| !comparison.is_empty());
            }
            return judged;
        }
        judged.changed = true;
        if judged.is_too_large(old) || judged.is_too_large(new) {
            return judged;
        }
        let comparison = compare(old.1, new.1);
        match &self.relation {
            Relation::Version { archived } => {
                judged.version(old.0, new.0, comparison, *archived, allowed);
            }
            Relation::NewVersion { there } => {
                judged.new_version(old.0, new, there);
                judged.comparison = Some(comparison);
            }
            Relation::Draft => {}
        }
        judged
    }
}

impl<'a> PairResult<'a> {
    /// Checks a version that is on both sides.
    fn version(
        &mut self,
        old: &GateFile,
        new: &GateFile,
        comparison: Comparison<'a>,
        archived: bool,
        allowed: Impact,
    ) {
        let Some(highest) = comparison.highest() else {
            // If a part could not be compared it may have changed.
            self.changed = new.content.errors > 0;
            self.comparison = (old.content.errors > 0).then_some(comparison);
            return;
        };
        if highest > allowed {
            let code = new.code();
            let code = excerpt(code);
            let Bilingual { en, zh } = comparison.counts().words(Some(allowed));
            if archived {
                let message = bilingual!(
                    "{code} is an older version and its content changed ({en})",
                    "{code} 是舊版，內容卻有變更（{zh}）"
                );
                self.fail(Reason::ArchiveChanged, new, message, undo(new));
            } else {
                let message = bilingual!(
                    "the content of {code} changed ({en}), but its version did not",
                    "{code} 的內容有變更（{zh}），版本卻沒有更新"
                );
                self.fail(Reason::Changed, new, message, issue_or_undo(new));
            }
        } else if archived {
            // Its history was extended; that is reported with the newest version.
            self.changed = false;
            return;
        }
        self.comparison = Some(comparison);
    }

    fn new_version(&mut self, last: &GateFile, newest: (&GateFile, &Standard<'_>), there: &[u32]) {
        let (base, version) = identity(newest.0.code());
        let before_version = identity(last.code()).1;
        let (code, before) = (excerpt(newest.0.code()), excerpt(last.code()));
        let history = &newest.1.history;
        let listed: Vec<(&str, u32)> = history
            .iter()
            .filter_map(|version| version.code.given().map(|code| identity(code.normalized().trim())))
            .collect();
        let is_recorded = |version: u32| listed.contains(&(base, version));
        let missing =
            (before_version + 1..version).find(|version| !there.contains(version) && !is_recorded(*version));
        if let Some(version) = missing {
            let skipped = format!("{base}v{version}");
            self.fail(
                Reason::Skipped,
                newest.0,
                bilingual!(
                    "{code} follows {before}, and {skipped} was skipped",
                    "{code} 接在 {before} 之後，跳過了 {skipped}"
                ),
                bilingual!(
                    "give it the code that the office issued after {before}; if {skipped} was issued, add it to the \
                     history",
                    "請使用專案辦公室在 {before} 之後核發的代碼；若 {skipped} 確已公告，請補入版本紀錄"
                ),
            );
        }
        if history.complete && !is_recorded(version) {
            let help = bilingual!(
                "add an entry for {code} with its date and note on top of the history, as `ttm release` does, and \
                 mark {before} as superseded",
                "在版本紀錄最上方補上 {code} 的日期與更新說明（`ttm release` 會自動加上），並將 {before} 標為歷史版本"
            );
            self.fail(
                Reason::Unrecorded,
                newest.0,
                bilingual!(
                    "the version moved from {before} to {code} without an entry in the history",
                    "版本由 {before} 更新為 {code}，版本紀錄卻沒有這一版"
                ),
                help,
            );
        }
    }

    fn is_too_large(&mut self, (file, standard): (&GateFile, &Standard<'_>)) -> bool {
        let Err(reason) = check_size(standard) else { return false };
        let code = excerpt(file.code());
        let Bilingual { en, zh } = reason;
        let message = bilingual!("{code} is not compared: {en}", "{code} 沒有比較：{zh}");
        let help = bilingual!("make {code} smaller", "請縮小 {code}");
        self.fail(Reason::TooLarge, file, message, help);
        true
    }

    fn fail(&mut self, reason: Reason, about: &GateFile, message: Bilingual, help: Bilingual) {
        self.failures.push(Failure::of(reason, about, message, help));
    }
}
