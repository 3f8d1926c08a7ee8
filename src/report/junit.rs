//! Findings as the XML that test reports of most continuous integration read.
//!
//! A file is a suite, a finding a test that failed, and a file without findings one test that passed. What does not
//! fail the run (a note, a warning without `--strict`) is a test that passed and says something.

use std::io::{self, Write};

use super::{details, severity};
use crate::diagnostic::Counts;
use crate::diagnostic::Diagnostic;
use crate::files::source::Source;
use crate::text::bilingual::Lang;
use crate::text::display_safe::one_line;
use crate::text::inert::Doubles;

/// The suites of a run as they come: how many tests there are in all has to be said before the first.
#[derive(Debug, Default)]
pub(super) struct Suites {
    text: String,
    tests: usize,
    failures: usize,
}

/// What one file becomes.
pub(super) struct Suite {
    text: String,
    tests: usize,
    failures: usize,
}

impl Suites {
    /// Adds that of the next file.
    pub(super) fn add(&mut self, suite: Suite) {
        let Suite { text, tests, failures } = suite;
        self.text.push_str(&text);
        self.tests += tests;
        self.failures += failures;
    }

    /// Writes the whole.
    pub(super) fn write(self, out: &mut dyn Write) -> io::Result<()> {
        let Self { text, tests, failures } = self;
        writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
        writeln!(out, "<testsuites name=\"ttm\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\">")?;
        out.write_all(text.as_bytes())?;
        writeln!(out, "</testsuites>")
    }
}

/// The suite of one file.
pub(super) fn suite(
    of_file: &[&Diagnostic],
    source: &Source,
    sources: &[Source],
    strict: bool,
    lang: Lang,
) -> Suite {
    let fails = |found: &Diagnostic| Counts::of([found]).fail(strict);
    let path = text(&one_line(&source.path));
    let (tests, failures) = (of_file.len().max(1), of_file.iter().filter(|found| fails(found)).count());
    let mut suite = format!(
        "  <testsuite name=\"{path}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" skipped=\"0\">\n"
    );
    if of_file.is_empty() {
        let name = if lang == Lang::En { "no findings" } else { "沒有發現" };
        suite += &format!("    <testcase classname=\"{path}\" name=\"{name}\" file=\"{path}\"/>\n");
    }
    for found in of_file {
        suite += &case(found, sources, &path, fails(found), lang);
    }
    suite += "  </testsuite>\n";
    Suite { text: suite, tests, failures }
}

fn case(found: &Diagnostic, sources: &[Source], path: &str, fails: bool, lang: Lang) -> String {
    let place = found.primary.place;
    let start = sources[place.file.index()].position(place.span.start);
    let (rule, message) = (found.rule, text(&one_line(found.message.get(lang))));
    let (line, column) = (start.line, start.column);
    let severity = severity(found.severity, lang);
    let details = text(&details(found, sources, lang));
    let details = format!("{severity}[{rule}] {path}:{line}:{column}\n{details}");
    let said = if fails {
        format!("<failure type=\"{rule}\" message=\"{message}\">{details}</failure>")
    } else {
        format!("<system-out>{details}</system-out>")
    };
    // The name tells a finding from others and stays the same when lines move.
    format!(
        "    <testcase classname=\"{path}\" name=\"{rule}: {message}\" file=\"{path}\" line=\"{line}\">\n      \
         {said}\n    </testcase>\n"
    )
}

/// A text in an attribute or an element. What XML has no way to write is replaced; the controls already are. What a log
/// would take for a command is written as references.
fn text(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    let mut doubles = Doubles::default();
    for c in text.chars() {
        match c {
            _ if doubles.is_second(c) => escaped.push_str(if c == ':' { "&#58;" } else { "&#35;" }),
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
