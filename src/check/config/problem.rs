//! Problems of a file that configures the program: not findings of a rule, but drawn like them.

use super::table::Reader;
use std::fmt;

use crate::files::source::{FileId, Source, Span};
use crate::rules::unreadable_file;
use crate::text::bilingual::Bilingual;
use crate::text::sorting::sort_by_key;

/// A problem and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The bytes to be marked.
    pub span: Span,
    /// What is wrong, as one sentence.
    pub message: Bilingual,
    /// The label at the place.
    pub label: Bilingual,
    /// What to do about it.
    pub help: Option<Bilingual>,
}

impl Problem {
    /// A problem with an empty label.
    pub(crate) fn new(span: Span, message: Bilingual) -> Self {
        Self { span, message, label: Bilingual::fixed("", ""), help: None }
    }

    /// Adds what to do about it.
    #[must_use]
    pub(crate) fn help(mut self, words: Bilingual) -> Self {
        self.help = Some(words);
        self
    }
}

/// A file that cannot be used, with its problems.
#[derive(Debug)]
pub struct InvalidFile {
    /// The file.
    pub source: Source,
    /// In the order of the file; at least one.
    pub problems: Vec<Problem>,
    /// The number of further problems.
    pub more: usize,
}

impl std::error::Error for InvalidFile {}

impl fmt::Display for InvalidFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.source.path)?;
        self.problems.first().map_or(Ok(()), |problem| write!(f, ": {}", problem.message.en))
    }
}

impl InvalidFile {
    /// A file with the problems that a reader found.
    pub(crate) fn new(source: Source, mut reader: Reader) -> Box<Self> {
        sort_by_key(&mut reader.problems, |problem| problem.span);
        Box::new(Self { source, problems: reader.problems, more: reader.more })
    }

    /// A file that could not be read, or with a single problem.
    pub(crate) fn with_one_problem(source: Source, problem: Problem) -> Box<Self> {
        Box::new(Self { source, problems: vec![problem], more: 0 })
    }

    /// The number of problems.
    pub fn count(&self) -> usize {
        self.problems.len() + self.more
    }

    /// The problem of a file that could not be read, if so.
    pub(crate) fn unreadable(source: &Source) -> Option<Problem> {
        let found = unreadable_file::found(source, FileId::default())?;
        let span = found.primary.place.span;
        Some(Problem { span, message: found.message, label: found.primary.words, help: found.help })
    }
}
