//! Renders standards: a file for each format. All formats except JSON render the [`Sheet`]. Escaping belongs to the
//! format; characters that no format may output are handled in `text::display_safe`.

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

/// The formats of the form. A format is added as a file of its own, a variant, and its lines in [`render`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
#[non_exhaustive]
pub enum Format {
    /// Tables for the terminal.
    Table,
    /// GitHub Markdown.
    #[cfg_attr(feature = "cli", value(name = "md"))]
    Markdown,
    /// A self-contained page.
    Html,
    /// JSON Lines: one standard a line.
    Json,
}

impl Format {
    /// Every format, in the order of the help.
    pub const ALL: [Self; 4] = [Self::Table, Self::Markdown, Self::Html, Self::Json];

    /// The ending of a file in this format.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Table => "txt",
            Self::Markdown => "md",
            Self::Html => "html",
            Self::Json => "json",
        }
    }
}

/// Options, used by the terminal format only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// The width of the terminal in columns. From [`MIN_WIDTH`] on no line is wider.
    pub width: usize,
    /// Whether headings are highlighted with escape sequences.
    pub color: bool,
}

/// The narrowest terminal, in columns, that tables are laid out for.
pub const MIN_WIDTH: usize = 40;

impl Default for Options {
    fn default() -> Self {
        Self { width: 100, color: false }
    }
}

/// Why standards were not rendered.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A standard whose form would be too large; nothing was written.
    #[error("{reason}")]
    TooLarge {
        /// Its index.
        index: usize,
        /// The reason.
        reason: TooLarge,
    },
    /// Writing failed.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// Renders standards one after another; with HTML, all on one page.
///
/// # Errors
/// [`Error::TooLarge`] before anything is written, or any error of writing to `out`.
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
