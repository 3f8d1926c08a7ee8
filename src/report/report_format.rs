//! The formats of the findings. A format is added as a file of its own with an implementation of [`FindingsWriter`], a
//! variant of [`ReportFormat`] and its line in [`ReportFormat::start`].

use std::fmt::Debug;
use std::io::{self, Write};

use super::findings_writer::{FileFindings, FindingsWriter};
use super::text::{Options, Text};
use super::{github, json, junit, sarif};
use crate::files::parallel;
use crate::text::bilingual::Bilingual;

/// The formats of a report on findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
#[non_exhaustive]
pub enum ReportFormat {
    /// For people, with the lines that findings are about.
    Text,
    /// For programs.
    Json,
    /// For programs that read a finding at a time.
    Jsonl,
    /// For code hosts and editors.
    Sarif,
    /// Annotations in the log of GitHub Actions.
    Github,
    /// Test results for continuous integration.
    Junit,
}

impl ReportFormat {
    /// Every format, in the order of the help.
    pub const ALL: [Self; 6] = [Self::Text, Self::Json, Self::Jsonl, Self::Sarif, Self::Github, Self::Junit];

    /// A report in this format, nothing of which is written yet. With `strict`, warnings count as failures.
    pub(super) fn start(self, options: Options, strict: bool) -> Box<dyn AnyFindingsWriter> {
        match self {
            Self::Text => Box::new(Text::new(options)),
            Self::Json => Box::new(json::Json::default()),
            Self::Jsonl => Box::new(json::Jsonl),
            Self::Sarif => Box::new(sarif::Sarif::new(options.lang)),
            Self::Github => Box::new(github::Github::new(options.lang)),
            Self::Junit => Box::new(junit::Junit::new(options.lang, strict)),
        }
    }
}

/// [`FindingsWriter`] without its type of pieces, so that a report does not depend on its format.
pub(super) trait AnyFindingsWriter: Debug {
    fn begin(&self, out: &mut dyn Write) -> io::Result<()>;
    fn write(&mut self, files: &[FileFindings<'_>], out: &mut dyn Write) -> io::Result<()>;
    fn end(&mut self, closing: &Bilingual, out: &mut dyn Write) -> io::Result<()>;
    fn summary(&mut self, closing: &Bilingual, limit: usize) -> String;
}

impl<F: FindingsWriter> AnyFindingsWriter for F {
    fn begin(&self, out: &mut dyn Write) -> io::Result<()> {
        FindingsWriter::begin(self, out)
    }

    fn write(&mut self, files: &[FileFindings<'_>], out: &mut dyn Write) -> io::Result<()> {
        let pieces = parallel::map(files, |file| self.format(file));
        pieces.into_iter().try_for_each(|piece| self.add(piece?, out))
    }

    fn end(&mut self, closing: &Bilingual, out: &mut dyn Write) -> io::Result<()> {
        FindingsWriter::end(self, closing, out)
    }

    fn summary(&mut self, closing: &Bilingual, limit: usize) -> String {
        FindingsWriter::summary(self, closing, limit)
    }
}
