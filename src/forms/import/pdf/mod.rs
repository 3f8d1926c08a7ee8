//! A PDF: what its pages draw, as the tables and lines that a reader sees. Experimental, until published PDFs have been
//! tried.
//!
//! A page is characters at places and ruling lines. `interpret` runs its operators; `grid` makes cells of the lines;
//! `lines` and `paragraphs` make texts of the characters; `join` undoes the page breaks, with the help of the
//! `tree` that tagged files have. The rest is as for every other form.

mod assemble;
mod budget;
mod decisions;
mod drawn;
mod encoding;
mod filters;
mod fold;
mod font;
mod footer;
mod grid;
mod header;
mod interpret;
mod join;
mod lines;
mod marked;
mod matrix;
mod open;
mod paragraphs;
mod path;
mod predictor;
mod ruling_lines;
mod running;
mod table;
mod tagged;
#[cfg(test)]
mod tests;
mod text_state;
mod tree;

use std::sync::Arc;

use hayro_syntax::Pdf;

use super::Page;
use crate::forms::import::read_error::ReadError;
use budget::Budget;
use drawn::Drawn;
use tree::Tree;

/// Reads a PDF, without a copy of its bytes where they are shared.
///
/// # Errors
/// [`ReadError`] if it is damaged, encrypted, or beyond the limits; if it is only pictures; or if it does not say what a
/// character is.
pub fn page(bytes: &[u8], shared: Option<&Arc<Vec<u8>>>) -> Result<Page, ReadError> {
    let (drawn, tree) = drawn(open::open(bytes, shared)?)?;
    assemble::page(drawn, &tree)
}

/// What its pages draw, and its structure. The file and its fonts are let go before these are put together.
#[allow(clippy::needless_pass_by_value, reason = "so that it is let go")]
fn drawn(pdf: Pdf) -> Result<(Vec<Drawn>, Tree), ReadError> {
    let tree = tree::tree(&pdf)?;
    let (mut budget, mut fonts) = (Budget::new(), interpret::Fonts::default());
    let pages = pdf.pages().iter().zip(1..);
    let drawn = pages
        .map(|(page, number)| interpret::page(page, number, &mut fonts, &mut budget))
        .collect::<Result<Vec<Drawn>, _>>()?;
    let empty = |page: &Drawn| page.glyphs.iter().all(drawn::Glyph::is_space);
    if drawn.iter().all(empty) && drawn.iter().any(|page| page.pictures > 0) {
        return Err(ReadError::OnlyPictures { pages: drawn.len() });
    }
    Ok((drawn, tree))
}
