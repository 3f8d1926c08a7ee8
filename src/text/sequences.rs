//! What two sequences have in common, in order.

use std::collections::HashMap;
use std::hash::Hash;
use std::time::{Duration, Instant};

use similar::DiffOp;
use similar::algorithms::{Capture, Compact, Replace, myers};

/// Whether there is a clock. WebAssembly in a browser has none, and asking for the time ends the program.
const HAS_CLOCK: bool = !cfg!(all(target_family = "wasm", target_os = "unknown"));

/// The most elements of both sequences together that are compared where there is no clock to say when it takes too long.
const MAX_WITHOUT_CLOCK: usize = 20_000;

/// The steps from one sequence to another, in bounded time: after `patience` they may be coarser than necessary.
pub(crate) fn steps_within<T: Hash + Eq>(patience: Duration, old: &[T], new: &[T]) -> Vec<DiffOp> {
    if HAS_CLOCK {
        return steps(old, new, Some(Instant::now() + patience));
    }
    let (old_len, new_len) = (old.len(), new.len());
    if old_len + new_len > MAX_WITHOUT_CLOCK {
        return vec![DiffOp::Replace { old_index: 0, old_len, new_index: 0, new_len }];
    }
    steps(old, new, None)
}

/// The steps from one sequence to another. After the deadline they may be coarser than necessary.
///
/// The elements are compared as numbers, by one algorithm, since the library's code is there once for each type of elements
/// and each algorithm that could be asked for, which took 300 KB of the program.
pub(crate) fn steps<T: Hash + Eq>(old: &[T], new: &[T], deadline: Option<Instant>) -> Vec<DiffOp> {
    let mut numbers: HashMap<&T, u32> = HashMap::with_capacity(old.len());
    let mut next = 0..;
    let mut number = |item| {
        let number = numbers.entry(item).or_insert_with(|| next.next().unwrap_or(u32::MAX));
        *number
    };
    let old: Vec<u32> = old.iter().map(&mut number).collect();
    let new: Vec<u32> = new.iter().map(&mut number).collect();
    let (all_old, all_new) = (0..old.len(), 0..new.len());
    let mut found = Compact::new(Replace::new(Capture::new()), old.as_slice(), new.as_slice());
    let Ok(()) = myers::diff_deadline(&mut found, &old, all_old, &new, all_new, deadline);
    found.into_inner().into_inner().into_ops()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_in_both_stays_and_the_rest_is_replaced() {
        let (old, new) = (["甲", "乙", "丙", "丁"], ["甲", "戊", "丙", "丁", "丁"]);
        assert_eq!(
            steps(&old, &new, None),
            [
                DiffOp::Equal { old_index: 0, new_index: 0, len: 1 },
                DiffOp::Replace { old_index: 1, old_len: 1, new_index: 1, new_len: 1 },
                DiffOp::Equal { old_index: 2, new_index: 2, len: 2 },
                DiffOp::Insert { old_index: 4, new_index: 4, new_len: 1 },
            ]
        );
        assert_eq!(steps::<&str>(&[], &[], None), []);
    }
}
