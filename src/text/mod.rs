//! What text is, knowing nothing of standards: sentences in two languages, what is safe to show, markup, excerpts.

pub mod bilingual;
pub(crate) mod brackets;
pub(crate) mod bytes;
pub(crate) mod characters;
pub(crate) mod display_safe;
pub(crate) mod excerpt;
pub mod inert;
pub(crate) mod json;
pub(crate) mod markdown;
pub(crate) mod markup;
pub(crate) mod nearest;
pub mod unified_diff;
