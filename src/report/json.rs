//! Findings as JSON, version 1: frozen structs of their own, so that the inside can change and readers need not.

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Label};
use crate::source::{Place, Source};

#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    diagnostics: Vec<Finding<'a>>,
}

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
}

#[derive(Serialize)]
struct Related<'a> {
    #[serde(flatten)]
    location: Location<'a>,
    message: &'a str,
    message_zh: &'a str,
}

/// Lines and columns from 1, columns in characters; the end is behind the last character.
#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

/// The report on `diagnostics`, ending in a line break.
pub fn report(diagnostics: &[&Diagnostic], sources: &[Source]) -> String {
    let report =
        Report { version: 1, diagnostics: diagnostics.iter().map(|found| finding(found, sources)).collect() };
    // Strings and numbers always serialize.
    let json = serde_json::to_string_pretty(&report).unwrap_or_default();
    escape_invisible(&json) + "\n"
}

/// Escapes what JSON allows raw and a terminal would obey: DEL, C1 controls, directional and separating characters.
/// Outside strings the text has none of them.
pub fn escape_invisible(json: &str) -> String {
    let mut escaped = String::with_capacity(json.len());
    for character in json.chars() {
        match character {
            '\u{7f}'..='\u{9f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}'
            | '\u{feff}' => escaped.push_str(&format!("\\u{:04x}", u32::from(character))),
            _ => escaped.push(character),
        }
    }
    escaped
}

fn finding<'a>(found: &'a Diagnostic, sources: &'a [Source]) -> Finding<'a> {
    Finding {
        rule: found.rule.name,
        severity: found.severity.name(),
        message: &found.message.en,
        message_zh: &found.message.zh,
        location: location(found.primary.place, sources),
        help: found.help.as_ref().map(|help| help.en.as_ref()),
        help_zh: found.help.as_ref().map(|help| help.zh.as_ref()),
        related: found.related.iter().map(|label| related(label, sources)).collect(),
    }
}

fn related<'a>(label: &'a Label, sources: &'a [Source]) -> Related<'a> {
    Related {
        location: location(label.place, sources),
        message: &label.words.en,
        message_zh: &label.words.zh,
    }
}

fn location(place: Place, sources: &[Source]) -> Location<'_> {
    let source = &sources[place.file.0 as usize];
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
