//! Occupational competency standards as text: loaded, checked and printed in their official form.
//!
//! The library never prints, exits, or reads the environment; `main` does. Data flows one way: [`files::source`] reads a
//! file, [`yaml`] makes a spanned tree of it, [`decode`] the [`model`], [`rules`] look at the model and return
//! [`diagnostic`]s, and [`report`] writes them. [`forms`] has the official form as a grid with merged cells, prints it
//! and reads it; [`versions`] compares two standards; [`edit`] changes their files. What a repository has decided
//! about its findings comes in as [`check::settings`], made of `ttm.toml` by [`check::config`]; a [`check::baseline`]
//! tells new findings from old ones afterwards.

pub mod canonical;
pub mod check;
pub mod classifications;
pub mod cli;
pub mod decode;
pub mod diagnostic;
pub mod edit;
pub mod files;
pub mod format;
pub mod forms;
pub mod model;
pub mod report;
pub mod rules;
pub mod text;
pub mod versions;
pub mod yaml;
