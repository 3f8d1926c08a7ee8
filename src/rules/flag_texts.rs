//! Sets the flags of a text ([`TextFlags`]): by single characters here, by their order in `han_scan`, by the text's ends
//! in `suspects`. A test compares the flags with a check of each character.

use super::han_scan::scan;
use super::suspects::edges;
use super::text_flags::TextFlags;
use crate::text::brackets::{Nesting, is_bracket};
use crate::text::characters::{is_lost, may_be_lookalike, space_may_stay};
use crate::text::confusables::may_be_confused;
use crate::text::display_safe::is_unseen;
use crate::text::fold::printed;

impl TextFlags {
    /// The flags of a text.
    pub(super) fn of(text: &str) -> Self {
        let (mut found, mut nesting) = (0, Nesting::default());
        let seen = scan(text, |at| match Self::by_character(text, at) {
            Self::BRACKET => {
                let half = matches!(text.as_bytes()[at], b'(' | b')');
                found |= if half { Self::HALF_BRACKET.0 } else { 0 };
                let breaks_off = text.as_bytes()[..at].ends_with("相關".as_bytes());
                found |= if breaks_off { Self::EDGE.0 } else { 0 };
                found |= Self::COLON.0;
                text[at..].chars().take(1).for_each(|c| nesting.add(c));
            }
            // Set by the first of two and taken back by the second.
            Self::QUOTE => found = (found | Self::HALF_WIDTH.0) ^ Self::QUOTE.0,
            Self(flags) => found |= flags,
        });
        let printed = printed(text);
        let mut all = Self(found).and(seen).and(edges(text, printed));
        if !nesting.is_closed() {
            all = all.and(Self::BRACKET);
        }
        if printed.is_empty() {
            all = all.and(Self::BLANK);
        }
        all
    }

    /// The flags that the character at offset `at` gives the text. The table brings 4.6 % of the instructions of
    /// `ttm validate`.
    fn by_character(text: &str, at: usize) -> Self {
        let bytes = text.as_bytes();
        let before = at.checked_sub(1).map(|before| bytes[before]);
        let byte = bytes[at];
        if !byte.is_ascii() {
            return text[at..].chars().next().map_or(Self::default(), Self::of_other);
        }
        let flags = Self::OF_ASCII[usize::from(byte)];
        let has = match flags {
            Self::SPACE => !space_may_stay(text, at),
            Self::CODE => {
                // A full stop may end a sentence, or follow the letter of a code.
                if byte == b'.' && before.is_some_and(|before| !before.is_ascii()) {
                    return if Self::is_mark_before(bytes, at) {
                        Self::HALF_WIDTH.and(Self::MARKS)
                    } else {
                        Self::HALF_WIDTH
                    };
                }
                match before {
                    Some(b' ') if byte != b'.' && at > 1 => is_letter(bytes[at - 2]),
                    Some(before) => is_letter(before),
                    None => false,
                }
            }
            Self::HALF_WIDTH if byte == b',' => {
                let after = bytes.get(at + 1..).unwrap_or_default();
                let doubled =
                    matches!(after, [b',', ..] | [0xe3, 0x80, 0x81 | 0x82, ..] | [0xef, 0xbc, 0x8c, ..]);
                return if doubled || Self::is_mark_before(bytes, at) {
                    flags.and(Self::MARKS)
                } else {
                    flags
                };
            }
            _ => true,
        };
        if has { flags } else { Self::default() }
    }

    /// Whether a mark of a sentence that a comma or full stop should not follow stands right before `at`.
    fn is_mark_before(bytes: &[u8], at: usize) -> bool {
        matches!(bytes[..at], [.., 0xe3, 0x80, 0x81 | 0x82] | [.., 0xef, 0xbc, 0x8c])
    }

    /// The flags of each ASCII character, some of which depend on its neighbours.
    const OF_ASCII: [Self; 128] = {
        let mut flags = [Self(0); 128];
        let mut byte = 0;
        while byte < 128 {
            flags[byte as usize] = Self::of_ascii(byte);
            byte += 1;
        }
        flags
    };

