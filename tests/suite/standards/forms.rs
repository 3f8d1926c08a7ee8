//! Each form becomes the committed standard, and so does what is printed of it.

use std::path::Path;

use ttm::canonical::{Heading, file};
use ttm::forms::import::SourceForm;

#[cfg(feature = "office")]
use super::read;
use super::{FOLDER, Own, STANDARDS};
#[cfg(feature = "office")]
use crate::import::office::zipped;
use crate::import::page_text::{Codes, page_text};
use crate::render::standard;
use crate::support::forms::Forms;
use crate::support::round_trip::{assert_same_with_remarks, html};

fn forms(own: &Own) -> Forms {
    #[cfg(feature = "office")]
    let odt = Some(zipped(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", read(&format!("{}.content.xml", own.code)).as_bytes()),
    ]));
    #[cfg(not(feature = "office"))]
    let odt = None;
    Forms::new(Path::new(FOLDER), own.code, odt)
}

#[test]
fn each_form_becomes_the_committed_file() {
    let heading = Heading { schema: Some("../../standards/standard.schema.json".into()), source: None };
    for own in &STANDARDS {
        let committed = own.yaml();
        assert_eq!(file(&standard(&committed), &heading), committed, "{} is not canonical", own.code);
        for (ending, imported) in forms(own).imported() {
            let made = file(&imported.standard, &heading);
            let unified = || {
                ttm::text::unified_diff::unified(own.code, &committed, &made, ttm::text::bilingual::Lang::En)
            };
            assert!(made == committed, "{}.{ending}:\n{}", own.code, unified());
        }
    }
}

#[test]
fn imports_that_need_a_look_have_their_known_remarks() {
    for own in &STANDARDS {
        for (ending, imported) in forms(own).imported() {
            let said = &imported.report.remarks;
            let kinds: Vec<_> = said.iter().map(|remark| remark.kind.id()).collect();
            let expected = if ending == "txt" { own.remarks_on_text } else { own.remarks };
            assert_eq!(kinds, expected, "{}.{ending}: {said:?}", own.code);
        }
    }
}

#[test]
fn four_forms_are_one_standard() {
    STANDARDS.iter().for_each(|own| forms(own).assert_one_standard());
}

#[test]
fn every_item_of_the_conversion_is_in_the_model_once() {
    STANDARDS.iter().for_each(|own| forms(own).assert_nothing_is_lost());
}

#[test]
fn every_standard_is_whole_in_every_format() {
    STANDARDS.iter().for_each(|own| forms(own).assert_whole_in_every_format());
}

#[test]
fn the_forms_hold_the_same_cells() {
    for own in &STANDARDS {
        let forms = forms(own);
        forms.assert_same_grids();
        if own.even {
            forms.assert_same_duties();
        }
    }
}

#[test]
fn rendered_standards_are_imported_unchanged() {
    for own in &STANDARDS {
        let standard = standard(&own.yaml());
        let same = |form, printed: &str| {
            assert_same_with_remarks(&standard, form, printed.as_bytes(), own.code, own.remarks);
        };
        same(SourceForm::Html, &html(&standard));
        if own.even {
            same(SourceForm::Text, &page_text(&standard, Codes::Spaced));
            same(SourceForm::Text, &page_text(&standard, Codes::Glued));
        }
    }
}
