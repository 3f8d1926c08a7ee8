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
use crate::model::Standard;
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
