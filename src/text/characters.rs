//! Classes of characters, and characters that are equivalent to others; shared by rules, codes and importers. Which texts
//! are the same is decided in [`super::fold`].

use unicode_normalization::UnicodeNormalization;

use super::radicals;

/// Whether `c` is a Chinese character: an ideograph or a radical, including compatibility forms.
pub(crate) fn is_han(c: char) -> bool {
    matches!(c,
        '々' | '〇'
        | '\u{2e80}'..='\u{2fd5}'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{323af}')
}

/// Whether `c` is a space that a line wrap or a slip may leave in a text: an ASCII space, a line break, or an
/// ideographic space.
pub(crate) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\n' | '\u{3000}')
}

/// Whether `c` is punctuation of a Chinese sentence, or one of its brackets: it brings its own spacing.
pub(crate) fn is_full_width_mark(c: char) -> bool {
    matches!(c, '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301f}')
        || matches!(c, '！' | '（' | '）' | '，' | '：' | '；' | '？' | '［' | '］' | '｛' | '｝')
}

/// Whether the ASCII space or line break at offset `at` is single, next to an ASCII character, and next to no mark that
/// has its own spacing: then it may stay, as most do.
#[inline]
pub(crate) fn space_may_stay(text: &str, at: usize) -> bool {
    let (before, after) = (&text.as_bytes()[..at], &text.as_bytes()[at + 1..]);
    parts_words(before.last().copied(), after.first().copied())
        && !matches!(after.first(), Some(b',' | b';'))
        && !text[..at].chars().next_back().is_some_and(is_full_width_mark)
        && !text[at + 1..].chars().next().is_some_and(is_full_width_mark)
}

/// Whether an ASCII space between two bytes is single and next to an ASCII character, as most are; then it may stay.
pub(crate) fn parts_words(before: Option<u8>, after: Option<u8>) -> bool {
    let is_graphic = |byte: Option<u8>| byte.is_some_and(|byte| byte.is_ascii_graphic());
    let is_space = |byte: Option<u8>| byte.is_none_or(|byte| matches!(byte, b' ' | b'\n'));
    is_graphic(before) && !is_space(after) || is_graphic(after) && !is_space(before)
}

/// Whether a text ends in `end`, whatever spaces a line wrap left in it.
pub(crate) fn ends_in(text: &str, end: &str) -> bool {
    let mut solid = text.chars().rev().filter(|c| !c.is_whitespace());
    text.ends_with(end) || end.chars().rev().all(|c| solid.next() == Some(c))
}

/// The text before its first opening bracket, of either width.
pub(crate) fn before_bracket(text: &str) -> &str {
    before(text, (b'(', b'('), &["（"])
}

/// The text before its first colon or opening bracket, of either width: of a name with a description, the name.
pub(crate) fn before_colon_or_bracket(text: &str) -> &str {
    before(text, (b':', b'('), &["：", "（"])
}

/// The text before the first of two ASCII characters and of some full-width ones, whose first byte is that of `（`. Many
/// bytes are looked at at once: to split names character by character takes 2 % of the instructions of `ttm validate`.
fn before<'a>(text: &'a str, (one, other): (u8, u8), full_width: &[&str]) -> &'a str {
    let lead = "（".as_bytes()[0];
    let mut from = 0;
    while let Some(at) = memchr::memchr3(one, other, lead, &text.as_bytes()[from..]) {
        let at = from + at;
        if text.as_bytes()[at] != lead || full_width.iter().any(|mark| text[at..].starts_with(mark)) {
            return &text[..at];
        }
        from = at + 1;
    }
    text
}

/// The half-width form of a letter, digit, full stop or hyphen; any other character unchanged.
pub(crate) fn half_width(c: char) -> char {
    match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '．' | '－' => {
            char::from_u32(c as u32 - 0xfee0).unwrap_or(c)
        }
        _ => c,
    }
}

/// The full-width form of half-width punctuation, if there is one.
pub(crate) fn full_width(c: char) -> Option<&'static str> {
    match c {
        ',' => Some("，"),
        ';' => Some("；"),
        ':' => Some("："),
        '?' => Some("？"),
        '!' => Some("！"),
        _ => None,
    }
}

/// Whether `c` is a compatibility form of another character, or has a half-width form that codes are written with.
pub(crate) fn may_be_lookalike(c: char) -> bool {
    ordinary_form(c) != c || half_width(c) != c
}

/// The character that `c` is a compatibility form or a radical of, or `c` itself.
pub(crate) fn ordinary_form(c: char) -> char {
    if !matches!(c, '\u{2e80}'..='\u{2fd5}' | '\u{f900}'..='\u{faff}' | '\u{2f800}'..='\u{2fa1f}') {
        return c;
    }
    if c < '\u{2f00}' {
        return radicals::character(c);
    }
    let mut mapped = std::iter::once(c).nfkc();
    match (mapped.next(), mapped.next()) {
        (Some(one), None) => one,
        _ => c,
    }
}

/// Whether `c` marks a character that was lost: a replacement character, or one of private use, which
/// Unicode gives no meaning.
pub(crate) fn is_lost(c: char) -> bool {
    matches!(c, '\u{fffc}' | '\u{fffd}' | '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10fffd}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_compatibility_forms_of_one_character_are_replaced() {
        for (written, expected) in [
            ('⾦', '金'),
            ('⼀', '一'),
            ('\u{f90a}', '金'),
            ('\u{2f800}', '丽'),
            ('\u{2ef3}', '龟'),
            ('⻑', '長'),
        ] {
            assert_eq!(ordinary_form(written), expected);
        }
        for character in ['金', '\u{2e80}', '\u{fa0e}', 'Ａ', '１', 'ﬁ', '，', '㈱'] {
            assert_eq!(ordinary_form(character), character);
        }
    }
}
