//! The cells of a sheet: what they show, where they are, and which are merged.

use std::borrow::Cow;

use jiff::civil::Date;

use super::formats::Formats;
use super::number::shown;
use super::strings::{RichText, unescaped};
use crate::files::limits::DOCUMENT_ITEMS;
use crate::forms::import::left_out::LeftOutContent;
use crate::forms::import::office::xml::{Element, Handler, Ns, number};
use crate::forms::import::read_error::ReadError;
use crate::forms::import::report::{Kept, LeftOut};
use crate::text::sorting::sort_by_key;

/// The most rows and columns that a sheet can have.
const MAX_ROWS: usize = 1 << 20;
const MAX_COLUMNS: usize = 1 << 14;

/// A cell with its row and column, from 0.
pub(super) struct Placed<'a> {
    pub(super) row: usize,
    pub(super) column: usize,
    pub(super) text: Cow<'a, str>,
    /// The day that a date counts to.
    pub(super) day: Option<Date>,
}

/// A range of cells that are merged: its first and last row and column.
#[derive(Clone, Copy)]
pub(super) struct Merge {
    pub(super) rows: (usize, usize),
    pub(super) columns: (usize, usize),
}

pub(super) struct Cells<'a, 'l> {
    strings: &'a [String],
    formats: &'a Formats,
    counts_from_1904: bool,
    left_out: &'l mut LeftOutContent,
    cells: Vec<Placed<'a>>,
    merges: Vec<Merge>,
    /// Where the next row and cell are, if they do not say it.
    row: usize,
    column: usize,
    row_is_hidden: bool,
    hidden_columns: Vec<(usize, usize)>,
    cell: Option<Cell>,
}

/// An open cell.
#[derive(Default)]
struct Cell {
    kind: String,
    style: usize,
    value: String,
    formula: String,
    text: RichText,
    reads: Reads,
}

#[derive(Default, PartialEq, Eq)]
enum Reads {
    #[default]
    Nothing,
    Value,
    Formula,
    Text,
}

impl<'a, 'l> Cells<'a, 'l> {
    pub(super) fn new(
        strings: &'a [String],
        formats: &'a Formats,
        counts_from_1904: bool,
        left_out: &'l mut LeftOutContent,
    ) -> Self {
        Self {
            strings,
            formats,
            counts_from_1904,
            left_out,
            cells: Vec::new(),
            merges: Vec::new(),
            row: 0,
            column: 0,
            row_is_hidden: false,
            hidden_columns: Vec::new(),
            cell: None,
        }
    }

    /// The cells with text, by row and column, and the merged ranges.
    pub(super) fn finish(self) -> (Vec<Placed<'a>>, Vec<Merge>) {
        let mut cells = self.cells;
        sort_by_key(&mut cells, |cell| (cell.row, cell.column));
        // A file that gives a cell twice is wrong; the first counts.
        cells.dedup_by_key(|cell| (cell.row, cell.column));
        (cells, self.merges)
    }

    fn end_cell(&mut self) -> Result<(), ReadError> {
        let Some(mut cell) = self.cell.take() else { return Ok(()) };
        // A row has no more cells, and neither has a sheet more rows.
        let (row, column) = (self.row.min(MAX_ROWS), self.column.min(MAX_COLUMNS));
        self.column += 1;
        let value = cell.value.as_str();
        let mut day = None;
        let text: Cow<'a, str> = match cell.kind.as_str() {
            "s" => {
                let string = number(value).and_then(|at| self.strings.get(at));
                string.map_or(Cow::Borrowed(""), |text| Cow::Borrowed(text.as_str()))
            }
            "inlineStr" => cell.text.take().into(),
            "str" | "e" => unescaped(value).into_owned().into(),
            "b" => if value.trim() == "1" { "TRUE" } else { "FALSE" }.into(),
            "d" => value.split('T').next().unwrap_or_default().to_owned().into(),
            _ => {
                let (text, says) = shown(value, self.formats.of(cell.style), self.counts_from_1904);
                day = says;
                text.into()
            }
        };
        if text.trim().is_empty() {
            if !cell.formula.is_empty() && cell.value.is_empty() {
                self.left_out.add(LeftOut::Formula, &format!("={}", cell.formula));
            }
            return Ok(());
        }
        if self.row_is_hidden
            || self.hidden_columns.iter().any(|&(first, last)| (first..=last).contains(&column))
        {
            self.left_out.keep(Kept::HiddenCell, &text);
        }
        if self.cells.len() >= DOCUMENT_ITEMS {
            return Err(ReadError::TooMany { limit: DOCUMENT_ITEMS });
        }
        self.cells.push(Placed { row, column, text, day });
        Ok(())
    }
}

