//! Renders standards: a file for each format. All formats except JSON render the [`Sheet`]. Escaping belongs to the
//! format; characters that no format may output are handled in `text::display_safe`.

#[cfg(feature = "office")]
mod docx;
mod grid;
pub(crate) mod html;
mod ids;
mod json;
mod layout;
mod markdown;
mod measure;
#[cfg(feature = "office")]
mod office;
mod print;
mod share;
mod simple;
mod table;
mod wrap;
#[cfg(feature = "office")]
mod xlsx;

use std::io::{self, Write};

#[cfg(feature = "office")]
use crate::forms::sheet::check_cells;
use crate::forms::sheet::{Identity, Sheet, TooLarge, check_size};
use crate::model::Standard;
use crate::text::bilingual::Bilingual;
pub use simple::simple;
#[cfg(feature = "office")]
pub use xlsx::TooLong;

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
    /// An Excel workbook: a sheet for each standard.
    #[cfg(feature = "office")]
    Xlsx,
    /// A Word document: a section for each standard.
    #[cfg(feature = "office")]
    Docx,
}

impl Format {
    /// Every format, in the order of the help.
    pub const ALL: &[Self] = &[
        Self::Table,
        Self::Markdown,
        Self::Html,
        Self::Json,
        #[cfg(feature = "office")]
        Self::Xlsx,
        #[cfg(feature = "office")]
        Self::Docx,
    ];

    /// The ending of a file in this format.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Table => "txt",
            Self::Markdown => "md",
            Self::Html => "html",
            Self::Json => "json",
            #[cfg(feature = "office")]
            Self::Xlsx => "xlsx",
            #[cfg(feature = "office")]
            Self::Docx => "docx",
        }
    }

    /// Whether it is not a text, so that it belongs in a file and not on a terminal.
    pub fn is_binary(self) -> bool {
        !matches!(self, Self::Table | Self::Markdown | Self::Html | Self::Json)
    }

    /// Checks that a standard can be rendered in this format.
    ///
    /// # Errors
    /// What is too large, see [`Unfit`].
    pub fn check(self, standard: &Standard<'_>, options: &Options) -> Result<(), Unfit> {
        check_size(standard)?;
        #[cfg(feature = "office")]
        if self.is_binary() {
            check_cells(&Sheet::of(standard))?;
        }
        #[cfg(feature = "office")]
        if self == Self::Xlsx {
            xlsx::check(standard, options.matrix)?;
        }
        let _ = options;
        Ok(())
    }
}

/// Why a standard cannot be rendered in a format.
#[derive(Clone, Debug, thiserror::Error)]
#[error(transparent)]
#[non_exhaustive]
pub enum Unfit {
    /// The form would be too large.
    TooLarge(#[from] TooLarge),
    /// A cell would be too long for a workbook.
    #[cfg(feature = "office")]
    TooLong(#[from] TooLong),
}

impl Unfit {
    /// The reason in both languages.
    pub fn words(&self) -> Bilingual {
        match self {
            Self::TooLarge(reason) => reason.words(),
            #[cfg(feature = "office")]
            Self::TooLong(reason) => reason.words(),
        }
    }
}

/// Options of single formats.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// The width of the terminal in columns. From [`MIN_WIDTH`] on no line is wider.
    pub width: usize,
    /// Whether headings are highlighted with escape sequences.
    pub color: bool,
    /// Whether a workbook gets a further sheet with the tasks by knowledge and skills.
    pub matrix: bool,
}

/// The narrowest terminal, in columns, that tables are laid out for.
pub const MIN_WIDTH: usize = 40;

impl Default for Options {
    fn default() -> Self {
        Self { width: 100, color: false, matrix: false }
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
    /// A standard that does not fit a workbook; nothing was written.
    #[cfg(feature = "office")]
    #[error("{reason}")]
    TooLong {
        /// Its index.
        index: usize,
        /// The reason.
        reason: TooLong,
    },
    /// Writing failed.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// Renders standards one after another; with HTML, all on one page, with a workbook, each on a sheet.
///
/// # Errors
/// [`Error::TooLarge`] or [`Error::TooLong`] before anything is written, or any error of writing to `out`.
pub fn render(
    standards: &[&Standard<'_>],
    format: Format,
    options: &Options,
    out: &mut dyn Write,
) -> Result<(), Error> {
    for (index, standard) in standards.iter().enumerate() {
        check_size(standard).map_err(|reason| Error::TooLarge { index, reason })?;
        #[cfg(feature = "office")]
        if format.is_binary() {
            check_cells(&Sheet::of(standard)).map_err(|reason| Error::TooLarge { index, reason })?;
        }
    }
    #[cfg(feature = "office")]
    if format == Format::Xlsx {
        return xlsx::write(standards, options.matrix, out);
    }
    #[cfg(feature = "office")]
    if format == Format::Docx {
        return Ok(docx::write(standards, out)?);
    }
    if format == Format::Html {
        let identities: Vec<_> = standards.iter().map(|standard| Identity::of(standard)).collect();
        html::open(&identities, out)?;
    }
    for (index, standard) in standards.iter().enumerate() {
        if index > 0 && matches!(format, Format::Table | Format::Markdown) {
            writeln!(out)?;
        }
        match format {
            Format::Table => table::write(&Sheet::of(standard), options, out)?,
            Format::Markdown => markdown::write(&Sheet::of(standard), out)?,
            Format::Html => {
                let number = if standards.len() == 1 { 0 } else { index + 1 };
                html::write(&Sheet::of(standard), &Identity::of(standard), number, out)?;
            }
            Format::Json => json::write(standard, out)?,
            #[cfg(feature = "office")]
            Format::Xlsx | Format::Docx => {}
        }
    }
    if format == Format::Html {
        html::close(out)?;
    }
    Ok(())
}
