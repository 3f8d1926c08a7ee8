//! How many standards use a name of knowledge, of skills or of attitudes, and which of their names are another spelling of
//! one that many use.
//!
//! Names are not compared with each other: the spellings of a name have one sum of the weights of their characters
//! ([`spelling`]), so they are found by it as equal names are by their hash. Two passes over the hashes of all
//! names suffice. The first counts the sums in a table of bytes, where several sums may have one place; the second counts
//! the names exactly whose place says that they may be in use often enough.
//!
//! The names of a family of standards count once, since its members are copied from each other; drafts do not count.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use foldhash::{HashMap, HashMapExt as _, HashSet};

use super::names::{Hashed, listed};
use super::{FamilyKey, FileSummary};
use crate::files::parallel;
use crate::files::source::FileId;
use crate::model::{Kind, Standard};
use crate::rules::StandardIndex;
use crate::rules::bloom_filter::BloomFilter;
use crate::text::fold::{spelling, title};

/// A name is common from so many families on. If writers had no habit and took either of two spellings with equal
/// chance, one of the two would be in a single family of eight in 8 of 256 cases; of seven in 7 of 128, and one in twenty is the most
/// that a note may be wrong.
const COMMON: u32 = 7;

/// A name is odd up to so many families: two that were written apart do not slip alike.
const ODD: u32 = 1;

/// A name that many standards use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::rules) struct UsedName {
    /// The part of the name that is compared.
    pub(in crate::rules) name: String,
    /// The number of families that use it.
    pub(in crate::rules) standards: u32,
    hash: u64,
}

/// The spellings of a name, one of them common.
#[derive(Debug, Default)]
struct Group {
    /// Those that are common, the most used first.
    common: Vec<UsedName>,
    /// The hashes of those that are not odd, the common ones included, in order.
    used: Vec<u64>,
}

/// What is known of the usage of names beforehand, as other runs counted it.
#[derive(Debug, Default)]
pub struct NameCatalogue {
    /// By hash.
    names: HashMap<u64, (Hashed, UsedName)>,
}

impl NameCatalogue {
    /// Adds that `standards` families use a name; what was added of it before is added up.
    pub fn add(&mut self, kind: Kind, name: &str, standards: u32) {
        let hashed = Hashed::of(kind, None, name);
        let used = || UsedName { name: title(name).into_owned(), standards: 0, hash: hashed.name() };
        let (_, used) = self.names.entry(hashed.name()).or_insert_with(|| (hashed, used()));
        used.standards = used.standards.saturating_add(standards);
    }

    fn groups(&self) -> HashMap<u32, Group> {
        let mut groups: HashMap<u32, Group> = HashMap::new();
        for (hashed, used) in self.names.values().filter(|(hashed, _)| has_spellings(hashed)) {
            let group = groups.entry(hashed.spelling).or_default();
            if used.standards > ODD {
                group.used.push(used.hash);
            }
            if used.standards >= COMMON {
                group.common.push(used.clone());
            }
        }
        groups.retain(|_, group| !group.common.is_empty());
        groups.values_mut().for_each(Group::sort);
        groups
    }
}

/// Whether a name is long enough to have other spellings.
fn has_spellings(name: &Hashed) -> bool {
    usize::from(name.length) >= spelling::SHORTEST
}

/// The usage of names in a run.
#[derive(Debug, Default)]
pub(super) struct NameUsage {
    /// Whether it is known beforehand, so that the run changes nothing.
    is_known: bool,
    /// By the sum of their weights, the names with a common spelling. In a run only those that also have an odd one.
    groups: HashMap<u32, Group>,
    /// The files with an odd name of such a group.
    files: HashSet<FileId>,
    /// What is counted once a file is replaced.
    counts: Option<Counts>,
}

/// The number of families of each of the spellings of a name, by hash.
type Numbers = BTreeMap<u64, Number>;

/// How many use a name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Number {
    families: u32,
    /// With drafts.
    files: u32,
}

