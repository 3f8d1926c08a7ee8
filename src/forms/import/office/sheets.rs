//! The sheets of a spreadsheet as the content of documents: one, or one for each standard.

use super::Pages;
use crate::forms::import::left_out::LeftOutContent;
use crate::forms::import::read_error::ReadError;
use crate::forms::import::report::LeftOut;
use crate::forms::import::{Block, Page};
use crate::forms::import::{heading, outline};
use crate::forms::sheet::{Cell, FormPart, Line, LineKind, Table};

/// A sheet with what it holds, from top to bottom, and what was left out of it.
pub(super) struct Sheet {
    pub(super) name: String,
    pub(super) blocks: Vec<Block>,
    pub(super) left_out: LeftOutContent,
}

/// The parts that make a sheet a standard of its own.
const WHOLE: [FormPart; 2] = [FormPart::Profile, FormPart::Duties];

/// The sheet with the index that `ttm render` makes: its headings are some of those of a profile.
const INDEX: &str = "索引";

/// The content of all sheets that hold a part of the form. `left_out` is what was left out of the file as a whole.
pub(super) fn pages(sheets: Vec<Sheet>, left_out: LeftOutContent) -> Result<Pages, ReadError> {
    let of = |sheet: Sheet| {
        let blocks: Vec<Block> = sheet.blocks.into_iter().flat_map(divided).collect();
        let parts = parts(&blocks);
        (Sheet { blocks, ..sheet }, parts)
    };
    let sheets: Vec<_> = sheets.into_iter().map(of).filter(|(sheet, _)| !sheet.blocks.is_empty()).collect();
    match sheets.iter().filter(|(_, parts)| has_whole(parts)).count() {
        0 | 1 => Ok(Pages::One(one_page(sheets, left_out))),
        _ => several_pages(sheets, left_out).map(Pages::Sheets),
    }
}

/// One standard, whose parts may be on several sheets.
fn one_page(sheets: Vec<(Sheet, Vec<FormPart>)>, mut left_out: LeftOutContent) -> Page {
    let any = sheets.iter().any(|(_, parts)| !parts.is_empty());
    let mut blocks = Vec::new();
    for (sheet, parts) in sheets {
        left_out.add_all(sheet.left_out);
        if any && parts.is_empty() {
            left_out.add(LeftOut::Sheet, &sheet.name);
        } else {
            blocks.extend(sheet.blocks);
        }
    }
    Page { blocks, merged: true, pages: 0, remarks: left_out.remarks() }
}

/// One standard for each sheet, with the sheet's name. Remarks that belong to no sheet go to the first. A part of one on a
/// sheet of its own is an error, since it is not known whose it is.
fn several_pages(
    sheets: Vec<(Sheet, Vec<FormPart>)>,
    mut left_out: LeftOutContent,
) -> Result<Vec<(String, Page)>, ReadError> {
    let (whole, others): (Vec<_>, Vec<_>) = sheets.into_iter().partition(|(_, parts)| has_whole(parts));
    for (sheet, parts) in others {
        if !parts.is_empty() && sheet.name != INDEX {
            return Err(ReadError::PartApart { sheet: sheet.name });
        }
        left_out.add_all(sheet.left_out);
        left_out.add(LeftOut::Sheet, &sheet.name);
    }
    let mut of_file = Some(left_out);
    let page = |(sheet, _): (Sheet, Vec<FormPart>)| {
        let mut left_out = of_file.take().unwrap_or_default();
        left_out.add_all(sheet.left_out);
        (sheet.name, Page { blocks: sheet.blocks, merged: true, pages: 0, remarks: left_out.remarks() })
    };
    Ok(whole.into_iter().map(page).collect())
}

/// Whether these blocks are a standard by themselves.
pub(super) fn is_whole(blocks: &[Block]) -> bool {
    has_whole(&parts(blocks))
}

fn has_whole(parts: &[FormPart]) -> bool {
    WHOLE.iter().all(|part| parts.contains(part))
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
        // The title is above the first table, with or without a row between. A draft has no code beside its label.
        above &= is_blank || is_line(&row) && !heading::is_profile(&row);
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
