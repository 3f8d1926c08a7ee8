//! The names that standards of a family may share: those of the flat lists, under reliable codes.

use std::borrow::Cow;
use std::hash::{BuildHasher, Hash, Hasher};

use foldhash::HashMap;
use foldhash::quality::FixedState;

use super::ALMOST;
use crate::model::{Kind, Text};
use crate::rules::StandardIndex;
use crate::rules::entries::CodedEntry;
use crate::text::fold::{printed, title, title_with};

/// The kinds whose lists have names.
const KINDS: [Kind; 3] = [Kind::Knowledge, Kind::Skill, Kind::Attitude];

/// A code with its name.
pub(in crate::rules) struct Named<'a> {
    pub(in crate::rules) code: &'a str,
    pub(in crate::rules) text: &'a Text<'a>,
}

impl<'a> Named<'a> {
    /// The part of the name that is compared, see [`title`].
    pub(in crate::rules) fn name(&self) -> Cow<'a, str> {
        title(self.text.as_str())
    }
}

/// Hashes of a code and of its name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hashed {
    /// Hash of the code.
    pub(super) code: u32,
    /// Hash of the code and the name together.
    pub(super) name: u64,
    /// The number of characters in the name.
    length: u16,
    /// The set of its characters, each represented by its last four bits.
    characters: u16,
}

impl Hashed {
    pub(super) fn of(named: &Named<'_>) -> Self {
        // With a fixed seed, since findings must not differ between runs.
        let hasher = || FixedState::default().build_hasher();
        let code = match *named.code.as_bytes() {
            // Nearly all codes; these are packed, so they cannot collide.
            [letter, tens, ones] => u32::from_le_bytes([letter, tens, ones, 0]),
            [letter, hundreds, tens, ones] => u32::from_le_bytes([letter, hundreds, tens, ones]),
            _ => {
                let mut hasher = hasher();
                named.code.hash(&mut hasher);
                u32::try_from(hasher.finish() >> 32).unwrap_or_default()
            }
        };
        let (mut length, mut characters) = (0_usize, 0);
        let name = title_with(named.text.as_str(), |last| {
            length += 1;
            characters |= 1 << (last % 16);
        });
        let mut hasher = hasher();
        (code, &*name).hash(&mut hasher);
        Self { code, name: hasher.finish(), length: u16::try_from(length).unwrap_or(u16::MAX), characters }
    }

    /// False if the names are equal or certainly differ in more than one character of [`ALMOST`]: replacing a character
    /// clears at most one bit and sets at most one. Without the sets of characters `ttm validate` takes 9.9 % more
    /// instructions.
    pub(super) fn may_almost_be(self, other: Self) -> bool {
        let most = self.length.max(other.length) / ALMOST;
        self.name != other.name && (self.characters ^ other.characters).count_ones() <= 2 * u32::from(most)
    }
}

/// The hashes of a standard's names, to be kept in its summary.
pub(super) fn hashed(index: &StandardIndex<'_>) -> Box<[Hashed]> {
    let entries = index.entries();
    let mut hashed = Vec::with_capacity(KINDS.iter().map(|&kind| entries.listed(kind).len()).sum());
    named(index).for_each(|named| hashed.push(Hashed::of(&named)));
    hashed.into()
}

/// The entries of the flat lists with reliable codes.
pub(in crate::rules) fn named<'a>(index: &StandardIndex<'a>) -> impl Iterator<Item = Named<'a>> {
    let entries = index.entries();
    KINDS.into_iter().flat_map(move |kind| {
        let list = entries.listed(kind);
        // Nearly all lists are in ascending order, so no code can occur twice.
        let counts = if entries.well_numbered { None } else { Some(counts(list)) };
        list.iter().filter_map(move |entry| {
            let (code, text) =
                (entry.code.filter(|code| entry.fits() && !code.needs_normalizing())?, entry.text?);
            let code = code.as_str();
            let once = counts.as_ref().is_none_or(|counts| counts.get(code) == Some(&1));
            (once && !printed(text.as_str()).is_empty()).then_some(Named { code, text })
        })
    })
}

fn counts<'a>(list: &[CodedEntry<'a>]) -> HashMap<&'a str, usize> {
    let mut counts = HashMap::default();
    for code in list.iter().filter_map(|entry| entry.code) {
        *counts.entry(code.as_str()).or_default() += 1;
    }
    counts
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn similar_names_are_always_found(
            name in "[丁-乙AI(]{1,40}",
            changes in prop::collection::vec((any::<prop::sample::Index>(), 0..3, "[丁-乙]"), 1..10),
        ) {
            let hashed = |name: &str| Hashed::of(&Named { code: "K01", text: &Text::made(name) });
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
