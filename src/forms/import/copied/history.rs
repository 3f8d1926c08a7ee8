//! The history of a copied text: a status and a date determine the rows, and the texts around them the columns.

use super::{CopiedEntry, Token, add, cell};
use crate::forms::import::day::day;
use crate::forms::import::heading;
use crate::forms::sheet::{Cell, HISTORY};

const STATUS: usize = 3;
const NOTE: usize = 4;
const DATE: usize = 5;

/// Whether the rows of the history came apart: a text of a row is on a line of its own.
pub(super) fn came_apart(entries: &[CopiedEntry]) -> bool {
    entries.iter().any(|entry| match entry {
        CopiedEntry::Line(text) => {
            heading::is_version(text) || heading::is_status(text) || day(text).is_some()
        }
        _ => false,
    })
}

/// Rebuilds the rows of a history that came apart.
pub(super) fn arrange(tokens: Vec<Token>) -> Vec<CopiedEntry> {
    let mut rows: Vec<[Vec<String>; 6]> = Vec::new();
    let mut ended = true;
    let is_heading = |token: &Token| HISTORY.contains(&heading::folded(&token.text).as_str());
    for token in tokens.into_iter().skip_while(is_heading) {
        // A row without a date ends where the next version label is.
        let has_status = rows.last().is_some_and(|row| !row[STATUS].is_empty());
        let begins = ended || has_status && heading::is_version(&token.text);
        if begins {
            rows.push(Default::default());
        }
        let Some(row) = rows.last_mut() else { continue };
        let column = column(row, &token.text);
        ended = column == DATE;
        add(&mut row[column], token);
    }
    let head = HISTORY.into_iter().map(Cell::header).collect();
    let rows = rows.into_iter().map(|row| row.map(cell).to_vec());
    vec![CopiedEntry::Made(std::iter::once(head).chain(rows).collect())]
}

/// The column of the next text of a row.
fn column(row: &[Vec<String>; 6], text: &str) -> usize {
    if !row[STATUS].is_empty() {
        return if day(text).is_some() { DATE } else { NOTE };
    }
    if heading::is_status(text) {
        return STATUS;
    }
    let is_code = heading::is_code(text);
    match row {
        [version, code, name, ..] if version.is_empty() && code.is_empty() && name.is_empty() => {
            if heading::is_version(text) {
                0
            } else if is_code {
                1
            } else {
                2
            }
        }
        [_, code, name, ..] if code.is_empty() && name.is_empty() && is_code => 1,
        _ => 2,
    }
}
