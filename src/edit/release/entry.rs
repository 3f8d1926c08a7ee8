//! How a new entry of the history is written.

use crate::model::{StandardCode, Version};
use crate::yaml::write::{scalar, scalar_in_flow};

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

/// A key with its value. A day is bare in every file of the format, and our own reader takes it for text.
fn pair((key, value): &(&str, &str), scalar: fn(&str) -> String) -> String {
    if *key == "date" { format!("{key}: {value}") } else { format!("{key}: {}", scalar(value)) }
}

/// The entry's lines in a list of one entry a line, the hyphen behind `indent`.
pub(super) fn block_entry(indent: &str, gap: &str, fields: &[(&str, &str)], eol: &str) -> String {
    let pad = " ".repeat(indent.len() + 1 + gap.len());
    let mut entry = String::new();
    for (at, field) in fields.iter().enumerate() {
        let start = if at == 0 { format!("{indent}-{gap}") } else { pad.clone() };
        entry.push_str(&format!("{start}{}{eol}", pair(field, scalar)));
    }
    entry
}

/// The entry in braces.
pub(super) fn flow_entry(fields: &[(&str, &str)]) -> String {
    let fields: Vec<String> = fields.iter().map(|field| pair(field, scalar_in_flow)).collect();
    format!("{{{}}}", fields.join(", "))
}
