//! Groups the standards of a family that take their numbers from one pool, and finds the most common name of each code.
//!
//! A family may have thousands of standards. They are not compared pairwise but with the pools found so far: each joins
//! the pool that has most of its names.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use foldhash::{HashMap, HashMapExt as _, HashSet, HashSetExt as _};

use super::names::{Hashed, named};
use super::{FileSummary, sibling};
use crate::files::parallel;
use crate::files::source::{FileId, Place};
use crate::model::Standard;
use crate::rules::StandardIndex;
use crate::rules::bloom_filter::BloomFilter;

/// The most pools in which one name is looked up. A hostile family could have as many pools as standards.
const MAX_POOLS: usize = 16;

/// The pools of a family in which some code has names that may almost agree.
#[derive(Debug, Default)]
pub(super) struct Family {
    pools: Vec<Pool>,
    /// The pool of each file that has such a name.
    pool_of: HashMap<FileId, usize>,
}

/// The most frequent name of each code that has names that may almost agree.
type Pool = HashMap<Box<str>, CommonName>;

/// The most frequent name of a code in a pool, with the first standard that has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::rules) struct CommonName {
    /// The part of the name that is compared.
    pub(in crate::rules) name: String,
    pub(in crate::rules) place: Place,
    /// The code of the standard.
    pub(in crate::rules) sibling: String,
    /// The hash of the code and the name together.
    hash: u64,
}

impl Family {
    /// The most frequent names of the pool of a file; `None` if none of its names may almost agree with one of them.
    pub(super) fn common_names(&self, file: FileId) -> Option<&Pool> {
        self.pool_of.get(&file).map(|&pool| &self.pools[pool])
    }

    /// Whether there is nothing that a rule could report.
    pub(super) fn is_empty(&self) -> bool {
        self.pools.is_empty()
    }

    /// Whether the place of one of its common names is in `file`.
    pub(super) fn quotes(&self, file: FileId) -> bool {
        self.pools.iter().flatten().any(|(_, common)| common.place.file == file)
    }

    /// The files, other than `replaced`, that are compared with other names or places than in `before`. The names of
    /// `replaced` count as other ones, since lines in it may have moved.
    pub(super) fn compared_otherwise(&self, before: &Self, replaced: FileId) -> Vec<FileId> {
        let quotes_replaced = |pool: &Pool| pool.iter().any(|(_, common)| common.place.file == replaced);
        let mut differs: BTreeMap<(Option<usize>, Option<usize>), bool> = BTreeMap::new();
        let mut files: Vec<FileId> = self.pool_of.keys().chain(before.pool_of.keys()).copied().collect();
        files.sort_unstable();
        files.dedup();
        files.retain(|file| {
            let pools = (before.pool_of.get(file).copied(), self.pool_of.get(file).copied());
            *file != replaced
                && *differs.entry(pools).or_insert_with(|| match pools {
                    (Some(old), Some(new)) => {
                        let (old, new) = (&before.pools[old], &self.pools[new]);
                        old != new || quotes_replaced(new)
                    }
                    _ => true,
                })
        });
        files
    }

    /// The common names of all pools that are in other files than `replaced`.
    pub(super) fn quoted_elsewhere(&self, replaced: FileId) -> Quoted {
        let common = self.pools.iter().flatten().filter(|(_, common)| common.place.file != replaced);
        common
            .map(|(code, common)| ((common.place.file, common.hash), (code.clone(), common.clone())))
            .collect()
    }
}

/// Common names that were read before, with their codes, by file and hash.
pub(super) type Quoted = HashMap<(FileId, u64), (Box<str>, CommonName)>;

/// The families with more than one standard, with the newest version of each; `sorted` is by standard, version and
/// path.
pub(super) fn divide<'a>(sorted: &[&'a FileSummary]) -> Vec<Vec<&'a FileSummary>> {
    let mut sorted = sorted.to_vec();
    // Families by code are adjacent already; the members of a configured family need not be.
    sorted.sort_by_key(|member| (member.family.is_none(), member.family));
    let families = sorted.chunk_by(|one, next| one.family_key() == next.family_key());
    let newest = |versions: &[&'a FileSummary]| {
        let newest = versions.last()?.identity();
        versions.iter().copied().find(|member| member.identity() == newest)
    };
    families
        .map(|family| family.chunk_by(|one, next| one.base() == next.base()).filter_map(newest).collect())
        .filter(|family: &Vec<_>| family.len() > 1)
        .collect()
}

