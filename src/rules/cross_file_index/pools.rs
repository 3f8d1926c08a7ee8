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

/// Standards of one pool, in which some code has names that may almost agree.
#[derive(Debug)]
pub(super) struct Pool {
    pub(super) files: Vec<FileId>,
    /// The most frequent name of each such code, by hash of the code.
    hashes: HashMap<u32, Hashed>,
    /// The same names, by code.
    pub(super) usual: HashMap<Box<str>, CommonName>,
}

impl Pool {
    /// Whether one of `names` may almost agree with the common name of its code.
    pub(super) fn may_almost_have(&self, names: &[Hashed]) -> bool {
        names.iter().any(|one| is_near(&self.hashes, one))
    }
}

/// The most frequent name of a code in a pool, with the first standard that has it.
#[derive(Debug)]
pub(in crate::rules) struct CommonName {
    /// The part of the name that is compared.
    pub(in crate::rules) name: String,
    pub(in crate::rules) place: Place,
    /// The code of the standard.
    pub(in crate::rules) sibling: String,
}

/// The families with more than one standard, with the newest version of each; `sorted` is by standard, version and
/// file.
fn families<'a>(sorted: &[&'a FileSummary]) -> Vec<Vec<&'a FileSummary>> {
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

/// The pools in which a code has names that may almost agree, with the most frequent name of each such code. `look`
/// loads a standard again; only the standards with those names are loaded.
///
/// `sorted` is by standard, version and file.
pub(super) fn usual_names<L>(sorted: &[&FileSummary], look: L) -> Vec<Pool>
where
    L: Fn(FileId, &mut dyn FnMut(&Standard<'_>)) + Sync,
{
    let pooled = parallel::map(families(sorted), |family| {
        let pools = pools(&family).into_iter();
        let pools = pools.map(|pool| (disputed(usual(&pool.members), &pool.members), pool.members));
        pools.filter(|(usual, _)| !usual.is_empty()).collect::<Vec<_>>()
    });
    let mut found = Vec::new();
    let mut wanted: BTreeMap<FileId, Vec<(usize, Hashed)>> = BTreeMap::new();
    for (usual, members) in pooled.into_iter().flatten() {
        let hashes = usual.iter().map(|&(one, _)| (one.code, one)).collect();
        for (one, member) in usual {
            wanted.entry(member.file).or_default().push((found.len(), one));
        }
        let files = members.iter().map(|member| member.file).collect();
        found.push(Pool { files, hashes, usual: HashMap::new() });
    }
    let quoted = parallel::map(wanted, |(file, wanted)| {
        let mut quoted = Vec::new();
        look(file, &mut |standard| quoted = quote(standard, &wanted));
        quoted
    });
    for (pool, code, usual) in quoted.into_iter().flatten() {
        found[pool].usual.insert(code, usual);
    }
    found
}

/// The names of a standard that are in `wanted`, with their pools.
fn quote(standard: &Standard<'_>, wanted: &[(usize, Hashed)]) -> Vec<(usize, Box<str>, CommonName)> {
    let index = StandardIndex::new(standard);
    let names: HashMap<u64, _> = named(&index).map(|one| (Hashed::of(&one).name, one)).collect();
    let quoted = wanted.iter().filter_map(|(pool, hashed)| {
        let one = names.get(&hashed.name)?;
        let place = standard.at(one.text.span);
        let usual = CommonName { name: one.name().into_owned(), place, sibling: sibling(standard) };
        Some((*pool, one.code.into(), usual))
    });
    quoted.collect()
}

/// The standards of one pool.
#[derive(Default)]
struct Pooled<'a> {
    codes: HashSet<u32>,
    members: Vec<&'a FileSummary>,
}

/// The pools of a family: a configured family is one pool, any other is divided by shared names. In the latter,
/// standards that share no name with another are left out.
fn pools<'a>(family: &[&'a FileSummary]) -> Vec<Pooled<'a>> {
    let declared = family.first().is_some_and(|member| member.family.is_some());
    let repeated = repeated(family);
    let mut pools: Vec<Pooled<'a>> = Vec::new();
    let mut holders: HashMap<u64, Vec<usize>> = HashMap::new();
    for &member in family {
        let shared: Vec<u64> =
            member.names.iter().map(|one| one.name).filter(|name| repeated.contains(name)).collect();
        if shared.is_empty() && !declared {
            continue;
        }
        let mut equal: BTreeMap<usize, usize> = BTreeMap::new();
        for name in &shared {
            for &pool in holders.get(name).into_iter().flatten() {
                *equal.entry(pool).or_default() += 1;
            }
        }
        let both =
            |pool: &Pooled<'_>| member.names.iter().filter(|one| pool.codes.contains(&one.code)).count();
        let joined = equal
            .into_iter()
            .filter(|&(pool, equal)| equal * 2 > both(&pools[pool]))
            .max_by_key(|&(pool, equal)| (equal, Reverse(pool)))
            .map_or(if declared { 0 } else { pools.len() }, |(pool, _)| pool);
        if joined == pools.len() {
            pools.push(Pooled::default());
        }
        for name in shared {
            let holders = holders.entry(name).or_default();
            if !holders.contains(&joined) && holders.len() < MAX_POOLS {
                holders.push(joined);
            }
        }
        pools[joined].codes.extend(member.names.iter().map(|one| one.code));
        pools[joined].members.push(member);
    }
    pools
}

