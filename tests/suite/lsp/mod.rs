//! The language server, from messages to messages.

mod actions;
mod client;
mod complaints;
mod findings;
mod names;
mod navigation;
mod pipes;
mod preview;
mod property;
