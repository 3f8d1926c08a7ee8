//! Finds the places in a text that a rule may be interested in.
//!
//! Nearly all of a text is Chinese characters, letters and digits. A byte loop mispredicts at every run boundary;
//! 16-byte masks do not branch. With a byte loop all of `ttm validate` takes 19 % more instructions (how this and the other
//! figures were measured: docs/benchmarks.md, "What optimisations bring").

use wide::u8x16;

use crate::text::bytes::{digits, letters, within};

/// Calls `show` with the offset of each candidate, in order: the first byte of every character that is neither in
/// U+4000 to U+9FFF nor an ASCII letter or digit; and every digit after a letter, which may be part of a code.
#[inline]
pub(super) fn candidates(bytes: &[u8], mut show: impl FnMut(usize)) {
    let mut shown = |first: usize, mut places: u32| {
        while places != 0 {
            show(first + places.trailing_zeros() as usize);
            places &= places - 1;
        }
    };
    let (blocks, rest) = bytes.as_chunks();
    let (mut at, mut letter) = (0, 0);
    for block in blocks {
        let (places, letters) = places(block, letter);
        letter = letters >> 15;
        shown(at, places);
        at += block.len();
    }
    if !rest.is_empty() {
        let mut short = [b'a'; 16];
        let last = bytes.last_chunk().unwrap_or_else(|| {
            short.iter_mut().zip(bytes).for_each(|(to, from)| *to = *from);
            &short
        });
        let first = bytes.len().saturating_sub(last.len());
        shown(first, places(last, 0).0 & u32::MAX << (at - first));
    }
}

/// Two 16-bit masks for a block: the candidates, and the letters. `letter` is 1 if the byte before is a letter, else 0.
#[inline]
fn places(block: &[u8; 16], letter: u32) -> (u32, u32) {
    let bytes = u8x16::new(*block);
    let (letters, digits) = (letters(bytes), digits(bytes));
    let of_han = within(bytes, 0x80, 0x40) | within(bytes, 0xe4, 6);
    let others = !(letters | digits | of_han).to_bitmask() & 0xffff;
    let letters = letters.to_bitmask();
    (others | digits.to_bitmask() & (letters << 1 | letter), letters)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_scan_of_sixteen_bytes_agrees_with_a_scan_of_characters(
            text in "([一-龥]{0,6}[A-Z]{0,2}[0-9]{0,2}[，。 .]?\\PC?){0,8}",
        ) {
            let letter_before = |at: usize| at > 0 && text.as_bytes()[at - 1].is_ascii_alphabetic();
            let tells = |&(at, c): &(usize, char)| match c {
                '\u{4000}'..='\u{9fff}' => false,
                _ if c.is_ascii_digit() => letter_before(at),
                _ => !c.is_ascii_alphabetic(),
            };
            let expected: Vec<usize> = text.char_indices().filter(tells).map(|(at, _)| at).collect();
            let mut shown = Vec::new();
            candidates(text.as_bytes(), |at| shown.push(at));
            prop_assert_eq!(shown, expected, "{:?}", text);
        }
    }
}
