//! GitHub Markdown. Its tables have no merged cells, so a merged cell is written where it begins, and knowledge and skills
//! that go on below say so; the profile, which has the most, becomes pairs of label and text.

use std::io::{self, Write};

use super::layout::{KNOWLEDGE, pairs};
use crate::forms::sheet::{Cell, FormPart, Line, LineKind, Section, Sheet, Table};
use crate::text::display_safe::{lines, one_line, visible_form};
use crate::text::markdown::escape;

/// Where a merged cell goes on. No text of a standard looks like that: its asterisks would be escaped.
const SAME: &str = "*同上*";

/// Writes a standard as a document.
pub(super) fn write(sheet: &Sheet<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "# {}", escape(&one_line(&sheet.title), true))?;
    for Section { part, table } in &sheet.sections {
        writeln!(out)?;
        match part {
            FormPart::History | FormPart::Duties => grid(*part, table, out)?,
            FormPart::Profile => labelled(table, out)?,
            FormPart::Attitudes | FormPart::Notes => list(*part, table, out)?,
            FormPart::Unplaced => {
                writeln!(out, "## {}\n", part.name())?;
                grid(*part, table, out)?;
            }
        }
    }
    Ok(())
}

/// A table with headings; each cell is in the row and column where it begins. Blank knowledge and skills mean none.
fn grid(part: FormPart, table: &Table<'_>, out: &mut dyn Write) -> io::Result<()> {
    let columns = table.head.len();
    row(table.head.iter().map(content), out)?;
    row((0..columns).map(|_| "---".to_owned()), out)?;
    // For each column, the further rows that a cell with content covers.
    let mut covered = vec![0_usize; columns];
    for placed in table.placed() {
        let mut cells = vec![String::new(); columns];
        for (column, cell) in placed {
            if let (Some(slot), Some(covered)) = (cells.get_mut(column), covered.get_mut(column)) {
                *slot = content(cell);
                // One more, for this row.
                *covered = if cell.lines.is_empty() { 0 } else { cell.rowspan };
            }
        }
        for (column, (slot, covered)) in cells.iter_mut().zip(&mut covered).enumerate() {
            if part == FormPart::Duties && column >= KNOWLEDGE && *covered > 0 && slot.is_empty() {
                SAME.clone_into(slot);
            }
            *covered = covered.saturating_sub(1);
        }
        row(cells.into_iter(), out)?;
    }
    Ok(())
}

/// A table of two columns; its first row takes the place of the headings, which Markdown requires.
fn labelled(table: &Table<'_>, out: &mut dyn Write) -> io::Result<()> {
    for (index, pair) in pairs(table).into_iter().enumerate() {
        let text = content(pair.cell) + &pair.further(content);
        row([pair.label, text.trim_start_matches('　').to_owned()].into_iter(), out)?;
        if index == 0 {
            row(["---".to_owned(), "---".to_owned()].into_iter(), out)?;
        }
    }
    Ok(())
}

fn row(cells: impl Iterator<Item = String>, out: &mut dyn Write) -> io::Result<()> {
    for cell in cells {
        write!(out, "|{}{cell} ", if cell.is_empty() { "" } else { " " })?;
    }
    writeln!(out, "|")
}

/// A part with a single cell that is a list, under the part's name.
fn list(part: FormPart, table: &Table<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "## {}", part.name())?;
    let mut listed = false;
    for line in table.rows.iter().flatten().flat_map(|cell| &cell.lines) {
        let heading = line.kind == LineKind::Heading;
        if heading || !listed {
            writeln!(out)?;
        }
        match line.kind {
            LineKind::Heading => {}
            LineKind::Numbered(number) => write!(out, "{number}. ")?,
            LineKind::Text | LineKind::Bullet => write!(out, "- ")?,
        }
        writeln!(out, "{}", item(line, true))?;
        listed = !heading;
    }
    Ok(())
}

fn content(cell: &Cell<'_>) -> String {
    let items: Vec<String> = cell.lines.iter().map(|line| item(line, false)).collect();
    items.join("<br>")
}

/// An item on one line. `block` is whether it starts a paragraph or list item, where it could be read as block markup.
fn item(line: &Line<'_>, block: bool) -> String {
    let mut text = String::new();
    if let Some(code) = &line.code {
        text.push_str(&escape(&one_line(code), block));
        if !line.text.is_empty() {
            text.push(' ');
        }
    }
    for (index, part) in lines(&line.text).enumerate() {
        if index > 0 {
            text.push_str("<br>");
        }
        let part: String = part.chars().map(visible_form).collect();
        text.push_str(&escape(&part, block && text.is_empty()));
    }
    text
}
