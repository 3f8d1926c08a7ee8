//! The rows that a standard adds to each table.

use crate::catalogue::listing::{Listed, Standing};
use crate::export::flat::Flat;
use crate::export::lineage::Descent;
use crate::model::{Class, Competency, Field, Kind, StandardCode, Text};

use super::write::Rows;
use super::write::Value::{self, Missing, Number};

/// What writes the rows of a table.
pub(super) fn of(table: &str) -> fn(&Flat<'_>, &mut Rows) {
    match table {
        "standards" => standards,
        "classifications" => classifications,
        "history" => history,
        "duties" => duties,
        "task_rows" => task_rows,
        "items" => items,
        "references" => references,
        "notes" => notes,
        // It is written from pairs.
        _ => |_, _| {},
    }
}

fn said<'a>(text: Option<&'a str>) -> Value<'a> {
    text.map_or(Missing, Value::Text)
}

fn field<'a>(field: &'a Field<Text<'_>>) -> Value<'a> {
    said(field.given().map(Text::as_str))
}

fn level(level: Option<u8>) -> Value<'static> {
    level.map_or(Missing, |level| Number(level.into()))
}

fn standards(flat: &Flat<'_>, rows: &mut Rows) {
    let standard = flat.standard;
    let listed = Listed::of(standard);
    let code = standard.code.given().and_then(|code| StandardCode::parse(code.normalized()));
    let date = listed.date.map(|date| date.to_string());
    rows.push(&[
        Value::Text(&flat.key),
        field(&standard.code),
        said(code.map(|code| code.base)),
        code.map_or(Missing, |code| Number(code.version as usize)),
        said(standard.name.given().map(|name| name.text.as_str())),
        said(standard.name.given().map(|name| name.kind.key())),
        field(&standard.description),
        level(listed.level),
        said(listed.standing.map(Standing::words).as_ref().map(|words| words.en.as_ref())),
        said(date.as_deref()),
        if standard.is_draft() { field(&standard.revises) } else { Missing },
        Value::Text(standard.path),
    ]);
}

