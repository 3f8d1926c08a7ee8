//! The profile of a copied text: the texts from a label to the next are its value.

use super::{CopiedEntry, Gap, Token, add, cell};
use crate::forms::import::heading::{self, PROFILE};
use crate::forms::sheet::Cell;

/// Labels that are followed by the label of a code.
const NAMES: [&str; 3] = ["職類別", "職業別", "行業別"];

/// Labels with a single text as value; further texts belong to no label.
const SINGLE: [&str; 2] = ["職能基準代碼", "基準級別"];

/// Whether the profile came apart: one of its headings is on a line of its own, or divided.
pub(super) fn came_apart(entries: &[CopiedEntry]) -> bool {
    entries.iter().any(|entry| match entry {
        CopiedEntry::Line(text) => {
            let folded = heading::folded(text);
            heading::is_label(&folded) || is_group(&folded)
        }
        CopiedEntry::Row(cells) => cells.first().is_some_and(|cell| is_piece(&heading::folded(cell))),
        _ => false,
    })
}

/// The rows of a profile that came apart, and the lines that belong to no label.
pub(super) fn arrange(tokens: Vec<Token>) -> Vec<CopiedEntry> {
    let mut rows: Vec<Vec<Cell<'static>>> = Vec::new();
    let mut strays = Vec::new();
    // The current label, and the lines of its value.
    let mut open: Option<(&'static str, Vec<String>)> = None;
    for token in tokens {
        let folded = heading::folded(&token.text);
        if let Some(label) = heading::label(&folded).map(|at| PROFILE[at]) {
            end(open.replace((label, Vec::new())), &mut rows);
        } else if !is_group(&folded) {
            match &mut open {
                Some((label, lines)) if lines.is_empty() || goes_on(label, &token) => add(lines, token),
                _ => strays.push(CopiedEntry::Line(token.text)),
            }
        }
    }
    end(open, &mut rows);
    std::iter::once(CopiedEntry::Made(rows)).chain(strays).collect()
}

fn goes_on(label: &str, token: &Token) -> bool {
    !SINGLE.contains(&label) && !matches!(token.gap, Gap::Tabs(_))
}

/// Ends the value of a label: it becomes a row, but a code is added to the row of its name.
fn end(ended: Option<(&'static str, Vec<String>)>, rows: &mut Vec<Vec<Cell<'static>>>) {
    let Some((label, lines)) = ended else { return };
    let name = label.strip_suffix("代碼").filter(|name| NAMES.contains(name));
    let begun = |row: &&mut Vec<Cell<'static>>| {
        row.len() == 2 && name.is_some_and(|name| heading::of_cell(&row[0]) == name)
    };
    let pair = [Cell::header(label), cell(lines)];
    match rows.last_mut().filter(begun) {
        Some(row) => row.extend(pair),
        None => rows.push(pair.into()),
    }
}

/// Whether a text is a heading over labels: complete, or one of the parts that a line break makes of it.
fn is_group(folded: &str) -> bool {
    heading::is_group(folded) || is_piece(folded) || folded == "所屬"
}

fn is_piece(folded: &str) -> bool {
    matches!(folded, "(擇一填寫)" | "類別")
}
