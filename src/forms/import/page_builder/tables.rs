//! Tables under construction: rows, cells and what is repeated.
//!
//! A table that contains tables is there for the layout, and its content is moved out of it in order; so is the content
//! of a table outside its cells.

use super::PageBuilder;
use super::merged::join_down;
use super::open::{OpenCell, OpenTable};
use crate::files::limits::DOCUMENT_TABLE_DEPTH;
use crate::forms::import::Block;
use crate::forms::import::limit::fit;
use crate::forms::import::read_error::ReadError;
use crate::forms::sheet::{Cell, Table};

/// The most empty cells that a repeated cell gives: more than the form has columns.
const MAX_BLANK_CELLS: usize = 64;

/// The most empty rows that a repeated row gives: more than a merged cell covers.
const MAX_BLANK_ROWS: usize = 1000;

/// Headings that distinguish a table of duties from one for the layout.
const FORM: [&str; 2] = ["工作任務", "行為指標"];

impl PageBuilder {
    /// Whether a cell is open.
    pub(in crate::forms::import) fn in_cell(&self) -> bool {
        self.tables.last().is_some_and(|table| table.cell.is_some())
    }

    pub(in crate::forms::import) fn begin_table(&mut self) -> Result<(), ReadError> {
        self.end_item()?;
        if self.tables.len() >= DOCUMENT_TABLE_DEPTH {
            return Err(ReadError::TooDeep { limit: DOCUMENT_TABLE_DEPTH });
        }
        self.tables.push(OpenTable::default());
        Ok(())
    }

    /// Begins another section of rows; no cell extends across its boundary.
    pub(in crate::forms::import) fn section(&mut self) -> Result<(), ReadError> {
        self.end_row()?;
        if let Some(table) = self.tables.last_mut() {
            table.sections.push(table.rows.len());
        }
        Ok(())
    }

    /// Begins a row; outside a table, a table is begun first.
    pub(in crate::forms::import) fn begin_row(&mut self) -> Result<(), ReadError> {
        if self.tables.is_empty() {
            self.begin_table()?;
        }
        self.end_row()?;
        self.budget.take(1, 0)?;
        if let Some(table) = self.tables.last_mut() {
            table.rows.push(Vec::new());
            table.in_row = true;
        }
        Ok(())
    }

    /// Begins a cell; a rowspan of 0 extends to the end of the section.
    pub(in crate::forms::import) fn begin_cell(
        &mut self,
        rowspan: usize,
        colspan: usize,
        header: bool,
    ) -> Result<(), ReadError> {
        if self.tables.last().is_none_or(|table| !table.in_row) {
            self.begin_row()?;
        }
        self.end_cell(1)?;
        self.budget.take(1, 0)?;
        let lists = self.lists.len();
        if let Some(table) = self.tables.last_mut() {
            table.cell =
                Some(OpenCell { blocks: Vec::new(), rowspan, colspan, header, continues: false, lists });
        }
        Ok(())
    }

    /// Ends the cell and adds it this many times.
    pub(in crate::forms::import) fn end_cell(&mut self, times: usize) -> Result<(), ReadError> {
        self.end_item()?;
        let Some(table) = self.tables.last_mut() else { return Ok(()) };
        let Some(cell) = table.cell.take() else { return Ok(()) };
        // Spreadsheets have thousands of empty cells at the end of every row.
        let times = if cell.blocks.is_empty() { times.min(MAX_BLANK_CELLS) } else { times };
        self.lists.truncate(cell.lists);
        let Some(row) = table.rows.last_mut() else { return Ok(()) };
        if times > 1 {
            let (items, bytes) = weigh(&cell.blocks);
            self.budget.take((items + 1).saturating_mul(times - 1), bytes.saturating_mul(times - 1))?;
            row.extend(std::iter::repeat_n(cell, times));
        } else {
            row.push(cell);
        }
        Ok(())
    }

