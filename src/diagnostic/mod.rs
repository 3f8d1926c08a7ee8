//! A finding as plain data: rule, severity, message and place.
//!
//! A diagnostic cannot be created without a primary label, so every finding has a place. [`crate::report`] decides how it
//! looks.

mod counts;
mod findings;
pub(crate) mod identity;

use crate::files::source::{Place, Span};
use crate::text::bilingual::Bilingual;

pub use counts::Counts;
pub(crate) use findings::{CountedNote, OfferedFix};
pub use findings::{Findings, MAX_PER_RULE};

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
