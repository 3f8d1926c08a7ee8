//! The tables of a tagged document whose cells no lines part: rows and cells are those of its structure.

use std::collections::BTreeMap;

use super::drawn::{Drawn, Glyph};
use super::lines::{TextLine, lines};
use super::table::{Cell, Table};
use super::tree::{Tree, TreeCell};
use crate::text::sorting::sort_by;

/// A table, or a line outside of one, with its page and its place on it.
pub(super) enum Tagged {
    Table(Table),
    Line(TextLine),
}

/// Puts the characters of a document into the cells that its structure says they are in.
pub(super) fn pieces(pages: &[(Vec<Glyph>, Drawn)], tree: &Tree) -> Vec<(usize, f32, Tagged)> {
    let mut texts: BTreeMap<u32, Vec<TextLine>> = BTreeMap::new();
    let mut pieces = Vec::new();
    for (page, (glyphs, drawn)) in pages.iter().enumerate() {
        let mut by_cell: BTreeMap<Option<u32>, Vec<Glyph>> = BTreeMap::new();
        for glyph in glyphs.iter().filter(|glyph| !glyph.artifact) {
            let cell = tree.leaf(page, glyph.mcid).and_then(|leaf| leaf.cell);
            by_cell.entry(cell).or_default().push(glyph.clone());
        }
        for (cell, glyphs) in by_cell {
            let found = lines(glyphs, page, &drawn.spots, tree);
            match cell {
                // Headings are printed again on every page; the rest of one that a page break cut is not.
                Some(cell)
                    if tree.cell(Some(cell)).is_some_and(|cell| cell.is_heading)
                        && texts.get(&cell).is_some_and(|before| plain(before) == plain(&found)) => {}
                Some(cell) => texts.entry(cell).or_default().extend(found),
                None => pieces.extend(found.into_iter().map(|line| (page, line.y, Tagged::Line(line)))),
            }
        }
    }
    let mut tables: BTreeMap<u32, Vec<(u32, &TreeCell)>> = BTreeMap::new();
    for (id, cell) in (0..).zip(&tree.cells) {
        tables.entry(cell.table).or_default().push((id, cell));
    }
    for cells in tables.into_values() {
        let first = cells.iter().filter_map(|(id, _)| texts.get(id)?.first()).map(|line| (line.page, line.y));
        let first = first.min_by(|one, other| one.0.cmp(&other.0).then(one.1.total_cmp(&other.1)));
        if let Some((page, y)) = first {
            pieces.push((page, y, Tagged::Table(table(&cells, &mut texts))));
        }
    }
    sort_by(&mut pieces, |one, other| one.0.cmp(&other.0).then(one.1.total_cmp(&other.1)));
    pieces
}

/// A text without white space.
fn plain(lines: &[TextLine]) -> String {
    lines.iter().flat_map(|line| line.text.chars()).filter(|c| !c.is_whitespace()).collect()
}

/// Places the cells of a table as a page of HTML does: each in the first column that is free.
fn table(cells: &[(u32, &TreeCell)], texts: &mut BTreeMap<u32, Vec<TextLine>>) -> Table {
    const MAX_COLUMNS: usize = 64;
    let mut placed: Vec<Cell> = Vec::new();
    let mut pages: Vec<usize> = Vec::new();
    // For each column, the row up to which a cell from above covers it.
    let mut covered: Vec<usize> = Vec::new();
    let mut page = 0;
    for (row, cells) in cells.chunk_by(|one, other| one.1.row == other.1.row).enumerate() {
        let mut column = 0;
        for (id, cell) in cells {
            let lines = texts.remove(id).unwrap_or_default();
            page = lines.first().map_or(page, |line| line.page.max(page));
            while covered.get(column).is_some_and(|&until| until > row) {
                column += 1;
            }
            let end = column + cell.colspan.min(MAX_COLUMNS);
            if covered.len() < end {
                covered.resize(end, 0);
            }
            covered[column..end].fill(row + cell.rowspan);
            let (colspan, rowspan) = (end - column, cell.rowspan);
            placed.push(Cell { row, column, rowspan, colspan, lines, foot: true, tree_cell: Some(*id) });
            column = end;
        }
        pages.push(page);
    }
    let rows = pages.len();
    for cell in &mut placed {
        cell.rowspan = cell.rowspan.min(rows - cell.row);
    }
    Table { xs: edges(&placed, covered.len()), pages, cells: placed }
}

/// Where the columns begin and the last one ends, by the texts in them.
fn edges(cells: &[Cell], columns: usize) -> Vec<f32> {
    let of = |column: usize| cells.iter().filter(move |cell| cell.column == column);
    let lefts = (0..columns).map(|column| {
        of(column).flat_map(|cell| &cell.lines).map(|line| line.x0).fold(f32::INFINITY, f32::min)
    });
    let mut xs: Vec<f32> = lefts.collect();
    xs.push(cells.iter().flat_map(|cell| &cell.lines).map(|line| line.x1).fold(0.0, f32::max));
    // A column without a text ends where the next one begins.
    for at in (0..columns).rev() {
        xs[at] = xs[at].min(xs[at + 1]);
    }
    xs
}
