//! Queries on the grid that several formats need.

use std::ops::Range;

use crate::forms::sheet::{Cell, Table};
use crate::text::display_safe::one_line;

/// The cells that begin in each row, with their columns.
pub(super) type Placed<'t, 'a> = Vec<Vec<(usize, &'t Cell<'a>)>>;

/// The column of the tasks.
pub(super) const TASK: usize = 1;
/// The first of the two columns whose cells may cover several tasks.
pub(super) const KNOWLEDGE: usize = 5;

/// The rows of each duty: a group begins where a cell of the first column begins.
pub(super) fn groups(placed: &Placed<'_, '_>) -> Vec<Range<usize>> {
    let begins = |row: &Vec<(usize, &Cell<'_>)>| row.first().is_some_and(|&(column, _)| column == 0);
    let mut groups: Vec<Range<usize>> = Vec::new();
    for (index, row) in placed.iter().enumerate() {
        match groups.last_mut() {
            Some(group) if !begins(row) => group.end = index + 1,
            _ => groups.push(index..index + 1),
        }
    }
    groups
}

/// For each row, the row in which the cell of its task begins.
pub(super) fn task_rows(placed: &Placed<'_, '_>) -> Vec<usize> {
    let mut first = 0;
    let begins = |row: &Vec<(usize, &Cell<'_>)>| row.iter().any(|&(column, _)| column == TASK);
    let rows = placed.iter().enumerate().map(|(index, row)| {
        if begins(row) {
            first = index;
        }
        first
    });
    rows.collect()
}

/// The codes of the tasks that a cell in `rows` applies to, if there are several. Layouts that show one task at a time
/// print them, since they show the merged cell with the first task only.
pub(super) fn shared_by(placed: &Placed<'_, '_>, task_rows: &[usize], rows: Range<usize>) -> Option<String> {
    let mut tasks = task_rows[rows].to_vec();
    tasks.dedup();
    if tasks.len() < 2 {
        return None;
    }
    let cells = tasks.iter().filter_map(|&row| placed[row].iter().find(|(column, _)| *column == TASK));
    let codes = cells.flat_map(|(_, cell)| &cell.lines).filter_map(|line| line.code.as_deref());
    Some(format!("{} 共用", codes.map(one_line).collect::<Vec<_>>().join("、")))
}

/// A label, the cell beside it, and further ones on the same line: the code of a classification behind its name.
pub(super) struct Pair<'t, 'a> {
    pub(super) label: String,
    pub(super) cell: &'t Cell<'a>,
    pub(super) further: Vec<(String, &'t Cell<'a>)>,
}

impl Pair<'_, '_> {
    /// What stands on the line after the cell's own text, each with its label.
    pub(super) fn further(&self, text: impl Fn(&Cell<'_>) -> String) -> String {
        let filled = self.further.iter().filter(|(_, cell)| !cell.lines.is_empty());
        filled.map(|(label, cell)| format!("　{label} {}", text(cell))).collect()
    }
}

/// The labels and texts of a table with header cells beside the cells they label.
pub(super) fn pairs<'t, 'a>(table: &'t Table<'a>) -> Vec<Pair<'t, 'a>> {
    let mut pairs: Vec<Pair<'t, 'a>> = Vec::new();
    // A label merged over several rows, and how many of these follow.
    let mut over: (String, usize) = (String::new(), 0);
    for row in &table.rows {
        let mut is_first = true;
        let mut label = if over.1 > 0 { over.0.clone() } else { String::new() };
        over.1 = over.1.saturating_sub(1);
        for cell in row {
            if !cell.header {
                let label = std::mem::take(&mut label);
                match pairs.last_mut().filter(|_| !is_first) {
                    Some(pair) => pair.further.push((label, cell)),
                    None => pairs.push(Pair { label, cell, further: Vec::new() }),
                }
                is_first = false;
                continue;
            }
            if !label.is_empty() {
                label.push(' ');
            }
            label.push_str(&name(cell));
            if cell.rowspan > 1 {
                over = (label.clone(), cell.rowspan - 1);
            }
        }
    }
    pairs
}

/// The text of a header cell on one line. The form breaks labels to fit the column; `所屬` and `類別` are one word.
fn name(cell: &Cell<'_>) -> String {
    let mut name = String::new();
    for line in &cell.lines {
        if line.text.starts_with(|c: char| c.is_ascii()) && !name.is_empty() {
            name.push(' ');
        }
        name.push_str(&line.text);
    }
    name
}