/// The hashes of names that occur more than once.
fn repeated(family: &[&FileSummary]) -> HashSet<u64> {
    let names = || family.iter().flat_map(|member| member.names.iter().map(|one| one.name));
    // Most names of a family occur once: the filters remove them, so that the set stays small. 1.3 % of the instructions of
    // `ttm validate`.
    let (mut met, mut again) = (BloomFilter::<1024>::new(), BloomFilter::<1024>::new());
    names().filter(|&name| met.insert(name)).for_each(|name| _ = again.insert(name));
    let mut seen = HashSet::new();
    names().filter(|&name| again.may_contain(name) && !seen.insert(name)).collect()
}

/// Whether `one` may almost agree with the common name of its code.
fn is_near(usual: &HashMap<u32, Hashed>, one: &Hashed) -> bool {
    usual.get(&one.code).is_some_and(|&usual| one.may_almost_be(usual))
}

/// The common names that some member may almost agree with; no finding can be about any other.
fn disputed<'a>(
    mut usual: Vec<(Hashed, &'a FileSummary)>,
    members: &[&FileSummary],
) -> Vec<(Hashed, &'a FileSummary)> {
    let by_code: HashMap<u32, Hashed> = usual.iter().map(|&(one, _)| (one.code, one)).collect();
    let names = members.iter().flat_map(|member| &member.names);
    let near: HashSet<u32> = names.filter(|one| is_near(&by_code, one)).map(|one| one.code).collect();
    usual.retain(|(one, _)| near.contains(&one.code));
    usual
}

/// The most frequent name of each code that has several names, with the first member that has it; among equally
/// frequent names, the one that comes first.
fn usual<'a>(members: &[&'a FileSummary]) -> Vec<(Hashed, &'a FileSummary)> {
    let mut counts: HashMap<(u32, u64), (usize, Reverse<usize>, Hashed)> = HashMap::new();
    for (at, member) in members.iter().enumerate() {
        for &one in &member.names {
            counts.entry((one.code, one.name)).or_insert((0, Reverse(at), one)).0 += 1;
        }
    }
    let mut counted: Vec<_> = counts.into_values().collect();
    counted.sort_unstable_by_key(|&(count, first, one)| (one.code, Reverse((count, first)), one.name));
    let usual = counted.chunk_by(|(.., one), (.., next)| one.code == next.code).filter(|of| of.len() > 1);
    usual.map(|of| (of[0].2, members[of[0].1.0])).collect()
}
