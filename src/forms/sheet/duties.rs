//! The main table: its rows, and the cells that cover several of them.

use super::{Cell, Entries, Line, Table};
use crate::model::{Competency, Duty, Field, Item, List, Reference, References, Row, Standard, Task};

/// The columns, in the order and with the headings of the form.
pub(crate) const HEADINGS: [&str; 7] = [
    "主要職責",
    "工作任務",
    "工作產出",
    "行為指標",
    "職能級別",
    "職能內涵 (K=knowledge 知識)",
    "職能內涵 (S=skills 技能)",
];

/// One row of the form. A duty without tasks and a task without rows still have one.
struct RowPosition<'a, 's> {
    task: Option<&'a Task<'s>>,
    row: Option<&'a Row<'s>>,
    /// The number of rows that the task's cell covers from here; 0 if it began further up.
    task_rows: usize,
    /// The knowledge and skills that apply to this row.
    references: [&'a References<'s>; 2],
}

pub(super) fn table<'a>(standard: &'a Standard<'_>) -> Table<'a> {
    let entries = Competency::BOTH.map(|kind| Entries::new(standard, kind));
    let mut rows = Vec::new();
    for duty in standard.duties.iter() {
        push_duty(duty, &entries, &mut rows);
    }
    Table { head: HEADINGS.into_iter().map(Cell::header).collect(), rows }
}

fn push_duty<'a>(duty: &'a Duty<'_>, entries: &[Entries<'a>; 2], rows: &mut Vec<Vec<Cell<'a>>>) {
    let places = places(duty);
    let spans = [0, 1].map(|kind| spans(&places, kind));
    for (index, place) in places.iter().enumerate() {
        let mut cells = Vec::with_capacity(HEADINGS.len());
        if index == 0 {
            let line = Line::coded(duty.code.as_str(), given(&duty.name));
            cells.push(Cell { header: true, ..Cell::new(vec![line]) }.span(places.len(), 1));
        }
        if place.task_rows > 0 {
            let lines = place.task.map_or_else(Vec::new, task_lines);
            let header = !lines.is_empty();
            cells.push(Cell { header, ..Cell::new(lines) }.span(place.task_rows, 1));
        }
        cells.push(Cell::new(place.row.map_or_else(Vec::new, |row| items(&row.outputs))));
        cells.push(Cell::new(place.row.map_or_else(Vec::new, |row| items(&row.indicators))));
        let level = place.row.and_then(|row| row.level.given());
        cells.push(Cell::text(level.map_or_else(String::new, |level| level.value.to_string())));
        for kind in [0, 1] {
            if spans[kind][index] > 0 {
                let resolved = entries[kind].resolve(place.references[kind]);
                let lines =
                    resolved.into_iter().map(|one| Line::coded(one.code, one.name.unwrap_or_default()));
                cells.push(Cell::new(lines.collect()).span(spans[kind][index], 1));
            }
        }
        rows.push(cells);
    }
}

fn places<'a, 's>(duty: &'a Duty<'s>) -> Vec<RowPosition<'a, 's>> {
    let mut places = Vec::new();
    for task in duty.tasks.iter() {
        for (index, row) in task.rows.iter().enumerate() {
            let task_rows = if index == 0 { task.rows.len() } else { 0 };
            let references = Competency::BOTH.map(|kind| kind.effective(duty, task, row));
            places.push(RowPosition { task: Some(task), row: Some(row), task_rows, references });
        }
        if task.rows.is_empty() {
            let references = Competency::BOTH.map(|kind| kind.of_task(task).or(kind.of_duty(duty)));
            places.push(RowPosition { task: Some(task), row: None, task_rows: 1, references });
        }
    }
    if places.is_empty() {
        let references = Competency::BOTH.map(|kind| kind.of_duty(duty));
        places.push(RowPosition { task: None, row: None, task_rows: 1, references });
    }
    places
}

/// The number of rows that the cell beginning in each row covers; 0 if it began further up.
fn spans(places: &[RowPosition<'_, '_>], kind: usize) -> Vec<usize> {
    let mut spans = vec![0; places.len()];
    let mut first = 0;
    for index in 0..places.len() {
        if !equal(places[first].references[kind], places[index].references[kind]) {
            first = index;
        }
        spans[first] += 1;
    }
    spans
}

/// Whether two lists print the same: the same codes with the same names. Inherited lists are the same object and need no
/// comparison.
fn equal(one: &References<'_>, other: &References<'_>) -> bool {
    let same = |(one, other): (&Reference<'_>, &Reference<'_>)| {
        one.code.as_str() == other.code.as_str() && one.name_text() == other.name_text()
    };
    std::ptr::eq(one, other) || one.len() == other.len() && one.iter().zip(other.iter()).all(same)
}

fn task_lines<'a>(task: &'a Task<'_>) -> Vec<Line<'a>> {
    let own = Line::coded(task.code.as_str(), given(&task.name));
    std::iter::once(own).chain(items(&task.also)).collect()
}

/// The items of a list as lines, with their codes if they have any.
pub(super) fn items<'a>(list: &'a List<Item<'_>>) -> Vec<Line<'a>> {
    let line = |item: &'a Item<'_>| match &item.code {
        Some(code) => Line::coded(code.as_str(), item.text.as_str()),
        None => Line::text(item.text.as_str()),
    };
    list.iter().map(line).collect()
}

/// The text of a field, or an empty one.
pub(super) fn given<'a>(field: &'a Field<crate::model::Text<'_>>) -> &'a str {
    field.given().map_or("", |text| text.as_str())
}
