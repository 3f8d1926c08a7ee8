//! A grid for the terminal in which a cell may cover several rows.
//!
//! comfy-table draws it and knows nothing of merged cells. So the text is wrapped and handed out over the rows here,
//! and the lines between rows, which a merged cell interrupts, are put in afterwards.

use std::io::{self, Write};

use comfy_table::{ColumnConstraint, ContentLineStyle, LineStyle, Table, TableStyle, Width};

const STYLE: TableStyle = TableStyle::new()
    .top_border(LineStyle::new('┌', '─', '┬', '┐'))
    .header_lines(ContentLineStyle::new('│', '│', '│'))
    .header_separator(LineStyle::new('╞', '═', '╪', '╡'))
    .content_lines(ContentLineStyle::new('│', '│', '│'))
    .bottom_border(LineStyle::new('└', '─', '┴', '┘'));

/// What borders and padding take of a line beside the columns themselves.
pub(super) fn frame_width(columns: usize) -> usize {
    3 * columns + 1
}

/// A cell whose text is wrapped already.
pub(super) struct Block {
    /// The row where it begins.
    pub(super) row: usize,
    /// How many rows it covers.
    pub(super) rowspan: usize,
    /// Its text.
    pub(super) lines: Vec<String>,
}

/// A column: how wide it is, what stands above it, and its cells from the top down.
pub(super) struct Column {
    pub(super) width: usize,
    pub(super) head: Vec<String>,
    pub(super) blocks: Vec<Block>,
}

/// A column's text, row by row.
struct Filled {
    rows: Vec<Vec<String>>,
    /// What stands between a row and the next; `None` where a line is drawn there.
    seams: Vec<Option<String>>,
}

/// Draws `count` rows.
pub(super) fn draw(columns: Vec<Column>, count: usize, out: &mut dyn Write) -> io::Result<()> {
    let heights = heights(&columns, count);
    let widths: Vec<usize> = columns.iter().map(|column| column.width).collect();
    let heads: Vec<Vec<String>> = columns.iter().map(|column| column.head.clone()).collect();
    let filled: Vec<Filled> = columns.into_iter().map(|column| fill(column, &heights)).collect();

    let mut table = Table::new();
    table.load_style(STYLE);
    let head_height = heads.iter().map(Vec::len).max().unwrap_or(0);
    if head_height > 0 {
        table.set_header(heads.iter().map(|lines| lines.join("\n")).collect::<Vec<_>>());
    }
    for row in 0..count {
        table.add_row(filled.iter().map(|column| column.rows[row].join("\n")).collect::<Vec<_>>());
    }
    for (column, &width) in table.column_iter_mut().zip(&widths) {
        let padded = u16::try_from(width + 2).unwrap_or(u16::MAX);
        column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(padded)));
    }

    let mut lines = table.lines();
    let above = if head_height > 0 { head_height + 2 } else { 1 };
    for line in lines.by_ref().take(above) {
        writeln!(out, "{line}")?;
    }
    for (row, &height) in heights.iter().enumerate() {
        for line in lines.by_ref().take(height) {
            writeln!(out, "{line}")?;
        }
        if row + 1 < count {
            let seams: Vec<Option<&str>> = filled.iter().map(|column| column.seams[row].as_deref()).collect();
            writeln!(out, "{}", seam(&seams, &widths))?;
        }
    }
    lines.try_for_each(|line| writeln!(out, "{line}"))
}

/// How many lines each row takes. A merged cell that is longer than its rows stretches the last of them; the lines
/// between its rows are its own too.
fn heights(columns: &[Column], count: usize) -> Vec<usize> {
    let mut heights = vec![1; count];
    let blocks = || columns.iter().flat_map(|column| &column.blocks);
    for block in blocks().filter(|block| block.rowspan == 1) {
        heights[block.row] = heights[block.row].max(block.lines.len());
    }
    for block in blocks().filter(|block| block.rowspan > 1) {
        let rows = &mut heights[block.row..block.row + block.rowspan];
        let room = rows.iter().sum::<usize>() + block.rowspan - 1;
        if let Some(last) = rows.last_mut() {
            *last += block.lines.len().saturating_sub(room);
        }
    }
    heights
}

fn fill(column: Column, heights: &[usize]) -> Filled {
    let mut filled = Filled { rows: vec![Vec::new(); heights.len()], seams: vec![None; heights.len()] };
    for block in column.blocks {
        let mut lines = block.lines.into_iter();
        let end = block.row + block.rowspan;
        for (row, &height) in heights.iter().enumerate().take(end).skip(block.row) {
            filled.rows[row] = lines.by_ref().take(height).collect();
            if row + 1 < end {
                filled.seams[row] = Some(lines.next().unwrap_or_default());
            }
        }
    }
    filled
}

/// The line between two rows, broken where a cell covers both.
fn seam(seams: &[Option<&str>], widths: &[usize]) -> String {
    use unicode_width::UnicodeWidthStr;

    let mut line = String::new();
    let mut before = None;
    for (seam, &width) in seams.iter().zip(widths) {
        line.push(match (before, seam) {
            (None, None) | (Some(true), None) => '├',
            (None | Some(true), Some(_)) => '│',
            (Some(false), None) => '┼',
            (Some(false), Some(_)) => '┤',
        });
        match seam {
            None => line.extend(std::iter::repeat_n('─', width + 2)),
            Some(text) => {
                line.push(' ');
                line.push_str(text);
                line.extend(std::iter::repeat_n(' ', width.saturating_sub(text.width()) + 1));
            }
        }
        before = Some(seam.is_some());
    }
    line.push(if before == Some(true) { '│' } else { '┤' });
    line
}
