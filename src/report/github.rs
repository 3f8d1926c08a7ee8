//! Findings for GitHub Actions: workflow commands that put a finding beside its line, and a summary in Markdown for
//! the page of the run, since of each weight only ten annotations a step are shown.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::{Counts, details, severity};
use crate::diagnostic::{Diagnostic, Severity};
use crate::markdown::escape;
use crate::source::Source;
use crate::visible::{one_line, shown};
use crate::words;
use crate::words::{Lang, Words};

/// What GitHub takes as the summary of a step; beyond it the whole is refused.
pub const SUMMARY_LIMIT: usize = 1 << 20;

/// Room for the sentence about what was left out.
const RESERVE: usize = 512;

/// Writes an annotation for each of `found`.
///
/// # Errors
/// Whatever writing to `out` gives.
pub fn write(out: &mut dyn Write, found: &[&Diagnostic], sources: &[Source], lang: Lang) -> io::Result<()> {
    for found in found {
        let command = match found.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        let place = found.primary.place;
        let source = &sources[place.file.0 as usize];
        let (start, end) = (source.position(place.span.start), source.position(place.span.end));
        write!(out, "::{command} file={},line={}", property(&source.path), start.line)?;
        // Columns are for places on one line. The last one belongs to the place.
        if end.line <= start.line {
            let last = end.column.saturating_sub(1).max(start.column);
            write!(out, ",endLine={},col={},endColumn={last}", start.line, start.column)?;
        } else {
            // A place that ends with its line's end does not reach into the next.
            write!(out, ",endLine={}", end.line - usize::from(end.column == 1))?;
        }
        writeln!(out, ",title={}::{}", property(found.rule.name), data(&details(found, sources, lang)))?;
    }
    Ok(())
}

/// The summary of a run: what `closing` says, and a table of the findings for every file that has some. It has at most
/// `limit` bytes and says how many findings there was no room for.
pub fn summary(
    found: &[&Diagnostic],
    sources: &[Source],
    closing: &Words,
    lang: Lang,
    limit: usize,
) -> String {
    let mut summary = format!("## ttm: {}\n", escape(&one_line(closing.get(lang)), false));
    let room = limit.saturating_sub(RESERVE);
    let mut written = 0;
    'files: for file in found.chunk_by(|a, b| a.primary.place.file == b.primary.place.file) {
        let source = &sources[file[0].primary.place.file.0 as usize];
        let mut part = heading(file, source, lang);
        for found in file {
            part.push_str(&row(found, source, sources, lang));
            if summary.len() + part.len() > room {
                break 'files;
            }
            summary.push_str(&part);
            part.clear();
            written += 1;
        }
    }
    let left = found.len() - written;
    if left > 0 {
        let words = words!(
            "There was no room for {left} more; the log of this step has them all.",
            "還有 {left} 個發現放不下，完整內容見此步驟的紀錄。"
        );
        // Writing to a string cannot fail.
        let _ = writeln!(summary, "\n{}", words.get(lang));
    }
    if summary.len() > limit { String::new() } else { summary }
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
        found.rule.name
    )
}

/// What stands behind a command's second `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of one of a command's properties.
fn property(text: &str) -> String {
    let line: String = text.chars().map(|c| if matches!(c, '\r' | '\n') { c } else { shown(c) }).collect();
    data(&line).replace(':', "%3A").replace(',', "%2C")
}
