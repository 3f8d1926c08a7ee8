//! Occupational competency standards as text: loaded, checked and printed in their official form.
//!
//! The library never prints, exits, or reads the environment; `main` does. Data flows one way: [`source`] reads a
//! file, [`yaml`] makes a spanned tree of it, [`decode`] the [`model`], [`rules`] look at the model and return
//! [`diagnostic`]s, and [`report`] writes them. [`render`] prints a standard through its [`sheet`], the official form
//! as a grid with merged cells; [`mod@diff`] finds what changed between two versions. What a repository has decided
//! about its findings comes in as [`settings`], made of `ttm.toml` by [`config`]; a [`baseline`] tells new findings
//! from old ones afterwards.

mod allow;
pub mod baseline;
mod bytes;
pub mod canonical;
pub mod check;
pub mod cli;
pub mod commands;
pub mod config;
pub mod decode;
pub mod diagnostic;
pub mod diff;
pub mod draft;
pub mod fix;
pub mod format;
pub mod gap;
pub mod gate;
pub mod git;
pub mod import;
pub mod inputs;
pub mod lists;
mod markdown;
mod markup;
pub mod model;
pub mod release;
pub mod render;
pub mod renumber;
pub mod report;
pub mod rules;
pub mod run;
pub mod schema;
pub mod settings;
pub mod sheet;
pub mod source;
mod spread;
pub mod unified;
mod visible;
pub mod words;
pub mod write;
pub mod yaml;
