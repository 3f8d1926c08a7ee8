//! The XML of a worksheet with the form of one standard.

use std::fmt::Write as _;

use super::grid::{COLUMNS, Grid, Style, WIDTHS};
use super::names::INDEX;
use super::paging::paginate;
use super::text::Value;
use crate::forms::render::office::xml::{self, DECLARATION};
use crate::forms::sheet::Identity;

/// The position of a worksheet in its workbook.
#[derive(Clone, Copy, Debug)]
pub(super) struct Position {
    /// Whether it is the sheet that a reader sees first.
    pub(super) is_first: bool,
    /// Whether the workbook has an index.
    pub(super) has_index: bool,
}

/// The worksheet of a form.
pub(super) fn worksheet(grid: &mut Grid, identity: &Identity<'_>, position: Position) -> String {
    let breaks = paginate(grid);
    let mut xml = String::with_capacity(64 << 10);
    begin(position.is_first, "", &WIDTHS, &mut xml);
    rows(grid, &mut xml);
    merges(grid, &mut xml);
    validation(grid, &mut xml);
    if position.has_index {
        let _ = write!(
            xml,
            "<hyperlinks><hyperlink ref=\"A1\" location=\"'{INDEX}'!A1\" display=\"{INDEX}\"/></hyperlinks>"
        );
    }
    end(&identity.footer(), &breaks, &mut xml);
    xml
}

/// Everything before the rows. `pane` is what stays in view while scrolling.
pub(super) fn begin(is_first: bool, pane: &str, widths: &[f32], xml: &mut String) {
    xml.push_str(DECLARATION);
    xml.push_str(
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">\
         <sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>",
    );
    let selected = if is_first { " tabSelected=\"1\"" } else { "" };
    let _ = write!(
        xml,
        "<sheetViews><sheetView showGridLines=\"0\"{selected} workbookViewId=\"0\">{pane}</sheetView></sheetViews>\
         <sheetFormatPr defaultRowHeight=\"15\"/><cols>"
    );
    for (index, width) in widths.iter().enumerate() {
        let column = index + 1;
        // The margins of a cell are added.
        let width = width + 0.71;
        let _ =
            write!(xml, "<col min=\"{column}\" max=\"{column}\" width=\"{width:.2}\" customWidth=\"1\"/>");
    }
    xml.push_str("</cols><sheetData>");
}

/// Everything after the hyperlinks.
pub(super) fn end(footer: &str, breaks: &[usize], xml: &mut String) {
    xml.push_str(
        "<printOptions horizontalCentered=\"1\"/>\
         <pageMargins left=\"0.4\" right=\"0.4\" top=\"0.4\" bottom=\"0.6\" header=\"0.3\" footer=\"0.3\"/>\
         <pageSetup paperSize=\"9\" orientation=\"landscape\" fitToWidth=\"1\" fitToHeight=\"0\"/>",
    );
    let footer = self::footer(footer);
    let _ = write!(
        xml,
        "<headerFooter><oddFooter>&amp;L{}&amp;R第 &amp;P 頁，共 &amp;N 頁</oddFooter></headerFooter>",
        xml::escape(&footer)
    );
    if !breaks.is_empty() {
        let count = breaks.len();
        let _ = write!(xml, "<rowBreaks count=\"{count}\" manualBreakCount=\"{count}\">");
        for row in breaks {
            let _ = write!(xml, "<brk id=\"{row}\" max=\"16383\" man=\"1\"/>");
        }
        xml.push_str("</rowBreaks>");
    }
    xml.push_str("</worksheet>");
}

/// A text for the footer, in which `&` begins a command. All of a footer may have 255 characters.
fn footer(text: &str) -> String {
    const MAX: usize = 100;
    let mut footer = String::new();
    for (index, c) in text.chars().map(xml::shown).enumerate() {
        if index == MAX {
            footer.push('…');
            break;
        }
        footer.push(c);
        if c == '&' {
            footer.push('&');
        }
    }
    footer
}

fn rows(grid: &Grid, xml: &mut String) {
    let mut cells = grid.cells.iter().peekable();
    // For each column, the row where the cell that covers it ends, and its style.
    let mut covered = [(0, Style::Text); COLUMNS];
    for (row, height) in grid.heights.iter().enumerate() {
        let _ = write!(xml, "<row r=\"{}\" ht=\"{height:.2}\" customHeight=\"1\">", row + 1);
        let mut column = 0;
        while column < COLUMNS {
            match cells.next_if(|cell| (cell.row, cell.column) == (row, column)) {
                Some(cell) => {
                    push_cell(row, column, cell.style as usize, &cell.value, xml);
                    covered[column..column + cell.columns].fill((row + cell.rows, cell.style));
                }
                None if covered[column].0 > row => {
                    push_cell(row, column, covered[column].1 as usize, &Value::Blank, xml);
                }
                None => {}
            }
            column += 1;
        }
        xml.push_str("</row>");
    }
    xml.push_str("</sheetData>");
}

