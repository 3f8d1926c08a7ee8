//! Tables and cells while they are open.

use crate::forms::import::Block;

/// An open table.
#[derive(Default)]
pub(super) struct OpenTable {
    pub(super) rows: Vec<Vec<OpenCell>>,
    /// The indices of the first rows of its sections.
    pub(super) sections: Vec<usize>,
    pub(super) in_row: bool,
    pub(super) cell: Option<OpenCell>,
    /// Content outside its cells.
    pub(super) stray: Vec<Block>,
    pub(super) holds_tables: bool,
    /// Whether any cell continues the one above.
    pub(super) continues: bool,
    /// The rows that are not shown.
    pub(super) dropped: Vec<usize>,
}

#[derive(Clone)]
pub(super) struct OpenCell {
    pub(super) blocks: Vec<Block>,
    pub(super) rowspan: usize,
    pub(super) colspan: usize,
    pub(super) header: bool,
    /// Whether it is one with the cell above.
    pub(super) continues: bool,
    /// The number of lists that are open around it.
    pub(super) lists: usize,
}
