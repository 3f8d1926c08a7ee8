//! Bringing standards in: what each form of a standard becomes.

mod command;
mod copied;
mod foreign;
pub(crate) mod hostile;
mod inputs;
mod left_out;
mod notes;
mod nothing_lost;
mod office;
pub(crate) mod page_text;
mod reader;
mod round_trip;
