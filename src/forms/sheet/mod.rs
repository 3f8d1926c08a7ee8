//! The official form as a grid with merged cells, without spans or formatting.
//!
//! Rendering goes from the model to a sheet and then to a format; importing goes from a format to a sheet and then to
//! the model. So both use the same definition of the form, and each can be tested against the other. Cells are stored
//! as in HTML: a merged cell occurs once, in the row and column where it begins.

mod build;
mod duties;
mod identity;
mod limit;
mod resolve;

pub(crate) use build::{HISTORY, QUALIFICATIONS, SUPPLEMENTS};
pub(crate) use duties::HEADINGS;
pub use identity::Identity;
#[cfg(feature = "office")]
pub(crate) use limit::check_cells;
pub use limit::{TooLarge, check_size};
pub use resolve::{Entries, Resolved};

use std::borrow::Cow;

use jiff::civil::Date;

/// A standard in the official form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet<'a> {
    /// `<name>職能基準`
    pub title: Cow<'a, str>,
    /// The parts, in the order of the form.
    pub sections: Vec<Section<'a>>,
}

/// One part of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section<'a> {
    /// Which part it is.
    pub part: FormPart,
    /// Its cells.
    pub table: Table<'a>,
}

/// The parts of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FormPart {
    /// The versions.
    History,
    /// Code, name, classification, description and base level.
    Profile,
    /// The main table: duties and tasks with what belongs to them.
    Duties,
    /// The attitudes.
    Attitudes,
    /// Qualifications and other notes.
    Notes,
    /// Texts that an importer could not place. The official form has no such part.
    Unplaced,
}

impl FormPart {
    /// The name of the part in Chinese.
    pub fn name(self) -> &'static str {
        match self {
            Self::History => "版本",
            Self::Profile => "表頭",
            Self::Duties => "表身",
            Self::Attitudes => "職能內涵 (A=attitude 態度)",
            Self::Notes => "說明與補充事項",
            Self::Unplaced => "未能歸位的文字",
        }
    }
}

/// A grid with merged cells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table<'a> {
    /// The row of column headings; empty if the table has none.
    pub head: Vec<Cell<'a>>,
    /// The rows below. A row does not include cells that are covered from the left or from above.
    pub rows: Vec<Vec<Cell<'a>>>,
}

/// One cell, which may cover several rows and columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell<'a> {
    /// The content, item by item.
    pub lines: Vec<Line<'a>>,
    /// The number of rows it covers, at least 1.
    pub rowspan: usize,
    /// The number of columns it covers, at least 1.
    pub colspan: usize,
    /// Whether the cell is a heading or label.
    pub header: bool,
}

/// One item in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line<'a> {
    /// The kind of item.
    pub kind: LineKind,
    /// The code before the text, if there is one.
    pub code: Option<Cow<'a, str>>,
    /// The text; empty for a reference to an undefined code.
    pub text: Cow<'a, str>,
    /// The page of the document where it begins, from 1; `None` in documents without pages.
    pub page: Option<usize>,
    /// The day that a cell of a spreadsheet holds, however it is written (`110/1/14`).
    pub day: Option<Date>,
}

/// The kind of a line in its cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// An item or a plain text.
    Text,
    /// A heading over the lines that follow it (`● 其他補充說明：`).
    Heading,
    /// An entry of a bulleted list.
    Bullet,
    /// An entry of a numbered list, with its number from 1.
    Numbered(usize),
}

impl<'a> Line<'a> {
    /// A text without a code.
    pub fn text(text: impl Into<Cow<'a, str>>) -> Self {
        Self { kind: LineKind::Text, code: None, text: text.into(), page: None, day: None }
    }

    /// A code with its text; an empty code is none.
    pub fn coded(code: &'a str, text: &'a str) -> Self {
        let code = Some(code).filter(|code| !code.is_empty());
        Self { code: code.map(Cow::from), ..Self::text(text) }
    }

    /// The same line, which begins on this page.
    #[must_use]
    pub fn on_page(mut self, page: Option<usize>) -> Self {
        self.page = page;
        self
    }

    /// The same line with another kind.
    #[must_use]
    pub fn kind(mut self, kind: LineKind) -> Self {
        self.kind = kind;
        self
    }
}

impl<'a> Cell<'a> {
    /// A cell of one row and one column.
    pub fn new(lines: Vec<Line<'a>>) -> Self {
        Self { lines, rowspan: 1, colspan: 1, header: false }
    }

    /// A cell with one text; blank if the text is empty.
    pub fn text(text: impl Into<Cow<'a, str>>) -> Self {
        let text = text.into();
        Self::new(if text.is_empty() { Vec::new() } else { vec![Line::text(text)] })
    }

    /// A heading or label.
    pub fn header(text: impl Into<Cow<'a, str>>) -> Self {
        Self { header: true, ..Self::text(text) }
    }

    /// The same cell covering this many rows and columns.
    #[must_use]
    pub fn span(mut self, rowspan: usize, colspan: usize) -> Self {
        (self.rowspan, self.colspan) = (rowspan, colspan);
        self
    }
}

impl<'a> Table<'a> {
    /// The cells that begin in each row, with the columns where they begin.
    pub fn placed<'t>(&'t self) -> Vec<Vec<(usize, &'t Cell<'a>)>> {
        // For each column, the number of further rows that a cell from above covers.
        let mut covered: Vec<usize> = Vec::new();
        let mut rows = Vec::with_capacity(self.rows.len());
        for row in &self.rows {
            let mut column = 0;
            let mut placed = Vec::with_capacity(row.len());
            let mut next = covered.clone();
            next.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
            for cell in row {
                while covered.get(column).is_some_and(|&rows| rows > 0) {
                    column += 1;
                }
                placed.push((column, cell));
                let end = column + cell.colspan;
                if next.len() < end {
                    next.resize(end, 0);
                }
                next[column..end].fill(cell.rowspan.saturating_sub(1));
                column = end;
            }
            covered = next;
            rows.push(placed);
        }
        rows
    }
}
