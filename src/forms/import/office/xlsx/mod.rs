//! Excel (`.xlsx`).

mod cells;
mod formats;
mod grid;
mod number;
mod strings;
mod workbook;

use super::package::Package;
use super::relations::Relations;
use super::sheets::Sheet;
use super::xml::walk;
use crate::forms::import::left_out::LeftOutContent;
use crate::forms::import::page_builder::PageBuilder;
use crate::forms::import::read_error::ReadError;
use crate::forms::import::report::LeftOut;
use cells::Cells;
use formats::Formats;
use strings::Strings;
use workbook::Workbook;

/// Reads the sheets of the workbook whose main part has this name; `None` if there is no such part.
pub(super) fn sheets(
    package: &mut Package<'_>,
    main: &str,
    left_out: &mut LeftOutContent,
) -> Result<Option<Vec<Sheet>>, ReadError> {
    let Some(xml) = package.text(main)? else { return Ok(None) };
    let mut workbook = Workbook::default();
    walk(&xml, &mut workbook)?;
    let relations = Relations::of(package, main)?;
    let mut formats = Formats::default();
    let mut strings = Strings::new(left_out);
    if let Some(xml) = relations.first("styles").map(|part| package.text(part)).transpose()?.flatten() {
        walk(&xml, &mut formats)?;
    }
    if let Some(xml) = relations.first("sharedStrings").map(|part| package.text(part)).transpose()?.flatten()
    {
        walk(&xml, &mut strings)?;
    }
    let strings = strings.all;
    let mut sheets = Vec::new();
    for sheet in workbook.sheets {
        if sheet.hidden {
            // Lists of choices are in such sheets.
            left_out.add(LeftOut::HiddenSheet, &sheet.name);
            continue;
        }
        let Some(part) = relations.named(&sheet.relation) else { continue };
        let Some(xml) = package.text(part)? else { continue };
        let mut left_out = LeftOutContent::default();
        let mut cells = Cells::new(&strings, &formats, workbook.counts_from_1904, &mut left_out);
        walk(&xml, &mut cells)?;
        let (cells, merges) = cells.finish();
        let mut gather = PageBuilder::new();
        grid::gather(cells, merges, &mut gather, &mut left_out)?;
        sheets.push(Sheet { name: sheet.name, blocks: gather.page()?.blocks, left_out });
    }
    Ok(Some(sheets))
}
