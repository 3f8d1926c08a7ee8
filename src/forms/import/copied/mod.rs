//! Restores the rows of a page from the text that Chromium puts on the clipboard.
//!
//! Chromium writes a tab between two cells only if the first ends with plain text: after a paragraph there is none, and
//! a cell merged from above leaves nothing. So columns are determined by codes and not by tabs. A text that has neither
//! a code nor a position that tabs make certain belongs to no column, and is treated like a surplus cell. Observed with
//! Chromium 156; parts whose rows are complete are left unchanged.

mod duties;
mod history;
mod profile;

use super::heading;
use super::report::Remark;
use crate::forms::import::read_error::ReadError;
use crate::forms::sheet::{Cell, HISTORY};

/// An entry of a copied text, from top to bottom.
#[derive(Debug)]
pub(super) enum CopiedEntry {
    /// A line with tabs: the cells of a row.
    Row(Vec<String>),
    /// A line without tabs.
    Line(String),
    /// A blank line.
    Blank,
    /// Rows that were rebuilt here.
    Made(Vec<Vec<Cell<'static>>>),
}

impl CopiedEntry {
    /// The texts in it.
    fn texts(&self) -> impl Iterator<Item = &str> {
        let (row, line) = match self {
            Self::Row(cells) => (cells.as_slice(), None),
            Self::Line(text) => (&[][..], Some(text)),
            Self::Blank | Self::Made(_) => (&[][..], None),
        };
        row.iter().chain(line).map(String::as_str).filter(|text| !text.is_empty())
    }
}

/// The separator between a text and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gap {
    /// This number of tabs: as many cells further on.
    Tabs(usize),
    /// A blank line, which follows a paragraph: the same cell or another.
    Paragraph,
    /// A line break within a paragraph.
    Break,
}

/// A text of a cell.
struct Token {
    gap: Gap,
    text: String,
}

/// The parts of the form whose cells may come apart.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Region {
    History,
    Profile,
    Duties,
}

/// A copied text with its parts rebuilt.
pub(super) struct Arranged {
    pub(super) entries: Vec<CopiedEntry>,
    /// Whether its rows tell which cells are merged.
    pub(super) merged: bool,
    pub(super) remarks: Vec<Remark>,
}

/// Rebuilds the parts whose cells came apart.
///
/// # Errors
/// [`ReadError::NoColumns`] if nothing tells the columns of the texts in the main table.
pub(super) fn arrange(entries: Vec<CopiedEntry>) -> Result<Arranged, ReadError> {
    let mut rest = entries.as_slice();
    let mut regions = Vec::new();
    let mut table_seen = false;
    let next = |rest: &[CopiedEntry], table_seen: bool| {
        (0..rest.len()).find_map(|at| {
            // Below the main table a label is a word of the notes.
            let region = begins(&rest[at..]).filter(|region| !table_seen || *region != Region::Profile);
            region.map(|region| (at, region))
        })
    };
    while let Some((before, region)) = next(rest, table_seen) {
        table_seen |= region == Region::Duties;
        let from = entries.len() - rest.len() + before;
        rest = &rest[before..];
        let length = (1..rest.len()).find(|&at| ends_at(region, &rest[at..])).unwrap_or(rest.len());
        regions.push((region, from..from + length));
        rest = &rest[length..];
    }
    let apart = regions
        .iter()
        .any(|(region, range)| *region == Region::Duties && duties::came_apart(&entries[range.clone()]));
    let mut arranged = Vec::with_capacity(entries.len());
    let mut table = duties::TableDoubts { certain: apart, unsure: Vec::new() };
    let mut entries = entries.into_iter().enumerate().peekable();
    for (region, range) in regions {
        let mut until = |end: usize| -> Vec<CopiedEntry> {
            std::iter::from_fn(|| entries.next_if(|(at, _)| *at < end)).map(|(_, entry)| entry).collect()
        };
        arranged.extend(until(range.start));
        let part = until(range.end);
        match region {
            Region::History if history::came_apart(&part) => {
                arranged.extend(history::arrange(tokens(part).0));
            }
            Region::Profile if apart || profile::came_apart(&part) => {
                arranged.extend(profile::arrange(tokens(part).0));
            }
            Region::Duties if apart => arranged.push(duties::arrange(tokens(part), &mut table)?),
            _ => arranged.extend(part),
        }
    }
    arranged.extend(entries.map(|(_, entry)| entry));
    Ok(Arranged { entries: arranged, merged: table.certain, remarks: table.remark().into_iter().collect() })
}

/// The part that begins here. Its headings may be on separate lines.
fn begins(entries: &[CopiedEntry]) -> Option<Region> {
    const HEADINGS: usize = 3;
    let first = heading::folded(entries.first()?.texts().next()?);
    let ahead =
        || entries.iter().take(4 * HEADINGS).flat_map(CopiedEntry::texts).take(HEADINGS).map(heading::folded);
    let columns: Vec<String> = ahead().collect();
    if !heading::columns(&first).is_empty() && heading::is_duties(columns.iter().map(String::as_str)) {
        Some(Region::Duties)
    } else if first == HISTORY[0]
        && ahead().eq(HISTORY[..HEADINGS].iter().map(|heading| (*heading).to_owned()))
    {
        Some(Region::History)
    } else {
        // Other labels may come before the form, such as those of a search form on the page.
        first
            .starts_with("職能基準")
            .then_some(Region::Profile)
            .filter(|_| heading::label(&first) == Some(0) || heading::is_group(&first))
    }
}

/// Whether a part ends before these entries, because another part or a part that is a list begins.
fn ends_at(region: Region, entries: &[CopiedEntry]) -> bool {
    let Some(first) = entries.first().and_then(|entry| entry.texts().next()) else { return false };
    let listed =
        || heading::of_line(first).is_some() || first.starts_with('●') || heading::is_attitude(first);
    match begins(entries) {
        Some(Region::Profile) => region == Region::History,
        Some(_) => true,
        None => listed(),
    }
}

/// The texts of a part, and the separator after the last.
fn tokens(entries: Vec<CopiedEntry>) -> (Vec<Token>, Gap) {
    let mut tokens = Vec::new();
    let (mut tabs, mut blank) = (0, false);
    let gap = |tabs: &mut usize, blank: &mut bool| match (std::mem::take(tabs), std::mem::take(blank)) {
        (0, false) => Gap::Break,
        (0, true) => Gap::Paragraph,
        (tabs, _) => Gap::Tabs(tabs),
    };
    let mut push = |text: String, tabs: &mut usize, blank: &mut bool| {
        if !text.is_empty() {
            tokens.push(Token { gap: gap(tabs, blank), text });
        }
    };
    for entry in entries {
        match entry {
            CopiedEntry::Row(cells) => {
                for (index, cell) in cells.into_iter().enumerate() {
                    tabs += usize::from(index > 0);
                    push(cell, &mut tabs, &mut blank);
                }
            }
            CopiedEntry::Line(text) => push(text, &mut tabs, &mut blank),
            CopiedEntry::Blank => blank = true,
            CopiedEntry::Made(_) => {}
        }
    }
    let last = gap(&mut tabs, &mut blank);
    (tokens, last)
}

/// Adds a text to a cell, as a new line or as a continuation of the last.
fn add(lines: &mut Vec<String>, Token { gap, text }: Token) {
    match lines.last_mut() {
        Some(last) if gap == Gap::Break => {
            last.push('\n');
            last.push_str(&text);
        }
        _ => lines.push(text),
    }
}

fn cell(lines: Vec<String>) -> Cell<'static> {
    Cell::new(lines.into_iter().map(crate::forms::sheet::Line::text).collect())
}
