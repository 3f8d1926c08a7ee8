//! The tasks of a standard by the knowledge and skills that they need.

use crate::bilingual;
use crate::catalogue::entries::EntryRow;
use crate::model::Kind;
use crate::report::table::{Cell, Column, Table};
use crate::text::bilingual::Bilingual;

/// The most tasks and the most rows. A standard has one or two dozen tasks; a hostile file must not cause quadratic output.
const MAX_TASKS: usize = 200;
const MAX_ROWS: usize = 2000;

/// A row for each K and S and a column for each task, with a dot where the task needs it, and in how many tasks that is.
pub fn table(entries: &[EntryRow]) -> Table {
    let tasks: Vec<&str> = entries
        .iter()
        .filter(|entry| entry.kind == Kind::Task)
        .filter_map(|entry| entry.code.as_deref())
        .take(MAX_TASKS)
        .collect();
    let column = |key: &'static str, zh| Column { key: key.into(), title: Bilingual::fixed(key, zh) };
    let mut columns = vec![column("code", "代碼"), column("name", "名稱"), column("used", "用於")];
    columns.extend(
        tasks
            .iter()
            .map(|&task| Column { key: task.to_owned().into(), title: bilingual!("{task}", "{task}") }),
    );
    let rows =
        entries.iter().filter(|entry| matches!(entry.kind, Kind::Knowledge | Kind::Skill)).take(MAX_ROWS);
    let rows = rows.map(|entry| {
        let mut row =
            vec![Cell::of(entry.code.as_deref()), Cell::Text(entry.text.clone()), used(entry, &tasks)];
        row.extend(tasks.iter().map(|&task| {
            if entry.tasks.iter().any(|of| of == task) { Cell::Text("●".to_owned()) } else { Cell::Empty }
        }));
        row
    });
    Table { name: "matrix", columns, rows: rows.collect() }
}

/// In how many tasks.
fn used(entry: &EntryRow, tasks: &[&str]) -> Cell {
    Cell::Words(match entry.tasks.len() {
        0 => Bilingual::fixed("unused", "未用"),
        count if count == tasks.len() => Bilingual::fixed("everywhere", "全部"),
        1 => Bilingual::fixed("once", "一次"),
        count => bilingual!("{count}", "{count}"),
    })
}
