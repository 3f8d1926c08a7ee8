//! Whether two names of a standard may be one, or spellings of one: hardly any standard has such, and the rules that look for
//! them ask this first.

use super::StandardIndex;
use crate::model::Kind;
use crate::text::fold::measured_title;

/// What the sums of the weights of all names say, see [`spelling`](crate::text::fold::spelling): of duties, tasks, outputs,
/// and of the flat lists under reliable codes.
#[derive(Clone, Copy, Debug)]
pub(super) struct NameSums {
    /// Whether two names may be spellings of each other.
    pub(super) again: bool,
    /// Whether no two names of one kind are equal, also of those without a code.
    pub(super) all_differ: bool,
}

impl NameSums {
    pub(super) fn of(index: &StandardIndex<'_>) -> Self {
        let mut seen = Seen::default();
        let listed = index.names_hashed();
        listed.sums().for_each(|(kind, sum)| seen.add(kind, sum));
        for duty in index.standard.duties.iter() {
            // A large standard has more of them than can be told apart here.
            if seen.count > MOST_SEEN {
                break;
            }
            duty.name.given().into_iter().for_each(|name| seen.add(Kind::Duty, sum(name.as_str())));
            for task in duty.tasks.iter() {
                task.name.given().into_iter().for_each(|name| seen.add(Kind::Task, sum(name.as_str())));
                for output in task.rows.iter().flat_map(|row| row.outputs.iter()) {
                    seen.add(Kind::Output, sum(output.text.as_str()));
                }
            }
        }
        Self { again: seen.again, all_differ: !seen.again_of_kind && listed.are_coded() }
    }
}

/// The sum of the weights of a name.
pub(super) fn sum(text: &str) -> u32 {
    measured_title(text).1.weight
}

/// The room for sums, and how many are put there: a standard has about a hundred names, a large one three hundred.
const SEEN: usize = 512;
const MOST_SEEN: usize = 384;

/// The sums so far, each at the first free place from the one that its leading bits name. A hash map takes five times the
/// instructions.
struct Seen {
    /// 0 where a place is free.
    sums: [u32; SEEN],
    /// What they are sums of.
    kinds: [u8; SEEN],
    count: usize,
    /// Whether one came twice, or there are too many to tell.
    again: bool,
    /// The same for names of one kind.
    again_of_kind: bool,
}

impl Default for Seen {
    fn default() -> Self {
        Self { sums: [0; SEEN], kinds: [0; SEEN], count: 0, again: false, again_of_kind: false }
    }
}

impl Seen {
    fn add(&mut self, kind: Kind, sum: u32) {
        self.count += 1;
        if self.count > MOST_SEEN {
            (self.again, self.again_of_kind) = (true, true);
            return;
        }
        let (sum, kind) = (sum.max(1), kind as u8);
        let mut at = (sum >> 23) as usize;
        while self.sums[at % SEEN] != 0 {
            let is_same = self.sums[at % SEEN] == sum;
            self.again |= is_same;
            self.again_of_kind |= is_same && self.kinds[at % SEEN] == kind;
            at += 1;
        }
        (self.sums[at % SEEN], self.kinds[at % SEEN]) = (sum, kind);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_that_came_before_is_seen() {
        let again = |sums: &[u32]| {
            let mut seen = Seen::default();
            sums.iter().for_each(|&sum| seen.add(Kind::Skill, sum));
            assert_eq!(seen.again, seen.again_of_kind);
            seen.again
        };
        let last = u32::MAX - 1;
        assert!(!again(&[]) && !again(&[5, last, u32::MAX, 6]));
        assert!(again(&[5, last, u32::MAX, 5]) && again(&[last, u32::MAX, u32::MAX]));
        // With too many of them it cannot be told.
        let many: Vec<u32> = (1..=MOST_SEEN as u32).map(|at| at << 20).collect();
        assert!(!again(&many) && again(&[many, vec![7]].concat()));
    }
    #[test]
    fn names_of_two_kinds_may_be_equal() {
        let mut seen = Seen::default();
        seen.add(Kind::Knowledge, 5);
        seen.add(Kind::Skill, 5);
        assert!(seen.again && !seen.again_of_kind);
        seen.add(Kind::Knowledge, 5);
        assert!(seen.again_of_kind);
    }
}
