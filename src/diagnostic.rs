//! A finding as plain data: what rule, how severe, what it says, and where.
//!
//! A diagnostic cannot be made without a primary label, so every finding has a place. How it looks belongs to
//! [`crate::report`].

use crate::rules::Rule;
use crate::source::Place;
use crate::words::Words;

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
    pub words: Words,
}

/// One finding.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// The rule that found it.
    pub rule: &'static Rule,
    /// The rule's severity, unless the rule chose another for this finding.
    pub severity: Severity,
    /// What is wrong, as one sentence that stands on its own.
    pub message: Words,
    /// Where.
    pub primary: Label,
    /// Other places that belong to it, such as the first of two equal codes.
    pub related: Vec<Label>,
    /// What to do about it, where there is something sensible to say.
    pub help: Option<Words>,
}

impl Diagnostic {
    /// A finding of `rule` at `place`. Without [`label`](Self::label) the place is marked and nothing is said of it.
    pub fn new(rule: &'static Rule, place: Place, message: Words) -> Self {
        Self {
            rule,
            severity: rule.severity,
            message,
            primary: Label { place, words: Words::fixed("", "") },
            related: Vec::new(),
            help: None,
        }
    }

    /// Says something of the primary place.
    #[must_use]
    pub fn label(mut self, words: Words) -> Self {
        self.primary.words = words;
        self
    }

    /// Adds another place that belongs to the finding.
    #[must_use]
    pub fn related(mut self, place: Place, words: Words) -> Self {
        self.related.push(Label { place, words });
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, words: Words) -> Self {
        self.help = Some(words);
        self
    }

    /// Gives this one finding another weight than its rule has.
    #[must_use]
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }
}
