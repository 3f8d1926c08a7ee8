//! Removes from a text what is only typesetting: the difference between two texts with equal folded forms is editorial.

use unicode_normalization::UnicodeNormalization;

use crate::text::display_safe::is_unseen;
use crate::text::markup;

/// Removes width, white space, punctuation and markup.
///
/// Between two digits a mark or a space is kept (1.5 is not 15), and so is a minus sign.
pub(super) fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut between = None;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let (length, meaning) = match c {
            '<' | '&' => markup::leading(rest).map_or((1, None), |(length, one)| (length, Some(one))),
            _ => (c.len_utf8(), None),
        };
        rest = &rest[length..];
        match meaning {
            Some(meaning) if meaning.trim().is_empty() => between = between.or(Some(' ')),
            Some(meaning) => meaning.chars().for_each(|c| push(c, rest, &mut between, &mut folded)),
            None => half_width(c, |c| push(c, rest, &mut between, &mut folded)),
        }
    }
    folded
}

/// Folds the width of one character, and nothing else, for comparisons that are shown word by word.
pub(super) fn half_width(c: char, mut with: impl FnMut(char)) {
    match c {
        // Full-width signs, vertical signs, and compatibility forms of ideographs and radicals.
        '\u{ff00}'..='\u{ffef}'
        | '\u{fe30}'..='\u{fe4f}'
        | '\u{2e80}'..='\u{2fdf}'
        | '\u{f900}'..='\u{faff}'
        | '\u{2f800}'..='\u{2fa1f}' => std::iter::once(c).nfkc().for_each(with),
        _ => with(c),
    }
}

fn push(c: char, rest: &str, between: &mut Option<char>, folded: &mut String) {
    if c.is_whitespace() || is_unseen(c) {
        *between = between.or(Some(' '));
        return;
    }
    let digit_next = || rest.chars().next().is_some_and(is_digit);
    if is_punctuation(c) && !(c == '-' && digit_next()) {
        // Of a mark and a space next to each other the mark is kept.
        *between = between.filter(|&mark| mark != ' ').or(Some(c));
        return;
    }
    if let Some(mark) = between.take()
        && is_digit(c)
        && folded.ends_with(is_digit)
    {
        folded.push(mark);
    }
    folded.push(c);
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '０'..='９')
}

/// Marks that structure a text. Signs that replace a word or a number, such as % and +, are not included.
fn is_punctuation(c: char) -> bool {
    matches!(c,
        '.' | ',' | ';' | ':' | '!' | '?' | '"' | '\'' | '(' | ')' | '[' | ']' | '{' | '}' | '-' | '~'
        | '。' | '、' | '·' | '‧' | '・' | '•' | '●' | '…' | '‥' | '｡' | '､'
        | '‐'..='―' | '‘'..='‟'
        | '「'..='】' | '〈'..='》' | '〔'..='〟')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn setting_makes_no_difference() {
        for (one, other) in [
            ("整理客戶特別需求。", "整理客戶特別需求"),
            ("按照資訊，協助聯繫。", "按照資訊,協助聯繫."),
            ("休閒與觀光旅遊 / 旅遊管理", "休閒與觀光旅遊/旅遊管理"),
            ("<p>確認訂房、車、餐...之紀錄</p>", "確認訂房、車、餐…之紀錄"),
            ("規\n 範", "規範"),
            ("（ＧＤＰＲ）", "(GDPR)"),
            ("⾦額", "金額"),
            ("R&amp;D", "R&D"),
            ("甲\u{200b}乙", "甲乙"),
        ] {
            assert_eq!(folded(one), folded(other));
        }
    }

    #[test]
    fn what_says_something_else_stays_apart() {
        for (one, other) in [
            ("1.5小時", "15小時"),
            ("攝氏-5度", "攝氏5度"),
            ("3-5年", "35年"),
            ("1 2", "12"),
            ("達100%", "達100"),
            ("C++", "C"),
            ("將資料", "蒐集資料"),
            ("Excel", "excel"),
        ] {
            assert_ne!(folded(one), folded(other));
        }
        assert_eq!(folded("1，000元"), folded("1,000 元"));
        assert_eq!(folded("。"), "");
    }
}
