//! Joins the pieces of a table that page breaks made: a row that goes on overleaf is one row again, and a merged cell one
//! cell. The structure of the document says what belongs together; where it has none, the lines do: a cell that goes on
//! has none at its foot. What stays open is put where it is likelier, and told.

use super::header;
use super::paragraphs::starts_with_code;
use super::ruling_lines::{NEAR, clustered};
use super::table::{Cell, Table};
use super::tree::Tree;
use crate::forms::import::heading::Column;

/// A reading at a page break that is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Doubt {
    /// The page that begins, from 0.
    pub(super) page: usize,
    pub(super) column: Option<Column>,
    /// The text at its top.
    pub(super) text: String,
    /// Whether it was taken as a part of the cell before.
    pub(super) joined: bool,
    /// The task where the cell before begins, and the one beside the text; empty where that is not known.
    pub(super) tasks: [String; 2],
}

/// Joins a table to the one before if it goes on; else it is returned.
pub(super) fn join(
    above: &mut Table,
    mut below: Table,
    tree: &Tree,
    doubts: &mut Vec<Doubt>,
) -> Option<Table> {
    if !goes_on(above, &below, tree) {
        return Some(below);
    }
    let headings = header::repeated(&below);
    if headings > 0 {
        without_rows(&mut below, headings);
    }
    if below.rows() == 0 {
        return None;
    }
    share_columns(above, &mut below);
    let columns = header::columns(above);
    let last = above.rows() - 1;
    let continues = header::goes_on(above, &below)
        || !header::is_below(above, &below) && row_continues(above, &below, &columns, tree);
    let offset = if continues { last } else { last + 1 };
    let page = below.pages[0];
    let mut extended = Vec::new();
    let mut taken = vec![false; below.cells.len()];
    for (index, cell) in below.cells.iter().enumerate().filter(|(_, cell)| cell.row == 0) {
        let Some(at) = above.covering(last, cell.column) else { continue };
        let before = &above.cells[at];
        let same_width = before.column == cell.column && before.colspan == cell.colspan;
        let column = columns.get(cell.column).copied().flatten();
        let joins = if continues {
            true
        } else {
            same_width
                && spans_on(above, before, &below, cell, tree, &mut |joined| {
                    let text = cell.lines.first().map(|line| line.text.clone()).unwrap_or_default();
                    let tasks = [task(above, &columns, before.row), task(&below, &columns, 0)];
                    doubts.push(Doubt { page, column, text, joined, tasks });
                })
        };
        if joins {
            extended.push((at, index));
            taken[index] = true;
        }
    }
    // A cell that goes on over rows below grows by them; one that does not is as high as before.
    for (at, index) in extended {
        let cell = &below.cells[index];
        let grown = (offset + cell.rowspan).saturating_sub(above.cells[at].ends());
        let before = &mut above.cells[at];
        before.rowspan += grown;
        before.lines.extend(cell.lines.iter().cloned());
        before.foot = cell.foot;
        if cell.tree_cell.is_some() {
            before.tree_cell = cell.tree_cell;
        }
    }
    let mut pages = below.pages.into_iter();
    if continues {
        pages.next();
    }
    above.pages.extend(pages);
    let others = below.cells.into_iter().zip(taken).filter(|(_, taken)| !taken).map(|(cell, _)| cell);
    above.cells.extend(others.map(|cell| Cell { row: cell.row + offset, ..cell }));
    above.sort();
    None
}

