//! What a text shows when its Chinese characters are looked at one by one, in a single pass: two characters of a listed
//! word, a simplified one, a word that stands twice, a long run of letters.
//!
//! A pass over all characters is dear, so there is one for all rules that need it, and it only finds out whether one of
//! them has to look closer. Two characters are looked at in each step, and of each one entry of a table is read.

use std::sync::LazyLock;

use super::words::{pairs, traditional};

/// The letters in a row from which a foreign name may be several words.
pub(super) const MANY_LETTERS: usize = 10;

/// What was seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct HanSeen {
    /// Two characters that a listed word has.
    pub(super) listed: bool,
    /// A simplified character.
    pub(super) simplified: bool,
    /// Two or three characters that follow again at once.
    pub(super) repeats: bool,
    /// At least [`MANY_LETTERS`] ASCII letters in a row.
    pub(super) letters: bool,
}

/// What is known of each character up to U+FFFF. The pairs of characters of listed words are in [`CLASSES`] classes.
struct Characters {
    /// The lower byte has a bit for each class in which the character is the first of a pair, and always [`ANY`]; the upper
    /// byte one for each class in which it is the second, and `ANY` if it is simplified. So a character whose upper byte has
    /// a bit of the lower byte of the one before may be the second of a pair, or is simplified.
    entries: Box<[u16; 0x1_0000]>,
    /// The pairs, in order.
    pairs: Vec<(u32, u32)>,
}

/// With seven classes four pairs of characters of a thousand are compared with the listed ones in vain.
const CLASSES: usize = 7;

const ANY: u16 = 1 << CLASSES;

static CHARACTERS: LazyLock<Characters> = LazyLock::new(|| {
    let mut entries = Box::new([ANY; 0x1_0000]);
    for (c, _) in traditional() {
        if let Some(entry) = entries.get_mut(c as usize) {
            *entry |= ANY << 8;
        }
    }
    let mut listed = pairs();
    listed.sort_unstable();
    listed.dedup();
    // Each pair goes to the class in which it makes the fewest other pairs, by how frequent their characters are. A class
    // is known by how frequent its first and its second characters are together.
    let mut classes = [[0_u64; 2]; CLASSES];
    for &[one, other] in &listed {
        let places = [one.c as usize & 0xffff, other.c as usize & 0xffff];
        let with_both = |class: usize| {
            let [mut firsts, mut seconds] = classes[class];
            firsts += if entries[places[0]] >> class & 1 == 0 { one.frequency } else { 0 };
            seconds += if entries[places[1]] >> (8 + class) & 1 == 0 { other.frequency } else { 0 };
            [firsts, seconds]
        };
        let pairs = |[firsts, seconds]: [u64; 2]| firsts * seconds;
        let more = |&class: &usize| pairs(with_both(class)) - pairs(classes[class]);
        let class = (0..CLASSES).min_by_key(more).unwrap_or_default();
        classes[class] = with_both(class);
        entries[places[0]] |= 1 << class;
        entries[places[1]] |= 1 << (8 + class);
    }
    let pairs = listed.iter().map(|&[one, other]| (u32::from(one.c), u32::from(other.c))).collect();
    Characters { entries, pairs }
});

/// Looks at a text.
pub(super) fn scan(text: &str) -> HanSeen {
    let Characters { entries, pairs } = &*CHARACTERS;
    let entries: &[u16; 0x1_0000] = entries;
    let text = text.as_bytes();
    let mut seen = HanSeen::default();
    // The entry of the character before, and the two characters before. Spaces are passed over, since a line wrap leaves
    // them within words.
    let (mut entry, mut before) = (ANY, [0_u32; 2]);
    let mut rest = text;
    loop {
        if let Some(&bytes) = rest.first_chunk() {
            let bytes = u64::from_le_bytes(bytes);
            // Two characters of three bytes each.
            if bytes & 0xf000_00f0 == 0xe000_00e0 {
                // Their code points, in bits 0 to 15 and 24 to 39.
                let both = bytes << 12 & 0x00f0_0000_f000
                    | bytes >> 2 & 0x000f_c000_0fc0
                    | bytes >> 16 & 0x0000_3f00_003f;
                let (one, other) = (both as u16, (both >> 24) as u16);
                let [first, second] = [one, other].map(|c| entries[usize::from(c)]);
                let (one, other) = (u32::from(one), u32::from(other));
                if (entry & first >> 8) | (first & second >> 8) != 0 {
                    look_closer(pairs, entry & first >> 8, (before[1], one), &mut seen);
                    look_closer(pairs, first & second >> 8, (one, other), &mut seen);
                }
                // Of a word of two or three characters that stands again, one of these is seen wherever it begins.
                if one == before[0] || other == before[0] {
                    seen.repeats |= repeats_around(text, text.len() - rest.len());
                }
                (entry, before) = (second, [one, other]);
                rest = &rest[6..];
                continue;
            }
        }
        rest = match *rest {
            [first @ 0xe0..=0xef, second, third, ref after @ ..] => {
                let bits = [first & 15, second & 63, third & 63].map(u32::from);
                let c = bits[0] << 12 | bits[1] << 6 | bits[2];
                let own = entries[c as usize & 0xffff];
                if entry & own >> 8 != 0 {
                    look_closer(pairs, entry & own >> 8, (before[1], c), &mut seen);
                }
                if c == before[0] {
                    seen.repeats |= repeats_around(text, text.len() - rest.len());
                }
                (entry, before) = (own, [before[1], c]);
                after
            }
            [b' ' | b'\n', ref after @ ..] => after,
            [first, ref after @ ..] => {
                // Letters are passed all at once.
                let letters = match first.is_ascii_alphabetic() {
                    true => after.iter().take_while(|byte| byte.is_ascii_alphabetic()).count(),
                    false => 0,
                };
                seen.letters |= letters + 1 >= MANY_LETTERS;
                let last = rest[letters];
                (entry, before) = (entries[usize::from(last)], [0, u32::from(last)]);
                &after[letters..]
            }
            [] => return seen,
        };
    }
}

