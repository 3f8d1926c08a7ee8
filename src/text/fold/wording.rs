//! What a text says without its typesetting, for comparisons of two versions.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use crate::text::display_safe::is_unseen;
use crate::text::markup;

/// The same but for white space, unseen characters, width, look-alikes, punctuation and markup: the difference between two
/// such texts is editorial.
///
/// Between two digits a mark or a space is kept (1.5 is not 15), and so is a minus sign.
pub(crate) fn wording(text: &str) -> String {
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
            None => narrow(c, |c| push(c, rest, &mut between, &mut folded)),
        }
    }
    folded
}

/// The same but for the width of characters, and look-alikes.
pub(crate) fn width(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let mut folded = String::with_capacity(text.len());
    text.chars().for_each(|c| narrow(c, |c| folded.push(c)));
    Cow::Owned(folded)
}

fn narrow(c: char, mut with: impl FnMut(char)) {
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