/// Whether a table at the top of a page goes on with the one before: it has the same borders, and begins no part.
fn goes_on(above: &Table, below: &Table, tree: &Tree) -> bool {
    let near = |one: f32, other: f32| (one - other).abs() <= 2.0 * NEAR;
    let ends = |xs: &[f32]| (xs[0], xs[xs.len() - 1]);
    let ((left, right), (to_left, to_right)) = (ends(&above.xs), ends(&below.xs));
    if !(near(left, to_left) && near(right, to_right)) || header::begins_part(below).is_some() {
        return false;
    }
    let shared = |one: &[f32], other: &[f32]| one.iter().all(|x| other.iter().any(|y| (x - y).abs() <= NEAR));
    if !(shared(&above.xs, &below.xs) || shared(&below.xs, &above.xs)) {
        return false;
    }
    let table =
        |table: &Table| table.cells.iter().rev().find_map(|cell| Some(tree.cell(cell.tree_cell)?.table));
    let first = below.cells.iter().find_map(|cell| Some(tree.cell(cell.tree_cell)?.table));
    match (table(above), first) {
        (Some(one), Some(other)) => one == other,
        _ => {
            let is_main = header::of_duties(above).is_some();
            // Another table of the same page is one of its own, and headings in a table that is none of duties so far begin
            // that of the duties.
            let overleaf = above.pages.last() != below.pages.first();
            is_main || overleaf && header::of_duties(below).is_none()
        }
    }
}

/// The code of the task of a row.
fn task(table: &Table, columns: &[Option<Column>], row: usize) -> String {
    let column = columns.iter().position(|column| *column == Some(Column::Task));
    let cell = column.and_then(|column| table.covering(row, column)).map(|at| &table.cells[at]);
    let text = cell.and_then(|cell| cell.lines.first()).map_or("", |line| line.text.as_str());
    if starts_with_code(text, Some('T')) { code(text).to_owned() } else { String::new() }
}

/// The code that a text begins with.
fn code(text: &str) -> &str {
    text.split(|c: char| !c.is_ascii_alphanumeric() && c != '.').next().unwrap_or_default()
}

/// Leaves out the first rows.
fn without_rows(table: &mut Table, count: usize) {
    table.cells.retain_mut(|cell| {
        let gone = count.saturating_sub(cell.row);
        let stays = cell.ends() > count;
        if stays {
            cell.rowspan -= gone.min(cell.rowspan - 1);
            cell.row = cell.row.max(count) - count;
        }
        stays
    });
    table.pages.drain(..count.min(table.pages.len()));
}

/// Gives both tables the columns of either.
fn share_columns(above: &mut Table, below: &mut Table) {
    let xs = clustered(above.xs.iter().chain(&below.xs).copied().collect());
    for table in [above, below] {
        let nearest = |x: f32| {
            let distance = |at: &usize| (xs[*at] - x).abs();
            (0..xs.len()).min_by(|one, other| distance(one).total_cmp(&distance(other))).unwrap_or(0)
        };
        for cell in &mut table.cells {
            let (from, to) = (nearest(table.xs[cell.column]), nearest(table.xs[cell.column + cell.colspan]));
            (cell.column, cell.colspan) = (from, to.saturating_sub(from).max(1));
        }
        table.xs.clone_from(&xs);
    }
}

/// Whether the first row of a page goes on with the last one before.
fn row_continues(above: &Table, below: &Table, columns: &[Option<Column>], tree: &Tree) -> bool {
    let last = above.rows() - 1;
    let newest = |cells: &mut dyn Iterator<Item = &Cell>| {
        cells.filter_map(|cell| Some(tree.cell(cell.tree_cell)?.row)).max()
    };
    let before = newest(&mut above.cells.iter().filter(|cell| cell.ends() > last));
    let after = newest(&mut below.row(0));
    if let (Some(before), Some(after)) = (before, after) {
        return after <= before;
    }
    let at = |wanted: Column| {
        let cell = columns.iter().position(|column| *column == Some(wanted));
        cell.and_then(|column| below.covering(0, column)).map(|at| &below.cells[at])
    };
    let has_level = at(Column::Level).is_some_and(|cell| !cell.is_blank());
    let names = [Column::Duty, Column::Task].into_iter().filter_map(at);
    let begins =
        names.flat_map(|cell| cell.lines.first()).any(|line| starts_with_code(&line.text, Some('T')));
    if !columns.iter().any(Option::is_some) {
        return feet(above) == Feet::Row;
    }
    // A row has a level; the rest of one has none, and no code of a task. Where that is not plain, the lines tell.
    match (has_level, begins) {
        (true, true) => false,
        (false, false) => true,
        _ => feet(above) == Feet::Row,
    }
}

