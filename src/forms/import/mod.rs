//! Imports published forms as standards: the text of the page, the page itself, the office file, and a converted JSON.
//!
//! Each format becomes a [`Page`], its content from top to bottom. The parts are recognised by their headings and make
//! a [`Sheet`], the form as a grid; a single reader turns the sheet into the model. Nothing is lost: content that
//! belongs nowhere is kept in the standard as unplaced, and the [`Report`] lists it.

mod columns;
mod copied;
mod day;
pub mod detect;
mod heading;
pub mod html;
mod json;
mod left_out;
mod level;
mod limit;
pub mod ocs;
#[cfg(feature = "office")]
pub mod office;
mod outline;
#[cfg_attr(not(feature = "office"), allow(dead_code, reason = "only office files need all of it"))]
mod page_builder;
#[cfg(feature = "pdf")]
pub mod pdf;
mod raised;
mod read;
mod read_error;
mod report;
pub mod text;

use std::borrow::Cow;
use std::sync::Arc;

pub use read_error::{DocumentPart, ReadError, Way};
pub use report::{Counts, Group, Kept, LeftOut, OnPage, Remark, RemarkKind, Report, groups};

use crate::forms::sheet::{Line, Sheet, Table};
use crate::model::Standard;
use crate::text::bilingual::Bilingual;

/// The form that a standard is imported from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
#[non_exhaustive]
pub enum SourceForm {
    /// The tab-separated text that is copied from the published page.
    Text,
    /// A saved page.
    Html,
    /// An office file that is a text of OpenDocument, as standards are published.
    Odt,
    /// A document of Word.
    Docx,
    /// A spreadsheet of Excel.
    Xlsx,
    /// A spreadsheet of OpenDocument.
    Ods,
    /// The conversion of the published PDF by a third party.
    OcsJson,
    /// The JSON that `ttm render --format json` writes, of one standard.
    Json,
    /// The published PDF; experimental.
    Pdf,
}

impl SourceForm {
    /// The name on the command line, in reports and in the heading of an imported file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Html => "html",
            Self::Odt => "odt",
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
            Self::Ods => "ods",
            Self::OcsJson => "ocs-json",
            Self::Json => "json",
            Self::Pdf => "pdf",
        }
    }
}

impl SourceForm {
    /// Whether it is an office file: which one it is, is seen when it is opened.
    fn is_office(self) -> bool {
        matches!(self, Self::Odt | Self::Docx | Self::Xlsx | Self::Ods)
    }
}

/// The content of a document before it is interpreted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// Its content from top to bottom.
    pub blocks: Vec<Block>,
    /// Whether its tables tell which cells are merged; in a copied text merged cells are blank.
    pub merged: bool,
    /// How many pages the document has; 0 where that is not known.
    pub pages: usize,
    /// Remarks of the reading, for the report.
    pub remarks: Vec<Remark>,
}

