//! The rows of a main table with the cell in each column, after merged cells are resolved.

use super::super::heading::{self, Column};
use super::place::first_page;
use crate::forms::sheet::{Cell, Table};

/// Cells in columns beyond this are ignored, so that the cost of a row is bounded by its cells and this number.
const MAX_COLUMNS: usize = 64;

/// The content of a column in a row.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slot<'t, 'a> {
    /// The cell; `None` where the row has none.
    pub(super) cell: Option<&'t Cell<'a>>,
    /// Whether the cell begins in this row; otherwise it extends from above.
    pub(super) begins: bool,
}

impl<'t, 'a> Slot<'t, 'a> {
    const NONE: Self = Self { cell: None, begins: true };

    /// The cell, if it begins here and is not blank.
    pub(super) fn begun(&self) -> Option<&'t Cell<'a>> {
        self.cell.filter(|cell| self.begins && !heading::is_blank(cell))
    }

    /// Whether a blank cell begins here.
    pub(super) fn is_blank(&self) -> bool {
        self.begins && self.begun().is_none()
    }
}

/// One row of a main table.
#[derive(Debug)]
pub(super) struct Row<'t, 'a> {
    slots: [Slot<'t, 'a>; 7],
    /// Cells in columns that the form does not have, and one that covers both duty and task.
    pub(super) extra: Vec<&'t Cell<'a>>,
    /// Cells in a column of attitudes, which some forms have in this table.
    pub(super) attitudes: Vec<&'t Cell<'a>>,
    /// Whether the table has a column of duties.
    pub(super) has_duties: bool,
    /// Whether the row has column headings.
    pub(super) is_header: bool,
}

impl<'t, 'a> Row<'t, 'a> {
    pub(super) fn get(&self, column: Column) -> Slot<'t, 'a> {
        self.slots[column as usize]
    }

    /// The page where the row begins.
    pub(super) fn page(&self) -> Option<usize> {
        let own = Column::ALL.iter().filter_map(|&column| self.get(column).begun());
        first_page(own.chain(self.extra.iter().copied()).chain(self.attitudes.iter().copied()))
    }

    /// Whether no cell with content begins in the row.
    pub(super) fn is_blank(&self) -> bool {
        self.extra.is_empty()
            && self.attitudes.is_empty()
            && Column::ALL.iter().all(|&column| self.get(column).begun().is_none())
    }
}

/// The rows of a main table.
pub(super) fn of<'t, 'a>(table: &'t Table<'a>) -> Vec<Row<'t, 'a>> {
    let columns = columns(&table.head);
    let attitudes = attitudes(&table.head);
    let has_duties = columns.contains(&Some(Column::Duty));
    // For each column, the cell that covers it from above, and for how many further rows.
    let mut covered: Vec<(Option<&Cell<'_>>, usize)> = vec![(None, 0); columns.len()];
    let resolved = table.rows.iter().map(|cells| {
        let mut row = Row {
            slots: [Slot::NONE; 7],
            extra: Vec::new(),
            attitudes: Vec::new(),
            has_duties,
            is_header: is_header(cells),
        };
        let mut begun = vec![false; columns.len()];
        let mut at = 0;
        for cell in cells {
            while covered.get(at).is_some_and(|&(_, rows)| rows > 0) {
                at += 1;
            }
            let end = at.saturating_add(cell.colspan.max(1)).min(columns.len());
            let own = columns.get(at..end).unwrap_or_default();
            let wide = own.contains(&Some(Column::Duty)) && own.contains(&Some(Column::Task));
            if attitudes == Some(at) && !heading::is_blank(cell) {
                row.attitudes.push(cell);
            } else if (wide || own.iter().all(Option::is_none)) && !heading::is_blank(cell) {
                row.extra.push(cell);
            }
            for column in at..end {
                // If a cell covers two columns it belongs to the first.
                let here = (!wide && column == at).then_some(cell);
                covered[column] = (here, cell.rowspan.max(1));
                begun[column] = true;
            }
            at = end.max(at + 1);
        }
        for (column, kind) in columns.iter().enumerate() {
            if let (Some(kind), (cell, 1..)) = (kind, covered[column]) {
                row.slots[*kind as usize] = Slot { cell, begins: begun[column] || cell.is_none() };
            }
        }
        covered.iter_mut().for_each(|(_, rows)| *rows = rows.saturating_sub(1));
        row
    });
    resolved.collect()
}

/// The column of each heading. A table without headings has the columns of the form.
fn columns(head: &[Cell<'_>]) -> Vec<Option<Column>> {
    if head.is_empty() {
        return Column::ALL.map(Some).to_vec();
    }
    let mut columns = Vec::new();
    for cell in head {
        let named = heading::columns(&heading::of_cell(cell));
        for index in 0..cell.colspan.clamp(1, MAX_COLUMNS) {
            let column = named.get(index).copied().filter(|&column| !columns.contains(&Some(column)));
            columns.push(column);
        }
    }
    columns.truncate(MAX_COLUMNS);
    columns
}

/// The index of the column of attitudes, if there is one.
fn attitudes(head: &[Cell<'_>]) -> Option<usize> {
    let at = head.iter().position(|cell| heading::is_attitudes(&heading::of_cell(cell)))?;
    Some(head[..at].iter().map(|cell| cell.colspan.clamp(1, MAX_COLUMNS)).sum())
}

/// Whether a row has column headings: the document marks all its cells so, or they contain words of headings.
fn is_header(cells: &[Cell<'_>]) -> bool {
    const WORDS: [&str; 8] = ["職責", "任務", "產出", "指標", "級別", "內涵", "知識", "技能"];
    let filled = || cells.iter().filter(|cell| !heading::is_blank(cell));
    if filled().count() < 3 {
        return false;
    }
    let headings = || filled().map(heading::of_cell);
    let names = |heading: &str| {
        !heading.is_empty()
            && heading.chars().count() <= 24
            && !heading.contains(|c: char| c.is_ascii_digit())
    };
    let words = || headings().filter(|heading| WORDS.iter().any(|word| heading.contains(word))).count();
    headings().all(|heading| names(&heading)) && (cells.iter().all(|cell| cell.header) || words() >= 3)
}
