//! Builds a page from the elements that HTML and ODT have in common.
//!
//! A table that contains tables is there for the layout, and its content is moved out of it in order; so is the content
//! of a table outside its cells.

use crate::files::limits::DOCUMENT_TABLE_DEPTH;
use crate::forms::import::limit::{Budget, fit};
use crate::forms::import::read_error::ReadError;
use crate::forms::import::{Block, Page};
use crate::forms::sheet::{Cell, Line, LineKind, Table};

/// The most empty cells that a repeated cell gives: more than the form has columns.
const MAX_BLANK_CELLS: usize = 64;

/// The most empty rows that a repeated row gives: more than a merged cell covers.
const MAX_BLANK_ROWS: usize = 1000;

/// Headings that distinguish a table of duties from one for the layout.
const FORM: [&str; 2] = ["工作任務", "行為指標"];

/// A page under construction.
pub(super) struct PageBuilder {
    blocks: Vec<Block>,
    tables: Vec<Open>,
    lists: Vec<List>,
    line: Pending,
    /// The number of finished lines.
    lines: usize,
    /// The line that contains a footnote, while the footnote is read.
    interrupted: Option<Pending>,
    footnotes: Vec<Block>,
    budget: Budget,
}

/// A line under construction.
struct Pending {
    text: String,
    /// White space that is added if text follows.
    space: bool,
    kind: LineKind,
}

/// A position in a line.
#[derive(Clone, Copy)]
pub(super) struct Here {
    lines: usize,
    at: usize,
}

struct List {
    ordered: bool,
    next: usize,
}

/// An open table.
#[derive(Default)]
struct Open {
    rows: Vec<Vec<OpenCell>>,
    /// The indices of the first rows of its sections.
    sections: Vec<usize>,
    in_row: bool,
    cell: Option<OpenCell>,
    /// Content outside its cells.
    stray: Vec<Block>,
    holds_tables: bool,
}

#[derive(Clone)]
struct OpenCell {
    blocks: Vec<Block>,
    rowspan: usize,
    colspan: usize,
    header: bool,
    /// The number of lists that are open around it.
    lists: usize,
}

impl Pending {
    fn new() -> Self {
        Self { text: String::new(), space: false, kind: LineKind::Text }
    }
}

impl PageBuilder {
    pub(super) fn new() -> Self {
        Self {
            blocks: Vec::new(),
            tables: Vec::new(),
            lists: Vec::new(),
            line: Pending::new(),
            lines: 0,
            interrupted: None,
            footnotes: Vec::new(),
            budget: Budget::new(),
        }
    }

    /// Returns the page; everything that is still open ends here.
    pub(super) fn page(mut self) -> Result<Page, ReadError> {
        self.end_footnote()?;
        while !self.tables.is_empty() {
            self.end_table()?;
        }
        self.end_line()?;
        self.blocks.append(&mut self.footnotes);
        Ok(Page { blocks: self.blocks, merged: true, remarks: Vec::new() })
    }

    /// Adds text, with white space folded as browsers and office programs do.
    pub(super) fn text(&mut self, text: &str) {
        for (index, word) in text.split([' ', '\t', '\n', '\r', '\x0c']).enumerate() {
            self.line.space |= index > 0;
            if !word.is_empty() {
                self.settle_space();
                self.line.text.push_str(word);
            }
        }
    }

    /// The current position, to be able to remove what follows.
    pub(super) fn here(&self) -> Here {
        Here { lines: self.lines, at: self.line.text.len() }
    }

    /// Removes the text of the line from the position `since` on and returns it; `None` if that line has ended.
    pub(super) fn take_off(&mut self, since: Here) -> Option<String> {
        let text = self.line.text.get(since.at..).filter(|_| since.lines == self.lines)?.to_owned();
        self.line.text.truncate(since.at);
        Some(text)
    }

    /// Uses up some of the budget for a text that is kept outside the page.
    pub(super) fn spend(&mut self, bytes: usize) -> Result<(), ReadError> {
        self.budget.take(1, bytes)
    }

    /// Whether a cell is open.
    pub(super) fn in_cell(&self) -> bool {
        self.tables.last().is_some_and(|table| table.cell.is_some())
    }

    /// Adds white space that is not folded.
    pub(super) fn spaces(&mut self, c: char, count: usize) {
        self.settle_space();
        self.line.text.extend(std::iter::repeat_n(c, count));
    }

    pub(super) fn break_line(&mut self) {
        self.line.space = false;
        self.line.text.push('\n');
    }

    fn settle_space(&mut self) {
        if self.line.space && !self.line.text.is_empty() && !self.line.text.ends_with('\n') {
            self.line.text.push(' ');
        }
        self.line.space = false;
    }

