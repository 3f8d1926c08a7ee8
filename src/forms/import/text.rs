//! Text copied from the published page: rows are lines, and cells are separated by tabs. Cells merged on the page are
//! blank.

use super::copied::{self, Arranged, CopiedEntry};
use super::limit::{Budget, check_bytes, fit};
use super::{Block, Page};
use crate::files::limits::DOCUMENT_TEXT_BYTES;
use crate::forms::import::read_error::ReadError;
use crate::forms::sheet::{Cell, Line, LineKind, Table};

/// Reads a text that was copied from a page.
///
/// # Errors
/// [`ReadError`] if it is larger than a standard can be.
pub fn page(text: &str) -> Result<Page, ReadError> {
    check_bytes(text.len(), DOCUMENT_TEXT_BYTES)?;
    let mut rest = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut entries = Vec::new();
    let mut budget = Budget::new();
    while !rest.is_empty() {
        let (entry, after) = entry(rest, &mut budget)?;
        entries.push(entry);
        rest = after;
    }
    let Arranged { entries, merged, remarks } = copied::arrange(entries)?;
    Ok(Page { blocks: blocks(entries)?, merged, pages: 0, remarks })
}

/// Reads a line, or a row whose cells contain line breaks, and returns it with the rest of the text.
fn entry<'a>(text: &'a str, budget: &mut Budget) -> Result<(CopiedEntry, &'a str), ReadError> {
    let mut cells = Vec::new();
    let mut rest = text;
    loop {
        let (cell, after) = cell(rest);
        budget.take(1, cell.len())?;
        cells.push(cell);
        rest = after;
        match rest.strip_prefix('\t') {
            Some(next) => rest = next,
            None => break,
        }
    }
    rest = rest.strip_prefix('\r').unwrap_or(rest);
    rest = rest.strip_prefix('\n').unwrap_or(rest);
    let entry = match cells.pop() {
        Some(last) if !cells.is_empty() => {
            cells.push(last);
            CopiedEntry::Row(cells)
        }
        Some(line) if !line.is_empty() => CopiedEntry::Line(line),
        _ => CopiedEntry::Blank,
    };
    Ok((entry, rest))
}

/// Consecutive rows become a table; list marks are removed from other lines.
fn blocks(entries: Vec<CopiedEntry>) -> Result<Vec<Block>, ReadError> {
    let mut blocks = Vec::new();
    let mut rows: Vec<Vec<Cell<'static>>> = Vec::new();
    let end_table = |rows: &mut Vec<Vec<Cell<'static>>>, blocks: &mut Vec<Block>| {
        let mut rows = std::mem::take(rows);
        if !rows.is_empty() {
            fit(&mut rows, &[])?;
            blocks.push(Block::Table(Table { head: Vec::new(), rows }));
        }
        Ok::<_, ReadError>(())
    };
    // The number of the previous list item; 0 outside a list.
    let mut before = 0;
    for entry in entries {
        match entry {
            CopiedEntry::Row(cells) => {
                before = 0;
                rows.push(cells.into_iter().map(Cell::text).collect());
                continue;
            }
            CopiedEntry::Made(made) => {
                end_table(&mut rows, &mut blocks)?;
                before = 0;
                rows = made;
            }
            CopiedEntry::Line(text) => {
                end_table(&mut rows, &mut blocks)?;
                let (kind, text) = markup(&text, before);
                before = match kind {
                    LineKind::Numbered(number) => number,
                    _ => 0,
                };
                blocks.push(Block::Line(Line::text(text.to_owned()).kind(kind)));
                continue;
            }
            CopiedEntry::Blank => {}
        }
        end_table(&mut rows, &mut blocks)?;
    }
    end_table(&mut rows, &mut blocks)?;
    Ok(blocks)
}

/// The cell at the start of `text`, and the rest after it.
fn cell(text: &str) -> (String, &str) {
    if let Some((inner, rest)) = quoted(text) {
        return (inner, rest);
    }
    let end = text.find(['\t', '\n']).unwrap_or(text.len());
    (text[..end].trim_matches([' ', '\r']).to_owned(), &text[end..])
}

/// Parses a cell with line breaks or quotation marks as spreadsheets write it: in quotation marks, with those inside
/// doubled. In any other cell a leading quotation mark is part of the text.
fn quoted(text: &str) -> Option<(String, &str)> {
    let body = text.strip_prefix('"')?;
    let mut inner = String::new();
    let mut rest = body;
    loop {
        let stop = rest.find(['"', '\t'])?;
        let (before, after) = (&rest[..stop], rest[stop..].strip_prefix('"')?);
        inner.push_str(before);
        match after.strip_prefix('"') {
            Some(next) => {
                inner.push('"');
                rest = next;
            }
            None => {
                rest = after;
                break;
            }
        }
    }
    let ends = rest.is_empty() || rest.starts_with(['\t', '\n']) || rest.starts_with("\r\n");
    let needed = inner.contains(['"', '\n']);
    (ends && needed).then(|| (inner.replace("\r\n", "\n").trim_matches([' ', '\n']).to_owned(), rest))
}

/// The kind of a line, from the marks that lists and headings of a page leave before their text, and the text without
/// them.
///
/// A number counts as a list number only if it continues from `before`, the number of the previous line; otherwise it
/// is part of the text.
fn markup(text: &str, before: usize) -> (LineKind, &str) {
    if text.starts_with('●') {
        return (LineKind::Heading, text);
    }
    let bullet = text.strip_prefix("- ").map(str::trim_start);
    let entry = bullet.unwrap_or(text);
    let digits = entry.find(|c: char| !c.is_ascii_digit()).unwrap_or(0);
    let number: Option<usize> = entry[..digits].parse().ok();
    let after = entry[digits..].strip_prefix(['.', '．', '、']);
    match (number, after) {
        (Some(number), Some(after))
            if number == before.saturating_add(1) && !after.starts_with(|c: char| c.is_ascii_digit()) =>
        {
            (LineKind::Numbered(number), after.trim_start())
        }
        _ if bullet.is_some() => (LineKind::Bullet, entry),
        _ => (LineKind::Text, text),
    }
}
