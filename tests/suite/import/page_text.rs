//! The text that is copied from the page of a standard, as a browser copies it: what `ttm import` reads most.

use std::fmt::Write;

use ttm::forms::sheet::{Cell, FormPart, Line, LineKind, Sheet, Table};
use ttm::model::Standard;

/// How codes stand before their names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Codes {
    /// `K01 顧客關係管理`
    Spaced,
    /// `K01顧客關係管理`, but for names that begin with a digit or a letter.
    Glued,
}

/// The page's text of a standard.
pub(crate) fn page_text(standard: &Standard<'_>, codes: Codes) -> String {
    let sheet = Sheet::of(standard);
    let mut text = format!("\n\n{}\n", sheet.title);
    for section in &sheet.sections {
        let table = &section.table;
        match section.part {
            FormPart::History => text += &format!("\n{}{}", head(table), rows(table, 6, codes).concat()),
            FormPart::Profile => text += &format!("\n{}", rows(table, 6, codes).concat()),
            FormPart::Duties => {
                for page in rows(table, 7, codes).chunks(6) {
                    text += &format!("\n{}{}", head(table), page.concat());
                }
            }
            FormPart::Attitudes | FormPart::Notes => {
                text += &format!("\n{}\n\n", section.part.name());
                let lines = table.rows.iter().flatten().flat_map(|cell| &cell.lines);
                lines.for_each(|line| text += &listed(line, codes));
            }
            FormPart::Unplaced => {}
        }
    }
    text
}

fn head(table: &Table<'_>) -> String {
    let names: Vec<_> = table.head.iter().map(|cell| content(cell, Codes::Spaced)).collect();
    names.join("\t") + "\n"
}

/// The rows of a table: what is merged into a cell from above is blank, and so is what a wide label covers.
fn rows(table: &Table<'_>, width: usize, codes: Codes) -> Vec<String> {
    let row = |placed: Vec<(usize, &Cell<'_>)>| {
        let mut cells: Vec<String> = Vec::new();
        for (column, cell) in placed {
            // A text takes one place however wide it is; the places that are left over stand at the end.
            if cells.is_empty() {
                cells.resize(column, String::new());
            }
            cells.push(content(cell, codes));
            if cell.header {
                cells.resize(cells.len() + cell.colspan - 1, String::new());
            }
        }
        cells.resize(width, String::new());
        cells.join("\t") + "\n"
    };
    let duties = |placed: Vec<(usize, &Cell<'_>)>| {
        let mut cells = vec![String::new(); width];
        placed.into_iter().for_each(|(column, cell)| cells[column] = content(cell, codes));
        cells.join("\t") + "\n"
    };
    table.placed().into_iter().map(|placed| if width == 7 { duties(placed) } else { row(placed) }).collect()
}

fn content(cell: &Cell<'_>, codes: Codes) -> String {
    cell.lines.iter().map(|line| item(line, codes)).collect::<Vec<_>>().join(" ")
}

fn item(line: &Line<'_>, codes: Codes) -> String {
    match &line.code {
        None => line.text.to_string(),
        Some(code) if codes == Codes::Glued && !line.text.starts_with(|c: char| c.is_ascii()) => {
            format!("{code}{}", line.text)
        }
        Some(code) => format!("{code} {}", line.text),
    }
}

fn listed(line: &Line<'_>, codes: Codes) -> String {
    let mut text = String::new();
    let item = item(line, codes);
    // Writing to a string cannot fail.
    let _ = match line.kind {
        LineKind::Text => writeln!(text, "{item}"),
        LineKind::Heading => writeln!(text, "{item}\n"),
        LineKind::Bullet => writeln!(text, "- {item}"),
        LineKind::Numbered(number) => writeln!(text, "- {number}.{item}"),
    };
    text
}
