//! Sorting by code that is in the program once. The standard library's is there for each type and order, with some 6 KB: of
//! use where much is sorted, too much where that is seldom done.

use std::cmp::Ordering;

/// Sorts, and keeps the order of what is equal.
pub(crate) fn sort_by<T>(items: &mut [T], order: impl Fn(&T, &T) -> Ordering) {
    let places = places(items.len(), &|one, other| order(&items[one], &items[other]));
    put(places, &mut |one, other| items.swap(one, other));
}

/// Sorts by a key, and keeps the order of what is equal.
pub(crate) fn sort_by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    sort_by(items, |one, other| key(one).cmp(&key(other)));
}

/// Where each item comes to stand.
fn places(count: usize, order: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut sorted: Vec<usize> = (0..count).collect();
    sorted.sort_by(|&one, &other| order(one, other));
    let mut places = vec![0; count];
    for (place, &at) in sorted.iter().enumerate() {
        places[at] = place;
    }
    places
}

/// Puts each item where it comes to stand, each by one swap.
fn put(mut places: Vec<usize>, swap: &mut dyn FnMut(usize, usize)) {
    for at in 0..places.len() {
        while places[at] != at {
            let place = places[at];
            swap(at, place);
            places.swap(at, place);
        }
    }
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

    #[test]
    fn it_sorts_as_the_standard_library_does() {
        for seed in 0..200_usize {
            let mut items: Vec<(usize, usize)> =
                (0..seed % 41).map(|at| ((at * 7919 + seed * 104_729) % 11, at)).collect();
            let mut expected = items.clone();
            expected.sort_by_key(|item| item.0);
            sort_by_key(&mut items, |item| item.0);
            assert_eq!(items, expected);
        }
    }
}
