//! Formatting: which files are written, what is said of them, the exit codes, and that every standard there is says the same
//! afterwards.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;
use ttm::check::{check, load};
use ttm::diagnostic::Findings;
use ttm::edit::fmt::format;
use ttm::files::source::{FileId, Source};

use crate::generated;

const MESSY: &str =
    "name: {occupation: 甲}\nduties:\n   T1:\n     name:   乙 # why\n     skills: [ S01,S02 ]\n";
const TIDY: &str = "name:\n  occupation: 甲\nduties:\n  T1:\n    name: 乙 # why\n    skills: [S01, S02]\n";

fn ttm(folder: &Path, arguments: &[&str], input: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ttm"));
    let command = command.args(["--lang", "en"]).args(arguments).current_dir(folder);
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // A refusal may come before everything is read.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

fn told(output: &Output) -> (i32, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

#[test]
fn files_are_formatted_once_and_then_left_unchanged() {
    let folder = folder(&[("a.yaml", MESSY), ("b.yaml", TIDY)]);
    let (code, out, err) = told(&ttm(folder.path(), &["fmt"], ""));
    assert_eq!((code, out.as_str()), (0, ""));
    assert_eq!(err, "a.yaml: formatted\n1 file formatted, 1 already so\n");
    assert_eq!(fs::read_to_string(folder.path().join("a.yaml")).unwrap(), TIDY);
    let (code, _, err) = told(&ttm(folder.path(), &["fmt"], ""));
    assert_eq!((code, err.as_str()), (0, "2 files formatted already\n"));
}

#[test]
fn check_and_diff_write_nothing_and_end_with_1_where_something_would_change() {
    let folder = folder(&[("a.yaml", MESSY), ("b.yaml", TIDY)]);
    let (code, out, err) = told(&ttm(folder.path(), &["fmt", "--check"], ""));
    assert_eq!(
        (code, out.as_str(), err.as_str()),
        (1, "a.yaml\n", "1 file would be formatted, 1 already so\n")
    );
    let (code, out, _) = told(&ttm(folder.path(), &["fmt", "--diff", "a.yaml"], ""));
    assert_eq!(code, 1);
    assert!(out.contains("-name: {occupation: 甲}\n+name:\n+  occupation: 甲\n"), "{out}");
    assert_eq!(fs::read_to_string(folder.path().join("a.yaml")).unwrap(), MESSY);
    assert_eq!(told(&ttm(folder.path(), &["fmt", "--check", "b.yaml"], "")).0, 0);
    assert_eq!(told(&ttm(folder.path(), &["fmt", "--check", "missing.yaml"], "")).0, 2);
}

#[test]
fn standard_input_is_printed_formatted() {
    let folder = folder(&[]);
    for (text, formatted) in [(MESSY, TIDY), (TIDY, TIDY), ("", "")] {
        let text = text.replace('\n', "\r\n");
        let (code, out, err) = told(&ttm(folder.path(), &["fmt", "-"], &text));
        assert_eq!((code, out, err.as_str()), (0, formatted.replace('\n', "\r\n"), ""));
    }
    assert_eq!(told(&ttm(folder.path(), &["fmt", "--check", "-"], MESSY)).0, 1);
    assert_eq!(told(&ttm(folder.path(), &["fmt", "--check", "-"], TIDY)).0, 0);
    // What an editor puts in place of its text is never less than that.
    let (code, out, err) = told(&ttm(folder.path(), &["fmt", "-"], "duties: [\n"));
    assert_eq!((code, out.as_str()), (1, "duties: [\n"));
    assert!(
        err.contains("is left as it is: it cannot be read as YAML\n") && err.contains("[yaml-syntax]"),
        "{err}"
    );
    // A log would run it.
    let (code, out, _) = told(&ttm(folder.path(), &["fmt", "-"], "duties: |\n  ::error::a\n"));
    assert_eq!((code, out.as_str()), (2, ""));
}

#[test]
fn files_that_cannot_be_formatted_are_reported_and_left_unchanged() {
    let other = "on:   push\n";
    let slip = "skills:\n  S01: 顧客導向\nattitudes:\n  A01:主動積極\n";
    let folder =
        folder(&[("a.yaml", MESSY), ("broken.yaml", "duties: [\n"), ("ci.yaml", other), ("slip.yaml", slip)]);
    fs::write(folder.path().join("latin.yaml"), b"\xff\xfe").unwrap();
    let (code, _, err) = told(&ttm(folder.path(), &["fmt"], ""));
    assert_eq!(code, 1);
    for said in [
        "a.yaml: formatted\n",
        "broken.yaml is left as it is: it cannot be read as YAML\n",
        "ci.yaml is left as it is: it has no key that only a competency standard has, such as `duties`\n",
        "latin.yaml",
        "slip.yaml is left as it is: YAML takes a line of it for text",
        "no space follows the colon after `A01`",
        "1 file formatted, 0 already so\n",
    ] {
        assert!(err.contains(said), "{said} is missing:\n{err}");
    }
    assert_eq!(fs::read_to_string(folder.path().join("a.yaml")).unwrap(), TIDY);
    assert_eq!(fs::read_to_string(folder.path().join("ci.yaml")).unwrap(), other);
    assert_eq!(fs::read_to_string(folder.path().join("slip.yaml")).unwrap(), slip);
    assert_eq!(fs::read_to_string(folder.path().join("broken.yaml")).unwrap(), "duties: [\n");
}

/// Every file of YAML in a folder and those in it.
fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "yaml") {
            found.push(path);
        }
    }
}

