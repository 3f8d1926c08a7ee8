//! What is printed and imported again is the same standard.

use ttm::canonical::yaml;
use ttm::check::load;
use ttm::diagnostic::Findings;
use ttm::import::{Form, Imported, import, of_sheet};
use ttm::model::{List, Standard};
use ttm::render::{Format, Options, render};
use ttm::sheet::Sheet;
use ttm::source::{FileId, Source};

use super::page_text::{Codes, page_text};
use crate::generated::{Shapes, standard};

/// Imports `printed`, whose form has to be recognised, and compares what comes out with `standard`.
fn assert_same(standard: &Standard<'_>, form: Form, printed: &str, whose: &str) {
    let imported = import(printed.as_bytes(), None).unwrap_or_else(|error| panic!("{whose}: {error}"));
    assert_eq!(imported.report.form, Some(form), "{whose}");
    assert_equal(standard, &imported, &format!("{whose} as {form:?}"));
}

fn assert_equal(standard: &Standard<'_>, imported: &Imported, whose: &str) {
    let (before, after) = (yaml(standard), yaml(&imported.standard));
    assert!(before == after, "{whose}:\n{}", ttm::unified::unified("standard", &before, &after));
    assert!(!imported.report.needs_a_look(), "{whose}: {:?}", imported.report.remarks);
}

fn html(standard: &Standard<'_>) -> String {
    let mut out = Vec::new();
    render(&[standard], Format::Html, &Options { width: 100, color: false }, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn the_published_standard_comes_back() {
    let text = std::fs::read_to_string("standards/TTM4221-004v2.yaml").unwrap();
    let source = Source::in_memory("TTM4221-004v2.yaml", text);
    let mut standard = load(&source, FileId(0), &mut Findings::default()).unwrap();
    // The form has no word for a list that is there and holds nothing.
    standard.notes.supplements = List::default();
    assert_same(&standard, Form::Html, &html(&standard), "TTM4221-004v2");
    for codes in [Codes::Spaced, Codes::Glued] {
        assert_same(&standard, Form::Text, &page_text(&standard, codes), "TTM4221-004v2");
    }
}

#[test]
fn the_forms_of_a_published_standard_give_one_model() {
    for code in ["SET2149-002v4", "SET4130-001v2", "TFB5120-002v3", "TTM4221-004v3", "TTM4221-006v1"] {
        let mut first: Option<String> = None;
        for (ending, form) in
            [("txt", Form::Text), ("html", Form::Html), ("odt", Form::Odt), ("ocs.json", Form::OcsJson)]
        {
            let path = format!("{}/../shared/corpus/{code}.{ending}", env!("CARGO_MANIFEST_DIR"));
            let Ok(bytes) = std::fs::read(path) else {
                eprintln!("skipped: ../shared/corpus/{code}.{ending} is not there");
                continue;
            };
            let imported = import(&bytes, None).unwrap();
            assert_eq!(imported.report.form, Some(form));
            let model = yaml(&imported.standard);
            let first = first.get_or_insert_with(|| model.clone());
            assert!(*first == model, "{code}:\n{}", ttm::unified::unified(ending, first, &model));
        }
    }
}

#[test]
fn generated_standards_come_back_through_the_form_itself() {
    for number in 0..100 {
        let standard = standard(number, Shapes::ALL);
        let imported = of_sheet(&Sheet::of(&standard), None).unwrap();
        assert_equal(&standard, &imported, &number.to_string());
    }
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
