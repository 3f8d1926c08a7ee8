//! The cells of the tables of a page, by their ruling lines.

use super::budget::{MAX_GRID, beyond};
use super::drawn::Rule;
use super::ruling_lines::{self, Group, NEAR, Sets, clustered, covered};
use crate::forms::import::read_error::ReadError;
use crate::text::sorting::sort_by;

/// How much of a side has to be drawn for a line to part two cells: lines have gaps where others cross them.
const PARTS: f32 = 0.6;

/// A table of a page.
#[derive(Debug)]
pub(super) struct Grid {
    /// The places of its columns, one more than there are.
    pub(super) xs: Vec<f32>,
    pub(super) ys: Vec<f32>,
    /// Its cells, by row and then by column.
    pub(super) cells: Vec<GridCell>,
    /// The cell of each field of the grid, row by row.
    fields: Vec<usize>,
}

/// A cell of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct GridCell {
    pub(super) row: usize,
    pub(super) column: usize,
    pub(super) rowspan: usize,
    pub(super) colspan: usize,
    /// Whether a line is drawn at its foot; without one it may go on overleaf.
    pub(super) foot: bool,
}

impl Grid {
    /// The cell at a place.
    pub(super) fn cell_at(&self, x: f32, y: f32) -> Option<usize> {
        let (column, row) = (between(&self.xs, x)?, between(&self.ys, y)?);
        self.fields.get(row * (self.xs.len() - 1) + column).copied()
    }

    fn holds(&self, other: &Self) -> bool {
        let ends = |places: &[f32]| (places[0], places[places.len() - 1]);
        let inside = |inner: (f32, f32), outer: (f32, f32)| inner.0 > outer.0 && inner.1 < outer.1;
        inside(ends(&other.xs), ends(&self.xs)) && inside(ends(&other.ys), ends(&self.ys))
    }
}

fn between(places: &[f32], at: f32) -> Option<usize> {
    let after = places.partition_point(|&place| place <= at);
    after.checked_sub(1).filter(|_| after < places.len())
}

/// The tables of a page, from top to bottom.
///
/// # Errors
/// [`ReadError`] if there are more lines than a page of a standard has.
pub(super) fn grids(rules: &[Rule]) -> Result<Vec<Grid>, ReadError> {
    let mut grids = Vec::new();
    for group in ruling_lines::groups(rules)? {
        grids.extend(grid(&group)?);
    }
    // A frame around a text within a cell is no table.
    let inner: Vec<bool> = grids.iter().map(|grid| grids.iter().any(|outer| outer.holds(grid))).collect();
    let mut inner = inner.into_iter();
    grids.retain(|_| !inner.next().unwrap_or(false));
    sort_by(&mut grids, |one, other| one.ys[0].total_cmp(&other.ys[0]));
    Ok(grids)
}

fn grid(group: &Group) -> Result<Option<Grid>, ReadError> {
    let Group { vertical, horizontal, joints } = group;
    let xs = clustered(vertical.iter().map(|line| line.at).collect());
    let xs = with_open_sides(xs, horizontal);
    let mut ys = clustered(horizontal.iter().map(|line| line.at).collect());
    // Where a page ends within a row, no line is drawn across, and the others end.
    let top = vertical.iter().map(|line| line.from).fold(f32::INFINITY, f32::min);
    let bottom = vertical.iter().map(|line| line.to).fold(f32::NEG_INFINITY, f32::max);
    if ys.first().is_none_or(|&first| top < first - 2.0 * NEAR) {
        ys.insert(0, top);
    }
    if ys.last().is_none_or(|&last| bottom > last + 2.0 * NEAR) {
        ys.push(bottom);
    }
    let parted = parted(joints, &xs, &ys);
    ys.extend(&parted);
    ys.sort_by(f32::total_cmp);
    let across = (xs.first().copied().unwrap_or(0.0), xs.last().copied().unwrap_or(0.0));
    let drawn = parted.iter().map(|&at| Rule::level(at, across.0, across.1));
    let horizontal: &Vec<Rule> = &horizontal.iter().copied().chain(drawn).collect();
    if xs.len() < 2 || ys.len() < 2 {
        return Ok(None);
    }
    if xs.len().max(ys.len()) > MAX_GRID {
        return Err(beyond(("rows or columns on a page", "列或欄在同一頁"), MAX_GRID));
    }
    let (cells, fields) = cells(&xs, &ys, &at_places(vertical, &xs), &at_places(horizontal, &ys));
    Ok(Some(Grid { xs, ys, cells, fields }))
}

/// The columns with those at the sides that have no line: some tables are ruled within alone, and most of the lines across
/// reach beyond the lines down.
fn with_open_sides(mut xs: Vec<f32>, horizontal: &[Rule]) -> Vec<f32> {
    let (Some(&left), Some(&right)) = (xs.first(), xs.last()) else { return xs };
    let beyond = |mut ends: Vec<f32>| {
        let most = ends.len() * 2 > horizontal.len();
        ends.sort_by(f32::total_cmp);
        ends.get(ends.len() / 2).copied().filter(|_| most)
    };
    let far = 4.0 * NEAR;
    if let Some(end) = beyond(horizontal.iter().map(|line| line.to).filter(|to| *to > right + far).collect())
    {
        xs.push(end);
    }
    if let Some(end) =
        beyond(horizontal.iter().map(|line| line.from).filter(|from| *from < left - far).collect())
    {
        xs.insert(0, end);
    }
    xs
}

