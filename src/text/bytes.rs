//! Sixteen bytes looked at together, without a branch that the processor would have to guess.

use wide::u8x16;

/// Which of the bytes are among the `count` values from `first` on.
#[inline]
pub(crate) fn within(bytes: u8x16, first: u8, count: u8) -> u8x16 {
    let number = bytes - u8x16::splat(first);
    number.min(u8x16::splat(count - 1)).simd_eq(number)
}

/// Which of the bytes are letters of ASCII.
#[inline]
pub(crate) fn letters(bytes: u8x16) -> u8x16 {
    within(bytes | u8x16::splat(b'a' - b'A'), b'a', 26)
}

/// Which of the bytes are digits of ASCII.
#[inline]
pub(crate) fn digits(bytes: u8x16) -> u8x16 {
    within(bytes, b'0', 10)
}