fn classifications(flat: &Flat<'_>, rows: &mut Rows) {
    let classes = &flat.standard.classification;
    let kinds: [(&str, &[Class<'_>]); 3] = [
        ("job_category", &classes.job_categories),
        ("occupation", &classes.occupations),
        ("industry", &classes.industries),
    ];
    for (kind, classes) in kinds {
        for (position, class) in (1..).zip(classes) {
            rows.push(&[
                Value::Text(&format!("{}/{kind}~{position}", flat.key)),
                Value::Text(&flat.key),
                Value::Text(kind),
                Number(position),
                field(&class.code),
                field(&class.name),
            ]);
        }
    }
}

fn history(flat: &Flat<'_>, rows: &mut Rows) {
    for (position, version) in (1..).zip(flat.standard.history.iter()) {
        let date = version.date.given().map(|date| date.value.to_string());
        rows.push(&[
            Value::Text(&format!("{}/history~{position}", flat.key)),
            Value::Text(&flat.key),
            Number(position),
            field(&version.version),
            field(&version.code),
            field(&version.name),
            said(version.status.given().map(|status| status.value.key())),
            field(&version.superseded_by),
            said(date.as_deref()),
            field(&version.note),
        ]);
    }
}

fn duties(flat: &Flat<'_>, rows: &mut Rows) {
    for (_, duty) in flat.of_kind(Kind::Duty) {
        rows.push(&[
            Value::Text(&duty.key),
            Value::Text(&flat.key),
            Number(duty.position),
            said(duty.code),
            said(duty.text),
        ]);
    }
}

fn task_rows(flat: &Flat<'_>, rows: &mut Rows) {
    for row in &flat.rows {
        let task = &flat.entries[row.task];
        rows.push(&[
            Value::Text(&row.key),
            Value::Text(&flat.key),
            said(task.parent.map(|duty| flat.entries[duty].key.as_str())),
            Value::Text(&task.key),
            Number(task.position),
            said(task.code),
            said(task.text),
            Number(row.part),
            level(row.model.2.level.given().map(|level| level.value)),
            Value::Text(&flat.rows[row.cell].key),
        ]);
    }
}

fn items(flat: &Flat<'_>, rows: &mut Rows) {
    for item in flat.entries.iter().filter(|entry| !matches!(entry.kind, Kind::Duty | Kind::Task)) {
        rows.push(&[
            Value::Text(&item.key),
            Value::Text(&flat.key),
            Value::Text(item.kind.en()),
            Number(item.position),
            said(item.code),
            said(item.text),
            said(item.row.map(|row| flat.rows[row].key.as_str())),
        ]);
    }
}

fn references(flat: &Flat<'_>, rows: &mut Rows) {
    for (at, row) in flat.rows.iter().enumerate() {
        // A further task of a cell needs what the cell says.
        if row.cell != at {
            continue;
        }
        let (duty, task, model) = row.model;
        for kind in Competency::BOTH {
            let written_at = match (kind.of_row(model).is_absent(), kind.of_task(task).is_absent()) {
                (true, true) => "duty",
                (true, false) => "task",
                // The file has no rows where the task is a single one.
                (false, _) => "row",
            };
            let letter = kind.kind().letter();
            for (position, reference) in (1..).zip(kind.effective(duty, task, model).iter()) {
                let item = flat.referred(kind, reference);
                rows.push(&[
                    Value::Text(&format!("{}/{letter}~{position}", row.key)),
                    Value::Text(&flat.key),
                    Value::Text(&row.key),
                    Value::Text(kind.kind().en()),
                    Number(position),
                    Value::Text(reference.code.as_str()),
                    said(item.map(|item| flat.entries[item].key.as_str())),
                    Value::Text(written_at),
                ]);
            }
        }
    }
}

fn notes(flat: &Flat<'_>, rows: &mut Rows) {
    let mut note = |kind: &str, position: usize, text: Value<'_>, found_at: Value<'_>| {
        let key = format!("{}/{kind}~{position}", flat.key);
        rows.push(&[
            Value::Text(&key),
            Value::Text(&flat.key),
            Value::Text(kind),
            Number(position),
            text,
            found_at,
        ]);
    };
    let notes = &flat.standard.notes;
    for (kind, texts) in [("qualification", &notes.qualifications), ("supplement", &notes.supplements)] {
        for (position, text) in (1..).zip(texts.iter()) {
            note(kind, position, Value::Text(text.as_str()), Missing);
        }
    }
    for (position, unplaced) in (1..).zip(flat.standard.unplaced.iter()) {
        note("unplaced", position, field(&unplaced.text), field(&unplaced.at));
    }
}

/// The rows of a pair of versions.
pub(super) fn lineage(old: &Flat<'_>, new: &Flat<'_>, descents: &[Descent], rows: &mut Rows) {
    for (position, descent) in (1..).zip(descents) {
        let from = descent.from.map(|place| &old.entries[place]);
        let to = descent.to.map(|place| &new.entries[place]);
        let changes: Vec<&str> = descent.changes.iter().map(|change| change.name()).collect();
        let is_same = (from.is_some() && to.is_some()).then_some(if descent.is_same { "yes" } else { "no" });
        rows.push(&[
            Value::Text(&format!("{}>{}/{position}", old.key, new.key)),
            Value::Text(descent.kind.en()),
            Value::Text(&old.key),
            said(from.map(|entry| entry.key.as_str())),
            said(from.and_then(|entry| entry.code)),
            Value::Text(&new.key),
            said(to.map(|entry| entry.key.as_str())),
            said(to.and_then(|entry| entry.code)),
            Value::Text(&changes.join(" ")),
            said(is_same),
        ]);
    }
}
