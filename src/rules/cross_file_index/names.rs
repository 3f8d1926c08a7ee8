//! The names that standards of a family may share: those of the flat lists, under reliable codes.

use std::borrow::Cow;
use std::hash::{BuildHasher, Hash, Hasher};

use foldhash::HashMap;
use foldhash::quality::FixedState;

use super::{ALMOST, FamilyKey};
use crate::model::{Kind, Text};
use crate::rules::StandardIndex;
use crate::rules::entries::CodedEntry;
use crate::rules::versions::identity;
use crate::text::fold::{measured_title, printed, title};

/// The kinds whose lists have names.
const KINDS: [Kind; 3] = [Kind::Knowledge, Kind::Skill, Kind::Attitude];

/// A code with its name.
pub(in crate::rules) struct Named<'a> {
    kind: Kind,
    pub(in crate::rules) code: &'a str,
    pub(in crate::rules) text: &'a Text<'a>,
}

impl<'a> Named<'a> {
    /// The part of the name that is compared, see [`title`].
    pub(in crate::rules) fn name(&self) -> Cow<'a, str> {
        title(self.text.as_str())
    }
}

/// A name of a flat list, with its code if that is reliable.
pub(in crate::rules) struct ListedName<'a> {
    pub(in crate::rules) kind: Kind,
    code: Option<&'a str>,
    pub(in crate::rules) text: &'a Text<'a>,
}

/// Hashes of a code and of its name, and what says at once that two names differ in more than a little.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hashed {
    /// Hash of the code; 0 without one.
    pub(super) code: u32,
    /// The halves of the hash of the code, the kind and the name together: a number of 64 bits would leave room unused.
    named: [u32; 2],
    /// The sum of the weights of its characters, and of its kind: the same for all spellings of a name, see
    /// [`spelling`](crate::text::fold::spelling).
    pub(super) spelling: u32,
    /// The number of characters in the name.
    pub(super) length: u16,
    /// The set of its characters, each represented by its last four bits.
    characters: u16,
}

impl Hashed {
    pub(super) fn of(kind: Kind, code: Option<&str>, text: &str) -> Self {
        // With a fixed seed, since findings must not differ between runs.
        let hasher = || FixedState::default().build_hasher();
        let code = match code.map(str::as_bytes) {
            None => 0,
            // Nearly all codes; these are packed, so they cannot collide.
            Some(&[letter, tens, ones]) => u32::from_le_bytes([letter, tens, ones, 0]),
            Some(&[letter, hundreds, tens, ones]) => u32::from_le_bytes([letter, hundreds, tens, ones]),
            Some(code) => {
                let mut hasher = hasher();
                code.hash(&mut hasher);
                u32::try_from(hasher.finish() >> 32).unwrap_or_default()
            }
        };
        let of_kind = of_kind(kind);
        let (name, measure) = measured_title(text);
        let mut hasher = hasher();
        hasher.write(name.as_bytes());
        let named = hasher.finish() ^ u64::from(of_kind) ^ spread(code);
        let named = [(named >> 32) as u32, named as u32];
        Self {
            code,
            named,
            spelling: of_kind.wrapping_add(measure.weight),
            length: u16::try_from(measure.length).unwrap_or(u16::MAX),
            characters: (measure.characters | measure.characters >> 16) as u16,
        }
    }

    pub(super) fn of_named(named: &Named<'_>) -> Self {
        Self::of(named.kind, Some(named.code), named.text.as_str())
    }

    pub(super) fn of_listed(listed: &ListedName<'_>) -> Self {
        Self::of(listed.kind, listed.code, listed.text.as_str())
    }

    /// Hash of the kind and the name together.
    pub(super) fn name(self) -> u64 {
        self.with_code() ^ spread(self.code)
    }

    /// Hash of the code, the kind and the name together.
    pub(super) fn with_code(self) -> u64 {
        u64::from(self.named[0]) << 32 | u64::from(self.named[1])
    }

    /// False if the names are equal or certainly differ in more than one character of [`ALMOST`]: replacing a character
    /// clears at most one bit and sets at most one. Without the sets of characters `ttm validate` takes 9.9 % more
    /// instructions.
    pub(super) fn may_almost_be(self, other: Self) -> bool {
        let most = self.length.max(other.length) / ALMOST;
        self.named != other.named && (self.characters ^ other.characters).count_ones() <= 2 * u32::from(most)
    }
}

/// A kind's part of a hash and of a sum.
fn of_kind(kind: Kind) -> u32 {
    (kind as u32 + 1) << 16
}

/// The place of a kind among [`KINDS`].
fn position(kind: Kind) -> usize {
    KINDS.iter().position(|&other| other == kind).unwrap_or_default()
}

/// A code's part of a hash, which can be taken out again.
fn spread(code: u32) -> u64 {
    u64::from(code).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// The hashes of a standard's names, to be kept in its summary.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::rules) struct HashedNames {
    /// Those with a code come first, by kind.
    all: Box<[Hashed]>,
    /// Where the coded ones of each kind end.
    ends: [u32; KINDS.len()],
}

impl HashedNames {
    pub(in crate::rules) fn of(index: &StandardIndex<'_>) -> Self {
        let length = |&kind| index.standard.list(kind).map_or(0, |list| list.len());
        let mut all = Vec::with_capacity(KINDS.iter().map(length).sum());
        let mut without = Vec::new();
        let mut counts = KINDS.map(|_| 0);
        for ListedName { kind, code, text } in listed(index) {
            let hashed = Hashed::of(kind, code, text.as_str());
            if code.is_some() {
                all.push(hashed);
                counts[position(kind)] += 1;
            } else {
                without.push(hashed);
            }
        }
        all.extend(without);
        let mut end = 0;
        let ends = counts.map(|count| {
            end += count;
            end
        });
        Self { all: all.into(), ends }
    }

