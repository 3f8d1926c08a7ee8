//! Raised and lowered text: without its position 10³ would be 103, so it is written with the characters that Unicode has
//! for it.

use std::borrow::Cow;

use super::report::{Remark, RemarkKind};
use crate::text::bilingual::Bilingual;

/// The longest text that is written with such characters.
const LONGEST: usize = 10;

/// Where a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Position {
    Raised,
    Lowered,
}

/// The raised and lowered texts of a document.
#[derive(Default)]
pub(super) struct RaisedTexts {
    count: usize,
    first: String,
}

impl RaisedTexts {
    /// The text as it is written; unchanged if it has other characters than digits and signs. White space around it,
    /// which a line adds before its text, stays.
    pub(super) fn written<'t>(&mut self, text: &'t str, position: Position) -> Cow<'t, str> {
        let bare = text.trim();
        if bare.is_empty() || bare.chars().count() > LONGEST {
            return text.into();
        }
        let written: Option<String> = bare.chars().map(|c| character(c, position)).collect();
        let Some(written) = written else { return text.into() };
        self.count += 1;
        if self.first.is_empty() {
            self.first.clone_from(&written);
        }
        text.replace(bare, &written).into()
    }

    /// Adds what was found in another sheet of the document, which comes after.
    #[cfg(feature = "office")]
    pub(super) fn add_all(&mut self, other: Self) {
        self.count += other.count;
        if self.first.is_empty() {
            self.first = other.first;
        }
    }

    /// The remark for the report, if there is one.
    pub(super) fn remark(self) -> Option<Remark> {
        let at = Bilingual::fixed("in the document", "文件中");
        let Self { count, first } = self;
        (count > 0).then_some(Remark { at, page: None, kind: RemarkKind::Raised { count, first } })
    }
}

fn character(c: char, position: Position) -> Option<char> {
    const PLAIN: &str = "0123456789+-−=()n";
    const RAISED: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ";
    const LOWERED: &str = "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₙ";
    let at = PLAIN.chars().position(|plain| plain == c)?;
    let table = match position {
        Position::Raised => RAISED,
        Position::Lowered => LOWERED,
    };
    table.chars().nth(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_and_signs_have_characters_of_their_own() {
        let mut found = RaisedTexts::default();
        for (text, position, expected) in [
            ("3", Position::Raised, "³"),
            (" -12", Position::Raised, " ⁻¹²"),
            ("2", Position::Lowered, "₂"),
            ("註1", Position::Raised, "註1"),
            (" ", Position::Raised, " "),
        ] {
            assert_eq!(found.written(text, position), expected);
        }
        let RemarkKind::Raised { count, first } = found.remark().unwrap().kind else {
            panic!("another kind")
        };
        assert_eq!((count, first.as_str()), (3, "³"));
    }
}
