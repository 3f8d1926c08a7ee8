//! Occupational competency standards as text: loaded, checked and printed in their official form.
//!
//! The library never prints, exits, or reads the environment; `main` does. Data flows one way: [`source`] reads a
//! file, [`yaml`] makes a spanned tree of it, [`decode`] the [`model`], [`rules`] look at the model and return
//! [`diagnostic`]s, and [`report`] writes them. [`render`] prints a standard through its [`sheet`], the official form
//! as a grid with merged cells.

pub mod check;
pub mod cli;
pub mod commands;
pub mod decode;
pub mod diagnostic;
pub mod draft;
pub mod format;
pub mod inputs;
pub mod lists;
pub mod model;
pub mod render;
pub mod renumber;
pub mod report;
pub mod rules;
pub mod schema;
pub mod sheet;
pub mod source;
pub mod unified;
mod visible;
pub mod words;
pub mod write;
pub mod yaml;
