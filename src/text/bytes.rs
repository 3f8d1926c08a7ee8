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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
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
