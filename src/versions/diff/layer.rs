//! Builds the comparison of one layer, sibling by sibling.

use std::borrow::Cow;

use super::order::moved;
use super::pair::{Node, Pairs};
use super::{Change, Entry, Exchange, Side, What};
use crate::text::fold::printed;

/// A position in the report: an old entry, a new one, or both, and whether it moved among its siblings.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slot {
    pub(super) old: Option<usize>,
    pub(super) new: Option<usize>,
    pub(super) moved: bool,
}

/// A layer whose entries have been paired.
#[derive(Clone, Copy)]
pub(super) struct Compared<'n, 'a> {
    pub(super) what: What,
    pub(super) old: &'n [Node<'a>],
    pub(super) new: &'n [Node<'a>],
    pub(super) pairs: &'n Pairs,
}

impl<'a> Compared<'_, 'a> {
    /// The entries of a layer without parents.
    pub(super) fn all(self) -> Vec<Entry<'a>> {
        self.roots().into_iter().map(|slot| self.entry(slot, [None; 2], false)).collect()
    }

    /// The slots of a layer without parents.
    pub(super) fn roots(self) -> Vec<Slot> {
        let (old, new): (Vec<_>, Vec<_>) = ((0..self.old.len()).collect(), (0..self.new.len()).collect());
        self.slots(&old, &new)
    }

    /// Siblings in the order of the new version; each withdrawn one follows the sibling that it followed before.
    pub(super) fn slots(self, old: &[usize], new: &[usize]) -> Vec<Slot> {
        // The siblings that stayed, with their positions in both orders; both lists are in ascending order.
        let place = |one: usize| old.binary_search(&one).ok();
        let stayed: Vec<(usize, usize)> =
            new.iter().filter_map(|&new| Some((new, self.pairs.old_of[new].and_then(place)?))).collect();
        let positions: Vec<usize> = stayed.iter().map(|&(_, old)| old).collect();
        // A reworded entry has the same name whichever version is called the old one.
        let name = |new_at: usize, old_at: usize| {
            let (old_name, new_name) = (&self.old[old[old_at]].folded, &self.new[new_at].folded);
            old_name.min(new_name).as_str()
        };
        let names: Vec<&str> = stayed.iter().map(|&(new, old)| name(new, old)).collect();
        let moved = moved(&positions, &names);
        let mut stayed = stayed.into_iter().zip(moved).peekable();
        let mut withdrawn_after: Vec<Vec<usize>> = vec![Vec::new(); old.len() + 1];
        let mut after = 0;
        for (at, &one) in old.iter().enumerate() {
            match self.pairs.new_of[one] {
                None => withdrawn_after[after].push(one),
                Some(new_place) if new.binary_search(&new_place).is_ok() => after = at + 1,
                Some(_) => {}
            }
        }
        let push_withdrawn = |slots: &mut Vec<Slot>, after: usize| {
            let withdrawn = withdrawn_after[after].iter();
            slots.extend(withdrawn.map(|&old| Slot { old: Some(old), new: None, moved: false }));
        };
        let mut slots = Vec::with_capacity(old.len().max(new.len()));
        push_withdrawn(&mut slots, 0);
        for &one in new {
            match stayed.next_if(|&((stayed, _), _)| stayed == one) {
                Some(((_, old_place), moved)) => {
                    slots.push(Slot { old: Some(old[old_place]), new: Some(one), moved });
                    push_withdrawn(&mut slots, old_place + 1);
                }
                None => slots.push(Slot { old: self.pairs.old_of[one], new: Some(one), moved: false }),
            }
        }
        slots
    }

    /// The comparison of one entry. `under` are the codes of its parents, and `away` is whether its parent became
    /// another.
    pub(super) fn entry(self, slot: Slot, under: [Option<&'a str>; 2], away: bool) -> Entry<'a> {
        let old = slot.old.map(|at| &self.old[at]);
        let new = slot.new.map(|at| &self.new[at]);
        let side = |node: &Node<'a>, under| Side {
            code: node.printed(),
            text: Cow::Borrowed(node.text),
            under,
            level: None,
        };
        let mut changes = Vec::new();
        match (old, new) {
            (Some(old), Some(new)) => {
                changes.extend(away.then_some(Change::MovedAway));
                changes.extend(slot.moved.then_some(Change::Moved));
                if old.normalized() != new.normalized() {
                    changes.push(Change::Renumbered);
                }
                if old.folded != new.folded {
                    changes.push(Change::Reworded);
                } else if printed(old.text) != printed(new.text)
                    || (old.code != new.code && old.normalized() == new.normalized())
                {
                    changes.push(Change::Editorial);
                }
            }
            (Some(_), None) => changes.push(Change::Withdrawn),
            _ => changes.push(Change::Added),
        }
        Entry {
            what: self.what,
            old: old.map(|node| side(node, under[0])),
            new: new.map(|node| side(node, under[1])),
            changes,
            follows: false,
            exchange: Exchange::default(),
            children: Vec::new(),
        }
    }
}

/// A layer, grouped by the parents of its entries.
pub(super) struct Below<'n, 'a> {
    layer: Compared<'n, 'a>,
    parents: &'n Pairs,
    /// The entries below each old parent and each new one.
    children: [Vec<Vec<usize>>; 2],
}

impl<'n, 'a> Below<'n, 'a> {
    pub(super) fn new(layer: Compared<'n, 'a>, parents: &'n Pairs) -> Self {
        let by_parent = |nodes: &[Node<'_>], parents: usize| {
            let mut children = vec![Vec::new(); parents];
            nodes.iter().enumerate().for_each(|(at, node)| children[node.parent].push(at));
            children
        };
        let children =
            [by_parent(layer.old, parents.new_of.len()), by_parent(layer.new, parents.old_of.len())];
        Self { layer, parents, children }
    }

    /// The slots below a parent. An entry that moved to another parent is reported there.
    pub(super) fn slots(&self, parent: Slot) -> Vec<Slot> {
        let of = |version: usize, at: Option<usize>| at.map_or(&[][..], |at| &self.children[version][at]);
        self.layer.slots(of(0, parent.old), of(1, parent.new))
    }

    /// The comparison of the entry in a slot, with the codes it is below.
    pub(super) fn entry(&self, slot: Slot, code: impl Fn(usize, usize) -> Option<&'a str>) -> Entry<'a> {
        let old = slot.old.map(|at| self.layer.old[at].parent);
        let new = slot.new.map(|at| self.layer.new[at].parent);
        let away = old.is_some_and(|old| new.is_some_and(|new| self.parents.new_of[old] != Some(new)));
        let under = [old.and_then(|at| code(0, at)), new.and_then(|at| code(1, at))];
        self.layer.entry(slot, under, away)
    }
}
