//! The checks of one file.
//!
//! Findings are made in two portions: those that depend on the file alone, and those of rules across files. Each gets the
//! configured severities and the allowances of the file by itself. Together they are what one pass over all rules would
//! give, since an allowance of a rule matches findings of that rule only.

use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::{iter, thread};

use super::settings::Settings;
use super::{allowances, prevalent};
use crate::diagnostic::{CountedNote, Counts, Diagnostic, Findings, Severity};
use crate::files::source::Source;
use crate::model::Standard;
use crate::rules::{Check, CrossFileIndex, RULES, Rule, StandardIndex};
use crate::rules::{cut_off_text, doubled_word, repeated_name, similar_name, uneven_wording};

/// How notes are reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notes {
    /// As findings.
    Listed,
    /// As a count only, see [`Batch::unlisted`](super::workspace::Batch::unlisted).
    Counted,
}

/// The findings of a file, or one portion of them.
#[derive(Clone, Debug, Default)]
pub(super) struct FileFindings {
    /// By position and rule.
    pub(super) listed: Vec<Diagnostic>,
    /// The counts of those that are not listed.
    pub(super) unlisted: Counts,
}

impl FileFindings {
    /// How many there are.
    pub(super) fn counts(&self) -> Counts {
        Counts::of(&self.listed).and(self.unlisted)
    }

    /// Adds the other portion.
    pub(super) fn add(&mut self, other: Self) {
        if !other.listed.is_empty() {
            self.listed.extend(other.listed);
            sort(&mut self.listed);
        }
        self.unlisted = self.unlisted.and(other.unlisted);
    }

    fn of(
        mut found: Vec<Diagnostic>,
        mut counted: Vec<CountedNote>,
        settings: &Settings,
        notes: Notes,
    ) -> Self {
        // All rules ran, so what is said of allowances does not depend on the selection.
        if !settings.selection.is_all() {
            found.retain(|found| settings.selection.has(found.rule));
            counted.retain(|(rule, _)| settings.selection.has(rule));
        }
        let mut unlisted = Counts { notes: counted.len(), ..Counts::default() };
        if notes == Notes::Counted {
            let is_note = |found: &Diagnostic| found.severity == Severity::Note;
            unlisted = unlisted.and(Counts::of(found.iter().filter(|found| is_note(found))));
            found.retain(|found| !is_note(found));
        }
        // Most files of a run keep nothing, and no room for what was removed either.
        found.shrink_to_fit();
        Self { listed: found, unlisted }
    }
}

/// The findings that depend on the file alone, given those of loading it; `index` is `None` if it could not be read as a
/// standard.
pub(super) fn own_findings(
    source: &Source,
    index: Option<&StandardIndex<'_>>,
    loading: Findings,
    settings: &Settings,
    notes: Notes,
) -> FileFindings {
    let mut found = without_words(loading, source, settings, notes);
    if let Some(index) = index {
        run(RULES.iter().copied(), index, settings, &mut found);
    }
    judged(found, source, index, settings, notes)
}

/// The rules that take longest where a standard is large. They are begun first, so that no thread waits for one at the end.
const LONGEST: [&Rule; 5] = [
    &similar_name::RULE,
    &repeated_name::RULE,
    &doubled_word::RULE,
    &uneven_wording::RULE,
    &cut_off_text::RULE,
];

