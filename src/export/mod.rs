//! Standards as data for other programs: tables for databases and spreadsheets, packages for learning platforms.
//!
//! Both name entries by the keys of `flat`, and follow them from version to version by the pairs of `lineage`.

pub mod case;
mod flat;
mod lineage;
pub mod tables;

/// A file by its name, and its content in pieces.
#[derive(Debug)]
pub struct File {
    /// Its name.
    pub name: String,
    /// One after the other.
    pub pieces: Vec<String>,
}