/// What the lines at the foot of a page say.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Feet {
    /// Every cell has one, or none has: the page borders each piece, or no piece.
    Nothing,
    /// The cells of the last row have none, others have: the row is cut.
    Row,
    /// The cells of the last row have one, others have none: merged cells go on.
    Merged,
}

fn feet(above: &Table) -> Feet {
    let last = above.rows() - 1;
    let covering = || above.cells.iter().filter(|cell| cell.ends() > last);
    let own = || covering().filter(|cell| cell.row == last);
    if covering().all(|cell| cell.foot) || covering().all(|cell| !cell.foot) {
        Feet::Nothing
    } else if own().all(|cell| !cell.foot) {
        Feet::Row
    } else {
        Feet::Merged
    }
}

/// Whether the column merges its cells over the tasks of a duty, as far as the rows within pages show it; `None` if they
/// show nothing.
fn merges(tables: [&Table; 2], columns: &[Option<Column>], column: usize) -> Option<bool> {
    let duty = columns.iter().position(|name| *name == Some(Column::Duty))?;
    let (mut merged, mut parted) = (0, 0);
    for table in tables {
        for row in 1..table.rows() {
            let same = |column| {
                let [one, other] = [row - 1, row].map(|row| table.covering(row, column));
                Some(one? == other?)
            };
            if table.pages[row - 1] == table.pages[row] && same(duty) == Some(true) {
                match same(column) {
                    Some(true) => merged += 1,
                    Some(false) => parted += 1,
                    None => {}
                }
            }
        }
    }
    (merged != parted).then_some(merged > parted)
}

/// Whether a cell at the top of a page, in another row than the last, is the rest of a merged one before.
fn spans_on(
    above: &Table,
    before: &Cell,
    below: &Table,
    cell: &Cell,
    tree: &Tree,
    open: &mut dyn FnMut(bool),
) -> bool {
    if let (Some(one), Some(other)) = (before.tree_cell, cell.tree_cell) {
        return one == other;
    }
    let row = below.row(0).filter_map(|cell| Some(tree.cell(cell.tree_cell)?.row)).max();
    if let (Some(before), Some(row)) = (tree.cell(before.tree_cell), row) {
        let rows = u32::try_from(before.rowspan).unwrap_or(u32::MAX);
        return row < before.row.saturating_add(rows);
    }
    let columns = header::columns(above);
    let column = columns.get(cell.column).copied().flatten();
    if !matches!(column, Some(Column::Duty | Column::Knowledge | Column::Skills)) {
        return feet(above) == Feet::Merged && !before.foot && cell.is_blank();
    }
    match feet(above) {
        Feet::Merged => return !before.foot,
        // The form merges the cells of these columns, and a page that borders each piece leaves the rest blank.
        Feet::Row | Feet::Nothing if cell.is_blank() => return true,
        Feet::Row | Feet::Nothing => {}
    }
    let letter = column.and_then(header::letter);
    if !cell.lines.first().is_some_and(|line| starts_with_code(&line.text, letter)) {
        open(true);
        return true;
    }
    if column == Some(Column::Duty) {
        return false;
    }
    // Either a new cell, or the rest of one; most cells of a standard are alike.
    let duty = columns.iter().position(|column| *column == Some(Column::Duty));
    let new_duty = duty.and_then(|duty| below.covering(0, duty)).is_some_and(|at| {
        below.cells[at].lines.first().is_some_and(|line| starts_with_code(&line.text, Some('T')))
    });
    if new_duty {
        return false;
    }
    // A cell has no code twice.
    let own = code(&cell.lines[0].text);
    let is_there = before.lines.iter().any(|line| code(&line.text) == own);
    let joined = !is_there && merges([above, below], &columns, cell.column).unwrap_or(before.rowspan > 1);
    open(joined);
    joined
}
