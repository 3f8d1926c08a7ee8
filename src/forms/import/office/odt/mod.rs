//! OpenDocument: a text (`.odt`) or a spreadsheet (`.ods`).

mod content;
mod styles;

use super::package::Package;
use super::{Pages, documents, sheets};
use crate::forms::import::left_out::LeftOutContent;
use crate::forms::import::page_builder::PageBuilder;
use crate::forms::import::read_error::ReadError;
use crate::forms::import::{SourceForm, detect};
use crate::text::bilingual::Bilingual;
use styles::Styles;

/// Reads a packed document; `None` if the package has none.
pub(super) fn pages(package: &mut Package<'_>) -> Result<Option<(Pages, SourceForm)>, ReadError> {
    let Some(content) = package.bytes("content.xml")? else { return Ok(None) };
    let encrypted = match package.bytes("META-INF/manifest.xml") {
        Ok(Some(manifest)) => holds(&manifest, b":encryption-data"),
        _ => false,
    };
    if encrypted {
        return Err(ReadError::Encrypted);
    }
    let mut styles = Styles::default();
    let mut gather = PageBuilder::new();
    let mut left_out = LeftOutContent::default();
    if let Some(named) = package.text("styles.xml")? {
        // Its headers and footers are not part of the document.
        content::read(&named, &mut styles, &mut PageBuilder::new(), &mut LeftOutContent::default())?;
    }
    let reason = || {
        Bilingual::fixed("content.xml is neither UTF-8 nor UTF-16", "content.xml 不是 UTF-8 也不是 UTF-16")
    };
    let content =
        detect::decoded(&content).ok_or_else(|| ReadError::Damaged { format: "ODT", reason: reason() })?;
    let sheets = content::read(&content, &mut styles, &mut gather, &mut left_out)?;
    document(sheets, gather, left_out).map(Some)
}

/// Reads a document that is a single XML file (`.fodt`).
pub(super) fn flat(xml: &str) -> Result<(Pages, SourceForm), ReadError> {
    let mut gather = PageBuilder::new();
    let mut left_out = LeftOutContent::default();
    let sheets = content::read(xml, &mut Styles::default(), &mut gather, &mut left_out)?;
    document(sheets, gather, left_out)
}

/// A text, or a spreadsheet if there are sheets.
fn document(
    sheets: Option<Vec<sheets::Sheet>>,
    gather: PageBuilder,
    left_out: LeftOutContent,
) -> Result<(Pages, SourceForm), ReadError> {
    Ok(match sheets {
        Some(sheets) => (sheets::pages(sheets, left_out)?, SourceForm::Ods),
        None => (documents::pages(gather, left_out.remarks())?, SourceForm::Odt),
    })
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|found| found == part)
}
