//! The official form: as a grid with merged cells, rendered to each format, and imported from each.

pub mod import;
pub mod render;
pub mod sheet;
