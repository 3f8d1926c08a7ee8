//! From two standards to what became of each of their entries.

use std::borrow::Cow;
use std::collections::HashMap;

use super::exchange::Classes;
use super::fold::folded;
use super::order::moved;
use super::pair::{Layer, Node, Pairs, Scope, pair};
use super::tree::{Tree, leaf, plain};
use super::{Change, Comparison, Entry, Exchange, Side, Title, What, profile};
use crate::model::{Item, Kind, List, Standard, Text};

/// Compares two versions of a standard.
///
/// What a task gained and lost is told for every task, so the size of the outcome is bounded by that of the form: of
/// standards from files, [`crate::sheet::check_size`] is asked first.
pub fn compare<'a>(old: &'a Standard<'_>, new: &'a Standard<'_>) -> Comparison<'a> {
    let lists = |kind| flat(kind, list(old, kind), list(new, kind));
    let (knowledge, knowledge_pairs) = lists(Kind::Knowledge);
    let (skills, skill_pairs) = lists(Kind::Skill);
    let (attitudes, _) = lists(Kind::Attitude);
    let classes = Classes::new(old, new, &[knowledge_pairs, skill_pairs]);
    let mut notes = texts(What::Qualification, &old.notes.qualifications, &new.notes.qualifications);
    notes.extend(texts(What::Supplement, &old.notes.supplements, &new.notes.supplements));
    Comparison {
        old: title(old),
        new: title(new),
        profile: profile::profile(old, new),
        duties: duties(&Tree::of(old), &Tree::of(new), &classes),
        knowledge,
        skills,
        attitudes,
        notes,
        history: profile::history(&old.history, &new.history),
        unplaced: profile::unplaced(&old.unplaced, &new.unplaced),
    }
}

fn title<'a>(standard: &'a Standard<'_>) -> Title<'a> {
    Title {
        code: standard.code.given().map(Text::as_str),
        name: standard.name.given().map(|name| name.text.as_str()),
    }
}

fn list<'a>(standard: &'a Standard<'a>, kind: Kind) -> &'a List<Item<'a>> {
    match kind {
        Kind::Knowledge => &standard.knowledge,
        Kind::Skill => &standard.skills,
        _ => &standard.attitudes,
    }
}

/// The entries of a flat list.
fn flat<'a>(kind: Kind, old: &'a List<Item<'_>>, new: &'a List<Item<'_>>) -> (Vec<Entry<'a>>, Pairs) {
    let nodes = |list: &'a List<Item<'_>>| list.iter().map(|item| leaf(item, 0)).collect::<Vec<_>>();
    let (old, new) = (nodes(old), nodes(new));
    let pairs = pair(&old, &new, Layer::List, Vec::new());
    let layer = Compared { what: What::Item(kind), old: &old, new: &new, pairs: &pairs };
    let mut entries = layer.all();
    twins(&mut entries);
    (entries, pairs)
}

/// Finds the entries whose name goes on under another code: a name that stood twice and stands once is not gone.
fn twins(entries: &mut [Entry<'_>]) {
    let mut kept: [HashMap<String, usize>; 2] = Default::default();
    for (at, entry) in entries.iter().enumerate() {
        if let (Some(old), Some(new)) = (&entry.old, &entry.new) {
            for (kept, side) in kept.iter_mut().zip([old, new]) {
                kept.entry(folded(&side.text)).or_insert(at);
            }
        }
    }
    for at in 0..entries.len() {
        let (withdrawn, side) = match &entries[at] {
            Entry { old: Some(old), new: None, .. } => (true, old),
            Entry { old: None, new: Some(new), .. } => (false, new),
            _ => continue,
        };
        let name = folded(&side.text);
        if name.is_empty() {
            continue;
        }
        let Some(&twin) = kept[usize::from(!withdrawn)].get(&name) else { continue };
        if withdrawn {
            entries[at].new = entries[twin].new.clone();
            entries[at].changes = vec![Change::Joined];
        } else {
            entries[at].old = entries[twin].old.clone();
            entries[at].changes = vec![Change::Doubled];
        }
    }
}

/// The entries of a list of plain texts.
fn texts<'a>(what: What, old: &'a List<Text<'_>>, new: &'a List<Text<'_>>) -> Vec<Entry<'a>> {
    let nodes =
        |list: &'a List<Text<'_>>| list.iter().map(|text| plain(text.as_str(), 0)).collect::<Vec<_>>();
    let (old, new) = (nodes(old), nodes(new));
    let pairs = pair(&old, &new, Layer::Notes, Vec::new());
    Compared { what, old: &old, new: &new, pairs: &pairs }.all()
}

/// The main table.
fn duties<'a>(old: &Tree<'a>, new: &Tree<'a>, classes: &Classes<'a>) -> Vec<Entry<'a>> {
    let duties = pair(&old.duties, &new.duties, Layer::Duties, Vec::new());
    let in_duty = Scope::below(&old.tasks, &new.tasks, &duties);
    let tasks = pair(&old.tasks, &new.tasks, Layer::Tasks, vec![in_duty]);
    let in_task = Scope::below(&old.rows, &new.rows, &tasks);
    let rows = pair(&old.rows, &new.rows, Layer::Tasks, vec![in_task]);
    let leaves = |old_leaves: &[Node<'a>], new_leaves: &[Node<'a>]| {
        let rows_of = Scope::below(old_leaves, new_leaves, &rows);
        let tasks_of = Scope::below(&old.rows, &new.rows, &tasks).of_parents(old_leaves, new_leaves);
        let duties_of = Scope::below(&old.tasks, &new.tasks, &duties);
        let duties_of = duties_of.of_parents(&old.rows, &new.rows).of_parents(old_leaves, new_leaves);
        pair(old_leaves, new_leaves, Layer::Leaves, vec![rows_of, tasks_of, duties_of])
    };
    let outputs = leaves(&old.outputs, &new.outputs);
    let indicators = leaves(&old.indicators, &new.indicators);
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

