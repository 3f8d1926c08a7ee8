//! A competency standard as the program holds it.
//!
//! Everything is kept as printed: a malformed code, a name under two codes, an empty text. A field that was
//! given but could not be read is [`Field::Unreadable`], so that no rule concludes anything from its absence.
//! Texts borrow from the source where they stand there verbatim.

mod align;
mod code;
mod made;
pub(crate) mod named;
mod resolve;
mod text;
mod texts;

pub use align::{Alignment, How, Located};
pub use code::{Kind, StandardCode, is_industry, is_job_category, is_occupation, joined_codes};
pub use resolve::Competency;
pub use text::Text;
pub use texts::{ClassKind, Codes, TextRole};

use std::ops::Deref;

use crate::files::source::{FileId, Place, Span};
use crate::yaml::Remarks;

/// A part of a standard that need not be there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Field<T> {
    /// Not in the file.
    #[default]
    Absent,
    /// In the file, but not of the shape the format wants: reported already, and no ground for conclusions.
    Unreadable,
    /// There.
    Given(T),
}

impl<T> Field<T> {
    /// What is there, if something is.
    pub fn given(&self) -> Option<&T> {
        match self {
            Self::Given(value) => Some(value),
            Self::Absent | Self::Unreadable => None,
        }
    }

    /// The same, taken out.
    pub fn into_given(self) -> Option<T> {
        match self {
            Self::Given(value) => Some(value),
            Self::Absent | Self::Unreadable => None,
        }
    }

    /// Whether the file says nothing of it at all.
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }
}

/// A list that need not be there, in the order of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List<T> {
    /// What could be read of it.
    pub items: Vec<T>,
    /// The key it stands under; `None` where the file does not have the list at all.
    pub key: Option<Span>,
    /// False where something in the list, or the list itself, could not be read: reported already, so
    /// nothing may be concluded from what is missing.
    pub complete: bool,
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self { items: Vec::new(), key: None, complete: true }
    }
}

impl<T> List<T> {
    /// Whether the file says nothing of it at all.
    pub fn is_absent(&self) -> bool {
        self.key.is_none() && self.complete
    }

    /// This list, or `other` where the file does not have this one.
    pub fn or<'a>(&'a self, other: &'a Self) -> &'a Self {
        if self.is_absent() { other } else { self }
    }
}

impl<T> Deref for List<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.items
    }
}

/// One competency standard (職能基準).
#[derive(Clone, Debug)]
pub struct Standard<'s> {
    /// The file it was read from.
    pub file: FileId,
    /// The file's name without its ending; `None` for standard input.
    pub stem: Option<&'s str>,
    /// A place to point at when something is missing from the whole: the first key of the file.
    pub start: Span,
    /// The comments that speak to this program.
    pub remarks: Remarks,
    /// How many errors there were in reading the file; what they are about may be missing here.
    pub errors: usize,
    /// The code issued by the iCAP office; a draft has none.
    pub code: Field<Text<'s>>,
    /// In a draft, the code of the issued standard that it revises.
    pub revises: Field<Text<'s>>,
    /// The name, as one of two kinds.
    pub name: Field<Name<'s>>,
    /// Job categories, occupations and industries.
    pub classification: Classification<'s>,
    /// What the occupation does (工作描述).
    pub description: Field<Text<'s>>,
    /// The base level (基準級別).
    pub level: Field<Level>,
    /// The versions, newest first.
    pub history: List<Version<'s>>,
    /// The knowledge of the whole standard, K.
    pub knowledge: List<Item<'s>>,
    /// The skills of the whole standard, S.
    pub skills: List<Item<'s>>,
    /// The attitudes, A: one list for the standard, never per task.
    pub attitudes: List<Item<'s>>,
    /// The duties with their tasks.
    pub duties: List<Duty<'s>>,
    /// Qualifications and other notes.
    pub notes: Notes<'s>,
    /// What an importer could not place, and nobody has yet.
    pub unplaced: List<Unplaced<'s>>,
}

impl Standard<'_> {
    /// A draft is a standard to which no code was issued yet.
    pub fn is_draft(&self) -> bool {
        self.code.is_absent()
    }

    /// A place in this standard's file.
    pub fn at(&self, span: Span) -> Place {
        Place { file: self.file, span }
    }
}

/// The name of a standard: the form has two lines for it and one is filled (擇一填寫).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name<'s> {
    /// Which of the two lines.
    pub kind: NameKind,
    /// The name itself.
    pub text: Text<'s>,
}

/// What a standard is named after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameKind {
    /// 職類
    Category,
    /// 職業
    Occupation,
}

impl NameKind {
    /// The key in the file.
    pub fn key(self) -> &'static str {
        match self {
            Self::Category => "category",
            Self::Occupation => "occupation",
        }
    }
}

/// Where the standard belongs (所屬類別).
#[derive(Clone, Debug, Default)]
pub struct Classification<'s> {
    /// The key `classification`, where the file has it.
    pub key: Option<Span>,
    /// 職類別: three letters, issued by the iCAP office.
    pub job_categories: List<Class<'s>>,
    /// 職業別: of the national occupation classification.
    pub occupations: List<Class<'s>>,
    /// 行業別: of the national industry classification.
    pub industries: List<Class<'s>>,
}

