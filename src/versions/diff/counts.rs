//! How many changes of each class there are, as a reader of the report counts them.
//!
//! A knowledge or skill that the list gained counts there and not again for each task that refers to it; one that the list
//! had before counts once for each cell that gained it, and a cell that is merged over all tasks of a duty is one. What was
//! renumbered only since the entry above it was does not count.

use std::collections::HashSet;

use super::impact::impacts;
use super::{Change, Comparison, Competence, Entry, Exchange, Impact, What};
use crate::bilingual;
use crate::model::Kind;
use crate::text::bilingual::Bilingual;

/// The number of changes in each class.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts([usize; Impact::ALL.len()]);

impl Counts {
    /// The number of changes in this class.
    pub fn of(&self, impact: Impact) -> usize {
        self.0[impact as usize]
    }

    /// Counts a change of this class.
    pub(super) fn add(&mut self, impact: Impact) {
        self.0[impact as usize] += 1;
    }

    /// The classes that occur, with their counts, in descending order.
    pub fn occurring(&self) -> impl Iterator<Item = (Impact, usize)> + '_ {
        Impact::ALL.into_iter().rev().map(|impact| (impact, self.of(impact))).filter(|&(_, count)| count > 0)
    }

    /// The classes above `limit` that occur, or all of them, with their counts, in descending order.
    pub(crate) fn words(&self, limit: Option<Impact>) -> Bilingual {
        let above = self.occurring().filter(|&(impact, _)| Some(impact) > limit);
        let (en, zh): (Vec<_>, Vec<_>) = above
            .map(|(impact, count)| {
                let Bilingual { en, zh } = impact.title();
                (format!("{count} {en}"), format!("{zh} {count} 項"))
            })
            .unzip();
        let (en, zh) = (en.join(", "), zh.join("、"));
        bilingual!("{en}", "{zh}")
    }

    /// The highest class that occurs, if any.
    pub fn highest(&self) -> Option<Impact> {
        self.occurring().next().map(|(impact, _)| impact)
    }
}

impl Entry<'_> {
    /// What all tasks of a duty gained and lost that are in both versions, if it is the same and there are several, as it is
    /// where they share a merged cell.
    pub fn common_exchange(&self) -> Option<&Self> {
        if self.what != What::Item(Kind::Duty) {
            return None;
        }
        let mut kept = self.children.iter().filter(|task| task.old.is_some() && task.new.is_some());
        let first = kept.next().filter(|first| !first.exchange.is_empty())?;
        let mut others = kept.peekable();
        others.peek()?;
        others.all(|other| other.exchange == first.exchange).then_some(first)
    }
}

/// The entries of the lists that were added or withdrawn, by kind, code and name.
#[derive(Default)]
struct ListChanges<'c> {
    added: HashSet<(Kind, &'c str, &'c str)>,
    withdrawn: HashSet<(Kind, &'c str, &'c str)>,
}

impl<'c> ListChanges<'c> {
    fn of(comparison: &'c Comparison<'_>) -> Self {
        let mut listed = Self::default();
        let lists = [(Kind::Knowledge, &comparison.knowledge), (Kind::Skill, &comparison.skills)];
        for (kind, entry) in
            lists.into_iter().flat_map(|(kind, list)| list.iter().map(move |one| (kind, one)))
        {
            let Some((code, side)) = entry.side().and_then(|side| Some((side.code?, side))) else { continue };
            if entry.has(Change::Added) {
                listed.added.insert((kind, code, &side.text));
            } else if entry.has(Change::Withdrawn) {
                listed.withdrawn.insert((kind, code, &side.text));
            }
        }
        listed
    }

    fn exchange(&self, exchange: &Exchange<'_>, counts: &mut Counts) {
        fn key<'e>(one: &Competence<'e>) -> (Kind, &'e str, &'e str) {
            (one.kind, one.code, one.name.unwrap_or_default())
        }
        let gained = exchange.gained.iter().filter(|one| !self.added.contains(&key(one)));
        gained.for_each(|_| counts.add(Impact::RequirementAdded));
        let lost = exchange.lost.iter().filter(|one| !self.withdrawn.contains(&key(one)));
        lost.for_each(|_| counts.add(Impact::RequirementWithdrawn));
    }

    fn entry(&self, entry: &Entry<'_>, exchange_counted: bool, counts: &mut Counts) {
        // An entry that moved and was renumbered for it is one.
        let changes = entry.changes.iter().filter(|&&one| !(one == Change::Renumbered && entry.follows));
        let classes: HashSet<Impact> =
            changes.flat_map(|&change| impacts(entry.what, change)).copied().collect();
        Impact::ALL.into_iter().filter(|class| classes.contains(class)).for_each(|class| counts.add(class));
        if entry.old.is_some() && entry.new.is_some() && !exchange_counted {
            self.exchange(&entry.exchange, counts);
        }
        let common = entry.common_exchange();
        if let Some(task) = common {
            self.exchange(&task.exchange, counts);
        }
        for child in &entry.children {
            let counted = common.is_some() && child.old.is_some() && child.new.is_some();
            self.entry(child, counted, counts);
        }
    }
}

impl Comparison<'_> {
    /// The number of changes in each class, as a reader counts them.
    pub fn counts(&self) -> Counts {
        let listed = ListChanges::of(self);
        let mut counts = Counts::default();
        for entry in self.parts().into_iter().flatten() {
            listed.entry(entry, false, &mut counts);
        }
        counts
    }
}
