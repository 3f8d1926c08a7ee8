//! Import: published forms become standards.

mod command;
mod page_text;
mod round_trip;
