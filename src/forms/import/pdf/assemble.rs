//! Puts the pages of a document together: tables and lines from top to bottom, and tables over page breaks joined.

use super::decisions::Decisions;
use super::drawn::{Drawn, Glyph};
use super::fold;
use super::footer::{is_margin, is_page_number};
use super::grid::{Grid, grids};
use super::header;
use super::join::join;
use super::lines::{TextLine, lines, without_doubles};
use super::paragraphs::{Frame, paragraphs};
use super::running::Running;
use super::table::{Table, filled};
use super::tagged::{self, Tagged};
use super::tree::Tree;
use crate::forms::import::limit::Budget;
use crate::forms::import::read_error::ReadError;
use crate::forms::import::{Block, Page};
use crate::forms::sheet;
use crate::text::sorting::sort_by;

/// A piece of a document.
enum Piece {
    Lines(Vec<TextLine>),
    Table(Table),
}

/// The content of a document of these pages.
pub(super) fn page(pages: Vec<Drawn>, tree: &Tree) -> Result<Page, ReadError> {
    let mut found = Decisions::new(pages.len());
    let mut pieces: Vec<Piece> = Vec::new();
    let edges = edges(&pages);
    let pages: Vec<_> =
        pages.into_iter().zip(1..).map(|(page, number)| cleaned(page, number, &mut found)).collect();
    let grids = pages.iter().map(|(_, drawn)| grids(&drawn.rules)).collect::<Result<Vec<_>, _>>()?;
    let mut add = |piece, found: &mut Decisions| match (pieces.last_mut(), piece) {
        (Some(Piece::Table(above)), Piece::Table(below)) => {
            if let Some(below) = join(above, below, tree, &mut found.doubts) {
                pieces.push(Piece::Table(below));
            }
        }
        (Some(Piece::Lines(above)), Piece::Lines(below)) => above.extend(below),
        (_, piece) => pieces.push(piece),
    };
    let running = Running::of(&pages, tree);
    if by_structure(&pages, &grids, tree) {
        let heights: Vec<f32> = pages.iter().map(|(_, drawn)| drawn.height).collect();
        for (page, _, piece) in tagged::pieces(&pages, tree) {
            match piece {
                Tagged::Line(line) if is_footer(&line, heights[page]) => {
                    found.page_number(page + 1, line.text);
                }
                Tagged::Line(line) if running.has(&line, heights[page]) => {
                    found.running_head(page + 1, line.text);
                }
                Tagged::Line(line) => add(Piece::Lines(vec![line]), &mut found),
                Tagged::Table(table) => add(Piece::Table(table), &mut found),
            }
        }
    } else {
        for (number, ((glyphs, drawn), grids)) in pages.into_iter().zip(grids).enumerate() {
            for piece in pieces_of(&glyphs, &drawn, grids, (number, tree, &running), &mut found) {
                add(piece, &mut found);
            }
        }
    }
    let mut budget = Budget::new();
    let mut blocks = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Lines(lines) => {
                let frame = Frame { x0: edges.0, x1: edges.1, letter: None };
                for line in paragraphs(&lines, frame, &mut found.joined) {
                    budget.take(1, line.text.len())?;
                    blocks.push(Block::Line(line));
                }
            }
            Piece::Table(table) => blocks.push(Block::Table(finished(&table, &mut found, &mut budget)?)),
        }
    }
    Ok(Page { blocks, merged: true, pages: found.pages, remarks: found.remarks() })
}

/// How far texts reach to the left and to the right.
fn edges(pages: &[Drawn]) -> (f32, f32) {
    let glyphs = || pages.iter().flat_map(|page| &page.glyphs);
    let left = glyphs().map(|glyph| glyph.x0).fold(f32::INFINITY, f32::min);
    (left, glyphs().map(|glyph| glyph.x1).fold(f32::NEG_INFINITY, f32::max))
}

