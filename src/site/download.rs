//! The forms that a standard can be taken in, besides its page.

use std::io::{self, Write};

use crate::catalogue::entries;
use crate::catalogue::listing::Listed;
use crate::forms::render::{self, Format, Options};
use crate::model::Standard;
use crate::report::table::TableFormat;
use crate::text::bilingual::{Bilingual, Lang};

/// A form to take a standard in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum Download {
    /// The form as GitHub Markdown
    Md,
    /// All of it as JSON
    Json,
    /// Its entries as a table
    Csv,
    /// The form as an Excel workbook
    #[cfg(feature = "office")]
    Xlsx,
    /// The form as a Word document
    #[cfg(feature = "office")]
    Docx,
}

impl Download {
    /// The forms that a standard can be taken in unless others are asked for.
    pub const USUAL: [Self; 2] = [Self::Md, Self::Json];

    /// The ending of its files.
    pub(super) fn ending(self) -> &'static str {
        match self {
            Self::Md => "md",
            Self::Json => "json",
            Self::Csv => "csv",
            #[cfg(feature = "office")]
            Self::Xlsx => "xlsx",
            #[cfg(feature = "office")]
            Self::Docx => "docx",
        }
    }

    /// Its label on the page.
    pub(super) fn words(self) -> Bilingual {
        match self {
            Self::Md => Bilingual::fixed("Markdown", "Markdown"),
            Self::Json => Bilingual::fixed("JSON (data)", "JSON（資料）"),
            Self::Csv => Bilingual::fixed("CSV (entries as a table)", "CSV（各項目的表格）"),
            #[cfg(feature = "office")]
            Self::Xlsx => Bilingual::fixed("Excel", "Excel"),
            #[cfg(feature = "office")]
            Self::Docx => Bilingual::fixed("Word", "Word"),
        }
    }

    fn format(self) -> Option<Format> {
        match self {
            Self::Md => Some(Format::Markdown),
            Self::Json => Some(Format::Json),
            Self::Csv => None,
            #[cfg(feature = "office")]
            Self::Xlsx => Some(Format::Xlsx),
            #[cfg(feature = "office")]
            Self::Docx => Some(Format::Docx),
        }
    }

    /// Whether a standard can be written so.
    pub(super) fn check(self, standard: &Standard<'_>) -> Result<(), Bilingual> {
        let checked = self.format().map(|format| format.check(standard, &Options::default()));
        checked.unwrap_or(Ok(())).map_err(|reason| reason.words())
    }

    /// Writes a standard.
    pub(super) fn write(self, standard: &Standard<'_>, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
        let Some(format) = self.format() else {
            let (listed, entries) = (Listed::of(standard), entries::all(standard));
            return entries::table(&listed, &entries, TableFormat::Csv).write(
                TableFormat::Csv,
                lang,
                None,
                out,
            );
        };
        match render::render(&[standard], format, &Options::default(), out) {
            Ok(()) => Ok(()),
            Err(render::Error::Io(error)) => Err(error),
            Err(other) => Err(io::Error::other(other)),
        }
    }
}
