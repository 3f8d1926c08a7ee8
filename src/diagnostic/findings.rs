//! The findings of a run, with a limit for each rule and file; or only what of them is wanted: their fixes, or how many
//! notes there are.

use super::{Diagnostic, Edits, Fix, RuleId, Severity};
use crate::bilingual;
use crate::files::source::{FileId, Place};
use crate::text::bilingual::Bilingual;

/// The most findings of one rule that are kept for one file. The worst published standards have a few hundred in all; a
/// hostile file could have one for each character, and they would fill the memory.
pub const MAX_PER_RULE: usize = 1_000;

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::source::Span;
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
