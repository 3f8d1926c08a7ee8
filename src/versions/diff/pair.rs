//! Pairs the entries of the old version with those of the new one, by their texts and never by their numbers.
//!
//! Equal texts are paired first, those below the same parent before others; then similar texts, in the same order. The
//! result does not depend on which version is called the old one. Similar texts are searched for only among entries
//! that share a rare enough bigram, so that no input causes a comparison of all with all.

use std::cmp::Reverse;
use std::hash::BuildHasher as _;

use foldhash::quality::FixedState;

use crate::versions::likeness::{Bag, Floors, NEAR_NAME};

/// An entry to be paired.
#[derive(Clone, Debug, Default)]
pub(super) struct Node<'a> {
    /// Its code as printed, and after full-width and invisible characters were resolved.
    pub(super) code: Option<(&'a str, &'a str)>,
    /// Its name or sentence.
    pub(super) text: &'a str,
    /// Its text without typesetting (level `wording`).
    pub(super) folded: String,
    /// Its text whatever the case and the variants of its characters (level `term`), hashed.
    pub(super) term: u64,
    /// The bigrams of its own text.
    pub(super) own: Bag,
    /// The bigrams of its text and of everything below it.
    pub(super) all: Bag,
    /// A hash of everything in it and below it, verbatim.
    pub(super) tree: u64,
    /// The index of its parent in the layer above.
    pub(super) parent: usize,
}

impl<'a> Node<'a> {
    /// Its code as printed.
    pub(super) fn printed(&self) -> Option<&'a str> {
        self.code.map(|(printed, _)| printed)
    }

    /// The code, after full-width and invisible characters were resolved.
    pub(super) fn normalized(&self) -> Option<&'a str> {
        self.code.map(|(_, normalized)| normalized)
    }
}

/// The pairs of a layer, in both directions.
#[derive(Clone, Debug, Default)]
pub(super) struct Pairs {
    /// For each old entry, the new one.
    pub(super) new_of: Vec<Option<usize>>,
    /// For each new entry, the old one.
    pub(super) old_of: Vec<Option<usize>>,
}

impl Pairs {
    /// No pairs yet.
    pub(super) fn none(old: usize, new: usize) -> Self {
        Self { new_of: vec![None; old], old_of: vec![None; new] }
    }

    /// Pairs two entries if both are free. Returns whether they were.
    pub(super) fn join(&mut self, old: usize, new: usize) -> bool {
        let free = self.new_of[old].is_none() && self.old_of[new].is_none();
        if free {
            (self.new_of[old], self.old_of[new]) = (Some(new), Some(old));
        }
        free
    }
}

/// The kind of a layer, which decides how similar its entries have to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layer {
    /// Duties: they have no parent but the standard, and are identified by what is below them.
    Duties,
    /// Tasks, and other entries that have something below them.
    Tasks,
    /// Outputs, indicators, further tasks of a cell.
    Leaves,
    /// A flat list. Its codes are not positions, so among equal texts the one with the same code is preferred.
    List,
    /// Notes: a list without codes.
    Notes,
}

/// Which entries may be paired with each other: those with equal numbers.
pub(super) struct Scope {
    /// The number of each old entry; `None` if it has no counterpart.
    pub(super) old: Vec<Option<usize>>,
    /// The number of each new entry.
    pub(super) new: Vec<Option<usize>>,
}

impl Scope {
    /// Entries whose parents are paired.
    pub(super) fn below(old: &[Node<'_>], new: &[Node<'_>], parents: &Pairs) -> Self {
        Self {
            old: old.iter().map(|node| parents.new_of[node.parent].map(|_| node.parent)).collect(),
            new: new.iter().map(|node| parents.old_of[node.parent]).collect(),
        }
    }

    /// Entries whose parents are in one scope.
    pub(super) fn of_parents(&self, old: &[Node<'_>], new: &[Node<'_>]) -> Self {
        Self {
            old: old.iter().map(|node| self.old[node.parent]).collect(),
            new: new.iter().map(|node| self.new[node.parent]).collect(),
        }
    }

