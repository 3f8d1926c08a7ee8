//! Findings for GitHub Actions: workflow commands, which annotate lines, and a Markdown summary for the page of the
//! run, since GitHub shows at most ten annotations of each level per step.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::findings_writer::{FileFindings, FindingsWriter};
use super::{details, severity};
use crate::bilingual;
use crate::diagnostic::{Counts, Diagnostic, Severity};
use crate::files::source::Source;
use crate::text::bilingual::{Bilingual, Lang};
use crate::text::display_safe::{one_line, visible_form};
use crate::text::inert;
use crate::text::markdown::escape;

/// The largest step summary in bytes; GitHub rejects a larger one completely.
pub const SUMMARY_LIMIT: usize = 1 << 20;

/// Bytes kept free for the sentence about omitted findings.
const RESERVE: usize = 512;

/// The report while it is written.
#[derive(Debug)]
pub(super) struct Github {
    lang: Lang,
    summary: Summary,
}

impl Github {
    pub(super) fn new(lang: Lang) -> Self {
        Self { lang, summary: Summary::default() }
    }
}

impl FindingsWriter for Github {
    /// The annotations, and the rows of the summary.
    type Piece = (String, Vec<String>);

    fn format(&self, file: &FileFindings<'_>) -> io::Result<Self::Piece> {
        let lines = file.shown.iter().map(|found| annotation(found, file.sources, self.lang)).collect();
        Ok((lines, rows(&file.shown, file.sources, self.lang)))
    }

    fn add(&mut self, (lines, rows): Self::Piece, out: &mut dyn Write) -> io::Result<()> {
        self.summary.add(rows);
        out.write_all(lines.as_bytes())
    }

    fn end(&mut self, closing: &Bilingual, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{}", closing.get(self.lang))
    }

    fn summary(&mut self, closing: &Bilingual, limit: usize) -> String {
        std::mem::take(&mut self.summary).finish(closing, self.lang, limit)
    }
}

/// The workflow command of one finding.
fn annotation(found: &Diagnostic, sources: &[Source], lang: Lang) -> String {
    let command = match found.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let place = found.primary.place;
    let source = &sources[place.file.index()];
    let (start, end) = (source.position(place.span.start), source.position(place.span.end));
    let (path, line) = (property(&source.path), start.line);
    // Columns are only valid within one line. `endColumn` is inclusive.
    let rest = if end.line <= start.line {
        let last = end.column.saturating_sub(1).max(start.column);
        format!("endLine={line},col={},endColumn={last}", start.column)
    } else {
        // A span that ends at the start of a line does not include that line.
        format!("endLine={}", end.line - usize::from(end.column == 1))
    };
    let (title, details) = (property(found.rule), data(&details(found, sources, lang)));
    format!("::{command} file={path},line={line},{rest},title={title}::{details}\n")
}

/// The tables of a summary, collected file by file. No more is kept than a summary can hold.
#[derive(Debug, Default)]
struct Summary {
    rows: Vec<String>,
    bytes: usize,
    left: usize,
}

impl Summary {
    /// Adds the rows of a file.
    fn add(&mut self, rows: Vec<String>) {
        for row in rows {
            self.bytes += row.len();
            if self.bytes > SUMMARY_LIMIT {
                self.left += 1;
            } else {
                self.rows.push(row);
            }
        }
    }

    /// The text of `closing`, and a table of the findings for every file that has any. It has at most `limit` bytes and
    /// says how many findings were left out.
    fn finish(self, closing: &Bilingual, lang: Lang, limit: usize) -> String {
        let mut summary = format!("## ttm: {}\n", escape(&one_line(closing.get(lang)), false));
        let room = limit.saturating_sub(RESERVE);
        let mut left = self.left + self.rows.len();
        for row in self.rows {
            if summary.len() + row.len() > room {
                break;
            }
            summary.push_str(&row);
            left -= 1;
        }
        if left > 0 {
            let words = bilingual!(
                "There was no room for {left} more; the log of this step has them all.",
                "還有 {left} 項檢查結果放不下，完整內容見此步驟的紀錄。"
            );
            // Writing to a string cannot fail.
            let _ = writeln!(summary, "\n{}", words.get(lang));
        }
        if summary.len() > limit { String::new() } else { summary }
    }
}

/// The rows of a table with a file's findings; the first row includes the head of the table.
fn rows(of_file: &[&Diagnostic], sources: &[Source], lang: Lang) -> Vec<String> {
    let Some(first) = of_file.first() else { return Vec::new() };
    let source = &sources[first.primary.place.file.index()];
    let mut rows: Vec<String> = of_file.iter().map(|found| row(found, source, sources, lang)).collect();
    rows[0].insert_str(0, &heading(of_file, source, lang));
    rows
}

/// The file's name, its counts, and the head of its table.
fn heading(file: &[&Diagnostic], source: &Source, lang: Lang) -> String {
    let counts = Counts::of(file.iter().copied()).in_words();
    let path = escape(&one_line(&source.path), false);
    let head = match lang {
        Lang::En => "| place | severity | rule | finding |",
        Lang::ZhTw => "| 位置 | 嚴重程度 | 規則 | 檢查結果 |",
    };
    format!("\n### {path}\n\n{}\n\n{head}\n|---|---|---|---|\n", counts.get(lang))
}

fn row(found: &Diagnostic, source: &Source, sources: &[Source], lang: Lang) -> String {
    let start = source.position(found.primary.place.span.start);
    let details = escape(&details(found, sources, lang), false).replace('\n', "<br>");
    format!(
        "| {}:{} | {} | `{}` | {details} |\n",
        start.line,
        start.column,
        severity(found.severity, lang),
        found.rule
    )
}

/// Escapes the text after the second `::` of a command. A command within the text is broken up, in case the line is not
/// recognised as a command itself.
fn data(text: &str) -> String {
    inert::within_a_line(text).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes the value of a property of a command.
fn property(text: &str) -> String {
    let line: String =
        text.chars().map(|c| if matches!(c, '\r' | '\n') { c } else { visible_form(c) }).collect();
    data(&line).replace(':', "%3A").replace(',', "%2C")
}
