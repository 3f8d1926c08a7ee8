//! A competency standard as the program holds it.
//!
//! Everything is kept as printed: a malformed code, one name with two codes, an empty text. A field that was given but
//! could not be read is [`Field::Unreadable`], so that no rule draws conclusions from its absence. Texts that are
//! verbatim in the source borrow from it.

mod code;
mod edited;
mod made;
pub(crate) mod named;
pub mod owned;
mod resolve;
mod text;
mod texts;

pub use code::{Kind, StandardCode, is_industry, is_job_category, is_occupation, joined_codes};
pub use resolve::Competency;
pub use text::Text;
pub use texts::{ClassKind, Codes, TextRole};

use std::ops::Deref;

use crate::files::source::{FileId, Place, Span};
use crate::yaml::Remarks;

/// An optional part of a standard.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Field<T> {
    /// Not in the file.
    #[default]
    Absent,
    /// In the file, but with a value that the format does not allow. It has a finding already; rules draw no
    /// conclusions.
    Unreadable,
    /// Present and readable.
    Given(T),
}

impl<T> Field<T> {
    /// The value, if there is one.
    pub fn given(&self) -> Option<&T> {
        match self {
            Self::Given(value) => Some(value),
            Self::Absent | Self::Unreadable => None,
        }
    }

    /// The same, by value.
    pub fn into_given(self) -> Option<T> {
        match self {
            Self::Given(value) => Some(value),
            Self::Absent | Self::Unreadable => None,
        }
    }

    /// Whether the file does not mention it.
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }
}

/// An optional list, in the order of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List<T> {
    /// The entries that could be read.
    pub items: Vec<T>,
    /// The span of its key; `None` if the file does not have the list.
    pub key: Option<Span>,
    /// False if the list or an entry could not be read. That has a finding already, and nothing may be concluded from
    /// what is missing.
    pub complete: bool,
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self { items: Vec::new(), key: None, complete: true }
    }
}

impl<T> List<T> {
    /// Whether the file does not mention it.
    pub fn is_absent(&self) -> bool {
        self.key.is_none() && self.complete
    }

    /// This list, or `other` if the file does not have this one.
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
#[derive(Clone, Debug, Default)]
pub struct Standard<'s> {
    /// The file it was read from.
    pub file: FileId,
    /// The file's name without its extension; `None` for standard input.
    pub stem: Option<&'s str>,
    /// The path of its file, as it is shown.
    pub path: &'s str,
    /// The place of findings about something missing from the whole: the first key of the file.
    pub start: Span,
    /// The comments addressed to this program.
    pub remarks: Remarks,
    /// The number of errors found while loading the file; the parts they concern may be missing here.
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
    /// Texts that an importer could not place and an editor has not placed yet.
    pub unplaced: List<Unplaced<'s>>,
}

impl Standard<'_> {
    /// Whether it is a draft: a standard that has no code yet.
    pub fn is_draft(&self) -> bool {
        self.code.is_absent()
    }

    /// A place in this standard's file.
    pub fn at(&self, span: Span) -> Place {
        Place { file: self.file, span }
    }
}

/// The name of a standard: the form has two lines for it, of which one is filled (擇一填寫).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name<'s> {
    /// Which of the two lines.
    pub kind: NameKind,
    /// The name itself.
    pub text: Text<'s>,
}

/// What a standard is named after, that is, which line of the form its name is on.
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

/// The classification of the standard (所屬類別).
#[derive(Clone, Debug, Default)]
pub struct Classification<'s> {
    /// The span of the key `classification`, if the file has it.
    pub key: Option<Span>,
    /// 職類別: three letters, issued by the iCAP office.
    pub job_categories: List<Class<'s>>,
    /// 職業別: of the national occupation classification.
    pub occupations: List<Class<'s>>,
    /// 行業別: of the national industry classification.
    pub industries: List<Class<'s>>,
}

/// One entry of a classification.
#[derive(Clone, Debug, Default)]
pub struct Class<'s> {
    /// The span of the entry, for findings about what is missing in it.
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
    /// The span of its value.
    pub span: Span,
}

/// One version in the history (版本).
#[derive(Clone, Debug, Default)]
pub struct Version<'s> {
    /// The span of the entry, for findings about what is missing in it.
    pub span: Span,
    /// The label, such as `V2`; some print the whole code.
    pub version: Field<Text<'s>>,
    /// The code of that version.
    pub code: Field<Text<'s>>,
    /// The name at that version.
    pub name: Field<Text<'s>>,
    /// Current or superseded.
    pub status: Field<Status>,
    /// The code of the version that replaced this one.
    pub superseded_by: Field<Text<'s>>,
    /// The day it was issued or updated (發展更新日期).
    pub date: Field<Date>,
    /// The update note (更新說明).
    pub note: Field<Text<'s>>,
}

