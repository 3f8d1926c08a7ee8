//! Findings as JSON, version 1, from structs of their own, so that internal types can change without changing the
//! format.

use std::io::{self, Write};

use serde::Serialize;

use super::findings_format::{FileFindings, FindingsFormat, Items};
use super::indented;
use crate::diagnostic::{Diagnostic, Fix, Label};
use crate::files::source::{FileId, Place, Source, Span};
use crate::text::bilingual::Bilingual;

#[derive(Serialize)]
struct Finding<'a> {
    rule: &'a str,
    severity: &'a str,
    message: &'a str,
    message_zh: &'a str,
    #[serde(flatten)]
    location: Location<'a>,
    help: Option<&'a str>,
    help_zh: Option<&'a str>,
    related: Vec<Related<'a>>,
    fixes: Vec<FixOut<'a>>,
}

/// The edits to the file that fix the finding.
#[derive(Serialize)]
struct FixOut<'a> {
    message: &'a str,
    message_zh: &'a str,
    edits: Vec<Edit<'a>>,
}

/// A replacement for a range of the file; positions refer to the file before any edit.
#[derive(Serialize)]
struct Edit<'a> {
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    replacement: &'a str,
}

#[derive(Serialize)]
struct Related<'a> {
    #[serde(flatten)]
    location: Location<'a>,
    message: &'a str,
    message_zh: &'a str,
}

/// Lines and columns count from 1, columns in characters; the end column is after the last character.
#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

/// The report while it is written.
#[derive(Debug, Default)]
pub(super) struct Json {
    items: Items,
}

impl FindingsFormat for Json {
    type Piece = String;

    fn begin(&self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"{\n  \"version\": 1,\n  \"diagnostics\": [")
    }

    fn format(&self, file: &FileFindings<'_>) -> io::Result<String> {
        Items::format(file, |found| Ok(format!("\n    {}", indented(&finding(found, file.sources), 4)?)))
    }

    fn add(&mut self, piece: String, out: &mut dyn Write) -> io::Result<()> {
        self.items.add(&piece, out)
    }

    fn end(&mut self, _: &Bilingual, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(if self.items.any { b"\n  ]\n}\n" } else { b"]\n}\n" })
    }
}

fn finding<'a>(found: &'a Diagnostic, sources: &'a [Source]) -> Finding<'a> {
    Finding {
        rule: found.rule,
        severity: found.severity.name(),
        message: &found.message.en,
        message_zh: &found.message.zh,
        location: location(found.primary.place, sources),
        help: found.advice().map(|advice| advice.en.as_ref()),
        help_zh: found.advice().map(|advice| advice.zh.as_ref()),
        related: found.related.iter().map(|label| related(label, sources)).collect(),
        fixes: found.fix.iter().map(|fix| fix_out(fix, found.primary.place.file, sources)).collect(),
    }
}

fn fix_out<'a>(fix: &'a Fix, file: FileId, sources: &'a [Source]) -> FixOut<'a> {
    let edit = |(span, replacement): &'a (Span, String)| {
        let Location { line, column, end_line, end_column, .. } =
            location(Place { file, span: *span }, sources);
        Edit { line, column, end_line, end_column, replacement }
    };
    FixOut { message: &fix.words.en, message_zh: &fix.words.zh, edits: fix.edits.iter().map(edit).collect() }
}

fn related<'a>(label: &'a Label, sources: &'a [Source]) -> Related<'a> {
    Related {
        location: location(label.place, sources),
        message: &label.words.en,
        message_zh: &label.words.zh,
    }
}

fn location(place: Place, sources: &[Source]) -> Location<'_> {
    let source = &sources[place.file.index()];
    let start = source.position(place.span.start);
    let end = source.position(place.span.end);
    Location {
        path: &source.path,
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
    }
}
