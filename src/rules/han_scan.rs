//! What a text shows when its Chinese characters are looked at one by one, in a single pass: a character of one of the
//! word lists, a word that stands twice, a long run of letters.
//!
//! A pass over all characters costs a thirtieth of a run, so there is one for all rules that need it, and it only finds
//! out whether one of them has to look closer.

use std::sync::LazyLock;

use super::words::{pairs, traditional};

/// The letters in a row from which a foreign name may be several words.
pub(super) const MANY_LETTERS: u32 = 10;

/// What was seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct HanSeen {
    /// Two characters that a listed word has, or a simplified one.
    pub(super) listed: bool,
    /// Two or three characters that may follow again at once.
    pub(super) repeats: bool,
    /// At least [`MANY_LETTERS`] ASCII letters in a row.
    pub(super) letters: bool,
}

/// One bit for each character up to U+FFFF: whether it is simplified.
static SIMPLIFIED: LazyLock<Box<[u64; 1024]>> = LazyLock::new(|| {
    let mut bits = Box::new([0; 1024]);
    for (c, _) in traditional() {
        if let Some(word) = bits.get_mut(c as usize / 64) {
            *word |= 1 << (c as usize % 64);
        }
    }
    bits
});

/// One bit for each value of [`key`]: whether two characters that follow each other may be those of a listed word. With
/// so many bits, three texts of a hundred are looked at in vain.
static LISTED: LazyLock<Box<[u64; KEYS / 64]>> = LazyLock::new(|| {
    let mut bits = Box::new([0; KEYS / 64]);
    for (one, other) in pairs() {
        let key = key(one as u32, other as u32);
        bits[key / 64] |= 1 << (key % 64);
    }
    bits
});

const KEYS: usize = 1 << 18;

#[inline]
fn key(one: u32, other: u32) -> usize {
    (one.wrapping_mul(0x9e37_79b1).wrapping_add(other.wrapping_mul(0x85eb_ca6b)) >> 14) as usize
}

/// Looks at a text.
pub(super) fn scan(text: &str) -> HanSeen {
    let (simplified, listed): (&[u64; 1024], &[u64; KEYS / 64]) = (&SIMPLIFIED, &LISTED);
    let bytes = text.as_bytes();
    let (mut found, mut repeats) = (0, false);
    let (mut run, mut longest) = (0_u32, 0);
    // The three characters before, and for how many characters each has been the same as the one two or three before.
    let (mut last, mut twice, mut thrice) = ([0_u32; 3], 0_u32, 0_u32);
    let mut at = 0;
    while let Some(&first) = bytes.get(at) {
        match bytes[at..] {
            [0xe0..=0xef, second, third, ..] => {
                let word = (u32::from(first) & 15) << 6 | u32::from(second) & 63;
                let bit = u32::from(third) & 63;
                let c = word << 6 | bit;
                let key = key(last[0], c);
                found |= simplified[word as usize & 1023] >> bit | listed[key / 64] >> (key % 64);
                twice = if c == last[1] { twice + 1 } else { 0 };
                thrice = if c == last[2] { thrice + 1 } else { 0 };
                repeats |= twice >= 2 || thrice >= 3;
                last = [c, last[0], last[1]];
                (run, at) = (0, at + 3);
            }
            _ => {
                run = if first.is_ascii_alphabetic() { run + 1 } else { 0 };
                longest = longest.max(run);
                // A line wrap leaves spaces within words.
                if !matches!(first, b' ' | b'\n') {
                    last = [u32::from(first), 0, 0];
                }
                at += 1;
            }
        }
    }
    HanSeen { listed: found & 1 != 0, repeats, letters: longest >= MANY_LETTERS }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_pass_sees_lists_repeats_and_letters() {
        let seen = |listed, repeats, letters| HanSeen { listed, repeats, letters };
        for (text, expected) in [
            ("檢查品項", seen(false, false, false)),
            ("訂 義", seen(true, false, false)),
            ("品質品質保管", seen(false, true, false)),
            ("檢查品檢查品", seen(false, true, false)),
            ("数據", seen(true, false, false)),
            ("訂義", seen(true, false, false)),
            ("TotalRadiatedPower", seen(false, false, true)),
            ("", seen(false, false, false)),
        ] {
            assert_eq!(scan(text), expected, "{text}");
        }
    }
}
