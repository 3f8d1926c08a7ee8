//! What became of each entry in the next version of its standard, as `ttm diff` knows it.

use std::collections::{HashMap, VecDeque};

use super::flat::Flat;
use crate::model::Kind;
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
