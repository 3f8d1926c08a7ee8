//! What is printed and imported again is the same standard.

use ttm::forms::import::SourceForm;

use super::page_text::{Codes, page_text};
use crate::generated::{Shapes, standard};
use crate::render::published;
use crate::support::round_trip::{assert_same, assert_same_with_remarks, html, remarks_on_two_names};

#[test]
fn the_published_standard_comes_back() {
    let standard = published();
    assert_same(&standard, SourceForm::Html, html(&standard).as_bytes(), "TTM4221-004v2");
    for codes in [Codes::Spaced, Codes::Glued] {
        assert_same(&standard, SourceForm::Text, page_text(&standard, codes).as_bytes(), "TTM4221-004v2");
    }
}

#[test]
fn generated_standards_come_back_through_html() {
    for number in 0..100 {
        let standard = standard(number, Shapes::ALL);
        assert_same(&standard, SourceForm::Html, html(&standard).as_bytes(), &number.to_string());
    }
}

#[test]
fn generated_standards_come_back_through_the_text_of_a_page() {
    for number in 0..100 {
        // Without merged cells the form cannot say that knowledge and skills are merged over different tasks.
        let standard = standard(number, Shapes { apart: false, ..Shapes::ALL });
        let codes = if number % 2 == 0 { Codes::Spaced } else { Codes::Glued };
        assert_same(&standard, SourceForm::Text, page_text(&standard, codes).as_bytes(), &number.to_string());
    }
}

#[test]
fn codes_with_two_names_come_back_through_every_form() {
    let mut codes = 0;
    for number in 0..100 {
        let whole = standard(number, Shapes::TWO_NAMES);
        let remarks = remarks_on_two_names(&whole);
        codes += remarks.len();
        let page = html(&whole);
        assert_same_with_remarks(&whole, SourceForm::Html, page.as_bytes(), &number.to_string(), &remarks);
        let plain = standard(number, Shapes { apart: false, ..Shapes::TWO_NAMES });
        let remarks = remarks_on_two_names(&plain);
        let codes = if number % 2 == 0 { Codes::Spaced } else { Codes::Glued };
        let text = page_text(&plain, codes);
        assert_same_with_remarks(&plain, SourceForm::Text, text.as_bytes(), &number.to_string(), &remarks);
    }
    assert!(codes > 100, "{codes}");
}
