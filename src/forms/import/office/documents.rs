//! A text document of several standards, one after the other, as `ttm render --format docx` makes of several files.

use super::Pages;
use super::sheets::is_whole;
use crate::forms::import::page_builder::PageBuilder;
use crate::forms::import::read_error::ReadError;
use crate::forms::import::report::Remark;
use crate::forms::import::{Block, Page, heading};
use crate::forms::sheet::{Cell, FormPart, Line, Table};

/// The most characters of a title that names a standard.
const LONGEST_NAME: usize = 60;

/// The standards of a document that was read, with these remarks on what was left out of it.
pub(super) fn pages(gather: PageBuilder, remarks: Vec<Remark>) -> Result<Pages, ReadError> {
    // The footnotes are at the end of all, and do not say whose they are.
    let may_divide = !gather.has_footnotes();
    let mut page = gather.page()?;
    page.remarks.splice(0..0, remarks);
    Ok(if may_divide { divided(page) } else { Pages::One(page) })
}

/// One standard, unless several whole ones follow each other; then each with its title, and the remarks with the first.
fn divided(mut page: Page) -> Pages {
    let begins = beginnings(&page.blocks);
    let ends = begins.iter().skip(1).copied().chain([page.blocks.len()]);
    let pieces: Vec<_> = begins.iter().zip(ends).map(|(&begin, end)| &page.blocks[begin..end]).collect();
    if pieces.len() < 2 || !pieces.iter().all(|blocks| is_whole(blocks)) {
        return Pages::One(page);
    }
    let names: Vec<_> = pieces.iter().zip(1..).map(|(blocks, number)| name(blocks, number)).collect();
    let mut remarks = std::mem::take(&mut page.remarks);
    let mut blocks = page.blocks.into_iter();
    let mut ends = begins.iter().skip(1);
    let mut at = 0;
    let standards = names.into_iter().map(|name| {
        let end = ends.next().copied().unwrap_or(usize::MAX);
        let blocks = blocks.by_ref().take(end - at).collect();
        at = end;
        let remarks = std::mem::take(&mut remarks);
        (name, Page { blocks, merged: page.merged, pages: page.pages, remarks })
    });
    Pages::Sheets(standards.collect())
}

/// Where a standard begins: at its title, else at the table of its history or profile. The first has all that is above.
fn beginnings(blocks: &[Block]) -> Vec<usize> {
    let mut begins = vec![0];
    let mut has_duties = false;
    let mut title = None;
    for (at, block) in blocks.iter().enumerate() {
        match block {
            Block::Line(line) if is_title(line) => title = Some(at),
            Block::Line(_) => {}
            Block::Table(table) => {
                let mut rows = rows(table).filter(|row| !row.iter().all(heading::is_blank)).peekable();
                if has_duties && rows.peek().is_some_and(|row| begins_form(row)) {
                    begins.push(title.unwrap_or(at));
                    has_duties = false;
                }
                has_duties |= rows.any(|row| heading::of_row(row) == Some(FormPart::Duties));
                title = None;
            }
        }
    }
    begins
}

fn rows<'t>(table: &'t Table<'static>) -> impl Iterator<Item = &'t [Cell<'static>]> {
    let head = (!table.head.is_empty()).then_some(&table.head);
    head.into_iter().chain(&table.rows).map(Vec::as_slice)
}

/// Whether a form can begin with this row: that of a history or of a profile.
fn begins_form(row: &[Cell<'_>]) -> bool {
    heading::of_row(row) == Some(FormPart::History)
        || heading::is_version_row(row)
        || heading::is_profile(row)
        || heading::begins_profile(row)
}

fn is_title(line: &Line<'_>) -> bool {
    let heading = heading::folded(&line.text);
    heading.ends_with("職能基準") && heading.chars().count() > 4
}

/// The title above the first table, else the number of the standard in the document.
fn name(blocks: &[Block], number: usize) -> String {
    let lines = blocks.iter().map_while(|block| match block {
        Block::Line(line) => Some(line),
        Block::Table(_) => None,
    });
    match lines.filter(|line| is_title(line)).last() {
        Some(line) => {
            let words: Vec<_> = line.text.split_whitespace().collect();
            words.join(" ").chars().take(LONGEST_NAME).collect()
        }
        None => number.to_string(),
    }
}
