//! Findings as the XML that test reports of most continuous integration read.
//!
//! A file is a suite, a finding a test that failed, and a file without findings one test that passed. What does not
//! fail the run (a note, a warning without `--strict`) is a test that passed and says something.

use std::io::{self, Write};

use super::{details, severity};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Source;
use crate::visible::one_line;
use crate::words::Lang;

/// Writes the report on `found`, which is in the order of the files. With `strict` a warning fails too.
///
/// # Errors
/// Whatever writing to `out` gives.
pub fn write(
    out: &mut dyn Write,
    found: &[&Diagnostic],
    sources: &[Source],
    strict: bool,
    lang: Lang,
) -> io::Result<()> {
    let fails = |found: &&&Diagnostic| {
        found.severity == Severity::Error || (strict && found.severity == Severity::Warning)
    };
    let files: Vec<&[&Diagnostic]> = by_file(found, sources.len());
    let tests: usize = files.iter().map(|file| file.len().max(1)).sum();
    let failures = found.iter().filter(fails).count();
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(out, "<testsuites name=\"ttm\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\">")?;
    for (file, source) in files.into_iter().zip(sources) {
        let path = text(&one_line(&source.path));
        writeln!(
            out,
            "  <testsuite name=\"{path}\" tests=\"{}\" failures=\"{}\" errors=\"0\" skipped=\"0\">",
            file.len().max(1),
            file.iter().filter(fails).count()
        )?;
        if file.is_empty() {
            let name = if lang == Lang::En { "no findings" } else { "沒有發現" };
            writeln!(out, "    <testcase classname=\"{path}\" name=\"{name}\" file=\"{path}\"/>")?;
        }
        for found in file {
            case(out, found, sources, &path, fails(&found), lang)?;
        }
        writeln!(out, "  </testsuite>")?;
    }
    writeln!(out, "</testsuites>")
}

fn case(
    out: &mut dyn Write,
    found: &Diagnostic,
    sources: &[Source],
    path: &str,
    fails: bool,
    lang: Lang,
) -> io::Result<()> {
    let place = found.primary.place;
    let start = sources[place.file.0 as usize].position(place.span.start);
    let (rule, message) = (found.rule.name, text(&one_line(found.message.get(lang))));
    let severity = severity(found.severity, lang);
    // The name tells a finding from others and stays the same when lines move.
    writeln!(
        out,
        "    <testcase classname=\"{path}\" name=\"{rule}: {message}\" file=\"{path}\" line=\"{}\">",
        start.line
    )?;
    let details = format!(
        "{severity}[{rule}] {path}:{}:{}\n{}",
        start.line,
        start.column,
        text(&details(found, sources, lang))
    );
    if fails {
        writeln!(out, "      <failure type=\"{rule}\" message=\"{message}\">{details}</failure>")?;
    } else {
        writeln!(out, "      <system-out>{details}</system-out>")?;
    }
    writeln!(out, "    </testcase>")
}

/// The findings of every file, also of those without any.
fn by_file<'a, 'd>(mut found: &'a [&'d Diagnostic], files: usize) -> Vec<&'a [&'d Diagnostic]> {
    let part = |file| {
        let (part, rest) =
            found.split_at(found.partition_point(|of| of.primary.place.file.0 as usize <= file));
        found = rest;
        part
    };
    (0..files).map(part).collect()
}

/// A text in an attribute or an element. What XML has no way to write is replaced; the controls already are. Two
/// colons could stand at the start of a line, where the log of a workflow takes them for a command.
fn text(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            ':' if escaped.ends_with(':') => escaped.push_str("&#58;"),
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\u{fffe}' | '\u{ffff}' => escaped.push(char::REPLACEMENT_CHARACTER),
            _ => escaped.push(c),
        }
    }
    escaped
}
