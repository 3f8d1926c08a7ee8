//! The formats of a report on changes. A format is added as a file of its own, a variant of [`ComparisonFormat`], and its
//! lines in the methods below; what `ttm diff --against` adds to the comparisons is in `report/gate.rs`.

use std::io::{self, Write};

use super::{html, json, markdown, text, wording};
use crate::text::bilingual::Lang;
use crate::versions::diff::Comparison;

/// The formats of a report on changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
#[non_exhaustive]
pub enum ComparisonFormat {
    /// For a terminal.
    Text,
    /// GitHub Markdown, for a comment on a pull request.
    #[cfg_attr(feature = "cli", value(name = "md"))]
    Markdown,
    /// For programs.
    Json,
    /// A self-contained page with both versions side by side.
    Html,
}

/// A formatted comparison.
#[derive(Debug)]
pub struct Piece {
    pub(super) title: String,
    /// A single text; in Markdown several, each of which may be omitted.
    pub(super) texts: Vec<String>,
}

impl ComparisonFormat {
    /// Every format, in the order of the help.
    pub const ALL: [Self; 4] = [Self::Text, Self::Markdown, Self::Json, Self::Html];

    /// Writes comparisons that are all in memory, one after the other. Texts have colours; the output stream removes them if
    /// they are not wanted.
    ///
    /// # Errors
    /// Any error of writing to `out`.
    pub fn write(self, out: &mut dyn Write, comparisons: &[Comparison<'_>], lang: Lang) -> io::Result<()> {
        match self {
            Self::Text => text::write(out, comparisons, lang),
            Self::Markdown => markdown::write(out, comparisons, lang),
            Self::Json => json::write(out, comparisons),
            Self::Html => html::write(out, comparisons, lang),
        }
    }

    /// Formats one of many comparisons; in JSON with or without its unchanged entries.
    ///
    /// # Errors
    /// None in practice, since it is written to memory.
    pub fn piece(self, comparison: &Comparison<'_>, unchanged: bool, lang: Lang) -> io::Result<Piece> {
        let mut bytes = Vec::new();
        let mut texts = Vec::new();
        match self {
            Self::Text => text::write_one(&mut bytes, comparison, lang)?,
            Self::Markdown => texts = markdown::blocks(comparison, lang),
            Self::Json => texts.push(json::item(comparison, unchanged)?),
            Self::Html => html::article(&mut bytes, comparison, lang)?,
        }
        if !bytes.is_empty() {
            texts.push(String::from_utf8(bytes).map_err(io::Error::other)?);
        }
        Ok(Piece { title: wording::heading(comparison, lang), texts })
    }

    /// What stands between two comparisons.
    pub(super) fn between(self) -> &'static str {
        match self {
            Self::Text => "\n",
            Self::Json => ",",
            Self::Markdown | Self::Html => "",
        }
    }
}
