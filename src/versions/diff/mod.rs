//! What changed from one version of a standard to another.
//!
//! Codes are positions: one inserted task renumbers half the file. So entries are paired by their texts. The result is
//! plain data; `report` formats it. A comparison gives evidence and never says whether two versions are equivalent:
//! that decision belongs to people.

mod by_items;
mod classes;
mod compare;
mod counts;
mod exchange;
mod impact;
mod layer;
mod limit;
mod order;
mod pair;
mod profile;
mod runs;
mod table;
mod tree;

use std::borrow::Cow;

pub use classes::{ClassPage, Example, ExamplePlace};
pub use compare::compare;
pub use counts::Counts;
pub use impact::Impact;
pub use limit::check_size;
pub use runs::{Run, runs};

use crate::model::{ClassKind, Kind};
use crate::text::fold::printed;

/// Two versions side by side. Entries are in the order of the new version, withdrawn ones where they used to be;
/// unchanged entries are included.
#[derive(Clone, Debug)]
pub struct Comparison<'a> {
    /// The code and name of the old version.
    pub old: Title<'a>,
    /// The code and name of the new version.
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
    /// Texts that an importer could not place.
    pub unplaced: Vec<Entry<'a>>,
}

/// The code and name of a version, and whether it could be read completely.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Title<'a> {
    /// The code; a draft has none.
    pub code: Option<&'a str>,
    /// The name of the standard.
    pub name: Option<&'a str>,
    /// The number of errors found while loading it; the parts they concern were not compared.
    pub errors: usize,
}

/// A part of a standard, before and after.
#[derive(Clone, Debug)]
pub struct Entry<'a> {
    /// What it is.
    pub what: What,
    /// Before; `None` if it was added.
    pub old: Option<Side<'a>>,
    /// After; `None` if it was withdrawn.
    pub new: Option<Side<'a>>,
    /// What changed, in the order of [`Change`]; empty if nothing did.
    pub changes: Vec<Change>,
    /// Whether the code changed only because the code of the entry above it did.
    pub follows: bool,
    /// For a task or row, the knowledge and skills it gained and lost. If it was added or withdrawn, all that it has.
    pub exchange: Exchange<'a>,
    /// The entries below it.
    pub children: Vec<Entry<'a>>,
}

/// One version of an entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Side<'a> {
    /// Its code as printed, if it has one.
    pub code: Option<&'a str>,
    /// Its name, sentence or value; empty where it has none.
    pub text: Cow<'a, str>,
    /// The code of the entry it is below.
    pub under: Option<&'a str>,
    /// The level of a row, 1 to 6.
    pub level: Option<u8>,
}

/// The kind of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
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

/// A change of an entry; an entry can have several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Change {
    /// It is new.
    Added,
    /// It was removed.
    Withdrawn,
    /// An entry of a list whose name occurred twice and now occurs once: it now has the code of the other.
    Joined,
    /// An entry of a list that repeats a name which occurred once before.
    Doubled,
    /// Its parent is not the entry that its former parent became.
    MovedAway,
    /// Its position among its siblings changed.
    Moved,
    /// Its code changed.
    Renumbered,
    /// Its text changed in meaning.
    Reworded,
    /// Its text changed only in punctuation, spacing, width or markup.
    Editorial,
    /// Its level changed.
    Level,
    /// The order of the knowledge or skills it kept changed.
    Reordered,
}

impl Change {
    /// Its name in JSON and in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Withdrawn => "withdrawn",
            Self::Joined => "joined",
            Self::Doubled => "doubled",
            Self::MovedAway => "moved-to-another-parent",
            Self::Moved => "moved",
            Self::Renumbered => "renumbered",
            Self::Reworded => "reworded",
            Self::Editorial => "editorial",
            Self::Level => "level",
            Self::Reordered => "reordered",
        }
    }
}

/// The knowledge and skills that a task gained and lost, compared by name, whatever their codes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exchange<'a> {
    /// What it has now and did not have before.
    pub gained: Vec<Competence<'a>>,
    /// What it had before and does not have now.
    pub lost: Vec<Competence<'a>>,
}

/// A knowledge or skill that a task refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Competence<'a> {
    /// Knowledge or skill.
    pub kind: Kind,
    /// Its code in the version that has it.
    pub code: &'a str,
    /// Its name; `None` if the standard does not list it.
    pub name: Option<&'a str>,
}

impl Exchange<'_> {
    /// Whether nothing was gained or lost.
    pub fn is_empty(&self) -> bool {
        self.gained.is_empty() && self.lost.is_empty()
    }
}

impl<'a> Entry<'a> {
    /// The new side, or the old one if the entry was withdrawn.
    pub fn side(&self) -> Option<&Side<'a>> {
        self.new.as_ref().or(self.old.as_ref())
    }

    /// Whether its text is another one, beyond white space around it.
    pub fn is_text_changed(&self) -> bool {
        self.texts().is_some_and(|(old, new)| old != new)
    }

    /// The pieces of its text in both versions; none if it is the same.
    pub fn runs(&self) -> Vec<Run<'_>> {
        self.texts().filter(|(old, new)| old != new).map(|(old, new)| runs(old, new)).unwrap_or_default()
    }

    /// Both versions of its text, without the line break at the end of YAML's block style.
    fn texts(&self) -> Option<(&str, &str)> {
        Some((printed(&self.old.as_ref()?.text), printed(&self.new.as_ref()?.text)))
    }

    /// Whether it has this change.
    pub fn has(&self, change: Change) -> bool {
        self.changes.contains(&change)
    }

    /// Whether neither it nor anything below it changed.
    pub fn is_unchanged(&self) -> bool {
        self.impacts().is_empty() && self.children.iter().all(Entry::is_unchanged)
    }
}

impl<'a> Comparison<'a> {
    /// All parts, in the order of a report.
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

    /// The highest class that occurs; `None` if nothing changed.
    pub fn highest(&self) -> Option<Impact> {
        self.counts().highest()
    }

    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.highest().is_none()
    }
}
