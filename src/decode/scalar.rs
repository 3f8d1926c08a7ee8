//! Parses scalars as levels, dates and statuses.

use jiff::civil::Date;

use crate::model::StatusValue;
use crate::yaml::{Node, Style, Value};

/// A level, 1 to 6: one digit without quotation marks.
pub(super) fn level(node: &Node<'_>) -> Option<u8> {
    match node.value {
        Value::Scalar { text, style: Style::Plain } => match text.as_bytes() {
            [digit @ b'1'..=b'6'] => Some(digit - b'0'),
            _ => None,
        },
        _ => None,
    }
}

/// A day that exists, written `2021-01-14`.
pub fn date(text: &str) -> Option<Date> {
    let shape =
        |(at, byte): (usize, u8)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() };
    let shaped = text.len() == 10 && text.bytes().enumerate().all(shape);
    if shaped { text.parse().ok() } else { None }
}

/// The status with this name in the format.
pub(super) fn status(text: &str) -> Option<StatusValue> {
    StatusValue::BOTH.into_iter().find(|status| status.key() == text)
}

/// Whether a node that should be a collection or a number is empty: no value, or a written null.
pub(super) fn is_null(node: &Node<'_>) -> bool {
    match node.value {
        Value::Empty => true,
        Value::Scalar { text, style: Style::Plain } => is_null_word(text),
        _ => false,
    }
}

/// Whether a text without quotation marks is one of YAML's words for nothing.
#[inline(always)]
pub(super) fn is_null_word(text: &str) -> bool {
    text.len() <= 4 && matches!(text, "~" | "null" | "Null" | "NULL")
}

/// The text of a key; empty for one that is no scalar.
pub(super) fn text_or_empty<'t>(key: &Node<'t>) -> &'t str {
    key.text().unwrap_or_default()
}
