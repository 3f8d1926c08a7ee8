//! What is printed and imported again is the same standard.

use ttm::canonical::yaml;
use ttm::forms::import::{SourceForm, import};
use ttm::forms::render::{Format, Options, render};

use super::page_text::{Codes, page_text};
use crate::generated::{self, Shapes};
use crate::render::published;
use crate::support::round_trip::{assert_same, assert_same_with_remarks, html, remarks_on_two_names};
use crate::support::standard;

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
        let standard = generated::standard(number, Shapes::ALL);
        assert_same(&standard, SourceForm::Html, html(&standard).as_bytes(), &number.to_string());
    }
}

#[test]
fn generated_standards_come_back_through_the_text_of_a_page() {
    for number in 0..100 {
        // Without merged cells the form cannot say that knowledge and skills are merged over different tasks.
        let standard = generated::standard(number, Shapes { apart: false, ..Shapes::ALL });
        let codes = if number % 2 == 0 { Codes::Spaced } else { Codes::Glued };
        assert_same(&standard, SourceForm::Text, page_text(&standard, codes).as_bytes(), &number.to_string());
    }
}

#[test]
fn codes_with_two_names_come_back_through_every_form() {
    let mut codes = 0;
    for number in 0..100 {
        let whole = generated::standard(number, Shapes::TWO_NAMES);
        let remarks = remarks_on_two_names(&whole);
        codes += remarks.len();
        let page = html(&whole);
        assert_same_with_remarks(&whole, SourceForm::Html, page.as_bytes(), &number.to_string(), &remarks);
        let plain = generated::standard(number, Shapes { apart: false, ..Shapes::TWO_NAMES });
        let remarks = remarks_on_two_names(&plain);
        let codes = if number % 2 == 0 { Codes::Spaced } else { Codes::Glued };
        let text = page_text(&plain, codes);
        assert_same_with_remarks(&plain, SourceForm::Text, text.as_bytes(), &number.to_string(), &remarks);
    }
    assert!(codes > 100, "{codes}");
}

#[test]
fn marks_before_a_name_and_tags_around_it_go_with_a_remark_and_no_half_of_a_pair() {
    const EDGES: &str = "\
name: {occupation: 咖啡師}
knowledge: {K01: '- 水質', K02: <p>風味</p>}
skills: {S01: <b>研磨</b>}
duties:
  T1:
    name: <div>沖煮</div>
    knowledge: [K01, K02]
    skills: [S01]
    tasks:
      T1.1:
        name: '– 備料'
        indicators: {P1.1.1: '<p>備妥。</p>', P1.1.2: 以標籤<p>分段</p>}
";
    let (whole, plain) =
        (standard(EDGES), standard(&EDGES.replace("- 水質", "水質").replace("– 備料", "備料")));
    let formats = [
        Format::Html,
        #[cfg(feature = "office")]
        Format::Xlsx,
        #[cfg(feature = "office")]
        Format::Docx,
    ];
    for format in formats {
        let mut printed = Vec::new();
        render(&[&whole], format, &Options::default(), &mut printed).unwrap();
        let imported = import(&printed, None).unwrap();
        let without_tags = yaml(&imported.standard);
        let expected = ["<p>風味</p>", "<b>研磨</b>", "<div>沖煮</div>", "<p>備妥。</p>"]
            .iter()
            .fold(yaml(&plain), |text, tagged| {
                text.replace(tagged, tagged.split(['<', '>']).nth(2).unwrap())
            });
        assert_eq!(without_tags, expected, "{format:?}");
        let told = |kind| -> Vec<_> {
            let remarks = imported.report.remarks.iter().filter(|remark| remark.kind.id() == kind);
            remarks.map(|remark| remark.kind.text()).collect()
        };
        assert_eq!(told("separator"), ["T1.1 – 備料", "K01 - 水質"], "{format:?}");
        assert_eq!(told("markup").len(), 4, "{format:?}");
        assert!(!imported.report.needs_a_look(), "{format:?}");
    }
}
