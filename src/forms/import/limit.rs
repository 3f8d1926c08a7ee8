//! Limits on the size of a document's tables: a short document can claim a million cells, or a cell over a billion
//! columns. A published standard has about a thousand cells in seven columns.

use crate::files::limits::{DOCUMENT_ITEM_BYTES, DOCUMENT_ITEMS, DOCUMENT_TABLE_AREA};
use crate::forms::import::read_error::{DocumentPart, ReadError};
use crate::forms::sheet::Cell;

/// The most columns that HTML lets a cell cover.
const MAX_SPAN: usize = 1000;

/// A cell that claims more columns than this is cut to the existing columns.
const PLAUSIBLE_SPAN: usize = 64;

/// Rejects a document of more than `limit` bytes.
pub(super) fn check_bytes(len: usize, limit: usize) -> Result<(), ReadError> {
    if len > limit {
        Err(ReadError::TooLarge { what: DocumentPart::File, mebibytes: limit >> 20 })
    } else {
        Ok(())
    }
}

/// What a document may still use of the limits.
pub(super) struct Budget {
    items: usize,
    bytes: usize,
}

impl Budget {
    pub(super) fn new() -> Self {
        Self { items: DOCUMENT_ITEMS, bytes: DOCUMENT_ITEM_BYTES }
    }

    /// Uses up this many rows, cells and lines, and bytes of text.
    pub(super) fn take(&mut self, items: usize, bytes: usize) -> Result<(), ReadError> {
        self.items = self.items.checked_sub(items).ok_or(ReadError::TooMany { limit: DOCUMENT_ITEMS })?;
        let mebibytes = DOCUMENT_ITEM_BYTES >> 20;
        let too_large = ReadError::TooLarge { what: DocumentPart::Texts, mebibytes };
        self.bytes = self.bytes.checked_sub(bytes).ok_or(too_large)?;
        Ok(())
    }
}

/// Cuts the spans of a table to the existing rows and columns. A rowspan of 0 extends to the end of the section; no
/// rowspan extends beyond it. `sections` are the indices of the first rows of the sections, in order.
pub(super) fn fit(rows: &mut [Vec<Cell<'static>>], sections: &[usize]) -> Result<(), ReadError> {
    let mut end = rows.len();
    let mut starts = sections.iter().rev().peekable();
    for index in (0..rows.len()).rev() {
        while let Some(&&start) = starts.peek()
            && start > index
        {
            end = start.min(end);
            starts.next();
        }
        for cell in &mut rows[index] {
            let there = end - index;
            cell.rowspan = if cell.rowspan == 0 { there } else { cell.rowspan.min(there) };
            cell.colspan = cell.colspan.clamp(1, MAX_SPAN);
        }
    }
    cut_columns(rows)
}

/// Cuts a cell with an implausible number of columns to the last column where another cell begins.
fn cut_columns(rows: &mut [Vec<Cell<'static>>]) -> Result<(), ReadError> {
    let mut covered: Vec<usize> = Vec::new();
    let mut implausible = Vec::new();
    let (mut area, mut width) = (0_usize, 1);
    for (index, row) in rows.iter().enumerate() {
        let mut column = 0;
        let mut next: Vec<usize> = covered.iter().map(|rows| rows.saturating_sub(1)).collect();
        area += next.len();
        for (place, cell) in row.iter().enumerate() {
            while covered.get(column).is_some_and(|&rows| rows > 0) {
                column += 1;
            }
            width = width.max(column + 1);
            if cell.colspan > PLAUSIBLE_SPAN {
                implausible.push((index, place, column));
            } else {
                width = width.max(column + cell.colspan);
            }
            let end = column + cell.colspan;
            area += cell.colspan;
            if area > DOCUMENT_TABLE_AREA {
                return Err(ReadError::TooWide { limit: DOCUMENT_TABLE_AREA });
            }
            if next.len() < end {
                next.resize(end, 0);
            }
            next[column..end].fill(cell.rowspan - 1);
            column = end;
        }
        covered = next;
    }
    for (row, place, column) in implausible {
        rows[row][place].colspan = (width - column.min(width - 1)).max(1);
    }
    Ok(())
}
