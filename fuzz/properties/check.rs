//! Whatever the files hold: they are checked, every place that a finding names is there, and every form of the report
//! and every printed form can be written.

use std::io;

use ttm::canonical;
use ttm::check::{Settings, check_with, load_all};
use ttm::diagnostic::Diagnostic;
use ttm::files::source::{Place, Source};
use ttm::forms::render::{self, render};
use ttm::report::{ReportFormat, github, stream, text};
use ttm::text::bilingual::Lang;

/// The byte that ends a file and begins the next: it is in no UTF-8 text.
const NEXT_FILE: u8 = 0xff;

/// More files than this are one.
const MAX_FILES: usize = 4;

/// The input as files.
pub fn files(bytes: &[u8]) -> Vec<Source> {
    let texts = bytes.splitn(MAX_FILES, |&byte| byte == NEXT_FILE);
    let name = |at: usize| if at == 0 { "TTM4221-004v2.yaml".to_owned() } else { format!("{at}.yaml") };
    texts.enumerate().map(|(at, text)| Source::in_memory(&name(at), text)).collect()
}

/// Everything that the rules find, those about time included.
pub fn findings(sources: &[Source]) -> Vec<Diagnostic> {
    let as_of = Some(jiff::civil::date(2026, 1, 1));
    check_with(sources, &Settings { as_of, ..Settings::default() })
}

pub fn holds(bytes: &[u8]) {
    let sources = files(bytes);
    let found = findings(&sources);
    for diagnostic in &found {
        let labels = std::iter::once(&diagnostic.primary).chain(&diagnostic.related);
        labels.for_each(|label| there(label.place, &sources, diagnostic));
        let file = diagnostic.primary.place.file;
        let edits = diagnostic.fix.iter().flat_map(|fix| &fix.edits);
        edits.for_each(|&(span, _)| there(Place { file, span }, &sources, diagnostic));
        assert!(!diagnostic.message.en.is_empty() && !diagnostic.message.zh.is_empty());
    }
    reports(&found, &sources);
    printed(&sources);
}

/// Whether a place is within its file, and on the boundaries of characters.
fn there(place: Place, sources: &[Source], found: &Diagnostic) {
    let text = &sources[place.file.index()].text;
    assert!(text.get(place.span.range()).is_some(), "{} at {place:?}", found.rule);
}

fn reports(found: &[Diagnostic], sources: &[Source]) {
    for (lang, notes, width) in [(Lang::En, true, None), (Lang::ZhTw, false, Some(40))] {
        let options = text::Options { lang, notes, all: notes, width };
        for form in ReportFormat::ALL {
            // It carries every rule with it, so it is written once.
            if form == ReportFormat::Sarif && !notes {
                continue;
            }
            let summary = stream::write(&mut io::sink(), form, options, notes, found, sources);
            let summary = summary.expect("a sink takes everything");
            assert!(summary(github::SUMMARY_LIMIT).len() <= github::SUMMARY_LIMIT);
        }
    }
}

/// What could be read is printed in every form, and its canonical file says the same of it as it does itself.
fn printed(sources: &[Source]) {
    let (standards, _) = load_all(sources);
    let standards: Vec<_> = standards.iter().collect();
    for format in
        [render::Format::Table, render::Format::Markdown, render::Format::Html, render::Format::Json]
    {
        match render(&standards, format, &render::Options::default(), &mut io::sink()) {
            Ok(()) | Err(render::Error::Unfit(_)) => {}
            Err(error) => panic!("{error}"),
        }
    }
    for standard in standards {
        let once = canonical::yaml(standard);
        let again = [Source::in_memory("a.yaml", once.as_str())];
        let (read, found) = load_all(&again);
        // A standard of which nothing could be read is an empty file.
        assert!(!read.is_empty() || once.trim().is_empty() || once.trim() == "{}", "{once}");
        let syntax = |found: &&Diagnostic| matches!(found.rule, "yaml-syntax" | "unreadable-file");
        assert!(found.iter().find(syntax).is_none(), "{once}");
        assert!(read.iter().all(|read| canonical::yaml(read) == once), "{once}");
    }
}
