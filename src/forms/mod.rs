//! The official form: as a grid with merged cells, printed in each format, and read from each.

pub mod import;
pub mod render;
pub mod sheet;
