//! Pairs tasks by what is below them: a task whose outputs and indicators are now in another one became that task, whatever
//! its name is.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::pair::{Node, Pairs};
use super::tree::Tree;

/// The pairs of the outputs or of the indicators, with both layers.
pub(super) struct Items<'n, 'a> {
    pub(super) old: &'n [Node<'a>],
    pub(super) new: &'n [Node<'a>],
    pub(super) pairs: &'n Pairs,
}

/// Pairs the tasks without a counterpart that share at least half of the items of each: two items, or one where the names
/// share a word too. Returns whether there were any.
///
/// MPM7223-002v3 and -007v3, two levels of one occupation, have two such pairs: 刀具選擇與安裝 became 安裝刀具及協助補正, with
/// both of its indicators reworded.
pub(super) fn pair_by_items(
    old: &Tree<'_>,
    new: &Tree<'_>,
    tasks: &mut Pairs,
    layers: &[Items<'_, '_>; 2],
) -> bool {
    let mut sizes = [vec![0_usize; old.tasks.len()], vec![0; new.tasks.len()]];
    let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for items in layers {
        items.new.iter().for_each(|item| sizes[1][new.rows[item.parent].parent] += 1);
        for (item, new_item) in items.old.iter().zip(&items.pairs.new_of) {
            let task = old.rows[item.parent].parent;
            sizes[0][task] += 1;
            let Some(new_item) = *new_item else { continue };
            let new_task = new.rows[items.new[new_item].parent].parent;
            if tasks.new_of[task].is_none() && tasks.old_of[new_task].is_none() {
                *shared.entry((task, new_task)).or_default() += 1;
            }
        }
    }
    let is_half = |&(&(old_task, new_task), &count): &(&(usize, usize), &usize)| {
        let names = || old.tasks[old_task].own.likeness(&new.tasks[new_task].own) > 0;
        2 * count >= sizes[0][old_task] && 2 * count >= sizes[1][new_task] && (count > 1 || names())
    };
    let mut ways: Vec<_> = shared
        .iter()
        .filter(is_half)
        .map(|(&(old, new), &count)| (Reverse(count), (old.abs_diff(new), old + new), old, new))
        .collect();
    ways.sort_unstable();
    let joined = ways.into_iter().filter(|&(.., old, new)| tasks.join(old, new)).count();
    joined > 0
}
