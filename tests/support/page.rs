//! What a document holds, before anything is understood of it.

use ttm::forms::import::{Block, Page, SourceForm, detect, html, text};
use ttm::forms::sheet::{Cell, FormPart, LineKind, Sheet, Table};

pub(crate) fn read(bytes: &[u8]) -> Page {
    match detect::form(bytes).unwrap() {
        SourceForm::Text => text::page(&detect::text(bytes).unwrap()).unwrap(),
        SourceForm::Html => html::page(&detect::text(bytes).unwrap()).unwrap(),
        #[cfg(feature = "office")]
        SourceForm::Odt | SourceForm::Docx | SourceForm::Xlsx | SourceForm::Ods => {
            ttm::forms::import::office::page(bytes).unwrap().0
        }
        other => panic!("{other:?} is no page"),
    }
}

pub(crate) fn tables(page: &Page) -> Vec<&Table<'static>> {
    let tables = page.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Line(_) => None,
    });
    tables.collect()
}

/// The lines of a page: what they are, and their texts.
pub(crate) fn lines(page: &Page) -> Vec<(LineKind, &str)> {
    let lines = page.blocks.iter().filter_map(|block| match block {
        Block::Line(line) => Some((line.kind, line.text.as_ref())),
        Block::Table(_) => None,
    });
    lines.collect()
}

/// The texts of a cell, as one without white space.
pub(crate) fn folded(cell: &Cell<'_>) -> String {
    let texts = cell.lines.iter().flat_map(|line| [line.code.as_deref().unwrap_or(""), &line.text]);
    texts.flat_map(str::chars).filter(|c| !c.is_whitespace()).collect()
}

/// The texts of the rows of the table of duties, blanks left out.
pub(crate) fn duties(page: &Page) -> Vec<Vec<String>> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    for table in tables(page) {
        let texts = |row: &Vec<Cell<'_>>| row.iter().map(folded).filter(|text| !text.is_empty()).collect();
        let mut all: Vec<Vec<String>> = table.rows.iter().map(texts).collect();
        if all[0].first().is_some_and(|heading| heading == "主要職責") {
            rows.extend(all.split_off(1));
        }
    }
    rows
}

pub(crate) fn duties_of(sheet: &Sheet<'_>) -> Vec<Vec<String>> {
    let table = &sheet.sections.iter().find(|section| section.part == FormPart::Duties).unwrap().table;
    let texts = |row: &Vec<Cell<'_>>| row.iter().map(folded).filter(|text| !text.is_empty()).collect();
    table.rows.iter().map(texts).collect()
}

/// How many rows, columns and lines each cell of each table has.
pub(crate) fn grid(page: &Page) -> Vec<Vec<Vec<(usize, usize, usize)>>> {
    let cell = |cell: &Cell<'_>| (cell.rowspan, cell.colspan, cell.lines.len());
    let row = |row: &Vec<Cell<'_>>| row.iter().map(cell).collect();
    tables(page).iter().map(|table| table.rows.iter().map(row).collect()).collect()
}
