//! What a repository holds.

use serde_json::{Map, json};

use super::{Parts, count, described, list, object, reference, text, text_or_null, version};

/// The answers of `ttm list --format json`.
pub(super) fn parts() -> Parts {
    let root = json!({"oneOf": [
        object(&[("version", version()), ("standards", list(reference("standard")))]),
        object(&[("version", version()), ("counts", list(reference("total")))]),
        object(&[("version", version()), ("names", list(reference("name")))]),
    ]});
    let codes = || described("The codes of the classification.", list(text()));
    let day = || json!({"type": ["string", "null"], "format": "date"});
    let mut standard = object(&[
        ("code", text_or_null()),
        ("name", text_or_null()),
        ("category", codes()),
        ("occupation", codes()),
        ("industry", codes()),
        ("level", json!({"type": ["integer", "null"], "minimum": 1, "maximum": 6})),
        ("status", json!({"enum": ["draft", "current", "superseded", null]})),
        ("date", day()),
        ("review", described("The day by which a current version has to be assessed for an update.", day())),
        ("duties", count()),
        ("tasks", count()),
        ("outputs", count()),
        ("indicators", count()),
        ("knowledge", count()),
        ("skills", count()),
        ("attitudes", count()),
        ("path", text()),
    ]);
    // Those of `--columns`.
    standard["required"] = json!([]);
    let total = object(&[("of", text()), ("count", count())]);
    let definitions: Map<_, _> =
        [("standard".to_owned(), standard), ("total".to_owned(), total), ("name".to_owned(), name())]
            .into_iter()
            .collect();
    ("What a repository holds, by ttm", root, definitions)
}

/// A line of the catalogue of names.
pub(super) fn names() -> Parts {
    let head = object(&[("catalogue", json!({"const": "names"})), ("version", version())]);
    let root = json!({"oneOf": [described("The first line.", head), name()]});
    ("A line of a catalogue of names, by ttm", root, Map::new())
}

fn name() -> serde_json::Value {
    object(&[
        ("kind", json!({"enum": ["knowledge", "skills", "attitudes"]})),
        ("name", text()),
        ("standards", described("How many use it; of a family one counts.", count())),
    ])
}
