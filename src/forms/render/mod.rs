//! Printing standards: one file per format. All but JSON print the [`Sheet`]; what a text may not do to its
//! format is that format's business, and what no format lets through is in `visible`.

mod grid;
pub(crate) mod html;
mod json;
mod layout;
mod markdown;
mod share;
mod simple;
mod table;
mod wrap;

use std::io::{self, Write};

use crate::forms::sheet::{Sheet, TooLarge, check_size};
use crate::model::Standard;
pub use simple::simple;

/// What to print.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Tables for a terminal.
    Table,
    /// GitHub Markdown.
    Markdown,
    /// One self-contained page.
    Html,
    /// Data for other programs: JSON Lines, one standard a line.
    Json,
}

/// How to print it; only the terminal has a choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Columns of the terminal. Nothing exceeds it from [`MIN_WIDTH`] on.
    pub width: usize,
    /// Whether headings are set off by escape sequences.
    pub color: bool,
}

/// The narrowest terminal that tables are laid out for.
pub const MIN_WIDTH: usize = 40;

impl Default for Options {
    fn default() -> Self {
        Self { width: 100, color: false }
    }
}

/// Why standards were not printed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// One of them would grow beyond measure; nothing was written.
    #[error("{reason}")]
    TooLarge {
        /// Which one.
        index: usize,
        /// Why.
        reason: TooLarge,
    },
    /// Writing failed.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// Prints standards one after another; HTML makes one page of them.
pub fn render(
    standards: &[&Standard<'_>],
    format: Format,
    options: &Options,
    out: &mut dyn Write,
) -> Result<(), Error> {
    for (index, standard) in standards.iter().enumerate() {
        check_size(standard).map_err(|reason| Error::TooLarge { index, reason })?;
    }
    if format == Format::Html {
        let title = match standards {
            [one] => Sheet::of(one).title.into_owned(),
            _ => "職能基準".to_owned(),
        };
        html::open(&title, out)?;
    }
    for (index, standard) in standards.iter().enumerate() {
        if index > 0 && matches!(format, Format::Table | Format::Markdown) {
            writeln!(out)?;
        }
        match format {
            Format::Table => table::write(&Sheet::of(standard), options, out)?,
            Format::Markdown => markdown::write(&Sheet::of(standard), out)?,
            Format::Html => html::write(&Sheet::of(standard), out)?,
            Format::Json => json::write(standard, out)?,
        }
    }
    if format == Format::Html {
        html::close(out)?;
    }
    Ok(())
}
