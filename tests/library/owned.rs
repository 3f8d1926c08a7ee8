//! The owned model: what a reader of serde makes of a file is what our own loader makes of it.

use std::fs;
use std::sync::atomic::Ordering;

use ttm::{Source, check, load, owned};

/// The committed standard, and one for each shape that published standards have.
fn files() -> Vec<(String, String)> {
    let mut paths = vec!["standards/TTM4221-004v2.yaml".into()];
    paths.extend(fs::read_dir("tests/standards").unwrap().map(|entry| entry.unwrap().path()));
    paths.retain(|path: &std::path::PathBuf| path.extension().is_some_and(|ending| ending == "yaml"));
    assert!(paths.len() > 5, "{paths:?}");
    paths.iter().map(|path| (path.display().to_string(), fs::read_to_string(path).unwrap())).collect()
}

#[test]
fn serde_and_our_loader_read_the_same_and_round_trip() {
    for (path, text) in files() {
        let source = Source::in_memory(&path, text.as_str());
        let (standard, _) = load(&source);
        let ours = standard.unwrap().to_owned_model();
        let read: owned::Standard =
            serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"));
        assert_eq!(read, ours, "{path}");
        assert!(read.duties.as_ref().is_some_and(|duties| !duties.entries.is_empty()), "{path}");
        let written = Source::in_memory(&path, serde_yaml::to_string(&read).unwrap());
        assert_eq!(load(&written).0.unwrap().to_owned_model(), ours, "{path}");
    }
}

#[test]
fn an_unknown_key_and_two_codes_in_one_entry_are_errors() {
    let read = serde_yaml::from_str::<owned::Standard>;
    assert!(read("levle: 3\n").unwrap_err().to_string().contains("levle"));
    assert!(read("knowledge:\n  - K01: a\n  - b\n").is_ok());
    assert!(read("knowledge:\n  - K01: a\n    K02: b\n").is_err());
}

#[test]
fn the_findings_are_the_same_without_the_fast_reader() {
    let found = || {
        let sources: Vec<_> =
            files().iter().map(|(path, text)| Source::in_memory(path, text.as_str())).collect();
        format!("{:#?}", check(&sources))
    };
    let with = found();
    ttm::yaml::GENERAL_ALONE.store(true, Ordering::Relaxed);
    let without = found();
    ttm::yaml::GENERAL_ALONE.store(false, Ordering::Relaxed);
    assert!(with == without, "{with}\n{without}");
}
