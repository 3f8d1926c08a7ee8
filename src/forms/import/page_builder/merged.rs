//! Cells that continue the one above, which is how Word marks merged cells.

use super::PageBuilder;
use super::open::OpenTable;
use crate::forms::import::Block;
use crate::forms::import::left_out::LeftOutContent;
use crate::forms::import::report::LeftOut;

impl PageBuilder {
    /// Makes the open cell cover this many columns.
    pub(in crate::forms::import) fn widen_cell(&mut self, columns: usize) {
        if let Some(cell) = self.tables.last_mut().and_then(|table| table.cell.as_mut()) {
            cell.colspan = columns;
        }
    }

    /// Makes the open cell one with the cell above it, if that begins in the same column and is as wide.
    pub(in crate::forms::import) fn continue_cell(&mut self) {
        if let Some(table) = self.tables.last_mut()
            && let Some(cell) = &mut table.cell
        {
            cell.continues = true;
            table.continues = true;
        }
    }

    /// Removes the row that has ended; what its cells continue does not go on below it.
    pub(in crate::forms::import) fn drop_row(&mut self) {
        if let Some(table) = self.tables.last_mut() {
            table.dropped.extend(table.rows.len().checked_sub(1));
        }
    }
}

/// Joins the cells that continue the cell above with it, and removes the rows that are not shown. Every row has all its
/// cells.
pub(super) fn join_down(table: &mut OpenTable, covered: &mut LeftOutContent) {
    // The cells that begin in the row above or continue to it: column, row, index, width.
    let mut above: Vec<(usize, usize, usize, usize)> = Vec::new();
    for at in 0..table.rows.len() {
        let is_dropped = table.dropped.binary_search(&at).is_ok();
        let mut here = Vec::with_capacity(table.rows[at].len());
        let mut column = 0_usize;
        for index in 0..table.rows[at].len() {
            let cell = &table.rows[at][index];
            let (width, continues) = (cell.colspan.max(1), cell.continues);
            let same =
                above.binary_search_by_key(&column, |&(column, ..)| column).ok().map(|found| above[found]);
            match same.filter(|&(.., above)| continues && above == width) {
                Some((_, row, origin, _)) => {
                    here.push((column, row, origin, width));
                    if !is_dropped {
                        table.rows[row][origin].rowspan += 1;
                        let text = texts(&table.rows[at][index].blocks);
                        covered.add(LeftOut::Covered, &text);
                    }
                }
                None => {
                    table.rows[at][index].continues = false;
                    if !is_dropped {
                        here.push((column, at, index, width));
                    }
                }
            }
            column = column.saturating_add(width);
        }
        above = here;
    }
    for row in &mut table.rows {
        row.retain(|cell| !cell.continues);
    }
    let mut at = 0;
    table.rows.retain(|_| {
        at += 1;
        table.dropped.binary_search(&(at - 1)).is_err()
    });
}

fn texts(blocks: &[Block]) -> String {
    let lines = blocks.iter().filter_map(|block| match block {
        Block::Line(line) => Some(line.text.as_ref()),
        Block::Table(_) => None,
    });
    lines.collect::<Vec<_>>().join(" ")
}
