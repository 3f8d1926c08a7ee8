//! What is wrong with a file that steers the program: not a finding of a rule, but drawn like one.

use super::table::Reader;
use crate::files::source::{FileId, Source, Span};
use crate::rules::unreadable_file;
use crate::text::bilingual::Bilingual;

/// One thing that is wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The bytes that are marked.
    pub span: Span,
    /// What is wrong, as one sentence.
    pub message: Bilingual,
    /// What is said of the place.
    pub label: Bilingual,
    /// What to do.
    pub help: Option<Bilingual>,
}

impl Problem {
    /// A problem whose place needs no words.
    pub(crate) fn new(span: Span, message: Bilingual) -> Self {
        Self { span, message, label: Bilingual::fixed("", ""), help: None }
    }

    /// Says what to do.
    #[must_use]
    pub(crate) fn help(mut self, words: Bilingual) -> Self {
        self.help = Some(words);
        self
    }
}

/// A file that cannot be used, and everything that is wrong with it.
#[derive(Debug)]
pub struct Broken {
    /// The file.
    pub source: Source,
    /// In the order of the file; at least one.
    pub problems: Vec<Problem>,
    /// How many there are beyond those.
    pub more: usize,
}

impl Broken {
    /// What a reader found wrong with a file.
    pub(crate) fn new(source: Source, mut reader: Reader) -> Box<Self> {
        reader.problems.sort_by_key(|problem| problem.span);
        Box::new(Self { source, problems: reader.problems, more: reader.more })
    }

    /// A file that cannot be read at all, or only one thing is wrong with.
    pub(crate) fn whole(source: Source, problem: Problem) -> Box<Self> {
        Box::new(Self { source, problems: vec![problem], more: 0 })
    }

    /// How much is wrong with it.
    pub fn count(&self) -> usize {
        self.problems.len() + self.more
    }

    /// The file itself where it cannot be read.
    pub(crate) fn unreadable(source: &Source) -> Option<Problem> {
        let found = unreadable_file::found(source, FileId::default())?;
        let span = found.primary.place.span;
        Some(Problem { span, message: found.message, label: found.primary.words, help: found.help })
    }
}
