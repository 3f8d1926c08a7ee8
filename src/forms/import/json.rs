//! The JSON that `ttm render` writes. It has the fields of the model, so it needs no form in between; only knowledge and
//! skills are moved to the level where they apply, as in every import.

use std::collections::HashSet;

use serde::Deserialize;

use super::limit::check_bytes;
use super::read::{Cells, CodedText, NOWHERE, RawDuty, RawTask, RawTaskRow, duties};
use super::report::{Counts, Report};
use super::{ImportError, Imported, SourceForm};
use crate::bilingual;
use crate::files::limits::DOCUMENT_TEXT_BYTES;
use crate::forms::import::read_error::ReadError;
use crate::model::{
    Class, Competency, Date, Field, Item, Level, List, Name, NameKind, Standard, Status, StatusValue, Text,
    Unplaced, Version,
};
use crate::text::bilingual::Bilingual;

/// The version that is read.
const VERSION: u8 = 1;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    version: u8,
    /// The file that was rendered, which is not part of the standard.
    #[serde(rename = "path")]
    _path: serde::de::IgnoredAny,
    code: Option<String>,
    #[serde(default)]
    revises: Option<String>,
    name: Option<NameIn>,
    classification: ClassificationIn,
    description: Option<String>,
    level: Option<u8>,
    history: Vec<VersionIn>,
    knowledge: Vec<Named>,
    skills: Vec<Named>,
    duties: Vec<DutyIn>,
    attitudes: Vec<Named>,
    notes: NotesIn,
    #[serde(default)]
    unplaced: Vec<UnplacedIn>,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum NameIn {
    Category(String),
    Occupation(String),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ClassificationIn {
    job_category: Vec<Named>,
    occupation: Vec<Named>,
    industry: Vec<Named>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct VersionIn {
    version: Option<String>,
    code: Option<String>,
    name: Option<String>,
    status: Option<String>,
    superseded_by: Option<String>,
    date: Option<String>,
    note: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DutyIn {
    code: String,
    name: Option<String>,
    tasks: Vec<TaskIn>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TaskIn {
    code: String,
    name: Option<String>,
    also: Vec<Named>,
    rows: Vec<RowIn>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RowIn {
    level: Option<u8>,
    outputs: Vec<Named>,
    indicators: Vec<Sentence>,
    knowledge: Vec<Named>,
    skills: Vec<Named>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Named {
    code: Option<String>,
    name: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sentence {
    code: Option<String>,
    text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NotesIn {
    qualifications: Vec<String>,
    supplements: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UnplacedIn {
    at: Option<String>,
    text: Option<String>,
}

/// Imports one standard.
///
/// # Errors
/// [`ImportError::Unreadable`] if it is too large, not that JSON, or has several standards.
pub(super) fn import(json: &str) -> Result<Imported, ImportError> {
    check_bytes(json.len(), DOCUMENT_TEXT_BYTES)?;
    let json = json.strip_prefix('\u{feff}').unwrap_or(json);
    let count = json.lines().filter(|line| line.starts_with('{')).count();
    if count > 1 {
        return Err(ReadError::Several { count }.into());
    }
    let document: Document =
        serde_json::from_str(json).map_err(|error| ReadError::damaged("JSON", &error))?;
    if document.version != VERSION {
        let version = document.version;
        return Err(damaged(bilingual!(
            "its version is {version}, not {VERSION}",
            "版本是 {version}，不是 {VERSION}"
        ))
        .into());
    }
    let standard = standard(document)?;
    let name = standard.name.given().map_or("", |name| name.text.as_str());
    let report = Report {
        form: Some(SourceForm::Json),
        title: format!("{name}職能基準"),
        counts: Counts::of(&standard),
        line_breaks: 0,
        pages: Vec::new(),
        remarks: Vec::new(),
    };
    Ok(Imported { standard, report })
}

fn damaged(reason: Bilingual) -> ReadError {
    ReadError::Damaged { format: "JSON", reason }
}

fn standard(document: Document) -> Result<Standard<'static>, ReadError> {
    check_references(&document)?;
    let mut standard = Standard::made();
    standard.code = code(document.code);
    standard.revises = code(document.revises);
    standard.name = document.name.map(name).into();
    let ClassificationIn { job_category, occupation, industry } = document.classification;
    let classes = |list: Vec<Named>| {
        let class = |one: Named| Class { span: NOWHERE, code: code(one.code), name: text(one.name) };
        some(list.into_iter().map(class).collect())
    };
    let classification = &mut standard.classification;
    classification.job_categories = classes(job_category);
    classification.occupations = classes(occupation);
    classification.industries = classes(industry);
    let lists = [&classification.job_categories, &classification.occupations, &classification.industries];
    classification.key = lists.iter().any(|list| !list.is_empty()).then_some(NOWHERE);
    standard.description = text(document.description);
    standard.level = level(document.level)?;
    let history: Result<Vec<_>, _> = document.history.into_iter().map(version).collect();
    standard.history = some(history?);
    let mut cells = Cells::default();
    for (kind, list) in Competency::BOTH.into_iter().zip([&document.knowledge, &document.skills]) {
        let named = list.iter().filter_map(|one| Some((one.code.as_deref()?, one.name.as_deref()?)));
        cells.note_list(kind, named);
    }
    standard.knowledge = items(document.knowledge);
    standard.skills = items(document.skills);
    standard.attitudes = items(document.attitudes);
    let read: Result<Vec<_>, _> = document.duties.into_iter().map(|one| duty(one, &mut cells)).collect();
    standard.duties = duties(read?, &cells)?;
    let NotesIn { qualifications, supplements } = document.notes;
    if !(qualifications.is_empty() && supplements.is_empty()) {
        let texts = |texts: Vec<String>| List::made(texts.into_iter().map(Text::made).collect());
        standard.notes.qualifications = texts(qualifications);
        standard.notes.supplements = texts(supplements);
    }
    let unplaced = |one: UnplacedIn| Unplaced { span: NOWHERE, at: text(one.at), text: text(one.text) };
    standard.unplaced = some(document.unplaced.into_iter().map(unplaced).collect());
    Ok(standard)
}

/// Checks that every reference has a code, and a name that the list has for it, as `ttm render` writes them: a file that
/// has neither was changed by hand, and what it says would be lost.
fn check_references(document: &Document) -> Result<(), ReadError> {
    let pairs = |list: &'_ [Named]| -> HashSet<(String, String)> {
        let pair = |one: &Named| Some((one.code.clone()?, one.name.clone()?));
        list.iter().filter_map(pair).collect()
    };
    let lists = [pairs(&document.knowledge), pairs(&document.skills)];
    let tasks = document.duties.iter().flat_map(|duty| &duty.tasks);
    for (task, row) in tasks.flat_map(|task| task.rows.iter().map(move |row| (task, row))) {
        for (list, references) in lists.iter().zip([&row.knowledge, &row.skills]) {
            for one in references {
                let listed = match (&one.code, &one.name) {
                    (Some(code), Some(name)) => list.contains(&(code.clone(), name.clone())),
                    (code, _) => code.is_some(),
                };
                if !listed {
                    let (code, name) = (one.code.as_deref(), one.name.as_deref());
                    let (code, name) = (code.unwrap_or("null"), name.unwrap_or("null"));
                    let task = &task.code;
                    return Err(damaged(bilingual!(
                        "{task} has {code} {name:?}, which the list does not have",
                        "{task} 的 {code} {name:?} 不在清單中"
                    )));
                }
            }
        }
    }
    Ok(())
}

fn name(name: NameIn) -> Name<'static> {
    let (kind, text) = match name {
        NameIn::Category(text) => (NameKind::Category, text),
        NameIn::Occupation(text) => (NameKind::Occupation, text),
    };
    Name { kind, text: Text::made(text) }
}

fn version(version: VersionIn) -> Result<Version<'static>, ReadError> {
    let status = version.status.map(|status| {
        let known = StatusValue::BOTH.into_iter().find(|known| known.key() == status);
        known.ok_or_else(|| {
            damaged(bilingual!("the status {status:?} is unknown", "狀態 {status:?} 無法辨識"))
        })
    });
    let date = version.date.map(|date| {
        date.parse().map_err(|_| damaged(bilingual!("{date:?} is no date", "{date:?} 不是日期")))
    });
    Ok(Version {
        span: NOWHERE,
        version: text(version.version),
        code: code(version.code),
        name: text(version.name),
        status: status.transpose()?.map(|value| Status { value, span: NOWHERE }).into(),
        superseded_by: code(version.superseded_by),
        date: date.transpose()?.map(|value| Date { value, span: NOWHERE }).into(),
        note: text(version.note),
    })
}

fn duty(duty: DutyIn, cells: &mut Cells) -> Result<RawDuty, ReadError> {
    let mut tasks = Vec::with_capacity(duty.tasks.len());
    for task in duty.tasks {
        let mut rows = Vec::with_capacity(task.rows.len());
        for row in task.rows {
            let level = level(row.level)?.given().map(|level| level.value);
            let outputs = row.outputs.into_iter().map(said).collect();
            let indicators =
                row.indicators.into_iter().map(|one| CodedText { code: one.code, text: one.text }).collect();
            let competencies = [(Competency::Knowledge, row.knowledge), (Competency::Skill, row.skills)];
            let cells =
                competencies.map(|(kind, list)| cells.add(kind, list.into_iter().map(said).collect()));
            rows.push(RawTaskRow { outputs, indicators, level, cells });
        }
        let also = task.also.into_iter().map(said).collect();
        tasks.push(RawTask { code: task.code, name: task.name.unwrap_or_default(), also, rows });
    }
    Ok(RawDuty { code: duty.code, name: duty.name.unwrap_or_default(), tasks, own: None })
}

fn said(named: Named) -> CodedText {
    CodedText { code: named.code, text: named.name.unwrap_or_default() }
}

fn items(list: Vec<Named>) -> List<Item<'static>> {
    some(list.into_iter().map(|one| said(one).item()).collect())
}

fn some<T>(items: Vec<T>) -> List<T> {
    if items.is_empty() { List::default() } else { List::made(items) }
}

fn text(text: Option<String>) -> Field<Text<'static>> {
    text.map(Text::made).into()
}

fn code(code: Option<String>) -> Field<Text<'static>> {
    code.map(Text::made_code).into()
}

fn level(level: Option<u8>) -> Result<Field<Level>, ReadError> {
    match level {
        Some(value @ 1..=6) => Ok(Field::Given(Level { value, span: NOWHERE })),
        Some(value) => {
            Err(damaged(bilingual!("the level {value} is not from 1 to 6", "級別 {value} 不是 1 至 6")))
        }
        None => Ok(Field::Absent),
    }
}
