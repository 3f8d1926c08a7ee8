//! The occupations nearest to each: those that share the largest part of their knowledge and skills, as in `ttm gap
//! --nearest`. Superseded standards are near to nothing.

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
}

/// Those of every standard, the nearest first.
pub(super) fn all(cards: &[Card], names: &Names) -> Vec<Vec<Near>> {
    let own: Vec<Vec<u32>> = (0..cards.len()).map(|at| names.of_card(at)).collect();
    let is_old = |at: usize| cards[at].standing == Some(Standing::Superseded);
    parallel::map(0..cards.len(), |at| {
        let mut shared: Vec<u32> = vec![0; cards.len()];
        for &name in &own[at] {
            let mut last = None;
            for user in &names.all[name as usize].users {
                if last != Some(user.card) {
                    shared[user.card as usize] += 1;
                }
                last = Some(user.card);
            }
        }
        let is_other = |other: usize| {
            let versions = cards[at].base.as_ref().zip(cards[other].base.as_ref());
            other != at && !is_old(other) && versions.is_none_or(|(one, other)| one.0 != other.0)
        };
        let others = (0..cards.len()).filter(|&other| shared[other] > 0 && is_other(other));
        let mut near: Vec<Near> = others
            .map(|card| {
                let shared = shared[card] as usize;
                Near { card, shared, all: own[at].len() + own[card].len() - shared }
            })
            .collect();
        near.sort_by(|one, other| {
            let key = |near: &Near, other: &Near| (near.shared * other.all, near.shared);
            key(other, one).cmp(&key(one, other)).then(one.card.cmp(&other.card))
        });
        near.truncate(COUNT);
        near
    })
}
