//! A key glued to its value, which YAML reads as text: a key with a full-width colon, or without a space after its colon.

use crate::format::is_field;
use crate::model::Kind;

/// A key glued to its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slip<'a> {
    /// The key, such as `K01`.
    pub key: &'a str,
    /// The colon as written.
    pub colon: char,
}

/// The slip that `text` begins with, as in `K01:甲`, `K01：甲` and `level：3`; a list's dash may come before it.
///
/// A key is ASCII letters, digits, full stops and hyphens; `https://…` is not one.
pub fn slip_in(text: &str) -> Option<Slip<'_>> {
    let text = text.trim_start();
    let text = text.strip_prefix("- ").map_or(text, str::trim_start);
    let end = text.find(|found: char| !found.is_ascii_alphanumeric() && found != '.' && found != '-')?;
    let (key, rest) = text.split_at(end);
    let colon = rest.chars().next()?;
    let after = &rest[colon.len_utf8()..];
    let glued = match colon {
        ':' => !after.is_empty() && !after.starts_with([' ', '/', '\t', '\n', '\r']),
        colon => is_wide_colon(colon),
    };
    (glued && key.starts_with(|found: char| found.is_ascii_alphabetic())).then_some(Slip { key, colon })
}

/// Whether `word` is a key of the format or has the look of a code.
pub(super) fn is_key(word: &str) -> bool {
    let is_code = |word: &str| {
        let mut rest = word.chars();
        rest.next().is_some_and(|letter| Kind::ALL.iter().any(|kind| kind.letter() == letter))
            && word[1..].starts_with(|digit: char| digit.is_ascii_digit())
            && rest.all(|c| c.is_ascii_digit() || c == '.')
    };
    is_field(word) || is_code(word)
}

/// Whether a character looks like a colon and is not read as one by YAML.
pub(super) fn is_wide_colon(character: char) -> bool {
    matches!(character, '：' | '︰' | '﹕' | '∶')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_glued_to_their_values_are_found_and_texts_are_not() {
        assert_eq!(slip_in("  K01:甲"), Some(Slip { key: "K01", colon: ':' }));
        assert_eq!(slip_in("- K01：甲"), Some(Slip { key: "K01", colon: '：' }));
        assert_eq!(slip_in("level：3"), Some(Slip { key: "level", colon: '：' }));
        for text in ["K01: 甲", "https://a.b", "學歷：大專", "K01", "", "A/B:c", "09:30"] {
            assert_eq!(slip_in(text), None, "{text}");
        }
    }
}
