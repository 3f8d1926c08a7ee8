//! From the tree to the model, without stopping at the first problem.
//!
//! `check` holds the tree against the table of the format and says everything that is wrong with its shape;
//! `read` then takes what is well shaped into the model and is silent about the rest. Both ask `scalar` what
//! a value means, so they cannot disagree.

mod check;
mod guess;
mod read;
mod scalar;
mod slip;

use crate::diagnostic::Findings;
use crate::model::Standard;
use crate::source::{FileId, Source};
use crate::yaml::Node;

pub(crate) use scalar::date;
pub use slip::{Slip, slip_in};

/// The standard that `root` holds, as far as it can be read; what is wrong with its shape goes into `found`.
///
/// There is no standard where the file's outermost value is not a mapping.
pub fn decode<'s>(
    root: &Node<'_>,
    source: &'s Source,
    file: FileId,
    found: &mut Findings,
) -> Option<Standard<'s>> {
    let before = found.count();
    check::check(root, file, found);
    read::standard(root, source, file, found.count() == before)
}
