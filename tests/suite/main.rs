//! Every test that works through the library or the program, in one binary.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that unwraps fails with the place")]

mod canonical;
mod cli;
mod codes;
mod config;
mod decode;
mod docs;
mod fix;
mod formats;
mod fuzzed;
#[path = "../../examples/generate/standards/mod.rs"]
mod generated;
mod import;
mod new;
mod plugs;
mod render;
mod renumber;
mod rules;
mod schema;

/// Compares a committed file with what the program makes of it now; with `TTM_BLESS` set, writes it instead.
fn blessed(path: &str, made: &str) {
    if std::env::var_os("TTM_BLESS").is_some() {
        std::fs::write(path, made).unwrap();
    }
    let committed = std::fs::read_to_string(path).unwrap_or_default();
    assert!(committed == made, "{path} is not what the program makes now; TTM_BLESS=1 rewrites it");
}
