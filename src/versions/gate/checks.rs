//! The checks of the gate in order: the versions of each issued standard, standards that disappeared, drafts, and
//! unreadable files. The result is which files have to be compared, and what fails without a comparison.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::advice::{compare_by_hand, fetch_from_lfs, move_out_of_lfs, repair_first, validate_it};
use super::pair::{Pair, Relation};
use super::{Failure, GateFile, Issued, Kind, Reason, identity};
use crate::bilingual;
use crate::text::bilingual;
use crate::text::bilingual::Bilingual;
use crate::text::excerpt::excerpt;
use crate::text::sorting::sort_by_key;

/// What the gate has to do with the files of both sides.
#[derive(Debug, Default)]
pub struct Plan {
    /// Comparisons and failures in the order of the report: by code, then the drafts.
    pub steps: Vec<Step>,
    /// Failures that are reported last: unreadable files.
    pub unread: Vec<Failure>,
    /// Standards known to have changed before any comparison, by index.
    pub changed: HashSet<usize>,
    /// The number of issued standards in the revision.
    pub standards: usize,
    /// The number of issued standards that the revision does not have.
    pub new: usize,
}

/// A comparison to be made, or a failure.
#[derive(Debug)]
pub enum Step {
    /// Compare these two files.
    Compare(Pair),
    /// Report this failure.
    Fail(Failure),
}

/// Plans how to check the files `new` of a working tree against the files `old` of a revision.
pub fn plan(old: &[GateFile], new: &[GateFile]) -> Plan {
    let (before, after) = (issued(old), issued(new));
    let mut plan = Plan { standards: before.len(), ..Plan::default() };
    plan.new = after.keys().filter(|base| !before.contains_key(*base)).count();
    let by_path = new.iter().enumerate().map(|(at, file)| (file.path.as_str(), at)).collect();
    let revised = new.iter().filter_map(|file| match &file.content.kind {
        Kind::Draft(Some(code)) => Some(identity(code).0),
        _ => None,
    });
    let revised = revised.collect();
    let mut gate = Gate { old, new, by_path, revised, plan };
    for (standard, (base, before)) in before.iter().enumerate() {
        match after.get(base) {
            Some(after) => gate.versions(standard, before, after),
            None => gate.gone(standard, base, before),
        }
    }
    gate.drafts();
    gate.unread_before();
    gate.unread();
    gate.plan
}

/// The issued standards by code without version, each with its versions in ascending order.
fn issued(side: &[GateFile]) -> BTreeMap<&str, Vec<Issued<'_>>> {
    let mut issued: BTreeMap<&str, Vec<Issued<'_>>> = BTreeMap::new();
    for (at, file) in side.iter().enumerate() {
        let Kind::Issued(code) = &file.content.kind else { continue };
        let (base, version) = identity(code);
        issued.entry(base).or_default().push(Issued { at, file, code, version });
    }
    for versions in issued.values_mut() {
        sort_by_key(versions, |one| (one.version, one.file.path.as_str()));
    }
    issued
}

/// Both sides and the plan so far.
struct Gate<'a> {
    old: &'a [GateFile],
    new: &'a [GateFile],
    /// The index in `new` of each path.
    by_path: HashMap<&'a str, usize>,
    /// The codes, without versions, that drafts revise.
    revised: HashSet<&'a str>,
    plan: Plan,
}