/// One entry of a classification.
#[derive(Clone, Debug)]
pub struct Class<'s> {
    /// The place of the entry, for what is missing in it.
    pub span: Span,
    /// The code as printed.
    pub code: Field<Text<'s>>,
    /// The name as printed.
    pub name: Field<Text<'s>>,
}

/// A competency level, 1 to 6.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Level {
    /// 1 to 6.
    pub value: u8,
    /// Where it stands.
    pub span: Span,
}

/// One version in the history (版本).
#[derive(Clone, Debug)]
pub struct Version<'s> {
    /// The place of the entry, for what is missing in it.
    pub span: Span,
    /// The label, such as `V2`; some print the whole code.
    pub version: Field<Text<'s>>,
    /// The code of that version.
    pub code: Field<Text<'s>>,
    /// The name at that version.
    pub name: Field<Text<'s>>,
    /// Current or superseded.
    pub status: Field<Status>,
    /// The code of the version that took its place.
    pub superseded_by: Field<Text<'s>>,
    /// The day it was issued or updated (發展更新日期).
    pub date: Field<Date>,
    /// The update note (更新說明).
    pub note: Field<Text<'s>>,
}

/// The status of a version and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Status {
    /// Which of the two.
    pub value: StatusValue,
    /// Where it stands.
    pub span: Span,
}

/// Whether a version holds today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatusValue {
    /// 最新版本
    Current,
    /// 歷史版本
    Superseded,
}

impl StatusValue {
    /// Both, the one that holds first.
    pub const BOTH: [Self; 2] = [Self::Current, Self::Superseded];

    /// The word in the file.
    pub fn key(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::Superseded => "superseded",
        }
    }

    /// What the form prints.
    pub fn printed(self) -> &'static str {
        match self {
            Self::Current => "最新版本",
            Self::Superseded => "歷史版本",
        }
    }
}

/// A day and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Date {
    /// The day.
    pub value: jiff::civil::Date,
    /// Where it stands.
    pub span: Span,
}

/// An entry with a code and a text: an output, an indicator, a knowledge, a skill, an attitude.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item<'s> {
    /// The code as printed; some outputs and attitudes are printed without.
    pub code: Option<Text<'s>>,
    /// The name or sentence.
    pub text: Text<'s>,
}

impl Item<'_> {
    /// The place that stands for the item: its code, or the text of one without.
    pub fn span(&self) -> Span {
        self.code.as_ref().map_or(self.text.span, |code| code.span)
    }
}

/// References to knowledge or skills, as codes. Absent means inherited; an empty list is an empty cell.
pub type References<'s> = List<Text<'s>>;

/// A duty (主要職責).
#[derive(Clone, Debug)]
pub struct Duty<'s> {
    /// The code, `T1`.
    pub code: Text<'s>,
    /// The name.
    pub name: Field<Text<'s>>,
    /// Knowledge of every task of the duty that names none itself.
    pub knowledge: References<'s>,
    /// Skills of every task of the duty that names none itself.
    pub skills: References<'s>,
    /// The tasks.
    pub tasks: List<Task<'s>>,
}

/// A task (工作任務).
#[derive(Clone, Debug)]
pub struct Task<'s> {
    /// The code, `T1.1`.
    pub code: Text<'s>,
    /// The name.
    pub name: Field<Text<'s>>,
    /// Further tasks printed in the same cell, sharing the rows.
    pub also: List<Item<'s>>,
    /// Knowledge of every row that names none itself.
    pub knowledge: References<'s>,
    /// Skills of every row that names none itself.
    pub skills: References<'s>,
    /// The rows of the form: one, unless the file splits the task with `rows`.
    pub rows: List<Row<'s>>,
}

/// One row of a task: a level with the outputs and indicators that belong to it.
#[derive(Clone, Debug)]
pub struct Row<'s> {
    /// The place of the row, for what is missing in it; the task's code where the task is one row.
    pub span: Span,
    /// 職能級別
    pub level: Field<Level>,
    /// 工作產出
    pub outputs: List<Item<'s>>,
    /// 行為指標
    pub indicators: List<Item<'s>>,
    /// Knowledge of this row alone; absent in a task of one row, whose own stands at the task.
    pub knowledge: References<'s>,
    /// Skills of this row alone.
    pub skills: References<'s>,
}

/// Notes and supplements (說明與補充事項).
#[derive(Clone, Debug, Default)]
pub struct Notes<'s> {
    /// 學歷/經歷/能力條件
    pub qualifications: List<Text<'s>>,
    /// 其他補充說明
    pub supplements: List<Text<'s>>,
}

/// A text that an importer could not place.
#[derive(Clone, Debug)]
pub struct Unplaced<'s> {
    /// The place of the entry.
    pub span: Span,
    /// Where in the form it was found, in the importer's words.
    pub at: Field<Text<'s>>,
    /// The text.
    pub text: Field<Text<'s>>,
}
