//! A standard with what several rules need of it, so that none of it is worked out twice.
//!
//! Most texts are nothing but Chinese characters and full-width punctuation. One look at each says what could be of
//! interest in it at all, and a rule looks only at the texts that have what it looks for.

use std::cell::OnceCell;

use super::entries::Entries;
use super::leaked_code::Leaks;
use super::lookalike_character::may_be_lookalike;
use super::marks::is_han;
use super::references::{Unlisted, find_unlisted};
use crate::model::{Part, Standard, Text};
use crate::visible::is_unseen;

/// A standard as a rule sees it.
pub struct Facts<'a> {
    /// The standard.
    pub standard: &'a Standard<'a>,
    texts: Vec<(Part<'a>, &'a Text<'a>, Traits)>,
    entries: OnceCell<Entries<'a>>,
    leaks: OnceCell<Leaks<'a>>,
    unlisted: OnceCell<Vec<Unlisted<'a>>>,
}

/// What could be of interest in a text: one bit for each of the constants.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Traits(u8);

impl Traits {
    /// A space or a line break.
    pub(super) const SPACE: Self = Self(1);
    /// Half-width punctuation that has a full-width form.
    pub(super) const HALF_WIDTH: Self = Self(1 << 1);
    /// `<` or `&`.
    pub(super) const MARKUP: Self = Self(1 << 2);
    /// A bracket or a quotation mark that has a partner.
    pub(super) const BRACKET: Self = Self(1 << 3);
    /// A character that acts or is not seen.
    pub(super) const UNSEEN: Self = Self(1 << 4);
    /// A character that may look like another, or has a half-width form.
    pub(super) const LOOKALIKE: Self = Self(1 << 5);
    /// The letter of a code with a digit or a full stop behind it.
    pub(super) const CODE: Self = Self(1 << 6);
    /// Nothing but white space, or nothing at all.
    pub(super) const BLANK: Self = Self(1 << 7);

    /// The traits of a text.
    fn of(text: &str) -> Self {
        let (mut found, mut blank, mut after_letter) = (0, true, false);
        for c in text.chars() {
            let mut letter = false;
            let traits = match c {
                c if is_han(c) && !may_be_lookalike(c) => Self(0),
                ' ' | '\n' | '\u{3000}' => Self::SPACE,
                ',' | ';' | ':' | '?' | '!' => Self::HALF_WIDTH,
                '<' | '&' => Self::MARKUP,
                '0'..='9' | '.' if after_letter => Self::CODE,
                'A' | 'K' | 'O' | 'P' | 'S' | 'T' => {
                    letter = true;
                    Self(0)
                }
                c if super::unbalanced_bracket::is_bracket(c) => Self::BRACKET,
                c if c.is_ascii() && !c.is_ascii_control() => Self(0),
                c => {
                    let unseen = if is_unseen(c) { Self::UNSEEN.0 } else { 0 };
                    Self(unseen | if may_be_lookalike(c) { Self::LOOKALIKE.0 } else { 0 })
                }
            };
            found |= traits.0;
            blank &= c.is_whitespace();
            after_letter = letter;
        }
        Self(found | if blank { Self::BLANK.0 } else { 0 })
    }

    fn has(self, trait_: Self) -> bool {
        self.0 & trait_.0 != 0
    }
}

impl<'a> Facts<'a> {
    /// The facts of a standard.
    pub fn new(standard: &'a Standard<'a>) -> Self {
        let texts = standard.texts().into_iter();
        Self {
            standard,
            texts: texts.map(|(part, text)| (part, text, Traits::of(text.as_str()))).collect(),
            entries: OnceCell::new(),
            leaks: OnceCell::new(),
            unlisted: OnceCell::new(),
        }
    }

    /// The texts that have a trait, in the order of the file.
    pub(super) fn texts_with(&self, trait_: Traits) -> impl Iterator<Item = (Part<'a>, &'a Text<'a>)> {
        let texts = self.texts.iter().filter(move |(.., traits)| traits.has(trait_));
        texts.map(|&(part, text, _)| (part, text))
    }

    /// Every text, in the order of the file.
    pub(super) fn texts(&self) -> impl Iterator<Item = (Part<'a>, &'a Text<'a>)> {
        self.texts.iter().map(|&(part, text, _)| (part, text))
    }

    /// The entries of the standard side by side.
    pub(super) fn entries(&self) -> &Entries<'a> {
        self.entries.get_or_init(|| Entries::of(self.standard))
    }

    /// The texts of the standard's entries by their codes.
    pub(super) fn leaks(&self) -> &Leaks<'a> {
        self.leaks.get_or_init(|| Leaks::of(self.texts()))
    }

    /// The references that lead nowhere.
    pub(super) fn unlisted(&self) -> &[Unlisted<'a>] {
        self.unlisted.get_or_init(|| find_unlisted(self))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_has_the_traits_of_its_characters() {
        for (text, expected) in [
            ("按照資料庫中的資訊，協助聯繫客戶。", 0),
            ("規 範", Traits::SPACE.0),
            ("資訊,協助", Traits::HALF_WIDTH.0),
            ("<p>", Traits::MARKUP.0),
            ("（乙）", Traits::BRACKET.0),
            ("甲\u{200b}乙", Traits::UNSEEN.0),
            ("⾦", Traits::LOOKALIKE.0),
            ("Ｋ０１", Traits::LOOKALIKE.0),
            ("見K12教育", Traits::CODE.0),
            ("KTV 3D A級", Traits::SPACE.0),
            ("", Traits::BLANK.0),
            ("\u{a0}\t", Traits::BLANK.0 | Traits::UNSEEN.0),
        ] {
            assert_eq!(Traits::of(text), Traits(expected), "{text:?}");
        }
    }
}
