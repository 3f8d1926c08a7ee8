//! What became of an import.

use serde_json::json;

use super::{
    Parts, both, count, definitions, described, flag, list, object, reference, reference_or_null, text,
    text_or_null, version,
};

pub(super) fn parts() -> Parts {
    let root = object(&[("version", version()), ("imports", list(reference("import")))]);
    let counts = json!({"type": ["object", "null"], "additionalProperties": count()});
    let import = object(&[
        ("source", text()),
        (
            "form",
            json!({"enum": ["text", "html", "odt", "docx", "xlsx", "ods", "ocs-json", "json", "pdf", null]}),
        ),
        (
            "output",
            described("The file; null where nothing was written, and `error` says why.", text_or_null()),
        ),
        ("same_as", described("The other input that the output was written from.", text_or_null())),
        ("error", reference_or_null("text")),
        ("title", text_or_null()),
        ("counts", described("How many items of each kind there are.", counts)),
        ("line_breaks", json!({"type": ["integer", "null"], "minimum": 0})),
        ("remarks", list(reference("remark"))),
    ]);
    let remark = object(&[
        ("at", both()),
        ("kind", text()),
        ("needs_a_look", flag()),
        ("text", text()),
        ("message", both()),
    ]);
    let definitions = definitions([("import", import), ("remark", remark)]);
    ("What became of an import, by ttm", root, definitions)
}
