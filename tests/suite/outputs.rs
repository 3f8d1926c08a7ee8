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
fn an_ending_that_no_format_has_is_refused_before_any_work() {
    let folder = folder(STANDARD);
    let folder = folder.path();
    let render = ".txt .md .html .json .jsonl";
    let diff = ".txt .md .json .jsonl .html\n";
    for (arguments, ending, endings) in [
        (&["render", "a.yaml", "-o", "r.csv"][..], "csv", render),
        (&["render", "a.yaml", "-o", "r.odt"], "odt", render),
        (&["render", "a.yaml", "-o", "r.PDF"], "PDF", render),
        (&["diff", "a.yaml", "a.yaml", "-o", "d.xlsx"], "xlsx", diff),
    ] {
        let output = ttm(folder, arguments);
        assert_eq!(output.status.code(), Some(2), "{output:?}");
        let words = format!("error: `.{ending}` is no format of this verb: {endings}");
        assert!(said(&output).starts_with(&words), "{output:?}");
        assert_eq!(said(&output).contains("print the HTML from a browser"), ending == "PDF", "{output:?}");
    }
    assert_eq!(names(folder), ["a.yaml"]);
    let mut command = vec!["--lang", "zh-TW", "render", "a.yaml", "-o", "r.pdf"];
    let output = ttm(folder, &command);
    assert!(said(&output).starts_with("錯誤：這個指令沒有 `.pdf` 這種格式，可用的是 .txt "), "{output:?}");
    assert!(said(&output).ends_with("；需要 PDF 時，請用瀏覽器列印 HTML\n"), "{output:?}");
    // Who names a format has the ending for a reason; a name without one is that of a text.
    command.extend(["--format", "md"]);
    assert!(ttm(folder, &command).status.success());
    assert!(ttm(folder, &["render", "a.yaml", "-o", "r"]).status.success());
    assert_eq!(names(folder), ["a.yaml", "r", "r.pdf"]);
}