/// The same on two threads, each of which takes the next rule that none has taken: worth it for a standard that is large, and
/// waited for. The second thread calls `first` before that.
pub(super) fn own_findings_on_two_threads<R: Send>(
    source: &Source,
    index: &StandardIndex<'_>,
    loading: Findings,
    settings: &Settings,
    notes: Notes,
    first: impl Fn() -> R + Sync,
) -> (FileFindings, R) {
    let mut found = without_words(loading, source, settings, notes);
    // What loading found of a rule is counted with what that rule finds.
    let (mut rules, told): (Vec<&'static Rule>, Vec<&'static Rule>) =
        RULES.iter().copied().partition(|rule| !found.has(rule.name));
    rules.sort_by_key(|rule| LONGEST.iter().position(|long| long.name == rule.name).unwrap_or(LONGEST.len()));
    let next = AtomicUsize::new(0);
    let take = || rules.get(next.fetch_add(1, Relaxed)).copied();
    let second = || {
        let first = first();
        let mut found = without_words(Findings::default(), source, settings, notes);
        run(iter::from_fn(take), index, settings, &mut found);
        (found, first)
    };
    let (of_second, first) = thread::scope(|scope| {
        let other = thread::Builder::new().name("rules".to_owned()).spawn_scoped(scope, second);
        run(told.into_iter().chain(iter::from_fn(take)), index, settings, &mut found);
        match other {
            Ok(other) => other.join().unwrap_or_else(|panic| resume_unwind(panic)),
            // The system provides no more threads.
            Err(_) => second(),
        }
    });
    (judged(found.and(of_second), source, Some(index), settings, notes), first)
}

/// Runs the rules about one standard.
fn run(
    rules: impl Iterator<Item = &'static Rule>,
    index: &StandardIndex<'_>,
    settings: &Settings,
    found: &mut Findings,
) {
    for rule in rules {
        match (rule.check, settings.as_of) {
            (Check::Dated(check), Some(as_of)) => check(index.standard, as_of, found),
            (check, _) => check.run(index, found),
        }
    }
}

/// What was found in a file, with the configured severities and without what its comments allow.
fn judged(
    mut found: Findings,
    source: &Source,
    index: Option<&StandardIndex<'_>>,
    settings: &Settings,
    notes: Notes,
) -> FileFindings {
    let mut counted = found.take_counted();
    let standard = index.map(|index| index.standard);
    let mut diagnostics = with_severities(found, source, standard, settings);
    if let Some(index) = index {
        let about_comments = allowances::apply(source, index.standard, &mut diagnostics, &mut counted);
        if !about_comments.is_empty() {
            diagnostics.extend(with_severities(about_comments, source, None, settings));
            sort(&mut diagnostics);
        }
    }
    FileFindings::of(diagnostics, counted, settings, notes)
}

/// The findings of rules across files.
pub(super) fn cross_file_findings(
    source: &Source,
    index: &StandardIndex<'_>,
    files: &CrossFileIndex,
    settings: &Settings,
    notes: Notes,
) -> FileFindings {
    let mut found = without_words(Findings::default(), source, settings, notes);
    for rule in RULES {
        if let Check::CrossFile(check) = rule.check {
            check(index, files, &mut found);
        }
    }
    if found.is_empty() {
        return FileFindings::default();
    }
    let mut counted = found.take_counted();
    let mut diagnostics = with_severities(found, source, None, settings);
    // An allowance that matches nothing is no finding here: it depends on the other files.
    let _ = allowances::apply(source, index.standard, &mut diagnostics, &mut counted);
    FileFindings::of(diagnostics, counted, settings, notes)
}

/// If notes are only counted, their messages need not be made, unless the configuration may turn them into warnings.
fn without_words(found: Findings, source: &Source, settings: &Settings, notes: Notes) -> Findings {
    let as_they_are = settings.of(source).is_none_or(|configured| configured.severities.is_empty());
    if notes == Notes::Counted && as_they_are { found.counting_notes() } else { found }
}

/// The findings with their configured severities, in order; given the standard, those of habits of style are notes.
fn with_severities(
    found: Findings,
    source: &Source,
    standard: Option<&Standard<'_>>,
    settings: &Settings,
) -> Vec<Diagnostic> {
    let mut diagnostics = found.into_vec();
    if let Some(standard) = standard {
        prevalent::lessen(&mut diagnostics, standard);
    }
    if let Some(configured) = settings.of(source) {
        configured.apply_severities(&mut diagnostics);
    }
    sort(&mut diagnostics);
    diagnostics
}

/// Sorts findings by position, rule and message.
pub(super) fn sort(diagnostics: &mut [Diagnostic]) {
    diagnostics.sort_by(|a, b| {
        let key = |found: &'_ Diagnostic| (found.primary.place, found.rule);
        key(a).cmp(&key(b)).then_with(|| a.message.en.cmp(&b.message.en))
    });
}
