//! Drafts: what they hold, what is left to fill in, and that nothing is written over.

use std::fs;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

const STANDARD: &str = "standards/TTM4221-004v2.yaml";

fn ttm(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_ttm")).args(["--lang", "en"]).args(arguments).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// What `ttm validate` finds in the file, as `severity rule`, with its messages.
fn findings(path: &str) -> Vec<(String, String)> {
    let output = ttm(&["validate", "--notes", "--format", "json", path]);
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let found = report["diagnostics"].as_array().unwrap().iter();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    found
        .map(|found| {
            (
                format!("{} {}", text(&found["severity"]), text(&found["rule"])),
                text(&found["message"]["en"]) + &text(&found["message"]["zh"]),
            )
        })
        .collect()
}

#[test]
fn a_new_draft_loads_and_lists_what_is_left_to_fill_in() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("draft.yaml");
    let path = path.to_str().unwrap();
    for (number, name) in
        ["獎勵旅遊業業務人員", "a: b # c", "\"a\"\n乙", "true", "@甲乙", "1e3"].into_iter().enumerate()
    {
        let kind = if number % 2 == 0 { "occupation" } else { "category" };
        let named = format!("--name={name}");
        let mut arguments = vec!["new", "--force", "-o", path, &named];
        arguments.extend((kind == "category").then_some("--category"));
        let output = ttm(&arguments);
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        let draft: serde_norway::Value = serde_norway::from_str(&fs::read_to_string(path).unwrap()).unwrap();
        assert_eq!(draft["name"][kind].as_str(), Some(name));
        let schema: Value = serde_json::from_str(&ttm::format::schema::schema()).unwrap();
        let document = serde_json::to_value(&draft).unwrap();
        assert!(jsonschema::is_valid(&schema, &document), "{name}");
        let found = findings(path);
        let warnings: Vec<_> = found.iter().filter(|(rule, _)| !rule.starts_with("note ")).collect();
        assert!(warnings.iter().all(|(rule, _)| rule == "warning unfilled-part"), "{found:#?}");
        assert_eq!(warnings.len(), 10, "{warnings:#?}");
        for word in ["must", "invalid", "unqualified", "rejected", "不合格", "必須", "錯誤"] {
            assert!(warnings.iter().all(|(_, message)| !message.contains(word)), "{word}: {warnings:#?}");
        }
    }
    // All of it is said, in one block.
    let listed = String::from_utf8(ttm(&["validate", path]).stdout).unwrap();
    assert!(listed.contains("0 errors, 10 warnings") && !listed.contains("--all"), "{listed}");
    let printed = ttm(&["new", "--name", "獎勵旅遊業業務人員"]);
    assert_eq!(printed.status.code(), Some(0));
    insta::with_settings!({omit_expression => true, prepend_module_to_snapshot => false}, {
        insta::assert_snapshot!("draft", String::from_utf8(printed.stdout).unwrap());
    });
}

#[test]
fn new_revises_changes_only_the_key_of_the_code() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("next.yaml");
    let path = path.to_str().unwrap();
    let issued = fs::read_to_string(STANDARD).unwrap();
    let output = ttm(&["new", "--revises", STANDARD, "-o", path]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let next = fs::read_to_string(path).unwrap();
    assert_eq!(next, issued.replacen("\ncode: ", "\nrevises: ", 1));
    let found = findings(path);
    assert!(found.iter().all(|(rule, _)| !rule.starts_with("error ")), "{found:#?}");

    let quoted = folder.path().join("quoted.yaml");
    let text = issued.replacen("code: TTM4221-004v2", "'code':   \"TTM4221-004v2\"  # 代碼\r", 1);
    fs::write(&quoted, &text).unwrap();
    let output = ttm(&["new", "--revises", quoted.to_str().unwrap()]);
    assert_eq!(String::from_utf8(output.stdout).unwrap(), text.replacen("'code'", "'revises'", 1));
}

#[test]
fn only_an_issued_standard_has_a_next_edition() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("draft.yaml");
    let standard = fs::read_to_string(STANDARD).unwrap();
    for (text, code, reason) in [
        (standard.replacen("\ncode: TTM4221-004v2", "", 1), 2, "it has no code"),
        (standard.replacen("\ncode: TTM4221-004v2", "\ncode: TTM4221", 1), 2, "does not have the shape"),
        (format!("{standard}revises: TTM4221-004v1\n"), 2, "`revises` beside its code"),
        (format!("{standard}lvl: 3\n"), 1, "does not load whole"),
    ] {
        fs::write(&path, text).unwrap();
        let output = ttm(&["new", "--revises", path.to_str().unwrap()]);
        assert_eq!(output.status.code(), Some(code), "{output:?}");
        assert!(said(&output).contains(reason) && output.stdout.is_empty(), "{output:?}");
    }
    assert_eq!(ttm(&["new", "--revises", "missing.yaml"]).status.code(), Some(2));
}

#[test]
fn a_file_that_is_there_is_not_written_over_unless_told_to() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("draft.yaml");
    fs::write(&path, "mine\n").unwrap();
    let arguments = ["new", "--name", "甲", "-o", path.to_str().unwrap()];
    let output = ttm(&arguments);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("is there already") && said(&output).contains("--force"));
    assert_eq!(fs::read_to_string(&path).unwrap(), "mine\n");
    let output = ttm(&[&arguments[..], &["--force"]].concat());
    assert_eq!(output.status.code(), Some(0));
    assert!(fs::read_to_string(&path).unwrap().contains("occupation: 甲\n"));
    let missing = folder.path().join("missing/draft.yaml");
    assert_eq!(ttm(&["new", "--name", "甲", "-o", missing.to_str().unwrap()]).status.code(), Some(2));
}

#[test]
fn a_blank_name_is_refused_and_nothing_written() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("draft.yaml");
    for name in ["", " ", "\u{3000}"] {
        let output = ttm(&["new", "--name", name, "-o", path.to_str().unwrap()]);
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{name:?}");
        assert!(
            said(&output).contains("`--name` is blank; write the name of the occupation"),
            "{}",
            said(&output)
        );
        assert!(!path.exists());
    }
}

#[test]
fn a_draft_needs_a_name_or_a_standard_to_revise() {
    for arguments in [
        &["new"][..],
        &["new", "--name", "甲", "--revises", STANDARD],
        &["new", "--category", "--revises", STANDARD],
    ] {
        let output = ttm(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(said(&output).starts_with("error: "), "{arguments:?}");
        let mut chinese = arguments.to_vec();
        chinese.extend(["--lang", "zh-TW"]);
        assert!(said(&ttm(&chinese)).starts_with("錯誤："), "{arguments:?}");
    }
}
