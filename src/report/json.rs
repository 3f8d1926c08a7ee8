//! Findings as JSON, version 1, from structs of their own, so that internal types can change without changing the
//! format.

use std::io::{self, Write};

use serde::Serialize;

use super::findings_writer::{FileFindings, FindingsWriter, Items};
use super::indented;
use crate::check::load;
use crate::diagnostic::{Diagnostic, Findings, Fix, Label};
use crate::files::source::{FileId, Place, Source, Span};
use crate::text::bilingual::Bilingual;
use crate::text::json::escape_json;

#[derive(Serialize)]
struct Finding<'a> {
    rule: &'a str,
    severity: &'a str,
    /// The code of the standard; null in a draft, and where it cannot be read.
    code: Option<&'a str>,
    #[serde(flatten)]
    location: Location<'a>,
    message: &'a Bilingual,
    help: Option<&'a Bilingual>,
    related: Vec<Related<'a>>,
    fixes: Vec<FixOut<'a>>,
}

/// The edits to the file that fix the finding.
#[derive(Serialize)]
struct FixOut<'a> {
    message: &'a Bilingual,
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
    message: &'a Bilingual,
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

impl FindingsWriter for Json {
    type Piece = String;

    fn begin(&self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"{\n  \"version\": 1,\n  \"diagnostics\": [")
    }

    fn format(&self, file: &FileFindings<'_>) -> io::Result<String> {
        let code = code_of(file);
        Items::format(file, |found| {
            Ok(format!("\n    {}", indented(&finding(found, code.as_deref(), file.sources), 4)?))
        })
    }

    fn add(&mut self, piece: String, out: &mut dyn Write) -> io::Result<()> {
        self.items.add(&piece, out)
    }

    fn end(&mut self, _: &Bilingual, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(if self.items.any { b"\n  ]\n}\n" } else { b"]\n}\n" })
    }
}

/// The version of the format.
const VERSION: u8 = 1;

/// A finding in a report that has no head.
#[derive(Serialize)]
struct Line<'a> {
    version: u8,
    #[serde(flatten)]
    finding: Finding<'a>,
}

/// The report with a finding a line, while it is written.
#[derive(Debug, Default)]
pub(super) struct Jsonl;

impl FindingsWriter for Jsonl {
    type Piece = String;

    fn format(&self, file: &FileFindings<'_>) -> io::Result<String> {
        let code = code_of(file);
        let line = |found: &&Diagnostic| {
            let line = Line { version: VERSION, finding: finding(found, code.as_deref(), file.sources) };
            Ok(escape_json(&serde_json::to_string(&line)?).into_owned() + "\n")
        };
        file.shown.iter().map(line).collect()
    }

    fn add(&mut self, piece: String, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(piece.as_bytes())
    }

    fn end(&mut self, _: &Bilingual, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

/// The findings of a file as the report has them, one after the other without white space, where the code of its standard is known.
///
/// # Errors
/// If they cannot be written.
pub fn findings(found: &[Diagnostic], code: Option<&str>, sources: &[Source]) -> io::Result<String> {
    let items = found.iter().map(|found| Ok(serde_json::to_string(&finding(found, code, sources))?));
    Ok(items.collect::<io::Result<Vec<_>>>()?.join(","))
}

/// The code of the standard in a file with findings. No other format has it, so nothing but this reads it.
fn code_of(file: &FileFindings<'_>) -> Option<String> {
    file.shown.first()?;
    let standard = load(file.source, FileId::default(), &mut Findings::default())?;
    standard.code.given().map(|code| code.as_str().to_owned())
}

fn finding<'a>(found: &'a Diagnostic, code: Option<&'a str>, sources: &'a [Source]) -> Finding<'a> {
    Finding {
        rule: found.rule,
        severity: found.severity.name(),
        code,
        location: location(found.primary.place, sources),
        message: &found.message,
        help: found.advice(),
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
    FixOut { message: &fix.words, edits: fix.edits.iter().map(edit).collect() }
}

fn related<'a>(label: &'a Label, sources: &'a [Source]) -> Related<'a> {
    Related { location: location(label.place, sources), message: &label.words }
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
