//! A finding as plain data: what rule, how severe, what it says, and where.
//!
//! A diagnostic cannot be made without a primary label, so every finding has a place. How it looks belongs to
//! [`crate::report`].

pub(crate) mod identity;

use std::collections::BTreeMap;

use crate::bilingual;
use crate::files::source::{FileId, Place, Span};
use crate::text::bilingual::{Bilingual, s};

/// How much a finding weighs. Ordered from the least to the most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// True and perhaps right: shown with `--notes`, never fails a run.
    Note,
    /// Worth a look: fails a run with `--strict`.
    Warning,
    /// Wrong: fails the run.
    Error,
}

impl Severity {
    /// The name that machines read.
    pub fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// A place and what there is to say about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The characters the label stands under.
    pub place: Place,
    /// What is said of them.
    pub words: Bilingual,
}

/// What a finding is known by, and what it weighs unless it says otherwise. Rules are records with more than that, which a
/// finding need not know.
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
    /// What is wrong, as one sentence that stands on its own.
    pub message: Bilingual,
    /// Where.
    pub primary: Label,
    /// Other places that belong to it, such as the first of two equal codes.
    pub related: Vec<Label>,
    /// What to do about it, where there is something sensible to say.
    pub help: Option<Bilingual>,
    /// How the program can mend it, where that is safe.
    pub fix: Option<Fix>,
}

/// A change to the source that mends a finding and nothing else. It is in the file of the primary label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What the change does.
    pub words: Bilingual,
    /// What to replace.
    pub edits: Edits,
}

/// The bytes to replace, in the order of the file, not overlapping, and what comes in their place.
pub type Edits = Vec<(Span, String)>;

/// A fix with as much of its finding as decides whether it is wanted.
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
    /// A finding of `rule` at `place`. Without [`label`](Self::label) the place is marked and nothing is said of it.
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

    /// Says something of the primary place.
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

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, words: Bilingual) -> Self {
        self.help = Some(words);
        self
    }

    /// What to do about it: where nothing else is said, what the fix does.
    pub fn advice(&self) -> Option<&Bilingual> {
        self.help.as_ref().or(self.fix.as_ref().map(|fix| &fix.words))
    }

    /// Says how the program can mend it.
    #[must_use]
    pub fn fix(mut self, fix: Fix) -> Self {
        self.fix = Some(fix);
        self
    }

    /// Says what is wrong, where that was left open.
    #[must_use]
    pub fn message(mut self, words: Bilingual) -> Self {
        self.message = words;
        self
    }

    /// Gives this one finding another weight than its rule has.
    #[must_use]
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }
}

/// How many findings of one rule are kept for one file. The worst published standards have a few hundred in all; a
/// hostile file could have as many as it has characters, and would fill the memory with them.
pub const MAX_PER_RULE: usize = 1_000;

/// Where rules put what they find.
#[derive(Debug, Default)]
pub struct Findings {
    kept: Vec<Diagnostic>,
    counts: BTreeMap<(&'static str, FileId), Count>,
    /// Where fixes alone are wanted: those that were offered.
    offered: Option<Vec<OfferedFix>>,
    /// Whether nobody will see what notes say.
    notes_only_counted: bool,
}

#[derive(Debug)]
struct Count {
    found: usize,
    /// The first finding that is not kept, to say of the rest.
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
        let count = self.counts.entry((found.rule, place.file)).or_insert(Count { found: 0, beyond: None });
        count.found += 1;
        if count.found <= MAX_PER_RULE {
            self.kept.push(found);
        } else if count.beyond.is_none() {
            count.beyond = Some((RuleId { name: found.rule, severity: found.severity }, place));
        }
    }

    /// Adds a finding that may be a note and mends nothing. What it says is only worked out where somebody may see it.
    pub(crate) fn push_lazily(
        &mut self,
        rule: impl Into<RuleId>,
        severity: Severity,
        place: Place,
        say: impl FnOnce(Diagnostic) -> Diagnostic,
    ) {
        let is_counted = self.notes_only_counted && severity == Severity::Note;
        let found = Diagnostic::new(rule, place, Bilingual::fixed("", "")).severity(severity);
        self.push(if is_counted { found } else { say(found) });
    }

    /// These for a run in which notes keep their severity and are only counted, so that they need not say anything.
    pub(crate) fn counting_notes(self) -> Self {
        Self { notes_only_counted: true, ..self }
    }

    /// For mending: keeps every fix, however many there are, and nothing else. If no more than [`MAX_PER_RULE`] were
    /// mended at once, a file of a hundred times as many would be checked a hundred times.
    pub(crate) fn for_fixes() -> Self {
        Self { offered: Some(Vec::new()), ..Self::default() }
    }

    /// Whether fixes alone are kept, so that nothing need be put into words.
    pub(crate) fn wants_fixes_alone(&self) -> bool {
        self.offered.is_some()
    }

    /// The fixes that were offered to [`Findings::for_fixes`].
    pub(crate) fn into_offered_fixes(self) -> Vec<OfferedFix> {
        self.offered.unwrap_or_default()
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    /// How many there are, those that are not kept among them.
    pub fn count(&self) -> usize {
        self.counts.values().map(|count| count.found).sum()
    }

    /// What was found, with a finding that gives the number of those that are only counted, for each rule and file
    /// that has such.
    pub fn into_vec(self) -> Vec<Diagnostic> {
        let Self { mut kept, counts, .. } = self;
        for count in counts.into_values() {
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

/// How many findings of each weight there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Notes, shown or not.
    pub notes: usize,
    /// Those among all of them that the program can mend.
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

    /// These and those of other files.
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

    /// The closing line, for `files` files. Says how many notes there are even where they are not shown.
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

    /// The weights that occur.
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
    fn a_note_that_is_only_counted_is_not_put_into_words() {
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
            assert_eq!((found.count(), found.into_vec()[0].severity), (1, severity));
            said
        };
        assert!(told(Findings::default(), Severity::Note));
        assert!(!told(Findings::default().counting_notes(), Severity::Note));
        assert!(told(Findings::default().counting_notes(), Severity::Warning));
    }
}
