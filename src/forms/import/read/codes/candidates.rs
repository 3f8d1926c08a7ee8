//! Finds what may be a code in a text: a letter of the form's codes with numbers behind it, wherever it is.

use std::ops::Range;

use crate::model::Kind;
use crate::text::characters::{half_width, is_han};

/// What is before a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Before {
    /// Nothing but white space: it begins the text.
    Nothing,
    /// White space.
    Space,
    /// A mark that ends a sentence or separates entries, or a closing bracket.
    Mark,
    /// Text that it is glued to.
    Text,
}

/// A code that a text may contain.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// The offset of its letter in the text.
    pub(super) start: usize,
    pub(super) before: Before,
    /// In upper case.
    pub(super) letter: char,
    /// Whether the letter is printed in lower case. No standard does so, and `a10` may be a word: such a code begins no item,
    /// and is only reported.
    pub(super) is_lower: bool,
    /// The range of the last number, from `start`.
    pub(super) last: Range<usize>,
    /// The number of dots between its numbers.
    pub(super) dots: usize,
    /// Whether there is white space between the letter and the first number.
    pub(super) spaced: bool,
}

impl Candidate {
    /// Whether the code has the letter of positional codes.
    pub(super) fn is_positional(&self) -> bool {
        matches!(self.letter, 'T' | 'O' | 'P')
    }

    /// The number of digits of the last number.
    pub(super) fn digits(&self, text: &str) -> usize {
        text[self.start..][self.last.clone()].chars().count()
    }

    /// The character after the code.
    pub(super) fn next(&self, text: &str) -> Option<char> {
        text[self.start + self.last.end..].chars().next()
    }

    /// The text after the code, without white space and separators.
    pub(super) fn name<'t>(&self, text: &'t str) -> &'t str {
        without_separator(&text[self.start + self.last.end..])
    }
}

/// The letter of the codes that may be in the column by mistake: outputs and indicators are beside each other, and so
/// are knowledge and skills.
pub(super) fn neighbour(column: Kind) -> Option<Kind> {
    match column {
        Kind::Output => Some(Kind::Indicator),
        Kind::Indicator => Some(Kind::Output),
        Kind::Knowledge => Some(Kind::Skill),
        Kind::Skill => Some(Kind::Knowledge),
        Kind::Duty | Kind::Task | Kind::Attitude => None,
    }
}

/// The bytes that a letter of a code may begin with: the letters, and the first byte of full-width ones.
const MAY_BEGIN: [bool; 256] = {
    let mut table = [false; 256];
    let bytes = b"TOPKSAtopksa\xef";
    let mut at = 0;
    while at < bytes.len() {
        table[bytes[at] as usize] = true;
        at += 1;
    }
    table
};

/// The length of the character that begins with a byte.
fn length(first: u8) -> usize {
    match first {
        0..=0x7f => 1,
        0x80..=0xdf => 2,
        0xe0..=0xef => 3,
        _ => 4,
    }
}

/// The candidates of a text, in order; none overlaps another.
///
/// Most of a text are characters of three bytes, so the letters are found by the first byte of each.
pub(super) fn of(text: &str) -> impl Iterator<Item = Candidate> {
    let first = text.len() - text.trim_start().len();
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let mut start = at;
            while !MAY_BEGIN[usize::from(*text.as_bytes().get(start)?)] {
                start += length(text.as_bytes()[start]);
            }
            let c = text[start..].chars().next()?;
            at = start + c.len_utf8();
            let half = half_width(c);
            let letter = half.to_ascii_uppercase();
            if !matches!(letter, 'T' | 'O' | 'P' | 'K' | 'S' | 'A') {
                continue;
            }
            let before = match text[..start].chars().next_back() {
                _ if start <= first => Before::Nothing,
                Some(p) if p.is_whitespace() => Before::Space,
                Some(p) if half_width(p).is_ascii_alphanumeric() => continue,
                Some(p) if "、，；：。！？…,;:!?.)）」』】〕·‧・•●○■□◆-–—/／>".contains(p) => {
                    Before::Mark
                }
                _ => Before::Text,
            };
            let Some((last, dots, spaced)) = numbers(&text[start..]) else { continue };
            at = start + last.end;
            return Some(Candidate { start, before, letter, is_lower: half != letter, last, dots, spaced });
        }
    })
}

