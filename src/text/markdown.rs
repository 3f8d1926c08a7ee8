//! What GitHub's Markdown would take for more than text. Standards and reports are both printed in it.

use std::fmt::Write as _;

/// A text that stays text. Codes such as `P1.1.1` and numbers such as `1.學歷` need no escape and get none. `block` where
/// it begins a paragraph or a list entry, and could be taken for something else.
pub(crate) fn escape(text: &str, block: bool) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    let mut rest = text;
    if block {
        rest = escape_start(rest, &mut escaped);
    }
    for (at, c) in rest.char_indices() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | '<' | '|' | '~' => escaped.extend(['\\', c]),
            '&' if is_entity(&rest[at + 1..]) => escaped.push_str("\\&"),
            // GitHub looks for formulas in what Markdown leaves; alone in its element, the sign begins none.
            '$' => escaped.push_str("<span>\\$</span>"),
            _ => escaped.push(c),
        }
    }
    escaped
}

/// Escapes what makes a heading, a list, a quotation or indented code at the start of a block; returns the rest.
fn escape_start<'t>(text: &'t str, escaped: &mut String) -> &'t str {
    let mut chars = text.chars();
    match chars.next() {
        // An entity is never indentation.
        Some(' ') => {
            escaped.push_str("&#32;");
            return chars.as_str();
        }
        Some(c @ ('#' | '+' | '-' | '=' | '>')) => {
            escaped.extend(['\\', c]);
            return chars.as_str();
        }
        _ => {}
    }
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let after = &text[digits..];
    if digits > 0 && after.starts_with(['.', ')']) && matches!(after.chars().nth(1), None | Some(' ')) {
        let _ = write!(escaped, "{}\\{}", &text[..digits], &after[..1]);
        return &after[1..];
    }
    text
}

/// Whether what follows an ampersand makes a character of it.
fn is_entity(after: &str) -> bool {
    let name = after.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '#');
    name.len() < after.len() && name.starts_with(';')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn harmless_texts_are_left_alone() {
        for text in ["P1.1.1 按照，聯繫客戶。", "1.學歷要求：大專以上。", "3D列印 (R&D) - 100% #1!", "O2.31"]
        {
            assert_eq!(escape(text, true), text);
        }
    }

    #[test]
    fn what_would_begin_a_block_does_so_no_more() {
        assert_eq!(escape("1. 學歷", true), "1\\. 學歷");
        assert_eq!(escape("12)", true), "12\\)");
        assert_eq!(escape("- 甲", true), "\\- 甲");
        assert_eq!(escape("    甲", true), "&#32;   甲");
        assert_eq!(escape("- 甲", false), "- 甲");
    }

    #[test]
    fn entities_are_not_resolved() {
        assert_eq!(escape("&lt;&#x41;&amp R&D;", false), "\\&lt;\\&#x41;&amp R\\&D;");
    }
}
