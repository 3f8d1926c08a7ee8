//! A competency standard as the program holds it.
//!
//! Everything is kept as printed: a malformed code, one name with two codes, an empty text. A field that was given but
//! could not be read is [`Field::Unreadable`], so that no rule draws conclusions from its absence. Texts that are
//! verbatim in the source borrow from it.

mod code;
mod duties;
mod edited;
mod field;
mod made;
pub(crate) mod named;
pub mod owned;
mod profile;
mod reference;
mod resolve;
mod text;
mod texts;

pub use code::{Kind, StandardCode, is_industry, is_job_category, is_occupation, joined_codes};
pub use duties::{Duty, Row, Task};
pub use field::{Field, List};
pub use profile::{Class, Classification, Date, Level, Name, NameKind, Status, StatusValue, Version};
pub use reference::{PrintedName, Reference, References};
pub use resolve::Competency;
pub use text::Text;
pub use texts::{ClassKind, Codes, TextRole};

use crate::files::source::{FileId, Place, Span};
use crate::yaml::Remarks;

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
