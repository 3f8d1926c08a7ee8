//! Writes a report part by part, so that it is never in memory as a whole. [`write()`] does the same for files that are
//! all in memory.
//!
//! Two formats are partly buffered: JUnit starts with the number of tests, so all of its text is kept until the end;
//! and GitHub's step summary, at most 1 MiB, starts with the counts.

use std::io::{self, Write};

use super::findings_writer::FileFindings;
use super::report_format::{AnyFindingsWriter, ReportFormat};
use super::text::Options;
use crate::check::workspace::Batch;
use crate::diagnostic::{Counts, Diagnostic};
use crate::files::source::Source;

/// In [`write()`], the number of files that are formatted at a time.
const FILES_AT_ONCE: usize = 64;

/// A report while it is written.
#[derive(Debug)]
pub struct Stream {
    format: Box<dyn AnyFindingsWriter>,
    options: Options,
    counts: Counts,
    files: usize,
}

/// Writes the whole report on the findings in `sources`, and returns what [`Stream::end`] returns. `found` is in the
/// order of the files, and the file of a place is an index into `sources`. With `strict`, warnings count as failures.
///
/// # Errors
/// Any error of writing to `out`.
pub fn write(
    out: &mut dyn Write,
    format: ReportFormat,
    options: Options,
    strict: bool,
    found: &[Diagnostic],
    sources: &[Source],
) -> io::Result<impl FnOnce(usize) -> String + use<>> {
    let mut stream = Stream::begin(out, format, options, strict)?;
    for files in by_file(found, sources).chunks(FILES_AT_ONCE) {
        stream.files(out, files, sources)?;
    }
    stream.end(out)
}

/// The findings of each file, including files without findings.
fn by_file<'a>(mut found: &'a [Diagnostic], sources: &'a [Source]) -> Vec<(&'a [Diagnostic], &'a Source)> {
    debug_assert!(
        found.is_sorted_by_key(|found| found.primary.place.file),
        "findings in the order of the files"
    );
    let with_its_own = |(at, source)| {
        let end = found.partition_point(|found| found.primary.place.file.index() <= at);
        let (own, rest) = found.split_at(end);
        found = rest;
        (own, source)
    };
    sources.iter().enumerate().map(with_its_own).collect()
}

impl Stream {
    /// Begins a report. With `strict`, warnings count as failures.
    ///
    /// # Errors
    /// Any error of writing to `out`.
    pub fn begin(
        out: &mut dyn Write,
        format: ReportFormat,
        options: Options,
        strict: bool,
    ) -> io::Result<Self> {
        let format = format.start(options, strict);
        format.begin(out)?;
        Ok(Self { format, options, counts: Counts::default(), files: 0 })
    }

    /// Writes the findings of the next files, in the order of their paths.
    ///
    /// # Errors
    /// Any error of writing to `out`.
    pub fn part(&mut self, out: &mut dyn Write, part: &Batch) -> io::Result<()> {
        let Batch { sources, found, unlisted } = part;
        let files: Vec<_> = found.iter().map(Vec::as_slice).zip(sources).collect();
        self.counts = self.counts.and(*unlisted);
        self.files(out, &files, sources)
    }

    /// The same for pairs of findings and file; `sources` are those the places refer to.
    fn files(
        &mut self,
        out: &mut dyn Write,
        files: &[(&[Diagnostic], &Source)],
        sources: &[Source],
    ) -> io::Result<()> {
        let options = self.options;
        let shown = files.iter().map(|&(found, source)| {
            let shown = found.iter().filter(|found| options.includes(found)).collect();
            FileFindings { source, shown, sources }
        });
        self.format.write(&shown.collect::<Vec<_>>(), out)?;
        self.files += files.len();
        self.counts = self.counts.and(Counts::of(files.iter().flat_map(|(found, _)| *found)));
        Ok(())
    }

    /// Ends the report. Returns a function that renders GitHub's step summary within a limit in bytes.
    ///
    /// # Errors
    /// Any error of writing to `out`.
    pub fn end(mut self, out: &mut dyn Write) -> io::Result<impl FnOnce(usize) -> String + use<>> {
        let closing = self.counts.closing_line(self.files, self.options.notes);
        self.format.end(&closing, out)?;
        Ok(move |limit| self.format.summary(&closing, limit))
    }
}
