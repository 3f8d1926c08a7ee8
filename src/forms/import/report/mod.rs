//! The report of an import for a person: what was counted, and every place where something was decided.

mod groups;
mod kind;
mod words;

pub use groups::{Group, groups};
pub use kind::RemarkKind;

use super::SourceForm;
use crate::model::{Competency, Kind, Standard};
use crate::text::bilingual::Bilingual;

/// The report of an import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The form it was imported from; `None` for a sheet that came from no document.
    pub form: Option<SourceForm>,
    /// The title of the form, `<name>職能基準`; empty if it has none.
    pub title: String,
    /// The numbers of items.
    pub counts: Counts,
    /// The number of line breaks within texts that became a space.
    pub line_breaks: usize,
    /// What was found on each page of the document; empty in documents without pages.
    pub pages: Vec<OnPage>,
    /// Decisions and open questions, in the order of the document.
    pub remarks: Vec<Remark>,
}

impl Report {
    /// Whether a person has to check something.
    pub fn needs_a_look(&self) -> bool {
        self.remarks.iter().any(|remark| remark.kind.needs_a_look())
    }
}

/// What begins on a page of a document, so that a person can hold it against the print.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OnPage {
    /// Rows of the main table, without headings.
    pub rows: usize,
    /// Items as they are printed in cells, those that a page repeats included, in the order of [`Kind::ALL`].
    pub items: [usize; 7],
    /// Rows of the history.
    pub versions: usize,
    /// Qualifications and supplements.
    pub notes: usize,
}

/// The number of items of each kind in a standard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts {
    /// The coded kinds, in the order of the form. Knowledge and skills are entries of the lists, not references.
    pub items: [(Kind, usize); 7],
    /// References to knowledge and skills, as often as the form prints them in its cells.
    pub references: [(Competency, usize); 2],
    /// Versions of the history.
    pub versions: usize,
    /// Qualifications and supplements.
    pub notes: usize,
    /// Texts that could not be placed.
    pub unplaced: usize,
}

impl Counts {
    /// Counts the items of a standard; duties and tasks that share a cell are counted one by one.
    pub fn of(standard: &Standard<'_>) -> Self {
        let rows = |count: fn(&crate::model::Row<'_>) -> usize| {
            standard.rows().map(|(_, _, row)| count(row)).sum::<usize>()
        };
        let count = |kind| match kind {
            Kind::Duty => standard.duties.len(),
            Kind::Task => standard.tasks().map(|(_, task)| 1 + task.also.len()).sum(),
            Kind::Output => rows(|row| row.outputs.len()),
            Kind::Indicator => rows(|row| row.indicators.len()),
            Kind::Knowledge | Kind::Skill | Kind::Attitude => {
                standard.list(kind).map_or(0, |list| list.len())
            }
        };
        let references =
            |kind| (kind, standard.references(kind).map(|references| references.len()).sum::<usize>());
        Self {
            items: Kind::ALL.map(|kind| (kind, count(kind))),
            references: Competency::BOTH.map(references),
            versions: standard.history.len(),
            notes: standard.notes.qualifications.len() + standard.notes.supplements.len(),
            unplaced: standard.unplaced.len(),
        }
    }
}

/// A remark about one place of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The cell: part, row, column, the code of the task in that row, and the page.
    pub at: Bilingual,
    /// The page of the document where that begins, from 1; `None` in documents without pages.
    pub page: Option<usize>,
    /// What the remark is about.
    pub kind: RemarkKind,
}

/// Content of a document that is not its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// Text that is marked as deleted.
    Deleted,
    /// The reading above a character.
    Reading,
    /// The mark of a footnote.
    NoteMark,
    /// The value of a form field outside the form, or a text that asks for one.
    Field,
    /// What is below a merged cell.
    Covered,
    /// Text that is not shown.
    Hidden,
    /// The number of a paragraph, whose format is not known.
    Number,
    /// A formula without a result.
    Formula,
    /// A sheet without a part of the form.
    Sheet,
    /// A sheet that is not shown.
    HiddenSheet,
    /// The number of a page.
    PageNumber,
    /// What stands at the same place of several pages, outside of the tables.
    RunningHead,
}

impl LeftOut {
    /// All of them.
    pub const ALL: [Self; 12] = [
        Self::Deleted,
        Self::Reading,
        Self::NoteMark,
        Self::Field,
        Self::Covered,
        Self::Hidden,
        Self::Number,
        Self::Formula,
        Self::Sheet,
        Self::HiddenSheet,
        Self::PageNumber,
        Self::RunningHead,
    ];

    /// Whether a person has to check it: what a reader of the document sees, or the program that shows it would compute.
    pub(super) fn needs_a_look(self) -> bool {
        matches!(self, Self::Number | Self::Formula)
    }

    pub(super) fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Deleted => ("deleted text", "已刪除的文字"),
            Self::Reading => ("readings of characters", "注音或讀音"),
            Self::NoteMark => ("marks of footnotes", "註腳標記"),
            Self::PageNumber => ("page numbers", "頁碼"),
            Self::RunningHead => ("running heads of pages", "各頁重複的頁首或頁尾"),
            Self::Field => ("what stands in form fields", "表單欄位的內容"),
            Self::Covered => ("what lies below merged cells", "合併儲存格底下的內容"),
            Self::Hidden => ("hidden text", "隱藏的文字"),
            Self::Number => ("automatic numbers", "自動編號"),
            Self::Formula => ("formulas without a result", "沒有計算結果的公式"),
            Self::Sheet => ("sheets without a part of the form", "不含表單內容的工作表"),
            Self::HiddenSheet => ("hidden sheets", "隱藏的工作表"),
        }
    }
}

/// Content of a document that is imported although it may not be meant to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// Text whose insertion is tracked.
    Inserted,
    /// A cell in a row or column that is not shown.
    HiddenCell,
}

impl Kept {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Inserted, Self::HiddenCell];

    pub(super) fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Inserted => ("text with a tracked insertion", "追蹤修訂中插入的文字"),
            Self::HiddenCell => ("cells of hidden rows and columns", "隱藏的列或欄中的儲存格"),
        }
    }
}
