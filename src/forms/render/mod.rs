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
#[cfg(feature = "office")]
mod xlsx;

use std::io::{self, Write};

use crate::forms::sheet::{Identity, Sheet, TooLarge, check_size};
use crate::model::Standard;
use crate::text::bilingual::Bilingual;
pub use crate::text::wrap::MIN_WIDTH;
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

    /// Checks that a standard can be rendered in this format, where that has to be known before: the form of an office document
    /// is laid out for it. [`render()`] checks by itself.
    ///
    /// # Errors
    /// What is too large, see [`Unfit`].
    pub fn check(self, standard: &Standard<'_>, options: &Options) -> Result<(), Unfit> {
        check_size(standard)?;
        #[cfg(feature = "office")]
        if self.is_binary() {
            let sheet = Sheet::of(standard);
            crate::forms::sheet::check_cells(&sheet)?;
            if self == Self::Xlsx {
                xlsx::check(standard, &sheet, options.matrix)?;
            }
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

impl Default for Options {
    fn default() -> Self {
        Self { width: 100, color: false, matrix: false }
    }
}

/// Why standards were not rendered.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Standards that the format cannot hold; nothing was written.
    #[error("{}", self.words().en)]
    Unfit(Vec<(usize, Unfit)>),
    /// Writing failed.
    #[error(transparent)]
    Io(#[from] io::Error),
}

impl Error {
    /// The reason, that of the first standard, in both languages.
    pub fn words(&self) -> Bilingual {
        match self {
            Self::Unfit(unfit) => {
                unfit.first().map_or(Bilingual::fixed("", ""), |(_, reason)| reason.words())
            }
            Self::Io(error) => crate::bilingual!("{error}", "{error}"),
        }
    }
}

/// Renders standards one after another; with HTML, all on one page, with a workbook, each on a sheet.
///
/// # Errors
/// [`Error::Unfit`] with the indices of all standards that are too large, before anything is written, so that the others can
/// be rendered without them; or any error of writing to `out`.
pub fn render(
    standards: &[&Standard<'_>],
    format: Format,
    options: &Options,
    out: &mut dyn Write,
) -> Result<(), Error> {
    fitting(standards.iter().map(|standard| Ok(check_size(standard)?)))?;
    #[cfg(feature = "office")]
    if format == Format::Xlsx {
        return xlsx::write(standards, options.matrix, out);
    }
    #[cfg(feature = "office")]
    if format == Format::Docx {
        return docx::write(standards, out);
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

/// What was made of each standard, or all that do not fit.
fn fitting<T>(made: impl IntoIterator<Item = Result<T, Unfit>>) -> Result<Vec<T>, Error> {
    let (mut fitting, mut unfit) = (Vec::new(), Vec::new());
    for (index, made) in made.into_iter().enumerate() {
        match made {
            Ok(made) => fitting.push(made),
            Err(reason) => unfit.push((index, reason)),
        }
    }
    if unfit.is_empty() { Ok(fitting) } else { Err(Error::Unfit(unfit)) }
}