/// Looks at two characters that follow each other and have the classes `hit` in common.
#[cold]
fn look_closer(pairs: &[(u32, u32)], hit: u16, pair: (u32, u32), seen: &mut HanSeen) {
    seen.simplified |= hit & ANY != 0;
    seen.listed |= hit & (ANY - 1) != 0 && pairs.binary_search(&pair).is_ok();
}

/// Whether two or three characters of three bytes each follow again at once, near the one at offset `at`.
#[cold]
fn repeats_around(text: &[u8], at: usize) -> bool {
    [2, 3].into_iter().any(|length: usize| {
        let bytes = 3 * length;
        (0..=length + 1).any(|before| {
            let Some(middle) = (at + 6).checked_sub(3 * before) else { return false };
            let (Some(start), Some(again)) = (middle.checked_sub(bytes), text.get(middle..middle + bytes))
            else {
                return false;
            };
            text[start..middle] == *again && again.iter().step_by(3).all(|byte| byte & 0xf0 == 0xe0)
        })
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn one_pass_finds_listed_words_repeated_words_and_latin_letters() {
        for (text, expected) in [
            ("檢查品項", ""),
            ("訂 義", "listed"),
            ("品質品質保管", "repeats"),
            ("檢查品檢查品", "repeats"),
            ("數據", ""),
            ("数据", "simplified"),
            ("甲数", "simplified"),
            ("訂義", "listed"),
            ("所訂義", "listed"),
            ("PCB板", "listed"),
            ("TotalRadiatedPower", "letters"),
            ("Radiated Power", ""),
            ("", ""),
        ] {
            let is = |word| expected == word;
            let seen = HanSeen {
                listed: is("listed"),
                simplified: is("simplified"),
                repeats: is("repeats"),
                letters: is("letters"),
            };
            assert_eq!(scan(text), seen, "{text}");
        }
    }

    /// The same by definition.
    fn one_by_one(text: &str) -> HanSeen {
        let chars: Vec<char> = text.chars().collect();
        let solid: Vec<char> = chars.iter().copied().filter(|c| !matches!(c, ' ' | '\n')).collect();
        let listed: Vec<[char; 2]> = pairs().iter().map(|pair| pair.map(|one| one.c)).collect();
        let is_listed = |pair: &[char]| listed.iter().any(|listed| pair == listed);
        let wide = |c: &char| c.len_utf8() == 3;
        let again = |length: usize| {
            chars.windows(2 * length).any(|word| word[..length] == word[length..] && word.iter().all(wide))
        };
        let letters = text.split(|c: char| !c.is_ascii_alphabetic()).any(|run| run.len() >= MANY_LETTERS);
        HanSeen {
            listed: solid.windows(2).any(is_listed),
            simplified: chars.iter().any(|c| traditional().any(|(simplified, _)| simplified == *c)),
            repeats: again(2) || again(3),
            letters,
        }
    }

    proptest! {
        #[test]
        fn the_pass_agrees_with_its_definition(
            text in "([甲乙丙]{0,3}[訂義定]{0,2}[，。、]?[ \n]?(PCB板|數据|信|號|息|[a-z]{8,11}|[A-Zé]|\u{20000}|0)?){0,6}",
        ) {
            prop_assert_eq!(scan(&text), one_by_one(&text), "{:?}", text);
        }
    }
}
