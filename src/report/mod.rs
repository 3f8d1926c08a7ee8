//! Findings written for people and for machines: a file for each format, with shared helpers here. [`stream`] writes
//! the complete reports.
//!
//! Each format does its own escaping. No format decides the exit code.

pub mod diff;
pub mod explanation;
mod findings_writer;
pub mod gap;
pub mod gate;
pub mod github;
pub mod import;
pub mod json;
pub mod json_schema;
mod junit;
mod report_format;
mod sarif;
pub mod stream;
pub mod table;
pub mod text;

use std::fmt::Write as _;
use std::io;

use serde::Serialize;

use crate::bilingual;
use crate::diagnostic::{Diagnostic, Label, Severity};
use crate::files::source::Source;
use crate::text::bilingual::Lang;
use crate::text::display_safe::one_line;
use crate::text::json::escape_json;

pub use report_format::ReportFormat;

/// The most related places that are listed in formats without source excerpts.
const MAX_RELATED: usize = 5;

/// The name of a severity.
pub(crate) fn severity(severity: Severity, lang: Lang) -> &'static str {
    match (severity, lang) {
        (_, Lang::En) => severity.name(),
        (Severity::Error, Lang::ZhTw) => "錯誤",
        (Severity::Warning, Lang::ZhTw) => "警告",
        (Severity::Note, Lang::ZhTw) => "提示",
    }
}

/// The message of a finding, followed by its help on a second line.
fn sentence(found: &Diagnostic, lang: Lang) -> String {
    format!("{}{}", one_line(found.message.get(lang)), help_line(found, lang))
}

/// The text of a finding in formats without source excerpts: the message, a line for each related place, then the help.
fn details(found: &Diagnostic, sources: &[Source], lang: Lang) -> String {
    let mut details = one_line(found.message.get(lang));
    for Label { place, words } in found.related.iter().take(MAX_RELATED) {
        let source = &sources[place.file.index()];
        let start = source.position(place.span.start);
        let (path, words) = (one_line(&source.path), one_line(words.get(lang)));
        let colon = if lang == Lang::En { ": " } else { "：" };
        // Writing to a string cannot fail.
        let _ = write!(details, "\n{path}:{}:{}{colon}{words}", start.line, start.column);
    }
    let left = found.related.len().saturating_sub(MAX_RELATED);
    if left > 0 {
        let words = bilingual!("and {left} more", "還有 {left} 處");
        details.extend(["\n", words.get(lang)]);
    }
    details + &help_line(found, lang)
}

fn help_line(found: &Diagnostic, lang: Lang) -> String {
    match (found.advice(), lang) {
        (None, _) => String::new(),
        (Some(help), Lang::En) => format!("\nhelp: {}", one_line(&help.en)),
        (Some(help), Lang::ZhTw) => format!("\n建議：{}", one_line(&help.zh)),
    }
}

/// A value as JSON, with all lines but the first indented by `indent` columns.
fn indented(value: &impl Serialize, indent: usize) -> io::Result<String> {
    let json = serde_json::to_string_pretty(value)?;
    Ok(escape_json(&json).replace('\n', &format!("\n{:indent$}", "")))
}
