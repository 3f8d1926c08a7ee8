//! Takes what is well shaped into the model. Says nothing: what is not well shaped is reported by the check, and
//! stands in the model as unreadable, so that no rule concludes anything from its absence.
//!
//! It does notice, though, that something may not be well shaped. Nearly always nothing is, and then the check, which
//! would go through the whole tree once more, is not needed.

use std::cell::Cell;

use super::keys::{Found, Keys, Reading, keys};
use super::scalar;
use crate::files::source::{FileId, Source, Span};
use crate::format;
use crate::model::{
    Class, Classification, Date, Duty, Field, Kind, List, Name, NameKind, Notes, References, Row, Standard,
    Status, Task, Text, Unplaced, Version,
};
use crate::yaml::{Node, Remarks, Value};

/// The standard that `root` holds, as far as it can be read; `None` where it is no mapping. And whether it is certain
/// that the check finds nothing in it.
pub(super) fn at_first<'s>(
    root: &Node<'_>,
    source: &'s Source,
    file: FileId,
) -> (Option<Standard<'s>>, bool) {
    let doubt = Cell::new(false);
    let standard =
        standard(root, source, file, Reading { text: &source.text, flawless: true, doubt: &doubt });
    let certain = standard.is_some() && !doubt.get();
    (standard, certain)
}

/// The same after the check, which found the file `flawless` or not: if it did, no key is misspelt.
pub(super) fn checked<'s>(
    root: &Node<'_>,
    source: &'s Source,
    file: FileId,
    flawless: bool,
) -> Option<Standard<'s>> {
    standard(root, source, file, Reading { text: &source.text, flawless, doubt: &Cell::new(true) })
}

fn standard<'s>(
    root: &Node<'_>,
    source: &'s Source,
    file: FileId,
    reading: Reading<'_, 's>,
) -> Option<Standard<'s>> {
    let keys = keys(root, &format::STANDARD, reading)?;
    let classification = keys.get("classification");
    let notes = keys.get("notes");
    let standard = Standard {
        file,
        stem: source.stem(),
        start: first_key(root),
        // Not in the tree; whoever parsed it adds both.
        remarks: Remarks::default(),
        errors: 0,
        code: keys.code("code"),
        revises: keys.code("revises"),
        name: name(&keys),
        classification: self::classification(&classification, reading),
        description: keys.text("description"),
        level: keys.level("level"),
        history: keys.list("history", version),
        knowledge: keys.items("knowledge", Kind::Knowledge),
        skills: keys.items("skills", Kind::Skill),
        attitudes: keys.items("attitudes", Kind::Attitude),
        duties: keys.parts("duties", Kind::Duty, duty),
        notes: self::notes(&notes, reading),
        unplaced: keys.list("unplaced", unplaced),
    };
    reading.doubt_unless(!standard.name.is_absent() && !standard.duties.is_empty());
    Some(standard)
}

fn name<'s>(standard: &Keys<'_, '_, 's>) -> Field<Name<'s>> {
    let name = standard.get("name").read(|_, value| {
        let keys = keys(value, &format::NAME, standard.reading)?;
        [NameKind::Occupation, NameKind::Category]
            .into_iter()
            .find_map(|kind| Some(Name { kind, text: keys.text(kind.key()).into_given()? }))
    });
    standard.reading.field(name)
}

fn classification<'s>(found: &Found<'_>, reading: Reading<'_, 's>) -> Classification<'s> {
    match found {
        Field::Absent => Classification::default(),
        Field::Given((key, value)) if scalar::is_null(value) => {
            Classification { key: Some(key.span), ..Classification::default() }
        }
        Field::Given((key, value)) if let Some(keys) = keys(value, &format::CLASSIFICATION, reading) => {
            Classification {
                key: Some(key.span),
                job_categories: keys.list("job-category", class),
                occupations: keys.list("occupation", class),
                industries: keys.list("industry", class),
            }
        }
        _ => {
            reading.doubt_unless(false);
            let unreadable = || List { complete: false, ..List::default() };
            Classification {
                key: None,
                job_categories: unreadable(),
                occupations: unreadable(),
                industries: unreadable(),
            }
        }
    }
}