/// The pools of each of `families` that [`divide`] found. `look` loads a standard again; only the standards with names
/// that findings may quote are loaded, and not for names that are in `quoted`.
pub(super) fn compared<L>(families: &[Vec<&FileSummary>], quoted: &Quoted, look: L) -> Vec<Family>
where
    L: Fn(FileId, &mut dyn FnMut(&Standard<'_>)) + Sync,
{
    let pooled = parallel::map(families, |family| {
        let pools = pools(family).into_iter();
        let pools = pools.map(|pool| (may_differ(most_frequent(&pool.members), &pool.members), pool.members));
        pools.filter(|(common, _)| !common.is_empty()).collect::<Vec<_>>()
    });
    let mut found = Vec::with_capacity(families.len());
    let mut wanted: BTreeMap<FileId, Vec<Wanted>> = BTreeMap::new();
    for (at, pooled) in pooled.into_iter().enumerate() {
        let mut family = Family::default();
        for (common, members) in pooled {
            let pool = family.pools.len();
            let by_code: HashMap<u32, Hashed> = common.iter().map(|&(one, _)| (one.code, one)).collect();
            for (name, member) in common {
                wanted.entry(member.file).or_default().push(Wanted { family: at, pool, name });
            }
            let near =
                members.iter().filter(|member| member.names.coded().iter().any(|one| is_near(&by_code, one)));
            family.pool_of.extend(near.map(|member| (member.file, pool)));
            family.pools.push(Pool::new());
        }
        found.push(family);
    }
    let read = parallel::map(wanted, |(file, wanted)| {
        let known = wanted.iter().map(|wanted| quoted.get(&(file, wanted.name.with_code())));
        if let Some(known) = known.collect::<Option<Vec<_>>>() {
            let known = wanted.iter().zip(known);
            return known.map(|(wanted, common)| (wanted.family, wanted.pool, common.clone())).collect();
        }
        let mut read = Vec::new();
        look(file, &mut |standard| read = quote(standard, &wanted));
        read
    });
    for (family, pool, (code, common)) in read.into_iter().flatten() {
        found[family].pools[pool].insert(code, common);
    }
    found
}

/// A name that a finding may quote.
struct Wanted {
    family: usize,
    pool: usize,
    name: Hashed,
}

/// The names of a standard that are in `wanted`, with their families and pools.
fn quote(standard: &Standard<'_>, wanted: &[Wanted]) -> Vec<(usize, usize, (Box<str>, CommonName))> {
    let index = StandardIndex::new(standard);
    let names: HashMap<u64, _> = named(&index).map(|one| (Hashed::of_named(&one).with_code(), one)).collect();
    let quoted = wanted.iter().filter_map(|wanted| {
        let hash = wanted.name.with_code();
        let one = names.get(&hash)?;
        let place = standard.at(one.text.span);
        let common = CommonName { name: one.name().into_owned(), place, sibling: sibling(standard), hash };
        Some((wanted.family, wanted.pool, (one.code.into(), common)))
    });
    quoted.collect()
}

/// The standards of one pool.
#[derive(Default)]
struct Pooled<'a> {
    members: Vec<&'a FileSummary>,
    /// The codes of the first `collected` members.
    codes: HashSet<u32>,
    collected: usize,
}

impl Pooled<'_> {
    /// How many codes of a standard some member has too. The codes are collected only here: most pools have one member
    /// and are never asked.
    fn codes_of_both(&mut self, member: &FileSummary) -> usize {
        let added = self.members[self.collected..].iter().flat_map(|member| member.names.coded());
        self.codes.extend(added.map(|one| one.code));
        self.collected = self.members.len();
        member.names.coded().iter().filter(|one| self.codes.contains(&one.code)).count()
    }
}

