//! What a text shows when its characters are looked at one by one, in a single pass: two characters of a listed word, a
//! simplified one, a word that stands twice, two marks together, a long run of letters; and where the few characters are
//! that rules look at by themselves.
//!
//! A pass over all characters is dear, so there is one for all rules that need it, and it only finds out whether one of
//! them has to look closer. Two characters are looked at in each step, and of each one entry of a table is read.

use std::sync::LazyLock;

use super::text_flags::TextFlags;
use super::words::{pairs, traditional};
use crate::text::bytes::two_wide;

/// The letters in a row from which a foreign name may be several words.
pub(super) const MANY_LETTERS: usize = 10;

/// What is known of each character up to U+FFFF. The pairs of characters of listed words are in [`CLASSES`] classes.
struct Characters {
    /// The first byte has a bit for each class in which the character is the first of a pair, and always [`ALONE`]; the
    /// second one for each class in which it is the second, and `ALONE` if it is to be looked at by itself. So a character
    /// whose second byte has a bit of the first byte of the one before has to be looked at.
    entries: Box<[[u8; 2]; 0x1_0000]>,
    /// The pairs, in order.
    pairs: Vec<[u16; 2]>,
}

/// With six classes half a hundredth of the pairs of characters are compared with the listed ones in vain.
const CLASSES: usize = 6;

/// The class of the marks of a sentence, of which no two should follow each other.
const MARKS: u8 = 1 << CLASSES;

/// The characters in that class. All but the colon are in nearly every sentence and not looked at by themselves.
const SENTENCE_MARKS: [char; 5] = ['、', '。', '，', '；', '：'];

const ALONE: u8 = 1 << 7;

/// The ideographs that are not looked at by themselves, unless they are simplified.
const ORDINARY: std::ops::RangeInclusive<u16> = 0x4000..=0x9fff;

static CHARACTERS: LazyLock<Characters> = LazyLock::new(|| {
    let mut entries = Box::new([[ALONE, ALONE]; 0x1_0000]);
    ORDINARY.for_each(|c| entries[usize::from(c)][1] = 0);
    for c in SENTENCE_MARKS {
        entries[c as usize & 0xffff] = [ALONE | MARKS, if c == '：' { ALONE | MARKS } else { MARKS }];
    }
    for (c, _) in traditional() {
        if let Some(entry) = entries.get_mut(c as usize) {
            entry[1] |= ALONE;
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
            firsts += if entries[places[0]][0] >> class & 1 == 0 { one.frequency } else { 0 };
            seconds += if entries[places[1]][1] >> class & 1 == 0 { other.frequency } else { 0 };
            [firsts, seconds]
        };
        let pairs = |[firsts, seconds]: [u64; 2]| firsts * seconds;
        let more = |&class: &usize| pairs(with_both(class)) - pairs(classes[class]);
        let class = (0..CLASSES).min_by_key(more).unwrap_or_default();
        classes[class] = with_both(class);
        entries[places[0]][0] |= 1 << class;
        entries[places[1]][1] |= 1 << class;
    }
    // No listed word has a character above U+FFFF.
    let pairs = listed.iter().map(|pair| pair.map(|one| one.c as u16)).collect();
    Characters { entries, pairs }
});

