//! Findings for GitHub Actions: workflow commands that put a finding beside its line, and a summary in Markdown for
//! the page of the run, since of each weight only ten annotations a step are shown.

use std::fmt::Write as _;

use super::{details, severity};
use crate::bilingual;
use crate::diagnostic::Counts;
use crate::diagnostic::{Diagnostic, Severity};
use crate::files::source::Source;
use crate::text::bilingual::{Bilingual, Lang};
use crate::text::display_safe::{one_line, shown};
use crate::text::inert;
use crate::text::markdown::escape;

/// What GitHub takes as the summary of a step; beyond it the whole is refused.
pub const SUMMARY_LIMIT: usize = 1 << 20;

/// Room for the sentence about what was left out.
const RESERVE: usize = 512;

/// The line of one finding.
pub(super) fn annotation(found: &Diagnostic, sources: &[Source], lang: Lang) -> String {
    let command = match found.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let place = found.primary.place;
    let source = &sources[place.file.index()];
    let (start, end) = (source.position(place.span.start), source.position(place.span.end));
    let (path, line) = (property(&source.path), start.line);
    // Columns are for places on one line. The last one belongs to the place.
    let rest = if end.line <= start.line {
        let last = end.column.saturating_sub(1).max(start.column);
        format!("endLine={line},col={},endColumn={last}", start.column)
    } else {
        // A place that ends with its line's end does not reach into the next.
        format!("endLine={}", end.line - usize::from(end.column == 1))
    };
    let (title, details) = (property(found.rule), data(&details(found, sources, lang)));
    format!("::{command} file={path},line={line},{rest},title={title}::{details}\n")
}

/// The tables of a summary as they come. No more is kept than a summary can hold.
#[derive(Debug, Default)]
pub(super) struct Summary {
    rows: Vec<String>,
    bytes: usize,
    left: usize,
}

impl Summary {
    /// Adds the rows of a file.
    pub(super) fn add(&mut self, rows: Vec<String>) {
        for row in rows {
            self.bytes += row.len();
            if self.bytes > SUMMARY_LIMIT {
                self.left += 1;
            } else {
                self.rows.push(row);
            }
        }
    }

    /// What `closing` says, and a table of the findings for every file that has some. It has at most `limit` bytes and
    /// says how many findings there was no room for.
    pub(super) fn finish(self, closing: &Bilingual, lang: Lang, limit: usize) -> String {
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
                "還有 {left} 個發現放不下，完整內容見此步驟的紀錄。"
            );
            // Writing to a string cannot fail.
            let _ = writeln!(summary, "\n{}", words.get(lang));
        }
        if summary.len() > limit { String::new() } else { summary }
    }
}

/// The table of a file's findings, a row each; the first has the head of the table before it.
pub(super) fn rows(of_file: &[&Diagnostic], sources: &[Source], lang: Lang) -> Vec<String> {
    let Some(first) = of_file.first() else { return Vec::new() };
    let source = &sources[first.primary.place.file.index()];
    let mut rows: Vec<String> = of_file.iter().map(|found| row(found, source, sources, lang)).collect();
    rows[0].insert_str(0, &heading(of_file, source, lang));
    rows
}

/// The name of a file, how much was found in it, and the head of its table.
fn heading(file: &[&Diagnostic], source: &Source, lang: Lang) -> String {
    let counts = Counts::of(file.iter().copied()).in_words();
    let path = escape(&one_line(&source.path), false);
    let head = match lang {
        Lang::En => "| place | severity | rule | finding |",
        Lang::ZhTw => "| 位置 | 嚴重程度 | 規則 | 發現 |",
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

/// What stands behind a command's second `::`. A command within the line is broken up, should the line not be taken for one.
fn data(text: &str) -> String {
    inert::within_a_line(text).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of one of a command's properties.
fn property(text: &str) -> String {
    let line: String = text.chars().map(|c| if matches!(c, '\r' | '\n') { c } else { shown(c) }).collect();
    data(&line).replace(':', "%3A").replace(',', "%2C")
}
