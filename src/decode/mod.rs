//! From the tree to the model, without stopping at the first problem.
//!
//! `read` takes what is well shaped into the model and is silent about the rest. Where it is not certain that there is
//! no rest, `check` holds the tree against the table of the format and says everything that is wrong with its shape,
//! before `read` goes over it once more. Both ask `scalar` what a value means, so they cannot disagree; without
//! optimization the check always runs and has to confirm what was certain.

mod check;
mod guess;
mod keys;
pub(crate) mod problem;
mod read;
mod scalar;
mod slip;

use crate::diagnostic::Findings;
use crate::files::source::{FileId, Source};
use crate::model::Standard;
use crate::yaml::Node;

pub use scalar::date;
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
    let (standard, certain) = read::at_first(root, source, file);
    if certain {
        debug_assert!(is_flawless(root, file), "what was read without a doubt is flawless");
        return standard;
    }
    let before = found.count();
    check::check(root, file, found);
    read::checked(root, source, file, found.count() == before)
}

fn is_flawless(root: &Node<'_>, file: FileId) -> bool {
    let mut found = Findings::default();
    check::check(root, file, &mut found);
    found.is_empty()
}
