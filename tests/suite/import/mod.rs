//! Bringing standards in: what each form of a standard becomes.

mod command;
mod copied;
mod foreign;
mod found;
mod hostile;
mod inputs;
mod into;
mod json;
mod layouts;
mod left_out;
mod notes;
mod nothing_lost;
#[cfg(feature = "office")]
pub(crate) mod office;
pub(crate) mod page_text;
#[cfg(feature = "pdf")]
mod pdf;
mod people;
mod reader;
mod round_trip;
