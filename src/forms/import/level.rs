//! Levels as the form and people write them.

use crate::text::characters::half_width;

/// What people write before the number, in lower case and without spaces; a longer one first.
const BEFORE: [&str; 9] = ["職能級別", "職能等級", "基準級別", "級別", "等級", "第", "level", "lv", "l"];

/// The digits of Chinese, from 1 to 6.
const CHINESE: [char; 6] = ['一', '二', '三', '四', '五', '六'];

/// The level from 1 to 6 that a text says: a digit, also a full-width or Chinese one, with no more than a word for level
/// around it (`3級`, `第三級`, `Level 3`, `L4`).
pub(super) fn level(text: &str) -> Option<u8> {
    let text: String =
        text.chars().map(half_width).filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_lowercase()).collect();
    let named = BEFORE.iter().find_map(|word| text.strip_prefix(word));
    let number = named.map_or(text.as_str(), |rest| rest.trim_start_matches([':', '：', '.']));
    let mut chars = number.strip_suffix('級').unwrap_or(number).chars();
    let digit = chars.next().filter(|_| chars.next().is_none())?;
    let value = match digit {
        '1'..='6' => digit.to_digit(10)?,
        _ => u32::try_from(CHINESE.iter().position(|&chinese| chinese == digit)?).ok()? + 1,
    };
    u8::try_from(value).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_is_a_digit_with_no_more_than_a_word_for_level() {
        for text in [
            "3",
            "３",
            " 3 ",
            "3級",
            "３ 級",
            "第3級",
            "三",
            "第三級",
            "級別：3",
            "職能級別 3",
            "Level 3",
            "LEVEL: 3",
            "level3",
            "L3",
            "Ｌ３",
            "Lv. 3",
        ] {
            assert_eq!(level(text), Some(3), "{text}");
        }
        assert_eq!([level("1級"), level("六級"), level("L6")], [Some(1), Some(6), Some(6)]);
        for text in [
            "",
            "0",
            "7",
            "7級",
            "七級",
            "33",
            "3、4",
            "3-4級",
            "3.0",
            "-3",
            "級",
            "第級",
            "L",
            "Level",
            "S3",
            "K3",
            "3級分",
            "初級",
            "約3級",
            "3（三）",
            "Level 3 or 4",
        ] {
            assert_eq!(level(text), None, "{text}");
        }
    }
}
