//! The entries of a standard laid out side by side, so that the rules about codes agree on which codes can be relied
//! on.
//!
//! Blame falls once. A code that is malformed, doubled or out of place has a finding of its own; whatever its number
//! would mean for its children, its order or the gaps around it is left out by everybody.

use std::ops::Range;

use foldhash::HashSet;

mod faults;
mod layout;

use crate::model::{Kind, Standard, Text};

/// The numbers in a code, 0 where its kind has none.
pub(super) type Numbers = [u32; 3];

/// One entry: a duty, a task, or an item of a list.
#[derive(Debug)]
pub(super) struct CodedEntry<'a> {
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
    pub(super) in_place: bool,
    /// Whether the same code stands elsewhere too. Not where one of the two places is its own and the other is not:
    /// then that other is misplaced, and that is all.
    pub(super) doubled: bool,
    /// Whether it is numbered for another parent than the one above it.
    pub(super) misplaced: bool,
    /// Whether all that stands below it is numbered for a parent that the standard does not have, so that its own
    /// code is the likelier slip.
    pub(super) disputed: bool,
}

impl CodedEntry<'_> {
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
    pub(super) fn parent_numbers(&self) -> Option<Numbers> {
        Some(parent_numbers(self.shape?, self.numbers?))
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

/// The numbers of the parent that a code of a kind names.
fn parent_numbers(kind: Kind, mut numbers: Numbers) -> Numbers {
    numbers[kind.depth() - 1] = 0;
    numbers
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
    /// Whether their numbers are seen to begin with 1 and to leave none out.
    pub(super) gapless: bool,
    /// Whether all entries above could be read.
    parents_complete: bool,
}

/// Every entry of a standard: duties, then tasks, then outputs and indicators, then the flat lists.
#[derive(Debug)]
pub(super) struct Entries<'a> {
    pub(super) all: Vec<CodedEntry<'a>>,
    /// Those of one cell stand next to each other: outputs, then indicators.
    pub(super) groups: Vec<Group>,
    /// Whether every code is one that can stand in its place, is written with just its characters, and is greater than the
    /// one before it in its group. Then none is malformed, doubled, out of place or disputed, and none runs backwards:
    /// nearly all standards are so.
    pub(super) well_numbered: bool,
}

impl<'a> Entries<'a> {
    /// Lays out the entries of a standard.
    pub(super) fn of(standard: &'a Standard<'a>) -> Self {
        let mut entries = Self::laid_out(standard);
        if entries.well_numbered {
            return entries;
        }
        let mut doubles = entries.find_doubled();
        entries.find_misplaced(&mut doubles);
        entries.find_disputed();
        entries
    }

    /// The index of each entry with the entry.
    pub(super) fn iter(&self) -> impl Iterator<Item = (usize, &CodedEntry<'a>)> {
        self.all.iter().enumerate()
    }

    /// The entries of a flat list.
    pub(super) fn listed(&self, kind: Kind) -> &[CodedEntry<'a>] {
        // They come last, and in this order.
        let from_end = match kind {
            Kind::Knowledge => 3,
            Kind::Skill => 2,
            Kind::Attitude => 1,
            Kind::Duty | Kind::Task | Kind::Output | Kind::Indicator => return &[],
        };
        let group = self.groups.len().checked_sub(from_end).and_then(|at| self.groups.get(at));
        group.map_or(&[], |group| &self.all[group.members.clone()])
    }

    /// The groups that stand below the same entries, together.
    pub(super) fn families(&self) -> impl Iterator<Item = &[Group]> {
        self.groups.chunk_by(|one, next| !one.parents.is_empty() && one.parents == next.parents)
    }

    /// What the codes of the standard say, wherever they stand.
    pub(super) fn codes_in_use(&self) -> HashSet<(Kind, Numbers)> {
        self.all.iter().filter_map(|entry| Some((entry.shape?, entry.numbers?))).collect()
    }
}
