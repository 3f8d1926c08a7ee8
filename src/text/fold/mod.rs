//! When two texts are the same: each function is a level, and two texts are the same at that level where it makes one
//! text of both. What is only almost the same is not decided here (`versions/diff/likeness.rs`, `versions/gap/near.rs`,
//! the rule `family-name`), nor what is another spelling ([`spelling`]).
//!
//! | level | the same but for | used by |
//! |---|---|---|
//! | [`printed`] | white space around | `duplicate-name`, `repeated-text` |
//! | [`visible`] | white space, unseen characters, look-alikes | `history-current` |
//! | [`title`] | white space, and what stands behind a colon or a mark such as 【註3】 | `family-name` |
//! | [`heading`] | white space; the width of letters, digits and the signs of headings | `ttm import` |
//! | [`lookup`] | white space; the width of all ASCII; case; variant characters | `ttm codes`, `classification-name` |
//! | [`term`] | white space, look-alikes, whatever Unicode calls compatible; case; variant characters | `ttm gap`, what goes with what in `ttm diff` |
//! | `wording` | white space, unseen characters, width, look-alikes, punctuation, markup | `ttm diff`: what is editorial |
//! | [`width`] | width, look-alikes | the words within a changed sentence of `ttm diff` |
//! | [`code`] | unseen characters; the width of letters, digits, full stop and hyphen | every rule on codes |
//!
//! ## Why these
//!
//! `printed` is the strictest, since what it finds is a finding: the author reads that a name stands twice, and must see
//! so in the print. A space that a line wrap left within a name has a rule of its own, as have ⾦ for 金 and full-width
//! letters, and who mends those sees then that two names are one.
//!
//! `visible` is what a reader tells apart on paper. The history prints the standard's name a second time, often wrapped in
//! another place, and an error for that would be wrong; a full-width letter can be seen, so it differs.
//!
//! `title` compares names of several standards under one code. They describe a name after a colon (K02 服務品質：概念與應用)
//! and mark it with a footnote, each as its own form needs, and the name before that is what the family shares.
//!
//! `heading` recognises what the form itself prints. Word processors change the width of its signs, （ ） ＝ ／ ：, and break
//! headings anywhere in narrow cells; nothing else of a heading changes.
//!
//! `lookup` compares with the national lists, which have few Latin letters and print 台 and never 臺, and with what people type
//! to search them, in any case and with any character that their keyboard gives.
//!
//! `term` compares names of knowledge and skills typed by different people: WORD and Word, 舞臺 and 舞台, ① and 1, ㎡ and m2 or
//! the ﬁ of a font are no difference in what must be learned. Punctuation stays, since 製圖（Ａ）and 製圖Ａ may be two skills,
//! and so do unseen characters, which `validate` reports where they are.
//!
//! `wording` decides whether a change is editorial, so that the gate lets it pass. It ignores what is set rather than said: a
//! comma for another, brackets of another width, a bullet. It keeps a mark that says something by itself: a range (第一～三線 is
//! not 第一、三線) and a hyphen within a word, an ellipsis, a foot and an inch behind a number (5' is not 5"), a point that
//! begins a word (.NET), a tag within a sentence (a table is not a list), between two digits any mark or space (1.5 is not
//! 15), a minus sign, and signs such as % and +. Case and variant characters it keeps too: they are seen in the print, so
//! a changed one is a rewording, of one thing and not two. `width` alone is for the words that are shown as changed within a
//! sentence, where punctuation has to stay in sight.
//!
//! `code` is what a code that was typed with a Chinese keyboard means (Ｋ０１). It keeps white space, which can part two codes.
//!
//! Only `lookup` and `term` ignore case and take 臺 and 台 for one; which characters are variants is a table with its source
//! and reasons (`fold/variants.rs`).
//!
//! ## Which is stricter
//!
//! What is the same for `printed` is so for every level but `width` and `code`, which keep white space; what is so for
//! `heading` is for `lookup`; what is so for `width` is for `term`. Between any other two neither is stricter: each
//! tells something apart that the other does not. The tests hold both, the first for any text, the second by an example
//! for every pair.

pub(crate) mod spelling;
mod variants;
mod wording;

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use super::bytes::two_wide;
use super::characters::{half_width, ordinary_form};
use super::display_safe::is_unseen;

use spelling::{weight, weight_of_han};
pub(crate) use wording::{width, wording};

/// A longer name is not compared by how many of its characters differ: it is a sentence or an enumeration, in which many
/// characters may differ and much be the same.
///
/// Chosen by hand. Of 398 knowledge and skills of ten published standards 394 have at most 33 characters, most of them 4
/// to 9; the other four have 41 to 55, and enumerate instruments, papers or programs in brackets.
pub(crate) const LONGEST_NAME: usize = 40;

/// The same but for white space around. Of most texts both ends show that there is none; `trim` alone takes 4.1 % more
/// instructions of `ttm validate`.
#[inline]
pub(crate) fn printed(text: &str) -> &str {
    let bytes = text.as_bytes();
    let begins = matches!(bytes, [b'!'..=b'~' | 0xe4..=0xe9, ..]);
    // The last of these are 、 and 。
    let ends = matches!(bytes, [.., b'!'..=b'~'] | [.., 0xe4..=0xe9, _, _] | [.., 0xe3, 0x80, 0x81 | 0x82]);
    if begins && ends { text } else { text.trim() }
}

/// The same but for white space, unseen characters, and those that are replaced by one that looks the same.
pub(crate) fn visible(text: &str) -> String {
    text.chars().map(ordinary_form).filter(|&c| !c.is_whitespace() && !is_unseen(c)).collect()
}

