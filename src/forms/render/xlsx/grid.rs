//! The rows of a worksheet: every part of the form on one grid of seven columns, with heights that fit.

use super::text::{self, TooLong, Value};
use crate::forms::render::measure::line_count;
use crate::forms::sheet::{Cell, FormPart, LineKind, Section, Sheet, Table};

/// The widths of the columns, those of the duties, in characters of the first font of `styles.xml`, which is one that has the
/// same widths everywhere: 標楷體 is often replaced by a wider one. Together they fill A4 across at nine tenths of the size.
pub(super) const WIDTHS: [f32; COLUMNS] = [16.0, 19.0, 22.0, 44.0, 7.0, 25.0, 25.0];

pub(super) const COLUMNS: usize = 7;

/// The column of the levels.
const LEVEL: usize = 4;

/// The height of a line in points, for the font that takes the most, and what a cell adds to its lines.
pub(super) const LINE: f32 = 14.6;
pub(super) const PADDING: f32 = 4.0;

/// No row of a worksheet can be higher than 409 points. A row of the form that is, becomes several that are merged.
const MAX_ROW: f32 = 400.0;

/// The look of a cell; its number is that of the format in `styles.xml`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Title = 1,
    Head = 2,
    Label = 3,
    Text = 4,
    Side = 5,
    Level = 6,
    Part = 7,
    Listed = 8,
    BaseLevel = 13,
}

/// A cell where it begins.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    pub(super) row: usize,
    pub(super) column: usize,
    pub(super) rows: usize,
    pub(super) columns: usize,
    pub(super) style: Style,
    pub(super) value: Value,
    /// The height of its text.
    pub(super) height: f32,
}

/// The rows of a worksheet.
#[derive(Debug, Default)]
pub(super) struct Grid {
    /// The cells, by row and column.
    pub(super) cells: Vec<Placed>,
    pub(super) heights: Vec<f32>,
    /// The row with the headings of the duties.
    pub(super) head: Option<usize>,
    /// The rows where a duty begins, and the first row below the duties.
    pub(super) duties: Vec<usize>,
    /// The cells that hold a level.
    pub(super) levels: Vec<(usize, usize)>,
}

impl Grid {
    /// The grid of a form.
    pub(super) fn of(sheet: &Sheet<'_>) -> Result<Self, TooLong> {
        let mut grid = Self::default();
        grid.wide(Style::Title, text::value(&[text::bare(&sheet.title)], "職能基準名稱", "")?);
        for Section { part, table } in &sheet.sections {
            match part {
                FormPart::History => {
                    grid.table(*part, table, &[0, 1, 2, 3, 4, 6, 7])?;
                    grid.heights.push(PADDING * 2.0);
                }
                FormPart::Profile => grid.table(*part, table, &[0, 1, 2, 3, 4, 6, 7])?,
                FormPart::Duties => grid.table(*part, table, &[0, 1, 2, 3, 4, 5, 6, 7])?,
                FormPart::Attitudes | FormPart::Notes => grid.list(*part, table)?,
                FormPart::Unplaced => {
                    grid.wide(Style::Part, Value::Text(part.name().to_owned()));
                    grid.table(*part, table, &[0, 2, 7])?;
                }
            }
        }
        Ok(grid)
    }

    /// A row with one cell over all columns.
    fn wide(&mut self, style: Style, value: Value) {
        let height = match (&value, style) {
            // A larger font.
            (Value::Text(text), Style::Title) => height(text, WIDTHS.iter().sum::<f32>() / 1.7) * 1.7,
            (Value::Text(text), _) => height(text, WIDTHS.iter().sum()),
            _ => LINE + PADDING,
        };
        let row = self.heights.len();
        self.cells.push(Placed { row, column: 0, rows: 1, columns: COLUMNS, style, value, height });
        self.heights.push(0.0);
        self.finish(row);
    }

    /// A part with a single cell under its name: a row for each of its lines.
    fn list(&mut self, part: FormPart, table: &Table<'_>) -> Result<(), TooLong> {
        self.wide(Style::Part, Value::Text(part.name().to_owned()));
        let lines: Vec<_> = table.rows.iter().flatten().flat_map(|cell| &cell.lines).collect();
        if lines.is_empty() {
            self.wide(Style::Text, Value::Blank);
        }
        for line in lines {
            let style = match line.kind {
                LineKind::Text | LineKind::Heading => Style::Text,
                LineKind::Bullet | LineKind::Numbered(_) => Style::Listed,
            };
            self.wide(style, text::value(std::slice::from_ref(line), part.name(), "")?);
        }
        Ok(())
    }

