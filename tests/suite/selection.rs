//! What a run leaves out: rules by `--only` and `--except`, files by `exclude` in `ttm.toml`.

use std::fs;

use serde_json::Value;

use crate::repository::{Repository, said};

const V2: &str = "standards/TTM4221-004v2.yaml";

/// The rules of the findings, each once, and the exit code.
fn rules(repository: &Repository, arguments: &[&str]) -> (Vec<String>, i32) {
    let output = repository.ttm(&[&["validate", "--notes", "--format", "json"], arguments].concat());
    let report: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{output:?}"));
    let found = report["diagnostics"].as_array().unwrap().iter();
    let mut rules: Vec<_> = found.map(|found| found["rule"].as_str().unwrap().to_owned()).collect();
    rules.sort();
    rules.dedup();
    (rules, output.status.code().unwrap())
}

/// A repository with one standard that several rules report, and an allowance that is used.
fn repository() -> Repository {
    let repository = Repository::with_standard();
    repository.edit(V2, "\n  A01: ", "\n  # ttm: allow(stray-space)\n  A01: 甲  乙 ");
    repository.edit(V2, "\n  A02: ", "\n  A02: 丙  丁 ");
    repository
}

#[test]
fn only_and_except_select_rules() {
    let repository = repository();
    let (all, _) = rules(&repository, &[]);
    assert!(all.len() > 3 && all.contains(&"stray-space".to_owned()), "{all:?}");
    assert_eq!(rules(&repository, &["--only", "stray-space"]).0, ["stray-space"]);
    for both in
        [&["--only", "duplicate-name,stray-space"][..], &["--only", "duplicate-name", "--only=stray-space"]]
    {
        assert_eq!(rules(&repository, both).0, ["duplicate-name", "stray-space"]);
    }
    let without = |rule: &str| all.iter().filter(|one| *one != rule).cloned().collect::<Vec<_>>();
    assert_eq!(rules(&repository, &["--except", "stray-space"]).0, without("stray-space"));
    assert!(rules(&repository, &["--only", "stray-space", "--except", "stray-space"]).0.is_empty());
    // Exit code and closing line are those of what is reported.
    assert_eq!(repository.ttm(&["validate", "--strict", "--only", "duplicate-code"]).status.code(), Some(0));
    let text = String::from_utf8(repository.ttm(&["validate", "--only", "duplicate-code"]).stdout).unwrap();
    assert_eq!(text, "0 errors, 0 warnings, 0 notes in 1 file\n");
}

#[test]
fn an_allowance_counts_as_used_whatever_is_selected() {
    let repository = repository();
    for selection in [&["--only", "unused-allowance"][..], &["--except", "stray-space"], &[]] {
        let (found, _) = rules(&repository, selection);
        assert!(!found.contains(&"unused-allowance".to_owned()), "{selection:?}: {found:?}");
    }
    repository.edit(V2, "allow(stray-space)", "allow(duplicate-code)");
    assert_eq!(rules(&repository, &["--only", "unused-allowance"]).0, ["unused-allowance"]);
    assert!(
        !rules(&repository, &["--except", "unused-allowance"]).0.contains(&"unused-allowance".to_owned())
    );
}

#[test]
fn unknown_and_mandatory_rules_in_a_selection_are_errors() {
    let repository = repository();
    for (arguments, en, zh) in [
        (
            ["--only", "stray-spaces"],
            "there is no rule stray-spaces; did you mean stray-space?",
            "是不是 stray-space？",
        ),
        (["--except", "duplicate-name,nothing"], "there is no rule nothing", "沒有 nothing 這條規則"),
        (["--except", "yaml-syntax"], "yaml-syntax cannot be left out", "yaml-syntax 不能略過"),
    ] {
        let output = repository.ttm(&[&["validate"], &arguments[..]].concat());
        assert_eq!(output.status.code(), Some(2));
        assert!(output.stdout.is_empty() && said(&output).contains(en), "{}", said(&output));
        let output = repository.ttm(&[&["validate", "--lang", "zh-TW"], &arguments[..]].concat());
        assert!(said(&output).contains(zh), "{}", said(&output));
    }
    assert_eq!(
        repository.ttm(&["validate", "--only", "stray-space", "--write-baseline", "b.toml"]).status.code(),
        Some(2)
    );
    // A file that is no YAML is not a file without findings.
    repository.write("standards/b.yaml", "name: [\n");
    assert_eq!(rules(&repository, &["--only", "duplicate-code"]), (vec!["yaml-syntax".to_owned()], 1));
    for shell in ["bash", "zsh", "fish"] {
        let script = repository.ttm(&["completions", shell]).stdout;
        assert!(String::from_utf8(script).unwrap().contains("missing-full-stop"), "{shell}");
    }
}

