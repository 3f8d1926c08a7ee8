//! What became of each entry in the next version of its standard, as `ttm diff` knows it.

use std::collections::{BTreeMap, HashMap, VecDeque};

use super::flat::Flat;
use crate::model::{Kind, StandardCode, Text};
use crate::versions::diff::{self, Change, Entry, Side, What};

/// An entry of one version and what it is in the next.
pub(super) struct Descent {
    /// What it is.
    pub(super) kind: Kind,
    /// Its place in the former version; `None` if it is new.
    pub(super) from: Option<usize>,
    /// Its place in the later version; `None` if it was withdrawn.
    pub(super) to: Option<usize>,
    /// What changed.
    pub(super) changes: Vec<Change>,
    /// Whether at most its code and its place changed, and no more of what is below it.
    pub(super) is_same: bool,
}

/// The standards that follow each other, by their places: the versions that are there, each with the next, and an issued
/// standard with a draft that revises it.
pub(super) fn successions(flats: &[Flat<'_>]) -> Vec<(usize, usize)> {
    let mut versions: BTreeMap<&str, BTreeMap<u32, usize>> = BTreeMap::new();
    let mut by_code: HashMap<&str, usize> = HashMap::new();
    for (place, flat) in flats.iter().enumerate() {
        let Some(code) = flat.standard.code.given().map(Text::normalized) else { continue };
        by_code.entry(code).or_insert(place);
        if let Some(code) = StandardCode::parse(code) {
            versions.entry(code.base).or_default().entry(code.version).or_insert(place);
        }
    }
    let places = versions.values().map(|versions| versions.values().copied().collect::<Vec<_>>());
    let mut pairs: Vec<(usize, usize)> =
        places.flat_map(|places| places.windows(2).map(|two| (two[0], two[1])).collect::<Vec<_>>()).collect();
    for (place, flat) in flats.iter().enumerate().filter(|(_, flat)| flat.standard.is_draft()) {
        let revised = flat.standard.revises.given().and_then(|code| by_code.get(code.normalized()));
        pairs.extend(revised.map(|&issued| (issued, place)));
    }
    // In the order of the later one.
    pairs.sort_unstable_by_key(|&(from, to)| (to, from));
    pairs
}

/// What became of each entry; nothing where a standard is too large to be compared.
pub(super) fn descents(old: &Flat<'_>, new: &Flat<'_>) -> Vec<Descent> {
    if [old, new].iter().any(|flat| diff::check_size(flat.standard).is_err()) {
        return Vec::new();
    }
    let compared = diff::compare(old.standard, new.standard);
    let mut places = [Places::of(old), Places::of(new)];
    let mut found = Vec::new();
    for part in [&compared.duties, &compared.knowledge, &compared.skills, &compared.attitudes] {
        part.iter().for_each(|entry| add(entry, &mut places, &mut found));
    }
    found
}

fn add<'p>(entry: &'p Entry<'_>, places: &mut [Places<'p>; 2], found: &mut Vec<Descent>) {
    let kind = match entry.what {
        What::Item(kind) => Some(kind),
        What::Also => Some(Kind::Task),
        _ => None,
    };
    if let Some(kind) = kind {
        let [old, new] = places;
        let from = entry.old.as_ref().and_then(|side| old.take(kind, side));
        let to = entry.new.as_ref().and_then(|side| new.take(kind, side));
        let is_same = from.is_some() && to.is_some() && is_same(entry);
        found.push(Descent { kind, from, to, changes: entry.changes.clone(), is_same });
    }
    entry.children.iter().for_each(|child| add(child, places, found));
}

fn is_same(entry: &Entry<'_>) -> bool {
    let is_place = |change: &Change| {
        matches!(change, Change::Renumbered | Change::Moved | Change::MovedAway | Change::Doubled)
    };
    entry.changes.iter().all(is_place) && entry.exchange.is_empty() && entry.children.iter().all(is_same)
}

/// The places of entries by what a comparison says of them. What is alike in all of that is taken in order.
struct Places<'a>(HashMap<Said<'a>, VecDeque<usize>>);

/// Kind, code, text, and the code of what it is below.
type Said<'a> = (Kind, Option<&'a str>, &'a str, Option<&'a str>);

impl<'a> Places<'a> {
    fn of(flat: &'a Flat<'_>) -> Self {
        let mut places: HashMap<Said<'a>, VecDeque<usize>> = HashMap::new();
        for (place, entry) in flat.entries.iter().enumerate() {
            let said = (entry.kind, entry.code, entry.text.unwrap_or_default(), entry.under);
            places.entry(said).or_default().push_back(place);
        }
        Self(places)
    }

    /// The last one stays, since a name that occurred twice and now occurs once leads there twice.
    fn take(&mut self, kind: Kind, side: &'a Side<'_>) -> Option<usize> {
        let places = self.0.get_mut(&(kind, side.code, &*side.text, side.under))?;
        if places.len() > 1 { places.pop_front() } else { places.front().copied() }
    }
}
