//! Tables of plain texts for a terminal, for output other than the official form.

use std::io::{self, Write};

use super::grid::{Block, Column, draw, frame_width};
use super::share::share;
use crate::text::display_safe::one_line;
use crate::text::wrap::{natural_width, wrap};

/// Writes rows of texts below headings. If they do not fit, the width is divided in proportion to `shares`.
///
/// # Errors
/// Whatever writing gives.
pub fn simple<const N: usize>(
    heads: [&str; N],
    shares: [usize; N],
    rows: &[[String; N]],
    width: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let rows: Vec<Vec<String>> =
        rows.iter().map(|row| row.iter().map(|text| one_line(text)).collect()).collect();
    let natural: Vec<usize> = heads
        .iter()
        .enumerate()
        .map(|(at, head)| {
            rows.iter().map(|row| natural_width(&row[at])).fold(natural_width(head), usize::max)
        })
        .collect();
    let widths = share(&natural, &shares, width.saturating_sub(frame_width(N)));
    let column = |(at, &width): (usize, &usize)| Column {
        width,
        head: wrap(heads[at], width, 0),
        blocks: rows
            .iter()
            .enumerate()
            .map(|(row, texts)| Block { row, rowspan: 1, lines: wrap(&texts[at], width, 0) })
            .collect(),
    };
    draw(&widths.iter().enumerate().map(column).collect::<Vec<_>>(), rows.len(), out)
}
