//! The language server: what the program knows of standards, in any editor, while they are written.
//!
//! `connection` reads and writes messages; [`Server`] owns everything and answers each message at once, on the thread that
//! has read it. Searching folders takes longer and is a [`Job`] for another thread. Each kind of request has a file of its own, which looks
//! at a `document` or at the `project`, the files of the folders.
//!
//! A server has no clock and starts no thread, so that tests drive it message by message.

mod actions;
mod capabilities;
mod checking;
mod client;
mod completion;
mod connection;
mod context;
mod dispatch;
mod document;
mod edits;
mod formatting;
mod hover;
mod inlay_hints;
mod jobs;
mod lens;
mod mended;
mod names;
mod navigation;
mod outgoing;
mod outline;
mod position;
mod preview;
mod project;
mod publish;
mod rename;
mod server;
mod symbol_names;
mod uri;
mod workspace_symbols;

pub use client::lang;
pub use connection::serve;
pub use jobs::{Done, Job};
pub use outgoing::Outgoing;
pub use project::looks_like_standard;
pub use server::Server;
