//! Moves knowledge and skills from rows to the level where they apply: to the duty if all its rows have the same, else
//! to each task whose rows have the same, else they stay.

use super::entries::Cells;
use super::raw::{Duty, Task, TaskRow};
use super::{CodedText, NOWHERE, some};
use crate::files::limits::DOCUMENT_REFERENCE_BYTES;
use crate::forms::import::read_error::{DocumentPart, ReadError};
use crate::model::{self, Field, Level, List, References, Text};

/// The duties, with references at the level where they apply.
///
/// # Errors
/// [`ReadError::TooLarge`] if cells cover so many tasks that the references would exceed the limit.
pub(in crate::forms::import) fn duties(
    read: Vec<Duty>,
    cells: &Cells,
) -> Result<List<model::Duty<'static>>, ReadError> {
    let mut room = DOCUMENT_REFERENCE_BYTES;
    let duties: Option<Vec<_>> = read.into_iter().map(|duty| lifted(duty, cells, &mut room)).collect();
    duties
        .map(List::made)
        .ok_or(ReadError::TooLarge { what: DocumentPart::Texts, mebibytes: DOCUMENT_REFERENCE_BYTES >> 20 })
}

/// Converts a duty; `None` if the limit is exceeded.
fn lifted(read: Duty, cells: &Cells, room: &mut usize) -> Option<model::Duty<'static>> {
    let own = [0, 1].map(|kind| {
        let alone = read.own.map(|cells| cells[kind]);
        common(read.tasks.iter().flat_map(|task| &task.rows).map(|row| row.cells[kind]).chain(alone), cells)
    });
    // The references of the duty are inherited.
    let inherited = own.map(|cell| cell.is_some());
    let tasks: Option<Vec<_>> =
        read.tasks.into_iter().map(|read| task(read, inherited, cells, room)).collect();
    let tasks = List::made(tasks?);
    let filled = own.map(|cell| cell.filter(|&cell| !cells.is_empty(cell)));
    let [knowledge, skills] = references(filled, cells, room)?;
    Some(model::Duty { code: Text::made_code(read.code), name: name(read.name), knowledge, skills, tasks })
}

/// The cell that all of these are equal to. Adjacent rows mostly have the same cell, which is compared only once.
fn common(mut each: impl Iterator<Item = usize>, cells: &Cells) -> Option<usize> {
    let first = each.next()?;
    let mut last = first;
    each.all(|cell| std::mem::replace(&mut last, cell) == cell || cells.equal(first, cell)).then_some(first)
}

fn references(own: [Option<usize>; 2], cells: &Cells, room: &mut usize) -> Option<[References<'static>; 2]> {
    let weight = own.iter().flatten().map(|&cell| cells.weight(cell)).sum();
    *room = room.checked_sub(weight)?;
    Some(own.map(|cell| cell.map_or_else(References::default, |cell| cells.references(cell))))
}

fn task(read: Task, inherited: [bool; 2], cells: &Cells, room: &mut usize) -> Option<model::Task<'static>> {
    let own = [0, 1]
        .map(|kind| common(read.rows.iter().map(|row| row.cells[kind]), cells).filter(|_| !inherited[kind]));
    let several = read.rows.len() > 1;
    let below = [0, 1].map(|kind| !inherited[kind] && own[kind].is_none());
    let rows: Option<Vec<_>> = read.rows.into_iter().map(|read| row(read, below, cells, room)).collect();
    let rows = List::made(rows?);
    let [knowledge, skills] = references(own, cells, room)?;
    Some(model::Task {
        code: Text::made_code(read.code),
        name: name(read.name),
        also: some(read.also.into_iter().map(CodedText::item).collect()),
        knowledge,
        skills,
        // A task of a single row has its references itself.
        rows: if several { rows } else { List { key: None, ..rows } },
    })
}

fn row(read: TaskRow, own: [bool; 2], cells: &Cells, room: &mut usize) -> Option<model::Row<'static>> {
    let own = [0, 1].map(|kind| Some(read.cells[kind]).filter(|_| own[kind]));
    let [knowledge, skills] = references(own, cells, room)?;
    let items = |items: Vec<CodedText>| some(items.into_iter().map(CodedText::item).collect());
    Some(model::Row {
        span: NOWHERE,
        level: read.level.map(|value| Level { value, span: NOWHERE }).into(),
        outputs: items(read.outputs),
        indicators: items(read.indicators),
        knowledge,
        skills,
    })
}

/// The name is always given, even if it is empty.
fn name(text: String) -> Field<Text<'static>> {
    Field::Given(Text::made(text))
}
