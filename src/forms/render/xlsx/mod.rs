//! An Excel workbook (.xlsx): a sheet for each standard in the form, an index if there are several.
//!
//! The XML is written by hand: it is a few elements, and the crate that writes workbooks would bring three more crates and
//! no way to compute the height of a merged cell. See docs/decisions/0007-office-by-hand.md.

mod grid;
mod index;
mod matrix;
mod names;
mod paging;
mod text;
mod workbook;
mod worksheet;

use std::io::{self, Write};

use super::office::package::{self, PackagePart};
use super::{Error, Unfit, fitting};
use crate::files::parallel;
use crate::forms::sheet::{Identity, Sheet, check_cells};
use crate::model::{Standard, Text};
use grid::Grid;
use index::IndexRow;
use names::{INDEX, Names};
pub use text::TooLong;
use workbook::WorkbookSheet;
use worksheet::Position;

/// The name of the sheet that shows tasks by knowledge and skills.
const MATRIX: &str = "matrix";

/// Checks that every cell of a standard fits a cell of a workbook.
pub(super) fn check(standard: &Standard<'_>, sheet: &Sheet<'_>, has_matrix: bool) -> Result<(), TooLong> {
    Grid::of(sheet)?;
    if has_matrix {
        matrix::worksheet(standard)?;
    }
    Ok(())
}

/// Writes a workbook with a sheet for each standard.
///
/// # Errors
/// [`Error::Unfit`], or any error of writing.
pub(super) fn write(standards: &[&Standard<'_>], has_matrix: bool, out: &mut dyn Write) -> Result<(), Error> {
    let has_index = standards.len() != 1;
    let mut names = Names::default();
    let mut sheets: Vec<WorkbookSheet> = Vec::new();
    if has_index {
        sheets.push(WorkbookSheet { name: names.take(INDEX), repeated: Some((1, 1)) });
    }
    let first = sheets.len();
    for standard in standards {
        sheets.push(WorkbookSheet { name: names.take(&wanted_name(standard)), repeated: None });
        if has_matrix {
            let name =
                if has_index { format!("{} {MATRIX}", wanted_name(standard)) } else { MATRIX.to_owned() };
            sheets.push(WorkbookSheet { name: names.take(&name), repeated: Some((1, 2)) });
        }
    }
    let each = if has_matrix { 2 } else { 1 };
    let mut parts = Vec::with_capacity(sheets.len() + 5);
    let made = parallel::map(standards.iter().enumerate(), |(index, standard)| {
        let position = Position { is_first: !has_index && index == 0, has_index };
        made(standard, first + index * each, has_matrix, position)
    });
    for (index, made) in fitting(made)?.into_iter().enumerate() {
        let Made { head, sheets: made } = made?;
        sheets[first + index * each].repeated = head.map(|row| (row + 1, row + 1));
        parts.extend(made);
    }
    let mut all = vec![
        PackagePart::new("[Content_Types].xml", &workbook::content_types(sheets.len()))?,
        PackagePart::new("_rels/.rels", workbook::RELATIONSHIPS)?,
        PackagePart::new("xl/workbook.xml", &workbook::workbook(&sheets))?,
        PackagePart::new("xl/_rels/workbook.xml.rels", &workbook::workbook_relationships(sheets.len()))?,
        PackagePart::new("xl/styles.xml", workbook::STYLES)?,
    ];
    if has_index {
        all.push(PackagePart::new(&workbook::part(0), &index_of(standards, &sheets[first..], each))?);
    }
    all.append(&mut parts);
    Ok(package::write(all, out)?)
}

/// The sheets of one standard, compressed.
struct Made {
    /// The row with the headings of the duties.
    head: Option<usize>,
    sheets: Vec<PackagePart>,
}

/// The sheets of one standard, at this index and the next.
fn made(
    standard: &Standard<'_>,
    at: usize,
    has_matrix: bool,
    position: Position,
) -> Result<io::Result<Made>, Unfit> {
    let sheet = Sheet::of(standard);
    check_cells(&sheet)?;
    let mut grid = Grid::of(&sheet)?;
    let mut sheets = vec![worksheet::worksheet(&mut grid, &Identity::of(standard), position)];
    if has_matrix {
        sheets.push(matrix::worksheet(standard)?);
    }
    let parts = sheets.iter().zip(at..).map(|(xml, at)| PackagePart::new(&workbook::part(at), xml));
    Ok(parts.collect::<io::Result<_>>().map(|sheets| Made { head: grid.head, sheets }))
}

/// The index; `sheets` are those of the standards, `each` for one.
fn index_of<'a>(standards: &[&'a Standard<'_>], sheets: &'a [WorkbookSheet], each: usize) -> String {
    let entry = |(standard, sheets): (&&'a Standard<'_>, &'a [WorkbookSheet])| IndexRow {
        identity: Identity::of(standard),
        level: standard.level.given().map(|level| level.value),
        sheet: &sheets[0].name,
    };
    let entries: Vec<IndexRow<'a>> = standards.iter().zip(sheets.chunks(each)).map(entry).collect();
    index::worksheet(&entries)
}

/// What the sheet of a standard would be called, were every name allowed.
fn wanted_name(standard: &Standard<'_>) -> String {
    let code = standard.code.given().map(Text::as_str).filter(|code| !code.is_empty());
    code.or(standard.stem).unwrap_or("草案").to_owned()
}