    pub(in crate::forms::import) fn end_row(&mut self) -> Result<(), ReadError> {
        self.end_cell(1)?;
        if let Some(table) = self.tables.last_mut() {
            table.in_row = false;
        }
        Ok(())
    }

    /// Repeats the finished row this many times. Empty rows, which spreadsheets have below their last row, are repeated
    /// only as often as cells from above may cover them.
    pub(in crate::forms::import) fn repeat_row(
        &mut self,
        times: usize,
        covered: bool,
    ) -> Result<(), ReadError> {
        let Some(table) = self.tables.last_mut() else { return Ok(()) };
        let blank = table.rows.last().is_some_and(|row| row.iter().all(|cell| cell.blocks.is_empty()));
        let times = match (blank, covered) {
            (true, true) => times.min(MAX_BLANK_ROWS),
            (true, false) => 1,
            (false, _) => times,
        };
        let Some(row) = table.rows.last().filter(|_| times > 1) else { return Ok(()) };
        let (mut items, mut bytes) = (1_usize, 0_usize);
        for cell in row {
            let (cell_items, cell_bytes) = weigh(&cell.blocks);
            items = items.saturating_add(cell_items + 1);
            bytes = bytes.saturating_add(cell_bytes);
        }
        self.budget.take(items.saturating_mul(times - 1), bytes.saturating_mul(times - 1))?;
        let row = row.clone();
        table.rows.extend(std::iter::repeat_n(row, times - 1));
        Ok(())
    }

    pub(in crate::forms::import) fn end_table(&mut self) -> Result<(), ReadError> {
        self.end_row()?;
        let Some(mut table) = self.tables.pop() else { return Ok(()) };
        if table.continues || !table.dropped.is_empty() {
            join_down(&mut table, &mut self.covered);
        }
        for block in table.stray {
            self.push(block);
        }
        let cells = table.rows.iter().flatten().count();
        if table.holds_tables && !is_form(&table.rows) {
            for block in table.rows.into_iter().flatten().flat_map(|cell| cell.blocks) {
                self.push(block);
            }
        } else if cells > 0 {
            let mut rows: Vec<Vec<Cell<'static>>> =
                table.rows.into_iter().map(|row| row.into_iter().map(closed).collect()).collect();
            fit(&mut rows, &table.sections)?;
            self.push(Block::Table(Table { head: Vec::new(), rows }));
        }
        Ok(())
    }
}

/// Whether a table has the headings of the form in its own cells, not in nested tables.
fn is_form(rows: &[Vec<OpenCell>]) -> bool {
    let says = |cell: &OpenCell, heading: &str| match cell.blocks.as_slice() {
        [Block::Line(line)] => line.text.starts_with(heading),
        _ => false,
    };
    rows.iter().any(|row| FORM.iter().all(|heading| row.iter().any(|cell| says(cell, heading))))
}

/// A cell with only lines; a nested table is reduced to its lines.
fn closed(cell: OpenCell) -> Cell<'static> {
    let mut lines = Vec::with_capacity(cell.blocks.len());
    for block in cell.blocks {
        match block {
            Block::Line(line) => lines.push(line),
            Block::Table(table) => lines.extend(table.rows.into_iter().flatten().flat_map(|cell| cell.lines)),
        }
    }
    Cell { lines, rowspan: cell.rowspan, colspan: cell.colspan, header: cell.header }
}

/// The number of rows, cells and lines in the content of a cell, and the bytes of text.
fn weigh(blocks: &[Block]) -> (usize, usize) {
    let (mut items, mut bytes) = (0, 0);
    for block in blocks {
        match block {
            Block::Line(line) => {
                items += 1;
                bytes += line.text.len();
            }
            Block::Table(table) => {
                for row in &table.rows {
                    items += 1 + row.len();
                    for line in row.iter().flat_map(|cell| &cell.lines) {
                        items += 1;
                        bytes += line.text.len();
                    }
                }
            }
        }
    }
    (items, bytes)
}
