//! A fault of style that most texts of a kind have is how the standard is written: each place is still a finding, with its
//! fix, but only a note, so that the few faults that were not meant are seen.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Kind, Standard, TextRole};
use crate::rules::{mixed_punctuation, stray_space};

/// The rules whose warnings become notes.
const RULES: [&str; 2] = [mixed_punctuation::RULE.name, stray_space::RULE.name];

/// The fewest findings of a rule among the texts of a kind that are a habit.
const FEW: usize = 5;

/// Makes notes of the warnings of a rule that more than half of the texts of a kind have.
pub(super) fn lessen(found: &mut [Diagnostic], standard: &Standard<'_>) {
    let is_habit =
        |found: &&mut Diagnostic| found.severity == Severity::Warning && RULES.contains(&found.rule);
    if found.iter_mut().filter(is_habit).count() < FEW {
        return;
    }
    let mut texts: Vec<(u32, u32, TextGroup)> = Vec::new();
    let mut all: BTreeMap<TextGroup, usize> = BTreeMap::new();
    for (role, text) in standard.texts().into_iter().filter(|(role, _)| !role.is_code()) {
        let part = TextGroup::of(role);
        texts.push((text.span.start, text.span.end, part));
        *all.entry(part).or_default() += 1;
    }
    texts.sort_unstable_by_key(|(start, ..)| *start);
    let part_of = |found: &Diagnostic| {
        let at = found.primary.place.span.start;
        let before = texts.partition_point(|(start, ..)| *start <= at).checked_sub(1)?;
        let (_, end, part) = texts[before];
        (at <= end).then_some(part)
    };
    let mut counts: BTreeMap<(&str, TextGroup), usize> = BTreeMap::new();
    for one in found.iter_mut().filter(is_habit) {
        if let Some(part) = part_of(one) {
            *counts.entry((one.rule, part)).or_default() += 1;
        }
    }
    counts.retain(|(_, part), count| *count >= FEW && *count * 2 > all.get(part).copied().unwrap_or(0));
    for one in found.iter_mut().filter(is_habit) {
        if part_of(one).is_some_and(|part| counts.contains_key(&(one.rule, part))) {
            one.severity = Severity::Note;
        }
    }
}

/// A part of the form whose texts are written alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum TextGroup {
    Items(Kind),
    Notes,
    Other,
}

impl TextGroup {
    fn of(role: TextRole<'_>) -> Self {
        match role {
            TextRole::Item { kind, .. } => Self::Items(kind),
            TextRole::Qualification | TextRole::Supplement => Self::Notes,
            _ => Self::Other,
        }
    }
}
