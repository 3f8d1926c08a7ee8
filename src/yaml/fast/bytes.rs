//! Scans many bytes at a time: for the ends of spaces, keys and texts, and for characters that the fast reader does not
//! support.
//!
//! The pieces of a line are short, and a byte loop mispredicts at the end of each; masks of 16 or 64 bytes do not
//! branch.

use memchr::memchr2_iter;
use wide::u8x16;

use crate::text::bytes::{digits, letters};

/// The end of the spaces that start at `at`.
#[inline]
pub(super) fn spaces(bytes: &[u8], at: usize) -> usize {
    run(bytes, at, |bytes| bytes.simd_eq(u8x16::splat(b' ')).to_bitmask(), |byte| byte == b' ')
}

/// The end of the word that starts at `at`: letters, digits, full stops and hyphens, as in keys and codes.
#[inline]
pub(super) fn word(bytes: &[u8], at: usize) -> usize {
    let of_words = |bytes: u8x16| {
        let is = |byte| bytes.simd_eq(u8x16::splat(byte));
        (letters(bytes) | digits(bytes) | is(b'.') | is(b'-')).to_bitmask()
    };
    run(bytes, at, of_words, |byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-'))
}

/// The end of the run of matching bytes that starts at `at`. `pattern` gives a mask of matching bytes and `holds` tests
/// one; both must agree.
#[inline]
fn run(bytes: &[u8], mut at: usize, pattern: impl Fn(u8x16) -> u32, holds: impl Fn(u8) -> bool) -> usize {
    while let Some(part) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
        let length = (!pattern(u8x16::new(*part))).trailing_zeros() as usize;
        at += length;
        if length < 16 {
            return at;
        }
    }
    while bytes.get(at).is_some_and(|&byte| holds(byte)) {
        at += 1;
    }
    at
}

/// The offset of the first line break, colon or number sign from `at` on, where a text may end; else the end of
/// `bytes`.
#[inline]
pub(super) fn mark(bytes: &[u8], mut at: usize) -> usize {
    while let Some(block) = bytes.get(at..).and_then(<[u8]>::first_chunk::<64>) {
        let (parts, _) = block.as_chunks();
        let found = parts.iter().rev().fold(0, |found, part| {
            let part = u8x16::new(*part);
            let is = |mark| part.simd_eq(u8x16::splat(mark));
            found << 16 | u64::from((is(b'\n') | is(b':') | is(b'#')).to_bitmask())
        });
        if found != 0 {
            return at + found.trailing_zeros() as usize;
        }
        at += block.len();
    }
    let rest = bytes.get(at..).unwrap_or_default();
    rest.iter().position(|byte| b"\n:#".contains(byte)).map_or(bytes.len(), |length| at + length)
}

/// Whether a text contains none of the characters that need special rules: tabs, carriage returns and other control
/// characters, characters that YAML treats as line breaks, byte order marks and noncharacters.
pub(super) fn is_plain(bytes: &[u8]) -> bool {
    // No branch in the loop, so that the compiler can vectorise it.
    let control =
        bytes.iter().fold(false, |found, &byte| found | ((byte < 0x20) & (byte != b'\n')) | (byte == 0x7f));
    let after = bytes.get(1..).unwrap_or_default();
    let special = bytes.iter().zip(after).fold(false, |found, (&first, &second)| {
        found | ((first == 0xef) & ((second == 0xbb) | (second == 0xbf)))
    });
    // These bytes are rare in Chinese text, so searching for them is fastest.
    let rare = || {
        memchr2_iter(0xc2, 0xe2, bytes).any(|at| match bytes[at] {
            // A control character of the second set.
            0xc2 => after.get(at).is_some_and(|&second| second < 0xa0),
            // A separator of lines or paragraphs.
            _ => matches!(bytes.get(at..at + 3), Some([_, 0x80, 0xa8 | 0xa9])),
        })
    };
    !(control || special || rare())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_scan_of_many_bytes_agrees_with_a_scan_of_each(
            text in "([a甲]{0,70}[ ]{0,20}[\\n:#]{0,2}[A-Za-z0-9.-]{0,20}\\PC?){0,5}",
        ) {
            let bytes = text.as_bytes();
            let is_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'.' || byte == b'-';
            for at in 0..=bytes.len() {
                let first = |is: &dyn Fn(u8) -> bool| {
                    bytes[at..].iter().position(|&byte| is(byte)).map_or(bytes.len(), |length| at + length)
                };
                prop_assert_eq!(spaces(bytes, at), first(&|byte| byte != b' '), "spaces from {}", at);
                prop_assert_eq!(word(bytes, at), first(&|byte| !is_word(byte)), "a word from {}", at);
                prop_assert_eq!(mark(bytes, at), first(&|byte| b"\n:#".contains(&byte)), "a mark from {}", at);
            }
        }
    }
}
