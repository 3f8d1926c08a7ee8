//! Which quotation marks a scalar on one line gets.

use std::borrow::Cow;

use crate::decode::date;
use crate::yaml::Style;
use crate::yaml::write::{scalar, scalar_in_flow};

/// Where a scalar stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role<'t> {
    /// It is a key.
    Key,
    /// It is the value under this key.
    Value(&'t str),
    /// It is an item of a list.
    Item,
}

/// `written`, a scalar that says `text`, in the quotation marks that it needs.
pub(super) fn requoted<'t>(
    written: &'t str,
    text: &str,
    style: Style,
    role: Role<'_>,
    in_flow: bool,
) -> Cow<'t, str> {
    let needed = || if in_flow { scalar_in_flow(text) } else { scalar(text) };
    // In quotation marks, a level is a text.
    let is_level = role == Role::Value("level");
    match style {
        Style::Plain if role == Role::Key || is_level || !may_be_a_word(text) => Cow::Borrowed(written),
        Style::Plain if role == Role::Value("date") => Cow::Borrowed(written),
        Style::Plain if is_nothing(text) || date(text).is_some() => Cow::Borrowed(written),
        Style::Plain => match scalar(text) {
            bare if bare == text => Cow::Borrowed(written),
            quoted => Cow::Owned(quoted),
        },
        Style::Quoted if is_level || is_nothing(text) => Cow::Borrowed(written),
        Style::Quoted if role == Role::Value("date") && date(text).is_some() => Cow::Owned(text.to_owned()),
        Style::Quoted if is_surely_bare(text) || needed() == text => Cow::Owned(text.to_owned()),
        Style::Quoted | Style::Block => Cow::Borrowed(written),
    }
}

/// Whether a plain text means nothing.
pub(super) fn is_nothing(text: &str) -> bool {
    matches!(text, "~" | "null" | "Null" | "NULL")
}

/// Whether a text needs no quotation marks anywhere, by its characters alone: Chinese, and the marks that are usual in it.
/// Asking the writer takes ten times as long.
fn is_surely_bare(text: &str) -> bool {
    let is_chinese = |c: char| matches!(c, '、'..='。' | '「'..='』' | '一'..='鿿' | '！' | '（'..='）' | '，' | '：'..='；');
    text.starts_with(is_chinese) && text.chars().all(|c| is_chinese(c) || c.is_ascii_alphanumeric())
}

/// Whether some YAML reader may take a plain text for a truth value, a number or a time. For nearly all texts the first
/// character rules that out.
fn may_be_a_word(text: &str) -> bool {
    match text.as_bytes() {
        [first, ..] if first.is_ascii_alphabetic() => {
            text.len() <= 5 && text.bytes().all(|byte| byte.is_ascii_alphabetic())
        }
        [first, ..] => first.is_ascii(),
        [] => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn texts_taken_for_plain_are_written_plain(text in "[一鿿、。「』！（）：；，漢a-zA-Z0-9]{1,12}") {
            prop_assume!(is_surely_bare(&text));
            prop_assert_eq!(scalar(&text), text.as_str());
            prop_assert_eq!(scalar_in_flow(&text), text.as_str());
        }
    }
}
