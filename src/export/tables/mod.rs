//! Tables that answer questions with one query, as CSV or JSON Lines.
//!
//! The order of rows is that of the files and, within each, of the form. Every table has a `key`, which is unique in it.

mod columns;
mod rows;
mod write;

use crate::files::parallel;
use crate::model::Standard;

use super::File;
use super::flat::{Flat, standard_keys};
use super::lineage::{descents, successions};
pub use columns::{Column, TABLES, Table, Type};
use write::{Rows, load_script};

/// How tables are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum Form {
    /// A JSON object a line, for databases: texts are as they are
    Jsonl,
    /// For spreadsheets: no text is a formula
    Csv,
}

impl Form {
    /// The ending of its files.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Jsonl => "jsonl",
            Self::Csv => "csv",
        }
    }
}

/// The tables of standards, and a script by which DuckDB loads them.
pub fn files(standards: &[Standard<'_>], form: Form) -> Vec<File> {
    let keyed: Vec<_> = standards.iter().zip(standard_keys(standards)).collect();
    let flats = parallel::map(keyed, |(standard, key)| Flat::of(standard, key));
    let of_standards = parallel::map(&flats, |flat| {
        let write = |table: &'static Table| {
            let mut rows = Rows::new(table, form);
            (rows::of(table.name))(flat, &mut rows);
            rows.into_text()
        };
        TABLES.iter().filter(|table| table.name != LINEAGE).map(write).collect::<Vec<_>>()
    });
    let pairs = parallel::map(successions(&flats), |(old, new)| {
        let (old, new) = (&flats[old], &flats[new]);
        let mut rows = Rows::new(lineage(), form);
        rows::lineage(old, new, &descents(old, new), &mut rows);
        rows.into_text()
    });
    let mut parts: Vec<std::vec::IntoIter<String>> = of_standards.into_iter().map(Vec::into_iter).collect();
    let mut pairs = Some(pairs);
    let mut files: Vec<File> = TABLES
        .iter()
        .map(|table| {
            let mut pieces = vec![Rows::heading(table, form)];
            match pairs.take_if(|_| table.name == LINEAGE) {
                Some(pairs) => pieces.extend(pairs),
                None => pieces.extend(parts.iter_mut().filter_map(Iterator::next)),
            }
            File { name: format!("{}.{}", table.name, form.ending()), pieces }
        })
        .collect();
    files.push(File { name: "tables.sql".to_owned(), pieces: vec![load_script(form)] });
    files
}

/// The table that is about pairs of standards.
const LINEAGE: &str = "lineage";

fn lineage() -> &'static Table {
    TABLES.iter().find(|table| table.name == LINEAGE).unwrap_or(&TABLES[0])
}
