//! The program as people and scripts meet it: exit codes, streams, folders, languages, and input that means harm.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use rayon::prelude::*;
use serde_json::Value;
use tempfile::TempDir;

use crate::bounds;

const STANDARD: &str = "standards/TTM4221-004v2.yaml";

fn ttm(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ttm"));
    command
        .args(arguments)
        .env_remove("LC_ALL")
        .env_remove("LC_MESSAGES")
        .env_remove("NO_COLOR")
        .env("LANG", "C");
    command
}

fn run(arguments: &[&str]) -> Output {
    ttm(arguments).output().unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn with_input(arguments: &[&str], input: &[u8]) -> Output {
    let mut child =
        ttm(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    // The program may stop reading before the end, as it does with a file that is too large.
    let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output
}

#[test]
fn the_published_standard_has_its_known_findings() {
    let output = run(&["validate", "--format", "json"]);
    assert_eq!(code(&output), 0);
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["version"], 1);
    let found: Vec<_> = report["diagnostics"].as_array().unwrap().iter().collect();
    let said = |found: &Value| {
        format!(
            "{} {} {}:{}",
            found["severity"].as_str().unwrap(),
            found["rule"].as_str().unwrap(),
            found["line"],
            found["column"]
        )
    };
    let text = fs::read_to_string(STANDARD).unwrap();
    let line = |key: &str| text.lines().position(|line| line.starts_with(key)).unwrap() + 1;
    assert_eq!(found.len(), 2, "{found:#?}");
    for (found, (second, first, name)) in
        found.iter().zip([("  K16:", "  K04:", "商業套裝軟體"), ("  S14:", "  S08:", "合作協調")])
    {
        assert!(
            said(found).starts_with(&format!("warning duplicate-name {}:", line(second))),
            "{}",
            said(found)
        );
        assert_eq!(found["related"][0]["line"], line(first));
        assert!(
            found["message"]["en"].as_str().unwrap().contains(name)
                && found["message"]["zh"].as_str().unwrap().contains(name)
        );
    }
    let noted = out(&run(&["validate", "--notes"]));
    assert!(noted.contains("note[code-gap]") && noted.contains("A14"), "{noted}");
    assert!(!noted.contains("error") || noted.contains("0 errors"), "{noted}");
}

#[test]
fn the_json_report_keeps_its_shape() {
    let output = run(&["validate", "--notes", "--format", "json"]);
    insta::with_settings!({omit_expression => true, prepend_module_to_snapshot => false, snapshot_path => "snapshots"}, {
        insta::assert_snapshot!("report--json", out(&output));
    });
}

#[test]
fn exit_codes_are_0_1_and_2() {
    assert_eq!(code(&run(&["validate", STANDARD])), 0);
    assert_eq!(code(&run(&["validate", "--strict", STANDARD])), 1);
    assert_eq!(code(&with_input(&["validate", "-"], b"levle: 3\n")), 1);
    assert_eq!(code(&with_input(&["validate", "--quiet", "-"], b"levle: 3\n")), 1);
    assert!(with_input(&["validate", "--quiet", "-"], b"levle: 3\n").stdout.is_empty());
    for arguments in [
        &["validate", "missing.yaml"][..],
        &["validate", "--colour"],
        &["explain", "no-rule"],
        &["render", "missing.yaml"],
    ] {
        let output = run(arguments);
        assert_eq!(code(&output), 2, "{arguments:?}");
        assert!(err(&output).starts_with("error: ") && output.stdout.is_empty(), "{arguments:?}");
    }
    let empty = TempDir::new().unwrap();
    let output = run(&["validate", empty.path().to_str().unwrap()]);
    assert_eq!(code(&output), 2);
    assert!(err(&output).contains("no .yaml or .yml file"));
}

#[test]
fn folders_are_searched_and_each_file_is_read_once() {
    let folder = TempDir::new().unwrap();
    let deep = folder.path().join("TTM/deep");
    fs::create_dir_all(&deep).unwrap();
    fs::copy(STANDARD, deep.join("TTM4221-004v2.yml")).unwrap();
    fs::write(folder.path().join("notes.txt"), "not a standard").unwrap();
    fs::create_dir(folder.path().join("folder.yaml")).unwrap();
    let path = folder.path().to_str().unwrap();
    let file = deep.join("TTM4221-004v2.yml");
    let output = run(&["validate", path, file.to_str().unwrap(), path]);
    assert_eq!(code(&output), 0, "{}", out(&output));
    assert!(
        out(&output).ends_with("0 errors, 2 warnings, 25 notes (--notes shows them) in 1 file\n"),
        "{}",
        out(&output)
    );
}

#[cfg(unix)]
#[test]
fn a_broken_link_is_a_finding_and_a_circle_of_links_ends() {
    let folder = TempDir::new().unwrap();
    std::os::unix::fs::symlink("nowhere", folder.path().join("broken.yaml")).unwrap();
    std::os::unix::fs::symlink(folder.path(), folder.path().join("circle")).unwrap();
    fs::copy(STANDARD, folder.path().join("TTM4221-004v2.yaml")).unwrap();
    let output = run(&["validate", folder.path().to_str().unwrap()]);
    assert_eq!(code(&output), 1);
    let report = out(&output);
    assert!(report.contains("error[unreadable-file]") && report.contains("broken.yaml"), "{report}");
    assert!(report.contains("1 error, 2 warnings"), "{report}");
}

#[test]
fn the_locale_and_the_option_choose_the_language() {
    let zh = ttm(&["validate", STANDARD]).env("LANG", "zh_TW.UTF-8").output().unwrap();
    assert!(out(&zh).contains("警告[duplicate-name]"), "{}", out(&zh));
    let en = ttm(&["validate", "--lang", "en", STANDARD]).env("LC_ALL", "zh_TW.UTF-8").output().unwrap();
    assert!(out(&en).contains("warning[duplicate-name]"), "{}", out(&en));
    let usage = run(&["validate", "--lang", "zh-TW", "--colour"]);
    assert!(err(&usage).starts_with("錯誤："), "{}", err(&usage));
    let missing = run(&["render", "--lang", "zh-TW", "missing.yaml"]);
    assert!(err(&missing).starts_with("錯誤：找不到"), "{}", err(&missing));
}

#[test]
fn colour_is_used_when_it_is_asked_for() {
    assert!(out(&run(&["validate", "--color", "always"])).contains("\u{1b}["));
    assert!(!out(&run(&["validate", "--color", "never"])).contains('\u{1b}'));
    assert!(!out(&run(&["validate"])).contains('\u{1b}'));
}

#[test]
fn a_closed_pipe_ends_the_program_quietly() {
    for arguments in
        [&["render"][..], &["render", "--format", "html"], &["validate"], &["schema"], &["explain"]]
    {
        // Closed before the program starts: a short output could be in the pipe before it is closed.
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let child = ttm(arguments).stdout(writer).stderr(Stdio::piped()).spawn().unwrap();
        let output = child.wait_with_output().unwrap();
        // The exit code of a program ended by the signal, so that it does not look like a clean result.
        assert_eq!(code(&output), 141, "{arguments:?}: {}", err(&output));
        assert!(output.stderr.is_empty(), "{arguments:?}: {}", err(&output));
    }
}

#[test]
fn operating_system_errors_are_translated() {
    let output = run(&["renumber", "standards", "--lang", "zh-TW"]);
    assert!(err(&output).contains("無法讀取檔案：這是資料夾"), "{}", err(&output));
}

#[test]
fn errors_of_wrong_values_are_translated() {
    for (arguments, reason) in [
        (&["render", "--width", "10"][..], "須在 40 到 65535 之間"),
        (&["validate", "--jobs", "0"], "須在 1 到 1024 之間"),
        (&["validate", "--as-of", "2026-13-01"], "須是 2026-01-01 這樣的日期"),
    ] {
        let output = run(&[arguments, &["--lang", "zh-TW"]].concat());
        assert!(err(&output).contains(reason), "{arguments:?}: {}", err(&output));
    }
}

#[test]
fn file_content_cannot_send_terminal_commands() {
    let hostile = "name:\n  occupation: \"\\e[31m紅\\u009b31m\\u202e反\\n::error::x\"\nlevel: \"\\e]0;x\\a\"\n\
                   \"\\e[2Jkey\": x\nduties: {T1: {name: \"\\e[1m\", tasks: {T1.1: {name: \"\\u2028\"}}}}\n";
    for arguments in [&["validate", "--notes", "-"][..], &["validate", "--format", "json", "-"]] {
        let shown = out(&with_input(arguments, hostile.as_bytes()));
        let bad = |found: &char| {
            (found.is_control() && *found != '\n') || ('\u{2028}'..='\u{202e}').contains(found)
        };
        assert_eq!(shown.chars().find(bad), None, "{arguments:?}: {shown:?}");
    }
    let raw = "name: {occupation: \u{1b}[31m}\n";
    assert!(!out(&with_input(&["validate", "-"], raw.as_bytes())).contains('\u{1b}'));
}

#[test]
fn a_rule_with_many_findings_in_a_file_is_one_block_and_all_are_counted() {
    let wrong: String = (0..25).map(|at| format!("  wrong{at}: x\n")).collect();
    let file = format!("name:\n  occupation: 甲乙丙\n{wrong}duties: {{}}\n");
    let shown = |arguments: &[&str]| out(&with_input(arguments, file.as_bytes()));
    let short = shown(&["validate", "-"]);
    assert_eq!(short.matches("error[unknown-field]").count(), 1);
    assert!(short.contains("(the first of 25 in this file; --all shows each)"), "{short}");
    assert!(short.contains("26 errors"), "{short}");
    assert_eq!(shown(&["validate", "--all", "-"]).matches("error[unknown-field]").count(), 25);
    let json: Value = serde_json::from_str(&shown(&["validate", "--format", "json", "-"])).unwrap();
    assert_eq!(
        json["diagnostics"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|found| found["rule"] == "unknown-field")
            .count(),
        25
    );
}

#[test]
fn more_than_a_thousand_findings_of_a_rule_in_a_file_are_counted() {
    let wrong: String = (0..1_500).map(|at| format!("wrong{at}: x\n")).collect();
    let file = format!("code: TTM4221-004v2\n{wrong}");
    let output = with_input(&["validate", "--format", "json", "-"], file.as_bytes());
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let found: Vec<_> = report["diagnostics"].as_array().unwrap().iter().collect();
    let unknown: Vec<_> = found.iter().filter(|found| found["rule"] == "unknown-field").collect();
    assert_eq!(unknown.len(), 1_001);
    let rest = unknown.last().unwrap();
    assert_eq!(rest["line"], 1_002);
    assert!(
        rest["message"]["en"].as_str().unwrap().starts_with("500 more findings of unknown-field"),
        "{rest}"
    );
}

#[cfg(target_os = "linux")]
#[test]
fn extreme_inputs_stay_within_time_and_memory() {
    let folder = TempDir::new().unwrap();
    let standard = fs::read_to_string(STANDARD).unwrap();
    let many =
        |from: usize, line: &dyn Fn(usize) -> String| -> String { (from..from + 49_000).map(line).collect() };
    let duties =
        "duties:\n  T1:\n    name: 甲\n    tasks:\n      T1.1:\n        name: 乙\n        level: 3\n";
    let cases: Vec<(&str, Vec<u8>)> = vec![
        ("empty", Vec::new()),
        ("blank", b"\n\n   \n".to_vec()),
        ("binary", (0..=255).cycle().take(100_000).collect()),
        ("zeros", vec![0; 1 << 20]),
        ("huge", vec![b'a'; 64 << 20]),
        ("one-long-line", format!("name: {{occupation: {}}}\n", "甲".repeat(1_300_000)).into_bytes()),
        ("long-key", format!("{}: 甲\n", "k".repeat(4_000_000)).into_bytes()),
        ("deep-flow", "[".repeat(1_000_000).into_bytes()),
        (
            "deep-block",
            (0..2_000).map(|at| format!("{}a:\n", " ".repeat(at))).collect::<String>().into_bytes(),
        ),
        ("dashes", "- ".repeat(1_000_000).into_bytes()),
        ("tabs", "\t".repeat(4_000_000).into_bytes()),
        ("colons", "a: ".repeat(1_000_000).into_bytes()),
        ("quotes", "'".repeat(1_000_001).into_bytes()),
        ("unknown-keys", many(0, &|at| format!("key{at}: x\n")).into_bytes()),
        ("unknown-keys-on-one-line", format!("{{{}}}", many(0, &|at| format!("k{at}, "))).into_bytes()),
        ("same-key", "level: 9\n".repeat(49_000).into_bytes()),
        ("empty-items", format!("knowledge:\n{}", many(0, &|_| "  K01:\n".into())).into_bytes()),
        (
            "same-name",
            format!("knowledge:\n{}{duties}", many(10, &|at| format!("  K{at}: 甲\n"))).into_bytes(),
        ),
        (
            "backwards",
            format!("knowledge:\n{}{duties}", many(10, &|at| format!("  K{}: 甲{at}\n", 100_000 - at)))
                .into_bytes(),
        ),
        (
            "sparse",
            format!("knowledge:\n{}{duties}", many(10, &|at| format!("  K{}: 甲{at}\n", at * 3)))
                .into_bytes(),
        ),
        (
            "undefined",
            format!("{duties}        knowledge: [{}]\n", many(10, &|at| format!("K{at}, "))).into_bytes(),
        ),
        (
            "malformed",
            format!("{duties}        indicators:\n{}", many(0, &|at| format!("          X{at}: 甲。\n")))
                .into_bytes(),
        ),
        (
            "misplaced",
            format!("{duties}        indicators:\n{}", many(1, &|at| format!("          P2.1.{at}: 甲。\n")))
                .into_bytes(),
        ),
        (
            "versions",
            format!("{standard}history:\n{}", many(0, &|_| "  - {status: current}\n".into())).into_bytes(),
        ),
        (
            "versions-alone",
            format!("history:\n{}", many(0, &|at| format!("  - {{version: V{at}, status: current}}\n")))
                .into_bytes(),
        ),
        (
            "empty-duties",
            format!("duties:\n{}", many(1, &|at| format!("  T{at}: {{name: }}\n"))).into_bytes(),
        ),
        (
            "alias-bomb",
            (1..60)
                .fold("a0: &a0 [x]\n".to_owned(), |text, at| {
                    format!("{text}a{at}: &a{at} [{}]\n", vec![format!("*a{}", at - 1); 50].join(", "))
                })
                .into_bytes(),
        ),
    ];
    cases.into_par_iter().for_each(|(name, bytes)| {
        let path = folder.path().join(format!("{name}.yaml"));
        fs::write(&path, bytes).unwrap();
        let path = path.to_str().unwrap();
        for arguments in [
            &["validate", "--notes", path][..],
            &["validate", "--notes", "--format", "json", path],
            &["render", path],
            &["render", "--format", "html", path],
        ] {
            // Generous, for a debug build on a busy machine: what must not happen is quadratic growth.
            let code = bounds::run(ttm(arguments), Duration::from_secs(60)).code;
            assert!(matches!(code, Some(0 | 1)), "{name} {arguments:?}: {code:?}");
        }
    });
}

#[test]
fn completions_and_the_manual_page_name_every_command() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = out(&run(&["completions", shell]));
        assert!(script.contains("validate") && script.contains("render"), "{shell}");
    }
    let page = out(&run(&["man"]));
    for command in ["validate", "render", "explain", "schema", "completions"] {
        assert!(page.contains(&format!("ttm\\-{command}")), "{command}: {page}");
    }
    assert!(Path::new(STANDARD).exists());
}
