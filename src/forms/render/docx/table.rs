//! A part of the form as a table of a Word document.

use std::fmt::Write as _;

use super::{MARGIN, PAGE, run};
use crate::forms::render::measure::line_count;
use crate::forms::sheet::{Cell, FormPart, Line, LineKind, Table};
use crate::text::display_safe::{lines, one_line};

/// The height of a line in points, in a font that takes more than most, and that of the page below repeated headings.
const LINE: f32 = 14.6;
const PAGE_HEIGHT: f32 = 440.0;

/// The shares of the columns of a part.
fn shares(part: FormPart) -> &'static [u32] {
    match part {
        FormPart::History => &[8, 14, 22, 9, 33, 14],
        FormPart::Profile => &[8, 12, 9, 41, 14, 16],
        FormPart::Duties => &[20, 25, 27, 55, 11, 31, 31],
        FormPart::Attitudes | FormPart::Notes => &[1],
        FormPart::Unplaced => &[1, 4],
    }
}

/// A cell in a row, or the part of a cell from above that covers it.
struct Slot<'t, 'a> {
    columns: usize,
    /// Whether it is a header, which has a colour on every page that it goes on to.
    header: bool,
    /// Whether the cell covers rows: it begins here, or goes on.
    merge: Option<&'static str>,
    cell: Option<&'t Cell<'a>>,
}

/// Writes a table.
pub(super) fn write(part: FormPart, table: &Table<'_>, xml: &mut String) {
    let shares = shares(part);
    let room = PAGE.0 - 2 * MARGIN;
    let total: u32 = shares.iter().sum();
    let widths: Vec<u32> = shares.iter().map(|share| room * share / total).collect();
    let _ = write!(
        xml,
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"Form\"/><w:tblW w:w=\"{room}\" w:type=\"dxa\"/>\
         <w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>"
    );
    for width in &widths {
        let _ = write!(xml, "<w:gridCol w:w=\"{width}\"/>");
    }
    xml.push_str("</w:tblGrid>");
    if !table.head.is_empty() {
        xml.push_str("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
        let is_part = table.head.len() == 1;
        for (cell, width) in table.head.iter().zip(&widths) {
            open_cell(*width, 1, None, "DFE8F1", xml);
            let style = if is_part { "Heading2" } else { "Head" };
            paragraphs(&cell.lines, style, style, xml);
            xml.push_str("</w:tc>");
        }
        xml.push_str("</w:tr>");
    }
    // For each column, the further rows that a cell from above covers, and if it begins there its width in columns and
    // whether it is a header.
    let mut covered: Vec<(usize, usize, bool)> = vec![(0, 1, false); shares.len()];
    for placed in table.placed() {
        let mut slots = Vec::with_capacity(shares.len());
        let mut cells = placed.into_iter().peekable();
        let mut column = 0;
        while column < shares.len() {
            let slot = match cells.next_if(|&(at, _)| at == column) {
                Some((_, cell)) => {
                    covered[column] = (cell.rowspan - 1, cell.colspan, cell.header);
                    let merge = (cell.rowspan > 1).then_some("restart");
                    Slot { columns: cell.colspan, header: cell.header, merge, cell: Some(cell) }
                }
                None => {
                    let (rows, columns, header) = &mut covered[column];
                    let merge = (*rows > 0).then_some("continue");
                    let header = *header && merge.is_some();
                    *rows = rows.saturating_sub(1);
                    Slot { columns: *columns, header, merge, cell: None }
                }
            };
            let next = column + slot.columns.max(1);
            slots.push((column, slot));
            column = next;
        }
        row(part, &slots, &widths, xml);
    }
    xml.push_str("</w:tbl>");
}

fn row(part: FormPart, slots: &[(usize, Slot<'_, '_>)], widths: &[u32], xml: &mut String) {
    let width = |column: usize, columns: usize| widths[column..column + columns].iter().sum::<u32>();
    let is_on_a_page = slots.iter().all(|(column, slot)| {
        let cell = slot.cell.filter(|cell| cell.rowspan == 1);
        cell.is_none_or(|cell| height(cell, width(*column, slot.columns)) <= PAGE_HEIGHT)
    });
    xml.push_str("<w:tr>");
    // A row that does not fit a page has to be divided, in programs that would cut it otherwise.
    if is_on_a_page {
        xml.push_str("<w:trPr><w:cantSplit/></w:trPr>");
    }
    for (column, slot) in slots {
        let is_header = slot.cell.is_some_and(|cell| cell.header);
        let fill = if slot.header { "F3F6FA" } else { "" };
        open_cell(width(*column, slot.columns), slot.columns, slot.merge, fill, xml);
        let (first, style) = match (part, column, is_header) {
            (FormPart::Duties, 0, true) => ("Heading2", "Side"),
            (FormPart::Duties, _, true) => ("Heading3", "Side"),
            (FormPart::Duties, 4, _) => ("Level", "Level"),
            (_, _, true) => ("Label", "Label"),
            _ => ("Cell", "Cell"),
        };
        paragraphs(slot.cell.map_or(&[], |cell| &cell.lines), first, style, xml);
        xml.push_str("</w:tc>");
    }
    xml.push_str("</w:tr>");
}

/// The height of a cell in points.
fn height(cell: &Cell<'_>, width: u32) -> f32 {
    // Half of ten points is a hundred twentieths; the margins of a cell are 100 on each side.
    let room = (width.saturating_sub(200) as f32 / 100.0).max(2.0);
    let lines = cell.lines.iter().map(|line| {
        let code = line.code.as_deref().map_or(0, |code| code.chars().count() + 1);
        line_count(&line.text, room) + code / (room as usize).max(1)
    });
    lines.sum::<usize>() as f32 * LINE
}

fn open_cell(width: u32, columns: usize, merge: Option<&str>, fill: &str, xml: &mut String) {
    let _ = write!(xml, "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>");
    if columns > 1 {
        let _ = write!(xml, "<w:gridSpan w:val=\"{columns}\"/>");
    }
    if let Some(merge) = merge {
        let _ = write!(xml, "<w:vMerge w:val=\"{merge}\"/>");
    }
    if !fill.is_empty() {
        let _ = write!(xml, "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{fill}\"/>");
    }
    xml.push_str("</w:tcPr>");
}

/// A paragraph for each line; a cell has at least one. The first has a style of its own.
fn paragraphs(cell: &[Line<'_>], first: &str, style: &str, xml: &mut String) {
    if cell.is_empty() {
        let _ = write!(xml, "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr></w:p>");
    }
    for (index, line) in cell.iter().enumerate() {
        let style = match line.kind {
            LineKind::Bullet => "Bullet",
            LineKind::Numbered(_) => "Numbered",
            LineKind::Heading | LineKind::Text if index == 0 => first,
            LineKind::Heading | LineKind::Text => style,
        };
        let _ = write!(xml, "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>");
        paragraph(line, xml);
        xml.push_str("</w:p>");
    }
}

/// The text of a line, with its number and code before it.
fn paragraph(line: &Line<'_>, xml: &mut String) {
    let mut before = String::new();
    if let LineKind::Numbered(number) = line.kind {
        let _ = write!(before, "{number}. ");
    }
    if let Some(code) = &line.code {
        before.push_str(&one_line(code));
        if !line.text.is_empty() {
            before.push(' ');
        }
    }
    for (index, part) in lines(&line.text).enumerate() {
        if index > 0 {
            xml.push_str("<w:r><w:br/></w:r>");
        }
        xml.push_str(&run(&(std::mem::take(&mut before) + part)));
    }
}