/// The characters of a page without doubles and look-alikes, and what else is drawn on it.
fn cleaned(mut drawn: Drawn, number: usize, found: &mut Decisions) -> (Vec<Glyph>, Drawn) {
    let (mut glyphs, doubles) = without_doubles(std::mem::take(&mut drawn.glyphs));
    found.drawn_twice(number, &doubles);
    found.left_out(number, &drawn);
    for glyph in &mut glyphs {
        fold_glyph(glyph, number, found);
    }
    (glyphs, drawn)
}

/// Whether the cells are those of the structure of the document, since no lines part them, or those of several tables are
/// not told apart by lines.
fn by_structure(pages: &[(Vec<Glyph>, Drawn)], grids: &[Vec<Grid>], tree: &Tree) -> bool {
    let mut inside: Vec<Vec<Option<u32>>> = grids.iter().map(|grids| vec![None; grids.len()]).collect();
    let (mut all, mut ruled) = (0, 0);
    for (number, (glyphs, _)) in pages.iter().enumerate() {
        for glyph in glyphs {
            let Some(cell) = tree.leaf(number, glyph.mcid).and_then(|leaf| tree.cell(leaf.cell)) else {
                continue;
            };
            all += 1;
            let (x, y) = (glyph.x0.midpoint(glyph.x1), glyph.middle());
            let Some(grid) = grids[number].iter().position(|grid| grid.cell_at(x, y).is_some()) else {
                continue;
            };
            ruled += 1;
            if *inside[number][grid].get_or_insert(cell.table) != cell.table {
                return true;
            }
        }
    }
    ruled * 2 < all
}

fn is_footer(line: &TextLine, height: f32) -> bool {
    is_page_number(&line.text) && is_margin(line.y, height)
}

/// The tables and lines of a page, from top to bottom.
fn pieces_of(
    glyphs: &[Glyph],
    drawn: &Drawn,
    grids: Vec<Grid>,
    (number, tree, running): (usize, &Tree, &Running),
    found: &mut Decisions,
) -> Vec<Piece> {
    let (tables, outside) = filled(grids, glyphs, drawn, number, tree);
    let mut pieces: Vec<(f32, Piece)> = Vec::new();
    for line in lines(outside, number, &drawn.spots, tree) {
        if is_footer(&line, drawn.height) {
            found.page_number(number + 1, line.text);
            continue;
        }
        if running.has(&line, drawn.height) {
            found.running_head(number + 1, line.text);
            continue;
        }
        pieces.push((line.y - line.size, Piece::Lines(vec![line])));
    }
    let filled = tables.into_iter().filter(|(_, table)| table.cells.iter().any(|cell| !cell.is_blank()));
    pieces.extend(filled.map(|(y, table)| (y, Piece::Table(table))));
    sort_by(&mut pieces, |one, other| one.0.total_cmp(&other.0));
    pieces.into_iter().map(|(_, piece)| piece).collect()
}

fn fold_glyph(glyph: &mut Glyph, page: usize, found: &mut Decisions) {
    if glyph.text.chars().all(|c| fold::folded(c).is_none()) {
        return;
    }
    let mut text = String::new();
    for c in glyph.text.chars() {
        match fold::folded(c) {
            Some(meant) => {
                found.folded(page, c, &meant);
                text.push_str(&meant);
            }
            None => text.push(c),
        }
    }
    glyph.text = text.into();
}

/// A table as the form has it.
fn finished(
    table: &Table,
    found: &mut Decisions,
    budget: &mut Budget,
) -> Result<sheet::Table<'static>, ReadError> {
    let columns = header::columns(table);
    let mut rows: Vec<Vec<sheet::Cell<'static>>> = vec![Vec::new(); table.rows()];
    for cell in &table.cells {
        let letter = columns.get(cell.column).copied().flatten().and_then(header::letter);
        let (x0, x1) = (table.xs[cell.column], table.xs[cell.column + cell.colspan]);
        let lines = paragraphs(&cell.lines, Frame { x0, x1, letter }, &mut found.joined);
        budget.take(1 + lines.len(), lines.iter().map(|line| line.text.len()).sum())?;
        rows[cell.row].push(sheet::Cell::new(lines).span(cell.rowspan, cell.colspan));
    }
    Ok(sheet::Table { head: Vec::new(), rows })
}
