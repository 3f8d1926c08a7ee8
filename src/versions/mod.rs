//! Comparisons of two versions or two occupations: what changed, what is missing, and whether it may be released.

pub mod diff;
pub mod gap;
pub mod gate;
mod likeness;
