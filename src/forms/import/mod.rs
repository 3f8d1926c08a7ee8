//! Published forms become standards: the text of the page, the page itself, the office file, and a converted JSON.
//!
//! Each format becomes a [`Page`], what stands in it from top to bottom; its parts are recognised by their headings
//! and make a [`Sheet`], the form as a grid; one reader turns the sheet into the model. Nothing
//! is lost on the way: what belongs nowhere is kept in the standard as unplaced, and the [`Report`] names it.

mod copied;
mod day;
pub mod detect;
mod heading;
pub mod html;
mod left_out;
mod limit;
pub mod ocs;
pub mod odt;
mod outline;
mod page_builder;
mod read;
mod read_error;
mod report;
pub mod text;

pub use limit::MAX_BYTES;
pub use read_error::{DocumentPart, ReadError, Way};
pub use report::{Counts, LeftOut, Remark, RemarkKind, Report};

use crate::forms::sheet::{Line, Sheet, Table};
use crate::model::Standard;
use crate::text::bilingual::Bilingual;

/// What a standard is imported from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceForm {
    /// The tab-separated text that is copied from the published page.
    Text,
    /// A saved page.
    Html,
    /// The office file.
    Odt,
    /// The conversion of the published PDF by a third party.
    OcsJson,
}

/// What was read of a document, before anything is understood of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// What stands in it, from top to bottom.
    pub blocks: Vec<Block>,
    /// Whether its tables say which cells are merged; the text of a page leaves blanks instead.
    pub merged: bool,
    /// What a person should know of the reading.
    pub remarks: Vec<Remark>,
}

/// A piece of a document.
///
/// A line holds the text of one paragraph without its code taken off; a line break inside the paragraph is `\n`, and
/// other white space is as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A paragraph outside a table.
    Line(Line<'static>),
    /// A table. Its heading rows stand among its rows.
    Table(Table<'static>),
}

/// A standard that was imported.
#[derive(Clone, Debug)]
pub struct Imported {
    /// The standard; its spans say nothing.
    pub standard: Standard<'static>,
    /// What a person should know of the import.
    pub report: Report,
}

/// Why a document is not imported.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.words().en)]
pub enum ImportError {
    /// It holds no table of duties.
    NotAStandard,
    /// It cannot be read.
    #[error(transparent)]
    Unreadable(#[from] ReadError),
}

impl ImportError {
    /// The error in both languages.
    pub fn words(&self) -> Bilingual {
        match self {
            Self::NotAStandard => Bilingual::fixed(
                "it is not a competency standard: no table of duties (主要職責, 工作任務) is in it",
                "不是職能基準：找不到列有主要職責、工作任務的表格",
            ),
            Self::Unreadable(fault) => fault.words(),
        }
    }
}

/// Imports the standard in `bytes`, which are of the form `form`, or of the one that they look like.
///
/// # Errors
/// [`ImportError`], where they are no standard or cannot be read; nothing is half imported.
pub fn import(bytes: &[u8], form: Option<SourceForm>) -> Result<Imported, ImportError> {
    let form = match form {
        Some(form) => {
            detect::check(bytes)?;
            form
        }
        None => detect::form(bytes)?,
    };
    let page = match form {
        SourceForm::Text => text::page(&detect::text(bytes)?)?,
        SourceForm::Html => html::page(&detect::text(bytes)?)?,
        SourceForm::Odt => odt::page(bytes)?,
        // Its lists are those of the cells, so what was merged on the page is blank.
        SourceForm::OcsJson => return read::sheet(&ocs::sheet(&detect::text(bytes)?)?, false, Some(form)),
    };
    of_page(page, Some(form))
}

/// Imports what was read of a document.
///
/// # Errors
/// [`ImportError::NotAStandard`], where it holds no table of duties.
pub fn of_page(page: Page, form: Option<SourceForm>) -> Result<Imported, ImportError> {
    let merged = page.merged;
    read::outline(&outline::outline(page), merged, form)
}

/// Imports a form whose cells say which rows they cover.
///
/// # Errors
/// [`ImportError::NotAStandard`], where it holds no table of duties.
pub fn of_sheet(sheet: &Sheet<'_>, form: Option<SourceForm>) -> Result<Imported, ImportError> {
    read::sheet(sheet, true, form)
}
