//! The headings of the columns, which are printed again on every page.

use super::table::{Cell, Table};
use crate::forms::import::heading::{self, Column};
use crate::forms::sheet::FormPart;

/// The rows of the headings of a main table: the first and how many; `None` if it has none.
pub(super) fn of_duties(table: &Table) -> Option<(usize, usize)> {
    let first = (0..table.rows()).find(|&row| is_heading(table, row))?;
    // The headings of knowledge and skills may be in a row of their own below.
    let below = (first + 1..table.rows()).take_while(|&row| names(table, row));
    Some((first, 1 + below.count()))
}

/// How many rows at the beginning are headings of a main table.
pub(super) fn repeated(table: &Table) -> usize {
    match of_duties(table) {
        Some((0, count)) => count,
        _ => 0,
    }
}

/// Whether the headings of a main table were cut by a page break: those of the last row above are whole with the texts of the
/// first row below.
pub(super) fn goes_on(above: &Table, below: &Table) -> bool {
    let last = above.rows() - 1;
    let heads: Vec<_> = above.cells.iter().filter(|cell| cell.ends() > last).collect();
    let mut texts: Vec<String> = heads.iter().map(|cell| cell.plain()).collect();
    let mut is_rest = false;
    for cell in below.row(0).filter(|cell| !cell.is_blank()) {
        let same = |head: &&Cell| (head.column, head.colspan) == (cell.column, cell.colspan);
        let Some(at) = heads.iter().position(same) else { return false };
        texts[at] += &cell.plain();
        let text = heading::folded(&texts[at]);
        if heading::columns(&text).is_empty() && !heading::is_attitudes(&text) {
            return false;
        }
        is_rest = true;
    }
    let texts: Vec<_> = texts.iter().map(|text| heading::folded(text)).collect();
    is_rest && heading::is_duties(texts.iter().map(String::as_str))
}

/// Whether headings of a main table are the last above, and a further row of them the first below.
pub(super) fn is_below(above: &Table, below: &Table) -> bool {
    of_duties(above).is_some_and(|(first, count)| first + count == above.rows()) && names(below, 0)
}

/// Whether every text of a row names a column.
fn names(table: &Table, row: usize) -> bool {
    let mut filled = table.row(row).filter(|cell| !cell.is_blank()).peekable();
    let names = |text: &str| !heading::columns(text).is_empty() || heading::is_attitudes(text);
    filled.peek().is_some() && filled.all(|cell| names(&heading::folded(&cell.plain())))
}

fn is_heading(table: &Table, row: usize) -> bool {
    let texts: Vec<_> = table.row(row).map(|cell| heading::folded(&cell.plain())).collect();
    heading::is_duties(texts.iter().map(String::as_str))
}

/// The part that begins with the first row of a table, as far as a row of its own tells.
pub(super) fn begins_part(table: &Table) -> Option<FormPart> {
    let mut filled = table.row(0).filter(|cell| !cell.is_blank());
    let first = filled.next()?;
    let text = first.lines.first().map(|line| line.text.as_str()).unwrap_or_default();
    heading::part(&heading::folded(&first.plain())).or_else(|| heading::of_line(text).map(|(part, _)| part))
}

/// What each column of a main table holds: the first that its heading names.
pub(super) fn columns(table: &Table) -> Vec<Option<Column>> {
    let mut found = vec![None; table.xs.len().saturating_sub(1)];
    let Some((first, count)) = of_duties(table) else { return found };
    for cell in table.cells.iter().filter(|cell| (first..first + count).contains(&cell.row)) {
        let names = heading::columns(&heading::folded(&cell.plain()));
        let places = cell.column..cell.column + cell.colspan;
        for (at, place) in places.enumerate() {
            // Two names over several columns: each has one of them, as far as no row below says more.
            let name = if names.len() == 2 && cell.colspan == 2 { names.get(at) } else { names.first() };
            if let Some(name) = name {
                found[place] = Some(*name);
            }
        }
    }
    found
}

/// The letter of the codes of a column.
pub(super) fn letter(column: Column) -> Option<char> {
    match column {
        Column::Duty | Column::Task => Some('T'),
        Column::Outputs => Some('O'),
        Column::Indicators => Some('P'),
        Column::Level => None,
        Column::Knowledge => Some('K'),
        Column::Skills => Some('S'),
    }
}
