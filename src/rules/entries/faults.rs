//! Finds the codes that occur twice, the entries numbered for another parent than the one they are under, and the
//! parents that all their children contradict.

use foldhash::{HashMap, HashMapExt as _};

use super::{CodedEntry, Entries, Group, Numbers};
use crate::model::Text;

impl<'a> Entries<'a> {
    /// The parent that all children in `family` are numbered for, if it is not theirs, there are at least two, and they
    /// agree.
    fn contradiction(&self, family: &[Group]) -> Option<Numbers> {
        let children = family.iter().flat_map(|group| &self.all[group.members.clone()]);
        let parents: Vec<Option<Numbers>> = children
            .filter(|child| child.is_reliable_parent())
            .map(|child| if child.misplaced { child.parent_numbers() } else { None })
            .collect();
        match parents.as_slice() {
            [Some(first), others @ ..] if !others.is_empty() => {
                others.iter().all(|parent_numbers| *parent_numbers == Some(*first)).then_some(*first)
            }
            _ => None,
        }
    }

    /// A code is unique in the whole standard. A malformed one is compared only within its own list: if every task
    /// numbers its indicators `P1`, `P2`, they are malformed but not duplicates as well.
    ///
    /// Returns the number of further occurrences of each code, by the index of its first entry.
    pub(super) fn find_doubled(&mut self) -> HashMap<usize, usize> {
        let key = |entry: &CodedEntry<'a>| {
            let code = entry.code.map(Text::normalized).filter(|code| !code.trim().is_empty())?;
            Some((code, entry.shape.is_none().then_some(entry.group)))
        };
        let mut places: HashMap<(&str, Option<usize>), usize> = HashMap::with_capacity(self.all.len());
        for at in 0..self.all.len() {
            let Some(key) = key(&self.all[at]) else { continue };
            let Some(&earlier) = places.get(&key) else {
                places.insert(key, at);
                continue;
            };
            self.all[at].doubled = true;
            self.all[earlier].doubled = true;
            if self.all[at].in_place && !self.all[earlier].in_place {
                places.insert(key, at);
            }
        }
        let mut doubles = HashMap::new();
        for (at, entry) in self.all.iter_mut().enumerate().filter(|(_, entry)| entry.doubled) {
            if let Some(&first) = key(entry).and_then(|key| places.get(&key)) {
                entry.first = first;
                *doubles.entry(first).or_insert(0) += usize::from(first != at);
            }
        }
        doubles
    }

    /// Compares entries with the code of their parent, if that is reliable. Parents come before children in `all`, so
    /// theirs is decided already.
    pub(super) fn find_misplaced(&mut self, doubles: &mut HashMap<usize, usize>) {
        for at in 0..self.all.len() {
            if self.all[at].shape.is_some() && !self.all[at].fits() {
                self.clear_double(at, doubles);
            }
        }
        for group in 0..self.groups.len() {
            let Group { parents, members, parents_complete, .. } = self.groups[group].clone();
            let above = &self.all[parents.clone()];
            if parents.is_empty() || !parents_complete || !above.iter().all(CodedEntry::is_reliable_parent) {
                continue;
            }
            // If the parent itself is misplaced, its children may be numbered for its present place.
            let place = above.iter().find(|parent| parent.misplaced).and_then(|parent| {
                let above = self.groups[parent.group].parents.clone();
                self.all[above].first()?.numbers.map(|[first, ..]| first)
            });
            for at in members {
                let member = &mut self.all[at];
                let Some([first, ..]) = member.numbers else { continue };
                member.misplaced = member.fits() && !member.in_place && Some(first) != place;
                if member.misplaced {
                    self.clear_double(at, doubles);
                }
            }
        }
    }

    /// Clears the duplicate mark of a misplaced entry if another entry has that code in its proper place.
    fn clear_double(&mut self, at: usize, doubles: &mut HashMap<usize, usize>) {
        let first = self.all[at].first;
        if first == at || !self.all[first].in_place {
            return;
        }
        self.all[at].doubled = false;
        if let Some(others) = doubles.get_mut(&first) {
            *others -= 1;
            self.all[first].doubled = *others > 0;
        }
    }

    pub(super) fn find_disputed(&mut self) {
        let disputed: Vec<(usize, Numbers)> = self
            .families()
            .filter_map(|family| {
                let parents = family.first()?.parents.clone();
                let [parent] = &self.all[parents.clone()] else { return None };
                if !parent.is_reliable() {
                    return None;
                }
                Some((parents.start, self.contradiction(family)?))
            })
            .collect();
        if disputed.is_empty() {
            return;
        }
        let codes_in_use = self.codes_in_use();
        for (parent, parent_numbers) in disputed {
            let parent = &mut self.all[parent];
            parent.disputed = !codes_in_use.contains(&(parent.kind, parent_numbers));
        }
    }
}
