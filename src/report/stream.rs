//! Writes a report part by part, so that it is never in memory as a whole. [`write()`] does the same for files that are
//! all in memory.
//!
//! Two formats are partly buffered: JUnit starts with the number of tests, so all of its text is kept until the end;
//! and GitHub's step summary, at most 1 MiB, starts with the counts.

use std::io::{self, Write};

use super::fingerprint::Fingerprints;
use super::github::Summary;
use super::junit::Suites;
use super::text::Options;
use super::{github, json, junit, sarif, text};
use crate::check::run::Batch;
use crate::diagnostic::Counts;
use crate::diagnostic::Diagnostic;
use crate::files::parallel;
use crate::files::source::Source;

/// In [`write()`], the number of files that are formatted at a time.
const FILES_AT_ONCE: usize = 64;

/// The formats of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ReportFormat {
    /// For people.
    Text,
    /// For programs.
    Json,
    /// For code hosts and editors.
    Sarif,
    /// For the log of GitHub Actions.
    Github,
    /// For continuous integration.
    Junit,
}

/// A report while it is written.
#[derive(Debug)]
pub struct Stream {
    form: ReportFormat,
    options: Options,
    strict: bool,
    counts: Counts,
    files: usize,
    /// Whether a finding was written, so that the next one needs a comma before it.
    any: bool,
    suites: Suites,
    summary: Summary,
}

/// The formatted findings of one file.
enum Piece {
    Text(String),
    Suite(junit::Suite),
    Annotated(String, Vec<String>),
}

/// Writes the whole report on the findings in `sources`, and returns what [`Stream::end`] returns. `found` is in the
/// order of the files, and the file of a place is an index into `sources`. With `strict`, warnings count as failures.
///
/// # Errors
/// Any error of writing to `out`.
pub fn write(
    out: &mut dyn Write,
    form: ReportFormat,
    options: Options,
    strict: bool,
    found: &[Diagnostic],
    sources: &[Source],
) -> io::Result<impl FnOnce(usize) -> String + use<>> {
    let mut stream = Stream::begin(out, form, options, strict)?;
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
        form: ReportFormat,
        options: Options,
        strict: bool,
    ) -> io::Result<Self> {
        match form {
            ReportFormat::Json => out.write_all(json::HEAD.as_bytes())?,
            ReportFormat::Sarif => out.write_all(sarif::head(options.lang)?.as_bytes())?,
            ReportFormat::Text | ReportFormat::Github | ReportFormat::Junit => {}
        }
        let (suites, summary) = Default::default();
        Ok(Self { form, options, strict, counts: Counts::default(), files: 0, any: false, suites, summary })
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
        for piece in parallel::map(files, |(found, source)| self.piece(found, source, sources)) {
            match piece? {
                Piece::Text(text) => {
                    let separate =
                        matches!(self.form, ReportFormat::Json | ReportFormat::Sarif) && !text.is_empty();
                    out.write_all(if separate && self.any { b"," } else { b"" })?;
                    out.write_all(text.as_bytes())?;
                    self.any |= separate;
                }
                Piece::Suite(suite) => self.suites.add(suite),
                Piece::Annotated(text, rows) => {
                    out.write_all(text.as_bytes())?;
                    self.summary.add(rows);
                }
            }
        }
        self.files += files.len();
        self.counts = self.counts.and(Counts::of(files.iter().flat_map(|(found, _)| *found)));
        Ok(())
    }

    fn piece(&self, of_file: &[Diagnostic], source: &Source, sources: &[Source]) -> io::Result<Piece> {
        let lang = self.options.lang;
        let found: Vec<&Diagnostic> = of_file.iter().filter(|found| self.options.includes(found)).collect();
        let items = |item: &mut dyn FnMut(&Diagnostic) -> io::Result<String>| {
            let items: io::Result<Vec<_>> = found.iter().map(|found| item(found)).collect();
            Ok::<_, io::Error>(Piece::Text(items?.join(",")))
        };
        match self.form {
            ReportFormat::Text => Ok(Piece::Text(text::draw(of_file, sources, self.options))),
            ReportFormat::Json => items(&mut |found| json::item(found, sources)),
            ReportFormat::Sarif => {
                let mut fingerprints = Fingerprints::default();
                items(&mut |found| sarif::item(found, sources, lang, &mut fingerprints))
            }
            ReportFormat::Junit => Ok(Piece::Suite(junit::suite(&found, source, sources, self.strict, lang))),
            ReportFormat::Github => {
                let lines = found.iter().map(|found| github::annotation(found, sources, lang)).collect();
                Ok(Piece::Annotated(lines, github::rows(&found, sources, lang)))
            }
        }
    }

    /// Ends the report. Returns a function that renders GitHub's step summary within a limit in bytes.
    ///
    /// # Errors
    /// Any error of writing to `out`.
    pub fn end(self, out: &mut dyn Write) -> io::Result<impl FnOnce(usize) -> String + use<>> {
        let closing = self.counts.closing_line(self.files, self.options.notes);
        match self.form {
            ReportFormat::Json => out.write_all(json::tail(self.any).as_bytes())?,
            ReportFormat::Sarif => out.write_all(sarif::tail(self.any).as_bytes())?,
            ReportFormat::Junit => self.suites.write(out)?,
            ReportFormat::Text | ReportFormat::Github => writeln!(out, "{}", closing.get(self.options.lang))?,
        }
        Ok(move |limit| self.summary.finish(&closing, self.options.lang, limit))
    }
}