fn class<'s>(node: &Node<'_>, reading: Reading<'_, 's>) -> Option<Class<'s>> {
    let keys = keys(node, &format::CLASS, reading)?;
    Some(Class { span: node.span, code: keys.code("code"), name: keys.text("name") })
}

fn version<'s>(node: &Node<'_>, reading: Reading<'_, 's>) -> Option<Version<'s>> {
    let keys = keys(node, &format::VERSION, reading)?;
    let status = keys.unless_null("status", |value| {
        Some(Status { value: scalar::status(value.text()?)?, span: value.span })
    });
    let date = keys
        .unless_null("date", |value| Some(Date { value: scalar::date(value.text()?)?, span: value.span }));
    Some(Version {
        span: first_key(node),
        version: keys.code("version"),
        code: keys.code("code"),
        name: keys.text("name"),
        status,
        superseded_by: keys.code("superseded-by"),
        date,
        note: keys.text("note"),
    })
}

fn duty<'s>(code: Text<'s>, node: &Node<'_>, reading: Reading<'_, 's>) -> Option<Duty<'s>> {
    let keys = keys(node, &format::DUTY, reading)?;
    let name = keys.text("name");
    reading.doubt_unless(!name.is_absent());
    Some(Duty {
        code,
        name,
        knowledge: keys.references("knowledge"),
        skills: keys.references("skills"),
        tasks: keys.parts("tasks", Kind::Task, task),
    })
}

fn task<'s>(code: Text<'s>, node: &Node<'_>, reading: Reading<'_, 's>) -> Option<Task<'s>> {
    let keys = keys(node, &format::TASK, reading)?;
    let mut rows = keys.list("rows", row);
    if rows.is_empty() && rows.complete {
        rows.items = vec![Row {
            span: code.span,
            level: keys.level("level"),
            outputs: keys.items("outputs", Kind::Output),
            indicators: keys.items("indicators", Kind::Indicator),
            knowledge: References::default(),
            skills: References::default(),
        }];
        // Something may stand beside them that cannot.
        reading.doubt_unless(rows.key.is_none());
    } else {
        // Both cannot stand, which is reported; what the other one holds is not missing from the rows.
        rows.complete &= ["level", "outputs", "indicators"].iter().all(|key| keys.get(key).is_absent());
        reading.doubt_unless(rows.complete);
    }
    let name = keys.text("name");
    reading.doubt_unless(!name.is_absent());
    Some(Task {
        name,
        also: keys.items("also", Kind::Task),
        knowledge: keys.references("knowledge"),
        skills: keys.references("skills"),
        rows,
        code,
    })
}

fn row<'s>(node: &Node<'_>, reading: Reading<'_, 's>) -> Option<Row<'s>> {
    let keys = keys(node, &format::ROW, reading)?;
    Some(Row {
        span: first_key(node),
        level: keys.level("level"),
        outputs: keys.items("outputs", Kind::Output),
        indicators: keys.items("indicators", Kind::Indicator),
        knowledge: keys.references("knowledge"),
        skills: keys.references("skills"),
    })
}

fn notes<'s>(found: &Found<'_>, reading: Reading<'_, 's>) -> Notes<'s> {
    match found {
        Field::Given((_, value)) if let Some(keys) = keys(value, &format::NOTES, reading) => {
            Notes { qualifications: keys.texts("qualifications"), supplements: keys.texts("supplements") }
        }
        found => {
            let is_nothing = matches!(found, Field::Given((_, value)) if scalar::is_null(value));
            reading.doubt_unless(found.is_absent() || is_nothing);
            Notes::default()
        }
    }
}

fn unplaced<'s>(node: &Node<'_>, reading: Reading<'_, 's>) -> Option<Unplaced<'s>> {
    let keys = keys(node, &format::UNPLACED, reading)?;
    Some(Unplaced { span: first_key(node), at: keys.text("at"), text: keys.text("text") })
}

fn first_key(node: &Node<'_>) -> Span {
    match node.value {
        Value::Mapping { entries, .. } => entries.first().map_or(node.span, |(key, _)| key.span),
        _ => node.span,
    }
}
