//! Duties, tasks and rows as in the form, before references are moved to the level where they apply.

use super::CodedText;

/// A duty as read from the form.
#[derive(Debug, Default)]
pub(in crate::forms::import) struct Duty {
    pub(in crate::forms::import) code: String,
    pub(in crate::forms::import) name: String,
    pub(in crate::forms::import) tasks: Vec<Task>,
    /// The cells of knowledge and skills of a duty without tasks.
    pub(in crate::forms::import) own: Option<[usize; 2]>,
}

/// A task as read from the form.
#[derive(Debug, Default)]
pub(in crate::forms::import) struct Task {
    pub(in crate::forms::import) code: String,
    pub(in crate::forms::import) name: String,
    pub(in crate::forms::import) also: Vec<CodedText>,
    pub(in crate::forms::import) rows: Vec<TaskRow>,
}

/// A row of a task as read from the form.
#[derive(Debug, Default)]
pub(in crate::forms::import) struct TaskRow {
    pub(in crate::forms::import) outputs: Vec<CodedText>,
    pub(in crate::forms::import) indicators: Vec<CodedText>,
    pub(in crate::forms::import) level: Option<u8>,
    /// The indices of its cells of knowledge and skills, which several rows may share.
    pub(in crate::forms::import) cells: [usize; 2],
}
