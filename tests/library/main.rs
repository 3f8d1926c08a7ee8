//! The library as another program has it, without the feature `cli`: `cargo test --no-default-features`.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that unwraps fails with the place")]

mod facade;
mod owned;

use std::process::Command;

use ttm::{Source, check};

#[test]
fn the_committed_standard_is_read_and_checked() {
    let text = std::fs::read_to_string("standards/TTM4221-004v2.yaml").unwrap();
    let broken = text.replace("level: 3", "level: 9");
    let rules = |text: &str| {
        let found = check(&[Source::in_memory("TTM4221-004v2.yaml", text)]);
        found.iter().map(|found| found.rule).collect::<Vec<_>>()
    };
    assert!(!rules(&text).contains(&"invalid-value"));
    assert!(rules(&broken).contains(&"invalid-value"));
}

#[test]
fn the_library_does_not_depend_on_crates_of_the_program() {
    let mut tree = Command::new(env!("CARGO"));
    tree.args([
        "tree",
        "--offline",
        "--locked",
        "--no-default-features",
        "--edges",
        "normal",
        "--prefix",
        "none",
    ]);
    let output = tree.output().unwrap();
    let tree = String::from_utf8(output.stdout).unwrap();
    assert!(tree.contains("serde "), "{tree}{}", String::from_utf8_lossy(&output.stderr));
    for name in [
        "anstream",
        "clap",
        "clap_complete",
        "clap_mangen",
        "ctrlc",
        "indicatif",
        "mimalloc",
        "signal-hook",
        "terminal_size",
    ] {
        let named = tree.lines().find(|line| line.split(' ').next() == Some(name));
        assert_eq!(named, None);
    }
}