    const fn of_ascii(byte: u8) -> Self {
        match byte {
            b' ' | b'\n' => Self::SPACE,
            b',' | b';' | b'?' | b'!' => Self::HALF_WIDTH,
            b':' => Self::HALF_WIDTH.and(Self::COLON),
            b'"' => Self::QUOTE,
            b'<' | b'&' => Self::MARKUP,
            b'(' | b')' | b'[' | b']' | b'{' | b'}' => Self::BRACKET,
            b'0'..=b'9' | b'.' => Self::CODE,
            _ if byte.is_ascii_control() => Self::UNSEEN,
            _ => Self(0),
        }
    }

    fn of_other(c: char) -> Self {
        match c {
            '：' => Self::COLON,
            '\u{3000}' => Self::WIDE_SPACE,
            _ if is_bracket(c) => Self::BRACKET,
            _ => {
                let unseen = if is_unseen(c) { Self::UNSEEN.0 } else { 0 };
                let lost = if is_lost(c) { Self::LOST.0 } else { 0 };
                let looks_alike = may_be_lookalike(c) || may_be_confused(c);
                Self(unseen | lost | if looks_alike { Self::LOOKALIKE.0 } else { 0 })
            }
        }
    }
}

/// Whether a code can begin with this byte.
fn is_letter(byte: u8) -> bool {
    matches!(byte, b'A' | b'K' | b'O' | b'P' | b'S' | b'T')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::Kind;
    use crate::text::characters::{full_width, is_space};

    #[test]
    fn a_text_has_the_flags_of_its_characters() {
        for (text, expected) in [
            ("按照資料庫中的資訊，協助聯繫客戶。", 0),
            ("規 範", TextFlags::SPACE.0),
            ("ESG 規範", 0),
            ("規範  ESG", TextFlags::SPACE.0),
            ("規　範", TextFlags::WIDE_SPACE.0),
            ("資訊,協助", TextFlags::HALF_WIDTH.0),
            ("資訊.協助", TextFlags::HALF_WIDTH.0),
            ("資訊\"協助\"", TextFlags::HALF_WIDTH.0),
            ("資訊\"協助", TextFlags::HALF_WIDTH.0 | TextFlags::QUOTE.0),
            ("資訊(協助)", TextFlags::HALF_BRACKET.0),
            ("資訊， Excel", TextFlags::SPACE.0),
            ("ORCAD , Protel", TextFlags::SPACE.0 | TextFlags::HALF_WIDTH.0),
            ("資訊，，協助", TextFlags::MARKS.0),
            ("資訊：。協助", TextFlags::MARKS.0),
            ("資訊\u{fffd}", TextFlags::LOST.0),
            ("待補", TextFlags::FILLER.0 | TextFlags::LISTED.0),
            ("資訊之", TextFlags::EDGE.0),
            ("<p>", TextFlags::MARKUP.0),
            ("（乙）", 0),
            ("（乙", TextFlags::BRACKET.0),
            ("（乙]", TextFlags::BRACKET.0),
            ("甲\u{200b}乙", TextFlags::UNSEEN.0),
            ("⾦屬", TextFlags::LOOKALIKE.0),
            ("Ｋ０１", TextFlags::LOOKALIKE.0),
            ("見K12教育", TextFlags::CODE.0),
            ("見K 12教育", TextFlags::CODE.0),
            ("KTV 3D A級", 0),
            ("", TextFlags::BLANK.0),
            ("\u{a0}\t", TextFlags::BLANK.0 | TextFlags::UNSEEN.0),
        ] {
            let others = TextFlags::of(text).0 & !TextFlags::WORDING.and(TextFlags::COLON).0;
            assert_eq!(TextFlags(others), TextFlags(expected), "{text:?}");
        }
        for (text, expected) in [("乙能力", true), ("了解乙", true), ("甲乙", false)] {
            assert_eq!(TextFlags::of(text).has(TextFlags::WORDING), expected, "{text}");
        }
    }

    /// The flags by definition, character by character.
    fn one_by_one(text: &str) -> TextFlags {
        let of = |c: char| {
            let flags = [
                (is_space(c) && !c.is_ascii(), TextFlags::WIDE_SPACE),
                (full_width(c).is_some() || c == '"', TextFlags::HALF_WIDTH),
                (matches!(c, '(' | ')'), TextFlags::HALF_BRACKET),
                (matches!(c, ':' | '：') || is_bracket(c), TextFlags::COLON),
                (is_lost(c), TextFlags::LOST),
                (matches!(c, '<' | '&'), TextFlags::MARKUP),
                (is_unseen(c), TextFlags::UNSEEN),
                (may_be_lookalike(c) || may_be_confused(c), TextFlags::LOOKALIKE),
            ];
            flags.iter().filter(|(has, _)| *has).fold(0, |found, (_, flags)| found | flags.0)
        };
        let letters = Kind::ALL.map(Kind::letter);
        let numbers = |rest: &str| {
            let is_digit = |c: char| c.is_ascii_digit();
            rest.starts_with(is_digit)
                || rest.starts_with('.')
                || rest.strip_prefix(' ').is_some_and(|rest| rest.starts_with(is_digit))
        };
        let begins = |(at, _): (usize, &str)| numbers(&text[at + 1..]);
        let found = text.chars().fold(0, |found, c| found | of(c));
        let stray = |(at, c): (usize, char)| is_space(c) && c.is_ascii() && !space_may_stay(text, at);
        let space = if text.char_indices().any(stray) { TextFlags::SPACE.0 } else { 0 };
        let mut nesting = Nesting::default();
        text.chars().filter(|&c| is_bracket(c)).for_each(|c| nesting.add(c));
        let bracket = if nesting.is_closed() { 0 } else { TextFlags::BRACKET.0 };
        let code = if text.match_indices(letters).any(begins) { TextFlags::CODE.0 } else { 0 };
        let blank = if text.trim().is_empty() { TextFlags::BLANK.0 } else { 0 };
        let stop = |(at, _): (usize, &str)| text[..at].chars().next_back().is_some_and(|c| !c.is_ascii());
        let stop = if text.match_indices('.').any(stop) { TextFlags::HALF_WIDTH.0 } else { 0 };
        let quote = if text.matches('"').count() % 2 == 1 { TextFlags::QUOTE.0 } else { 0 };
        let chars: Vec<char> = text.chars().collect();
        let is_pair = |pair: &[char]| {
            "、。，：；".contains(pair[0]) && "、。，：；".contains(pair[1])
                || "、。，".contains(pair[0]) && matches!(pair[1], ',' | '.')
                || pair[0] == ',' && "、。，,".contains(pair[1])
        };
        let marks = if chars.windows(2).any(is_pair) { TextFlags::MARKS.0 } else { 0 };
        TextFlags(found | space | bracket | code | blank | stop | quote | marks)
    }

    proptest! {
        #[test]
        fn the_flags_agree_with_their_definition(
            text in "([一-龥]|[㐀-䷿]|[，。、：（）「」　]|[ -~\n]|[KSA][0-9.]|\\PC|[\u{80}-\u{2fff}]|[豈-﫿]){0,12}",
        ) {
            // What the one pass over all characters finds has tests of its own.
            let of_others = [
                TextFlags::LISTED,
                TextFlags::SIMPLIFIED,
                TextFlags::REPEATED,
                TextFlags::LETTERS,
                TextFlags::EDGE,
                TextFlags::FILLER,
                TextFlags::WORDING,
            ];
            let others = of_others.iter().fold(0, |all, flag| all | flag.0);
            prop_assert_eq!(TextFlags::of(&text).0 & !others, one_by_one(&text).0, "{:?}", text);
        }
    }
}
