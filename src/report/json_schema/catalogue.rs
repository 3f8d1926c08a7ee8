//! Answers to questions over many standards: where they say something, what a code stands for, what two occupations share.

use serde_json::{Map, Value as Json, json};

use super::{
    Parts, count, described, level_or_null, list, object, one_of, ordinal, reference, text, text_or_null,
    version,
};
use crate::model::Kind;

/// The answer of `ttm find --format json`.
pub(super) fn find() -> Parts {
    let parts = [
        "name",
        "classification",
        "description",
        "duties",
        "tasks",
        "outputs",
        "indicators",
        "knowledge",
        "skills",
        "attitudes",
        "notes",
        "history",
    ];
    let place = object(&[
        ("code", described("Of the standard; null in a draft.", text_or_null())),
        ("name", text_or_null()),
        ("level", described("The base level.", level_or_null())),
        ("in", described("The part of the form.", one_of(&parts))),
        ("at", described("The code of the entry, or of the task that it belongs to.", text_or_null())),
        ("text", described("The whole text.", text())),
        ("task_levels", described("Those of the tasks that use a knowledge or skill.", levels())),
        ("tasks", described("The tasks that use a knowledge or skill.", list(text()))),
        ("path", text()),
        ("line", ordinal()),
    ]);
    let root = object(&[("version", version()), ("places", list(reference("place")))]);
    ("Where standards say something, by ttm", root, defined([("place", place)]))
}

/// The answers of `ttm show --format json`, with `--matrix` and without.
pub(super) fn show() -> Parts {
    let kinds: Vec<&str> = Kind::ALL.into_iter().map(Kind::en).collect();
    let said = "Of a task's rows, or of the tasks that use a knowledge or skill.";
    let tasks = "Those that use a knowledge or skill, or the one that an output or indicator belongs to.";
    let entry = object(&[
        ("standard", described("Its code; null in a draft.", text_or_null())),
        ("kind", one_of(&kinds)),
        ("code", text_or_null()),
        ("levels", described(said, levels())),
        ("tasks", described(tasks, list(text()))),
        ("text", described("The name or sentence.", text())),
    ]);
    let mut row = object(&[
        ("code", text_or_null()),
        ("name", text()),
        ("used", described("`unused`, `once`, `everywhere`, or in how many tasks.", text())),
    ]);
    row["additionalProperties"] =
        described("A key for each task: a mark where the task needs it.", json!({"enum": ["●", null]}));
    let root = json!({"oneOf": [
        object(&[("version", version()), ("entries", list(reference("entry")))]),
        object(&[("version", version()), ("matrix", list(reference("row")))]),
    ]});
    ("A standard or its entries, by ttm", root, defined([("entry", entry), ("row", row)]))
}

/// The answers of `ttm gap --format json`, with `--nearest` and without.
pub(super) fn gap() -> Parts {
    let titled = object(&[("path", text()), ("code", text_or_null()), ("name", text_or_null())]);
    let codes = || list(text());
    let shared = object(&[
        ("name", described("In the second standard.", text())),
        ("name_in_from", text()),
        ("codes_in_from", codes()),
        ("codes", codes()),
    ]);
    let near = object(&[("name", text()), ("codes", codes())]);
    let needed = object(&[
        ("name", text()),
        ("codes", codes()),
        ("tasks", described("Of the second standard, that need it.", codes())),
        ("more_tasks", described("How many tasks beyond those listed need it.", count())),
        (
            "near",
            described(
                "The most similar name of the first standard, which is not the same.",
                json!({"anyOf": [near, {"type": "null"}]}),
            ),
        ),
    ]);
    let compared = object(&[("shared", list(reference("shared"))), ("needed", list(reference("needed")))]);
    let nearest = object(&[
        ("code", text_or_null()),
        ("name", text_or_null()),
        ("level", described("The base level.", level_or_null())),
        ("percent", described("Shared names in percent of all that either lists.", count())),
        ("knowledge_shared", count()),
        ("knowledge_needed", count()),
        ("skills_shared", count()),
        ("skills_needed", count()),
        ("shared", described("The names that both list.", list(text()))),
        ("needed", described("The names that only this one lists.", list(text()))),
        ("path", text()),
    ]);
    let root = json!({"oneOf": [
        object(&[
            ("version", version()),
            ("from", reference("titled")),
            ("to", reference("titled")),
            ("knowledge", reference("compared")),
            ("skills", reference("compared")),
        ]),
        object(&[("version", version()), ("nearest", list(reference("nearest")))]),
    ]});
    let definitions = [
        ("titled", titled),
        ("compared", compared),
        ("shared", shared),
        ("needed", needed),
        ("nearest", nearest),
    ];
    ("What two occupations share, by ttm", root, defined(definitions))
}

/// Levels as texts, as tables have them.
fn levels() -> Json {
    list(json!({"enum": ["1", "2", "3", "4", "5", "6"]}))
}

fn defined(named: impl IntoIterator<Item = (&'static str, Json)>) -> Map<String, Json> {
    named.into_iter().map(|(name, schema)| (name.to_owned(), schema)).collect()
}