/// The status of a version, with its span.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Status {
    /// Which of the two.
    pub value: StatusValue,
    /// The span of its value.
    pub span: Span,
}

/// Whether a version is the valid one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatusValue {
    /// 最新版本
    Current,
    /// 歷史版本
    Superseded,
}

impl StatusValue {
    /// Both, the current one first.
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

/// A day, with its span.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Date {
    /// The day.
    pub value: jiff::civil::Date,
    /// The span of its value.
    pub span: Span,
}

/// An entry with a code and a text: an output, an indicator, a knowledge, a skill, an attitude.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item<'s> {
    /// The code as printed; some outputs and attitudes have none.
    pub code: Option<Text<'s>>,
    /// The name or sentence.
    pub text: Text<'s>,
}

impl Item<'_> {
    /// The span of the code, or of the text if there is no code.
    pub fn span(&self) -> Span {
        self.code.as_ref().map_or(self.text.span, |code| code.span)
    }
}

/// References to knowledge or skills. An absent list means inherited, an empty list means an empty cell.
pub type References<'s> = List<Reference<'s>>;

/// A reference to a knowledge or a skill: its code, and where the list has that code with several names, the one of
/// them that is printed here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference<'s> {
    /// The code.
    pub code: Text<'s>,
    /// The name that is printed; few references say one, so it is boxed.
    pub name: Option<Box<PrintedName<'s>>>,
}

/// The name that a reference says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintedName<'s> {
    /// The name.
    pub text: Text<'s>,
    /// The bytes of the pair of code and name, with its braces.
    pub pair: Span,
}

impl<'s> Reference<'s> {
    /// A reference by the code alone.
    #[inline]
    pub fn bare(code: Text<'s>) -> Self {
        Self { code, name: None }
    }

    /// A reference that says which name is printed.
    pub fn named(code: Text<'s>, text: Text<'s>) -> Self {
        Self::at(Span::default(), code, text)
    }

    /// The same, where the pair of the two stands at `pair`.
    pub(crate) fn at(pair: Span, code: Text<'s>, text: Text<'s>) -> Self {
        Self { code, name: Some(Box::new(PrintedName { text, pair })) }
    }

    /// The name that is printed, if the reference says it.
    pub fn name_text(&self) -> Option<&str> {
        self.name.as_deref().map(|name| name.text.as_str())
    }

    /// The entry that is printed here, of those with this code: the one with the name that the reference says, else the
    /// first. `None` if there is no such entry.
    pub fn pick<'a, T>(&self, entries: &'a [T], name: impl Fn(&T) -> &str) -> Option<&'a T> {
        match self.name_text() {
            Some(said) => entries.iter().find(|entry| name(entry) == said),
            None => entries.first(),
        }
    }
}

/// A duty (主要職責).
#[derive(Clone, Debug)]
pub struct Duty<'s> {
    /// The code, `T1`.
    pub code: Text<'s>,
    /// The name.
    pub name: Field<Text<'s>>,
    /// The knowledge of those tasks of the duty that have no list of their own.
    pub knowledge: References<'s>,
    /// The skills of those tasks of the duty that have no list of their own.
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
    /// Further tasks printed in the same cell; they share the rows.
    pub also: List<Item<'s>>,
    /// The knowledge of those rows that have no list of their own.
    pub knowledge: References<'s>,
    /// The skills of those rows that have no list of their own.
    pub skills: References<'s>,
    /// The rows of the form: one, unless the file divides the task under `rows`.
    pub rows: List<Row<'s>>,
}

/// One row of a task: a level with the outputs and indicators that belong to it.
#[derive(Clone, Debug, Default)]
pub struct Row<'s> {
    /// The span of the row, for findings about what is missing in it; if the task is a single row, that of the task's
    /// code.
    pub span: Span,
    /// 職能級別
    pub level: Field<Level>,
    /// 工作產出
    pub outputs: List<Item<'s>>,
    /// 行為指標
    pub indicators: List<Item<'s>>,
    /// The knowledge of this row alone; absent if the task is a single row, since the task has it then.
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
#[derive(Clone, Debug, Default)]
pub struct Unplaced<'s> {
    /// The span of the entry.
    pub span: Span,
    /// Where in the form it was found, in the importer's words.
    pub at: Field<Text<'s>>,
    /// The text.
    pub text: Field<Text<'s>>,
}