/// The pools of a family: a configured family is one pool, any other is divided by shared names. In the latter,
/// standards that share no name with another are left out.
fn pools<'a>(family: &[&'a FileSummary]) -> Vec<Pooled<'a>> {
    let is_configured = family.first().is_some_and(|member| member.family.is_some());
    let repeated = Repeated::of(family);
    let mut pools: Vec<Pooled<'a>> = Vec::new();
    let mut holders: HashMap<u64, Vec<usize>> = HashMap::new();
    for &member in family {
        let shared: Vec<u64> = member
            .names
            .coded()
            .iter()
            .map(|one| one.with_code())
            .filter(|&name| repeated.contains(name))
            .collect();
        if shared.is_empty() && !is_configured {
            continue;
        }
        let mut equal: BTreeMap<usize, usize> = BTreeMap::new();
        for name in &shared {
            for &pool in holders.get(name).into_iter().flatten() {
                *equal.entry(pool).or_default() += 1;
            }
        }
        let joined = equal
            .into_iter()
            .filter(|&(pool, equal)| equal * 2 > pools[pool].codes_of_both(member))
            .max_by_key(|&(pool, equal)| (equal, Reverse(pool)))
            .map_or(if is_configured { 0 } else { pools.len() }, |(pool, _)| pool);
        if joined == pools.len() {
            pools.push(Pooled::default());
        }
        for name in shared {
            let holders = holders.entry(name).or_default();
            if !holders.contains(&joined) && holders.len() < MAX_POOLS {
                holders.push(joined);
            }
        }
        pools[joined].members.push(member);
    }
    pools
}

/// The hashes of names that occur more than once.
struct Repeated {
    /// Those that may.
    filter: BloomFilter<1024>,
    hashes: HashSet<u64>,
}

impl Repeated {
    fn of(family: &[&FileSummary]) -> Self {
        let names =
            || family.iter().flat_map(|member| member.names.coded().iter().map(|one| one.with_code()));
        // Most names of a family occur once: the filters remove them, so that the set stays small. 1.3 % of the instructions of
        // `ttm validate`.
        let (mut met, mut again) = (BloomFilter::<1024>::new(), BloomFilter::new());
        names().filter(|&name| met.insert(name)).for_each(|name| _ = again.insert(name));
        let mut seen = HashSet::new();
        let hashes = names().filter(|&name| again.may_contain(name) && !seen.insert(name)).collect();
        Self { filter: again, hashes }
    }

    fn contains(&self, name: u64) -> bool {
        self.filter.may_contain(name) && self.hashes.contains(&name)
    }
}

/// Whether `one` may almost agree with the common name of its code.
fn is_near(common: &HashMap<u32, Hashed>, one: &Hashed) -> bool {
    common.get(&one.code).is_some_and(|&common| one.may_almost_be(common))
}

/// The common names that some member may almost agree with; no finding can be about any other.
fn may_differ<'a>(
    mut common: Vec<(Hashed, &'a FileSummary)>,
    members: &[&FileSummary],
) -> Vec<(Hashed, &'a FileSummary)> {
    let by_code: HashMap<u32, Hashed> = common.iter().map(|&(one, _)| (one.code, one)).collect();
    let names = members.iter().flat_map(|member| member.names.coded());
    let near: HashSet<u32> = names.filter(|one| is_near(&by_code, one)).map(|one| one.code).collect();
    common.retain(|(one, _)| near.contains(&one.code));
    common
}

/// The most frequent name of each code that has several names, with the first member that has it; among equally
/// frequent names, the one that comes first.
fn most_frequent<'a>(members: &[&'a FileSummary]) -> Vec<(Hashed, &'a FileSummary)> {
    // One standard has no code with several names.
    if members.len() < 2 {
        return Vec::new();
    }
    let mut counts: HashMap<(u32, u64), (usize, Reverse<usize>, Hashed)> = HashMap::new();
    for (at, member) in members.iter().enumerate() {
        for &one in member.names.coded() {
            counts.entry((one.code, one.with_code())).or_insert((0, Reverse(at), one)).0 += 1;
        }
    }
    let mut counted: Vec<_> = counts.into_values().collect();
    counted.sort_unstable_by_key(|&(count, first, one)| (one.code, Reverse((count, first)), one.with_code()));
    let several = counted.chunk_by(|(.., one), (.., next)| one.code == next.code).filter(|of| of.len() > 1);
    several.map(|of| (of[0].2, members[of[0].1.0])).collect()
}
