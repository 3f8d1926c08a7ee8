//! The main table: duties, their tasks, and the rows of a task.

use super::{Field, Item, Level, List, References, Text};
use crate::files::source::Span;

/// A duty (主要職責).
#[derive(Clone, Debug)]
pub struct Duty<'s> {
    /// The code, `T1`.
    pub code: Text<'s>,
    /// The name.
    pub name: Field<Text<'s>>,
    /// The knowledge of those tasks of the duty that have no list of their own.
    pub knowledge: References<'s>,
    /// The skills of those tasks of the duty that have no list of their own.
    pub skills: References<'s>,
    /// The tasks.
    pub tasks: List<Task<'s>>,
}

/// A task (工作任務).
#[derive(Clone, Debug)]
pub struct Task<'s> {
    /// The code, `T1.1`.
    pub code: Text<'s>,
    /// The name.
    pub name: Field<Text<'s>>,
    /// Further tasks printed in the same cell; they share the rows.
    pub also: List<Item<'s>>,
    /// The knowledge of those rows that have no list of their own.
    pub knowledge: References<'s>,
    /// The skills of those rows that have no list of their own.
    pub skills: References<'s>,
    /// The rows of the form: one, unless the file divides the task under `rows`.
    pub rows: List<Row<'s>>,
}

/// One row of a task: a level with the outputs and indicators that belong to it.
#[derive(Clone, Debug, Default)]
pub struct Row<'s> {
    /// The span of the row, for findings about what is missing in it; if the task is a single row, that of the task's
    /// code.
    pub span: Span,
    /// 職能級別
    pub level: Field<Level>,
    /// 工作產出
    pub outputs: List<Item<'s>>,
    /// 行為指標
    pub indicators: List<Item<'s>>,
    /// The knowledge of this row alone; absent if the task is a single row, since the task has it then.
    pub knowledge: References<'s>,
    /// Skills of this row alone.
    pub skills: References<'s>,
}
