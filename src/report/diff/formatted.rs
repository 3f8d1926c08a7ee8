//! A report on many standards, compared one at a time: of each comparison only its formatted text is kept.
//!
//! The summary comes first but is known last, and nothing may be printed if the job fails in the end. So the texts are
//! collected: up to 8 MiB in memory, beyond that in an unnamed temporary file.

use std::io::{self, Seek, Write};

use tempfile::SpooledTempFile;

use super::comparison_format::{ComparisonFormat, Piece};
use super::{html, json, markdown};
use crate::text::bilingual::Lang;

/// The most bytes kept in memory.
const IN_MEMORY: usize = 8 << 20;

/// The formatted comparisons so far.
#[derive(Debug)]
pub struct FormattedComparisons {
    format: ComparisonFormat,
    lang: Lang,
    texts: SpooledTempFile,
    count: usize,
    title: String,
    blocks: markdown::Blocks,
}

impl FormattedComparisons {
    /// Starts without comparisons.
    pub fn new(format: ComparisonFormat, lang: Lang) -> Self {
        let (texts, title) = (SpooledTempFile::new(IN_MEMORY), String::new());
        Self { format, lang, texts, count: 0, title, blocks: markdown::Blocks::default() }
    }

    /// Adds a comparison.
    ///
    /// # Errors
    /// Any error of writing to the temporary file.
    pub fn add(&mut self, piece: Piece) -> io::Result<()> {
        if self.format == ComparisonFormat::Markdown {
            piece.texts.into_iter().for_each(|text| self.blocks.add(text));
        } else {
            let between = if self.count == 0 { "" } else { self.format.between() };
            self.texts.write_all(between.as_bytes())?;
            piece.texts.iter().try_for_each(|text| self.texts.write_all(text.as_bytes()))?;
        }
        self.title = piece.title;
        self.count += 1;
        Ok(())
    }

    /// Whether there are no comparisons.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Writes the comparisons as [`text::write`] does, or, in JSON, as the elements of an array.
    ///
    /// # Errors
    /// Any error of reading the temporary file or writing to `out`.
    pub fn write(&mut self, out: &mut dyn Write) -> io::Result<()> {
        self.texts.rewind()?;
        io::copy(&mut self.texts, out).map(drop)
    }

    /// Writes a JSON document with the comparisons, followed by further members, each of which starts with a comma.
    ///
    /// # Errors
    /// Those of [`FormattedComparisons::write`].
    pub fn write_json(&mut self, out: &mut dyn Write, more: &str) -> io::Result<()> {
        write!(out, "{{\n  \"version\": {},\n  \"comparisons\": [", json::VERSION)?;
        self.write(out)?;
        let end = if self.is_empty() { "" } else { "\n  " };
        writeln!(out, "{end}]{more}\n}}")
    }

    /// Writes the comparisons as a page that starts with `before`, which is HTML.
    ///
    /// # Errors
    /// Those of [`FormattedComparisons::write`].
    pub fn write_page(&mut self, out: &mut dyn Write, before: &str) -> io::Result<()> {
        let title = (self.count == 1).then_some(self.title.as_str());
        html::begin_page(out, title, self.lang)?;
        write!(out, "{before}")?;
        self.write(out)?;
        html::end_page(out)
    }

    /// The comparisons as Markdown with at most `most` characters.
    pub fn markdown(&mut self, most: usize) -> String {
        std::mem::take(&mut self.blocks).document(self.lang, most)
    }
}
