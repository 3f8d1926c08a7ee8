//! Findings as JUnit XML, which most continuous integration systems read as test reports.
//!
//! A file is a test suite and a finding is a failed test; a file without findings is one passed test. A finding that
//! does not fail the run (a note, or a warning without `--strict`) is a passed test with output.

use std::io::{self, Write};

use super::findings_writer::{FileFindings, FindingsWriter};
use super::{details, severity};
use crate::diagnostic::{Counts, Diagnostic};
use crate::files::source::Source;
use crate::text::bilingual::{Bilingual, Lang};
use crate::text::display_safe::one_line;
use crate::text::html::escape;

/// The report while it is written. The number of tests has to be written before the first suite, so all suites are kept
/// until the end.
#[derive(Debug)]
pub(super) struct Junit {
    lang: Lang,
    strict: bool,
    text: String,
    tests: usize,
    failures: usize,
}

impl Junit {
    /// With `strict`, warnings are failures.
    pub(super) fn new(lang: Lang, strict: bool) -> Self {
        Self { lang, strict, text: String::new(), tests: 0, failures: 0 }
    }
}

/// The suite of one file.
pub(super) struct Suite {
    text: String,
    tests: usize,
    failures: usize,
}

impl FindingsWriter for Junit {
    type Piece = Suite;

    fn format(&self, file: &FileFindings<'_>) -> io::Result<Suite> {
        Ok(suite(&file.shown, file.source, file.sources, self.strict, self.lang))
    }

    fn add(&mut self, suite: Suite, _: &mut dyn Write) -> io::Result<()> {
        self.text.push_str(&suite.text);
        self.tests += suite.tests;
        self.failures += suite.failures;
        Ok(())
    }

    fn end(&mut self, _: &Bilingual, out: &mut dyn Write) -> io::Result<()> {
        let Self { text, tests, failures, .. } = self;
        writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
        writeln!(out, "<testsuites name=\"ttm\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\">")?;
        out.write_all(text.as_bytes())?;
        writeln!(out, "</testsuites>")
    }
}

/// Makes the suite of one file.
fn suite(of_file: &[&Diagnostic], source: &Source, sources: &[Source], strict: bool, lang: Lang) -> Suite {
    let fails = |found: &Diagnostic| Counts::of([found]).fail(strict);
    let path = text(&one_line(&source.path));
    let (tests, failures) = (of_file.len().max(1), of_file.iter().filter(|found| fails(found)).count());
    let mut suite = format!(
        "  <testsuite name=\"{path}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" skipped=\"0\">\n"
    );
    if of_file.is_empty() {
        let name = if lang == Lang::En { "no findings" } else { "沒有問題" };
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
    let outcome = if fails {
        format!("<failure type=\"{rule}\" message=\"{message}\">{details}</failure>")
    } else {
        format!("<system-out>{details}</system-out>")
    };
    // The test's name identifies the finding and does not change when lines move.
    format!(
        "    <testcase classname=\"{path}\" name=\"{rule}: {message}\" file=\"{path}\" line=\"{line}\">\n      \
         {outcome}\n    </testcase>\n"
    )
}

/// Escapes a text for an attribute or element. Characters that XML cannot represent are replaced; control characters
/// were already. Sequences that a log would read as a command are written as character references.
fn text(text: &str) -> String {
    escape(&text.replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}"))
}
