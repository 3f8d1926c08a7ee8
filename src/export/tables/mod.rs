//! Tables that answer questions with one query, as CSV or JSON Lines.
//!
//! The order of rows is that of the files and, within each, of the form. Every table has a `key`, which is unique in it.

mod columns;
mod rows;
mod write;

use std::io::{self, Write};

use crate::files::parallel;

use super::Standards;
use super::flat::Flat;
use super::lineage::descents;
pub use columns::{Column, TABLES, Table, Type};
use write::{Rows, load_script};

/// How tables are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum TableFileFormat {
    /// A JSON object a line, for databases: texts are as they are
    Jsonl,
    /// For spreadsheets: no text is a formula
    Csv,
}

impl TableFileFormat {
    /// The ending of its files.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Jsonl => "jsonl",
            Self::Csv => "csv",
        }
    }
}

/// The names of the files: one for each table, and a script by which DuckDB loads them.
pub fn file_names(form: TableFileFormat) -> Vec<String> {
    let tables = TABLES.iter().map(|table| format!("{}.{}", table.name, form.ending()));
    tables.chain(["tables.sql".to_owned()]).collect()
}

/// Writes these files, all at once and row by row.
///
/// # Errors
/// Those of writing, and that a file was changed meanwhile.
pub fn write(standards: &Standards, form: TableFileFormat, outs: &mut [&mut dyn Write]) -> io::Result<()> {
    for (table, out) in TABLES.iter().zip(outs.iter_mut()) {
        out.write_all(Rows::heading(table, form).as_bytes())?;
    }
    let all: Vec<usize> = (0..standards.len()).collect();
    parallel::in_turn(
        &all,
        |at| of_standard(standards, at, form),
        |texts| {
            let mut texts = texts?.into_iter().zip(outs.iter_mut());
            texts.try_for_each(|(text, out)| out.write_all(text.as_bytes()))
        },
    )?;
    parallel::in_turn(
        &standards.successions(),
        |pair| of_pair(standards, pair, form),
        |text| {
            let text = text?;
            let lineage = TABLES.iter().zip(outs.iter_mut()).find(|(table, _)| table.name == LINEAGE);
            lineage.map_or(Ok(()), |(_, out)| out.write_all(text.as_bytes()))
        },
    )?;
    outs.last_mut().map_or(Ok(()), |script| script.write_all(load_script(form).as_bytes()))
}

/// The table that is about pairs of standards.
const LINEAGE: &str = "lineage";

/// The rows of a standard by table.
fn of_standard(standards: &Standards, at: usize, form: TableFileFormat) -> io::Result<Vec<String>> {
    standards.with(at, |standard| {
        let flat = Flat::of(standard, standards.key(at).to_owned());
        let write = |table: &'static Table| {
            let mut rows = Rows::new(table, form);
            (rows::of(table.name))(&flat, &mut rows);
            rows.into_text()
        };
        TABLES.iter().map(write).collect()
    })
}

/// The rows of the lineage from one standard to another.
fn of_pair(standards: &Standards, (old, new): (usize, usize), form: TableFileFormat) -> io::Result<String> {
    let table = TABLES.iter().find(|table| table.name == LINEAGE).unwrap_or(&TABLES[0]);
    standards.with(new, |later| {
        standards.with(old, |former| {
            let mut rows = Rows::new(table, form);
            let [former, later] = [(former, old), (later, new)]
                .map(|(standard, at)| Flat::of(standard, standards.key(at).to_owned()));
            rows::lineage(&former, &later, &descents(&former, &later), &mut rows);
            rows.into_text()
        })
    })?
}
