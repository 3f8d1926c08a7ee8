//! A sheet as a table: the rows and columns that hold something, with the merged cells over them.
//!
//! What a file has below a merged cell is not shown and not read. Of several rows without anything one stays, since it parts
//! the parts of the form.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use super::cells::{Merge, Placed};
use crate::forms::import::left_out::LeftOutContent;
use crate::forms::import::page_builder::PageBuilder;
use crate::forms::import::read_error::ReadError;
use crate::forms::import::report::LeftOut;
use crate::text::sorting::sort_by_key;

/// Gathers the cells of a sheet, which are in the order of rows and columns, as a table.
pub(super) fn gather(
    cells: Vec<Placed<'_>>,
    mut merges: Vec<Merge>,
    gather: &mut PageBuilder,
    left_out: &mut LeftOutContent,
) -> Result<(), ReadError> {
    sort_by_key(&mut merges, |merge| (merge.rows.0, merge.columns.0));
    let cells = visible(cells, &merges, left_out);
    let rows = distinct(cells.iter().map(|cell| cell.row));
    let columns = distinct(cells.iter().map(|cell| cell.column));
    let mut begun = folded(&merges, &rows, &columns).into_iter().peekable();
    let mut cells = cells.into_iter().peekable();
    // For each column, how many further rows a cell from above covers.
    let mut covered = vec![0_usize; columns.len()];
    gather.begin_table()?;
    for (at, &row) in rows.iter().enumerate() {
        let parted = at > 0 && row > rows[at - 1] + 1;
        if parted && covered.iter().all(|&rows| rows == 0) {
            gather.begin_row()?;
            gather.end_row()?;
        }
        gather.begin_row()?;
        let mut column = 0;
        while column < columns.len() {
            let mut merge = (1, 1);
            while let Some((place, size)) = begun.peek().copied()
                && place <= (at, column)
            {
                begun.next();
                if place == (at, column) {
                    merge = size;
                }
            }
            if covered[column] > 0 {
                covered[column] -= 1;
                column += 1;
                continue;
            }
            // Ranges that overlap are wrong; the one before counts.
            let free = covered[column..].iter().take(merge.1).take_while(|&&rows| rows == 0).count();
            let (height, width) = (merge.0, free.max(1));
            gather.begin_cell(height, width, false)?;
            if let Some(cell) = cells.next_if(|cell| cell.row == row && cell.column == columns[column]) {
                lines(&cell, gather)?;
            }
            gather.end_cell(1)?;
            covered[column..column + width].fill(height - 1);
            column += width;
        }
        gather.end_row()?;
    }
    gather.end_table()
}

/// The lines of a cell: those of its text.
fn lines(cell: &Placed<'_>, gather: &mut PageBuilder) -> Result<(), ReadError> {
    for line in cell.text.split('\n') {
        gather.end_line()?;
        gather.set_day(cell.day);
        gather.text(line);
    }
    gather.end_line()
}

/// The cells that no merged cell hides.
fn visible<'a>(cells: Vec<Placed<'a>>, merges: &[Merge], left_out: &mut LeftOutContent) -> Vec<Placed<'a>> {
    let mut next = merges.iter().peekable();
    let mut open = OpenMerges::default();
    let mut visible = Vec::with_capacity(cells.len());
    for cell in cells {
        while let Some(merge) = next.next_if(|merge| merge.rows.0 <= cell.row) {
            open.begin(*merge);
        }
        match open.over(&cell) {
            Some(merge) if (merge.rows.0, merge.columns.0) != (cell.row, cell.column) => {
                left_out.add(LeftOut::Covered, &cell.text);
            }
            _ => visible.push(cell),
        }
    }
    visible
}

/// The ranges over the current row by their first columns, which do not overlap; and where each ends.
#[derive(Default)]
struct OpenMerges {
    by_column: BTreeMap<usize, Merge>,
    ends: BinaryHeap<Reverse<(usize, usize)>>,
}

impl OpenMerges {
    /// Begins a range; one that overlaps another is wrong, and the one before counts.
    fn begin(&mut self, merge: Merge) {
        self.end_above(merge.rows.0);
        let before = self.by_column.range(..=merge.columns.1).next_back();
        if before.is_none_or(|(_, other)| other.columns.1 < merge.columns.0) {
            self.by_column.insert(merge.columns.0, merge);
            self.ends.push(Reverse((merge.rows.1, merge.columns.0)));
        }
    }

    fn end_above(&mut self, row: usize) {
        while let Some(&Reverse((last, column))) = self.ends.peek()
            && last < row
        {
            self.ends.pop();
            self.by_column.remove(&column);
        }
    }

    /// The range over a cell.
    fn over(&mut self, cell: &Placed<'_>) -> Option<Merge> {
        self.end_above(cell.row);
        let (_, merge) = self.by_column.range(..=cell.column).next_back()?;
        (cell.column <= merge.columns.1).then_some(*merge)
    }
}

/// Sorted, each once.
fn distinct(numbers: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut numbers: Vec<_> = numbers.collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

/// A place among the rows and columns that hold something, and the number of rows and columns.
type Folded = ((usize, usize), (usize, usize));

/// The merged ranges over those rows and columns, by their places.
fn folded(merges: &[Merge], rows: &[usize], columns: &[usize]) -> Vec<Folded> {
    let range = |all: &[usize], (first, last): (usize, usize)| {
        let begin = all.partition_point(|&one| one < first);
        let end = all.partition_point(|&one| one <= last);
        (begin, end - begin)
    };
    let mut folded: Vec<Folded> = merges
        .iter()
        .filter_map(|merge| {
            let (row, height) = range(rows, merge.rows);
            let (column, width) = range(columns, merge.columns);
            (height > 0 && width > 0).then_some(((row, column), (height, width)))
        })
        .collect();
    sort_by_key(&mut folded, |&(place, _)| place);
    folded.dedup_by_key(|&mut (place, _)| place);
    folded
}
