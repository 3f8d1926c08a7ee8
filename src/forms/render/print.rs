//! What a page needs in print: the foot of every page, and headings that repeat for a duty that is higher than one.
//!
//! A browser repeats the headings of a table on every page that the table goes on, if they take less than a quarter of
//! it. So a duty that does not fit a page is a table of its own, whose headings also name it, with the knowledge and
//! skills that hold for all of it: with their names if there is room, else their codes.

use std::fmt::Write as _;
use std::ops::Range;

use super::layout::{KNOWLEDGE, Placed};
use super::measure::line_count;
use crate::forms::sheet::{Cell, Identity};
use crate::text::display_safe::{one_line, visible_form};

/// The widths of the columns of the duties in print, in half ems; the style sheet has them in percent.
const WIDTHS: [f32; 7] = [14.0, 18.0, 21.0, 45.0, 6.0, 25.0, 25.0];

/// The heights in points that the style sheet has in print: of a line, what an item and a cell add, and what is taken
/// for a page below the headings.
const LINE: f32 = 12.6;
const ITEM: f32 = 3.6;
const CELL: f32 = 8.4;
const PAGE: f32 = 430.0;

/// The most lines that the headings repeat in a column.
const MOST_LINES: usize = 6;

/// The identifier of an article.
pub(super) fn article_id(number: usize) -> String {
    format!("_s{number}")
}

/// The rules of the foot of the pages. Each standard of a page has its own.
pub(super) fn style(standards: &[Identity<'_>]) -> String {
    let mut style = String::from("@media print {\n");
    for (index, identity) in standards.iter().enumerate() {
        let (name, is_alone) = (format!("form{}", index + 1), standards.len() == 1);
        let foot = quoted(&identity.footer());
        let page = if is_alone { String::new() } else { format!(" {name}") };
        let _ = writeln!(style, "@page{page} {{ @bottom-left {{ content: {foot}; }} }}");
        if !is_alone {
            let _ = writeln!(style, "#{} {{ page: {name}; }}", article_id(index + 1));
        }
    }
    style.push_str("}\n");
    style
}

/// A text as a string of CSS, in which nothing can end it, the rule or the element.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in one_line(text).chars().map(visible_form) {
        match c {
            ' ' | '.' => quoted.push(c),
            _ if c.is_alphanumeric() => quoted.push(c),
            _ => {
                let _ = write!(quoted, "\\{:06x}", u32::from(c));
            }
        }
    }
    quoted + "\""
}

/// What the headings of a duty repeat, by column.
#[derive(Debug)]
pub(super) struct Again(Vec<(usize, String)>);

impl Again {
    /// The text below the heading of a column.
    pub(super) fn text(&self, column: usize) -> Option<&str> {
        self.0.iter().find(|(at, _)| *at == column).map(|(_, text)| text.as_str())
    }
}

/// What has to be repeated for the duty in these rows; `None` if it fits a page.
pub(super) fn again(placed: &Placed<'_, '_>, rows: Range<usize>) -> Option<Again> {
    if height(placed, rows.clone()) <= PAGE {
        return None;
    }
    let whole = placed[rows.start].iter().filter(|(column, cell)| {
        cell.rowspan == rows.len() && (*column == 0 || *column >= KNOWLEDGE) && !cell.lines.is_empty()
    });
    Some(Again(whole.map(|&(column, cell)| (column, repeated(cell, column))).collect()))
}

/// The lines of a cell, or only their codes if they are too many.
fn repeated(cell: &Cell<'_>, column: usize) -> String {
    let lines: Vec<String> = cell.lines.iter().map(whole).collect();
    let text = lines.join("\n");
    if line_count(&text, WIDTHS[column]) <= MOST_LINES {
        return text;
    }
    let codes = cell.lines.iter().filter_map(|line| line.code.as_deref());
    codes.map(one_line).collect::<Vec<_>>().join("、")
}

fn whole(line: &crate::forms::sheet::Line<'_>) -> String {
    let code = line.code.as_deref().unwrap_or_default();
    one_line(format!("{code} {}", line.text).trim())
}

/// The height of a duty in print, in points.
fn height(placed: &Placed<'_, '_>, rows: Range<usize>) -> f32 {
    let mut heights = vec![0.0_f32; rows.len()];
    let cells =
        || rows.clone().flat_map(|row| placed[row].iter().map(move |&(column, cell)| (row, column, cell)));
    for (row, column, cell) in cells().filter(|(_, _, cell)| cell.rowspan == 1) {
        let height = &mut heights[row - rows.start];
        *height = height.max(cell_height(cell, column));
    }
    let singles: f32 = heights.iter().sum();
    // A merged cell makes its rows higher if it is; the highest decides.
    let merged = cells().filter(|(_, _, cell)| cell.rowspan == rows.len());
    merged.fold(singles, |height, (_, column, cell)| height.max(cell_height(cell, column)))
}

fn cell_height(cell: &Cell<'_>, column: usize) -> f32 {
    let lines: usize = cell.lines.iter().map(|line| line_count(&whole(line), WIDTHS[column])).sum();
    lines as f32 * LINE + cell.lines.len().saturating_sub(1) as f32 * ITEM + CELL
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_foot_is_a_string_whatever_it_holds() {
        assert_eq!(quoted("TTM4221-004v2　版本 V2"), "\"TTM4221\\00002d004v2\\003000版本 V2\"");
        let hostile = quoted("\"}</style><script>\\\n*/");
        assert!(
            !hostile[1..hostile.len() - 1].contains(['"', '<', '>', '{', '}', '\n', '*', '/']),
            "{hostile}"
        );
    }
}
