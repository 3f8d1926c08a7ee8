//! The names that standards of a family may share: those of the flat lists, under codes that can be relied on.

use std::borrow::Cow;
use std::hash::{BuildHasher, Hash, Hasher};

use foldhash::HashMap;
use foldhash::quality::FixedState;

use super::ALMOST;
use crate::model::{Item, Kind, List, Standard, Text};

/// The lists that have names.
const KINDS: [Kind; 3] = [Kind::Knowledge, Kind::Skill, Kind::Attitude];

/// A code with its name.
pub(in crate::rules) struct Named<'a> {
    pub(in crate::rules) code: &'a str,
    pub(in crate::rules) text: &'a Text<'a>,
    /// What of the name is compared.
    pub(in crate::rules) name: Cow<'a, str>,
}

/// A code with its name as numbers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hashed {
    /// Of the code.
    pub(super) code: u32,
    /// Of the code and the name together.
    pub(super) name: u64,
    /// How many characters the name has.
    length: u16,
    /// A bit for each of them, which several share.
    characters: u16,
}

impl Hashed {
    pub(super) fn of(named: &Named<'_>) -> Self {
        // Without a key of its own for every run, since what is found must not depend on one.
        let mut hasher = FixedState::default().build_hasher();
        named.code.hash(&mut hasher);
        let code = u32::try_from(hasher.finish() >> 32).unwrap_or_default();
        named.name.hash(&mut hasher);
        let (mut length, mut characters) = (0_u16, 0);
        for c in named.name.chars() {
            length = length.saturating_add(1);
            characters |= 1 << ((c as u32).wrapping_mul(0x9e37_79b1) >> 28);
        }
        Self { code, name: hasher.finish(), length, characters }
    }

    /// Whether two names differ and may differ in no more than one character of [`ALMOST`]: each such character takes
    /// away one bit at most and brings another.
    pub(super) fn may_almost_be(self, other: Self) -> bool {
        let most = self.length.max(other.length) / ALMOST;
        self.name != other.name && (self.characters ^ other.characters).count_ones() <= 2 * u32::from(most)
    }
}

/// The names of a standard as they are kept.
pub(super) fn hashed(standard: &Standard<'_>) -> Box<[Hashed]> {
    named(standard).iter().map(Hashed::of).collect()
}

/// The entries of the flat lists whose codes can be relied on.
pub(in crate::rules) fn named<'a>(standard: &'a Standard<'a>) -> Vec<Named<'a>> {
    let lists = KINDS.into_iter().filter_map(|kind| Some((kind, standard.list(kind)?)));
    let mut named = Vec::with_capacity(lists.clone().map(|(_, list)| list.len()).sum());
    for (kind, list) in lists {
        let counts = if ascending(list) { None } else { Some(counts(list)) };
        for Item { code, text } in list.iter().filter(|item| !item.text.is_blank()) {
            let Some(code) = code.as_ref().map(Text::as_str) else { continue };
            let once = counts.as_ref().is_none_or(|counts| counts.get(code) == Some(&1));
            if once && kind.fits(code) {
                named.push(Named { code, text, name: compared(text.as_str()) });
            }
        }
    }
    named
}

/// Whether every code is greater than the one before, so that none can stand twice. Nearly all lists are so.
fn ascending(list: &List<Item<'_>>) -> bool {
    let codes = list.iter().map(|item| item.code.as_ref().map(Text::as_str));
    codes.is_sorted_by(|one, next| one.is_some() && one < next)
}

fn counts<'a>(list: &'a List<Item<'_>>) -> HashMap<&'a str, usize> {
    let mut counts = HashMap::default();
    for code in list.iter().filter_map(|item| item.code.as_ref()) {
        *counts.entry(code.as_str()).or_default() += 1;
    }
    counts
}

/// The bytes of common Chinese characters, letters and digits, which is what most names are made of.
const IS_COMMON: [bool; 256] = {
    let mut is_common = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        is_common[byte] =
            matches!(byte as u8, 0x80..=0xbf | 0xe4..=0xe9) || (byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    is_common
};

/// What of a name is compared: without a description, a mark such as 【註3】 and white space.
fn compared(text: &str) -> Cow<'_, str> {
    if text.bytes().fold(true, |common, byte| common & IS_COMMON[usize::from(byte)]) {
        return Cow::Borrowed(text);
    }
    let ends =
        |&(at, c): &(usize, char)| matches!(c, '：' | ':') || c == '【' && text[at..].starts_with("【註");
    let mut spaced = false;
    let mut characters = text.char_indices();
    let end = characters.by_ref().inspect(|(_, c)| spaced |= c.is_whitespace()).find(ends);
    let name = end.map_or(text, |(at, _)| &text[..at]);
    if spaced { Cow::Owned(name.split_whitespace().collect()) } else { Cow::Borrowed(name) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn names_that_almost_agree_are_never_passed_over(
            name in "[丁-乙AI(]{1,40}",
            changes in prop::collection::vec((any::<prop::sample::Index>(), 0..3, "[丁-乙]"), 1..10),
        ) {
            let text = Text::made(&name);
            let hashed = |name: &str| Hashed::of(&Named { code: "K01", text: &text, name: name.into() });
            let mut other: Vec<char> = name.chars().collect();
            for (at, change, c) in &changes {
                let (at, c) = (at.index(other.len().max(1)).min(other.len()), c.chars().next().unwrap());
                match change {
                    0 => other.insert(at, c),
                    1 if at < other.len() => { other.remove(at); }
                    _ if at < other.len() => other[at] = c,
                    _ => {}
                }
            }
            let other: String = other.into_iter().collect();
            let longer = name.chars().count().max(other.chars().count());
            if name != other && strsim::osa_distance(&name, &other) <= longer / usize::from(ALMOST) {
                prop_assert!(hashed(&name).may_almost_be(hashed(&other)), "{} {}", name, other);
            }
        }
    }
}