    fn everywhere(old: usize, new: usize) -> Self {
        Self { old: vec![Some(0); old], new: vec![Some(0); new] }
    }
}

/// Pairs the entries of a layer within each of `scopes` in turn, and finally without a restriction.
pub(super) fn pair(old: &[Node<'_>], new: &[Node<'_>], layer: Layer, mut scopes: Vec<Scope>) -> Pairs {
    let is_root = scopes.is_empty();
    scopes.push(Scope::everywhere(old.len(), new.len()));
    let mut matcher = Matcher { old, new, layer, pairs: Pairs::none(old.len(), new.len()) };
    let last = scopes.len() - 1;
    for (at, scope) in scopes.iter().enumerate() {
        // Blank texts are equal, but that does not identify them anywhere else.
        let blanks = at < last || is_root;
        if layer == Layer::List {
            matcher.equal(scope, blanks, |node| hash(&(node.normalized(), node.text)));
        }
        matcher.equal(scope, blanks, |node| node.tree);
        matcher.equal(scope, blanks, |node| hash(&node.text));
        matcher.equal(scope, blanks, |node| hash(&node.folded));
        matcher.equal(scope, blanks, |node| node.term);
    }
    for (at, scope) in scopes.iter().enumerate() {
        matcher.similar(scope, at < last || is_root);
    }
    matcher.pairs
}

/// A hash of a value, the same in every run. It only groups equal values: what changed is decided by comparing texts, so
/// that a collision could at most pair two entries that have nothing in common, in every run alike.
pub(super) fn hash(value: &impl std::hash::Hash) -> u64 {
    FixedState::default().hash_one(value)
}

/// Among equal entries, up to this many combinations are compared by what is below them; beyond it they are paired in
/// order.
const SMALL_GROUP: usize = 256;

/// A bigram shared by more combinations of entries than this is ignored.
const COMMON: usize = 1024;

/// The most combinations of entries that are considered in one scope.
const MOST_CANDIDATES: usize = 1 << 21;

/// The most bigrams that are compared for them.
const MOST_WORK: usize = 50 << 20;

struct Matcher<'m, 'a> {
    old: &'m [Node<'a>],
    new: &'m [Node<'a>],
    layer: Layer,
    pairs: Pairs,
}

