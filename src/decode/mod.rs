//! From the tree to the model in one pass, without stopping at the first problem.
//!
//! Every key is looked up in the table of the format. What is well shaped goes into the model. What is not is reported
//! where it is met and is unreadable in the model, so that no rule concludes anything from its absence.
//!
//! `standard` reads each mapping of the format, through the `reader`, which knows the keys of a mapping, and what
//! `values`, `lists` and `references` read under a key. `problem` has the findings and `guess` what was probably meant. `slips` are typing
//! slips that keep a file from being read.

mod guess;
mod lists;
mod newer;
pub(crate) mod problem;
mod reader;
mod references;
mod scalar;
pub(crate) mod slips;
mod standard;
mod values;

use crate::diagnostic::Findings;
use crate::files::source::{FileId, Source};
use crate::model::{Duty, Standard, Task};
use crate::yaml::Node;

pub(crate) use references::keep_defined;
pub use scalar::date;
pub use slips::{Slip, slip_in};

/// Decodes the standard below `root` as far as it can be read; problems of its shape are added to `found`.
///
/// `None` if the file's outermost value is not a mapping.
pub fn decode<'s>(
    root: &Node<'_>,
    source: &'s Source,
    file: FileId,
    found: &mut Findings,
) -> Option<Standard<'s>> {
    reader::Reader::new(source, file, found).standard(root, source)
}

/// The same for a standard whose duties are known: what stands under their key is not looked at, and they are left out.
pub(crate) fn decode_without_duties<'s>(
    root: &Node<'_>,
    source: &'s Source,
    file: FileId,
    found: &mut Findings,
) -> Option<Standard<'s>> {
    let mut reader = reader::Reader::new(source, file, found);
    reader.leaves_duties = true;
    reader.standard(root, source)
}

/// Decodes a mapping of duties.
pub(crate) fn decode_duties<'s>(
    mapping: &Node<'_>,
    source: &'s Source,
    file: FileId,
    found: &mut Findings,
) -> Vec<Duty<'s>> {
    reader::Reader::new(source, file, found).duties(Some((mapping, mapping))).items
}

/// Decodes a mapping of tasks.
pub(crate) fn decode_tasks<'s>(
    mapping: &Node<'_>,
    source: &'s Source,
    file: FileId,
    found: &mut Findings,
) -> Vec<Task<'s>> {
    reader::Reader::new(source, file, found).tasks(Some((mapping, mapping))).items
}
