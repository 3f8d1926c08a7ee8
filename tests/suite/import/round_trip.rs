//! What is printed and imported again is the same standard.

use ttm::forms::import::SourceForm;

use super::page_text::{Codes, page_text};
use crate::generated::{Shapes, standard};
use crate::render::published;
use crate::support::round_trip::{assert_same, html};

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
