//! Operations on sixteen bytes at a time, without branches that the processor could mispredict.

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
