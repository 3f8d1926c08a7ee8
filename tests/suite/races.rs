//! Two that write one file at the same time: exactly one does, and the other says that something is there.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::names;

/// How often each is tried. Of the same on the program before, a third failed at the very least.
const ROUNDS: usize = 20;

/// Runs two programs at once, and gives how each ended and what it said.
fn both(folder: &Path, arguments: [&[&str]; 2]) -> [(Option<i32>, String); 2] {
    let begin = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ttm"));
        let command = command.args(arguments).args(["--lang", "en"]).current_dir(folder);
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    };
    let running = arguments.map(begin);
    running.map(|child| {
        let output = child.wait_with_output().unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    })
}

/// Sees to it that one of two wrote what it alone writes.
fn one_of(folder: &Path, target: &str, arguments: [&[&str]; 2], marks: [&str; 2]) {
    for round in 0..ROUNDS {
        let _ = fs::remove_file(folder.join(target));
        let before = names(folder);
        let ended = both(folder, arguments);
        let won: Vec<usize> = (0..2).filter(|&at| ended[at].0.unwrap() < 2).collect();
        assert_eq!(won.len(), 1, "round {round}: {ended:?}");
        let (_, said) = &ended[1 - won[0]];
        assert!(said.contains(&format!("{target} is there already")), "round {round}: {said}");
        let text = fs::read_to_string(folder.join(target)).unwrap();
        assert!(text.contains(marks[won[0]]) && !text.contains(marks[1 - won[0]]), "round {round}");
        let left: Vec<_> = names(folder).into_iter().filter(|name| !before.contains(name)).collect();
        assert_eq!(left, [target], "round {round}");
    }
}

#[test]
fn two_concurrent_drafts_of_one_name_write_one_file() {
    let folder = TempDir::new().unwrap();
    let new = |name| ["new", "--name", name, "-o", "draft.yaml"];
    one_of(folder.path(), "draft.yaml", [&new("烘焙師"), &new("調酒師")], ["烘焙師", "調酒師"]);
}

#[test]
fn two_concurrent_imports_of_one_code_write_one_file() {
    let folder = TempDir::new().unwrap();
    let folder = folder.path();
    let standard = fs::read_to_string("standards/TTM4221-004v2.yaml").unwrap();
    for (page, text) in
        [("a.html", standard.clone()), ("b.html", standard.replacen("整理客戶", "蒐集客戶", 1))]
    {
        fs::write(folder.join("s.yaml"), text).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_ttm"));
        let output = command.args(["render", "-o", page, "s.yaml"]).current_dir(folder).output().unwrap();
        assert!(output.status.success(), "{output:?}");
    }
    fs::remove_file(folder.join("s.yaml")).unwrap();
    let import = |page| ["import", page];
    one_of(folder, "TTM4221-004v2.yaml", [&import("a.html"), &import("b.html")], ["整理客戶", "蒐集客戶"]);
}

#[test]
fn two_concurrent_releases_of_one_code_issue_once() {
    let folder = TempDir::new().unwrap();
    let folder = folder.path();
    let standard = fs::read_to_string("standards/TTM4221-004v2.yaml").unwrap();
    let issue = |file| ["release", file, "--code", "TTM4221-004v3", "--date", "2026-03-01", "--note", "新"];
    for round in 0..ROUNDS {
        fs::write(folder.join("a.yaml"), &standard).unwrap();
        fs::write(folder.join("b.yaml"), standard.replacen("整理客戶", "蒐集客戶", 1)).unwrap();
        let ended = both(folder, [&issue("a.yaml"), &issue("b.yaml")]);
        let won: Vec<usize> = (0..2).filter(|&at| ended[at].0 == Some(0)).collect();
        assert_eq!(won.len(), 1, "round {round}: {ended:?}");
        let (code, said) = &ended[1 - won[0]];
        assert!(*code == Some(2) && said.contains("TTM4221-004v3.yaml is there already"), "{said}");
        // The other's file is still there.
        let (lost, mark) = [("b.yaml", "整理客戶"), ("a.yaml", "蒐集客戶")][won[0]];
        assert_eq!(names(folder), ["TTM4221-004v3.yaml", lost], "round {round}");
        assert!(fs::read_to_string(folder.join("TTM4221-004v3.yaml")).unwrap().contains(mark));
        fs::remove_file(folder.join("TTM4221-004v3.yaml")).unwrap();
        fs::remove_file(folder.join(lost)).unwrap();
    }
}