    /// Those with a code that is reliable.
    pub(super) fn coded(&self) -> &[Hashed] {
        let [.., end] = self.ends;
        self.all.get(..end as usize).unwrap_or(&self.all)
    }

    /// The kind of each name with a code, and the sum of its weights.
    pub(in crate::rules) fn sums(&self) -> impl Iterator<Item = (Kind, u32)> {
        let mut start = 0;
        let of_kinds = KINDS.into_iter().zip(self.ends).map(move |(kind, end)| {
            let names = self.all.get(start..end as usize).unwrap_or_default();
            start = end as usize;
            (kind, names)
        });
        of_kinds.flat_map(|(kind, names)| {
            names.iter().map(move |name| (kind, name.spelling.wrapping_sub(of_kind(kind))))
        })
    }

    /// Whether all have one.
    pub(in crate::rules) fn are_coded(&self) -> bool {
        self.coded().len() == self.all.len()
    }

    /// All of them.
    pub(super) fn all(&self) -> &[Hashed] {
        &self.all
    }
}

/// The names that a standard uses.
#[derive(Debug)]
pub struct NamesInUse {
    /// The family of the standard.
    pub family: FamilyKey,
    /// In the order of the form.
    pub names: Vec<UsedAs>,
}

/// A name that is in use.
#[derive(Debug)]
pub struct UsedAs {
    /// What it is a name of.
    pub kind: Kind,
    /// The part that is compared, see [`title`].
    pub compared: String,
    /// The same part as it is shown: with white space between words, but not beside Chinese characters.
    pub shown: String,
}

impl NamesInUse {
    /// Those of a standard, with the index of its configured family, if any; `None` if they do not count because it has no
    /// well-formed code.
    pub fn of(index: &StandardIndex<'_>, family: Option<u32>) -> Option<Self> {
        let code = index.standard.code.given()?.normalized();
        identity(code)?;
        let names = listed(index).map(|ListedName { kind, text, .. }| {
            let compared = title(text.as_str()).into_owned();
            let shown = title_shown(text.as_str(), &compared);
            UsedAs { kind, compared, shown }
        });
        Some(Self { family: FamilyKey::of(code, family), names: names.collect() })
    }
}

/// The part of a text that is its title, with a space for white space between two characters that are not wide.
fn title_shown(text: &str, title: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut rest = text.chars();
    let mut spaced = false;
    for c in title.chars() {
        while let Some(next) = rest.next().filter(|&next| next != c) {
            spaced |= next.is_whitespace();
        }
        let joins_words = |before: char| before.is_ascii() && c.is_ascii();
        if spaced && shown.chars().next_back().is_some_and(joins_words) {
            shown.push(' ');
        }
        spaced = false;
        shown.push(c);
    }
    shown
}

/// The names of the flat lists.
pub(in crate::rules) fn listed<'a>(index: &StandardIndex<'a>) -> impl Iterator<Item = ListedName<'a>> {
    let entries = if index.numbering().is_sound { None } else { Some(index.entries()) };
    KINDS.into_iter().flat_map(move |kind| {
        let entries = entries.map(|entries| (entries, entries.listed(kind)));
        // Nearly all lists are in ascending order, so no code can occur twice.
        let counts = entries.filter(|(all, _)| !all.well_numbered).map(|(_, list)| counts(list));
        let doubtful = entries.map_or(&[][..], |(_, list)| list).iter().filter_map(move |entry| {
            let code = entry.code.filter(|code| entry.fits() && !code.needs_normalizing()).map(Text::as_str);
            let once = |code: &&str| counts.as_ref().is_none_or(|counts| counts.get(code) == Some(&1));
            Some(ListedName { kind, code: code.filter(once), text: entry.text? })
        });
        let sound = index.standard.list(kind).filter(|_| entries.is_none()).into_iter();
        let sound = sound.flat_map(move |list| {
            list.iter().map(move |item| {
                let code = item.code.as_ref().map(Text::as_str);
                ListedName { kind, code, text: &item.text }
            })
        });
        sound.chain(doubtful).filter(|name| !printed(name.text.as_str()).is_empty())
    })
}

/// The entries of the flat lists with reliable codes.
pub(in crate::rules) fn named<'a>(index: &StandardIndex<'a>) -> impl Iterator<Item = Named<'a>> {
    listed(index).filter_map(|ListedName { kind, code, text }| Some(Named { kind, code: code?, text }))
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

    #[test]
    fn white_space_is_shown_between_words_alone() {
        for (text, shown) in [
            ("Power  BI 報表：說明", "Power BI報表"),
            ("規\n 範【註1】", "規範"),
            (" AI\u{3000}Agent ", "AI Agent"),
            ("甲、 乙", "甲、乙"),
        ] {
            assert_eq!(title_shown(text, &title(text)), shown);
        }
    }

    proptest! {
        #[test]
        fn similar_names_are_always_found(
            name in "[丁-乙AI(]{1,40}",
            changes in prop::collection::vec((any::<prop::sample::Index>(), 0..3, "[丁-乙]"), 1..10),
        ) {
            let hashed = |name: &str| Hashed::of(Kind::Knowledge, Some("K01"), name);
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
