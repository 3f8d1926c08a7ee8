//! The completions of bash, as bash makes them.

use std::fs;
use std::process::Command;

use tempfile::TempDir;

/// What bash has completed behind a line, in the order of the names. Names of files are left to bash itself.
fn completed(folder: &TempDir, line: &[&str]) -> Vec<String> {
    let script = folder.path().join("ttm.bash");
    if !script.exists() {
        let made = Command::new(env!("CARGO_BIN_EXE_ttm"))
            .args(["--lang", "en", "completions", "bash"])
            .output()
            .unwrap();
        fs::write(&script, made.stdout).unwrap();
    }
    let ask = r#"
        source "$1"; shift
        COMP_WORDS=(ttm "$@"); COMP_CWORD=$#
        compopt() { echo "compopt $*"; }
        _ttm
        printf '%s\n' "${COMPREPLY[@]}"
    "#;
    let output = Command::new("bash")
        .args(["--noprofile", "--norc", "-c", ask, "bash"])
        .arg(&script)
        .args(line)
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert!(output.stderr.is_empty(), "{line:?}: {output:?}");
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

#[test]
fn bash_completes_verbs_options_values_rules_and_codes() {
    let folder = TempDir::new().unwrap();
    let completed = |line: &[&str]| completed(&folder, line);
    assert_eq!(completed(&["val"]), ["validate"]);
    assert_eq!(completed(&[""]).len(), ttm::cli::command(ttm::Lang::En).get_subcommands().count());
    assert_eq!(completed(&["validate", "--form"]), ["--format"]);
    assert_eq!(completed(&["validate", "--format", "js"]), ["json", "jsonl"]);
    assert_eq!(completed(&["validate", "--format", "=", "sa"]), ["sarif"]);
    assert_eq!(completed(&["--lang", "z"]), ["zh-TW"]);
    assert_eq!(completed(&["render", "--lang", "z"]), ["zh-TW"]);
    assert_eq!(completed(&["explain", "undefined"]), ["undefined-code"]);
    assert!(completed(&["explain", ""]).len() > ttm::RULES.len(), "the classes of changes too");
    assert_eq!(completed(&["codes", "4221"]), ["4221"]);
    assert_eq!(completed(&["codes", "TTM"]), ["TTM"]);
    assert_eq!(completed(&["completions", "ba"]), ["bash"]);
    assert_eq!(completed(&["man", "valid"]), ["validate"]);
}

#[test]
fn file_names_are_completed_by_bash() {
    let folder = TempDir::new().unwrap();
    for line in [
        &["validate", ""][..],
        &["validate", "a"],
        &["validate", "-o", ""],
        &["render", "-o", "my"],
        &["diff", "old.yaml", ""],
        &["import", "--report", ""],
        &["release", ""],
    ] {
        assert!(completed(&folder, line).is_empty(), "{line:?}");
    }
    // Nothing is known of a day, not even that it is a file.
    assert_eq!(completed(&folder, &["validate", "--as-of", ""]), ["compopt +o default +o bashdefault"]);
    // A revision is one of git's.
    let git = |arguments: &[&str]| {
        let mut command = Command::new("git");
        command.args(["-c", "user.name=a", "-c", "user.email=a@example.org"]).args(arguments);
        assert!(command.current_dir(folder.path()).output().unwrap().status.success());
    };
    git(&["init", "--quiet", "--initial-branch=main"]);
    git(&["commit", "--quiet", "--allow-empty", "--message=x"]);
    git(&["branch", "next"]);
    assert_eq!(completed(&folder, &["diff", "--against", ""]), ["main", "next"]);
}