/// Where rows are parted although no line is drawn across: every line down is in two pieces there.
fn parted(joints: &[(f32, f32)], xs: &[f32], ys: &[f32]) -> Vec<f32> {
    let mut places = clustered(joints.iter().map(|&(_, y)| y).collect());
    places.retain(|place| {
        let at = |x: &f32| {
            joints.iter().any(|joint| (joint.0 - x).abs() <= NEAR && (joint.1 - place).abs() <= NEAR)
        };
        let free = ys.iter().all(|y| (y - place).abs() > 2.0 * NEAR);
        xs.len() > 2 && free && xs.iter().all(at)
    });
    places
}

/// The lines at each place.
fn at_places(lines: &[Rule], places: &[f32]) -> Vec<Vec<Rule>> {
    let mut found = vec![Vec::new(); places.len()];
    for line in lines {
        let after = places.partition_point(|&place| place < line.at);
        let nearest = [after.saturating_sub(1), after.min(places.len() - 1)];
        let [before, after] = nearest.map(|at| (places[at] - line.at).abs());
        found[nearest[usize::from(after < before)]].push(*line);
    }
    found
}

/// Joins the fields of the grid that no line parts.
fn cells(
    xs: &[f32],
    ys: &[f32],
    vertical: &[Vec<Rule>],
    horizontal: &[Vec<Rule>],
) -> (Vec<GridCell>, Vec<usize>) {
    let (columns, rows) = (xs.len() - 1, ys.len() - 1);
    let mut sets = Sets::new(rows * columns);
    for row in 0..rows {
        for column in 0..columns {
            let at = row * columns + column;
            let shared = |lines: &[Rule], from: f32, to: f32| covered(lines, from + 1.0, to - 1.0) < PARTS;
            if column + 1 < columns && shared(&vertical[column + 1], ys[row], ys[row + 1]) {
                sets.join(at, at + 1);
            }
            if row + 1 < rows && shared(&horizontal[row + 1], xs[column], xs[column + 1]) {
                sets.join(at, at + columns);
            }
        }
    }
    let roots: Vec<usize> = (0..rows * columns).map(|at| sets.root(at)).collect();
    let mut fields = vec![usize::MAX; rows * columns];
    let mut cells = Vec::new();
    for row in 0..rows {
        for column in 0..columns {
            let at = row * columns + column;
            if fields[at] != usize::MAX {
                continue;
            }
            // A shape that is no rectangle is cut into rectangles, so that no text of it is lost.
            let same = |at: usize| roots[at] == roots[row * columns + column];
            let free = |at: usize| same(at) && fields[at] == usize::MAX;
            let width = (column..columns).take_while(|&to| free(row * columns + to)).count();
            let whole = |below: &usize| (column..column + width).all(|to| same(below * columns + to));
            let height = (row..rows).take_while(whole).count();
            for below in row..row + height {
                fields[below * columns + column..below * columns + column + width].fill(cells.len());
            }
            let foot =
                covered(&horizontal[row + height], xs[column] + 1.0, xs[column + width] - 1.0) >= PARTS;
            cells.push(GridCell { row, column, rowspan: height, colspan: width, foot });
        }
    }
    (cells, fields)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(grid: &Grid) -> Vec<(usize, usize, usize, usize)> {
        grid.cells.iter().map(|cell| (cell.row, cell.column, cell.rowspan, cell.colspan)).collect()
    }

    #[test]
    fn cells_are_merged_where_no_line_parts_them() {
        // Two rows, three columns; the last column is merged over both rows, and the page ends within the second.
        let rules = [
            Rule::level(0.0, 0.0, 90.0),
            Rule::level(20.0, 0.0, 60.0),
            Rule::upright(0.0, 0.0, 50.0),
            Rule::upright(30.0, 0.0, 50.0),
            Rule::upright(60.0, 0.0, 50.0),
            Rule::upright(90.0, 0.0, 50.0),
        ];
        let grid = &grids(&rules).unwrap()[0];
        assert_eq!(shape(grid), [(0, 0, 1, 1), (0, 1, 1, 1), (0, 2, 2, 1), (1, 0, 1, 1), (1, 1, 1, 1)]);
        assert_eq!(
            grid.cells.iter().map(|cell| cell.foot).collect::<Vec<_>>(),
            [true, true, false, false, false]
        );
        assert_eq!(grid.cell_at(75.0, 45.0), Some(2));
        assert_eq!(grid.cell_at(95.0, 45.0), None);
    }

    #[test]
    fn a_frame_around_a_text_is_no_table() {
        let frame = |left: f32, top: f32, right: f32, bottom: f32| {
            [
                Rule::level(top, left, right),
                Rule::level(bottom, left, right),
                Rule::upright(left, top, bottom),
                Rule::upright(right, top, bottom),
            ]
        };
        let found = grids(&[frame(0.0, 0.0, 100.0, 100.0), frame(20.0, 20.0, 60.0, 40.0)].concat()).unwrap();
        assert_eq!(found.len(), 1);
        assert_eq!(shape(&found[0]), [(0, 0, 1, 1)]);
    }
}
