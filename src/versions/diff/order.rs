//! Which entries moved from one order to another: the smallest set, so that one moved entry is one move.

/// For entries in the new order, given their positions in the old order, returns whether each moved. `names` identifies
/// the entries and decides between equally small sets, so that the reverse comparison moves the same entries.
pub(super) fn moved(old_positions: &[usize], names: &[&str]) -> Vec<bool> {
    let count = old_positions.len();
    // The entries in the old order, as positions in the new one.
    let mut by_old: Vec<usize> = (0..count).collect();
    by_old.sort_by_key(|&at| old_positions[at]);
    let mut moved = vec![true; count];
    let old_names = by_old.iter().map(|&at| names[at]);
    if old_names.le(names.iter().copied()) {
        for at in longest_rising(&by_old) {
            moved[by_old[at]] = false;
        }
    } else {
        for at in longest_rising(old_positions) {
            moved[at] = false;
        }
    }
    moved
}

/// The positions of a longest increasing subsequence of distinct numbers.
fn longest_rising(numbers: &[usize]) -> Vec<usize> {
    // For each length, the position of the smallest number that ends an increasing subsequence of that length.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(numbers.len());
    for (at, &number) in numbers.iter().enumerate() {
        let length = ends.partition_point(|&end| numbers[end] < number);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        if length == ends.len() {
            ends.push(at);
        } else {
            ends[length] = at;
        }
    }
    let mut places = Vec::with_capacity(ends.len());
    let mut place = ends.last().copied();
    while let Some(at) = place {
        places.push(at);
        place = before[at];
    }
    places.reverse();
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_that_moved_is_one_move() {
        let names = ["a", "b", "c", "d", "e"];
        assert_eq!(moved(&[0, 1, 2, 3, 4], &names), [false; 5]);
        assert_eq!(moved(&[4, 0, 1, 2, 3], &["e", "a", "b", "c", "d"]), [true, false, false, false, false]);
        assert_eq!(moved(&[0, 7, 3, 9], &["a", "d", "c", "e"]).iter().filter(|&&one| one).count(), 1);
        assert_eq!(moved(&[], &[]), [false; 0]);
    }

    #[test]
    fn moving_back_gives_the_same_moves() {
        let there = moved(&[1, 0], &["b", "a"]);
        let back = moved(&[1, 0], &["a", "b"]);
        assert_eq!(there.iter().filter(|&&one| one).count(), 1);
        assert_eq!(there, [back[1], back[0]]);
    }
}