/// A place in the order of a report: an old entry, a new one, or both, and whether it moved among its siblings.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slot {
    pub(super) old: Option<usize>,
    pub(super) new: Option<usize>,
    pub(super) moved: bool,
}

/// A layer of which it is known what became of each entry.
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
        let (old, new): (Vec<_>, Vec<_>) = ((0..self.old.len()).collect(), (0..self.new.len()).collect());
        self.slots(&old, &new).into_iter().map(|slot| self.entry(slot, [None; 2], false)).collect()
    }

    /// Siblings in the order of the new version, those withdrawn after the one they stood behind.
    pub(super) fn slots(self, old: &[usize], new: &[usize]) -> Vec<Slot> {
        // Where the siblings that stayed stand, in both orders: both lists rise.
        let place = |one: usize| old.binary_search(&one).ok();
        let stayed: Vec<(usize, usize)> =
            new.iter().filter_map(|&new| Some((new, self.pairs.old_of[new].and_then(place)?))).collect();
        let positions: Vec<usize> = stayed.iter().map(|&(_, old)| old).collect();
        // What was reworded has one name here whichever of the versions is the old one.
        let name = |new_at: usize, old_at: usize| {
            let (old_name, new_name) = (&self.old[old[old_at]].folded, &self.new[new_at].folded);
            old_name.min(new_name).as_str()
        };
        let names: Vec<&str> = stayed.iter().map(|&(new, old)| name(new, old)).collect();
        let moved = moved(&positions, &names);
        let mut stayed = stayed.into_iter().zip(moved).peekable();
        let mut withdrawn_after: Vec<Vec<usize>> = vec![Vec::new(); old.len() + 1];
        let mut behind = 0;
        for (at, &one) in old.iter().enumerate() {
            match self.pairs.new_of[one] {
                None => withdrawn_after[behind].push(one),
                Some(new_place) if new.binary_search(&new_place).is_ok() => behind = at + 1,
                Some(_) => {}
            }
        }
        let gone = |slots: &mut Vec<Slot>, behind: usize| {
            let withdrawn = withdrawn_after[behind].iter();
            slots.extend(withdrawn.map(|&old| Slot { old: Some(old), new: None, moved: false }));
        };
        let mut slots = Vec::with_capacity(old.len().max(new.len()));
        gone(&mut slots, 0);
        for &one in new {
            match stayed.next_if(|&((stayed, _), _)| stayed == one) {
                Some(((_, old_place), moved)) => {
                    slots.push(Slot { old: Some(old[old_place]), new: Some(one), moved });
                    gone(&mut slots, old_place + 1);
                }
                None => slots.push(Slot { old: self.pairs.old_of[one], new: Some(one), moved: false }),
            }
        }
        slots
    }

    /// What became of one entry; `under` are the codes of its parents, and `away` says that its new parent is
    /// another.
    pub(super) fn entry(self, slot: Slot, under: [Option<&'a str>; 2], away: bool) -> Entry<'a> {
        let old = slot.old.map(|at| &self.old[at]);
        let new = slot.new.map(|at| &self.new[at]);
        let side = |node: &Node<'a>, under| Side {
            code: node.code.map(|(printed, _)| printed),
            text: Cow::Borrowed(node.text),
            under,
            level: None,
        };
        let mut changes = Vec::new();
        match (old, new) {
            (Some(old), Some(new)) => {
                changes.extend(away.then_some(Change::MovedAway));
                changes.extend(slot.moved.then_some(Change::Moved));
                let meant = |node: &Node<'a>| node.code.map(|(_, meant)| meant);
                if meant(old) != meant(new) {
                    changes.push(Change::Renumbered);
                }
                if old.folded != new.folded {
                    changes.push(Change::Reworded);
                } else if old.text != new.text || (old.code != new.code && meant(old) == meant(new)) {
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

/// A layer by the parents of its entries.
struct Below<'n, 'a> {
    layer: Compared<'n, 'a>,
    parents: &'n Pairs,
    /// The entries below each old parent and each new one.
    children: [Vec<Vec<usize>>; 2],
}

impl<'n, 'a> Below<'n, 'a> {
    fn new(layer: Compared<'n, 'a>, parents: &'n Pairs) -> Self {
        let by_parent = |nodes: &[Node<'_>], parents: usize| {
            let mut children = vec![Vec::new(); parents];
            nodes.iter().enumerate().for_each(|(at, node)| children[node.parent].push(at));
            children
        };
        let children =
            [by_parent(layer.old, parents.new_of.len()), by_parent(layer.new, parents.old_of.len())];
        Self { layer, parents, children }
    }

    /// The places below a parent. What moved away is told where it is now.
    fn slots(&self, parent: Slot) -> Vec<Slot> {
        let of = |version: usize, at: Option<usize>| at.map_or(&[][..], |at| &self.children[version][at]);
        self.layer.slots(of(0, parent.old), of(1, parent.new))
    }

    /// The entry in a place, and below which codes it stands.
    fn entry(&self, slot: Slot, code: impl Fn(usize, usize) -> Option<&'a str>) -> Entry<'a> {
        let old = slot.old.map(|at| self.layer.old[at].parent);
        let new = slot.new.map(|at| self.layer.new[at].parent);
        let away = old.is_some_and(|old| new.is_some_and(|new| self.parents.new_of[old] != Some(new)));
        let under = [old.and_then(|at| code(0, at)), new.and_then(|at| code(1, at))];
        self.layer.entry(slot, under, away)
    }
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
        let (old, new): (Vec<_>, Vec<_>) =
            ((0..self.old.duties.len()).collect(), (0..self.new.duties.len()).collect());
        self.duties.slots(&old, &new).into_iter().map(|slot| self.duty(slot)).collect()
    }

    fn tree(&self, version: usize) -> &Tree<'a> {
        if version == 0 { self.old } else { self.new }
    }

    fn duty(&self, slot: Slot) -> Entry<'a> {
        let mut entry = self.duties.entry(slot, [None; 2], false);
        let duty_code = |version: usize, at: usize| printed(&self.tree(version).duties[at]);
        for task in self.tasks.slots(slot) {
            let mut child = self.tasks.entry(task, duty_code);
            follow(&mut child, &entry);
            self.task(task, &mut child);
            entry.children.push(child);
        }
        let source = |version: usize, at: Option<usize>| at.map(|at| self.tree(version).made_of.duties[at]);
        let (old, new) = (source(0, slot.old), source(1, slot.new));
        if old.or(new).is_some() && [old, new].iter().flatten().all(|duty| duty.tasks.is_empty()) {
            let (exchange, reordered) = self.classes.of_duty(old, new);
            self.exchanged(&mut entry, exchange, reordered);
        }
        entry
    }

    fn task(&self, slot: Slot, entry: &mut Entry<'a>) {
        let task_code = |version: usize, at: usize| printed(&self.tree(version).tasks[at]);
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
        let slots = self.rows.slots(slot);
        let split = [old, new].iter().flatten().any(|(_, task)| task.rows.len() > 1);
        for row in slots {
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
        // The rows of a task that is new or gone come and go with it.
        if task.has(Change::Added) || task.has(Change::Withdrawn) {
            entry.changes.clear();
        }
        let task_code = |version: usize, at: usize| {
            let tree = self.tree(version);
            printed(&tree.tasks[tree.rows[at].parent])
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

fn printed<'a>(node: &Node<'a>) -> Option<&'a str> {
    node.code.map(|(printed, _)| printed)
}

/// Says of an entry that was renumbered whether the code above it alone made it so.
fn follow(entry: &mut Entry<'_>, above: &Entry<'_>) {
    if !entry.has(Change::Renumbered) || entry.has(Change::MovedAway) {
        return;
    }
    let codes = |entry: &Entry<'_>| {
        Some([entry.old.as_ref()?.code?.to_owned(), entry.new.as_ref()?.code?.to_owned()])
    };
    let (Some(own), Some(above)) = (codes(entry), codes(above)) else { return };
    let rest = |version: usize| {
        let prefix: &str = above[version].get(1..)?;
        own[version].get(1..)?.strip_prefix(prefix).filter(|rest| rest.starts_with('.'))
    };
    entry.follows = rest(0).is_some() && rest(0) == rest(1);
}
