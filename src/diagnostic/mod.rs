//! A finding as plain data: rule, severity, message and place.
//!
//! A diagnostic cannot be created without a primary label, so every finding has a place. [`crate::report`] decides how it
//! looks.

pub(crate) mod identity;

use crate::bilingual;
use crate::files::source::{FileId, Place, Span};
use crate::text::bilingual::{Bilingual, s};

/// The severity of a finding, in ascending order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Severity {
    /// True, but possibly intended: shown with `--notes`, never fails a run.
    Note,
    /// Probably wrong: fails a run with `--strict`.
    Warning,
    /// Wrong: fails the run.
    Error,
}

impl Severity {
    /// The name in machine-readable output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// A place with a remark on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The characters that are marked.
    pub place: Place,
    /// The remark; may be empty.
    pub words: Bilingual,
}

/// The name and default severity of a rule. The records of rules, which have more, belong to a higher layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RuleId {
    /// The name of the rule, in kebab-case.
    pub name: &'static str,
    /// Its severity.
    pub severity: Severity,
}

/// One finding.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// The name of the rule that found it.
    pub rule: &'static str,
    /// The rule's severity, unless the rule chose another for this finding.
    pub severity: Severity,
    /// What is wrong, as one sentence that can be understood by itself.
    pub message: Bilingual,
    /// Where.
    pub primary: Label,
    /// Other places that belong to it, such as the first of two equal codes.
    pub related: Vec<Label>,
    /// What to do about it, if that is known.
    pub help: Option<Bilingual>,
    /// How the program can fix it, if that is safe.
    pub fix: Option<Fix>,
}

/// A change to the file of the primary label that fixes the finding and changes nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What the change does.
    pub words: Bilingual,
    /// What to replace.
    pub edits: Edits,
}

/// The bytes to replace with their replacements, in the order of the file, not overlapping.
pub type Edits = Vec<(Span, String)>;

/// A fix with the parts of its finding that decide whether it is applied.
#[derive(Debug)]
pub(crate) struct OfferedFix {
    /// The name of the rule of the finding.
    pub(crate) rule: &'static str,
    /// Where the finding is.
    pub(crate) place: Place,
    /// The fix.
    pub(crate) edits: Edits,
}

impl Diagnostic {
    /// A finding of `rule` at `place`. Without [`label`](Self::label) the place is marked without a remark.
    pub fn new(rule: impl Into<RuleId>, place: Place, message: Bilingual) -> Self {
        let rule = rule.into();
        Self {
            rule: rule.name,
            severity: rule.severity,
            message,
            primary: Label { place, words: Bilingual::fixed("", "") },
            related: Vec::new(),
            help: None,
            fix: None,
        }
    }

    /// Sets the remark on the primary place.
    #[must_use]
    pub fn label(mut self, words: Bilingual) -> Self {
        self.primary.words = words;
        self
    }

    /// Adds another place that belongs to the finding.
    #[must_use]
    pub fn related(mut self, place: Place, words: Bilingual) -> Self {
        self.related.push(Label { place, words });
        self
    }

    /// Sets what to do about it.
    #[must_use]
    pub fn help(mut self, words: Bilingual) -> Self {
        self.help = Some(words);
        self
    }

    /// What to do about it: the help or, without one, what the fix does.
    pub fn advice(&self) -> Option<&Bilingual> {
        self.help.as_ref().or(self.fix.as_ref().map(|fix| &fix.words))
    }

    /// Sets how the program can fix it.
    #[must_use]
    pub fn fix(mut self, fix: Fix) -> Self {
        self.fix = Some(fix);
        self
    }

    /// Replaces the message.
    #[must_use]
    pub fn message(mut self, words: Bilingual) -> Self {
        self.message = words;
        self
    }

    /// Gives this finding another severity than that of its rule.
    #[must_use]
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }
}

/// The most findings of one rule that are kept for one file. The worst published standards have a few hundred in all; a
/// hostile file could have one for each character, and they would fill the memory.
pub const MAX_PER_RULE: usize = 1_000;

/// Collects the findings of rules.
#[derive(Debug, Default)]
pub struct Findings {
    kept: Vec<Diagnostic>,
    /// In the order in which the rules found something first. A file has findings of a few rules, most of them in a row.
    counts: Vec<Count>,
    /// The fixes, if only fixes are collected.
    offered: Option<Vec<OfferedFix>>,
    /// The notes, if they are only counted, so that their messages are not needed.
    counted: Option<Vec<CountedNote>>,
}