    /// A table; `bounds` are the columns of the worksheet where its own begin, and the end.
    fn table(&mut self, part: FormPart, table: &Table<'_>, bounds: &[usize]) -> Result<(), TooLong> {
        let first = self.heights.len();
        if !table.head.is_empty() {
            for (column, cell) in table.head.iter().enumerate() {
                let value = text::value(&cell.lines, part.name(), "")?;
                self.push(first, bounds[column]..bounds[column + 1], 1, Style::Head, value);
            }
            self.heights.push(0.0);
            if part == FormPart::Duties {
                self.head = Some(first);
            }
        }
        let body = self.heights.len();
        self.heights.resize(body + table.rows.len(), 0.0);
        for (index, cells) in table.placed().into_iter().enumerate() {
            for (column, cell) in cells {
                let row = body + index;
                let columns = bounds[column]..bounds[column + cell.colspan];
                if part == FormPart::Duties && column == 0 {
                    self.duties.push(row);
                }
                let is_level = match part {
                    FormPart::Duties => column == LEVEL,
                    // The base level is the last row of the profile.
                    FormPart::Profile => index + 1 == table.rows.len() && !cell.header,
                    _ => false,
                };
                if is_level {
                    self.levels.push((row, columns.start));
                }
                let value = value(part, column, cell, table, is_level)?;
                self.push(row, columns, cell.rowspan, style(part, cell, is_level), value);
            }
        }
        self.finish(first);
        if part == FormPart::Duties {
            self.duties.push(self.heights.len());
        }
        Ok(())
    }

    fn push(&mut self, row: usize, columns: std::ops::Range<usize>, rows: usize, style: Style, value: Value) {
        let height = match &value {
            Value::Text(text) => height(text, WIDTHS[columns.clone()].iter().sum()),
            Value::Blank | Value::Level(_) => LINE + PADDING,
        };
        let (column, columns) = (columns.start, columns.len());
        self.cells.push(Placed { row, column, rows, columns, style, value, height });
    }

    /// Gives the rows from `first` on their heights, and divides those that are too high for a worksheet.
    fn finish(&mut self, first: usize) {
        let start = self.cells.partition_point(|cell| cell.row < first);
        for cell in self.cells[start..].iter().filter(|cell| cell.rows == 1) {
            self.heights[cell.row] = self.heights[cell.row].max(cell.height);
        }
        for cell in self.cells[start..].iter().filter(|cell| cell.rows > 1) {
            let rows = &mut self.heights[cell.row..cell.row + cell.rows];
            let missing = cell.height - rows.iter().sum::<f32>();
            if missing > 0.0 {
                let each = missing / rows.len() as f32;
                rows.iter_mut().for_each(|row| *row += each);
            }
        }
        if self.heights[first..].iter().any(|&height| height > MAX_ROW) {
            self.divide(first);
        }
    }

    fn divide(&mut self, first: usize) {
        // The row of the worksheet where each row begins, and the end.
        let mut begins = Vec::with_capacity(self.heights.len() - first + 1);
        let mut divided = Vec::new();
        for &height in &self.heights[first..] {
            begins.push(first + divided.len());
            let count = (height / MAX_ROW).ceil().max(1.0);
            divided.extend(std::iter::repeat_n(height / count, count as usize));
        }
        begins.push(first + divided.len());
        self.heights.truncate(first);
        self.heights.append(&mut divided);
        let moved = |row: usize| if row < first { row } else { begins[row - first] };
        let start = self.cells.partition_point(|cell| cell.row < first);
        for cell in &mut self.cells[start..] {
            cell.rows = moved(cell.row + cell.rows) - moved(cell.row);
            cell.row = moved(cell.row);
        }
        self.duties.iter_mut().for_each(|row| *row = moved(*row));
        self.levels.iter_mut().for_each(|(row, _)| *row = moved(*row));
        self.head = self.head.map(moved);
    }
}

fn style(part: FormPart, cell: &Cell<'_>, is_level: bool) -> Style {
    match (part, cell.header) {
        (FormPart::Profile, _) if is_level => Style::BaseLevel,
        _ if is_level => Style::Level,
        (FormPart::Profile, true) => Style::Label,
        (_, true) => Style::Side,
        (_, false) => Style::Text,
    }
}

fn value(
    part: FormPart,
    column: usize,
    cell: &Cell<'_>,
    table: &Table<'_>,
    is_level: bool,
) -> Result<Value, TooLong> {
    if is_level
        && let [line] = cell.lines.as_slice()
        && let Ok(level) = line.text.parse()
    {
        return Ok(Value::Level(level));
    }
    let heading = table.head.get(column).and_then(|head| head.lines.first());
    let code = cell.lines.first().and_then(|line| line.code.as_deref()).unwrap_or_default();
    text::value(&cell.lines, heading.map_or(part.name(), |line| &line.text), code)
}

fn height(text: &str, width: f32) -> f32 {
    line_count(text, width) as f32 * LINE + PADDING
}
