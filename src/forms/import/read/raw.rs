//! Duties, tasks and rows as in the form, before references are moved to the level where they apply.

use super::CodedText;

/// A duty as read from the form.
#[derive(Debug, Default)]
pub(super) struct Duty {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) tasks: Vec<Task>,
    /// The cells of knowledge and skills of a duty without tasks.
    pub(super) own: Option<[usize; 2]>,
}

/// A task as read from the form.
#[derive(Debug, Default)]
pub(super) struct Task {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) also: Vec<CodedText>,
    pub(super) rows: Vec<TaskRow>,
}

/// A row of a task as read from the form.
#[derive(Debug, Default)]
pub(super) struct TaskRow {
    pub(super) outputs: Vec<CodedText>,
    pub(super) indicators: Vec<CodedText>,
    pub(super) level: Option<u8>,
    /// The indices of its cells of knowledge and skills, which several rows may share.
    pub(super) cells: [usize; 2],
}
