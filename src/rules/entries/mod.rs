//! The entries of a standard laid out side by side, so that the rules about codes agree on which codes can be relied
//! on.
//!
//! Blame falls once. A code that is malformed, doubled or out of place has a finding of its own; whatever its number
//! would mean for its children, its order or the gaps around it is left out by everybody.

use std::ops::Range;

use foldhash::HashSet;

mod faults;

use crate::model::{Item, Kind, List, Row, Standard, Text};

/// The numbers in a code, 0 where its kind has none.
pub(super) type Numbers = [u32; 3];

/// One entry: a duty, a task, or an item of a list.
#[derive(Debug)]
pub(super) struct Entry<'a> {
    /// The kind that its place asks for.
    pub(super) kind: Kind,
    /// The code as printed; some items have none.
    pub(super) code: Option<&'a Text<'a>>,
    /// The text of an item; duties and tasks have names instead.
    pub(super) text: Option<&'a Text<'a>>,
    /// The kind whose shape the code has. Another than `kind`: the code belongs elsewhere. `None`: it is malformed.
    pub(super) shape: Option<Kind>,
    /// The numbers in the code, where they can be read.
    pub(super) numbers: Option<Numbers>,
    /// Its group, as an index.
    pub(super) group: usize,
    /// The entry that the code belongs to, as an index: this one, unless the same code stands elsewhere too; then the
    /// first that stands where the code says, or else the first.
    pub(super) first: usize,
    /// Whether it has the shape its place asks for and the number of a parent it stands below.
    pub(super) at_home: bool,
    /// Whether the same code stands elsewhere too. Not where one of the two places is its own and the other is not:
    /// then that other is misplaced, and that is all.
    pub(super) doubled: bool,
    /// Whether it is numbered for another parent than the one above it.
    pub(super) misplaced: bool,
    /// Whether all that stands below it is numbered for a parent that the standard does not have, so that its own
    /// code is the likelier slip.
    pub(super) disputed: bool,
}

impl Entry<'_> {
    /// The code that is meant; empty for an item without one.
    pub(super) fn code_str(&self) -> &str {
        self.code.map_or("", Text::meant)
    }

    /// Whether the code has the shape that its place asks for.
    pub(super) fn fits(&self) -> bool {
        self.shape == Some(self.kind)
    }

    /// Whether there is a code and it has no shape at all.
    pub(super) fn is_malformed(&self) -> bool {
        self.code.is_some() && self.shape.is_none()
    }

    /// The numbers of the parent that the code names; all 0 for kinds without one.
    pub(super) fn claim(&self) -> Option<Numbers> {
        let mut numbers = self.numbers?;
        numbers[self.shape?.depth() - 1] = 0;
        Some(numbers)
    }

    /// The number among its siblings, the last in the code.
    pub(super) fn number(&self) -> Option<u32> {
        Some(self.numbers?[self.shape?.depth() - 1])
    }

    /// Whether something may be concluded from the code for those below it.
    fn is_sound(&self) -> bool {
        self.fits() && self.numbers.is_some() && !self.doubled
    }

    /// Whether something may be concluded from the code for those beside it.
    pub(super) fn is_firm(&self) -> bool {
        self.is_sound() && !self.misplaced && !self.disputed
    }
}

/// Entries of one kind that are numbered together, in the order of the form.
#[derive(Clone, Debug)]
pub(super) struct Group {
    /// The entries above, as indices: one duty, the tasks of one cell, or none.
    pub(super) parents: Range<usize>,
    /// The entries, as indices.
    pub(super) members: Range<usize>,
    /// Whether all of them could be read.
    pub(super) complete: bool,
    /// Whether all entries above could be read.
    parents_complete: bool,
}

/// Every entry of a standard: duties, then tasks, then outputs and indicators, then the flat lists.
#[derive(Debug, Default)]
pub(super) struct Entries<'a> {
    pub(super) all: Vec<Entry<'a>>,
    /// Those of one cell stand next to each other: outputs, then indicators.
    pub(super) groups: Vec<Group>,
    /// Whether every code is one that can stand in its place, and is greater than the one before it in its group. Then
    /// none is malformed, doubled, out of place or disputed, and none runs backwards: nearly all standards are so.
    pub(super) orderly: bool,
}

