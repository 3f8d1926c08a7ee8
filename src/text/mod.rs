//! Text without knowledge of standards: bilingual messages, safe display, markup, excerpts.

pub mod bilingual;
pub(crate) mod brackets;
pub(crate) mod bytes;
pub(crate) mod characters;
pub(crate) mod confusables;
pub(crate) mod csv;
#[cfg(feature = "site")]
pub(crate) mod digest;
pub(crate) mod display_safe;
pub mod equal_ends;
pub(crate) mod excerpt;
pub(crate) mod fold;
pub(crate) mod glob;
pub(crate) mod html;
pub(crate) mod html_events;
pub mod inert;
pub(crate) mod json;
pub(crate) mod markdown;
pub(crate) mod markup;
pub(crate) mod nearest;
mod radicals;
pub(crate) mod sequences;
pub(crate) mod sorting;
pub mod unified_diff;
pub(crate) mod width;
pub(crate) mod wrap;
#[cfg(feature = "cli")]
pub(crate) mod wrapping_writer;
