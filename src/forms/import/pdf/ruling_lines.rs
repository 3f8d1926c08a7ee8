//! Pieces of ruling lines put together: which lie on one line, and which belong to one table.

use super::budget::beyond;
use super::drawn::Rule;
use crate::forms::import::read_error::ReadError;
use crate::text::sorting::sort_by;

/// How near lines are that meet, in points: pages with a gap between their cells draw two lines for one.
pub(super) const NEAR: f32 = 3.0;

/// The most lines on a page.
const MAX_LINES: usize = 4000;

/// The lines of one table.
#[derive(Debug, Default)]
pub(super) struct Group {
    pub(super) vertical: Vec<Rule>,
    pub(super) horizontal: Vec<Rule>,
    /// Where pieces of its vertical lines touch, as x and y.
    pub(super) joints: Vec<(f32, f32)>,
}

/// Groups the lines of a page by the tables that they belong to.
///
/// # Errors
/// [`ReadError`] if there are more than a page of a standard has.
pub(super) fn groups(rules: &[Rule]) -> Result<Vec<Group>, ReadError> {
    let of = |vertical| lines(rules.iter().copied().filter(|rule| rule.vertical == vertical).collect());
    let ((vertical, joints), (horizontal, _)) = (of(true), of(false));
    if vertical.len().max(horizontal.len()) > MAX_LINES {
        return Err(beyond(("ruling lines on a page", "條框線在同一頁"), MAX_LINES));
    }
    let mut sets = Sets::new(vertical.len() + horizontal.len());
    let mut crossed = vec![false; vertical.len()];
    for (at, upright) in vertical.iter().enumerate() {
        for (to, level) in horizontal.iter().enumerate() {
            if meet(upright, level) {
                crossed[at] = true;
                sets.join(at, vertical.len() + to);
            }
        }
    }
    // The middle page of a row over three pages has no line across.
    for at in (0..vertical.len()).filter(|&at| !crossed[at]) {
        for to in at + 1..vertical.len() {
            let (one, other) = (&vertical[at], &vertical[to]);
            if !crossed[to] && (one.from - other.from).abs() <= NEAR && (one.to - other.to).abs() <= NEAR {
                sets.join(at, to);
            }
        }
    }
    let mut groups: Vec<Group> = Vec::new();
    let mut of_root = vec![None; vertical.len() + horizontal.len()];
    for (index, rule) in vertical.into_iter().chain(horizontal).enumerate() {
        let at = *of_root[sets.root(index)].get_or_insert_with(|| {
            groups.push(Group::default());
            groups.len() - 1
        });
        let group = &mut groups[at];
        if rule.vertical { group.vertical.push(rule) } else { group.horizontal.push(rule) }
    }
    groups.retain(|group| group.vertical.len() > 1);
    for group in &mut groups {
        let on = |&(x, y): &(f32, f32)| {
            let through = |line: &Rule| (line.at - x).abs() <= 0.5 && y > line.from && y < line.to;
            group.vertical.iter().any(through)
        };
        group.joints = joints.iter().copied().filter(on).collect();
    }
    Ok(groups)
}

fn meet(vertical: &Rule, horizontal: &Rule) -> bool {
    let within = |at: f32, rule: &Rule| at >= rule.from - NEAR && at <= rule.to + NEAR;
    within(vertical.at, horizontal) && within(horizontal.at, vertical)
}

/// Puts the pieces together that lie on one line and touch, and tells where they do.
fn lines(mut pieces: Vec<Rule>) -> (Vec<Rule>, Vec<(f32, f32)>) {
    const MAX_JOINTS: usize = 4000;
    sort_by(&mut pieces, |one, other| one.at.total_cmp(&other.at));
    let mut lines: Vec<Rule> = Vec::new();
    let mut joints = Vec::new();
    for level in pieces.chunk_by_mut(|one, other| other.at - one.at <= 0.5) {
        sort_by(level, |one, other| one.from.total_cmp(&other.from));
        let start = lines.len();
        for piece in level {
            match lines[start..].last_mut() {
                Some(line) if piece.from <= line.to + NEAR => {
                    if (piece.from - line.to).abs() <= 1.0 && joints.len() < MAX_JOINTS {
                        joints.push((line.at, line.to));
                    }
                    line.to = line.to.max(piece.to);
                }
                _ => lines.push(*piece),
            }
        }
    }
    (lines, joints)
}

/// Sets of indices that are joined one by one.
pub(super) struct Sets(Vec<usize>);

impl Sets {
    pub(super) fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    pub(super) fn root(&mut self, mut index: usize) -> usize {
        while self.0[index] != index {
            self.0[index] = self.0[self.0[index]];
            index = self.0[index];
        }
        index
    }

    pub(super) fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        self.0[one.max(other)] = one.min(other);
    }
}

/// Places that are near each other, each group as its middle.
pub(super) fn clustered(mut places: Vec<f32>) -> Vec<f32> {
    places.sort_by(f32::total_cmp);
    places
        .chunk_by(|one, other| other - one <= NEAR)
        .map(|near| near[0].midpoint(near[near.len() - 1]))
        .collect()
}

/// How much of `from..to` the lines at one place cover, from 0 to 1.
pub(super) fn covered(lines: &[Rule], from: f32, to: f32) -> f32 {
    let mut pieces: Vec<(f32, f32)> = lines
        .iter()
        .filter(|line| line.to > from && line.from < to)
        .map(|line| (line.from.max(from), line.to.min(to)))
        .collect();
    pieces.sort_by(|one, other| one.0.total_cmp(&other.0));
    let (mut end, mut sum) = (from, 0.0);
    for (start, stop) in pieces {
        sum += (stop - start.max(end)).max(0.0);
        end = end.max(stop);
    }
    if to > from { sum / (to - from) } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_of_a_line_are_one_and_tables_are_told_apart() {
        let table = |top: f32| {
            [
                Rule::level(top, 0.0, 50.0),
                Rule::level(top, 49.5, 100.0),
                Rule::level(top + 20.0, 0.0, 100.0),
                Rule::upright(0.0, top, top + 20.0),
                Rule::upright(100.0, top, top + 20.0),
            ]
        };
        let rules = [table(0.0), table(40.0)].concat();
        let found = groups(&rules).unwrap();
        assert_eq!(found.len(), 2);
        assert_eq!((found[0].horizontal.len(), found[0].vertical.len()), (2, 2));
        assert_eq!(found[0].horizontal[0], Rule::level(0.0, 0.0, 100.0));
        // An underlined word is no table.
        assert!(groups(&[Rule::level(5.0, 0.0, 30.0)]).unwrap().is_empty());
    }

    #[test]
    fn lines_without_any_across_are_the_middle_of_a_long_row() {
        let found = groups(&[
            Rule::upright(0.0, 10.0, 90.0),
            Rule::upright(50.0, 10.0, 90.0),
            Rule::upright(80.0, 10.0, 91.0),
        ]);
        assert_eq!(found.unwrap()[0].vertical.len(), 3);
    }

    #[test]
    fn what_covers_a_side_is_counted_once() {
        let lines = [Rule::level(10.0, 0.0, 60.0), Rule::level(11.0, 40.0, 80.0)];
        assert!((covered(&lines, 0.0, 100.0) - 0.8).abs() < 0.001);
        assert_eq!(clustered(vec![5.0, 0.0, 1.0, 30.0]), [0.5, 5.0, 30.0]);
    }
}