#[test]
fn a_hyphen_means_standard_output() {
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
fn inputs_are_not_overwritten() {
    let folder = folder(STANDARD);
    let folder = folder.path();
    let page = "page.html";
    assert!(ttm(folder, &["render", "--format", "html", "-o", page, "a.yaml"]).status.success());
    fs::write(folder.join("r.json"), "{}").unwrap();
    for (arguments, expected) in [
        (&["render", "--format", "md", "-o", "./a.yaml", "a.yaml"][..], "./a.yaml is what is read"),
        (&["validate", "--write-baseline", "a.yaml"], "a.yaml is what is read"),
        (&["import", page, "-o", "b.yaml", "--report", "./b.yaml"], "./b.yaml would be written twice"),
        (&["import", page, "-o", "b.yaml", "--report", "a.yaml"], "a.yaml is there, does not look like JSON"),
        (&["import", page, "-o", "b.yaml", "--report", "r.json"], "r.json is there already"),
    ] {
        let output = ttm(folder, arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {output:?}");
        assert!(said(&output).contains(expected), "{arguments:?}: {}", said(&output));
        assert_eq!(names(folder), ["a.yaml", page, "r.json"]);
        assert_eq!(fs::read_to_string(folder.join("a.yaml")).unwrap(), STANDARD);
    }
}

/// A folder with a standard, the next version of it, a page of the first, and a baseline.
fn surroundings() -> TempDir {
    let folder = folder(STANDARD);
    fs::write(folder.path().join("b.yaml"), STANDARD.replacen("整理客戶", "蒐集客戶", 1)).unwrap();
    for arguments in [
        &["render", "-o", "page.html", "a.yaml"][..],
        &["validate", "--write-baseline", "known.toml", "a.yaml"],
    ] {
        let output = ttm(folder.path(), arguments);
        assert!(output.status.code().unwrap() < 2, "{output:?}");
    }
    folder
}

/// Everything in a folder, with what a link leads to.
fn contents(folder: &Path) -> Vec<(String, Option<std::path::PathBuf>, Vec<u8>)> {
    let read = |name: String| {
        let path = folder.join(&name);
        (name, fs::read_link(&path).ok(), fs::read(&path).unwrap_or_default())
    };
    names(folder).into_iter().map(read).collect()
}

/// Runs the program where it has to refuse and to leave everything as it is, in both languages.
fn refused(folder: &Path, arguments: &[&str], en: &str, zh: &str) {
    let before = contents(folder);
    for (lang, expected) in [("en", en), ("zh-TW", zh)] {
        let output = ttm(folder, &[arguments, &["--lang", lang]].concat());
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {output:?}");
        assert!(said(&output).contains(expected), "{arguments:?}: {}", said(&output));
        assert!(output.stdout.is_empty(), "{arguments:?}: {output:?}");
        assert!(contents(folder) == before, "{arguments:?}");
    }
}

#[test]
fn a_file_of_another_kind_is_not_written_over() {
    let folder = surroundings();
    let folder = folder.path();
    fs::write(folder.join("standard"), STANDARD).unwrap();
    fs::write(folder.join("ttm.toml"), "[rules]\n").unwrap();
    fs::write(folder.join("notes.txt"), "文字\n").unwrap();
    for arguments in [
        &["render", "--format", "html", "-o", "b.yaml", "a.yaml"][..],
        &["render", "-o", "standard", "a.yaml"],
        &["render", "-o", "ttm.toml", "a.yaml"],
        &["render", "--format", "html", "-o", "known.toml", "a.yaml"],
        &["render", "--format", "html", "-o", "notes.txt", "a.yaml"],
        &["render", "--format", "json", "-o", "page.html", "a.yaml"],
        &["diff", "-o", "standard", "a.yaml", "b.yaml"],
        &["diff", "--format", "md", "-o", "page.html", "a.yaml", "b.yaml"],
        &["validate", "--write-baseline", "standard", "a.yaml"],
        &["validate", "--write-baseline", "b.yaml", "a.yaml"],
        &["validate", "--write-baseline", "ttm.toml", "a.yaml"],
        &["validate", "--write-baseline", "page.html", "a.yaml"],
        &["import", "page.html", "-o", "notes.txt", "--force"],
        &["import", "page.html", "-o", "c.yaml", "--force", "--report", "standard"],
        &["import", "page.html", "-o", "c.yaml", "--force", "--report", "b.yaml"],
        &["new", "--name", "甲", "--force", "-o", "known.toml"],
    ] {
        refused(
            folder,
            arguments,
            "and was not touched; name another file, or remove it first",
            "未更動；請指定另一個檔案",
        );
    }
    for arguments in [
        &["validate", "--write-baseline", "c.yaml", "a.yaml"][..],
        &["import", "page.html", "-o", "d.yaml", "--report", "c.yaml"],
        &["render", "--format", "html", "-o", "c.yml", "a.yaml"],
    ] {
        refused(folder, arguments, "is the name of a standard", "是職能基準的檔名");
    }
}

#[test]
fn files_that_the_program_wrote_are_replaced() {
    let folder = surroundings();
    let folder = folder.path();
    for arguments in [
        &["render", "-o", "page.html", "a.yaml"][..],
        &["render", "-o", "table", "a.yaml"],
        &["render", "--format", "json", "-o", "a.out", "a.yaml"],
        &["render", "--format", "html", "-o", "page.txt", "a.yaml"],
        &["render", "--format", "html", "-o", "forms", "a.yaml", "b.yaml"],
        &["render", "--format", "table", "-o", "forms/", "a.yaml", "b.yaml"],
        &["diff", "-o", "changes", "a.yaml", "b.yaml"],
        &["diff", "-o", "changes.json", "a.yaml", "b.yaml"],
        &["validate", "--write-baseline", "known.toml", "a.yaml"],
        &["import", "page.html", "-o", "c.yaml", "--report", "c.json", "--force"],
        &["new", "--name", "甲", "-o", "draft.yaml", "--force"],
    ] {
        if arguments.contains(&"forms") {
            fs::create_dir(folder.join("forms")).unwrap();
        }
        let first = ttm(folder, arguments);
        let written = contents(folder);
        let second = ttm(folder, arguments);
        assert!(first.status.code().unwrap() < 2, "{first:?}");
        assert_eq!((&first, contents(folder)), (&second, written), "{arguments:?}");
    }
}

#[test]
fn the_file_extension_chooses_the_format() {
    let folder = surroundings();
    let folder = folder.path();
    let written = |arguments: &[&str], name: &str| {
        let output = ttm(folder, &[arguments, &["-o", name]].concat());
        assert!(said(&output).contains(&format!("{name}: written")), "{output:?}");
        fs::read_to_string(folder.join(name)).unwrap()
    };
    let (render, diff) = (["render", "a.yaml"], ["diff", "a.yaml", "b.yaml"]);
    for verb in [&render[..], &diff] {
        assert!(written(verb, "x.html").starts_with("<!DOCTYPE html>"));
        assert!(written(verb, "x.HTM").starts_with("<!DOCTYPE html>"));
        assert!(written(verb, "x.json").starts_with('{'));
        assert!(written(verb, "x.md").starts_with('#'));
        let plain = written(verb, "x.txt");
        assert!(!plain.starts_with(['<', '{', '#']) && plain == written(verb, "x"));
        // What is said wins.
        assert!(written(&[verb, &["--format", "html"]].concat(), "y.txt").starts_with("<!DOCTYPE html>"));
    }
}

#[test]
fn a_file_is_written_into_a_folder_that_is_there() {
    let folder = surroundings();
    let folder = folder.path();
    fs::create_dir(folder.join("sub")).unwrap();
    let no_folder = ("there is no folder none; create it first", "沒有 none 這個資料夾");
    let named = ("is the name of a folder, but one file is written", "是資料夾的名稱，但這裡只寫一個檔案");
    for (arguments, (en, zh)) in [
        (&["render", "-o", "none/a.html", "a.yaml"][..], no_folder),
        (&["diff", "-o", "none/a.html", "a.yaml", "b.yaml"], no_folder),
        (&["new", "--name", "甲", "-o", "none/a.yaml"], no_folder),
        (&["import", "page.html", "-o", "out/c.yaml", "--report", "none/r.json"], no_folder),
        (&["validate", "--fix", "a.yaml", "--write-baseline", "none/known.toml"], no_folder),
        (&["new", "--name", "甲", "-o", "fresh/"], named),
        (&["new", "--name", "甲", "--force", "-o", "sub"], named),
        (&["diff", "-o", "sub", "a.yaml", "b.yaml"], named),
        (&["import", "page.html", "-o", "c.yaml", "--report", "sub/"], named),
        (&["validate", "--write-baseline", "sub", "a.yaml"], named),
    ] {
        // Something to mend, so that what is refused too late would be seen.
        fs::write(folder.join("a.yaml"), STANDARD.replacen("國際商務", "國際 商務", 1)).unwrap();
        refused(folder, arguments, en, zh);
    }
}

#[cfg(unix)]
#[test]
fn inputs_are_recognised_under_other_paths_and_links() {
    use std::os::unix::fs::symlink;
    let folder = surroundings();
    let folder = folder.path();
    fs::create_dir(folder.join("sub")).unwrap();
    symlink("a.yaml", folder.join("link")).unwrap();
    symlink("../b.yaml", folder.join("sub/link.html")).unwrap();
    fs::hard_link(folder.join("a.yaml"), folder.join("hard")).unwrap();
    symlink("page.html", folder.join("page")).unwrap();
    for arguments in [
        &["diff", "-o", "a.yaml", "a.yaml", "b.yaml"][..],
        &["diff", "-o", "sub/../b.yaml", "a.yaml", "b.yaml"],
        &["diff", "-o", "link", "a.yaml", "b.yaml"],
        &["diff", "-o", "hard", "a.yaml", "b.yaml"],
        &["diff", "-o", "sub/link.html", "a.yaml", "b.yaml"],
        &["render", "-o", "link", "a.yaml"],
        &["render", "-o", "a.yaml", "hard"],
        &["validate", "--write-baseline", "link", "a.yaml"],
        &["validate", "--write-baseline", "hard"],
        &["import", "page.html", "-o", "page", "--force"],
        &["import", "page", "-o", "c.yaml", "--report", "page.html", "--force"],
        &["new", "--revises", "a.yaml", "--force", "-o", "link"],
    ] {
        refused(folder, arguments, "is what is read", "是要讀取的檔案");
    }
    // Standard input can be a file as well.
    let page = fs::File::open(folder.join("page.html")).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_ttm"));
    let output = command.args(["import", "-", "-o", "page.html", "--force"]).current_dir(folder).stdin(page);
    let output = output.output().unwrap();
    assert!(output.status.code() == Some(2) && said(&output).contains("is what is read"), "{output:?}");
}

#[cfg(target_os = "linux")]
#[test]
fn inputs_with_names_that_are_not_utf_8_are_recognised() {
    use std::os::unix::ffi::OsStrExt as _;
    let folder = TempDir::new().unwrap();
    let name = std::ffi::OsStr::from_bytes(b"\xbc\xc6");
    for arguments in [&["render", "-o"][..], &["diff", "-o"], &["new", "--force", "--revises"]] {
        fs::write(folder.path().join(name), STANDARD).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_ttm"));
        command.args(arguments).arg(name);
        match arguments[0] {
            "render" => command.arg(name),
            "diff" => command.args([name, name]),
            _ => command.arg("-o").arg(name),
        };
        let output = command.current_dir(folder.path()).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {output:?}");
        assert_eq!(fs::read_to_string(folder.path().join(name)).unwrap(), STANDARD, "{arguments:?}");
    }
}

#[cfg(unix)]
#[test]
fn writing_to_a_link_keeps_the_link() {
    use std::os::unix::fs::symlink;
    let folder = surroundings();
    let folder = folder.path();
    symlink("page.html", folder.join("link.html")).unwrap();
    symlink("nowhere.html", folder.join("dangling.html")).unwrap();
    symlink("nowhere.yaml", folder.join("dangling.yaml")).unwrap();
    symlink("known.toml", folder.join("linked.toml")).unwrap();
    let output = ttm(folder, &["render", "-o", "link.html", "b.yaml"]);
    assert!(output.status.success(), "{output:?}");
    assert!(fs::read_to_string(folder.join("page.html")).unwrap().contains("蒐集客戶"));
    assert_eq!(fs::read_link(folder.join("link.html")).unwrap(), Path::new("page.html"));
    assert!(ttm(folder, &["validate", "--write-baseline", "linked.toml", "b.yaml"]).status.success());
    assert_eq!(fs::read_link(folder.join("linked.toml")).unwrap(), Path::new("known.toml"));
    for arguments in [
        &["render", "-o", "dangling.html", "a.yaml"][..],
        &["diff", "-o", "dangling.html", "a.yaml", "b.yaml"],
        &["validate", "--write-baseline", "dangling.html", "a.yaml"],
        &["new", "--name", "甲", "-o", "dangling.yaml"],
        &["new", "--name", "甲", "-o", "dangling.yaml", "--force"],
        &["import", "page.html", "-o", "dangling.yaml", "--force"],
    ] {
        refused(folder, arguments, "is a link to a file that is not there", "是連結，但所指的檔案不存在");
    }
}

#[cfg(unix)]
#[test]
fn dev_stdout_is_appended_to() {
    let folder = surroundings();
    let folder = folder.path();
    for (arguments, begins) in [
        ("render --format md a.yaml -o /dev/stdout", "# "),
        ("diff a.yaml b.yaml -o /dev/fd/1", "TTM4221-004v2: "),
        ("import page.html -o /dev/stdout", "# yaml-language-server"),
        ("new --name x -o /dev/stdout", "# "),
        ("validate -q a.yaml --write-baseline /dev/stdout", "# Findings"),
    ] {
        let log = folder.join("log");
        fs::write(&log, "before\n").unwrap();
        let mut shell = Command::new("sh");
        let program = env!("CARGO_BIN_EXE_ttm");
        shell.args(["-c", &format!("'{program}' {arguments} >> log; printf 'after\n' >> log")]);
        let output = shell.current_dir(folder).output().unwrap();
        assert!(output.status.success(), "{output:?}");
        let log = fs::read_to_string(&log).unwrap();
        let added = log.strip_prefix("before\n").unwrap_or_else(|| panic!("{arguments}: {log}"));
        assert!(added.starts_with(begins) && added.ends_with("after\n"), "{arguments}: {log}");
    }
    // Any other stream that was opened before, likewise.
    let mut shell = Command::new("sh");
    let program = env!("CARGO_BIN_EXE_ttm");
    fs::write(folder.join("log"), "before\n").unwrap();
    shell.args(["-c", &format!("'{program}' render a.yaml -o /dev/fd/3 3>> log")]);
    let output = shell.current_dir(folder).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    assert!(fs::read_to_string(folder.join("log")).unwrap().starts_with("before\n獎勵旅遊業業務人員"));
}

/// Every verb that prints, with enough to print that it does not stay in a buffer.
#[cfg(target_os = "linux")]
const PRINTING: [&[&str]; 20] = [
    &["validate", "broken.yaml"],
    &["validate", "--format", "json", "a.yaml"],
    &["validate", "--diff", "mendable.yaml"],
    &["render", "a.yaml"],
    &["diff", "a.yaml", "b.yaml"],
    &["explain"],
    &["codes", "旅遊"],
    &["import", "page.html", "-o", "-"],
    &["new", "--name", "甲"],
    &["renumber", "--diff", "gap.yaml"],
    &["release", "a.yaml", "--code", "TTM4221-004v3", "--date", "2026-01-01", "--note", "新", "--diff"],
    &["gap", "a.yaml", "b.yaml"],
    &["list", "a.yaml"],
    &["list", "--names", "a.yaml"],
    &["find", "市", "a.yaml"],
    &["show", "a.yaml"],
    &["schema"],
    &["completions", "bash"],
    &["man"],
    &["--help"],
];

#[cfg(target_os = "linux")]
#[test]
fn failed_writes_are_reported_and_a_closed_pipe_ends_the_program() {
    use std::process::Stdio;
    let folder = surroundings();
    let folder = folder.path();
    fs::write(folder.join("broken.yaml"), "code: [").unwrap();
    fs::write(folder.join("gap.yaml"), STANDARD.replace("T5.2", "T5.7")).unwrap();
    fs::write(folder.join("mendable.yaml"), STANDARD.replacen("國際商務", "國際 商務", 1)).unwrap();
    let before = contents(folder);
    for arguments in PRINTING {
        let run = |out: Stdio| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_ttm"));
            command.args(arguments).args(["--lang", "en"]).current_dir(folder).stdout(out).output().unwrap()
        };
        let full = run(fs::OpenOptions::new().write(true).open("/dev/full").unwrap().into());
        assert_eq!(full.status.code(), Some(2), "{arguments:?}: {full:?}");
        assert!(said(&full).contains("error: cannot write: "), "{arguments:?}: {full:?}");
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let closed = run(writer.into());
        assert_eq!(closed.status.code(), Some(141), "{arguments:?}: {closed:?}");
        assert!(!said(&closed).contains("error: "), "{arguments:?}: {closed:?}");
    }
    refused(
        folder,
        &["render", "a.yaml", "-o", "/dev/full"],
        "/dev/full cannot be written: ",
        "無法寫入 /dev/full：",
    );
    assert!(contents(folder) == before);
}

#[cfg(target_os = "linux")]
#[test]
fn files_written_before_a_failure_are_listed() {
    use std::os::unix::fs::symlink;
    let folder = surroundings();
    let folder = folder.path();
    fs::create_dir(folder.join("forms")).unwrap();
    // A file with two names is seen when it is replaced, and is the second.
    fs::write(folder.join("forms/b.html"), "<!doctype html>").unwrap();
    fs::hard_link(folder.join("forms/b.html"), folder.join("forms/other.html")).unwrap();
    let arguments = ["render", "--format", "html", "-o", "forms", "a.yaml", "b.yaml"];
    let output = ttm(folder, &arguments);
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    assert!(said(&output).contains("forms/b.html cannot be written: "), "{output:?}");
    assert!(said(&output).contains("; written before that: forms/a.html"), "{output:?}");
    let report = ["import", "page.html", "-o", "c.yaml", "--report", "/dev/full"];
    let output = ttm(folder, &report);
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    assert!(said(&output).contains("/dev/full cannot be written: "), "{output:?}");
    assert!(said(&output).contains("; written before that: c.yaml"), "{output:?}");
    // Those that cannot be written at all are seen before the first is.
    fs::remove_file(folder.join("forms/a.html")).unwrap();
    fs::remove_file(folder.join("forms/b.html")).unwrap();
    fs::remove_file(folder.join("forms/other.html")).unwrap();
    let refused = |english, chinese| refused(folder, &arguments, english, chinese);
    fs::create_dir(folder.join("forms/b.html")).unwrap();
    refused("is the name of a folder", "是資料夾的名稱");
    fs::remove_dir(folder.join("forms/b.html")).unwrap();
    assert!(Command::new("mkfifo").arg(folder.join("forms/pipe")).status().unwrap().success());
    // This file was not named on the command line, so a link is followed within the folder and no further.
    for out in ["../page.html", "/dev/full", "pipe"] {
        symlink(out, folder.join("forms/b.html")).unwrap();
        refused("is a link that leads out of its folder", "是連出所在資料夾的連結");
        fs::remove_file(folder.join("forms/b.html")).unwrap();
    }
    fs::remove_file(folder.join("forms/pipe")).unwrap();
    symlink("c.html", folder.join("forms/b.html")).unwrap();
    fs::write(folder.join("forms/c.html"), "").unwrap();
    assert!(ttm(folder, &arguments).status.success());
    assert_eq!(names(&folder.join("forms")), ["a.html", "b.html", "c.html"]);
}

#[test]
fn fixed_files_are_listed() {
    let folder = folder(&STANDARD.replacen("國際商務", "國際 商務", 1));
    let folder = folder.path();
    fs::write(folder.join("b.yaml"), STANDARD).unwrap();
    let output = ttm(folder, &["validate", "--fix", "a.yaml", "b.yaml"]);
    assert_eq!(said(&output), "a.yaml: 1 fix made\n");
    fs::write(folder.join("a.yaml"), STANDARD.replacen("國際商務", "國際 商務", 1)).unwrap();
    let output = ttm(folder, &["validate", "--fix", "--quiet", "a.yaml", "b.yaml"]);
    assert_eq!(said(&output), "");
}

#[test]
fn release_reports_errors_of_the_issued_standard() {
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
fn files_with_any_name_are_fixed() {
    use std::os::unix::ffi::OsStrExt as _;
    let folder = TempDir::new().unwrap();
    let path = folder.path().join(std::ffi::OsStr::from_bytes(b"\xbc\xc6.yaml"));
    fs::write(&path, STANDARD.replacen("國際商務", "國際 商務", 1)).unwrap();
    let output = ttm(folder.path(), &["validate", "--fix", "."]);
    assert!(output.status.success(), "{output:?}");
    assert_eq!(fs::read_to_string(&path).unwrap(), STANDARD);
}