/// The rule and place of a note that is only counted.
pub(crate) type CountedNote = (&'static str, Place);

#[derive(Debug)]
struct Count {
    rule: &'static str,
    file: FileId,
    found: usize,
    /// The rule and place of the first finding that is not kept, for the finding about the rest.
    beyond: Option<(RuleId, Place)>,
}

impl Findings {
    /// Adds a finding; beyond [`MAX_PER_RULE`] of one rule in one file it is only counted.
    pub fn push(&mut self, found: Diagnostic) {
        let place = found.primary.place;
        if let Some(offered) = &mut self.offered {
            offered.extend(found.fix.map(|Fix { edits, .. }| OfferedFix { rule: found.rule, place, edits }));
            return;
        }
        if self.count_one(RuleId { name: found.rule, severity: found.severity }, place) {
            self.kept.push(found);
        }
    }

    /// Counts a finding; whether it is to be kept.
    fn count_one(&mut self, rule: RuleId, place: Place) -> bool {
        let of = |count: &Count| {
            let same = std::ptr::eq(count.rule, rule.name) || count.rule == rule.name;
            same && count.file == place.file
        };
        let at = match self.counts.iter().rposition(of) {
            Some(at) => at,
            None => {
                self.counts.push(Count { rule: rule.name, file: place.file, found: 0, beyond: None });
                self.counts.len() - 1
            }
        };
        let count = &mut self.counts[at];
        count.found += 1;
        let is_kept = count.found <= MAX_PER_RULE;
        if !is_kept && count.beyond.is_none() {
            count.beyond = Some((rule, place));
        }
        is_kept
    }

    /// Whether a finding without a fix is a note that is only counted, which this does then: a rule that asks it first
    /// need not make the message.
    pub(crate) fn counts(
        &mut self,
        rule: impl Into<RuleId>,
        severity: Severity,
        place: impl FnOnce() -> Place,
    ) -> bool {
        if severity != Severity::Note || self.counted.is_none() {
            return false;
        }
        let (rule, place) = (RuleId { severity, ..rule.into() }, place());
        if self.count_one(rule, place) {
            self.counted.get_or_insert_default().push((rule.name, place));
        }
        true
    }

    /// Adds a finding without a fix that may be a note. `say` sets its message, and is not called for a note that is only
    /// counted.
    pub(crate) fn push_lazily(
        &mut self,
        rule: impl Into<RuleId>,
        severity: Severity,
        place: Place,
        say: impl FnOnce(Diagnostic) -> Diagnostic,
    ) {
        let rule = rule.into();
        if !self.counts(rule, severity, || place) {
            self.push(say(Diagnostic::new(rule, place, Bilingual::fixed("", "")).severity(severity)));
        }
    }

    /// The same for a run in which notes are only counted, so that their messages are not needed.
    pub(crate) fn counting_notes(self) -> Self {
        Self { counted: Some(Vec::new()), ..self }
    }

    /// These and those of other rules.
    pub(crate) fn and(mut self, others: Self) -> Self {
        self.kept.extend(others.kept);
        self.counts.extend(others.counts);
        if let (Some(counted), Some(more)) = (&mut self.counted, others.counted) {
            counted.extend(more);
        }
        self
    }

    /// The notes that were only counted.
    pub(crate) fn take_counted(&mut self) -> Vec<CountedNote> {
        self.counted.take().unwrap_or_default()
    }

    /// Collects fixes only, without a limit: with at most [`MAX_PER_RULE`] fixes at once, a file with a hundred times as many
    /// would be checked a hundred times.
    pub(crate) fn for_fixes() -> Self {
        Self { offered: Some(Vec::new()), ..Self::default() }
    }

    /// Whether only fixes are collected, so that messages are not needed.
    pub(crate) fn wants_fixes_alone(&self) -> bool {
        self.offered.is_some()
    }

    /// The fixes that were offered to [`Findings::for_fixes`].
    pub(crate) fn into_offered_fixes(self) -> Vec<OfferedFix> {
        self.offered.unwrap_or_default()
    }

    /// Whether something of this rule was found.
    pub(crate) fn has(&self, rule: &str) -> bool {
        self.counts.iter().any(|count| count.rule == rule)
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }

    /// Takes back the fixes that do not hold once the whole file is known.
    pub(crate) fn keep_fixes(&mut self, holds: impl Fn(&Diagnostic) -> bool) {
        for found in &mut self.kept {
            if found.fix.is_some() && !holds(found) {
                found.fix = None;
            }
        }
    }

    /// Takes findings back that another one says better.
    pub(crate) fn withdraw(&mut self, is_withdrawn: impl Fn(&Diagnostic) -> bool) {
        let counts = &mut self.counts;
        self.kept.retain(|found| {
            let is_kept = !is_withdrawn(found);
            let of = |count: &&mut Count| {
                // Where some were not kept, the number of those is what the count is for.
                count.rule == found.rule && count.file == found.primary.place.file && count.beyond.is_none()
            };
            if let Some(count) = counts.iter_mut().find(of).filter(|_| !is_kept) {
                count.found -= 1;
            }
            is_kept
        });
        self.counts.retain(|count| count.found > 0);
    }

    /// The number of findings, including those that are not kept.
    pub fn count(&self) -> usize {
        self.counts.iter().map(|count| count.found).sum()
    }

    /// The findings. For each rule and file with more findings than are kept, one of them gives the number of the others.
    pub fn into_vec(self) -> Vec<Diagnostic> {
        let Self { mut kept, counts, .. } = self;
        for count in counts {
            let Some((rule, place)) = count.beyond else { continue };
            let (more, limit, name) = (count.found - MAX_PER_RULE, MAX_PER_RULE, rule.name);
            let message = bilingual!(
                "{more} more findings of {name} in this file are not listed",
                "這個檔案還有 {more} 個 {name} 未列出"
            );
            let help =
                bilingual!("mend the first {limit}, then check again", "請先處理前 {limit} 個，再檢查一次");
            kept.push(Diagnostic::new(rule, place, message).help(help));
        }
        kept
    }
}

impl Extend<Diagnostic> for Findings {
    fn extend<T: IntoIterator<Item = Diagnostic>>(&mut self, found: T) {
        found.into_iter().for_each(|found| self.push(found));
    }
}

/// The number of findings of each severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Notes, shown or not.
    pub notes: usize,
    /// Those among all of them that the program can fix.
    pub fixable: usize,
}

