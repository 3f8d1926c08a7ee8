//! The main table of a copied text: codes determine the columns.

use super::{CopiedEntry, Gap, Token, add, cell};
use crate::forms::import::heading::{self, Column};
use crate::forms::import::level::level;
use crate::forms::import::read::place_of;
use crate::forms::import::read_error::ReadError;
use crate::forms::import::report::{Remark, RemarkKind};
use crate::forms::sheet::{Cell, FormPart, HEADINGS};
use crate::text::characters::half_width;

/// The index for texts whose column is uncertain: after the last column.
const NOWHERE: usize = Column::ALL.len();

/// Whether the rows of a main table came apart: an item or level is on a line of its own, or a row lacks cells and its
/// items are not in their columns.
pub(super) fn came_apart(entries: &[CopiedEntry]) -> bool {
    let width = match entries.first() {
        Some(CopiedEntry::Row(cells)) if cells.len() > 2 => cells.len(),
        _ => Column::ALL.len(),
    };
    entries.iter().any(|entry| match entry {
        CopiedEntry::Line(text) => column(text).is_some(),
        CopiedEntry::Row(cells) if cells.len() < width => {
            let moved =
                |(at, cell): (usize, &String)| column(cell).is_some_and(|column| column as usize != at);
            cells.iter().enumerate().any(moved)
        }
        _ => false,
    })
}

/// The findings about all main tables of a text.
pub(super) struct TableDoubts {
    /// Whether every blank cell is known to be empty or to be part of the cell above.
    pub(super) certain: bool,
    /// Texts whose column is uncertain.
    pub(super) unsure: Vec<String>,
}

impl TableDoubts {
    /// The remark for the report, if there is one.
    pub(super) fn remark(&self) -> Option<Remark> {
        let first = self.unsure.first()?.clone();
        let kind = RemarkKind::NoColumn { count: self.unsure.len(), first };
        Some(Remark { at: place_of(FormPart::Duties), page: None, kind })
    }
}

/// Rebuilds the rows of a main table that came apart.
///
/// # Errors
/// [`ReadError::NoColumns`] if no duty and no task has a code.
pub(super) fn arrange(
    (tokens, last): (Vec<Token>, Gap),
    found: &mut TableDoubts,
) -> Result<CopiedEntry, ReadError> {
    let mut rows = Rows { rows: Vec::new(), at: NOWHERE, coded: false, found };
    for token in tokens.into_iter().skip_while(|token| is_heading(&token.text)) {
        rows.token(token);
    }
    rows.end_row(last);
    let Rows { rows, coded, .. } = rows;
    if !coded && !rows.is_empty() {
        return Err(ReadError::NoColumns);
    }
    let head = HEADINGS.into_iter().map(Cell::header).collect();
    Ok(CopiedEntry::Made(std::iter::once(head).chain(cells(rows)).collect()))
}

/// Turns the rows into cells; a cell merged from above is placed where it begins.
fn cells(rows: Vec<Row>) -> Vec<Vec<Cell<'static>>> {
    let mut made: Vec<Vec<Cell<'static>>> = Vec::with_capacity(rows.len());
    // The row where the last cell of knowledge and of skills began, and how many rows it covers.
    let spans = SIDES.map(|side| {
        let mut spans = vec![1_usize; rows.len()];
        let mut begun = None;
        for (at, row) in rows.iter().enumerate() {
            // Next to a cell with items a blank one is reported as uncertain. It is more likely merged over several
            // tasks than empty, and more likely empty than merged over the rows of one task, whose cells differ.
            let beside = SIDES.iter().any(|side| row.side(*side) == Side::There);
            let likely = match row.side(side) {
                Side::Unknown if beside && !row.cells[Column::Task as usize].is_empty() => Side::Above,
                known => known,
            };
            match (likely, begun) {
                (Side::Above, Some(begun)) => {
                    // The rows between are covered too.
                    spans[begun + 1..=at].fill(0);
                    spans[begun] = at - begun + 1;
                }
                (Side::There | Side::Empty, _) => begun = Some(at),
                (Side::Above | Side::Unknown, _) => {}
            }
        }
        spans
    });
    for (at, row) in rows.into_iter().enumerate() {
        let mut cells = Vec::with_capacity(NOWHERE + 1);
        for (column, lines) in row.cells.into_iter().enumerate() {
            let span =
                SIDES.iter().position(|side| *side as usize == column).map_or(1, |side| spans[side][at]);
            if span > 0 && (column < NOWHERE || !lines.is_empty()) {
                cells.push(cell(lines).span(span, 1));
            }
        }
        made.push(cells);
    }
    made
}

/// The columns whose cells may be merged over several tasks.
const SIDES: [Column; 2] = [Column::Knowledge, Column::Skills];

/// What is known about a cell of knowledge or skills.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    /// It has content.
    There,
    /// It is an empty cell.
    Empty,
    /// It is part of the cell above.
    Above,
    /// It is either empty or part of the cell above.
    Unknown,
}

#[derive(Default)]
struct Row {
    /// The lines of each cell; the last element is for texts of no certain column.
    cells: [Vec<String>; NOWHERE + 1],
    /// What is known about the cells of knowledge and skills that have no content.
    blank: [Option<Side>; 2],
}

impl Row {
    fn side(&self, column: Column) -> Side {
        let blank = self.blank[usize::from(column == Column::Skills)].unwrap_or(Side::Unknown);
        if self.cells[column as usize].is_empty() { blank } else { Side::There }
    }

