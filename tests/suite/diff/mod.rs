//! Comparing versions: the published pair, single edits and what they are called, sequences of edits, the formats.

mod classes;
mod counts;
mod edits;
mod formats;
mod meaning;
mod single;

use std::fs;
use std::process::{Command, Output};

use tempfile::TempDir;

/// The standard of the project.
const V2: &str = "standards/TTM4221-004v2.yaml";

fn ttm(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_ttm")).args(["--lang", "en"]).args(arguments).output().unwrap()
}

/// What `ttm diff` does with one text and another.
fn compared(old: &str, new: &str, options: &[&str]) -> Output {
    let folder = TempDir::new().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (old_path, new_path) = (path("old.yaml"), path("new.yaml"));
    fs::write(&old_path, old).unwrap();
    fs::write(&new_path, new).unwrap();
    ttm(&[&["diff"], options, &[old_path.as_str(), new_path.as_str()]].concat())
}

/// The report of `ttm diff` from one text to another, and the exit code.
fn diff(old: &str, new: &str, options: &[&str]) -> (String, i32) {
    let output = compared(old, new, options);
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    (String::from_utf8(output.stdout).unwrap(), output.status.code().unwrap())
}

fn renumbered(text: &str) -> String {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("TTM4221-004v2.yaml");
    fs::write(&path, text).unwrap();
    let output = ttm(&["renumber", path.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    fs::read_to_string(path).unwrap()
}

fn v2() -> String {
    fs::read_to_string(V2).unwrap()
}
