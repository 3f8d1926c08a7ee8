//! Word (`.docx`).

mod document;
mod fields;
mod number_format;
mod numbering;
mod styles;

use super::Pages;
use super::package::Package;
use super::relations::Relations;
use super::xml::walk;
use crate::forms::import::read_error::ReadError;
use document::Document;
use numbering::Numbering;
use styles::Styles;

/// Reads the document whose main part has this name; `None` if there is no such part.
pub(super) fn pages(package: &mut Package<'_>, main: &str) -> Result<Option<Pages>, ReadError> {
    let Some(xml) = package.text(main)? else { return Ok(None) };
    let relations = Relations::of(package, main)?;
    let mut part = |kind: &str| match relations.first(kind) {
        Some(name) => package.text(name),
        None => Ok(None),
    };
    let (mut styles, mut numbering) = (Styles::default(), Numbering::default());
    if let Some(xml) = part("styles")? {
        walk(&xml, &mut styles)?;
    }
    if let Some(xml) = part("numbering")? {
        walk(&xml, &mut numbering)?;
    }
    let mut document = Document::new(&styles, &mut numbering);
    for kind in ["footnotes", "endnotes"] {
        if let Some(xml) = part(kind)? {
            document.read_notes(&xml)?;
        }
    }
    walk(&xml, &mut document)?;
    document.pages().map(Some)
}