impl Gate<'_> {
    /// Checks a standard that is on both sides.
    fn versions(&mut self, standard: usize, before: &[Issued<'_>], after: &[Issued<'_>]) {
        let (Some(&last), Some(&newest)) = (before.last(), after.last()) else { return };
        for &one in after {
            let same_version = || before.iter().filter(|old| old.version == one.version);
            let same_path = same_version().find(|old| old.file.path == one.file.path);
            let Some(&old) = same_path.or_else(|| same_version().next()) else { continue };
            if !old.file.content.is_same(&one.file.content) {
                let relation = Relation::Version { archived: one.version < newest.version };
                self.compare(old.at, one.at, Some(standard), relation);
            }
        }
        if newest.version < last.version {
            self.backwards(last, newest);
            self.plan.changed.insert(standard);
        }
        if newest.version > last.version {
            let there = after.iter().map(|one| one.version).collect();
            self.compare(last.at, newest.at, Some(standard), Relation::NewVersion { there });
        }
    }

    fn compare(&mut self, old: usize, new: usize, standard: Option<usize>, relation: Relation) {
        self.plan.steps.push(Step::Compare(Pair { old, new, standard, relation }));
    }

    fn backwards(&mut self, last: Issued<'_>, newest: Issued<'_>) {
        let (code, before) = (excerpt(newest.code), excerpt(last.code));
        self.fail(
            Reason::Backwards,
            newest.file,
            bilingual!(
                "the version went backwards, from {before} to {code}",
                "版本由 {before} 倒退為 {code}"
            ),
            bilingual!(
                "bring {before} back; what is wrong with it is mended in its next version",
                "請恢復 {before}；內容若有錯誤，於下一版更正"
            ),
        );
    }

    /// Checks a standard of the revision whose code is in no file of the working tree.
    fn gone(&mut self, standard: usize, base: &str, before: &[Issued<'_>]) {
        let Some(&last) = before.last() else { return };
        if self.revised.contains(base) {
            return;
        }
        self.plan.changed.insert(standard);
        let code = excerpt(last.code);
        let path = &last.file.path;
        // The file is still there but has no standard, or one with an unreadable code.
        let is_legible = |at: &usize| matches!(self.new[*at].content.kind, Kind::Issued(_) | Kind::Draft(_));
        if let Some(at) = self.by_path.get(path.as_str()).filter(|at| !is_legible(at)) {
            let message = bilingual!("{code} cannot be read any more", "{code} 已無法讀取");
            let help = match self.new[*at].content.kind {
                Kind::Pointer => fetch_from_lfs(),
                _ => validate_it(path),
            };
            self.fail(Reason::Unreadable, last.file, message, help);
            return;
        }
        self.fail(
            Reason::Disappeared,
            last.file,
            bilingual!("{code} is in no file any more", "已沒有任何檔案是 {code}"),
            bilingual!(
                "bring the file back under any name; a draft of its next edition says `revises: {code}`",
                "請恢復檔案（檔名不拘）；若是下一版的草案，請寫明 `revises: {code}`"
            ),
        );
    }

    /// Files that are drafts on both sides are compared for the report, and pass.
    fn drafts(&mut self) {
        let is_draft = |file: &GateFile| matches!(file.content.kind, Kind::Draft(_));
        let before: HashMap<&str, usize> = self
            .old
            .iter()
            .enumerate()
            .filter(|(_, file)| is_draft(file))
            .map(|(at, file)| (file.path.as_str(), at))
            .collect();
        for (at, new) in self.new.iter().enumerate().filter(|(_, file)| is_draft(file)) {
            let Some(&old) = before.get(new.path.as_str()) else { continue };
            if !self.old[old].content.is_same(&new.content) {
                self.compare(old, at, None, Relation::Draft);
            }
        }
    }

    /// Unreadable files of the revision that changed: their former content is unknown, so they do not count as
    /// unchanged.
    fn unread_before(&mut self) {
        let now_there: HashSet<u64> = self.new.iter().filter_map(|new| new.content.digest).collect();
        for old in self.old {
            let (why, help) = match &old.content.kind {
                Kind::Issued(_) | Kind::Draft(_) => continue,
                Kind::Nameless => {
                    (Bilingual::fixed("its code cannot be read", "無法讀取職能基準代碼"), compare_by_hand())
                }
                Kind::Unread(why) => (why.clone(), compare_by_hand()),
                Kind::Pointer => (
                    Bilingual::fixed(
                        "it is a pointer of Git LFS, without the content",
                        "它是 Git LFS 的指標，沒有內容",
                    ),
                    move_out_of_lfs(),
                ),
            };
            // A file that is unreadable now is reported for the working tree; one with the same content at another path
            // did not change.
            let now = self.by_path.get(old.path.as_str()).map(|&at| &self.new[at].content);
            let is_reported = now.is_some_and(|now| !now.is_standard());
            if is_reported || old.content.digest.is_some_and(|digest| now_there.contains(&digest)) {
                continue;
            }
            let path = old.path.clone();
            let Bilingual { en, zh } = why;
            let message =
                bilingual!("before the change it could not be read: {en}", "變更前的檔案無法讀取：{zh}");
            let (reason, code) = (Reason::UnreadableBefore, String::new());
            self.plan.unread.push(Failure { reason, code, path, message, help });
        }
    }

    /// Changed files with unreadable parts: what was not compared does not count as unchanged.
    fn unread(&mut self) {
        let reported: HashSet<&str> = self
            .plan
            .steps
            .iter()
            .filter_map(|step| match step {
                Step::Fail(failure) if failure.reason == Reason::Unreadable => Some(failure.path.as_str()),
                _ => None,
            })
            .collect();
        let mut before: HashMap<&str, Vec<&GateFile>> = HashMap::new();
        for old in self.old {
            before.entry(&old.path).or_default().push(old);
        }
        let mut failures = Vec::new();
        for new in self.new {
            let (path, content) = (&new.path, &new.content);
            let same =
                before.get(path.as_str()).into_iter().flatten().any(|old| old.content.is_same(content));
            let is_whole = content.is_standard() && content.errors == 0;
            if same || is_whole || reported.contains(path.as_str()) {
                continue;
            }
            let code = excerpt(new.code());
            let Bilingual { en, zh } = match &*code {
                "" => Bilingual::fixed("the file", "檔案"),
                code => bilingual!("{code}", "{code} "),
            };
            let (reason, message, help) = match &content.kind {
                Kind::Pointer => {
                    let message = Bilingual::fixed(
                        "the file is a pointer of Git LFS, without the content",
                        "檔案是 Git LFS 的指標，沒有內容",
                    );
                    (Reason::Unreadable, message, fetch_from_lfs())
                }
                Kind::Unread(_) => {
                    (Reason::Unreadable, bilingual!("{en} cannot be read", "{zh}無法讀取"), validate_it(path))
                }
                _ => {
                    let errors = content.errors;
                    let s = bilingual::s(errors);
                    let message = bilingual!(
                        "{en} cannot be read whole: {errors} error{s}",
                        "{zh}無法完整讀取：{errors} 個錯誤"
                    );
                    (Reason::PartlyUnreadable, message, repair_first(path))
                }
            };
            failures.push(Failure::of(reason, new, message, help));
        }
        self.plan.unread.extend(failures);
    }

    fn fail(&mut self, reason: Reason, about: &GateFile, message: Bilingual, help: Bilingual) {
        self.plan.steps.push(Step::Fail(Failure::of(reason, about, message, help)));
    }
}