/// What a text is read as and what is found in it, without places.
fn read(text: &str) -> (Option<String>, Vec<String>) {
    let source = Source::in_memory("TTM4221-004v2.yaml", text);
    let standard = load(&source, FileId::default(), &mut Findings::default());
    let mut found: Vec<_> = check(std::slice::from_ref(&source))
        .iter()
        .map(|found| format!("{} {} {}", found.rule, found.message.en, found.message.zh))
        .collect();
    found.sort();
    (standard.map(|standard| ttm::canonical::yaml(&standard)), found)
}

/// Whether it was in the layout already.
fn says_the_same(text: &str, name: &str) -> bool {
    match format(text) {
        Ok(Some(changed)) => {
            assert_eq!(format(&changed.text), Ok(None), "{name} is formatted again");
            assert_eq!(read(text), read(&changed.text), "{name}");
            false
        }
        Ok(None) => true,
        Err(_) => false,
    }
}

#[test]
fn formatting_keeps_the_content_of_every_test_file() {
    let mut paths = Vec::new();
    for folder in ["standards", "tests/cases", "tests/standards", "tests/suite/render", "fuzz/regressions"] {
        files(Path::new(folder), &mut paths);
    }
    assert!(paths.len() > 200, "{}", paths.len());
    for path in &paths {
        if let Ok(text) = fs::read_to_string(path) {
            says_the_same(&text, &path.display().to_string());
        }
    }
}

/// The generated standards are dressed in several layouts, as people write. TTM_FORMATTED says how many; `.ci/long` more.
#[test]
fn formatting_keeps_the_content_of_generated_standards() {
    let count = std::env::var("TTM_FORMATTED").map_or(300, |count| count.parse().unwrap());
    let mut compared = 0;
    for number in 0..count {
        let shapes = if number % 3 == 0 { generated::Shapes::TWO_NAMES } else { generated::Shapes::ALL };
        let (name, text) = generated::file_of(16, number, shapes);
        says_the_same(&text, &name);
        // The same in another layout: four spaces a level, and lists of references as blocks.
        let mut wide = String::new();
        for line in text.lines() {
            let content = line.trim_start_matches(' ');
            let indent = 2 * (line.len() - content.len());
            match content
                .split_once(": [")
                .filter(|(key, _)| indent > 0 && matches!(*key, "knowledge" | "skills"))
            {
                Some((key, codes)) if codes.trim_end() != "]" && codes.ends_with(']') => {
                    wide.push_str(&format!("{:indent$}{key}:\n", ""));
                    for code in codes.trim_end_matches(']').split(", ") {
                        wide.push_str(&format!("{:indent$}  -  {code}\n", ""));
                    }
                }
                _ => wide.push_str(&format!(
                    "{:indent$}{}\n",
                    "",
                    content.strip_prefix("- ").map_or(content.to_owned(), |item| format!("-   {item}"))
                )),
            }
        }
        says_the_same(&wide, &name);
        if format(&text) == Ok(None) && !text.contains(['|', '>', '#']) {
            assert_eq!(format(&wide).unwrap().unwrap().text, text, "{name}");
            compared += 1;
        }
    }
    assert!(compared > 30, "{compared}");
}
