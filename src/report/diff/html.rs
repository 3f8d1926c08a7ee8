//! To be written.

use std::io::{self, Write};

use crate::diff::Comparison;
use crate::words::Lang;

/// Writes.
///
/// # Errors
/// Whatever writing to `out` gives.
pub fn write(_out: &mut dyn Write, _comparisons: &[Comparison<'_>], _lang: Lang) -> io::Result<()> {
    Ok(())
}
