//! Findings.

use serde_json::{Value as Json, json};

use super::{
    Parts, both, definitions, described, list, object, one_of, ordinal, reference, reference_or_null, text,
    text_or_null, version,
};

pub(super) fn parts() -> Parts {
    let report = object(&[("version", version()), ("diagnostics", list(reference("finding")))]);
    let line = object(&[&[("version", version())], finding().as_slice()].concat());
    let root = json!({
        "description": "What `ttm validate --format json` writes, and a line of `--format jsonl`.",
        "anyOf": [reference("report"), reference("line")],
    });
    let edit = object(&[place().as_slice(), &[("replacement", text())]].concat());
    let fix = object(&[("message", both()), ("edits", list(reference("edit")))]);
    let related = object(&[located().as_slice(), &[("message", both())]].concat());
    let definitions = definitions([
        ("report", report),
        ("line", line),
        ("finding", object(&finding())),
        ("related", described("Another place that the finding is about.", related)),
        ("fix", described("Edits to the file that mend it.", fix)),
        ("edit", described("A replacement for a range of the file as it is before any edit.", edit)),
    ]);
    ("Findings of ttm", root, definitions)
}

fn finding() -> Vec<(&'static str, Json)> {
    let severity = one_of(&["error", "warning", "note"]);
    let code =
        described("The code of the standard; null in a draft, and where it cannot be read.", text_or_null());
    let mut members = vec![("rule", text()), ("severity", severity), ("code", code)];
    members.extend(located());
    members.push(("message", both()));
    members.push(("help", reference_or_null("text")));
    members.push(("related", list(reference("related"))));
    members.push(("fixes", list(reference("fix"))));
    members
}

/// Lines and columns count from 1, columns in characters; the end is behind the last character.
fn place() -> [(&'static str, Json); 4] {
    let end = described("Behind the last character.", ordinal());
    let column = described("In characters.", ordinal());
    [("line", ordinal()), ("column", column), ("end_line", ordinal()), ("end_column", end)]
}

fn located() -> Vec<(&'static str, Json)> {
    [("path", text())].into_iter().chain(place()).collect()
}
