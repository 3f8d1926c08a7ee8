//! A standard as the canonical file of the format: what an import writes, and the same bytes for the same standard.

use crate::model::Standard;

/// The file's text.
pub fn yaml(_standard: &Standard<'_>) -> String {
    String::new()
}
