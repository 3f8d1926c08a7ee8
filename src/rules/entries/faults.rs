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

    /// Finds all faults. Parents come before their children in `groups`, so what is found of them is final.
    pub(super) fn find_faults(&mut self) {
        self.find_owners();
        for group in 0..self.groups.len() {
            self.find_misplaced(group);
            self.find_doubled(group);
        }
        self.find_disputed();
    }

    /// Sets the owner of each code, `first`. A code is unique in the whole standard. A malformed one is compared only
    /// within its own list: if every task numbers its indicators `P1`, `P2`, they are malformed but not duplicates as well.
    fn find_owners(&mut self) {
        let key = |entry: &CodedEntry<'a>| {
            let code = entry.code.map(Text::normalized).filter(|code| !code.trim().is_empty())?;
            Some((code, entry.shape.is_none().then_some(entry.group)))
        };
        let mut owners: HashMap<(&str, Option<usize>), usize> = HashMap::with_capacity(self.all.len());
        for (at, entry) in self.iter() {
            let Some(key) = key(entry) else { continue };
            let owner = owners.entry(key).or_insert(at);
            if entry.in_place && !self.all[*owner].in_place {
                *owner = at;
            }
        }
        for at in 0..self.all.len() {
            let Some(&owner) = key(&self.all[at]).and_then(|key| owners.get(&key)) else { continue };
            self.all[at].first = owner;
            if owner != at && !self.all[owner].in_place {
                self.mark_doubled(at);
            }
        }
    }

    fn mark_doubled(&mut self, at: usize) {
        let owner = self.all[at].first;
        self.all[at].doubled = true;
        self.all[owner].doubled = true;
    }

    /// Compares the entries of a group with the codes of their parents, if these are reliable.
    fn find_misplaced(&mut self, group: usize) {
        let Group { parents, members, parents_complete, .. } = self.groups[group].clone();
        let above = &self.all[parents.clone()];
        if parents.is_empty() || !parents_complete || !above.iter().all(CodedEntry::is_reliable_parent) {
            return;
        }
        // If the parent itself is misplaced, its children may be numbered for its present place.
        let place = above.iter().find(|parent| parent.misplaced).and_then(|parent| {
            let above = self.groups[parent.group].parents.clone();
            self.all[above].first()?.numbers.map(|[first, ..]| first)
        });
        for member in &mut self.all[members] {
            let Some([first, ..]) = member.numbers else { continue };
            member.misplaced = member.fits() && !member.in_place && Some(first) != place;
        }
    }

    /// Marks the entries of a group whose code another entry owns. If the owner is in its proper place, one that is
    /// misplaced, or has the shape of another kind, is only that.
    fn find_doubled(&mut self, group: usize) {
        for at in self.groups[group].members.clone() {
            let entry = &self.all[at];
            if entry.first != at && entry.fits() && !entry.misplaced {
                self.mark_doubled(at);
            }
        }
    }

    /// Finds the parents that all their children contradict.
    fn find_disputed(&mut self) {
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
