//! The occupations nearest to each: those that share the largest part of their knowledge and skills, as in `ttm gap
//! --nearest`. Superseded standards are near to nothing.

use std::cmp::Ordering;

use super::card::Card;
use super::names::Names;
use crate::catalogue::listing::Standing;
use crate::files::parallel;

/// How many are shown.
const COUNT: usize = 10;

/// A near standard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Near {
    pub(super) card: usize,
    /// How many names both have.
    pub(super) shared: usize,
    /// How many names either has.
    pub(super) all: usize,
}

impl Near {
    pub(super) fn percent(self) -> usize {
        (100 * self.shared).checked_div(self.all).unwrap_or_default()
    }

    /// The nearer first.
    fn order(&self, other: &Self) -> Ordering {
        let key = |near: &Self, other: &Self| (near.shared * other.all, near.shared);
        key(other, self).cmp(&key(self, other)).then(self.card.cmp(&other.card))
    }
}

/// The standards by their names.
struct ByNames<'s> {
    cards: &'s [Card],
    names: &'s Names,
    /// How many names each has.
    counts: Vec<usize>,
}

impl ByNames<'_> {
    /// Every standard that shares a name with this one, with how many they share.
    fn sharing(&self, at: usize) -> Vec<Near> {
        let mut shared: Vec<usize> = vec![0; self.cards.len()];
        for name in self.names.of_card(at) {
            let mut last = None;
            for user in &self.names.all[name as usize].users {
                if last != Some(user.card) {
                    shared[user.card as usize] += 1;
                }
                last = Some(user.card);
            }
        }
        let sharing = shared.into_iter().enumerate().filter(|&(other, shared)| shared > 0 && other != at);
        let near = |(card, shared)| Near { card, shared, all: self.counts[at] + self.counts[card] - shared };
        sharing.map(near).collect()
    }

    /// Whether a standard may be shown as near to another.
    fn may_be_near(&self, at: usize, other: usize) -> bool {
        let (one, other) = (&self.cards[at], &self.cards[other]);
        let versions = one.base.as_ref().zip(other.base.as_ref());
        other.standing != Some(Standing::Superseded) && versions.is_none_or(|(one, other)| one.0 != other.0)
    }

    fn nearest(&self, at: usize) -> Vec<Near> {
        let mut near = self.sharing(at);
        near.retain(|near| self.may_be_near(at, near.card));
        near.sort_unstable_by(Near::order);
        near.truncate(COUNT);
        near
    }
}

/// Those of every standard, the nearest first. `before` has for each standard that is as it was those of the last site, where
/// these are as they were.
pub(super) fn all(cards: &[Card], names: &Names, before: Vec<Option<Vec<Option<Near>>>>) -> Vec<Vec<Near>> {
    let counts = (0..cards.len()).map(|at| names.of_card(at).len()).collect();
    let by_names = ByNames { cards, names, counts };
    let changed: Vec<usize> = (0..cards.len()).filter(|&at| before[at].is_none()).collect();
    if changed.len() > cards.len() / 8 {
        return parallel::map(0..cards.len(), |at| by_names.nearest(at));
    }
    // A list of which every standard is as it was stays, but for those that changed, which may come in.
    let mut near: Vec<Option<Vec<Near>>> =
        before.into_iter().map(|near| near.and_then(|near| near.into_iter().collect())).collect();
    for &at in &changed {
        for one in by_names.sharing(at) {
            let Some(list) = near[one.card].as_mut().filter(|_| by_names.may_be_near(one.card, at)) else {
                continue;
            };
            let own = Near { card: at, ..one };
            let place = list.partition_point(|other| other.order(&own).is_lt());
            list.insert(place, own);
            list.truncate(COUNT);
        }
    }
    let missing: Vec<usize> = (0..cards.len()).filter(|&at| near[at].is_none()).collect();
    let made = parallel::map(missing.iter(), |&at| by_names.nearest(at));
    for (at, made) in missing.into_iter().zip(made) {
        near[at] = Some(made);
    }
    near.into_iter().map(Option::unwrap_or_default).collect()
}