/// A piece of a document.
///
/// A line has the text of one paragraph, including any code; a line break within the paragraph is `\n`, and other white
/// space is unchanged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A paragraph outside a table.
    Line(Line<'static>),
    /// A table. Its heading rows are among its rows.
    Table(Table<'static>),
}

/// An imported standard.
#[derive(Clone, Debug)]
pub struct Imported {
    /// The standard; its spans are empty.
    pub standard: Standard<'static>,
    /// The report of the import.
    pub report: Report,
}

/// Why a document was not imported.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.words().en)]
#[non_exhaustive]
pub enum ImportError {
    /// It has no table of duties.
    NotAStandard,
    /// It could not be read.
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

/// A sheet of a workbook that holds several standards, or a piece of such a document, and what is imported from it.
#[derive(Clone, Debug)]
pub struct ImportedSheet {
    /// Its name, or its title.
    pub name: String,
    /// The standard, or why there is none.
    pub imported: Result<Imported, ImportError>,
}

/// What a document holds.
#[derive(Clone, Debug)]
pub enum Standards {
    /// One standard.
    One(Box<Imported>),
    /// A standard on each of these sheets, or in each of these pieces of a document.
    Sheets(Vec<ImportedSheet>),
}

/// Imports the standard in `bytes`, which have the form `form`, or, if `None`, the detected one.
///
/// # Errors
/// [`ImportError`] if there is no standard, if there are several, or if it cannot be read; there is no partial import.
pub fn import(bytes: &[u8], form: Option<SourceForm>) -> Result<Imported, ImportError> {
    match import_all(bytes, form)? {
        Standards::One(imported) => Ok(*imported),
        Standards::Sheets(sheets) => Err(ReadError::SeveralSheets { count: sheets.len() }.into()),
    }
}

/// Imports all standards in `bytes`, which are several where a workbook has a sheet for each, or a document one after the other.
///
/// A PDF that is given as a `Vec` is in memory once.
///
/// # Errors
/// [`ImportError`] if the document cannot be read, or if it holds one standard and that cannot be imported.
pub fn import_all<'b>(
    bytes: impl Into<Cow<'b, [u8]>>,
    form: Option<SourceForm>,
) -> Result<Standards, ImportError> {
    match bytes.into() {
        Cow::Borrowed(bytes) => of_bytes(bytes, None, form),
        Cow::Owned(bytes) => import_shared(&Arc::new(bytes), form),
    }
}

/// The same for bytes whose memory the caller uses again: they are not shared any more once this returns.
///
/// # Errors
/// Those of [`import_all`].
pub fn import_shared(bytes: &Arc<Vec<u8>>, form: Option<SourceForm>) -> Result<Standards, ImportError> {
    of_bytes(bytes, Some(bytes), form)
}

fn of_bytes(
    bytes: &[u8],
    shared: Option<&Arc<Vec<u8>>>,
    form: Option<SourceForm>,
) -> Result<Standards, ImportError> {
    detect::check(bytes)?;
    let one = |imported| Ok(Standards::One(Box::new(imported)));
    if form == Some(SourceForm::Pdf) || form.is_none() && detect::is_pdf(bytes) {
        return one(of_page(pdf_page(bytes, shared)?, Some(SourceForm::Pdf))?);
    }
    if form.is_some_and(SourceForm::is_office) || form.is_none() && detect::is_zip(bytes) {
        return of_office(bytes);
    }
    let text = detect::text(bytes)?;
    let form = form.map_or_else(|| detect::form_of_text(&text), Ok)?;
    let page = match form {
        SourceForm::Text => text::page(&text)?,
        SourceForm::Html => html::page(&text)?,
        SourceForm::Odt | SourceForm::Docx | SourceForm::Xlsx | SourceForm::Ods => return of_office(bytes),
        SourceForm::Pdf => pdf_page(bytes, shared)?,
        // Its lists are those of the cells, so cells that were merged on the page are blank.
        SourceForm::OcsJson => return one(read::sheet(&ocs::sheet(&text)?, false, Some(form))?),
        SourceForm::Json => return one(json::import(&text)?),
    };
    one(of_page(page, Some(form))?)
}

#[cfg(feature = "office")]
fn of_office(bytes: &[u8]) -> Result<Standards, ImportError> {
    let (pages, form) = office::pages(bytes)?;
    Ok(match pages {
        office::Pages::One(page) => Standards::One(Box::new(of_page(page, Some(form))?)),
        office::Pages::Sheets(sheets) => {
            let of_sheet = |(name, page)| ImportedSheet { name, imported: of_page(page, Some(form)) };
            Standards::Sheets(sheets.into_iter().map(of_sheet).collect())
        }
    })
}

#[cfg(not(feature = "office"))]
fn of_office(_: &[u8]) -> Result<Standards, ImportError> {
    Err(ReadError::NoOffice.into())
}

#[cfg(feature = "pdf")]
fn pdf_page(bytes: &[u8], shared: Option<&Arc<Vec<u8>>>) -> Result<Page, ReadError> {
    pdf::page(bytes, shared)
}

#[cfg(not(feature = "pdf"))]
fn pdf_page(_: &[u8], _: Option<&Arc<Vec<u8>>>) -> Result<Page, ReadError> {
    Err(ReadError::NoPdf)
}

/// Imports the content of a document.
///
/// # Errors
/// [`ImportError::NotAStandard`] if it has no table of duties.
pub fn of_page(page: Page, form: Option<SourceForm>) -> Result<Imported, ImportError> {
    let merged = page.merged;
    read::outline(&outline::outline(page), merged, form)
}

/// Imports a form whose cells tell which rows they cover.
///
/// # Errors
/// [`ImportError::NotAStandard`] if it has no table of duties.
pub fn of_sheet(sheet: &Sheet<'_>, form: Option<SourceForm>) -> Result<Imported, ImportError> {
    read::sheet(sheet, true, form)
}
