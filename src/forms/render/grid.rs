//! A grid for the terminal in which cells may cover several rows.
//!
//! It is drawn line by line while it is written: a standard may have as many rows as its file has lines.

use std::io::{self, Write};

use crate::text::width::columns;
use crate::text::wrap::Lines;

/// The width of borders and padding, without the columns themselves.
pub(super) fn frame_width(columns: usize) -> usize {
    3 * columns + 1
}

/// A cell with its text wrapped.
pub(super) struct Block {
    /// The row where it begins.
    pub(super) row: usize,
    /// The number of rows it covers.
    pub(super) rowspan: usize,
    /// Its text.
    pub(super) lines: Lines,
}

/// A column: its width, its heading, and its cells from the top down.
pub(super) struct Column {
    pub(super) width: usize,
    pub(super) head: Lines,
    pub(super) blocks: Vec<Block>,
}

/// Draws `count` rows.
pub(super) fn draw(columns: &[Column], count: usize, out: &mut dyn Write) -> io::Result<()> {
    let heights = heights(columns, count);
    let widths: Vec<usize> = columns.iter().map(|column| column.width).collect();
    writeln!(out, "{}", border(['┌', '─', '┬', '┐'], &widths))?;
    let head_height = columns.iter().map(|column| column.head.len()).max().unwrap_or(0);
    for at in 0..head_height {
        let texts = columns.iter().map(|column| column.head.get(at).unwrap_or_default());
        writeln!(out, "{}", content(texts, &widths))?;
    }
    if head_height > 0 {
        writeln!(out, "{}", border(['╞', '═', '╪', '╡'], &widths))?;
    }
    let mut cursors: Vec<Cursor<'_>> =
        columns.iter().map(|column| Cursor { blocks: &column.blocks, line: 0 }).collect();
    for (row, &height) in heights.iter().enumerate() {
        cursors.iter_mut().for_each(|cursor| cursor.go_to(row));
        for _ in 0..height {
            writeln!(out, "{}", content(cursors.iter_mut().map(|cursor| cursor.next(row)), &widths))?;
        }
        if row + 1 < count {
            let seams: Vec<Option<&str>> = cursors.iter_mut().map(|cursor| cursor.seam(row)).collect();
            writeln!(out, "{}", seam(&seams, &widths))?;
        }
    }
    writeln!(out, "{}", border(['└', '─', '┴', '┘'], &widths))
}

/// The position up to which a column is drawn.
struct Cursor<'c> {
    /// The current cell and those below it.
    blocks: &'c [Block],
    /// The next line of the current cell.
    line: usize,
}

impl<'c> Cursor<'c> {
    fn go_to(&mut self, row: usize) {
        while let [first, rest @ ..] = self.blocks
            && first.row + first.rowspan <= row
        {
            (self.blocks, self.line) = (rest, 0);
        }
    }

    fn here(&self, row: usize) -> Option<&'c Block> {
        self.blocks.first().filter(|block| block.row <= row)
    }

    /// The next line in this row.
    fn next(&mut self, row: usize) -> &'c str {
        let Some(block) = self.here(row) else { return "" };
        self.line += 1;
        block.lines.get(self.line - 1).unwrap_or_default()
    }

    /// The text between this row and the next; `None` if a border is drawn there.
    fn seam(&mut self, row: usize) -> Option<&'c str> {
        self.here(row).filter(|block| row + 1 < block.row + block.rowspan)?;
        Some(self.next(row))
    }
}

fn border([left, fill, cross, right]: [char; 4], widths: &[usize]) -> String {
    let mut line = String::new();
    for (at, &width) in widths.iter().enumerate() {
        line.push(if at == 0 { left } else { cross });
        line.extend(std::iter::repeat_n(fill, width + 2));
    }
    line.push(right);
    line
}

fn content<'c>(texts: impl Iterator<Item = &'c str>, widths: &[usize]) -> String {
    let mut line = String::from("│");
    for (text, &width) in texts.zip(widths) {
        push_padded(text, width, &mut line);
        line.push('│');
    }
    line
}

fn push_padded(text: &str, width: usize, line: &mut String) {
    line.push(' ');
    line.push_str(text);
    line.extend(std::iter::repeat_n(' ', width.saturating_sub(columns(text)) + 1));
}

/// The height of each row in lines. A merged cell that needs more lines than its rows have extends the last one; it
/// also uses the lines between its rows.
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

/// The border between two rows, interrupted where a cell covers both.
fn seam(seams: &[Option<&str>], widths: &[usize]) -> String {
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
            Some(text) => push_padded(text, width, &mut line),
        }
        before = Some(seam.is_some());
    }
    line.push(if before == Some(true) { '│' } else { '┤' });
    line
}
