//! A standard as data for other programs.
//!
//! The structs fix the format independently of the model: the keys and their order; absent values are `null` or `[]`
//! and never omitted (except `revises` and `unplaced`, which few standards have). References to knowledge and skills
//! are resolved, so that a reader needs no lookup.

use std::io::{self, Write};

use serde::{Serialize, Serializer};

use crate::forms::sheet::Entries;
use crate::model::{
    Class, Competency, Field, Item, Level, List, Name, NameKind, References, Row, Standard, Task, Text,
    Version,
};
use crate::text::json::escape_json;

/// The version of the format.
const VERSION: u8 = 1;

#[derive(Serialize)]
struct Document<'a> {
    version: u8,
    path: &'a str,
    code: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    revises: Option<&'a str>,
    name: Option<NameOut<'a>>,
    classification: ClassificationOut<'a>,
    description: Option<&'a str>,
    level: Option<u8>,
    history: Vec<VersionOut<'a>>,
    knowledge: Vec<Named<'a>>,
    skills: Vec<Named<'a>>,
    duties: Vec<DutyOut<'a>>,
    attitudes: Vec<Named<'a>>,
    notes: NotesOut<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    unplaced: Vec<UnplacedOut<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum NameOut<'a> {
    Category(&'a str),
    Occupation(&'a str),
}

#[derive(Serialize)]
struct ClassificationOut<'a> {
    job_category: Vec<Named<'a>>,
    occupation: Vec<Named<'a>>,
    industry: Vec<Named<'a>>,
}

#[derive(Serialize)]
struct VersionOut<'a> {
    version: Option<&'a str>,
    code: Option<&'a str>,
    name: Option<&'a str>,
    status: Option<&'static str>,
    superseded_by: Option<&'a str>,
    #[serde(serialize_with = "date")]
    date: Option<jiff::civil::Date>,
    note: Option<&'a str>,
}

#[derive(Serialize)]
struct DutyOut<'a> {
    code: &'a str,
    name: Option<&'a str>,
    tasks: Vec<TaskOut<'a>>,
}

#[derive(Serialize)]
struct TaskOut<'a> {
    code: &'a str,
    name: Option<&'a str>,
    also: Vec<Named<'a>>,
    rows: Vec<RowOut<'a>>,
}

#[derive(Serialize)]
struct RowOut<'a> {
    level: Option<u8>,
    outputs: Vec<Named<'a>>,
    indicators: Vec<Sentence<'a>>,
    knowledge: Vec<Named<'a>>,
    skills: Vec<Named<'a>>,
}

#[derive(Serialize)]
struct Named<'a> {
    code: Option<&'a str>,
    name: Option<&'a str>,
}

#[derive(Serialize)]
struct Sentence<'a> {
    code: Option<&'a str>,
    text: &'a str,
}

#[derive(Serialize)]
struct NotesOut<'a> {
    qualifications: Vec<&'a str>,
    supplements: Vec<&'a str>,
}

#[derive(Serialize)]
struct UnplacedOut<'a> {
    at: Option<&'a str>,
    text: Option<&'a str>,
}

/// Writes a standard as one line.
pub(super) fn write(standard: &Standard<'_>, out: &mut dyn Write) -> io::Result<()> {
    let json = serde_json::to_string(&document(standard))?;
    writeln!(out, "{}", escape_json(&json))
}

fn document<'a>(standard: &'a Standard<'_>) -> Document<'a> {
    let entries = Competency::BOTH.map(|kind| Entries::new(standard, kind));
    let duty = |duty: &'a crate::model::Duty<'_>| DutyOut {
        code: duty.code.as_str(),
        name: text(&duty.name),
        tasks: duty.tasks.iter().map(|one| task(duty, one, &entries)).collect(),
    };
    let classification = &standard.classification;
    Document {
        version: VERSION,
        path: standard.path,
        code: text(&standard.code),
        revises: text(&standard.revises).filter(|_| standard.is_draft()),
        name: standard.name.given().map(name),
        classification: ClassificationOut {
            job_category: classification.job_categories.iter().map(class).collect(),
            occupation: classification.occupations.iter().map(class).collect(),
            industry: classification.industries.iter().map(class).collect(),
        },
        description: text(&standard.description),
        level: level(&standard.level),
        history: standard.history.iter().map(version).collect(),
        knowledge: named(&standard.knowledge),
        skills: named(&standard.skills),
        duties: standard.duties.iter().map(duty).collect(),
        attitudes: named(&standard.attitudes),
        notes: NotesOut {
            qualifications: texts(&standard.notes.qualifications),
            supplements: texts(&standard.notes.supplements),
        },
        unplaced: standard
            .unplaced
            .iter()
            .map(|one| UnplacedOut { at: text(&one.at), text: text(&one.text) })
            .collect(),
    }
}

fn name<'a>(name: &'a Name<'_>) -> NameOut<'a> {
    match name.kind {
        NameKind::Category => NameOut::Category(name.text.as_str()),
        NameKind::Occupation => NameOut::Occupation(name.text.as_str()),
    }
}

fn class<'a>(class: &'a Class<'_>) -> Named<'a> {
    Named { code: text(&class.code), name: text(&class.name) }
}

fn version<'a>(version: &'a Version<'_>) -> VersionOut<'a> {
    VersionOut {
        version: text(&version.version),
        code: text(&version.code),
        name: text(&version.name),
        status: version.status.given().map(|status| status.value.key()),
        superseded_by: text(&version.superseded_by),
        date: version.date.given().map(|date| date.value),
        note: text(&version.note),
    }
}

fn task<'a>(duty: &'a crate::model::Duty<'_>, task: &'a Task<'_>, entries: &[Entries<'a>; 2]) -> TaskOut<'a> {
    let resolved = |kind: usize, references: &'a References<'_>| {
        let named = entries[kind].resolve(references).into_iter();
        named.map(|one| Named { code: Some(one.code), name: one.name }).collect()
    };
    let row = |row: &'a Row<'_>| {
        let [knowledge, skills] = Competency::BOTH.map(|kind| kind.effective(duty, task, row));
        RowOut {
            level: level(&row.level),
            outputs: named(&row.outputs),
            indicators: row
                .indicators
                .iter()
                .map(|item| Sentence { code: item.code.as_ref().map(Text::as_str), text: item.text.as_str() })
                .collect(),
            knowledge: resolved(0, knowledge),
            skills: resolved(1, skills),
        }
    };
    TaskOut {
        code: task.code.as_str(),
        name: text(&task.name),
        also: named(&task.also),
        rows: task.rows.iter().map(row).collect(),
    }
}

fn text<'a>(field: &'a Field<Text<'_>>) -> Option<&'a str> {
    field.given().map(Text::as_str)
}

fn level(field: &Field<Level>) -> Option<u8> {
    field.given().map(|level| level.value)
}

fn named<'a>(list: &'a List<Item<'_>>) -> Vec<Named<'a>> {
    let named = |item: &'a Item<'_>| Named {
        code: item.code.as_ref().map(Text::as_str),
        name: Some(item.text.as_str()),
    };
    list.iter().map(named).collect()
}

fn texts<'a>(list: &'a List<Text<'_>>) -> Vec<&'a str> {
    list.iter().map(Text::as_str).collect()
}

#[expect(clippy::ref_option, reason = "the signature is serde's")]
fn date<S: Serializer>(date: &Option<jiff::civil::Date>, serializer: S) -> Result<S::Ok, S::Error> {
    match date {
        Some(date) => serializer.collect_str(date),
        None => serializer.serialize_none(),
    }
}
