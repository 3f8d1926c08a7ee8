//! The entries of a standard in one sequence, so that the rules about codes agree on which codes are reliable.
//!
//! Each mistake is reported once. A code that is malformed, duplicated or misplaced has its own finding; every rule
//! then ignores what its number would mean for its children, its order or the gaps around it.

use std::ops::Range;
use std::sync::OnceLock;

use foldhash::{HashMap, HashMapExt as _, HashSet};

mod faults;
mod layout;
mod numbering;

use crate::model::{Kind, Standard, Text};

pub(super) use numbering::Numbering;

/// The numbers in a code; 0 in positions that its kind does not have.
pub(super) type Numbers = [u32; 3];

/// One entry: a duty, a task, or an item of a list.
#[derive(Debug)]
pub(super) struct CodedEntry<'a> {
    /// The kind that belongs in this place.
    pub(super) kind: Kind,
    /// The code as printed; some items have none.
    pub(super) code: Option<&'a Text<'a>>,
    /// The text of an item; duties and tasks have names instead.
    pub(super) text: Option<&'a Text<'a>>,
    /// The kind whose shape the code has. If it is not `kind`, the code is in the wrong place; if `None`, it is
    /// malformed.
    pub(super) shape: Option<Kind>,
    /// The numbers in the code, if it has any that fit into 32 bits.
    pub(super) numbers: Option<Numbers>,
    /// The index of its group.
    pub(super) group: usize,
    /// The index of the entry that owns this code: this one unless the code occurs several times; then the first that
    /// is in its proper place, or else the first.
    pub(super) first: usize,
    /// Whether it has the shape for its place and the number of a parent that it is below.
    pub(super) in_place: bool,
    /// Whether the same code occurs elsewhere too. False if only one of the two is in its proper place: then the other
    /// one is misplaced and nothing else.
    pub(super) doubled: bool,
    /// Whether it is numbered for another parent than the one it is under.
    pub(super) misplaced: bool,
    /// Whether everything below it is numbered for one parent that the standard does not have, so that its own code is
    /// more likely to be wrong.
    pub(super) disputed: bool,
}

impl CodedEntry<'_> {
    /// The code, after full-width and invisible characters were resolved; empty for an item without one.
    pub(super) fn code_str(&self) -> &str {
        self.code.map_or("", Text::normalized)
    }

    /// Whether the code has the shape that belongs in this place.
    pub(super) fn fits(&self) -> bool {
        self.shape == Some(self.kind)
    }

    /// Whether there is a code that has the shape of no kind.
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

    /// Whether the code is reliable for checks of the entries below it.
    fn is_reliable_parent(&self) -> bool {
        self.fits() && self.numbers.is_some() && !self.doubled
    }

    /// Whether the code is reliable for checks of its siblings.
    pub(super) fn is_reliable(&self) -> bool {
        self.is_reliable_parent() && !self.misplaced && !self.disputed
    }
}

/// The numbers of the parent in a code of this kind.
fn parent_numbers(kind: Kind, mut numbers: Numbers) -> Numbers {
    numbers[kind.depth() - 1] = 0;
    numbers
}

/// Entries of one kind that are numbered as one series, in the order of the form.
#[derive(Clone, Debug)]
pub(super) struct Group {
    /// The indices of the entries above: one duty, the tasks of one cell, or none.
    pub(super) parents: Range<usize>,
    /// The indices of the entries.
    pub(super) members: Range<usize>,
    /// Whether all of them were readable.
    pub(super) complete: bool,
    /// Whether their numbers are known to start at 1 without a gap.
    pub(super) gapless: bool,
    /// Whether all entries above were readable.
    parents_complete: bool,
}

/// Every entry of a standard: duties, then tasks, then outputs and indicators, then the flat lists.
#[derive(Debug)]
pub(super) struct Entries<'a> {
    pub(super) all: Vec<CodedEntry<'a>>,
    /// Groups of one cell are adjacent: outputs, then indicators.
    pub(super) groups: Vec<Group>,
    /// Whether every code has the shape for its place, contains no look-alike or hidden characters, and is greater than
    /// the one before it in its group. Then no code is malformed, duplicated, misplaced, disputed or out of order. True
    /// of nearly all standards.
    pub(super) well_numbered: bool,
    /// The highest number of each kind below each parent, once it was asked for.
    highest: OnceLock<HashMap<(Kind, Numbers), u32>>,
}

impl<'a> Entries<'a> {
    /// Collects and checks the entries of a standard.
    pub(super) fn of(standard: &'a Standard<'a>) -> Self {
        let mut entries = Self::laid_out(standard);
        if !entries.well_numbered {
            entries.find_faults();
        }
        entries
    }

    /// The entries with their indices.
    pub(super) fn iter(&self) -> impl Iterator<Item = (usize, &CodedEntry<'a>)> {
        self.all.iter().enumerate()
    }

    /// The entries of a flat list.
    pub(super) fn listed(&self, kind: Kind) -> &[CodedEntry<'a>] {
        // The lists come last, in this order.
        let from_end = match kind {
            Kind::Knowledge => 3,
            Kind::Skill => 2,
            Kind::Attitude => 1,
            Kind::Duty | Kind::Task | Kind::Output | Kind::Indicator => return &[],
        };
        let group = self.groups.len().checked_sub(from_end).and_then(|at| self.groups.get(at));
        group.map_or(&[], |group| &self.all[group.members.clone()])
    }

    /// The first code of this kind and parent behind all that are in use.
    pub(super) fn free_code(&self, kind: Kind, parent: Numbers) -> String {
        let highest = self.highest.get_or_init(|| {
            let mut highest: HashMap<(Kind, Numbers), u32> = HashMap::new();
            for entry in &self.all {
                if let (Some(kind), Some(parent), Some(number)) =
                    (entry.shape, entry.parent_numbers(), entry.number())
                {
                    let known = highest.entry((kind, parent)).or_default();
                    *known = number.max(*known);
                }
            }
            highest
        });
        let highest = highest.get(&(kind, parent)).copied().unwrap_or(0);
        let mut numbers = parent;
        numbers[kind.depth() - 1] = highest.saturating_add(1);
        kind.spell(numbers)
    }

    /// A code that would fit where an entry stands and that no other has: below the parents of its group.
    pub(super) fn free_code_here(&self, entry: &CodedEntry<'_>) -> String {
        let parents = &self.all[self.groups[entry.group].parents.clone()];
        let parent = parents.iter().find(|parent| parent.fits()).and_then(|parent| parent.numbers);
        match parent {
            Some(parent) => self.free_code(entry.kind, parent),
            None if entry.kind.depth() == 1 => self.free_code(entry.kind, Numbers::default()),
            None => entry.kind.example().to_owned(),
        }
    }

    /// Runs of groups that are below the same entries.
    pub(super) fn families(&self) -> impl Iterator<Item = &[Group]> {
        self.groups.chunk_by(|one, next| !one.parents.is_empty() && one.parents == next.parents)
    }

    /// The kinds and numbers of all codes in the standard, wherever they are.
    pub(super) fn codes_in_use(&self) -> HashSet<(Kind, Numbers)> {
        self.all.iter().filter_map(|entry| Some((entry.shape?, entry.numbers?))).collect()
    }
}
