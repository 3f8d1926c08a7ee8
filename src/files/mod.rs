//! Files and folders: what is read, what is written, what git has of them, and work spread over the processors.

pub mod git;
pub mod inputs;
pub(crate) mod parallel;
pub mod source;
pub mod write;