/// The numbers of every name, kept while files change.
#[derive(Debug, Default)]
struct Counts {
    /// The number of files with a name, by family; drafts have none.
    of_family: HashMap<(u64, FamilyKey), u32>,
    /// By the sum of their weights.
    numbers: HashMap<u32, Numbers>,
}

impl NameUsage {
    /// `sorted` are the summaries with a code, by standard.
    pub(super) fn new<L>(
        summaries: &[FileSummary],
        sorted: &[&FileSummary],
        known: Option<&NameCatalogue>,
        look: L,
    ) -> Self
    where
        L: Fn(FileId, &mut dyn FnMut(&Standard<'_>)) + Sync,
    {
        let groups = match known {
            Some(known) => known.groups(),
            None => {
                let counted = counted(summaries, sorted);
                groups(counted, &HashMap::new(), || summaries.iter(), look)
            }
        };
        let mut usage = Self { is_known: known.is_some(), groups, ..Self::default() };
        usage.files = usage.with_odd_names(summaries.iter()).into_iter().collect();
        usage
    }

    pub(super) fn concerns(&self, file: FileId) -> bool {
        self.files.contains(&file)
    }

    /// The common names of which this one is an odd spelling, if their weights do not deceive.
    pub(super) fn usual(&self, name: &Hashed) -> &[UsedName] {
        let group = self.groups.get(&name.spelling).filter(|group| has_spellings(name) && group.is_odd(name));
        group.map_or(&[], |group| &group.common)
    }

    /// The files with an odd name.
    fn with_odd_names<'a>(&self, summaries: impl Iterator<Item = &'a FileSummary>) -> Vec<FileId> {
        if self.groups.is_empty() {
            return Vec::new();
        }
        // Nearly all names are in no group.
        let mut filter = BloomFilter::<1024>::new();
        self.groups.keys().for_each(|&sum| _ = filter.insert(key(sum)));
        let is_odd = |name: &Hashed| filter.may_contain(key(name.spelling)) && !self.usual(name).is_empty();
        let odd = summaries.filter(|summary| summary.names.all().iter().any(is_odd));
        odd.map(|summary| summary.file).collect()
    }

    /// Counts all names, before the first replacement.
    pub(super) fn count(&mut self, summaries: &[Option<FileSummary>]) {
        if self.is_known || self.counts.is_some() {
            return;
        }
        let mut counts = Counts::default();
        summaries.iter().flatten().for_each(|summary| counts.add(summary));
        self.counts = Some(counts);
    }

    /// Counts the names of a file again. Returns the sums of weights under which numbers changed.
    pub(super) fn recount(
        &mut self,
        before: Option<&FileSummary>,
        now: Option<&FileSummary>,
    ) -> BTreeSet<u32> {
        let Some(counts) = &mut self.counts else { return BTreeSet::new() };
        // What is typed is seldom one of these names, and then nothing is counted otherwise.
        if let (Some(before), Some(now)) = (before, now)
            && before.is_issued() == now.is_issued()
            && before.family_key() == now.family_key()
            && before.names.all() == now.names.all()
        {
            return BTreeSet::new();
        }
        let names = before.iter().chain(&now).flat_map(|summary| summary.names.all());
        let sums: BTreeSet<u32> =
            names.filter(|name| has_spellings(name)).map(|name| name.spelling).collect();
        let numbers = |counts: &Counts| -> Vec<Option<Numbers>> {
            sums.iter().map(|sum| counts.numbers.get(sum).cloned()).collect()
        };
        let numbers_before = numbers(counts);
        before.iter().for_each(|summary| counts.remove(summary));
        now.iter().for_each(|summary| counts.add(summary));
        let changed = numbers(counts).into_iter().zip(numbers_before).map(|(now, before)| now != before);
        sums.iter().zip(changed).filter(|(_, changed)| *changed).map(|(&sum, _)| sum).collect()
    }

    /// Makes the groups of `sums` again. Returns the files with a name among them that is odd or was.
    pub(super) fn update<L>(
        &mut self,
        sums: &BTreeSet<u32>,
        replaced: FileId,
        summaries: &[Option<FileSummary>],
        look: L,
    ) -> Vec<FileId>
    where
        L: Fn(FileId, &mut dyn FnMut(&Standard<'_>)) + Sync,
    {
        let all = || summaries.iter().flatten();
        let before: HashMap<u32, Group> =
            sums.iter().filter_map(|sum| Some((*sum, self.groups.remove(sum)?))).collect();
        if let Some(counts) = &self.counts {
            let names = before.values().flat_map(|group| &group.common);
            let texts = names.map(|used| (used.hash, used.name.clone())).collect();
            let counted = sums.iter().filter_map(|sum| Some((*sum, counts.numbers.get(sum)?.clone())));
            let counted = counted.filter(|(_, numbers)| has_odd_and_common(numbers)).collect();
            self.groups.extend(groups(counted, &texts, all, look));
        }
        let is_changed =
            |sum: &u32| before.contains_key(sum) || sums.contains(sum) && self.groups.contains_key(sum);
        let has_changed = |summary: &&FileSummary| {
            summary.names.all().iter().any(|name| {
                let was_odd = || before.get(&name.spelling).is_some_and(|group| group.is_odd(name));
                has_spellings(name)
                    && is_changed(&name.spelling)
                    && (was_odd() || !self.usual(name).is_empty())
            })
        };
        let any = sums.iter().any(is_changed);
        let changed: Vec<FileId> =
            all().filter(|_| any).filter(has_changed).map(|summary| summary.file).collect();
        let again: BTreeSet<FileId> = changed.iter().copied().chain([replaced]).collect();
        let of_again = all().filter(|summary| again.contains(&summary.file));
        let odd = self.with_odd_names(of_again);
        self.files.retain(|file| !again.contains(file));
        self.files.extend(odd);
        changed
    }
}

impl Group {
    fn sort(&mut self) {
        self.used.sort_unstable();
        self.common.sort_by(|one, other| {
            (Reverse(one.standards), &one.name).cmp(&(Reverse(other.standards), &other.name))
        });
    }

    fn is_odd(&self, name: &Hashed) -> bool {
        self.used.binary_search(&name.name()).is_err()
    }
}

impl Counts {
    fn add(&mut self, summary: &FileSummary) {
        let family = summary.is_issued().then(|| summary.family_key());
        for name in summary.names.all().iter().filter(|name| has_spellings(name)) {
            let number = self.numbers.entry(name.spelling).or_default().entry(name.name()).or_default();
            number.files += 1;
            let Some(family) = family else { continue };
            let of_family = self.of_family.entry((name.name(), family)).or_default();
            number.families += u32::from(*of_family == 0);
            *of_family += 1;
        }
    }

    fn remove(&mut self, summary: &FileSummary) {
        let family = summary.is_issued().then(|| summary.family_key());
        for name in summary.names.all().iter().filter(|name| has_spellings(name)) {
            let Some(numbers) = self.numbers.get_mut(&name.spelling) else { continue };
            let Some(number) = numbers.get_mut(&name.name()) else { continue };
            number.files -= 1;
            if let Some(family) = family
                && let Some(of_family) = self.of_family.get_mut(&(name.name(), family))
            {
                *of_family -= 1;
                if *of_family == 0 {
                    number.families -= 1;
                    self.of_family.remove(&(name.name(), family));
                }
            }
            if number.files == 0 {
                numbers.remove(&name.name());
            }
            if numbers.is_empty() {
                self.numbers.remove(&name.spelling);
            }
        }
    }
}

/// A sum of weights for a filter, which looks at leading bits.
fn key(sum: u32) -> u64 {
    u64::from(sum) << 32
}

fn has_odd_and_common(numbers: &Numbers) -> bool {
    let has = |is: fn(u32) -> bool| numbers.values().any(|number| is(number.families));
    has(|families| families <= ODD) && has(|families| families >= COMMON)
}

/// The numbers of all names that have a common and an odd spelling.
fn counted(summaries: &[FileSummary], sorted: &[&FileSummary]) -> HashMap<u32, Numbers> {
    let count: usize = sorted.iter().map(|summary| summary.names.all().len()).sum();
    // As many places as names, so that few have one place, up to a size that a large run can spare.
    let bits = count.next_power_of_two().ilog2().clamp(1, 24);
    let mut places = vec![0_u8; 1 << bits];
    let place = |name: &Hashed| (name.spelling >> (32 - bits)) as usize;
    for summary in sorted {
        for name in summary.names.all() {
            let place = &mut places[place(name)];
            *place = place.saturating_add(1);
        }
    }
    let may_be_common = |name: &Hashed| u32::from(places[place(name)]) >= COMMON && has_spellings(name);
    // Families by code are adjacent already; the members of a configured family need not be.
    let mut sorted = sorted.to_vec();
    sorted.sort_by_key(|member| (member.family.is_none(), member.family));
    let families = sorted.chunk_by(|one, next| one.family_key() == next.family_key());
    // With the last family that was counted.
    let mut numbers: HashMap<u64, (u32, Number, usize)> = HashMap::new();
    for (family, members) in (1..).zip(families) {
        for member in members {
            for name in member.names.all().iter().filter(|name| may_be_common(name)) {
                let (_, number, last) =
                    numbers.entry(name.name()).or_insert((name.spelling, Number::default(), 0));
                number.families += u32::from(*last != family);
                number.files += 1;
                *last = family;
            }
        }
    }
    let drafts = summaries.iter().filter(|summary| !summary.is_issued());
    for name in drafts.flat_map(|draft| draft.names.all()).filter(|name| may_be_common(name)) {
        let (_, number, _) = numbers.entry(name.name()).or_insert((name.spelling, Number::default(), 0));
        number.files += 1;
    }
    let mut by_sum: HashMap<u32, Numbers> = HashMap::new();
    numbers.into_iter().for_each(|(name, (sum, number, _))| {
        by_sum.entry(sum).or_default().insert(name, number);
    });
    by_sum.retain(|_, numbers| has_odd_and_common(numbers));
    by_sum
}

/// The groups of counted names. The common ones are read again, but for those in `texts`.
fn groups<'a, I, L>(
    counted: HashMap<u32, Numbers>,
    texts: &HashMap<u64, String>,
    summaries: impl Fn() -> I,
    look: L,
) -> HashMap<u32, Group>
where
    I: Iterator<Item = &'a FileSummary>,
    L: Fn(FileId, &mut dyn FnMut(&Standard<'_>)) + Sync,
{
    let mut texts = texts.clone();
    let common = counted.values().flatten().filter(|(_, number)| number.families >= COMMON);
    let mut wanted: BTreeSet<u64> =
        common.map(|(&name, _)| name).filter(|name| !texts.contains_key(name)).collect();
    let mut holders: BTreeMap<FileId, Vec<u64>> = BTreeMap::new();
    if !wanted.is_empty() {
        for summary in summaries() {
            for name in summary.names.all().iter().filter(|name| counted.contains_key(&name.spelling)) {
                if wanted.remove(&name.name()) {
                    holders.entry(summary.file).or_default().push(name.name());
                }
            }
        }
    }
    let read = parallel::map(holders, |(file, wanted)| {
        let mut read = Vec::new();
        look(file, &mut |standard| {
            for one in listed(&StandardIndex::new(standard)) {
                let hash = Hashed::of_listed(&one).name();
                if wanted.contains(&hash) {
                    read.push((hash, title(one.text.as_str()).into_owned()));
                }
            }
        });
        read
    });
    texts.extend(read.into_iter().flatten());
    let group = |numbers: Numbers| {
        let used =
            numbers.iter().filter(|(_, number)| number.families > ODD).map(|(&name, _)| name).collect();
        let common = numbers.iter().filter(|(_, number)| number.families >= COMMON);
        let named = common.filter_map(|(&hash, number)| {
            Some(UsedName { name: texts.get(&hash)?.clone(), standards: number.families, hash })
        });
        let mut group = Group { common: named.collect(), used };
        group.sort();
        group
    };
    counted.into_iter().map(|(sum, numbers)| (sum, group(numbers))).collect()
}