impl Handler for Cells<'_, '_> {
    fn start(&mut self, element: &Element<'_, '_>) -> Result<(), ReadError> {
        if element.ns != Ns::Sheet {
            return Ok(());
        }
        match element.local() {
            "row" => {
                // Rows and columns are counted from 1.
                if let Some(row) = element.open("r")?.as_deref().and_then(number) {
                    self.row = row.saturating_sub(1).min(MAX_ROWS);
                }
                self.column = 0;
                self.row_is_hidden = is_hidden(element)?;
            }
            "col" if is_hidden(element)? => {
                let at =
                    |name| Ok(element.open(name)?.as_deref().and_then(number).unwrap_or(1).saturating_sub(1));
                if self.hidden_columns.len() < 64 {
                    self.hidden_columns.push((at("min")?, at("max")?));
                }
            }
            "c" => {
                if let Some((row, column)) = element.open("r")?.as_deref().and_then(place) {
                    (self.row, self.column) = (row, column);
                }
                let style = element.open("s")?.as_deref().and_then(number).unwrap_or(0);
                let kind = element.open("t")?.unwrap_or_default();
                self.cell = Some(Cell { kind, style, ..Cell::default() });
            }
            "mergeCell" => {
                let range = element.open("ref")?;
                if self.merges.len() >= DOCUMENT_ITEMS {
                    return Err(ReadError::TooMany { limit: DOCUMENT_ITEMS });
                }
                self.merges.extend(range.as_deref().and_then(merge));
            }
            local => {
                let Some(cell) = &mut self.cell else { return Ok(()) };
                match local {
                    "v" => cell.reads = Reads::Value,
                    "f" => cell.reads = Reads::Formula,
                    "is" => cell.reads = Reads::Text,
                    _ => {}
                }
                if cell.reads == Reads::Text {
                    cell.text.start(element)?;
                }
            }
        }
        Ok(())
    }

    fn end(&mut self, ns: Ns, local: &str, _: usize) -> Result<(), ReadError> {
        if ns != Ns::Sheet {
            return Ok(());
        }
        match local {
            "row" => self.row += 1,
            "c" => self.end_cell()?,
            _ => {
                let Some(cell) = &mut self.cell else { return Ok(()) };
                if cell.reads == Reads::Text {
                    cell.text.end(local, self.left_out);
                }
                if matches!(local, "v" | "f" | "is") {
                    cell.reads = Reads::Nothing;
                }
            }
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), ReadError> {
        let Some(cell) = &mut self.cell else { return Ok(()) };
        match cell.reads {
            Reads::Value => cell.value.push_str(text),
            Reads::Formula => cell.formula.push_str(text),
            Reads::Text => cell.text.text(text),
            Reads::Nothing => {}
        }
        Ok(())
    }
}

fn is_hidden(element: &Element<'_, '_>) -> Result<bool, ReadError> {
    Ok(matches!(element.open("hidden")?.as_deref(), Some("1" | "true" | "on")))
}

/// The row and column of `B12`, from 0.
fn place(text: &str) -> Option<(usize, usize)> {
    let text = text.trim();
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    if !(1..=3).contains(&letters) {
        return None;
    }
    let column = text[..letters]
        .bytes()
        .fold(0_usize, |column, letter| column * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1);
    let row = number(&text[letters..])?;
    ((1..=MAX_ROWS).contains(&row) && (1..=MAX_COLUMNS).contains(&column)).then(|| (row - 1, column - 1))
}

/// The range `A1:B2`.
fn merge(range: &str) -> Option<Merge> {
    let (first, last) = range.split_once(':')?;
    let (first, last) = (place(first)?, place(last)?);
    (first.0 <= last.0 && first.1 <= last.1)
        .then_some(Merge { rows: (first.0, last.0), columns: (first.1, last.1) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_from_the_corner() {
        for (text, expected) in [
            ("A1", Some((0, 0))),
            ("ab10", Some((9, 27))),
            ("XFD1048576", Some((1_048_575, 16_383))),
            ("XFE1", None),
            ("A0", None),
            ("A1048577", None),
            ("A99999999999999999999", None),
            ("1", None),
            ("", None),
            ("AAAA1", None),
            ("A", None),
        ] {
            assert_eq!(place(text), expected, "{text}");
        }
        assert!(merge("B2:A1").is_none() && merge("A1").is_none() && merge("A1:A1").is_some());
    }
}
