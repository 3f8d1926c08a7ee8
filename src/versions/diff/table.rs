//! Compares the main table: duties, tasks, rows and their items, layer by layer from the top.

use super::by_items::{Items, pair_by_items};
use super::exchange::Classes;
use super::layer::{Below, Compared, Slot};
use super::pair::{Layer, Node, Pairs, Scope, pair};
use super::tree::Tree;
use super::{Change, Entry, Exchange, What};
use crate::model::Kind;

/// The main table.
pub(super) fn duties<'a>(old: &Tree<'a>, new: &Tree<'a>, classes: &Classes<'a>) -> Vec<Entry<'a>> {
    let duties = pair(&old.duties, &new.duties, Layer::Duties, Vec::new());
    let in_duty = Scope::below(&old.tasks, &new.tasks, &duties);
    let mut tasks = pair(&old.tasks, &new.tasks, Layer::Tasks, vec![in_duty]);
    let (mut rows, mut outputs, mut indicators) = items(old, new, &duties, &tasks);
    let layers = [
        Items { old: &old.outputs, new: &new.outputs, pairs: &outputs },
        Items { old: &old.indicators, new: &new.indicators, pairs: &indicators },
    ];
    if pair_by_items(old, new, &mut tasks, &layers) {
        (rows, outputs, indicators) = items(old, new, &duties, &tasks);
    }
    let also_of = Scope::below(&old.also, &new.also, &tasks);
    let also = pair(&old.also, &new.also, Layer::Leaves, vec![also_of]);
    let compared = |what, old, new, pairs| Compared { what, old, new, pairs };
    Table {
        duties: compared(What::Item(Kind::Duty), &old.duties, &new.duties, &duties),
        tasks: Below::new(compared(What::Item(Kind::Task), &old.tasks, &new.tasks, &tasks), &duties),
        also: Below::new(compared(What::Also, &old.also, &new.also, &also), &tasks),
        rows: Below::new(compared(What::Row, &old.rows, &new.rows, &rows), &tasks),
        outputs: Below::new(compared(What::Item(Kind::Output), &old.outputs, &new.outputs, &outputs), &rows),
        indicators: Below::new(
            compared(What::Item(Kind::Indicator), &old.indicators, &new.indicators, &indicators),
            &rows,
        ),
        old,
        new,
        classes,
    }
    .entries()
}

/// The pairs of the rows, outputs and indicators.
fn items(old: &Tree<'_>, new: &Tree<'_>, duties: &Pairs, tasks: &Pairs) -> (Pairs, Pairs, Pairs) {
    let in_task = Scope::below(&old.rows, &new.rows, tasks);
    let mut rows = pair(&old.rows, &new.rows, Layer::Tasks, vec![in_task]);
    // The only row of a task is that of the task which it became, however little they share.
    let (old_rows, new_rows) = (only_rows(&old.rows, old.tasks.len()), only_rows(&new.rows, new.tasks.len()));
    for (old_row, new_task) in old_rows.into_iter().zip(&tasks.new_of) {
        if let (Some(old_row), Some(new_row)) = (old_row, new_task.and_then(|task| new_rows[task])) {
            rows.join(old_row, new_row);
        }
    }
    let leaves = |old_leaves: &[Node<'_>], new_leaves: &[Node<'_>]| {
        let rows_of = Scope::below(old_leaves, new_leaves, &rows);
        let tasks_of = Scope::below(&old.rows, &new.rows, tasks).of_parents(old_leaves, new_leaves);
        let duties_of = Scope::below(&old.tasks, &new.tasks, duties);
        let duties_of = duties_of.of_parents(&old.rows, &new.rows).of_parents(old_leaves, new_leaves);
        pair(old_leaves, new_leaves, Layer::Leaves, vec![rows_of, tasks_of, duties_of])
    };
    let outputs = leaves(&old.outputs, &new.outputs);
    let indicators = leaves(&old.indicators, &new.indicators);
    (rows, outputs, indicators)
}