    /// The last column with content.
    fn behind(&self) -> usize {
        (0..NOWHERE).rev().find(|&column| !self.cells[column].is_empty()).unwrap_or(0)
    }
}

struct Rows<'f> {
    rows: Vec<Row>,
    /// The column of the previous text.
    at: usize,
    /// Whether a duty or task has a code.
    coded: bool,
    found: &'f mut TableDoubts,
}

impl Rows<'_> {
    fn token(&mut self, token: Token) {
        let behind = self.rows.last().map_or(NOWHERE, Row::behind);
        let Some(column) = self.column(&token, behind) else {
            if token.gap != Gap::Break || self.rows.is_empty() {
                self.found.unsure.push(token.text.clone());
                self.at = NOWHERE;
            }
            let at = self.at;
            return add(&mut self.row().cells[at], token);
        };
        // Two tasks can share a cell; no other single-entry column can have two entries in a row.
        let alone = [Column::Duty as usize, Column::Level as usize].contains(&column)
            || matches!(token.gap, Gap::Tabs(_)) && column == Column::Task as usize;
        if column < behind || column == behind && alone {
            self.end_row(token.gap);
            self.rows.push(Row::default());
        }
        // Without a level between them, an output after an indicator may as well belong to the indicator's column.
        if column == Column::Outputs as usize && behind == Column::Indicators as usize {
            self.found.unsure.push(token.text.clone());
        }
        if column == Column::Skills as usize && self.at == Column::Level as usize {
            self.row().blank[0] = match token.gap {
                Gap::Tabs(1) => Some(Side::Above),
                Gap::Tabs(_) => Some(Side::Empty),
                Gap::Paragraph | Gap::Break => None,
            };
        }
        self.coded |= column <= Column::Task as usize;
        self.at = column;
        self.row().cells[column].push(token.text);
    }

    /// Ends a row; the gap after it tells what its last cells were, unless they ended with a paragraph.
    fn end_row(&mut self, gap: Gap) {
        let at = self.at;
        let Some(row) = self.rows.last_mut() else { return };
        if at == Column::Level as usize {
            row.blank = match gap {
                Gap::Break => [Some(Side::Above); 2],
                Gap::Tabs(2..) => [Some(Side::Empty); 2],
                Gap::Tabs(_) | Gap::Paragraph => [None; 2],
            };
        } else if at == Column::Knowledge as usize {
            row.blank[1] = match gap {
                Gap::Break => Some(Side::Above),
                Gap::Tabs(_) => Some(Side::Empty),
                Gap::Paragraph => None,
            };
        }
        let sides = SIDES.map(|side| row.side(side));
        self.found.certain &= !sides.contains(&Side::Unknown);
        for (side, other) in [(0, 1), (1, 0)] {
            if sides[side] == Side::There && sides[other] == Side::Unknown {
                let text = row.cells[SIDES[side] as usize].first();
                self.found.unsure.extend(text.cloned());
            }
        }
    }

    fn row(&mut self) -> &mut Row {
        if self.rows.is_empty() {
            self.rows.push(Row::default());
        }
        let last = self.rows.len() - 1;
        &mut self.rows[last]
    }

    /// The column of a text: that of its code, or the previous column plus the number of tabs. `behind` is the last
    /// column of the row with content.
    fn column(&self, token: &Token, behind: usize) -> Option<usize> {
        match column(&token.text) {
            // A task without its dot comes after its duty.
            Some(Column::Duty) if self.at == Column::Duty as usize => Some(Column::Task as usize),
            // A knowledge code after skills stays in the skills column: no row begins with knowledge or skills.
            Some(Column::Knowledge) if self.at == Column::Skills as usize => Some(Column::Skills as usize),
            Some(Column::Level) => {
                let before = Column::Task as usize..=Column::Indicators as usize;
                (token.gap != Gap::Break && before.contains(&behind)).then_some(Column::Level as usize)
            }
            Some(column) => Some(column as usize),
            // No cell between the duty and the level is merged over several rows of one task.
            None => match token.gap {
                Gap::Tabs(tabs) if !self.rows.is_empty() => {
                    Some(self.at.saturating_add(tabs)).filter(|&column| column <= Column::Level as usize)
                }
                _ => None,
            },
        }
    }
}

/// Whether a text is a heading of the table, or a part of one that a line break divided.
fn is_heading(text: &str) -> bool {
    let folded = heading::folded(text);
    !heading::columns(&folded).is_empty() || matches!(folded.as_str(), "職能" | "級別" | "內涵")
}

/// The column of the code at the start of a text, or of a level by itself.
fn column(text: &str) -> Option<Column> {
    if level(text).is_some() {
        return Some(Column::Level);
    }
    let mut chars = text.chars().map(half_width);
    let letter = chars.next()?;
    let code: String = chars.take_while(|c| c.is_ascii_digit() || *c == '.').collect();
    let numbers = code.split('.').filter(|number| !number.is_empty()).count();
    match (letter, numbers) {
        (_, 0) => None,
        ('T', 1) => Some(Column::Duty),
        ('T', _) => Some(Column::Task),
        // `P2P` and `O2O` are words.
        ('O', 2..) => Some(Column::Outputs),
        ('P', 2..) => Some(Column::Indicators),
        ('K', 1) => Some(Column::Knowledge),
        ('S', 1) => Some(Column::Skills),
        _ => None,
    }
}