/// The same but for white space, a description behind a colon, and a mark such as 【註3】.
pub(crate) fn title(text: &str) -> Cow<'_, str> {
    measured_title(text).0
}

/// What is counted of a title in the pass that finds its end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Measure {
    /// The number of characters.
    pub(crate) length: usize,
    /// The sum of their weights, see [`spelling`].
    pub(crate) weight: u32,
    /// The set of them, each represented by its last five bits.
    pub(crate) characters: u32,
}

impl Measure {
    #[inline]
    fn add(&mut self, c: u32, weight: u32) {
        self.length += 1;
        self.weight = self.weight.wrapping_add(weight);
        self.characters |= 1 << (c % 32);
    }
}

/// [`title`] with its measure. Most characters are Chinese, and are read two at a time; to go over bytes at all brings 3.7 % of
/// the instructions of `ttm validate`.
pub(crate) fn measured_title(text: &str) -> (Cow<'_, str>, Measure) {
    let mut measure = Measure::default();
    let mut spaced = false;
    let mut rest = text.as_bytes();
    let end = loop {
        while let Some(&bytes) = rest.first_chunk()
            && let Some([one, other]) = two_wide(u64::from_le_bytes(bytes))
            && let (Some(one_weight), Some(other_weight)) = (weight_of_han(one), weight_of_han(other))
        {
            measure.add(one.into(), one_weight);
            measure.add(other.into(), other_weight);
            rest = &rest[6..];
        }
        match *rest {
            [first @ 0xe4..=0xe9, middle, last, ref after @ ..] => {
                rest = after;
                let c = u32::from(first & 0xf) << 12 | u32::from(middle & 0x3f) << 6 | u32::from(last & 0x3f);
                measure.add(c, weight(c));
            }
            [c @ (b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z'), ref after @ ..] => {
                rest = after;
                measure.add(c.into(), weight(c.into()));
            }
            [] => break text.len(),
            _ => {
                let at = text.len() - rest.len();
                let Some(c) = text[at..].chars().next() else { break at };
                if matches!(c, '：' | ':') || c == '【' && text[at..].starts_with("【註") {
                    break at;
                }
                rest = &rest[c.len_utf8()..];
                if c.is_whitespace() {
                    spaced = true;
                } else {
                    measure.add(c.into(), weight(c.into()));
                }
            }
        }
    };
    let name = &text[..end];
    if !spaced {
        return (Cow::Borrowed(name), measure);
    }
    let mut solid = String::with_capacity(name.len());
    solid.extend(name.split_whitespace());
    (Cow::Owned(solid), measure)
}

/// A text without the marks that lead to notes of the form: `【註1】`, `（註 2）`, `[註3]`.
pub(crate) fn without_note_marks(text: &str) -> Cow<'_, str> {
    let mut kept = Cow::Borrowed(text);
    for (open, close) in [('【', '】'), ('（', '）'), ('(', ')'), ('［', '］'), ('[', ']'), ('〔', '〕')]
    {
        let mut from = 0;
        while let Some(start) = kept[from..].find(open).map(|found| from + found) {
            let inside = start + open.len_utf8();
            let Some(length) = kept[inside..].find(close) else { break };
            let mark = kept[inside..inside + length].trim();
            let number = mark.strip_prefix(['註', '附']).map(|rest| rest.trim_start_matches('註').trim());
            if number.is_some_and(|number| number.chars().all(char::is_numeric)) {
                kept.to_mut().replace_range(start..inside + length + close.len_utf8(), "");
                from = start;
            } else {
                from = inside;
            }
        }
    }
    kept
}

/// The same but for white space, and the width of letters, digits and the signs that headings of the form have.
pub(crate) fn heading(text: &str) -> String {
    let half = |c| match c {
        '（' => '(',
        '）' => ')',
        '＝' => '=',
        '／' => '/',
        '：' => ':',
        _ => half_width(c),
    };
    let mut folded = String::with_capacity(text.len());
    folded.extend(text.chars().filter(|c| !c.is_whitespace()).map(half));
    folded
}

/// The same but for white space, the width of letters, digits and signs, case, and variant characters.
pub(crate) fn lookup(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).flat_map(looked_up).collect()
}

/// What [`lookup`] makes of a character.
fn looked_up(c: char) -> impl Iterator<Item = char> {
    let half = match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        _ => variants::usual(c),
    };
    half.to_lowercase()
}

/// The characters of which [`lookup`] makes this one, so that a text without them need not be folded. `None` where it is
/// neither ASCII nor Chinese: those have theirs among the first 65,536.
pub(crate) fn lookup_sources(folded: char) -> Option<Vec<char>> {
    let is_known = folded.is_ascii() || matches!(folded, '\u{4e00}'..='\u{9fff}');
    let all = || ('\0'..='\u{ffff}').filter(|&c| looked_up(c).any(|one| one == folded));
    is_known.then(|| all().collect())
}

/// The variant characters of [`lookup`], each followed by the one that it is taken for: for a search that runs elsewhere.
#[cfg(feature = "site")]
pub(crate) fn variants() -> String {
    variants::all()
}

/// The same but for white space, look-alikes, what Unicode calls compatible (NFKC), case, and variant characters.
pub(crate) fn term(text: &str) -> String {
    let spelled = text.chars().map(ordinary_form).nfkc().filter(|c| !c.is_whitespace());
    spelled.map(variants::usual).flat_map(char::to_lowercase).collect()
}

/// The same but for unseen characters, and the width of letters, digits, full stops and hyphens.
pub(crate) fn code(text: &str) -> String {
    text.chars().filter(|&c| !is_unseen(c)).map(half_width).collect()
}

#[cfg(test)]
mod tests;