/// The row of each task that has only one.
fn only_rows(rows: &[Node<'_>], tasks: usize) -> Vec<Option<usize>> {
    let mut counts = vec![0; tasks];
    rows.iter().for_each(|row| counts[row.parent] += 1);
    let mut only = vec![None; tasks];
    for (at, row) in rows.iter().enumerate() {
        only[row.parent] = Some(at).filter(|_| counts[row.parent] == 1);
    }
    only
}

struct Table<'n, 'a> {
    duties: Compared<'n, 'a>,
    tasks: Below<'n, 'a>,
    also: Below<'n, 'a>,
    rows: Below<'n, 'a>,
    outputs: Below<'n, 'a>,
    indicators: Below<'n, 'a>,
    old: &'n Tree<'a>,
    new: &'n Tree<'a>,
    classes: &'n Classes<'a>,
}

impl<'a> Table<'_, 'a> {
    fn entries(&self) -> Vec<Entry<'a>> {
        self.duties.roots().into_iter().map(|slot| self.duty(slot)).collect()
    }

    fn tree(&self, version: usize) -> &Tree<'a> {
        if version == 0 { self.old } else { self.new }
    }

    fn duty(&self, slot: Slot) -> Entry<'a> {
        let mut entry = self.duties.entry(slot, [None; 2], false);
        let duty_code = |version: usize, at: usize| self.tree(version).duties[at].printed();
        for task in self.tasks.slots(slot) {
            let mut child = self.tasks.entry(task, duty_code);
            follow(&mut child, &entry);
            self.task(task, &mut child);
            entry.children.push(child);
        }
        let source = |version: usize, at: Option<usize>| at.map(|at| self.tree(version).made_of.duties[at]);
        let (old, new) = (source(0, slot.old), source(1, slot.new));
        if [old, new].iter().flatten().all(|duty| duty.tasks.is_empty()) {
            let (exchange, reordered) = self.classes.of_duty(old, new);
            self.exchanged(&mut entry, exchange, reordered);
        }
        entry
    }

    fn task(&self, slot: Slot, entry: &mut Entry<'a>) {
        let task_code = |version: usize, at: usize| self.tree(version).tasks[at].printed();
        for also in self.also.slots(slot) {
            let child = self.also.entry(also, task_code);
            entry.children.push(child);
        }
        let source = |version: usize, at: Option<usize>| {
            at.map(|at| {
                let sources = &self.tree(version).made_of;
                (sources.duties[self.tree(version).tasks[at].parent], sources.tasks[at])
            })
        };
        let (old, new) = (source(0, slot.old), source(1, slot.new));
        let (exchange, reordered) = self.classes.of_task(old, new);
        let split = [old, new].iter().flatten().any(|(_, task)| task.rows.len() > 1);
        for row in self.rows.slots(slot) {
            let mut child = self.rows.entry(row, task_code);
            self.row(row, entry, &mut child);
            if let (true, Some(old_row), Some(new_row)) = (split, row.old, row.new) {
                let (own, reordered) = self.classes.of_row(self.old, old_row, self.new, new_row);
                self.exchanged(&mut child, own.without(&exchange), reordered);
            }
            entry.children.push(child);
        }
        self.exchanged(entry, exchange, reordered && !split);
    }

    fn row(&self, slot: Slot, task: &Entry<'a>, entry: &mut Entry<'a>) {
        let level = |version: usize, at: Option<usize>| {
            at.and_then(|at| self.tree(version).made_of.rows[at].level.given()).map(|level| level.value)
        };
        let (old, new) = (level(0, slot.old), level(1, slot.new));
        if let Some(side) = &mut entry.old {
            side.level = old;
        }
        if let Some(side) = &mut entry.new {
            side.level = new;
        }
        if entry.old.is_some() && entry.new.is_some() && old != new {
            entry.changes.push(Change::Level);
        }
        // The rows of an added or withdrawn task are part of that change.
        if task.has(Change::Added) || task.has(Change::Withdrawn) {
            entry.changes.clear();
        }
        let task_code = |version: usize, at: usize| {
            let tree = self.tree(version);
            tree.tasks[tree.rows[at].parent].printed()
        };
        for leaves in [&self.outputs, &self.indicators] {
            for leaf in leaves.slots(slot) {
                let mut child = leaves.entry(leaf, task_code);
                follow(&mut child, task);
                entry.children.push(child);
            }
        }
    }

    fn exchanged(&self, entry: &mut Entry<'a>, exchange: Exchange<'a>, reordered: bool) {
        entry.exchange = exchange;
        if reordered && entry.old.is_some() && entry.new.is_some() {
            entry.changes.push(Change::Reordered);
        }
    }
}

/// Sets `follows` on a renumbered entry if the code above it is the only reason.
fn follow(entry: &mut Entry<'_>, above: &Entry<'_>) {
    if !entry.has(Change::Renumbered) || entry.has(Change::MovedAway) {
        return;
    }
    fn codes<'a>(entry: &Entry<'a>) -> Option<[&'a str; 2]> {
        Some([entry.old.as_ref()?.code?, entry.new.as_ref()?.code?])
    }
    let (Some(own), Some(above)) = (codes(entry), codes(above)) else { return };
    let rest = |version: usize| {
        let prefix = above[version].get(1..)?;
        own[version].get(1..)?.strip_prefix(prefix).filter(|rest| rest.starts_with('.'))
    };
    entry.follows = rest(0).is_some() && rest(0) == rest(1);
}
