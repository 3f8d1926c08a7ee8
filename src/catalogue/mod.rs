//! Questions over many standards: which there are, which names they use, where they say something.
//!
//! Each standard is read by itself and in parallel, and what an answer needs of it is kept; three thousand need not be in
//! memory together.

pub mod entries;
pub mod listing;
pub mod matrix;
pub mod names;
pub mod nearest;
pub mod search;
