//! Knowledge and skills move from rows to where they hold: to the duty where all its rows have the same, else to the
//! tasks whose rows have, else they stay.

use super::duties::{Duty, Task, TaskRow};
use super::entries::Cells;
use super::{NOWHERE, Said, some};
use crate::model::{self, Field, Level, List, References, Text};

/// The duties, with references where they hold.
pub(super) fn duties(read: Vec<Duty>, cells: &Cells) -> List<model::Duty<'static>> {
    List::made(read.into_iter().map(|duty| lifted(duty, cells)).collect())
}

fn lifted(read: Duty, cells: &Cells) -> model::Duty<'static> {
    let own = [0, 1].map(|kind| {
        let mut rows = read.tasks.iter().flat_map(|task| &task.rows).map(|row| row.cells[kind]);
        let first = rows.next().or_else(|| Some(read.own?[kind]))?;
        rows.all(|cell| cells.equal(first, cell)).then_some(first)
    });
    let tasks = read.tasks.into_iter().map(|task| {
        // What the duty has is inherited.
        self::task(task, own.map(|cell| cell.is_some()), cells)
    });
    let tasks = List::made(tasks.collect());
    let [knowledge, skills] = own.map(|cell: Option<usize>| {
        let filled = cell.filter(|&cell| !cells.is_empty(cell));
        filled.map_or_else(References::default, |cell| cells.references(cell))
    });
    model::Duty { code: Text::made_code(read.code), name: name(read.name), knowledge, skills, tasks }
}

fn task(read: Task, inherited: [bool; 2], cells: &Cells) -> model::Task<'static> {
    let own = [0, 1].map(|kind| {
        let mut rows = read.rows.iter().map(|row| row.cells[kind]);
        let first = rows.next().filter(|_| !inherited[kind])?;
        rows.all(|cell| cells.equal(first, cell)).then_some(first)
    });
    let several = read.rows.len() > 1;
    let below = [0, 1].map(|kind| !inherited[kind] && own[kind].is_none());
    let rows: Vec<_> = read.rows.into_iter().map(|read| row(read, below, cells)).collect();
    let [knowledge, skills] =
        own.map(|cell| cell.map_or_else(References::default, |cell| cells.references(cell)));
    model::Task {
        code: Text::made_code(read.code),
        name: name(read.name),
        also: some(read.also.into_iter().map(Said::item).collect()),
        knowledge,
        skills,
        // A task of one row says what is in it itself.
        rows: if several { List::made(rows) } else { List { key: None, ..List::made(rows) } },
    }
}

fn row(read: TaskRow, own: [bool; 2], cells: &Cells) -> model::Row<'static> {
    let [knowledge, skills] = [0, 1].map(|kind| {
        let cell = own[kind].then(|| cells.references(read.cells[kind]));
        cell.unwrap_or_default()
    });
    let items = |items: Vec<Said>| some(items.into_iter().map(Said::item).collect());
    model::Row {
        span: NOWHERE,
        level: read.level.map(|value| Level { value, span: NOWHERE }).into(),
        outputs: items(read.outputs),
        indicators: items(read.indicators),
        knowledge,
        skills,
    }
}

/// A name is always there, even where it is empty.
fn name(text: String) -> Field<Text<'static>> {
    Field::Given(Text::made(text))
}
