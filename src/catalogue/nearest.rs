//! The occupations that share the most knowledge and skills with one.

use std::cmp::Ordering;
use std::collections::HashSet;

use crate::model::{Competency, Standard, StandardCode, Text};
use crate::text::fold::term;

/// The names of the knowledge and the skills of a standard, folded by `term` as in `ttm gap`.
#[derive(Debug)]
pub struct Names {
    /// The code without its version.
    base: Option<String>,
    /// K, then S.
    names: [HashSet<String>; 2],
}

/// How near another standard is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Nearness {
    /// How many knowledge and skills both list.
    pub shared: [usize; 2],
    /// How many only the other lists.
    pub needed: [usize; 2],
    /// How many only the first lists.
    left: usize,
}

impl Names {
    /// Those of a standard.
    pub fn of(standard: &Standard<'_>) -> Self {
        let code = standard.code.given().map(Text::normalized);
        let base = code.and_then(StandardCode::parse).map(|code| code.base.to_owned());
        let names = Competency::BOTH.map(|kind| {
            let items = kind.list(standard).iter().filter(|item| !item.text.is_blank());
            items.map(|item| term(item.text.as_str())).collect()
        });
        Self { base, names }
    }

    /// How near another standard is; `None` for another version of the same, or if nothing is shared.
    pub fn nearness(&self, other: &Standard<'_>) -> Option<Nearness> {
        let other = Self::of(other);
        if self.base.is_some() && self.base == other.base {
            return None;
        }
        let pairs = || self.names.iter().zip(&other.names);
        let mut shared = pairs().map(|(own, other)| other.intersection(own).count());
        let shared = [shared.next()?, shared.next()?];
        let needed = [other.names[0].len() - shared[0], other.names[1].len() - shared[1]];
        let own: usize = self.names.iter().map(HashSet::len).sum();
        let all = shared[0] + shared[1];
        (all > 0).then_some(Nearness { shared, needed, left: own - all })
    }
}

impl Nearness {
    fn both(self) -> (usize, usize) {
        let shared: usize = self.shared.iter().sum();
        (shared, shared + self.left + self.needed.iter().sum::<usize>())
    }

    /// What is shared in percent of all that either lists.
    pub fn percent(self) -> usize {
        let (shared, all) = self.both();
        (100 * shared).checked_div(all).unwrap_or_default()
    }

    /// The nearer first: by the part of all names that is shared, then by their number.
    pub fn order(self, other: Self) -> Ordering {
        let ((shared, all), (other_shared, other_all)) = (self.both(), other.both());
        (other_shared * all, other_shared).cmp(&(shared * other_all, shared))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearer_shares_the_larger_part() {
        let near = |shared, needed, left| Nearness { shared: [shared, 0], needed: [needed, 0], left };
        let mut all = [near(5, 20, 5), near(2, 0, 8), near(5, 5, 5), near(4, 4, 4)];
        all.sort_by(|one, other| one.order(*other));
        assert_eq!(all, [near(5, 5, 5), near(4, 4, 4), near(2, 0, 8), near(5, 20, 5)]);
        assert_eq!(all.map(Nearness::percent), [33, 33, 20, 16]);
    }
}
