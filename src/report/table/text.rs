//! Rows in aligned columns for people. Where these are wider than the terminal, the widest columns have their texts in
//! several lines, and columns for which there is no room then either follow in a table of their own, below.

use std::io::{self, Write};

use super::{Cell, Table};
use crate::text::bilingual::Lang;
use crate::text::display_safe::one_line;
use crate::text::width::columns;
use crate::text::wrap::{MIN_WIDTH, wrap};

/// The space between two columns.
const GAP: usize = 2;

/// The widths that no column is made narrower than: a code stays on one line, a Chinese text may be broken.
const LEAST_CODE: usize = 16;
const LEAST_TEXT: usize = 10;

/// A column as it is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Shown {
    /// Which one of the table it is.
    at: usize,
    width: usize,
}

pub(super) fn write(table: &Table, lang: Lang, width: Option<usize>, out: &mut dyn Write) -> io::Result<()> {
    if table.rows.is_empty() {
        return Ok(());
    }
    let titles = table.columns.iter().map(|column| one_line(column.title.get(lang)));
    let rows = table.rows.iter().map(|row| row.iter().map(|cell| cell.shown(lang)).collect());
    let lines: Vec<Vec<String>> = std::iter::once(titles.collect()).chain(rows).collect();
    let rooms: Vec<Room> =
        (0..table.columns.len()).map(|at| Room::of(lines.iter().filter_map(|line| line.get(at)))).collect();
    let is_number: Vec<bool> = (0..table.columns.len())
        .map(|at| table.rows.iter().all(|row| matches!(row.get(at), Some(Cell::Number(_) | Cell::Empty))))
        .collect();
    for (at, shown) in divided(&rooms, width.map(|width| width.max(MIN_WIDTH))).iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        for line in &lines {
            write_row(line, shown, &is_number, out)?;
        }
    }
    Ok(())
}

/// A row, in as many lines as its longest text takes.
fn write_row(row: &[String], shown: &[Shown], is_number: &[bool], out: &mut dyn Write) -> io::Result<()> {
    let cells: Vec<Vec<String>> = shown
        .iter()
        .map(|&Shown { at, width }| match row.get(at) {
            Some(cell) if columns(cell) > width => wrap(cell, width, 0).iter().map(str::to_owned).collect(),
            cell => cell.into_iter().cloned().collect(),
        })
        .collect();
    let height = cells.iter().map(Vec::len).max().unwrap_or_default();
    for line in 0..height {
        let mut text = String::new();
        for (&Shown { at, width }, cell) in shown.iter().zip(&cells) {
            let part = cell.get(line).map_or("", String::as_str);
            let space = " ".repeat(width.saturating_sub(columns(part)));
            let (before, after) = if is_number[at] { (space.as_str(), "") } else { ("", space.as_str()) };
            text.extend([before, part, after, "  "]);
        }
        writeln!(out, "{}", text.trim_end())?;
    }
    Ok(())
}

/// The room that the texts of a column take.
#[derive(Clone, Copy, Debug)]
struct Room {
    /// All that they take.
    natural: usize,
    /// What they need at least.
    least: usize,
}

impl Room {
    fn of<'c>(cells: impl Iterator<Item = &'c String>) -> Self {
        let (mut natural, mut is_wide) = (0, false);
        for cell in cells {
            natural = natural.max(columns(cell));
            is_wide |= !cell.is_ascii();
        }
        Self { natural, least: natural.min(if is_wide { LEAST_TEXT } else { LEAST_CODE }) }
    }
}

/// The tables that fit `width` columns, below each other. All begin with the first column, which says what a row is of.
fn divided(rooms: &[Room], width: Option<usize>) -> Vec<Vec<Shown>> {
    let whole = || rooms.iter().enumerate().map(|(at, room)| Shown { at, width: room.natural }).collect();
    let total = rooms.iter().map(|room| room.natural).sum::<usize>() + GAP * (rooms.len() - 1);
    let Some(width) = width.filter(|width| *width < total) else { return vec![whole()] };
    let mut tables = vec![vec![0]];
    let mut used = rooms[0].least;
    for (at, room) in rooms.iter().enumerate().skip(1) {
        let least = GAP + room.least;
        if used + least > width {
            tables.push(vec![0]);
            used = rooms[0].least;
        }
        used += least;
        tables.last_mut().into_iter().for_each(|table| table.push(at));
    }
    tables.into_iter().map(|table| fitted(&table, rooms, width)).collect()
}

/// The columns of a table with widths that fit, where the widest give way first.
fn fitted(table: &[usize], rooms: &[Room], width: usize) -> Vec<Shown> {
    let within = width.saturating_sub(GAP * (table.len() - 1));
    let shown = |most: usize| {
        let width = move |room: Room| room.natural.min(most).max(room.least);
        table.iter().map(move |&at| Shown { at, width: width(rooms[at]) })
    };
    let fits = |most: &usize| shown(*most).map(|shown| shown.width).sum::<usize>() <= within;
    shown((0..=within).rev().find(fits).unwrap_or_default()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn widths(rooms: &[(usize, usize)], width: usize) -> Vec<Vec<(usize, usize)>> {
        let rooms: Vec<Room> = rooms.iter().map(|&(natural, least)| Room { natural, least }).collect();
        let tables = divided(&rooms, Some(width)).into_iter();
        tables.map(|table| table.into_iter().map(|shown| (shown.at, shown.width)).collect()).collect()
    }

    #[test]
    fn the_widest_columns_give_way_first() {
        let code = (13, 13);
        assert_eq!(widths(&[code, (30, 10), (5, 5)], 52), [[(0, 13), (1, 30), (2, 5)]]);
        assert_eq!(widths(&[code, (30, 10), (50, 10)], 80), [[(0, 13), (1, 30), (2, 33)]]);
        assert_eq!(widths(&[code, (60, 10), (50, 10)], 80), [[(0, 13), (1, 31), (2, 31)]]);
        assert_eq!(widths(&[code, (60, 10), (50, 10)], 40), [[(0, 13), (1, 11), (2, 11)]]);
    }

    #[test]
    fn columns_without_room_follow_below() {
        let (code, text) = ((13, 13), (30, 10));
        assert_eq!(
            widths(&[code, text, code, text], 44),
            [vec![(0, 13), (1, 14), (2, 13)], vec![(0, 13), (3, 29)]]
        );
        let many = [&[(3, 3), (40, 10)][..], &[(4, 4); 30]].concat();
        for width in 40..200 {
            let tables = widths(&many, width);
            let shown: Vec<usize> =
                tables.iter().flat_map(|table| &table[1..]).map(|shown| shown.0).collect();
            assert_eq!(shown, (1..many.len()).collect::<Vec<_>>());
            for table in tables {
                let total = table.iter().map(|shown| shown.1 + GAP).sum::<usize>() - GAP;
                assert!(total <= width);
            }
        }
    }
}
