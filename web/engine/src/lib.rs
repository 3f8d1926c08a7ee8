//! The program in a web page: an object that holds files, and answers requests about them.
//!
//! `exports` is what JavaScript sees, `request` the list of all requests, `engine` the files, and each of the other modules
//! answers a kind of request. Words come in both languages or in the one that is asked for, as in the program, and the
//! answers are the bytes that the program would write.

mod bring_in;
mod compare;
mod edit;
mod editor;
mod engine;
mod exports;
mod findings;
mod forms;
mod policy;
mod request;
mod typed;
mod utf16;

pub use engine::Engine;
pub use request::{Answer, Refused};