impl Counts {
    /// Counts `diagnostics`.
    pub fn of<'a>(diagnostics: impl IntoIterator<Item = &'a Diagnostic>) -> Self {
        let mut counts = Self::default();
        for found in diagnostics {
            counts.fixable += usize::from(found.fix.is_some());
            match found.severity {
                Severity::Error => counts.errors += 1,
                Severity::Warning => counts.warnings += 1,
                Severity::Note => counts.notes += 1,
            }
        }
        counts
    }

    /// The sum of both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            errors: self.errors + other.errors,
            warnings: self.warnings + other.warnings,
            notes: self.notes + other.notes,
            fixable: self.fixable + other.fixable,
        }
    }

    /// Whether a run with these findings fails: on an error, with `strict` on a warning too.
    pub fn fail(self, strict: bool) -> bool {
        self.errors > 0 || (strict && self.warnings > 0)
    }

    /// The closing line for `files` files. It has the number of notes even if they are not shown.
    pub fn closing_line(self, files: usize, notes_shown: bool) -> Bilingual {
        let Self { errors, warnings, notes, fixable } = self;
        let (e, w, n, f) = (s(errors), s(warnings), s(notes), s(files));
        let (hint, hint_zh) = if notes == 0 || notes_shown {
            ("", "")
        } else {
            (" (--notes shows them)", "（加上 --notes 可顯示）")
        };
        let (fix, fix_zh) = match fixable {
            0 => (String::new(), String::new()),
            _ => (format!("; --fix mends {fixable} of them"), format!("；其中 {fixable} 個可用 --fix 修正")),
        };
        bilingual!(
            "{errors} error{e}, {warnings} warning{w}, {notes} note{n}{hint} in {files} file{f}{fix}",
            "{files} 個檔案：{errors} 個錯誤、{warnings} 個警告、{notes} 個提示{hint_zh}{fix_zh}"
        )
    }

    /// The severities that occur, with their numbers.
    pub(crate) fn in_words(self) -> Bilingual {
        let mut parts = (Vec::new(), Vec::new());
        for (count, en, zh) in
            [(self.errors, "error", "錯誤"), (self.warnings, "warning", "警告"), (self.notes, "note", "提示")]
        {
            if count > 0 {
                parts.0.push(format!("{count} {en}{}", s(count)));
                parts.1.push(format!("{count} 個{zh}"));
            }
        }
        Bilingual { en: parts.0.join(", ").into(), zh: parts.1.join("、").into() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::code_gap::RULE;

    #[test]
    fn the_message_of_a_counted_note_is_not_built() {
        let told = |found: Findings, severity| {
            let (mut found, mut said) = (found, false);
            found.push_lazily(
                &RULE,
                severity,
                Place { file: FileId::default(), span: Span::default() },
                |finding| {
                    said = true;
                    finding.message(Bilingual::fixed("a", "甲"))
                },
            );
            let counted = found.take_counted();
            assert_eq!((found.count(), found.into_vec().len() + counted.len()), (1, 1));
            assert_eq!(counted.is_empty(), said);
            said
        };
        assert!(told(Findings::default(), Severity::Note));
        assert!(!told(Findings::default().counting_notes(), Severity::Note));
        assert!(told(Findings::default().counting_notes(), Severity::Warning));
    }
}
