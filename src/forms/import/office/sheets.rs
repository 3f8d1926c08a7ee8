//! The sheets of a spreadsheet as the content of one document.

use crate::forms::import::read_error::ReadError;
use crate::forms::import::report::LeftOut;
use crate::forms::import::{Block, Page};
use crate::forms::import::{left_out, outline};
use crate::forms::sheet::{Cell, FormPart, Line, LineKind, Table};

/// A sheet with what it holds, from top to bottom.
pub(super) struct Sheet {
    pub(super) name: String,
    pub(super) blocks: Vec<Block>,
}

/// The content of all sheets that hold a part of the form.
pub(super) fn page(sheets: Vec<Sheet>, left_out: &mut left_out::Found) -> Result<Page, ReadError> {
    let of = |sheet: Sheet| {
        let blocks: Vec<Block> = sheet.blocks.into_iter().flat_map(divided).collect();
        Sheet { blocks, ..sheet }
    };
    let sheets: Vec<Sheet> = sheets.into_iter().map(of).filter(|sheet| !sheet.blocks.is_empty()).collect();
    let parts: Vec<Vec<FormPart>> = sheets.iter().map(|sheet| parts(&sheet.blocks)).collect();
    let whole = |parts: &&Vec<FormPart>| {
        [FormPart::Profile, FormPart::Duties].iter().all(|part| parts.contains(part))
    };
    let count = parts.iter().filter(whole).count();
    if count > 1 {
        return Err(ReadError::SeveralSheets { count });
    }
    let any = parts.iter().any(|parts| !parts.is_empty());
    let mut blocks = Vec::new();
    for (sheet, parts) in sheets.into_iter().zip(parts) {
        if any && parts.is_empty() {
            left_out.add(LeftOut::Sheet, &sheet.name);
        } else {
            blocks.extend(sheet.blocks);
        }
    }
    Ok(Page { blocks, merged: true, pages: 0, remarks: Vec::new() })
}

/// The parts of the form that these blocks hold.
fn parts(blocks: &[Block]) -> Vec<FormPart> {
    let page = Page { blocks: blocks.to_vec(), merged: true, pages: 0, remarks: Vec::new() };
    outline::outline(page).sheet.sections.into_iter().map(|section| section.part).collect()
}

/// The tables and lines of a sheet, which is one table in the file: rows without anything part it, and rows of one cell
/// each are lines.
fn divided(block: Block) -> Vec<Block> {
    let Block::Table(table) = block else { return vec![block] };
    let mut blocks = Vec::new();
    let mut rows: Vec<Vec<Cell<'static>>> = Vec::new();
    let mut covered = 0_usize;
    let mut above = true;
    for mut row in table.rows {
        row.iter_mut().for_each(|cell| cell.lines = items(std::mem::take(&mut cell.lines)));
        let is_blank = covered == 0 && row.iter().all(|cell| cell.lines.is_empty());
        covered = row.iter().map(|cell| cell.rowspan).fold(covered, usize::max).saturating_sub(1);
        // The title is above the first table, with or without a row between.
        above &= is_blank || is_line(&row);
        if above {
            blocks.extend(row.into_iter().flat_map(|cell| cell.lines).map(Block::Line));
        } else if is_blank {
            blocks.extend(closed(std::mem::take(&mut rows)));
        } else {
            rows.push(row);
        }
    }
    blocks.extend(closed(rows));
    blocks
}

/// Whether a row has one cell with text, and covers no row below.
fn is_line(row: &[Cell<'_>]) -> bool {
    row.iter().filter(|cell| !cell.lines.is_empty()).count() == 1 && row.iter().all(|cell| cell.rowspan == 1)
}

fn closed(rows: Vec<Vec<Cell<'static>>>) -> Vec<Block> {
    if rows.iter().all(|row| is_line(row)) {
        return rows.into_iter().flatten().flat_map(|cell| cell.lines).map(Block::Line).collect();
    }
    vec![Block::Table(Table { head: Vec::new(), rows })]
}

/// The lines of a cell as items. A line break is all that a cell of a spreadsheet has, between items and within them: where
/// an item has a code, a line without one goes on with it, unless that is a sentence that has ended.
fn items(lines: Vec<Line<'static>>) -> Vec<Line<'static>> {
    let mut items: Vec<Line<'static>> = Vec::with_capacity(lines.len());
    let mut coded = false;
    for line in lines {
        let begins = is_coded(&line.text);
        match items.last_mut() {
            Some(above) if coded && !begins && line.kind == LineKind::Text && !above.text.ends_with('。') => {
                let text = above.text.to_mut();
                text.push('\n');
                text.push_str(&line.text);
            }
            _ => {
                coded = begins;
                items.push(line);
            }
        }
    }
    items
}

/// Whether a text begins with a code of an item.
fn is_coded(text: &str) -> bool {
    let mut chars = text.chars().map(crate::text::characters::half_width);
    chars.next().is_some_and(|letter| "TOPKSA".contains(letter))
        && chars.find(|c| !c.is_whitespace() && *c != '.').is_some_and(|c| c.is_ascii_digit())
}
