//! A standard as data.

use serde_json::json;

use super::{
    Parts, definitions, described, level_or_null, list, object, optional, reference, text, text_or_null,
    version,
};

pub(super) fn parts() -> Parts {
    let name = json!({
        "description": "One of the two, or null where the file has no name.",
        "anyOf": [object(&[("category", text())]), object(&[("occupation", text())]), {"type": "null"}],
    });
    let items = || list(reference("item"));
    let classification = object(&[("job_category", items()), ("occupation", items()), ("industry", items())]);
    let entry = object(&[
        ("version", text_or_null()),
        ("code", text_or_null()),
        ("name", text_or_null()),
        ("status", json!({"enum": ["current", "superseded", null]})),
        ("superseded_by", text_or_null()),
        ("date", described("As 2021-01-14.", text_or_null())),
        ("note", text_or_null()),
    ]);
    let sentence = object(&[("code", text_or_null()), ("text", text())]);
    let row = object(&[
        ("level", level_or_null()),
        ("outputs", items()),
        ("indicators", list(sentence)),
        ("knowledge", described("With what the task or the duty gives it.", items())),
        ("skills", described("With what the task or the duty gives it.", items())),
    ]);
    let task = object(&[
        ("code", text()),
        ("name", text_or_null()),
        ("also", described("Further tasks in the same cell.", items())),
        ("rows", list(row)),
    ]);
    let duty = object(&[("code", text()), ("name", text_or_null()), ("tasks", list(reference("task")))]);
    let unplaced = object(&[("at", text_or_null()), ("text", text_or_null())]);
    let root = object(&[
        ("version", version()),
        ("path", text()),
        ("code", described("Null in a draft.", text_or_null())),
        ("revises", described("In a draft alone: the issued standard whose next edition it is.", text())),
        ("name", name),
        ("classification", classification),
        ("description", text_or_null()),
        ("level", level_or_null()),
        ("history", list(entry)),
        ("knowledge", items()),
        ("skills", items()),
        ("duties", list(duty)),
        ("attitudes", items()),
        ("notes", object(&[("qualifications", list(text())), ("supplements", list(text()))])),
        ("unplaced", described("What an importer could not place.", list(unplaced))),
    ]);
    let root = optional(optional(root, "revises"), "unplaced");
    let mut definitions = definitions([
        ("item", object(&[("code", text_or_null()), ("name", text_or_null())])),
        ("task", task),
    ]);
    // It has no text in two languages.
    definitions.remove(super::TEXT_WANTED);
    ("A competency standard as data, by ttm", root, definitions)
}
