//! Comparisons, and what the gate says of them.

use serde_json::{Value as Json, json};

use super::{
    Parts, both, count, definitions, described, flag, level_or_null, list, object, one_of, optional,
    reference, reference_or_null, text, text_or_null, version,
};
use crate::model::Kind;
use crate::versions::diff::Impact;

pub(super) fn parts() -> Parts {
    let failures =
        described("With `--against` alone: why the change may not pass.", list(reference("failure")));
    let root = object(&[
        ("version", version()),
        ("comparisons", list(reference("comparison"))),
        ("failures", failures),
    ]);
    let classes: Vec<&str> = Impact::ALL.into_iter().map(Impact::name).collect();
    let entries = || list(reference("entry"));
    let title = object(&[
        ("code", text_or_null()),
        ("name", text_or_null()),
        ("errors", described("How many errors kept parts of the file from being compared.", count())),
    ]);
    let counts = object(&[("class", one_of(&classes)), ("count", count())]);
    let comparison = object(&[
        ("old", title.clone()),
        ("new", title),
        (
            "highest",
            json!({"enum": classes.iter().map(|name| json!(name)).chain([Json::Null]).collect::<Vec<_>>()}),
        ),
        ("counts", list(counts)),
        ("profile", entries()),
        ("duties", entries()),
        ("knowledge", entries()),
        ("skills", entries()),
        ("attitudes", entries()),
        ("notes", entries()),
        ("history", entries()),
        ("unplaced", entries()),
    ]);
    let entry = object(&[
        ("what", one_of(&whats())),
        ("changes", list(one_of(&CHANGES))),
        ("classes", list(one_of(&classes))),
        ("follows", described("Whether the code changed only because that of the entry above did.", flag())),
        ("old", reference_or_null("side")),
        ("new", reference_or_null("side")),
        ("runs", described("The pieces of a text that changed.", list(reference("run")))),
        ("gained", list(reference("competence"))),
        ("lost", list(reference("competence"))),
        ("children", entries()),
    ]);
    let side = object(&[
        ("code", text_or_null()),
        ("text", text()),
        ("under", text_or_null()),
        ("level", level_or_null()),
    ]);
    let competence = object(&[
        ("kind", one_of(&[Kind::Knowledge.en(), Kind::Skill.en()])),
        ("code", text()),
        ("name", text_or_null()),
    ]);
    let failure = object(&[
        ("reason", text()),
        ("code", text()),
        ("path", text()),
        ("message", both()),
        ("help", both()),
    ]);
    let definitions = definitions([
        ("comparison", comparison),
        ("entry", entry),
        ("side", side),
        ("run", object(&[("old", text()), ("new", text()), ("changed", flag())])),
        ("competence", competence),
        ("failure", failure),
    ]);
    ("What changed between versions, by ttm", optional(root, "failures"), definitions)
}

/// How an entry changed.
const CHANGES: [&str; 11] = [
    "added",
    "withdrawn",
    "joined",
    "doubled",
    "moved-to-another-parent",
    "moved",
    "renumbered",
    "reworded",
    "editorial",
    "level",
    "reordered",
];

/// What an entry is.
fn whats() -> Vec<&'static str> {
    let kinds =
        [Kind::Duty, Kind::Task, Kind::Output, Kind::Indicator, Kind::Knowledge, Kind::Skill, Kind::Attitude];
    let others = [
        "code",
        "revises",
        "name",
        "job-category",
        "occupation",
        "industry",
        "description",
        "base-level",
        "also",
        "row",
        "version",
        "label",
        "status",
        "superseded-by",
        "date",
        "note",
        "qualification",
        "supplement",
        "unplaced",
    ];
    kinds.into_iter().map(Kind::en).chain(others).collect()
}
