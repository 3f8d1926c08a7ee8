//! What a text contains that a rule may be interested in, as one bit each, so that a rule reads only the texts that
//! have what it looks for. `flag_texts` sets them.
//!
//! A rule about texts names the flags of what it looks for in its record ([`Check::Texts`](super::Check::Texts)). A character without a flag never reaches a rule,
//! so a new rule that looks for others needs a flag here.

/// What a text contains: one bit for each of the constants.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TextFlags(pub(super) u32);

impl TextFlags {
    /// An ASCII space or line break that is not merely between two words.
    pub(super) const SPACE: Self = Self(1);
    /// Half-width punctuation that has a full-width form.
    pub(super) const HALF_WIDTH: Self = Self(1 << 1);
    /// `<` or `&`.
    pub(super) const MARKUP: Self = Self(1 << 2);
    /// Brackets or quotation marks that do not pair up.
    pub(super) const BRACKET: Self = Self(1 << 3);
    /// A control character, or one that is not visible.
    pub(super) const UNSEEN: Self = Self(1 << 4);
    /// A character that may look like another one, or has a half-width form.
    pub(super) const LOOKALIKE: Self = Self(1 << 5);
    /// The letter of a code followed by a digit or a full stop, or by a blank and a digit.
    pub(super) const CODE: Self = Self(1 << 6);
    /// Only white space, or empty.
    pub(super) const BLANK: Self = Self(1 << 7);
    /// An ideographic space (U+3000).
    pub(super) const WIDE_SPACE: Self = Self(1 << 8);
    /// `(` or `)`, which may stand where a full-width bracket belongs.
    pub(super) const HALF_BRACKET: Self = Self(1 << 9);
    /// An odd number of straight quotation marks.
    pub(super) const QUOTE: Self = Self(1 << 10);
    /// Two characters of a word of the lists.
    pub(super) const LISTED: Self = Self(1 << 11);
    /// A word that may stand twice.
    pub(super) const REPEATED: Self = Self(1 << 12);
    /// A long run of letters.
    pub(super) const LETTERS: Self = Self(1 << 13);
    /// A beginning or an end that may be that of a part of a text.
    pub(super) const EDGE: Self = Self(1 << 14);
    /// Two marks of a sentence together.
    pub(super) const MARKS: Self = Self(1 << 15);
    /// A character that marks one that was lost.
    pub(super) const LOST: Self = Self(1 << 16);
    /// A text that only fills its place, as a whole.
    pub(super) const FILLER: Self = Self(1 << 17);
    /// A simplified character.
    pub(super) const SIMPLIFIED: Self = Self(1 << 18);
    /// A beginning or an end that may be that of an entry in the words of another part.
    pub(super) const WORDING: Self = Self(1 << 19);
    /// A colon or a bracket, before which a name may end.
    pub(super) const COLON: Self = Self(1 << 20);
    /// Known of a text that was looked at before: words of the lists were searched for, and there is none.
    pub(super) const NO_WORD: Self = Self(1 << 21);
    /// Any space.
    pub(super) const ANY_SPACE: Self = Self(Self::SPACE.0 | Self::WIDE_SPACE.0);

    /// The union of both.
    pub(super) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether this has one of the flags in `flag`.
    pub(super) fn has(self, flag: Self) -> bool {
        self.0 & flag.0 != 0
    }
}
