//! What stands above the main table: the name, the classification, levels and the history.

use super::{Field, List, Text};
use crate::files::source::Span;

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
