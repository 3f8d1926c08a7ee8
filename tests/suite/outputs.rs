//! What is written where, and what nothing may be written over.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

use crate::names;

const STANDARD: &str = include_str!("../../standards/TTM4221-004v2.yaml");

fn ttm(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_ttm"))
        .args(arguments)
        .current_dir(folder)
        .env("LC_ALL", "C")
        .output()
        .unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A folder with a standard of that text in `a.yaml`.
fn folder(text: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("a.yaml"), text).unwrap();
    folder
}

#[test]
fn a_hyphen_is_standard_output() {
    let folder = folder(STANDARD);
    let folder = folder.path();
    for arguments in [
        &["new", "--name", "甲", "-o", "-"][..],
        &["render", "--format", "md", "-o", "-", "a.yaml"],
        &["diff", "a.yaml", "a.yaml", "-o", "-"],
    ] {
        let output = ttm(folder, arguments);
        assert!(output.status.success() && !output.stdout.is_empty(), "{arguments:?}: {output:?}");
    }
    assert_eq!(names(folder), ["a.yaml"]);
}

#[test]
fn what_is_read_is_not_written_over() {
    let folder = folder(STANDARD);
    let folder = folder.path();
    let page = "page.html";
    assert!(ttm(folder, &["render", "--format", "html", "-o", page, "a.yaml"]).status.success());
    for (arguments, expected) in [
        (&["render", "--format", "md", "-o", "./a.yaml", "a.yaml"][..], "./a.yaml is what is read"),
        (&["validate", "--write-baseline", "a.yaml"], "a.yaml is what is read"),
        (&["import", page, "-o", "b.yaml", "--report", "./b.yaml"], "./b.yaml would be written twice"),
        (&["import", page, "-o", "b.yaml", "--report", "a.yaml"], "a.yaml is there already"),
    ] {
        let output = ttm(folder, arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {output:?}");
        assert!(said(&output).contains(expected), "{arguments:?}: {}", said(&output));
        assert_eq!(names(folder), ["a.yaml", page]);
        assert_eq!(fs::read_to_string(folder.join("a.yaml")).unwrap(), STANDARD);
    }
}

#[test]
fn an_issued_standard_with_errors_says_so() {
    let folder = TempDir::new().unwrap();
    let folder = folder.path();
    ttm(folder, &["new", "--name", "甲", "-o", "d.yaml"]);
    let issue = ["release", "d.yaml", "--code", "TTM4221-009v1", "--date", "2026-01-01", "--note", "首次"];
    let shown = ttm(folder, &[&issue[..], &["--diff"]].concat());
    let output = ttm(folder, &issue);
    let errors = ttm(folder, &["validate", "TTM4221-009v1.yaml", "--format", "json"]);
    let errors = String::from_utf8(errors.stdout).unwrap().matches(r#""severity": "error""#).count();
    assert!(errors > 1);
    let expected = format!("TTM4221-009v1.yaml: has {errors} errors, which `ttm validate` shows");
    assert!(said(&output).contains(&expected) && said(&shown).contains(&expected), "{output:?} {shown:?}");
}

#[cfg(unix)]
#[test]
fn a_pipe_in_a_folder_is_not_waited_for() {
    let folder = folder(STANDARD);
    let made = Command::new("mkfifo").arg(folder.path().join("b.yaml")).status().unwrap();
    assert!(made.success());
    let output = ttm(folder.path(), &["validate", "."]);
    assert!(said(&output).is_empty() && output.status.success(), "{output:?}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_is_mended_whatever_bytes_its_name_has() {
    use std::os::unix::ffi::OsStrExt as _;
    let folder = TempDir::new().unwrap();
    let path = folder.path().join(std::ffi::OsStr::from_bytes(b"\xbc\xc6.yaml"));
    fs::write(&path, STANDARD.replacen("國際商務", "國際 商務", 1)).unwrap();
    let output = ttm(folder.path(), &["validate", "--fix", "."]);
    assert!(output.status.success(), "{output:?}");
    assert_eq!(fs::read_to_string(&path).unwrap(), STANDARD);
}
