//! Which findings of a file are drawn as one block, and in which order: errors first, then what changes the meaning of a
//! standard, then its style; within each by position.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Severity};
use crate::rules::{self, RuleClass, unfilled_part};
use crate::text::sorting::sort_by_key;

/// From this many findings of a rule in a file on, they are one block. Fewer are read one by one; more push the other
/// findings of the file out of sight.
const FOLDED_FROM: usize = 5;

/// How many places of a folded block are drawn.
pub(super) const PLACES: usize = 3;

/// Findings that are drawn together.
#[derive(Debug)]
pub(super) struct Block<'a> {
    /// The findings that are drawn, at least one.
    pub(super) drawn: Vec<&'a Diagnostic>,
    /// How many there are.
    pub(super) count: usize,
    /// Whether they are a list of what is still to be filled, with a line for each.
    pub(super) is_checklist: bool,
}

/// The blocks of a file; with `all`, one for each finding.
///
/// What is still to be filled in a draft is one block in any case.
pub(super) fn blocks<'a>(found: &[&'a Diagnostic], all: bool, is_draft: bool) -> Vec<Block<'a>> {
    let mut ordered = found.to_vec();
    // The order within a class is that of the positions already.
    sort_by_key(&mut ordered, |found| class(found));
    let mut counts: BTreeMap<(&str, Severity), usize> = BTreeMap::new();
    for found in &ordered {
        *counts.entry((found.rule, found.severity)).or_default() += 1;
    }
    let mut blocks: Vec<Block<'a>> = Vec::new();
    let mut folded: BTreeMap<(&str, Severity), usize> = BTreeMap::new();
    for found in ordered {
        let key = (found.rule, found.severity);
        let count = counts.get(&key).copied().unwrap_or(1);
        let is_checklist = is_draft && found.rule == unfilled_part::RULE.name;
        if all || (count < FOLDED_FROM && !is_checklist) {
            blocks.push(Block { drawn: vec![found], count: 1, is_checklist: false });
            continue;
        }
        let at = *folded.entry(key).or_insert_with(|| {
            blocks.push(Block { drawn: Vec::new(), count, is_checklist });
            blocks.len() - 1
        });
        if blocks[at].drawn.len() < PLACES || is_checklist {
            blocks[at].drawn.push(found);
        }
    }
    blocks
}

/// The position of the class in the report.
fn class(found: &Diagnostic) -> u8 {
    match (found.severity, rules::find(found.rule).map(|rule| rule.class)) {
        (Severity::Error, _) => 0,
        (_, Some(RuleClass::Meaning) | None) => 1,
        (_, Some(RuleClass::Style)) => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bilingual;
    use crate::files::source::{FileId, Place, Span};
    use crate::rules::{duplicate_name, missing_full_stop, stray_space, unknown_field};

    fn found(rule: &'static rules::Rule, at: usize) -> Diagnostic {
        let place = Place { file: FileId::default(), span: Span::new(at, at + 1) };
        Diagnostic::new(rule, place, bilingual!("{at}", "{at}"))
    }

    #[test]
    fn five_findings_of_a_rule_are_grouped_and_errors_come_first() {
        let mut all: Vec<Diagnostic> = (0..5).map(|at| found(&stray_space::RULE, at)).collect();
        all.extend((5..9).map(|at| found(&missing_full_stop::RULE, at)));
        all.push(found(&duplicate_name::RULE, 9));
        all.push(found(&unknown_field::RULE, 10));
        let all: Vec<&Diagnostic> = all.iter().collect();
        let shown = |unfold| -> Vec<(&str, usize, usize)> {
            let blocks = blocks(&all, unfold, false);
            blocks.iter().map(|block| (block.drawn[0].rule, block.drawn.len(), block.count)).collect()
        };
        let folded = shown(false);
        assert_eq!(folded[..3], [("unknown-field", 1, 1), ("duplicate-name", 1, 1), ("stray-space", 3, 5)]);
        assert_eq!(folded[3..], [("missing-full-stop", 1, 1); 4]);
        assert_eq!(shown(true).len(), all.len());
    }
}