/// A cell. A text is stored as one, so it is never a formula, whatever it begins with.
pub(super) fn push_cell(row: usize, column: usize, style: usize, value: &Value, xml: &mut String) {
    let place = reference(row, column);
    let _ = match value {
        Value::Blank => write!(xml, "<c r=\"{place}\" s=\"{style}\"/>"),
        Value::Level(level) => write!(xml, "<c r=\"{place}\" s=\"{style}\"><v>{level}</v></c>"),
        Value::Text(text) => {
            let _ =
                write!(xml, "<c r=\"{place}\" s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
            for (index, line) in text.split('\n').enumerate() {
                if index > 0 {
                    xml.push('\n');
                }
                xml.push_str(&literal(&xml::escape(line)));
            }
            xml.push_str("</t></is></c>");
            Ok(())
        }
    };
}

/// Workbooks write a character as `_x0041_` too; a text that looks like that stays as it is.
fn literal(text: &str) -> std::borrow::Cow<'_, str> {
    let is_escape = |at: usize| {
        let bytes = &text.as_bytes()[at..];
        bytes.len() > 6 && bytes[6] == b'_' && bytes[2..6].iter().all(u8::is_ascii_hexdigit)
    };
    if !text.contains("_x") {
        return text.into();
    }
    let mut literal = String::with_capacity(text.len() + 8);
    let mut from = 0;
    for (at, _) in text.match_indices("_x").filter(|&(at, _)| is_escape(at)) {
        literal.extend([&text[from..at], "_x005F"]);
        from = at;
    }
    literal.push_str(&text[from..]);
    literal.into()
}

/// The name of a cell, such as `E12`.
pub(super) fn reference(row: usize, column: usize) -> String {
    let mut name = String::new();
    let mut left = column + 1;
    while left > 0 {
        name.insert(0, char::from(b'A' + ((left - 1) % 26) as u8));
        left = (left - 1) / 26;
    }
    let _ = write!(name, "{}", row + 1);
    name
}

fn merges(grid: &Grid, xml: &mut String) {
    let merged = || grid.cells.iter().filter(|cell| cell.rows > 1 || cell.columns > 1);
    let _ = write!(xml, "<mergeCells count=\"{}\">", merged().count());
    for cell in merged() {
        let (from, to) = (
            reference(cell.row, cell.column),
            reference(cell.row + cell.rows - 1, cell.column + cell.columns - 1),
        );
        let _ = write!(xml, "<mergeCell ref=\"{from}:{to}\"/>");
    }
    xml.push_str("</mergeCells>");
}

/// Levels are chosen from a list, and nothing else is accepted.
fn validation(grid: &Grid, xml: &mut String) {
    if grid.levels.is_empty() {
        return;
    }
    xml.push_str(
        "<dataValidations count=\"1\"><dataValidation type=\"list\" allowBlank=\"1\" showInputMessage=\"1\" \
         showErrorMessage=\"1\" errorTitle=\"職能級別\" error=\"職能級別是 1 到 6 的整數。\" sqref=\"",
    );
    for (index, cells) in ranges(&grid.levels).into_iter().enumerate() {
        xml.push_str(if index > 0 { " " } else { "" });
        xml.push_str(&cells);
    }
    xml.push_str("\"><formula1>\"1,2,3,4,5,6\"</formula1></dataValidation></dataValidations>");
}

/// Cells as ranges, those that follow one another in a column as one.
fn ranges(cells: &[(usize, usize)]) -> Vec<String> {
    let mut ranges: Vec<((usize, usize), usize)> = Vec::new();
    for &(row, column) in cells {
        match ranges.last_mut() {
            Some(((_, of), end)) if *of == column && *end + 1 == row => *end = row,
            _ => ranges.push(((row, column), row)),
        }
    }
    let name = |((row, column), end): ((usize, usize), usize)| match end == row {
        true => reference(row, column),
        false => format!("{}:{}", reference(row, column), reference(end, column)),
    };
    ranges.into_iter().map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_named_by_letters_and_numbers() {
        assert_eq!(
            [(0, 0), (11, 25), (0, 26), (0, 701), (0, 702)].map(|(row, column)| reference(row, column)),
            ["A1", "Z12", "AA1", "ZZ1", "AAA1"]
        );
        assert_eq!(ranges(&[(3, 6), (8, 4), (9, 4), (11, 4)]), ["G4", "E9:E10", "E12"]);
    }

    #[test]
    fn what_looks_like_an_escape_of_a_workbook_stays_text() {
        assert_eq!(literal("_x000D_ _x_ a_x0041_x0041_"), "_x005F_x000D_ _x_ a_x005F_x0041_x005F_x0041_");
    }

    #[test]
    fn a_footer_has_no_commands_of_its_own() {
        assert_eq!(footer("A&B&&D"), "A&&B&&&&D");
        assert_eq!(footer(&"&".repeat(300)).chars().count(), 201);
    }
}
