//! The text of a cell, and the limits that a workbook has for it.

use crate::bilingual;
use crate::forms::sheet::{Line, LineKind};
use crate::text::bilingual::Bilingual;
use crate::text::display_safe::{lines, one_line};
use crate::text::excerpt::excerpt;

/// The most UTF-16 units that a cell holds.
const MAX_UNITS: usize = 32_767;

/// The most line breaks that a cell holds.
const MAX_BREAKS: usize = 253;

/// The most columns of a sheet.
const MAX_COLUMNS: usize = 16_384;

/// The value of a cell.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Blank,
    Text(String),
    Level(u8),
}

/// A standard does not fit a workbook.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.words().en)]
#[non_exhaustive]
pub enum TooLong {
    /// A cell of the form is too long for a cell of a workbook.
    Cell {
        /// Its column or part, and its first code or the beginning of its text.
        place: String,
        /// The number of UTF-16 units.
        units: usize,
        /// The number of line breaks.
        breaks: usize,
    },
    /// There are more knowledge and skills than the sheet `matrix` has columns.
    Columns {
        /// The number of knowledge and skills.
        count: usize,
    },
}

impl TooLong {
    /// The error in both languages.
    pub fn words(&self) -> Bilingual {
        match self {
            Self::Cell { place, units, breaks } => bilingual!(
                "the cell {place} would hold {units} characters and {breaks} line breaks, and a cell of a workbook holds \
                 {MAX_UNITS} and {MAX_BREAKS}; --format docx and html have no such limit",
                "儲存格「{place}」會有 {units} 個字元、{breaks} 個換行，而試算表的一格最多 {MAX_UNITS} 個字元、{MAX_BREAKS} 個換行；--format \
                 docx 與 html 沒有這個限制"
            ),
            Self::Columns { count } => bilingual!(
                "its {count} knowledge and skills are more than the columns of a sheet ({MAX_COLUMNS}); leave --matrix out",
                "知識與技能共 {count} 項，超過工作表的欄數（{MAX_COLUMNS}）；請不要加 --matrix"
            ),
        }
    }

    /// Checks the number of columns.
    pub(super) fn check_columns(count: usize) -> Result<(), Self> {
        if count > MAX_COLUMNS { Err(Self::Columns { count }) } else { Ok(()) }
    }
}

/// The text of a line, with its code and number before it; its line breaks stay.
pub(super) fn line(line: &Line<'_>, text: &mut String) {
    if let LineKind::Numbered(number) = line.kind {
        text.extend([&*number.to_string(), ". "]);
    }
    if let Some(code) = &line.code {
        text.push_str(&one_line(code));
        if !line.text.is_empty() {
            text.push(' ');
        }
    }
    for (index, part) in lines(&line.text).enumerate() {
        if index > 0 {
            text.push('\n');
        }
        text.push_str(part);
    }
}

/// A text without code.
pub(super) fn bare<'t>(text: &'t str) -> Line<'t> {
    Line::text(text)
}

/// The value of a cell with these lines.
pub(super) fn value(cell: &[Line<'_>], heading: &str, code: &str) -> Result<Value, TooLong> {
    let mut text = String::new();
    for (index, one) in cell.iter().enumerate() {
        if index > 0 {
            text.push('\n');
        }
        line(one, &mut text);
    }
    if text.is_empty() {
        return Ok(Value::Blank);
    }
    // A text of so many bytes has no more units.
    let units = if text.len() <= MAX_UNITS { text.len() } else { text.encode_utf16().count() };
    let breaks = text.bytes().filter(|&byte| byte == b'\n').count();
    if units > MAX_UNITS || breaks > MAX_BREAKS {
        let named = if code.is_empty() { excerpt(&text).into_owned() } else { one_line(code) };
        return Err(TooLong::Cell { place: format!("{heading} {named}"), units, breaks });
    }
    Ok(Value::Text(text))
}