impl Matcher<'_, '_> {
    /// Pairs entries with equal keys within a scope.
    fn equal(&mut self, scope: &Scope, blanks: bool, key: impl Fn(&Node<'_>) -> u64) {
        let keyed = |nodes: &[Node<'_>], numbers: &[Option<usize>], taken: &[Option<usize>]| {
            let free = (0..nodes.len()).filter(|&at| taken[at].is_none());
            let mut keyed: Vec<(usize, u64, usize)> = free
                .filter(|&at| blanks || !nodes[at].folded.is_empty())
                .filter_map(|at| Some((numbers[at]?, key(&nodes[at]), at)))
                .collect();
            keyed.sort_unstable();
            keyed
        };
        let old = keyed(self.old, &scope.old, &self.pairs.new_of);
        let new = keyed(self.new, &scope.new, &self.pairs.old_of);
        let group = |of: &(usize, u64, usize)| (of.0, of.1);
        let mut from = 0;
        for olds in old.chunk_by(|a, b| group(a) == group(b)) {
            while from < new.len() && group(&new[from]) < group(&olds[0]) {
                from += 1;
            }
            let end = new[from..].iter().take_while(|one| group(one) == group(&olds[0])).count() + from;
            self.equals(olds, &new[from..end]);
            from = end;
        }
    }

    fn equals(&mut self, olds: &[(usize, u64, usize)], news: &[(usize, u64, usize)]) {
        let one_way = olds.len().min(news.len()) == 0 || olds.len().max(news.len()) == 1;
        let leaves = !matches!(self.layer, Layer::Duties | Layer::Tasks);
        if one_way || leaves || olds.len() * news.len() > SMALL_GROUP {
            for (&(_, _, old), &(_, _, new)) in olds.iter().zip(news) {
                self.pairs.join(old, new);
            }
            return;
        }
        let mut ways = Vec::with_capacity(olds.len() * news.len());
        for (old_rank, &(_, _, old)) in olds.iter().enumerate() {
            for (new_rank, &(_, _, new)) in news.iter().enumerate() {
                let alike = self.old[old].all.likeness(&self.new[new].all);
                let ranks = (old_rank.abs_diff(new_rank), old_rank + new_rank);
                ways.push((Reverse(alike), ranks, old, new));
            }
        }
        ways.sort_unstable();
        for (_, _, old, new) in ways {
            self.pairs.join(old, new);
        }
    }

    /// Pairs similar entries within a scope, the most similar first.
    fn similar(&mut self, scope: &Scope, within: bool) {
        let mut candidates = self.candidates(scope);
        // Those that share the most come first, so that the least similar are dropped if there are too many.
        candidates
            .sort_unstable_by_key(|&(shared, old, new)| (Reverse(shared), old.abs_diff(new), old + new));
        let mut work = 0;
        let mut ways = Vec::new();
        for (_, old, new) in candidates {
            let (one, other) = (&self.old[old], &self.new[new]);
            work += one.all.len() + other.all.len();
            if work > MOST_WORK {
                break;
            }
            if let Some(alike) = self.alike(one, other, within) {
                ways.push((Reverse(alike), (old.abs_diff(new), old + new), old, new));
            }
        }
        ways.sort_unstable();
        for (_, _, old, new) in ways {
            self.pairs.join(old, new);
        }
    }

    /// The similarity of two entries in thousandths; `None` if they are too different to be one.
    fn alike(&self, one: &Node<'_>, other: &Node<'_>, within: bool) -> Option<u32> {
        let floors = if within { Floors::WITHIN } else { Floors::ANYWHERE };
        match self.layer {
            Layer::Duties | Layer::Tasks => {
                let (own, all) = (one.own.likeness(&other.own), one.all.likeness(&other.all));
                (own >= floors.name || all >= floors.below).then_some(own + all)
            }
            Layer::Leaves => {
                Some(one.all.sentence_likeness(&other.all)).filter(|&alike| alike >= floors.sentence)
            }
            // A flat list is one place.
            Layer::List => Some(one.all.likeness(&other.all)).filter(|&alike| alike >= NEAR_NAME),
            Layer::Notes => {
                Some(one.all.sentence_likeness(&other.all)).filter(|&alike| alike >= Floors::WITHIN.sentence)
            }
        }
    }

    /// Free entries of a scope that share bigrams, with the number of rare ones they share.
    fn candidates(&self, scope: &Scope) -> Vec<(u32, usize, usize)> {
        let mut pairs: Vec<(usize, u64, bool, usize)> = Vec::new();
        for (is_new, nodes, numbers, taken) in [
            (false, self.old, &scope.old, &self.pairs.new_of),
            (true, self.new, &scope.new, &self.pairs.old_of),
        ] {
            for (at, node) in nodes.iter().enumerate().filter(|&(at, _)| taken[at].is_none()) {
                let Some(number) = numbers[at] else { continue };
                pairs.extend(node.all.distinct().map(|pair| (number, pair, is_new, at)));
            }
        }
        pairs.sort_unstable();
        let mut groups: Vec<_> = pairs
            .chunk_by(|a, b| (a.0, a.1) == (b.0, b.1))
            .map(|group| group.split_at(group.partition_point(|one| !one.2)))
            .filter(|(olds, news)| (1..=COMMON).contains(&(olds.len() * news.len())))
            .collect();
        groups.sort_by_key(|(olds, news)| olds.len() * news.len());
        let mut met: Vec<(usize, usize)> = Vec::new();
        for (olds, news) in groups {
            if met.len() + olds.len() * news.len() > MOST_CANDIDATES {
                break;
            }
            met.extend(olds.iter().flat_map(|old| news.iter().map(move |new| (old.3, new.3))));
        }
        met.sort_unstable();
        met.chunk_by(|a, b| a == b)
            .map(|same| (u32::try_from(same.len()).unwrap_or(u32::MAX), same[0].0, same[0].1))
            .collect()
    }
}
