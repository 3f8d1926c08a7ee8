//! Sorting by code that is in the program once. The standard library's is there for each type and order, with some 6 KB: of
//! use where much is sorted, too much where that is seldom done.

use std::cmp::Ordering;
use std::mem;

/// Sorts, and keeps the order of what is equal.
pub(crate) fn sort_by<T>(items: &mut Vec<T>, order: impl Fn(&T, &T) -> Ordering) {
    let mut places: Vec<usize> = (0..items.len()).collect();
    sort_places(&mut places, &|one, other| order(&items[one], &items[other]));
    let mut slots: Vec<Option<T>> = mem::take(items).into_iter().map(Some).collect();
    items.extend(places.into_iter().filter_map(|at| slots[at].take()));
}

/// Sorts by a key, and keeps the order of what is equal.
pub(crate) fn sort_by_key<T, K: Ord>(items: &mut Vec<T>, key: impl Fn(&T) -> K) {
    sort_by(items, |one, other| key(one).cmp(&key(other)));
}

fn sort_places(places: &mut [usize], order: &dyn Fn(usize, usize) -> Ordering) {
    places.sort_by(|&one, &other| order(one, other));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_equal_keeps_its_order() {
        let mut items = vec![(2, "甲"), (1, "乙"), (2, "丙"), (1, "丁"), (0, "戊")];
        sort_by_key(&mut items, |item| item.0);
        assert_eq!(items, [(0, "戊"), (1, "乙"), (1, "丁"), (2, "甲"), (2, "丙")]);
        sort_by(&mut items, |one, other| other.0.cmp(&one.0));
        assert_eq!(items.iter().map(|item| item.1).collect::<String>(), "甲丙乙丁戊");
    }
}
