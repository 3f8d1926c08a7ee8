//! PDF files that the tests write themselves, of the shapes that published ones are recorded to have.

mod page_breaks;
mod refused;
mod shapes;
mod tagged;
mod writer;

use crate::forms::import::{Block, Page, ReadError, RemarkKind};
use crate::forms::sheet::Cell;
use writer::{Sheet, file};

fn page(bytes: impl AsRef<[u8]>) -> Result<Page, ReadError> {
    super::page(bytes.as_ref(), None)
}

fn read(pages: &[Sheet]) -> Page {
    page(file(pages)).unwrap_or_else(|error| panic!("{error}"))
}

/// A cell: its lines, and how many rows it covers if several.
fn shown(cell: &Cell<'_>) -> String {
    let lines: Vec<_> = cell.lines.iter().map(|line| line.text.as_ref()).collect();
    let span = if cell.rowspan > 1 { format!(" ×{}", cell.rowspan) } else { String::new() };
    lines.join(" / ") + &span
}

/// The cells that begin in each row of every table, without the rows of headings.
fn rows(page: &Page) -> Vec<String> {
    let tables = page.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Line(_) => None,
    });
    let rows =
        tables.flat_map(|table| &table.rows).map(|row| row.iter().map(shown).collect::<Vec<_>>().join(" | "));
    rows.filter(|row| !row.contains("行為指標")).collect()
}

/// The paragraphs outside of tables.
fn paragraphs(page: &Page) -> Vec<&str> {
    let lines = page.blocks.iter().filter_map(|block| match block {
        Block::Line(line) => Some(line.text.as_ref()),
        Block::Table(_) => None,
    });
    lines.collect()
}

/// What was decided, besides that the reading is experimental.
fn decided(page: &Page) -> Vec<(String, RemarkKind)> {
    let remarks =
        page.remarks.iter().filter(|remark| !matches!(remark.kind, RemarkKind::Experimental { .. }));
    remarks.map(|remark| (remark.at.en.to_string(), remark.kind.clone())).collect()
}