/// Looks at a text for [`TextFlags::LISTED`], `SIMPLIFIED`, `REPEATED`, `LETTERS` and, of full-width marks, `MARKS`. Calls
/// `show` with the offset of each character that has to be looked at by itself, in order: every one that is no ordinary
/// ideograph, no letter or digit and no mark of a sentence but the colon; and every digit after a letter, or after a capital
/// and a blank, which may be part of a code.
#[inline]
pub(super) fn scan(text: &str, mut show: impl FnMut(usize)) -> TextFlags {
    let Characters { entries, pairs } = &*CHARACTERS;
    let entries: &[[u8; 2]; 0x1_0000] = entries;
    let text = text.as_bytes();
    let mut seen = TextFlags::default();
    let mut rest = text;
    let mut behind = Behind { first: ALONE, before: [0; 2] };
    loop {
        if let [0xe0..=0xef, ..] = rest {
            rest = pass(entries, rest, &mut behind);
        }
        let Behind { first, before } = behind;
        if let Some(&[a, b, c, d, e, f]) = rest.first_chunk() {
            let bytes =
                u64::from(u32::from_le_bytes([a, b, c, d])) | u64::from(u16::from_le_bytes([e, f])) << 32;
            if let Some([one, other]) = two_wide(bytes) {
                let [one_first, one_second] = entries[usize::from(one)];
                let [other_first, other_second] = entries[usize::from(other)];
                let hits = [first & one_second, one_first & other_second];
                if hits[0] | hits[1] != 0 {
                    let at = text.len() - rest.len();
                    for (hit, pair, at) in [(hits[0], [before[1], one], at), (hits[1], [one, other], at + 3)]
                    {
                        let (flags, is_shown) = look_closer(pairs, hit, pair, &text[..at]);
                        seen = seen.and(flags);
                        if is_shown {
                            show(at);
                        }
                    }
                }
                // Of a word of two or three characters that stands again, one of these is seen wherever it begins.
                if one == before[0] || other == before[0] {
                    seen = seen.and(repeats_around(text, text.len() - rest.len()));
                }
                behind = Behind { first: other_first, before: [one, other] };
                rest = &rest[6..];
                continue;
            }
        }
        let at = text.len() - rest.len();
        rest = match *rest {
            [lead @ 0xe0..=0xef, second, third, ref after @ ..] => {
                let c = u16::from(lead & 15) << 12 | u16::from(second & 63) << 6 | u16::from(third & 63);
                let [own_first, own_second] = entries[usize::from(c)];
                if first & own_second != 0 {
                    let (flags, is_shown) =
                        look_closer(pairs, first & own_second, [before[1], c], &text[..at]);
                    seen = seen.and(flags);
                    if is_shown {
                        show(at);
                    }
                }
                if c == before[0] {
                    seen = seen.and(repeats_around(text, at));
                }
                behind = Behind { first: own_first, before: [before[1], c] };
                after
            }
            // Letters are passed all at once.
            [letter, ref after @ ..] if letter.is_ascii_alphabetic() => {
                let more = after.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
                if more + 1 >= MANY_LETTERS {
                    seen = seen.and(TextFlags::LETTERS);
                }
                let last = rest[more];
                behind = Behind::ascii(entries, last);
                &after[more..]
            }
            [byte, ref after @ ..] => {
                let is_digit = byte.is_ascii_digit();
                let is_new = byte & 0xc0 != 0x80;
                // Of figures those that a code may have: behind its letter, or behind a blank that parts them.
                let is_behind_letter =
                    matches!(text[..at], [.., b'A'..=b'Z' | b'a'..=b'z'] | [.., b'A'..=b'Z', b' ']);
                if is_new && (!is_digit || is_behind_letter) {
                    show(at);
                }
                if !matches!(byte, b' ' | b'\n') {
                    behind = Behind::ascii(entries, byte);
                }
                after
            }
            [] => return seen,
        };
    }
}

/// What is known of the text that the scan has passed. Spaces are left out, since a line wrap leaves them within words.
#[derive(Clone, Copy)]
struct Behind {
    /// The classes in which the last character is the first.
    first: u8,
    /// The last two characters.
    before: [u16; 2],
}

impl Behind {
    fn ascii(entries: &[[u8; 2]; 0x1_0000], byte: u8) -> Self {
        Self { first: entries[usize::from(byte)][0], before: [0, u16::from(byte)] }
    }
}

/// Passes pairs of characters of three bytes each as long as they have nothing to look at, and returns what is left. The
/// scan does the same with every pair; this loop holds nothing else, so that all of it stays in registers: 43 instructions for a
/// pair in place of 65.
#[inline(never)]
fn pass<'a>(entries: &[[u8; 2]; 0x1_0000], mut rest: &'a [u8], behind: &mut Behind) -> &'a [u8] {
    let entry = |c: u16| u32::from(u16::from_le_bytes(entries[usize::from(c)]));
    let (mut last, mut before) = (u32::from(behind.first), behind.before);
    while let Some(&bytes) = rest.first_chunk() {
        let Some([one, other]) = two_wide(u64::from_le_bytes(bytes)) else { break };
        let entries = [entry(one), entry(other)];
        let hits = last & entries[0] >> 8 | entries[0] & entries[1] >> 8;
        if hits != 0 || one == before[0] || other == before[0] {
            break;
        }
        (last, before) = (entries[1], [one, other]);
        rest = &rest[6..];
    }
    *behind = Behind { first: last as u8, before };
    rest
}

/// Looks at a character and the one before it, which have the classes `hit` in common: what they show, and whether the
/// character has to be looked at by itself. `text` is what stands before it.
#[inline(never)]
fn look_closer(pairs: &[[u16; 2]], hit: u8, pair: [u16; 2], text: &[u8]) -> (TextFlags, bool) {
    let is_listed = hit & (MARKS - 1) != 0 && pairs.binary_search(&pair).is_ok();
    // Not where spaces are between them.
    let are_marks = hit & MARKS != 0 && text.last().is_some_and(|byte| !byte.is_ascii());
    let is_alone = hit & ALONE != 0;
    let is_simplified = is_alone && ORDINARY.contains(&pair[1]);
    let flags = [
        (is_listed, TextFlags::LISTED),
        (are_marks, TextFlags::MARKS),
        (is_simplified, TextFlags::SIMPLIFIED),
    ];
    let seen = flags.into_iter().filter(|(is_so, _)| *is_so);
    (seen.fold(TextFlags::default(), |seen, (_, flag)| seen.and(flag)), is_alone && !is_simplified)
}