#[test]
fn fix_applies_only_to_selected_rules() {
    let repository = repository();
    let before = repository.read(V2);
    repository.ttm(&["validate", "--fix", "--except", "stray-space"]);
    assert!(repository.read(V2).contains("丙  丁"));
    repository.write(V2, &before);
    repository.ttm(&["validate", "--fix", "--only", "stray-space"]);
    let after = repository.read(V2);
    assert!(!after.contains("丙  丁") && after.contains("<p>") == before.contains("<p>"), "{after}");
}

#[test]
fn a_baseline_works_with_selected_rules() {
    let repository = repository();
    repository.ttm(&["validate", "--write-baseline", "known.toml"]);
    let output = repository.ttm(&["validate", "--baseline", "known.toml", "--only", "stray-space"]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("known.toml hides 1 known finding\n"), "{text}");
}

#[test]
fn excluded_files_are_not_checked_unless_they_are_named() {
    let repository = repository();
    repository.write("ttm.toml", "exclude = [\"drafts\", \"**/*.compose.yml\"]\n");
    repository.write("drafts/deep/a.yaml", "levle: 3\n");
    repository.write("x.compose.yml", "services: []\n");
    let only = &["--only", "unknown-field,wrong-type"];
    assert_eq!(rules(&repository, &[&["."], &only[..]].concat()), (vec![], 0));
    let named = rules(&repository, &[&["drafts/deep/a.yaml"], &only[..]].concat());
    assert_eq!(named, (vec!["unknown-field".to_owned()], 1));
    let text = String::from_utf8(repository.ttm(&["validate", "."]).stdout).unwrap();
    assert!(text.ends_with("2 files are left out by `exclude` in ttm.toml\n"), "{text}");
    let shown = String::from_utf8(repository.ttm(&["validate", "--show-settings", "."]).stdout).unwrap();
    assert!(shown.contains("drafts/deep/a.yaml\n  left out by `exclude`\n"), "{shown}");
    let output = repository.ttm(&["validate", "drafts"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("leaves out all 1 file;"), "{output:?}");
    // What is wrong with the patterns is shown at its place.
    for wrong in ["exclude = \"drafts\"", "exclude = [\"../drafts\"]", "exclude = [\"[\"]", "exclude = []"] {
        repository.write("ttm.toml", wrong);
        let output = repository.ttm(&["validate", "."]);
        assert_eq!(output.status.code(), Some(2), "{wrong}");
        assert!(said(&output).contains("ttm.toml:1:1"), "{wrong}: {}", said(&output));
    }
}

#[test]
fn the_gate_checks_excluded_files() {
    let repository = Repository::with_standard();
    repository.write("ttm.toml", "exclude = [\"standards\"]\n");
    repository.commit();
    assert_eq!(repository.ttm(&["diff", "--against", "HEAD"]).status.code(), Some(0));
    repository.edit(V2, "整理客戶特別需求", "蒐集客戶特別需求");
    assert_eq!(repository.ttm(&["validate", "."]).status.code(), Some(2));
    let output = repository.ttm(&["diff", "--against", "HEAD"]);
    assert_eq!(output.status.code(), Some(1));
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("the content of TTM4221-004v2 changed"), "{text}");
    assert!(fs::metadata(repository.file(V2)).is_ok());
}