impl<'a> Entries<'a> {
    /// Lays out the entries of a standard.
    pub(super) fn of(standard: &'a Standard<'a>) -> Self {
        // A published standard has some two hundred.
        let mut entries = Self { all: Vec::with_capacity(256), ..Self::default() };
        entries.collect(standard);
        entries.orderly = entries.groups.iter().all(|group| is_orderly(&entries.all[group.members.clone()]));
        if entries.orderly {
            return entries;
        }
        let mut doubles = entries.find_doubled();
        entries.find_misplaced(&mut doubles);
        entries.find_disputed();
        entries
    }

    /// The index of each entry with the entry.
    pub(super) fn iter(&self) -> impl Iterator<Item = (usize, &Entry<'a>)> {
        self.all.iter().enumerate()
    }

    /// The groups that stand below the same entries, together.
    pub(super) fn families(&self) -> impl Iterator<Item = &[Group]> {
        self.groups.chunk_by(|one, next| !one.parents.is_empty() && one.parents == next.parents)
    }

    /// What the codes of the standard say, wherever they stand.
    pub(super) fn borne(&self) -> HashSet<(Kind, Numbers)> {
        self.all.iter().filter_map(|entry| Some((entry.shape?, entry.numbers?))).collect()
    }

    fn collect(&mut self, standard: &'a Standard<'a>) {
        let duties = standard.duties.iter().map(|duty| (Some(&duty.code), None));
        self.group(Kind::Duty, 0..0, standard.duties.complete, duties);
        for (at, duty) in standard.duties.iter().enumerate() {
            let tasks = duty.tasks.iter().flat_map(|task| {
                std::iter::once((Some(&task.code), None)).chain(task.also.iter().map(coded))
            });
            let complete = duty.tasks.complete && duty.tasks.iter().all(|task| task.also.complete);
            self.group(Kind::Task, at..at + 1, complete, tasks);
        }
        let mut at = standard.duties.len();
        for (_, task) in standard.tasks() {
            let cell = at..at + 1 + task.also.len();
            at = cell.end;
            for (kind, list) in [
                (Kind::Output, (|row| &row.outputs) as fn(&'a Row<'a>) -> &'a List<Item<'a>>),
                (Kind::Indicator, |row| &row.indicators),
            ] {
                let complete = task.rows.complete && task.rows.iter().all(|row| list(row).complete);
                let items = task.rows.iter().flat_map(|row| list(row).iter().map(coded));
                self.group(kind, cell.clone(), complete, items);
                if let Some(group) = self.groups.last_mut() {
                    group.parents_complete = task.also.complete;
                }
            }
        }
        for kind in [Kind::Knowledge, Kind::Skill, Kind::Attitude] {
            if let Some(list) = standard.list(kind) {
                self.group(kind, 0..0, list.complete, list.iter().map(coded));
            }
        }
    }

    /// Adds a group and says of each member whether its code fits its place.
    fn group(
        &mut self,
        kind: Kind,
        parents: Range<usize>,
        complete: bool,
        members: impl Iterator<Item = (Option<&'a Text<'a>>, Option<&'a Text<'a>>)>,
    ) {
        let (start, group) = (self.all.len(), self.groups.len());
        // Mostly one, but a cell may name very many tasks.
        let mut borne: Vec<Numbers> = self.all[parents.clone()]
            .iter()
            .filter(|parent| parent.fits())
            .filter_map(|parent| parent.numbers)
            .collect();
        borne.sort_unstable();
        for (code, text) in members {
            let read = code.and_then(|code| Kind::with_numbers(code.meant()));
            let (shape, numbers) = (read.map(|(shape, _)| shape), read.and_then(|(_, numbers)| numbers));
            let mut entry = Entry {
                kind,
                code,
                text,
                shape,
                numbers,
                group,
                first: self.all.len(),
                at_home: false,
                doubled: false,
                misplaced: false,
                disputed: false,
            };
            entry.at_home = entry.fits()
                && (parents.is_empty()
                    || entry.claim().is_some_and(|claim| borne.binary_search(&claim).is_ok()));
            self.all.push(entry);
        }
        self.groups.push(Group { parents, members: start..self.all.len(), complete, parents_complete: true });
    }
}

/// Whether the codes of a group, as far as there are any, stand where they belong and rise.
fn is_orderly(group: &[Entry<'_>]) -> bool {
    let coded = || group.iter().filter(|entry| entry.code.is_some());
    coded().all(|entry| entry.at_home && entry.numbers.is_some())
        && coded().is_sorted_by(|one, next| one.numbers < next.numbers)
}

fn coded<'a>(item: &'a Item<'a>) -> (Option<&'a Text<'a>>, Option<&'a Text<'a>>) {
    (item.code.as_ref(), Some(&item.text))
}
