//! Every test that works through the library or the program, in one binary.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that unwraps fails with the place")]

mod advice;
#[cfg(target_os = "linux")]
mod bounds;
mod canonical;
mod cli;
mod codes;
#[cfg(unix)]
mod completions;
mod config;
mod decode;
mod defects;
mod diff;
mod docs;
#[cfg(feature = "export")]
mod export;
mod fix;
mod fmt;
mod format_page;
mod formats;
mod fuzzed;
mod gap;
mod gate;
#[path = "../../examples/generate/standards/mod.rs"]
mod generated;
mod generator;
mod git;
#[cfg(unix)]
mod hostile;
mod import;
#[cfg(unix)]
mod inert;
mod init;
mod jobs;
mod json_schemas;
#[cfg(unix)]
mod kills;
mod layers;
mod list;
#[cfg(all(unix, feature = "lsp"))]
mod lsp;
mod names_across;
mod new;
mod new_since;
mod outputs;
mod plugs;
mod races;
mod reading;
mod release;
mod render;
mod renumber;
mod repository;
mod rules;
mod schema;
mod selection;
#[cfg(feature = "site")]
mod site;
mod standards;
#[path = "../support/mod.rs"]
mod support;
#[cfg(target_os = "linux")]
mod surroundings;
mod swallowed;
mod type_names;
mod windows;

use support::names;

/// Compares a committed file with what the program makes of it now; with `TTM_BLESS` set, writes it instead.
fn blessed(path: &str, made: &str) {
    if std::env::var_os("TTM_BLESS").is_some() {
        std::fs::write(path, made).unwrap();
    }
    let committed = std::fs::read_to_string(path).unwrap_or_default();
    assert!(committed == made, "{path} is not what the program makes now; TTM_BLESS=1 rewrites it");
}
