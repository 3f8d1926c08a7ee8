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
            "sheet",
            described("The sheet, where a workbook has several with a standard on each.", text_or_null()),
        ),
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
        (
            "pages",
            described(
                "What begins on each page: rows of the main table, and items as they are printed in cells. Only for PDF.",
                list(reference("page")),
            ),
        ),
        ("remarks", list(reference("remark"))),
    ]);
    let on_page = [
        "page",
        "rows",
        "duties",
        "tasks",
        "outputs",
        "indicators",
        "knowledge",
        "skills",
        "attitudes",
        "versions",
        "notes",
    ];
    let page = object(&on_page.map(|name| (name, count())));
    let remark = object(&[
        ("at", both()),
        (
            "page",
            described(
                "The page where it begins; null in forms without pages.",
                json!({"type": ["integer", "null"], "minimum": 1}),
            ),
        ),
        ("kind", text()),
        ("needs_a_look", flag()),
        ("text", text()),
        ("message", both()),
    ]);
    let definitions = definitions([("import", import), ("page", page), ("remark", remark)]);
    ("What became of an import, by ttm", root, definitions)
}
