//! What changed from one version of a standard to another, in the terms of the field.
//!
//! Codes are positions: one inserted task renumbers half the file. So entries are matched by what they say,
//! and what became of each is plain data here; how it is written is the report's. A comparison gives the
//! evidence, and never says whether two versions are equivalent: that verdict belongs to people.

mod compare;
mod exchange;
mod fold;
mod impact;
mod layer;
mod likeness;
mod order;
mod pair;
mod profile;
mod runs;
mod table;
mod tree;

use std::borrow::Cow;

pub use compare::compare;
pub use impact::{Counts, Impact};
pub use runs::{Run, runs};

use crate::model::{ClassKind, Kind};

/// Two versions side by side. Entries stand in the order of the new version, those withdrawn where they stood; what is
/// unchanged is there as well.
#[derive(Clone, Debug)]
pub struct Comparison<'a> {
    /// What the old version is called.
    pub old: Title<'a>,
    /// What the new version is called.
    pub new: Title<'a>,
    /// Code, name, classification, description and base level.
    pub profile: Vec<Entry<'a>>,
    /// Duties; below them tasks, rows, and their outputs and indicators.
    pub duties: Vec<Entry<'a>>,
    /// The list of knowledge.
    pub knowledge: Vec<Entry<'a>>,
    /// The list of skills.
    pub skills: Vec<Entry<'a>>,
    /// The list of attitudes.
    pub attitudes: Vec<Entry<'a>>,
    /// Qualifications and supplements.
    pub notes: Vec<Entry<'a>>,
    /// The versions, and below each its fields.
    pub history: Vec<Entry<'a>>,
    /// What an importer could not place.
    pub unplaced: Vec<Entry<'a>>,
}

/// What a version is called: its code, and its name; and whether it was read whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Title<'a> {
    /// The code; a draft has none.
    pub code: Option<&'a str>,
    /// The name of the standard.
    pub name: Option<&'a str>,
    /// How many errors there were in reading it; what they are about was not compared.
    pub errors: usize,
}

/// Something of a standard, as it was and as it is.
#[derive(Clone, Debug)]
pub struct Entry<'a> {
    /// What it is.
    pub what: What,
    /// As it was; `None` for what was added.
    pub old: Option<Side<'a>>,
    /// As it is; `None` for what was withdrawn.
    pub new: Option<Side<'a>>,
    /// What became of it, in the order of [`Change`]; nothing where it is unchanged.
    pub changes: Vec<Change>,
    /// Whether the code changed only because that of the entry above it did.
    pub follows: bool,
    /// Of a task or row: the knowledge and skills it gained and lost. Of one that was added or withdrawn, all it has.
    pub exchange: Exchange<'a>,
    /// What is below it.
    pub children: Vec<Entry<'a>>,
}

/// One version of an entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Side<'a> {
    /// Its code as printed, if it has one.
    pub code: Option<&'a str>,
    /// Its name, sentence or value; empty where it has none.
    pub text: Cow<'a, str>,
    /// The code of the entry that it stands below.
    pub under: Option<&'a str>,
    /// The level of a row.
    pub level: Option<u8>,
}

/// What an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// The code of the standard.
    Code,
    /// In a draft, the code of the standard that it revises.
    Revises,
    /// The name of the standard.
    Name,
    /// An entry of the classification.
    Class(ClassKind),
    /// 工作描述
    Description,
    /// 基準級別
    BaseLevel,
    /// A duty, task, output, indicator, knowledge, skill or attitude.
    Item(Kind),
    /// A further task printed in the cell of another.
    Also,
    /// One row of a task, which has a level.
    Row,
    /// A version in the history.
    Version,
    /// A field of a version, by its key in the file.
    VersionField(&'static str),
    /// 學歷/經歷/能力條件
    Qualification,
    /// 其他補充說明
    Supplement,
    /// A text that an importer could not place.
    Unplaced,
}

/// What became of an entry; several at once are possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// It is new.
    Added,
    /// It is gone.
    Withdrawn,
    /// A list entry whose name stood there twice and stands there once: its code is now that of the other.
    Joined,
    /// A list entry that repeats a name which stood there once.
    Doubled,
    /// It stands below another entry than the one its former parent became.
    MovedAway,
    /// Its place among its siblings is another.
    Moved,
    /// Its code is another.
    Renumbered,
    /// Its text says something else.
    Reworded,
    /// Its text differs in punctuation, spacing, width or markup alone.
    Editorial,
    /// Its level is another.
    Level,
    /// The knowledge or skills it kept stand in another order.
    Reordered,
}

/// Knowledge and skills of a task, by name whatever their codes are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exchange<'a> {
    /// What it did not have before.
    pub gained: Vec<Competence<'a>>,
    /// What it has no more.
    pub lost: Vec<Competence<'a>>,
}

/// A knowledge or skill that a task refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Competence<'a> {
    /// Knowledge or skill.
    pub kind: Kind,
    /// Its code in the version that has it.
    pub code: &'a str,
    /// Its name; `None` where the standard does not list it.
    pub name: Option<&'a str>,
}

impl Exchange<'_> {
    /// Whether nothing was gained or lost.
    pub fn is_empty(&self) -> bool {
        self.gained.is_empty() && self.lost.is_empty()
    }
}

impl<'a> Entry<'a> {
    /// As it is, or was where it is no more.
    pub fn side(&self) -> Option<&Side<'a>> {
        self.new.as_ref().or(self.old.as_ref())
    }

    /// Whether this became of it.
    pub fn has(&self, change: Change) -> bool {
        self.changes.contains(&change)
    }

    /// Whether neither it nor anything below it changed.
    pub fn is_unchanged(&self) -> bool {
        self.impacts().is_empty() && self.children.iter().all(Entry::is_unchanged)
    }
}

impl<'a> Comparison<'a> {
    /// Every part in the order of a report.
    pub fn parts(&self) -> [&[Entry<'a>]; 8] {
        [
            &self.profile,
            &self.duties,
            &self.knowledge,
            &self.skills,
            &self.attitudes,
            &self.notes,
            &self.history,
            &self.unplaced,
        ]
    }

    /// How many changes of each class there are.
    pub fn counts(&self) -> Counts {
        fn count(entries: &[Entry<'_>], counts: &mut Counts) {
            for entry in entries {
                entry.impacts().into_iter().for_each(|impact| counts.add(impact));
                count(&entry.children, counts);
            }
        }
        let mut counts = Counts::default();
        self.parts().into_iter().for_each(|part| count(part, &mut counts));
        counts
    }

    /// The highest class that occurs; `None` where nothing changed.
    pub fn highest(&self) -> Option<Impact> {
        self.counts().highest()
    }

    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.highest().is_none()
    }
}
