//! What a text says without its typesetting, for comparisons of two versions.

use std::borrow::Cow;
use std::collections::HashSet;

use unicode_normalization::UnicodeNormalization;

use crate::text::characters::ordinary_form;
use crate::text::display_safe::is_unseen;
use crate::text::markup::{self, Tag};

/// The same but for white space, unseen characters, width, look-alikes, markup, and punctuation that only structures: the
/// difference between two such texts is editorial. What of punctuation says something is listed in `fold`.
pub(crate) fn wording(text: &str) -> String {
    let signs = signs(text);
    let mut folded = Folded { text: String::with_capacity(text.len()), between: None };
    let mut quotes = Quotes::default();
    for (at, &sign) in signs.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| signs[before]);
        let after = signs.get(at + 1).copied();
        match sign {
            c if c.is_whitespace() || is_unseen(c) => folded.skip(' '),
            '~' | '\u{301c}' | '\u{223c}' => folded.push('~'),
            c if is_dash(c) => match (before, after) {
                // Two make the mark ——, which structures.
                (Some(other), _) | (_, Some(other)) if is_dash(other) => folded.skip('—'),
                (_, Some(after)) if is_digit(after) => folded.push('-'),
                _ => folded.skip('-'),
            },
            '…' | '‥' => folded.ellipsis(),
            '.' if before == Some('.') || after == Some('.') => folded.ellipsis(),
            '.' if begins_word(before, after) => folded.push('.'),
            '\'' | '"' | '‘' | '’' | '“' | '”' | '′' | '″' => {
                match quotes.measure(sign, before) {
                    Some(unit) => folded.push(unit),
                    None => folded.skip(sign),
                }
            }
            c if is_punctuation(c) => folded.skip(c),
            c => folded.push(c),
        }
    }
    folded.text
}

/// The text so far, and what was left out behind it.
struct Folded {
    text: String,
    between: Option<char>,
}

impl Folded {
    /// Leaves out a sign. Of a mark and a space next to each other the mark is kept in mind.
    fn skip(&mut self, sign: char) {
        if self.between.is_none_or(|mark| mark == ' ') {
            self.between = Some(sign);
        }
    }

    fn push(&mut self, c: char) {
        if let Some(mark) = self.between.take() {
            let within_number = is_digit(c) && self.text.ends_with(is_digit);
            let within_word =
                mark == '-' && c.is_alphanumeric() && self.text.ends_with(char::is_alphanumeric);
            if within_number || within_word {
                self.text.push(mark);
            }
        }
        self.text.push(c);
    }

    /// An ellipsis, once for all its dots.
    fn ellipsis(&mut self) {
        if self.between.is_some() || !self.text.ends_with('…') {
            self.push('…');
        }
    }
}

/// Which quotation marks are open, by which a closing one differs from a unit behind a number.
#[derive(Default)]
struct Quotes {
    single: bool,
    double: bool,
}

impl Quotes {
    /// The sign for feet or inches if `mark` is one; else it opens or closes a quotation.
    fn measure(&mut self, mark: char, before: Option<char>) -> Option<char> {
        let (open, unit) = match mark {
            '\'' | '‘' | '’' | '′' => (&mut self.single, '\''),
            _ => (&mut self.double, '"'),
        };
        let opens = matches!(mark, '‘' | '“');
        let closes = *open && !opens;
        if matches!(mark, '′' | '″') || !opens && !closes && before.is_some_and(is_digit) {
            return Some(unit);
        }
        *open = !closes;
        None
    }
}

/// The characters of a text by which it is compared: half-width, without look-alikes, character references and markup that
/// was left over.
fn signs(text: &str) -> Vec<char> {
    let mut signs = Vec::with_capacity(text.len() / 2);
    let left_over = LeftOver::of(text);
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let (length, meaning) = match c {
            '<' | '&' => markup::leading(rest).map_or((1, None), |(length, one)| (length, Some(one))),
            _ => (c.len_utf8(), None),
        };
        match meaning {
            Some(None) if !left_over.has(rest, length) => {
                signs.extend(rest[..length].chars().map(|c| c.to_ascii_lowercase()));
            }
            Some(Some(meaning)) if !meaning.is_whitespace() => signs.push(meaning),
            Some(_) => signs.push(' '),
            None => narrow(c, |c| signs.push(c)),
        }
        rest = &rest[length..];
    }
    signs
}

/// Which tags of a text were left over by a conversion, and are not what it is about (`使用<table>排版`).
struct LeftOver {
    opened: HashSet<String>,
    closed: HashSet<String>,
}

impl LeftOver {
    /// Elements that no text is about, and that conversions leave without their partner.
    const ALWAYS: [&str; 5] = ["p", "br", "wbr", "span", "font"];

    fn of(text: &str) -> Self {
        let (mut opened, mut closed) = (HashSet::new(), HashSet::new());
        for (range, _) in markup::find(text) {
            if let Some(tag) = Tag::of(&text[range]) {
                let side = if tag.closes { &mut closed } else { &mut opened };
                side.insert(tag.name.to_ascii_lowercase());
            }
        }
        Self { opened, closed }
    }

    /// Whether the tag at the start of `rest` is left over: an element with its end, and with something in it.
    fn has(&self, rest: &str, length: usize) -> bool {
        let Some(tag) = Tag::of(&rest[..length]) else { return true };
        let name = tag.name.to_ascii_lowercase();
        let follows = Tag::of(rest[length..].split_inclusive('>').next().unwrap_or_default());
        let is_empty = !tag.closes && follows.is_some_and(|next| next.closes && next.is(&name));
        let in_pair = self.opened.contains(&name) && self.closed.contains(&name);
        Self::ALWAYS.contains(&name.as_str()) || in_pair && !is_empty
    }
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
        '\u{2e80}'..='\u{2fdf}' => with(ordinary_form(c)),
        // Full-width signs, vertical signs, and compatibility forms of ideographs.
        '\u{ff00}'..='\u{ffef}'
        | '\u{fe30}'..='\u{fe4f}'
        | '\u{f900}'..='\u{faff}'
        | '\u{2f800}'..='\u{2fa1f}' => std::iter::once(c).nfkc().for_each(with),
        _ => with(c),
    }
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '‐'..='―' | '\u{2212}')
}

/// Whether a point between these is part of a word (.NET, Node.js) or of a number (.5).
fn begins_word(before: Option<char>, after: Option<char>) -> bool {
    match after {
        Some(c) if c.is_ascii_alphabetic() => true,
        Some(c) => is_digit(c) && !before.is_some_and(is_digit),
        None => false,
    }
}

/// Marks that structure a text. Signs that replace a word or a number, such as % and +, are not included.
fn is_punctuation(c: char) -> bool {
    matches!(c,
        '.' | ',' | ';' | ':' | '!' | '?' | '(' | ')' | '[' | ']' | '{' | '}'
        | '。' | '、' | '·' | '‧' | '・' | '•' | '●' | '｡' | '､'
        | '‘'..='‟'
        | '「'..='】' | '〈'..='》' | '〔'..='〟')
}