/// [`TextFlags::REPEATED`] if two or three characters of three bytes each follow again at once, near the one at offset `at`.
#[cold]
fn repeats_around(text: &[u8], at: usize) -> TextFlags {
    let repeats = [2, 3].into_iter().any(|length: usize| {
        let bytes = 3 * length;
        (0..=length + 1).any(|before| {
            let Some(middle) = (at + 6).checked_sub(3 * before) else { return false };
            let (Some(start), Some(again)) = (middle.checked_sub(bytes), text.get(middle..middle + bytes))
            else {
                return false;
            };
            text[start..middle] == *again && again.iter().step_by(3).all(|byte| byte & 0xf0 == 0xe0)
        })
    });
    if repeats { TextFlags::REPEATED } else { TextFlags::default() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn seen(text: &str) -> (TextFlags, Vec<usize>) {
        let mut shown = Vec::new();
        let seen = scan(text, |at| shown.push(at));
        (seen, shown)
    }

    #[test]
    fn one_pass_finds_listed_words_repeated_words_and_latin_letters() {
        for (text, expected) in [
            ("檢查品項", TextFlags::default()),
            ("訂 義", TextFlags::LISTED),
            ("品質品質保管", TextFlags::REPEATED),
            ("檢查品檢查品", TextFlags::REPEATED),
            ("數據", TextFlags::default()),
            ("数据", TextFlags::SIMPLIFIED),
            ("甲数", TextFlags::SIMPLIFIED),
            ("訂義", TextFlags::LISTED),
            ("所訂義", TextFlags::LISTED),
            ("PCB板", TextFlags::LISTED),
            ("甲。，", TextFlags::MARKS),
            ("甲， ，", TextFlags::default()),
            ("TotalRadiatedPower", TextFlags::LETTERS),
            ("Radiated Power", TextFlags::default()),
            ("", TextFlags::default()),
        ] {
            assert_eq!(seen(text).0, expected, "{text}");
        }
    }

    #[test]
    fn every_simplified_character_is_an_ordinary_one() {
        assert!(traditional().all(|(c, _)| is_ordinary(c)));
        assert!(pairs().iter().flatten().all(|one| u16::try_from(u32::from(one.c)).is_ok()));
    }

    fn is_ordinary(c: char) -> bool {
        u16::try_from(u32::from(c)).is_ok_and(|c| ORDINARY.contains(&c))
    }

    /// The same by definition.
    fn one_by_one(text: &str) -> TextFlags {
        let chars: Vec<char> = text.chars().collect();
        let solid: Vec<char> = chars.iter().copied().filter(|c| !matches!(c, ' ' | '\n')).collect();
        let listed: Vec<[char; 2]> = pairs().iter().map(|pair| pair.map(|one| one.c)).collect();
        let is_listed = |pair: &[char]| listed.iter().any(|listed| pair == listed);
        let wide = |c: &char| c.len_utf8() == 3;
        let again = |length: usize| {
            chars.windows(2 * length).any(|word| word[..length] == word[length..] && word.iter().all(wide))
        };
        let letters = text.split(|c: char| !c.is_ascii_alphabetic()).any(|run| run.len() >= MANY_LETTERS);
        let flags = [
            (solid.windows(2).any(is_listed), TextFlags::LISTED),
            (
                chars.iter().any(|c| traditional().any(|(simplified, _)| simplified == *c)),
                TextFlags::SIMPLIFIED,
            ),
            (again(2) || again(3), TextFlags::REPEATED),
            (chars.windows(2).any(|two| two.iter().all(|c| SENTENCE_MARKS.contains(c))), TextFlags::MARKS),
            (letters, TextFlags::LETTERS),
        ];
        let seen = flags.into_iter().filter(|(is_so, _)| *is_so);
        seen.fold(TextFlags::default(), |seen, (_, flag)| seen.and(flag))
    }

    proptest! {
        #[test]
        fn the_pass_agrees_with_its_definition(
            text in "([甲乙丙]{0,3}[訂義定]{0,2}[，。、：]{0,2}[ \n]?(PCB板|數据|信|號|息|[a-z]{8,11}|[A-Zé][0-9]?|\u{20000}|0|[（(.])?){0,6}",
        ) {
            let letter_before = |at: usize| {
                let solid = text[..at].strip_suffix(' ').filter(|before| before.ends_with(|c: char| c.is_ascii_uppercase()));
                solid.is_some() || text[..at].ends_with(|c: char| c.is_ascii_alphabetic())
            };
            let is_shown = |&(at, c): &(usize, char)| match c {
                '、' | '，' | '。' | '；' => false,
                _ if is_ordinary(c) => false,
                _ if c.is_ascii_digit() => letter_before(at),
                _ => !c.is_ascii_alphabetic(),
            };
            let shown: Vec<usize> = text.char_indices().filter(is_shown).map(|(at, _)| at).collect();
            prop_assert_eq!(seen(&text), (one_by_one(&text), shown), "{:?}", text);
        }
    }
}