    /// Ends the line, at the start and end of every block. A list item without text yet waits for its text.
    pub(super) fn end_line(&mut self) -> Result<(), ReadError> {
        self.line.space = false;
        self.lines += 1;
        let text = self.line.text.trim_matches([' ', '\t', '\n']);
        if text.is_empty() {
            self.line.text.clear();
            return Ok(());
        }
        self.budget.take(1, text.len())?;
        let kind = match self.line.kind {
            LineKind::Text if text.starts_with('●') => LineKind::Heading,
            kind => kind,
        };
        let line = Line::text(text.to_owned()).kind(kind);
        self.line = Pending::new();
        self.push(Block::Line(line));
        Ok(())
    }

    fn push(&mut self, block: Block) {
        if self.interrupted.is_some() {
            self.footnotes.push(block);
            return;
        }
        let Some(table) = self.tables.last_mut() else {
            self.blocks.push(block);
            return;
        };
        let Some(cell) = &mut table.cell else {
            table.stray.push(block);
            return;
        };
        table.holds_tables |= matches!(block, Block::Table(_));
        cell.blocks.push(block);
    }

    pub(super) fn begin_list(&mut self, ordered: bool, first: usize) -> Result<(), ReadError> {
        self.end_line()?;
        let around = self.list_depth();
        if around >= DOCUMENT_TABLE_DEPTH {
            return Err(ReadError::TooDeep { limit: DOCUMENT_TABLE_DEPTH });
        }
        self.lists.push(List { ordered, next: first });
        Ok(())
    }

    /// The number of open lists in the cell or on the page.
    pub(super) fn list_depth(&self) -> usize {
        self.lists.len() - self.lists_around()
    }

    fn lists_around(&self) -> usize {
        let cell = self.tables.last().and_then(|table| table.cell.as_ref());
        cell.map_or(0, |cell| cell.lists).min(self.lists.len())
    }

    /// Ends the innermost list of the cell or page, and returns the number that would have come next.
    pub(super) fn end_list(&mut self) -> Result<usize, ReadError> {
        self.end_item()?;
        let next = if self.list_depth() > 0 { self.lists.pop().map(|list| list.next) } else { None };
        Ok(next.unwrap_or(1))
    }

    /// Begins an item of the innermost list; its first line has the number.
    pub(super) fn begin_item(&mut self, value: Option<usize>) -> Result<(), ReadError> {
        self.end_line()?;
        let in_list = self.list_depth() > 0;
        self.line.kind = match self.lists.last_mut().filter(|list| in_list && list.ordered) {
            Some(list) => {
                let number = value.unwrap_or(list.next);
                list.next = number.saturating_add(1);
                LineKind::Numbered(number)
            }
            None => LineKind::Bullet,
        };
        Ok(())
    }

    pub(super) fn end_item(&mut self) -> Result<(), ReadError> {
        self.end_line()?;
        self.line.kind = LineKind::Text;
        Ok(())
    }

    pub(super) fn begin_table(&mut self) -> Result<(), ReadError> {
        self.end_item()?;
        if self.tables.len() >= DOCUMENT_TABLE_DEPTH {
            return Err(ReadError::TooDeep { limit: DOCUMENT_TABLE_DEPTH });
        }
        self.tables.push(Open::default());
        Ok(())
    }

    /// Begins another section of rows; no cell extends across its boundary.
    pub(super) fn section(&mut self) -> Result<(), ReadError> {
        self.end_row()?;
        if let Some(table) = self.tables.last_mut() {
            table.sections.push(table.rows.len());
        }
        Ok(())
    }

    /// Begins a row; outside a table, a table is begun first.
    pub(super) fn begin_row(&mut self) -> Result<(), ReadError> {
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
    pub(super) fn begin_cell(
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
            table.cell = Some(OpenCell { blocks: Vec::new(), rowspan, colspan, header, lists });
        }
        Ok(())
    }

    /// Ends the cell and adds it this many times.
    pub(super) fn end_cell(&mut self, times: usize) -> Result<(), ReadError> {
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

    pub(super) fn end_row(&mut self) -> Result<(), ReadError> {
        self.end_cell(1)?;
        if let Some(table) = self.tables.last_mut() {
            table.in_row = false;
        }
        Ok(())
    }

    /// Repeats the finished row this many times. Empty rows, which spreadsheets have below their last row, are repeated
    /// only as often as cells from above may cover them.
    pub(super) fn repeat_row(&mut self, times: usize, covered: bool) -> Result<(), ReadError> {
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

    pub(super) fn end_table(&mut self) -> Result<(), ReadError> {
        self.end_row()?;
        let Some(table) = self.tables.pop() else { return Ok(()) };
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

    /// Begins a footnote: its content is moved to the end of the page, and the line continues after it.
    pub(super) fn begin_footnote(&mut self) {
        if self.interrupted.is_none() {
            self.interrupted = Some(std::mem::replace(&mut self.line, Pending::new()));
        }
    }

    pub(super) fn end_footnote(&mut self) -> Result<(), ReadError> {
        if self.interrupted.is_some() {
            // The last line still belongs to the footnote.
            self.end_item()?;
        }
        if let Some(line) = self.interrupted.take() {
            self.line = line;
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
