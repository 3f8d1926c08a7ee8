//! Duties, tasks and rows as they stand in the form, before references move to where they hold.

use super::Said;

/// A duty as it is read.
#[derive(Debug, Default)]
pub(super) struct Duty {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) tasks: Vec<Task>,
    /// The cells of knowledge and skills of a duty without tasks.
    pub(super) own: Option<[usize; 2]>,
}

/// A task as it is read.
#[derive(Debug, Default)]
pub(super) struct Task {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) also: Vec<Said>,
    pub(super) rows: Vec<TaskRow>,
}

/// A row of a task as it is read.
#[derive(Debug, Default)]
pub(super) struct TaskRow {
    pub(super) outputs: Vec<Said>,
    pub(super) indicators: Vec<Said>,
    pub(super) level: Option<u8>,
    /// The cells of knowledge and skills, which several rows may share.
    pub(super) cells: [usize; 2],
}
