//! Answers that are rows: aligned for people, as JSON for programs, as CSV for spreadsheets, as Markdown for pages.

mod text;

use std::borrow::Cow;
use std::io::{self, Write};

use serde_json::{Map, Value, json};

use crate::text::bilingual::{Bilingual, Lang};
use crate::text::csv;
use crate::text::display_safe::one_line;
use crate::text::json::escape_json;
use crate::text::markdown::escape;

/// The forms of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum TableFormat {
    /// For people, in aligned columns.
    Text,
    /// For programs.
    Json,
    /// For spreadsheets.
    Csv,
    /// GitHub Markdown.
    #[cfg_attr(feature = "cli", value(name = "md"))]
    Markdown,
}

/// A column.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its key in JSON and its heading in CSV.
    pub key: Cow<'static, str>,
    /// Its heading for people.
    pub title: Bilingual,
}

/// A value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Not there.
    Empty,
    /// A text.
    Text(String),
    /// A text in two languages; JSON and CSV have it in English.
    Words(Bilingual),
    /// A number.
    Number(usize),
    /// Several texts.
    Texts(Vec<String>),
}

/// The rows of an answer.
#[derive(Debug)]
pub struct Table {
    /// What the rows are: their key in JSON.
    pub name: &'static str,
    /// At least one.
    pub columns: Vec<Column>,
    /// Each with a value for every column.
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    /// Writes it. The text for people is no wider than `width`, if that is known, and 40 columns.
    ///
    /// # Errors
    /// Any error of writing.
    pub fn write(
        &self,
        format: TableFormat,
        lang: Lang,
        width: Option<usize>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        match format {
            TableFormat::Text => text::write(self, lang, width, out),
            TableFormat::Json => self.write_json(out),
            TableFormat::Csv => self.write_csv(out),
            TableFormat::Markdown => self.write_markdown(lang, out),
        }
    }

    fn write_json(&self, out: &mut dyn Write) -> io::Result<()> {
        let rows = self.rows.iter().map(|row| {
            let cells = self
                .columns
                .iter()
                .zip(row)
                .map(|(column, cell)| (column.key.clone().into_owned(), cell.json()));
            Value::Object(cells.collect::<Map<_, _>>())
        });
        let document = json!({"version": 1, self.name: rows.collect::<Vec<_>>()});
        // Strings and numbers always serialize.
        let text = serde_json::to_string_pretty(&document).unwrap_or_default();
        writeln!(out, "{}", escape_json(&text))
    }

    fn write_markdown(&self, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
        let line = |cells: Vec<String>| {
            let cells: Vec<String> = cells.iter().map(|cell| escape(cell.trim(), false)).collect();
            format!("| {} |", cells.join(" | "))
        };
        let titles = self.columns.iter().map(|column| one_line(column.title.get(lang)));
        writeln!(out, "{}\n|{}", line(titles.collect()), " --- |".repeat(self.columns.len()))?;
        for row in &self.rows {
            writeln!(out, "{}", line(row.iter().map(|cell| cell.shown(lang)).collect()))?;
        }
        Ok(())
    }

    /// With the mark by which spreadsheets know UTF-8.
    fn write_csv(&self, out: &mut dyn Write) -> io::Result<()> {
        let line = |cells: Vec<String>| cells.join(",") + "\r\n";
        write!(
            out,
            "\u{feff}{}",
            line(self.columns.iter().map(|column| csv::cell(&one_line(&column.key))).collect())
        )?;
        for row in &self.rows {
            write!(out, "{}", line(row.iter().map(Cell::csv).collect()))?;
        }
        Ok(())
    }
}

impl Cell {
    /// A text, or nothing.
    pub fn of(text: Option<&str>) -> Self {
        text.map_or(Self::Empty, |text| Self::Text(text.to_owned()))
    }

    fn shown(&self, lang: Lang) -> String {
        match self {
            Self::Empty => "-".to_owned(),
            Self::Text(text) => one_line(text),
            Self::Words(words) => one_line(words.get(lang)),
            Self::Number(number) => number.to_string(),
            Self::Texts(texts) if texts.is_empty() => "-".to_owned(),
            Self::Texts(texts) => one_line(&texts.join(", ")),
        }
    }

    fn json(&self) -> Value {
        match self {
            Self::Empty => Value::Null,
            Self::Text(text) => json!(text),
            Self::Words(words) => json!(words.en),
            Self::Number(number) => json!(number),
            Self::Texts(texts) => json!(texts),
        }
    }

    fn csv(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => csv::cell(&one_line(text)),
            Self::Words(words) => csv::cell(&one_line(&words.en)),
            Self::Number(number) => number.to_string(),
            Self::Texts(texts) => csv::cell(&one_line(&texts.join(", "))),
        }
    }
}
