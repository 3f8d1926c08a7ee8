//! The JSON that `ttm render` writes, imported again.

use ttm::forms::import::{ImportError, ReadError, SourceForm, import};
use ttm::forms::render::Format;

use crate::generated::{Shapes, standard};
use crate::render::published;
use crate::support::print;
use crate::support::round_trip::assert_same;

#[test]
fn rendered_json_is_imported_unchanged() {
    let published = published();
    assert_same(&published, SourceForm::Json, print(&[&published], Format::Json, 0).as_bytes(), "published");
    for number in 0..100 {
        for shapes in [Shapes::ALL, Shapes::TWO_NAMES] {
            let standard = standard(number, shapes);
            let json = print(&[&standard], Format::Json, 0);
            assert_same(&standard, SourceForm::Json, json.as_bytes(), &number.to_string());
        }
    }
}

#[test]
fn other_json_is_refused() {
    let published = published();
    let json = print(&[&published], Format::Json, 0);
    let refused = |json: &str, word: &str| {
        let error = import(json.as_bytes(), Some(SourceForm::Json)).unwrap_err();
        assert!(error.words().en.contains(word) && !error.words().zh.is_empty(), "{error}");
    };
    let several = format!("{json}{json}");
    assert_eq!(
        import(several.as_bytes(), None).unwrap_err(),
        ImportError::Unreadable(ReadError::Several { count: 2 })
    );
    refused(&json.replacen("\"level\":3", "\"level\":9", 1), "not from 1 to 6");
    refused(&json.replacen("\"version\":1", "\"version\":2", 1), "its version is 2");
    refused(&json.replacen("\"attitudes\"", "\"attitude\"", 1), "unknown field");
    refused(&json.replacen("\"status\":\"current\"", "\"status\":\"new\"", 1), "unknown");
    refused(&json[..json.len() / 2], "damaged or cut off");
    // A name that the list does not have would be lost.
    let row = json.rfind("\"knowledge\":[{\"code\":\"K").unwrap();
    let name = row + json[row..].find("\"name\":\"").unwrap() + "\"name\":\"".len();
    let mut changed = json.clone();
    changed.insert_str(name, "另一個");
    refused(&changed, "which the list does not have");
}
