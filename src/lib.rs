//! Occupational competency standards as text: loaded, checked and printed in their official form.
//!
//! The library never prints, exits, or reads the environment; `main` does. Data flows one way: [`files::source`] reads a
//! file, [`yaml`] makes a spanned tree of it, [`decode`] the [`model`], [`rules`] look at the model and return
//! [`diagnostic`]s, and [`report`] writes them. [`forms`] has the official form as a grid with merged cells, prints it
//! and reads it; [`versions`] compares two standards; [`edit`] changes their files. What a repository has decided
//! about its findings comes in as [`check::settings`], made of `ttm.toml` by [`check::config`]; a [`check::baseline`]
//! tells new findings from old ones afterwards.
//!
//! The modules from the ground up. Nothing takes a name from a layer above its own, which the test `layers` holds.
//!
//! 1. [`text`]: what text is, knowing nothing of standards.
//! 2. [`files`], [`classifications`]: sources, writing, git; the national lists.
//! 3. [`diagnostic`], [`yaml`]: a finding as plain data; the spanned tree and its two readers.
//! 4. [`model`]: a standard as the program holds it.
//! 5. [`mod@format`], [`decode`], [`canonical`], [`rules`], [`forms`]: the table of fields, from tree to model and from model to
//!    file, what is checked, and the official form in and out.
//! 6. [`versions`], [`edit`]: comparisons of two standards; changes to a source.
//! 7. [`check`]: files driven through the rules as a repository has configured it.
//! 8. [`report`]: findings and comparisons written for people and programs.
//! 9. [`cli`]: arguments, help, and a file for each verb.

pub mod canonical;
pub mod check;
pub mod classifications;
#[cfg(feature = "cli")]
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
