//! Builds the form from the model. Unreadable and unfilled parts are blank.

use super::duties::{self, given, items};
use super::{Cell, FormPart, Line, LineKind, Section, Sheet, Table};
use crate::model::{Class, Field, List, NameKind, Notes, Standard, Text, Version};

pub(crate) const HISTORY: [&str; 6] =
    ["版本", "職能基準代碼", "職能基準名稱", "狀態", "更新說明", "發展更新日期"];
pub(crate) const QUALIFICATIONS: &str = "● 擔任此職類/職業之學歷/經歷/或能力條件：";
pub(crate) const SUPPLEMENTS: &str = "● 其他補充說明：";

impl<'a> Sheet<'a> {
    /// The form of a standard.
    pub fn of(standard: &'a Standard<'_>) -> Self {
        let name = standard.name.given().map_or("", |name| name.text.as_str());
        let mut sections = Vec::new();
        let mut push = |part, table| sections.push(Section { part, table });
        if !standard.history.is_empty() {
            push(FormPart::History, history(&standard.history));
        }
        push(FormPart::Profile, profile(standard));
        push(FormPart::Duties, duties::table(standard));
        push(FormPart::Attitudes, single(FormPart::Attitudes, items(&standard.attitudes)));
        push(FormPart::Notes, single(FormPart::Notes, notes(&standard.notes)));
        if !standard.unplaced.is_empty() {
            push(FormPart::Unplaced, unplaced(standard));
        }
        Self { title: format!("{name}職能基準").into(), sections }
    }
}

fn history<'a>(versions: &'a List<Version<'_>>) -> Table<'a> {
    let row = |version: &'a Version<'_>| {
        let status = version.status.given().map_or("", |status| status.value.printed());
        let date =
            version.date.given().map_or_else(String::new, |date| date.value.strftime("%Y/%m/%d").to_string());
        vec![
            Cell::text(given(&version.version)),
            Cell::text(given(&version.code)),
            Cell::text(given(&version.name)),
            Cell::text(status),
            note(version),
            Cell::text(date),
        ]
    };
    Table { head: HISTORY.into_iter().map(Cell::header).collect(), rows: versions.iter().map(row).collect() }
}

/// The update note, and the platform's sentence about the version that replaced this one, each on its own line.
fn note<'a>(version: &'a Version<'_>) -> Cell<'a> {
    let filled = |field: &'a Field<Text<'_>>| field.given().filter(|text| !text.is_blank());
    let note = filled(&version.note).map(|note| Line::text(note.as_str()));
    let successor =
        filled(&version.superseded_by).map(|code| Line::text(format!("已被《{}》取代", code.as_str())));
    Cell::new(note.into_iter().chain(successor).collect())
}

/// Six columns: two for labels, and four for values, which a classification divides into two, one and one.
fn profile<'a>(standard: &'a Standard<'_>) -> Table<'a> {
    let wide = |label: &'static str, text: Cell<'a>| vec![Cell::header(label).span(1, 2), text.span(1, 4)];
    let named = |kind: NameKind| {
        let name = standard.name.given().filter(|name| name.kind == kind);
        Cell::text(name.map_or("", |name| name.text.as_str())).span(1, 3)
    };
    let two_lines = |first: &'static str, second: &'static str| Cell {
        header: true,
        ..Cell::new(vec![Line::text(first), Line::text(second)])
    };
    let mut rows = vec![
        wide("職能基準代碼", Cell::text(given(&standard.code))),
        vec![
            two_lines("職能基準名稱", "(擇一填寫)").span(2, 2),
            Cell::header("職類"),
            named(NameKind::Category),
        ],
        vec![Cell::header("職業"), named(NameKind::Occupation)],
    ];
    let first = rows.len();
    let classification = &standard.classification;
    classes(&classification.job_categories, ["職類別", "職類別代碼"], &mut rows);
    classes(&classification.occupations, ["職業別", "職業別代碼"], &mut rows);
    classes(&classification.industries, ["行業別", "行業別代碼"], &mut rows);
    let span = rows.len() - first;
    rows[first].insert(0, two_lines("所屬", "類別").span(span, 1));
    rows.push(wide("工作描述", Cell::text(given(&standard.description))));
    let level = standard.level.given().map_or_else(String::new, |level| level.value.to_string());
    rows.push(wide("基準級別", Cell::text(level)));
    Table { head: Vec::new(), rows }
}

/// A row for every entry of one classification, or a blank one if there is none.
fn classes<'a>(list: &'a List<Class<'_>>, [name, code]: [&'static str; 2], rows: &mut Vec<Vec<Cell<'a>>>) {
    let mut push = |name_text: &'a str, code_text: &'a str| {
        rows.push(vec![
            Cell::header(name),
            Cell::text(name_text).span(1, 2),
            Cell::header(code),
            Cell::text(code_text),
        ]);
    };
    if list.is_empty() {
        push("", "");
    }
    for class in list.iter() {
        push(given(&class.name), given(&class.code));
    }
}

/// A part with a single cell under its name.
fn single(part: FormPart, lines: Vec<Line<'_>>) -> Table<'_> {
    Table { head: vec![Cell::header(part.name())], rows: vec![vec![Cell::new(lines)]] }
}

/// The form always has the qualifications, which it numbers; supplements have a heading only if there are any.
fn notes<'a>(notes: &'a Notes<'_>) -> Vec<Line<'a>> {
    let mut lines = vec![Line::text(QUALIFICATIONS).kind(LineKind::Heading)];
    lines.extend(notes.qualifications.iter().enumerate().map(|(index, text)| {
        let number = LineKind::Numbered(index + 1);
        Line::text(text.as_str()).kind(number)
    }));
    if !notes.supplements.is_empty() {
        lines.push(Line::text(SUPPLEMENTS).kind(LineKind::Heading));
        let bullet = |text: &'a Text<'_>| Line::text(text.as_str()).kind(LineKind::Bullet);
        lines.extend(notes.supplements.iter().map(bullet));
    }
    lines
}

fn unplaced<'a>(standard: &'a Standard<'_>) -> Table<'a> {
    let rows =
        standard.unplaced.iter().map(|one| vec![Cell::text(given(&one.at)), Cell::text(given(&one.text))]);
    Table { head: vec![Cell::header("位置"), Cell::header("文字")], rows: rows.collect() }
}
