//! What issuing changes in the source: the code, a new entry of the history, and the one before marked as superseded.

use super::Issue;
use super::label::label;
use crate::model::{Reference, Standard, Status, StatusValue, Version};
use crate::yaml::edit::{At, Beside, Change, Document, New};

/// The keys that come after the history in a file.
const AFTER_HISTORY: [&str; 6] = ["knowledge", "skills", "attitudes", "duties", "notes", "unplaced"];

/// Makes bare the references that say a name without need.
pub(super) fn without_needless_names<'a>(
    document: &Document<'_>,
    standard: &'a Standard<'_>,
) -> Option<Vec<Change<'a>>> {
    let needless = standard.needless_names();
    if needless.is_empty() {
        return Some(Vec::new());
    }
    let items = document.items_by_place();
    let bare = |reference: &&'a Reference<'_>| {
        let at = *items.get(&reference.name.as_ref()?.pair)?;
        Some(Change::SetItem { at, value: New::text(reference.code.as_str()) })
    };
    needless.iter().map(bare).collect()
}

/// Puts `code` first.
pub(super) fn insert_code<'a>(document: &Document<'_>, code: &'a str) -> Change<'a> {
    Change::InsertEntry {
        mapping: document.root(),
        place: Beside::Above(0),
        key: "code",
        value: New::text(code),
    }
}

/// Makes the entry under `key` the code.
pub(super) fn set_code<'a>(document: &Document<'_>, key: &str, code: &'a str) -> Option<Vec<Change<'a>>> {
    let (_, entry) = document.entry(document.root(), key)?;
    let mut changes = vec![set(document, entry.value, code)?];
    if key != "code" {
        changes.push(Change::SetText { at: entry.key, text: "code" });
    }
    Some(changes)
}

/// Puts the version that was issued on top of the history.
pub(super) fn add_version<'a>(
    document: &Document<'_>,
    standard: &Standard<'_>,
    name: &'a str,
    issue: &Issue<'a>,
) -> Option<Change<'a>> {
    let fields = [
        ("version", New::text(label(&standard.history, issue.code))),
        ("code", New::text(issue.code)),
        ("name", New::text(name)),
        ("status", New::text("current")),
        // A day is bare in every file of the format, and our own reader takes it for text.
        ("date", New::Bare(issue.date.to_string().into())),
        ("note", New::text(issue.note)),
    ];
    let version = New::Mapping(fields.map(|(key, value)| (key.into(), value)).to_vec());
    let root = document.root();
    let Some((_, history)) = document.entry(root, "history") else {
        let mut entries = document.entries(root);
        let is_later = |key| document.text_of(key).is_some_and(|key| AFTER_HISTORY.contains(&key));
        let later = entries.position(|entry| is_later(entry.key))?;
        return Some(Change::InsertEntry {
            mapping: root,
            place: Beside::Above(later),
            key: "history",
            value: New::List(vec![version]),
        });
    };
    Some(match document.items(history.value).next() {
        Some(_) => Change::InsertItem { list: history.value, place: Beside::Above(0), value: version },
        // `[]` or `~` or nothing.
        None => Change::SetValue { at: history.value, value: New::List(vec![version]) },
    })
}

/// Marks the entry of the history with number `number`, which is `version`, as superseded by `code`.
pub(super) fn supersede<'a>(
    document: &Document<'_>,
    number: usize,
    version: &Version<'_>,
    code: &'a str,
) -> Option<Vec<Change<'a>>> {
    let (_, history) = document.entry(document.root(), "history")?;
    let entry = document.items(history.value).nth(number)?;
    let find = |key| document.entry(entry, key);
    let successor = find("superseded-by");
    let insert =
        |place, key, text| Change::InsertEntry { mapping: entry, place, key, value: New::text(text) };
    let mut changes = Vec::new();
    match (version.status.given(), find("status")) {
        (Some(Status { value: StatusValue::Current, .. }), Some((number, status))) => {
            changes.push(set(document, status.value, "superseded")?);
            if successor.is_none() {
                changes.push(insert(Beside::After(number), "superseded-by", code));
            }
        }
        (None, None) => {
            // Before the date or the note, where the form has it.
            let place = Beside::Before(find("date").or(find("note")).map_or(0, |(number, _)| number));
            changes.push(insert(place, "status", "superseded"));
            if successor.is_none() {
                changes.push(insert(place, "superseded-by", code));
            }
        }
        _ => return None,
    }
    if let Some((_, successor)) = successor {
        changes.push(set(document, successor.value, code)?);
    }
    Some(changes)
}

/// Makes a text on one line say something else.
fn set<'a>(document: &Document<'_>, at: At, text: &'a str) -> Option<Change<'a>> {
    document.is_on_one_line(at).then_some(Change::SetText { at, text })
}
