//! What is printed and imported again is the same standard.

use ttm::canonical::yaml;
use ttm::check::load;
use ttm::diagnostic::Findings;
use ttm::import::{Form, import};
use ttm::model::Standard;
use ttm::render::{Format, Options, render};
use ttm::source::{FileId, Source};

use super::page_text::{Codes, page_text};
use crate::generated::{Shapes, standard};

/// Imports `printed`, whose form has to be recognised, and compares what comes out with `standard`.
fn assert_same(standard: &Standard<'_>, form: Form, printed: &str, whose: &str) {
    let imported = import(printed.as_bytes(), None).unwrap_or_else(|error| panic!("{whose}: {error}"));
    assert_eq!(imported.report.form, Some(form), "{whose}");
    let (before, after) = (yaml(standard), yaml(&imported.standard));
    assert!(before == after, "{whose} as {form:?}:\n{}", ttm::unified::unified("standard", &before, &after));
    assert!(!imported.report.needs_a_look(), "{whose} as {form:?}: {:?}", imported.report.remarks);
}

pub(super) fn html(standard: &Standard<'_>) -> String {
    let mut out = Vec::new();
    render(&[standard], Format::Html, &Options { width: 100, color: false }, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// Looks at the standard of this repository.
pub(super) fn published(look: impl FnOnce(&Standard<'_>)) {
    let text = std::fs::read_to_string("standards/TTM4221-004v2.yaml").unwrap();
    let source = Source::in_memory("TTM4221-004v2.yaml", text);
    look(&load(&source, FileId(0), &mut Findings::default()).unwrap());
}

#[test]
fn the_published_standard_comes_back() {
    published(|standard| {
        assert_same(standard, Form::Html, &html(standard), "TTM4221-004v2");
        for codes in [Codes::Spaced, Codes::Glued] {
            assert_same(standard, Form::Text, &page_text(standard, codes), "TTM4221-004v2");
        }
    });
}

#[test]
fn generated_standards_come_back_through_html() {
    for number in 0..100 {
        let standard = standard(number, Shapes::ALL);
        assert_same(&standard, Form::Html, &html(&standard), &number.to_string());
    }
}

#[test]
fn generated_standards_come_back_through_the_text_of_a_page() {
    for number in 0..100 {
        // Without merged cells the form cannot say that knowledge and skills are merged over different tasks.
        let standard = standard(number, Shapes { apart: false, ..Shapes::ALL });
        let codes = if number % 2 == 0 { Codes::Spaced } else { Codes::Glued };
        assert_same(&standard, Form::Text, &page_text(&standard, codes), &number.to_string());
    }
}
