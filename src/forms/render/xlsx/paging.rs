//! Where pages end in print: between duties where these fit a page and not too much of the page before stays empty, and never
//! so that a line of a merged cell is cut.
//!
//! A spreadsheet ends a page wherever the next row does not fit, and divides the text of a merged cell there, in the
//! middle of a line if need be. So the pages are laid out here, and rows are made higher where a merged cell needs room
//! before the end of a page.

use super::grid::{Grid, Style};

/// The height of a page in points: less than A4 has at the scale that makes the columns fit its width (575 in Excel, 581 in
/// LibreOffice), since the page break that a program makes itself must not come first.
const PAGE: f32 = 560.0;

/// What may stay empty of a page in points so that a duty is whole on the next one.
const GAP: f32 = PAGE / 3.0;

/// The least room in points for the beginning of a duty that does not fit a page.
const BEGINNING: f32 = 120.0;

/// The rows before which a page ends.
pub(super) fn paginate(grid: &mut Grid) -> Vec<usize> {
    let mut breaks = Vec::new();
    let head = grid.head.unwrap_or(usize::MAX);
    // The headings of the duties are repeated on all pages after the first that has them.
    let repeated = grid.head.map_or(0.0, |head| grid.heights[head]);
    let top = |row: usize| if row > head { repeated } else { 0.0 };
    let keeps = headings(grid);
    let (mut page, mut used) = (0, 0.0);
    let mut duties =
        grid.duties.windows(2).map(|duty| duty[0]..duty[1]).collect::<Vec<_>>().into_iter().peekable();
    let mut row = 0;
    while row < grid.heights.len() {
        while duties.peek().is_some_and(|duty| duty.start < row) {
            duties.next();
        }
        let mut fits = used + grid.heights[row] <= PAGE;
        if let Some(duty) = duties.next_if(|duty| duty.start == row) {
            let height: f32 = grid.heights[duty].iter().sum();
            let left = PAGE - used;
            let is_kept_whole = height <= PAGE - repeated && left <= GAP;
            fits &= height <= left || !(is_kept_whole || left < BEGINNING);
        }
        if keeps[row] && row + 1 < grid.heights.len() {
            fits &= used + grid.heights[row] + grid.heights[row + 1] <= PAGE;
        }
        if !fits && row > page {
            // Headings are not left behind.
            let mut end = row;
            while end > page + 1 && keeps[end - 1] {
                end -= 1;
            }
            let end = make_room(grid, page, end, &mut used);
            breaks.push(end);
            (page, used) = (end, top(end));
            if end < row {
                row = end;
                // A duty that begins here was passed already, and is not asked again.
                continue;
            }
        }
        used += grid.heights[row];
        row += 1;
    }
    breaks
}

/// Makes the merged cells that go on below row `end` high enough above it, if the page has the room. Returns where the
/// page ends: further up if a cell would have to be cut that fits the next page.
fn make_room(grid: &mut Grid, page: usize, end: usize, used: &mut f32) -> usize {
    let until = grid.cells.partition_point(|cell| cell.row < end);
    let from = grid.cells.partition_point(|cell| cell.row < page);
    let mut missing = 0.0_f32;
    let mut first = end;
    for cell in grid.cells[from..until].iter().filter(|cell| cell.row + cell.rows > end) {
        let lacks = cell.height - grid.heights[cell.row..end].iter().sum::<f32>();
        if lacks > 0.0 {
            missing = missing.max(lacks);
            first = first.min(cell.row);
        }
    }
    let last = &mut grid.heights[end - 1];
    if *used + missing <= PAGE && *last + missing <= 400.0 {
        *last += missing;
        *used += missing;
        return end;
    }
    if first > page { first } else { end }
}

/// For each row, whether it is a heading that stays with the row below it.
fn headings(grid: &Grid) -> Vec<bool> {
    let mut keeps = vec![false; grid.heights.len()];
    for cell in &grid.cells {
        keeps[cell.row] |= matches!(cell.style, Style::Head | Style::Part | Style::Title);
    }
    keeps
}
