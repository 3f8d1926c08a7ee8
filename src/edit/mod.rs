//! Changes to the text of a standard's file that leave every other byte alone.

pub mod draft;
pub mod fix;
pub mod fmt;
pub mod release;
pub mod renumber;
pub mod take;
