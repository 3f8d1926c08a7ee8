//! What a format of the findings has to provide: its beginning, the findings of a file, and its end.

use std::fmt::Debug;
use std::io::{self, Write};

use crate::diagnostic::Diagnostic;
use crate::files::source::Source;
use crate::text::bilingual::Bilingual;

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
pub(super) trait FindingsWriter: Debug + Sync {
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
