//! What a format of the findings has to provide: its beginning, the findings of a file, and its end. A format is added as a
//! file of its own with an implementation of [`FindingsFormat`], a variant of [`ReportFormat`] and its line in
//! [`ReportFormat::start`].

use std::fmt::Debug;
use std::io::{self, Write};

use super::text::{Options, Text};
use super::{github, json, junit, sarif};
use crate::diagnostic::Diagnostic;
use crate::files::parallel;
use crate::files::source::Source;
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
    pub(super) fn start(self, options: Options, strict: bool) -> Box<dyn WriteFindings> {
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

/// The findings of one file.
pub(super) struct FileFindings<'a> {
    /// The file.
    pub(super) source: &'a Source,
    /// Those that are shown, in the order of the file.
    pub(super) shown: Vec<&'a Diagnostic>,
    /// The files that places refer to.
    pub(super) sources: &'a [Source],
}

/// A format of the findings, while a report is written. Files are formatted on several threads, and what they become is
/// written in order.
pub(super) trait FindingsFormat: Debug + Sync {
    /// The formatted findings of a file.
    type Piece: Send;

    /// Writes what comes before the findings.
    fn begin(&self, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    /// Formats the findings of a file.
    fn format(&self, file: &FileFindings<'_>) -> io::Result<Self::Piece>;

    /// Writes the formatted findings of the next file, or keeps them until the end.
    fn add(&mut self, piece: Self::Piece, out: &mut dyn Write) -> io::Result<()>;

    /// Writes what comes after the findings; `closing` is the line with the counts.
    fn end(&mut self, closing: &Bilingual, out: &mut dyn Write) -> io::Result<()>;

    /// A summary for the page of the run, of at most `limit` bytes; empty for formats without one.
    fn summary(&mut self, _closing: &Bilingual, _limit: usize) -> String {
        String::new()
    }
}

/// [`FindingsFormat`] without its type of pieces, so that a report does not depend on its format.
pub(super) trait WriteFindings: Debug {
    fn begin(&self, out: &mut dyn Write) -> io::Result<()>;
    fn write(&mut self, files: &[FileFindings<'_>], out: &mut dyn Write) -> io::Result<()>;
    fn end(&mut self, closing: &Bilingual, out: &mut dyn Write) -> io::Result<()>;
    fn summary(&mut self, closing: &Bilingual, limit: usize) -> String;
}

impl<F: FindingsFormat> WriteFindings for F {
    fn begin(&self, out: &mut dyn Write) -> io::Result<()> {
        FindingsFormat::begin(self, out)
    }

    fn write(&mut self, files: &[FileFindings<'_>], out: &mut dyn Write) -> io::Result<()> {
        let pieces = parallel::map(files, |file| self.format(file));
        pieces.into_iter().try_for_each(|piece| self.add(piece?, out))
    }

    fn end(&mut self, closing: &Bilingual, out: &mut dyn Write) -> io::Result<()> {
        FindingsFormat::end(self, closing, out)
    }

    fn summary(&mut self, closing: &Bilingual, limit: usize) -> String {
        FindingsFormat::summary(self, closing, limit)
    }
}

/// A JSON array while it is written: items with a comma between them.
#[derive(Debug, Default)]
pub(super) struct Items {
    /// Whether there is one already.
    pub(super) any: bool,
}

impl Items {
    /// The items of a file, formatted by `item`.
    pub(super) fn format(
        file: &FileFindings<'_>,
        item: impl FnMut(&&Diagnostic) -> io::Result<String>,
    ) -> io::Result<String> {
        Ok(file.shown.iter().map(item).collect::<io::Result<Vec<_>>>()?.join(","))
    }

    /// Writes the items of the next file.
    pub(super) fn add(&mut self, items: &str, out: &mut dyn Write) -> io::Result<()> {
        if items.is_empty() {
            return Ok(());
        }
        if self.any {
            out.write_all(b",")?;
        }
        self.any = true;
        out.write_all(items.as_bytes())
    }
}
