//! What other programs make of the tables, and the packages of published standards.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;
use ttm::canonical;
use ttm::forms::import::import;

use crate::corpus::STANDARDS;
use crate::shared;
use crate::support::{case, exported};

fn export(folder: &Path, arguments: &[&str]) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ttm"));
    let output =
        command.args(["--lang", "en", "export"]).args(arguments).current_dir(folder).output().unwrap();
    assert!(output.status.success(), "{output:?}");
}

/// The answers of DuckDB to the questions of the page on data.
pub(crate) fn the_ten_questions_are_answered_in_duckdb() {
    let folder = TempDir::new().unwrap();
    exported::repository(folder.path());
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let answers = ["jsonl", "csv"].map(|form| {
        export(folder.path(), &["-o", form, "--as", form]);
        let mut python = Command::new("python3");
        python
            .arg(root.join("tests/data/ask.py"))
            .arg(root.join("docs/data.md"))
            .arg(folder.path().join(form));
        let output = python.output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    });
    // Both forms are loaded as the same tables.
    assert_eq!(answers[0], answers[1]);
    let questions = answers[0].lines().filter(|line| line.contains("\"question\"")).count();
    assert_eq!(questions, 10);
    insta::with_settings!({omit_expression => true, prepend_module_to_snapshot => false}, {
        insta::assert_snapshot!("duckdb", answers[0]);
    });
}

/// The committed standard and those of the corpus.
pub(crate) fn packages_of_published_standards_are_valid() {
    let folder = TempDir::new().unwrap();
    let standards = folder.path().join("standards");
    fs::create_dir(&standards).unwrap();
    fs::copy("standards/TTM4221-004v2.yaml", standards.join("TTM4221-004v2.yaml")).unwrap();
    for code in STANDARDS {
        let imported = import(&shared(&format!("corpus/{code}.html")), None).unwrap();
        fs::write(standards.join(format!("{code}.yaml")), canonical::yaml(&imported.standard)).unwrap();
    }
    export(folder.path(), &["--format", "case", "-o", "out"]);
    for code in STANDARDS.into_iter().chain(["TTM4221-004v2", "levels"]) {
        let text = fs::read_to_string(folder.path().join(format!("out/{code}.json"))).unwrap();
        let package: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(case::faults(&package), [""; 0], "{code}");
        let items = package["CFItems"].as_array().unwrap().len();
        assert!(items > if code == "levels" { 5 } else { 30 }, "{code}: {items}");
    }
    let later = fs::read_to_string(folder.path().join("out/TTM4221-004v3.json")).unwrap();
    assert!(later.contains("\"exactMatchOf\""));
}