/// The last number of the code at the start of `text`, the number of its dots, and whether white space follows its
/// letter.
fn numbers(text: &str) -> Option<(Range<usize>, usize, bool)> {
    let mut chars = text.char_indices().map(|(index, c)| (index, half_width(c))).peekable();
    chars.next()?;
    let mut spaced = false;
    while chars.next_if(|(_, c)| c.is_whitespace()).is_some() {
        spaced = true;
    }
    let (mut dots, mut last) = (0, None);
    loop {
        let dot = chars.next_if(|&(_, c)| c == '.');
        if dot.is_none() && last.is_some() {
            break;
        }
        let Some(&(start, _)) = chars.peek().filter(|(_, c)| c.is_ascii_digit()) else { break };
        while chars.next_if(|(_, c)| c.is_ascii_digit()).is_some() {}
        let end = chars.peek().map_or(text.len(), |&(end, _)| end);
        dots += usize::from(dot.is_some());
        last = Some(start..end);
    }
    last.map(|last| (last, dots, spaced))
}

/// Whether letters and digits that look like a flat code are a word: `K12教育`, `A4紙`, `S45C`.
pub(super) fn is_word(candidate: &Candidate, text: &str) -> bool {
    const AFTER: [&str; 12] =
        ["教育", "年級", "學制", "學校", "學生", "課程", "紙", "級", "鋼", "型", "系列", "尺寸"];
    let code = &text[candidate.start + candidate.last.start..candidate.start + candidate.last.end];
    let rest = &text[candidate.start + candidate.last.end..];
    let next = candidate.next(text);
    candidate.letter == 'K' && code == "12"
        || next.is_some_and(|c| half_width(c).is_ascii_alphanumeric())
        || AFTER.iter().any(|word| rest.starts_with(word))
}

/// Whether a sentence mentions the code: the words before or after it refer to something (`依P1.1.2辦理`).
pub(super) fn is_mentioned(candidate: &Candidate, text: &str) -> bool {
    const AFTER: [&str; 14] =
        ["後", "前", "之", "的", "所", "時", "中", "及", "與", "和", "或", "辦理", "規定", "至"];
    let before = text[..candidate.start].chars().next_back();
    before
        .is_some_and(|c| "依據照按見與及和或如由從自至到於在為含即該用以的之對將（(「『《〈【［[".contains(c))
        || AFTER.iter().any(|word| candidate.name(text).starts_with(word))
}

/// Whether there is a Chinese character beside a candidate.
pub(super) fn is_beside_han(candidate: &Candidate, text: &str) -> bool {
    let before = text[..candidate.start].trim_end().chars().next_back();
    let after = text[candidate.start + candidate.last.end..].trim_start().chars().next();
    let is_chinese = |c: char| is_han(c) || "、，；：。！？「」（）".contains(c);
    [before, after].into_iter().flatten().any(is_chinese)
}

/// A name without the white space and the separator between it and its code (`K01.甲`, `K02、乙`, `P1.1.1：丙`).
///
/// What belongs to the name stays: `.NET`, `-20℃`.
pub(in crate::forms::import::read) fn without_separator(text: &str) -> &str {
    let trimmed = text.trim();
    let glued = trimmed.len() == text.trim_end().len();
    let mut chars = trimmed.chars();
    let Some(first) = chars.next() else { return trimmed };
    let rest = chars.as_str();
    let next = rest.chars().next();
    let is_separator = match first {
        '．' | '、' | '：' | ':' | '，' | ',' | '；' | ';' | '·' | '‧' | '・' | '–' | '—' | '_' | '）'
        | ')' => true,
        '.' => !rest.starts_with("NET") && (glued || !next.is_some_and(|c| c.is_ascii_alphanumeric())),
        '-' | '－' => !next.is_some_and(|c| half_width(c).is_ascii_digit() || c == first),
        _ => false,
    };
    if is_separator && !rest.trim().is_empty() { rest.trim_start() } else { trimmed }
}
