//! A table of the document, whose rows may come from several pages; `grid` and `tagged` find its cells.

use super::drawn::{Drawn, Glyph};
use super::footer::is_page_number;
use super::grid::Grid;
use super::lines::{TextLine, lines};
use super::tree::Tree;
use crate::text::sorting::sort_by_key;

/// A table with what is written in it.
#[derive(Clone, Debug)]
pub(super) struct Table {
    /// The places of its columns, one more than there are.
    pub(super) xs: Vec<f32>,
    /// The page of each row, from 0.
    pub(super) pages: Vec<usize>,
    /// Its cells, by row and then by column.
    pub(super) cells: Vec<Cell>,
}

/// A cell of it.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    pub(super) row: usize,
    pub(super) column: usize,
    pub(super) rowspan: usize,
    pub(super) colspan: usize,
    pub(super) lines: Vec<TextLine>,
    /// Whether a line is drawn at its foot.
    pub(super) foot: bool,
    /// The cell in the structure of the document where its last text is.
    pub(super) tree_cell: Option<u32>,
}

impl Cell {
    pub(super) fn is_blank(&self) -> bool {
        self.lines.is_empty()
    }

    /// The text without white space.
    pub(super) fn plain(&self) -> String {
        self.lines.iter().flat_map(|line| line.text.chars()).filter(|c| !c.is_whitespace()).collect()
    }

    pub(super) fn ends(&self) -> usize {
        self.row + self.rowspan
    }
}

impl Table {
    pub(super) fn rows(&self) -> usize {
        self.pages.len()
    }

    /// The cells that begin in a row.
    pub(super) fn row(&self, row: usize) -> impl Iterator<Item = &Cell> {
        self.cells.iter().filter(move |cell| cell.row == row)
    }

    /// The index of the cell that covers a place.
    pub(super) fn covering(&self, row: usize, column: usize) -> Option<usize> {
        self.cells.iter().position(|cell| {
            (cell.row..cell.ends()).contains(&row)
                && (cell.column..cell.column + cell.colspan).contains(&column)
        })
    }

    /// Sorts the cells by row and then by column.
    pub(super) fn sort(&mut self) {
        sort_by_key(&mut self.cells, |cell| (cell.row, cell.column));
    }
}

/// Puts the characters of a page into the cells of its tables; the others are returned.
pub(super) fn filled(
    grids: Vec<Grid>,
    glyphs: &[Glyph],
    drawn: &Drawn,
    page: usize,
    tree: &Tree,
) -> (Vec<(f32, Table)>, Vec<Glyph>) {
    let mut inside: Vec<Vec<Vec<Glyph>>> =
        grids.iter().map(|grid| vec![Vec::new(); grid.cells.len()]).collect();
    let (mut outside, mut overflowing) = (Vec::new(), Vec::new());
    for run in runs(glyphs).flat_map(|run| parted(&grids, run)) {
        match place(&grids, run) {
            Some((grid, cell)) => inside[grid][cell].extend_from_slice(run),
            None => match below_the_last(&grids, run) {
                Some((grid, cell)) => overflowing.push((run, grid, cell)),
                None => outside.extend_from_slice(run),
            },
        }
    }
    // On the line of a page number, or alone: only what is none of it is the rest of a cell.
    for (run, grid, cell) in &overflowing {
        let beside = overflowing.iter().filter(|(other, ..)| (other[0].y - run[0].y).abs() < run[0].size);
        let line: String = beside.flat_map(|(other, ..)| other.iter()).map(|glyph| &*glyph.text).collect();
        let own: String = run.iter().map(|glyph| &*glyph.text).collect();
        if is_page_number(&line) || is_page_number(&own) {
            outside.extend_from_slice(run);
        } else {
            inside[*grid][*cell].extend_from_slice(run);
        }
    }
    let tables = grids.into_iter().zip(inside).map(|(grid, inside)| {
        let cells = grid.cells.iter().zip(inside).map(|(cell, glyphs)| {
            let lines = lines(glyphs, page, &drawn.spots, tree);
            let tree_cell = lines.iter().rev().find_map(|line| line.ends?.cell);
            Cell {
                row: cell.row,
                column: cell.column,
                rowspan: cell.rowspan,
                colspan: cell.colspan,
                lines,
                foot: cell.foot,
                tree_cell,
            }
        });
        let table = Table { cells: cells.collect(), pages: vec![page; grid.ys.len() - 1], xs: grid.xs };
        (grid.ys[0], table)
    });
    (tables.collect(), outside)
}

/// The cell above a text that was drawn beyond the end of the last table, where that has no line at its foot: some programs
/// do not break a merged cell, and its text runs out of it.
fn below_the_last(grids: &[Grid], run: &[Glyph]) -> Option<(usize, usize)> {
    const FARTHEST: f32 = 60.0;
    let (at, grid) = grids.iter().enumerate().next_back()?;
    let bottom = *grid.ys.last()?;
    let glyph = run.first()?;
    let rows = grid.ys.len() - 1;
    let open = grid.cells.iter().filter(|cell| cell.row + cell.rowspan == rows).all(|cell| !cell.foot);
    let near = glyph.middle() > bottom && glyph.middle() < bottom + FARTHEST;
    let above = grid.ys[rows - 1].midpoint(bottom);
    let middle = glyph.x0.midpoint(run.last()?.x1);
    (open && near).then(|| grid.cell_at(middle, above)).flatten().map(|cell| (at, cell))
}

/// Pieces of text that were drawn one character after the other.
fn runs(glyphs: &[Glyph]) -> impl Iterator<Item = &[Glyph]> {
    glyphs.chunk_by(|one, other| {
        let gap = other.x0 - one.x1;
        one.y == other.y && gap > -0.3 * one.size && gap < 0.35 * one.size && one.mcid == other.mcid
    })
}

/// A piece of text that lies in several cells, as what each operator showed: the text of a cell may run out of it and touch
/// the one beside it.
fn parted<'g>(grids: &[Grid], run: &'g [Glyph]) -> Vec<&'g [Glyph]> {
    let at = |glyph: &Glyph| {
        let (x, y) = (glyph.x0.midpoint(glyph.x1), glyph.middle());
        grids.iter().enumerate().find_map(|(grid, cells)| Some((grid, cells.cell_at(x, y)?)))
    };
    let mut places = run.iter().filter(|glyph| !glyph.is_space()).map(at);
    let first = places.next();
    if places.all(|place| Some(place) == first) {
        return vec![run];
    }
    run.chunk_by(|one, other| one.operator == other.operator).collect()
}

/// The cell of a piece of text: the one that most of its characters are in, since some may lie over a line.
fn place(grids: &[Grid], run: &[Glyph]) -> Option<(usize, usize)> {
    let mut found: Vec<(Option<(usize, usize)>, usize)> = Vec::new();
    for glyph in run.iter().filter(|glyph| !glyph.is_space()) {
        let (x, y) = (glyph.x0.midpoint(glyph.x1), glyph.middle());
        let at = grids.iter().enumerate().find_map(|(grid, cells)| Some((grid, cells.cell_at(x, y)?)));
        match found.iter_mut().find(|(place, _)| *place == at) {
            Some((_, count)) => *count += 1,
            None => found.push((at, 1)),
        }
    }
    if found.is_empty() {
        let glyph = run.first()?;
        let (x, y) = (glyph.x0.midpoint(glyph.x1), glyph.middle());
        return grids.iter().enumerate().find_map(|(grid, cells)| Some((grid, cells.cell_at(x, y)?)));
    }
    // The first of those with the most.
    found.iter().rev().max_by_key(|(_, count)| *count).and_then(|(place, _)| *place)
}
