//! How a new entry of the history calls its version.

use crate::model::{StandardCode, Version};

/// The version's label, as those before it are made: `V3`, `v3`, `3` or the whole code.
pub(super) fn label(history: &[Version<'_>], code: &str) -> String {
    let version = StandardCode::parse(code).map_or(1, |code| code.version);
    let labels = history.iter().filter_map(|entry| entry.version.given());
    match labels.map(|label| label.normalized().trim()).find(|label| !label.is_empty()) {
        Some(label) if StandardCode::parse(label).is_some() => code.to_owned(),
        Some(label) if label.starts_with('v') => format!("v{version}"),
        Some(label) if label.starts_with(|c: char| c.is_ascii_digit()) => version.to_string(),
        _ => format!("V{version}"),
    }
}
