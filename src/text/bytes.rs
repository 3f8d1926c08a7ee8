//! Operations on many bytes at a time, without branches that the processor could mispredict.

use wide::u8x16;

/// A mask of the bytes that are among the `count` values from `first` on.
#[inline]
pub(crate) fn within(bytes: u8x16, first: u8, count: u8) -> u8x16 {
    let number = bytes - u8x16::splat(first);
    number.min(u8x16::splat(count - 1)).simd_eq(number)
}

/// A mask of the bytes that are ASCII letters.
#[inline]
pub(crate) fn letters(bytes: u8x16) -> u8x16 {
    within(bytes | u8x16::splat(b'a' - b'A'), b'a', 26)
}

/// A mask of the bytes that are ASCII digits.
#[inline]
pub(crate) fn digits(bytes: u8x16) -> u8x16 {
    within(bytes, b'0', 10)
}

/// The code points of two characters of three bytes each that `bytes` begins with, the first byte being the lowest.
#[inline]
pub(crate) fn two_wide(bytes: u64) -> Option<[u16; 2]> {
    if bytes & 0xf000_00f0 != 0xe000_00e0 {
        return None;
    }
    // In bits 0 to 15 and 24 to 39.
    let both =
        bytes << 12 & 0x00f0_0000_f000 | bytes >> 2 & 0x000f_c000_0fc0 | bytes >> 16 & 0x0000_3f00_003f;
    Some([both as u16, (both >> 24) as u16])
}

/// The offset of the first occurrence of `words`, of at least six bytes, in a sentence. The general search of the standard library and
/// of `memchr` prepares each needle, which costs more than to look through the few sentences of a task: 2 % of the
/// instructions of `ttm validate`.
pub(crate) fn find_in_sentence(sentence: &str, words: &str) -> Option<usize> {
    // The last bytes of the first two characters, if these are Chinese: of all their bytes they differ the most.
    const FIRST: usize = 2;
    const SECOND: usize = 5;
    let (text, words) = (sentence.as_bytes(), words.as_bytes());
    let [first, second] = [words[FIRST], words[SECOND]];
    let mut at = 0;
    let part = |at: usize| text.get(at..).and_then(<[u8]>::first_chunk).copied().map(u8x16::new);
    while let (Some(ones), Some(others)) = (part(at + FIRST), part(at + SECOND)) {
        let is = ones.simd_eq(u8x16::splat(first)) & others.simd_eq(u8x16::splat(second));
        let mut places = is.to_bitmask();
        while places != 0 {
            let place = at + places.trailing_zeros() as usize;
            if text[place..].starts_with(words) {
                return Some(place);
            }
            places &= places - 1;
        }
        at += 16;
    }
    let rest = text.get(at..)?.windows(words.len());
    // Of nearly all places the two bytes show that the words are not there.
    let is_here = |window: &[u8]| window[FIRST] == first && window[SECOND] == second && window == words;
    rest.enumerate().find(|(_, window)| is_here(window)).map(|(place, _)| at + place)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn words_are_found_where_they_first_stand(
            sentence in "([甲乙丙]|報告|a){0,30}",
            words in "[甲乙]{2}([甲乙丙]|報|a){0,4}",
        ) {
            prop_assert_eq!(find_in_sentence(&sentence, &words), sentence.find(&words), "{} {}", sentence, words);
        }

        #[test]
        fn two_wide_characters_are_read(text in "\\PC{2,4}") {
            let mut bytes = [0; 8];
            let length = text.len().min(8);
            bytes[..length].copy_from_slice(&text.as_bytes()[..length]);
            let mut chars = text.chars();
            let pair = [chars.next().unwrap(), chars.next().unwrap()];
            let wide = pair.iter().all(|c| c.len_utf8() == 3);
            let expected = wide.then_some(pair.map(|c| c as u16));
            prop_assert_eq!(two_wide(u64::from_le_bytes(bytes)), expected, "{:?}", text);
        }
    }
}
