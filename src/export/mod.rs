//! Standards as data for other programs: tables for databases and spreadsheets, packages for learning platforms.
//!
//! Both name entries by the keys of `flat`, and follow them from version to version by the pairs of `lineage`. Both are made
//! piece by piece of [`Standards`], which are loaded where they are written.

pub mod case;
mod flat;
mod lineage;
mod standards;
pub mod tables;

pub use standards::{Missing, Standards};
