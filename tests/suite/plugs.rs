//! Where the program plugs in: the action of GitHub, and the hooks of pre-commit.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

fn yaml(path: &str) -> Value {
    serde_norway::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// The script of the action that checks with its inputs, run as GitHub's runner runs it.
#[cfg(unix)]
fn act(inputs: &[(&str, &str)], folder: &Path) -> Output {
    step("Check the standards", inputs, folder, &[])
}

/// The same of the step with this name, with further variables in the environment.
#[cfg(unix)]
fn step(name: &str, inputs: &[(&str, &str)], folder: &Path, variables: &[(&str, &str)]) -> Output {
    let action = yaml("action.yml");
    let step = action["runs"]["steps"].as_array().unwrap().iter().find(|step| step["name"] == name).unwrap();
    let mut environment: BTreeMap<&str, String> = BTreeMap::new();
    for (name, value) in step["env"].as_object().unwrap() {
        let named = value.as_str().unwrap().strip_prefix("${{ inputs.").unwrap();
        let input = named.split([' ', '}']).next().unwrap();
        let default = action["inputs"][input]["default"].as_str().unwrap();
        let given = inputs.iter().find(|(name, _)| *name == input).map(|(_, value)| *value);
        environment.insert(name, given.unwrap_or(default).to_owned());
    }
    Command::new("bash")
        .args(["--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"].as_str().unwrap()])
        .current_dir(folder)
        .env_remove("GITHUB_STEP_SUMMARY")
        .envs(environment)
        .envs(variables.iter().copied())
        .output()
        .unwrap()
}

#[test]
fn no_input_of_the_action_is_part_of_a_script() {
    for step in yaml("action.yml")["runs"]["steps"].as_array().unwrap() {
        assert!(!step["run"].as_str().unwrap().contains("${{"), "{step}");
        assert_eq!(step["shell"], "bash");
    }
}

#[cfg(unix)]
#[test]
fn the_action_passes_its_inputs_as_they_are() {
    use std::os::unix::fs::PermissionsExt;
    let folder = TempDir::new().unwrap();
    let echo = folder.path().join("echo args");
    fs::write(&echo, "#!/bin/sh\nfor argument; do printf '%s|' \"$argument\"; done\n").unwrap();
    fs::set_permissions(&echo, fs::Permissions::from_mode(0o755)).unwrap();
    let echo = echo.to_str().unwrap();
    let said = |inputs: &[(&str, &str)]| {
        let output = act(&[&[("binary", echo)], inputs].concat(), folder.path());
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    assert_eq!(said(&[]), "validate|--format|github|--lang=en|--|");
    assert_eq!(
        said(&[
            ("paths", "a b.yaml\r\n\n$(touch pwned)\n`touch pwned`; touch pwned\n*\n--fix\n"),
            ("strict", "true"),
            ("lang", "zh-TW"),
            ("args", "--notes\n--config\nmy ttm.toml"),
        ]),
        "validate|--format|github|--lang=zh-TW|--strict|--notes|--config|my ttm.toml|--|a b.yaml|$(touch pwned)|\
         `touch pwned`; touch pwned|*|--fix|"
    );
    assert!(!folder.path().join("pwned").exists());
    let odd = act(&[("binary", echo), ("strict", "yes")], folder.path());
    assert_eq!(odd.status.code(), Some(2));
}

#[cfg(unix)]
#[test]
fn the_action_fails_as_the_program_does() {
    let ttm = env!("CARGO_BIN_EXE_ttm");
    let folder = TempDir::new().unwrap();
    let standard = fs::read_to_string("standards/TTM4221-004v2.yaml").unwrap();
    fs::create_dir(folder.path().join("standards")).unwrap();
    let path = folder.path().join("standards/TTM4221-004v2.yaml");
    fs::write(&path, &standard).unwrap();
    let code = |inputs: &[(&str, &str)]| {
        let output = act(&[&[("binary", ttm)], inputs].concat(), folder.path());
        (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap())
    };
    let (clean, log) = code(&[]);
    assert_eq!(clean, 0, "{log}");
    assert!(log.starts_with("::warning file=standards/TTM4221-004v2.yaml,line="), "{log}");
    assert_eq!(code(&[("strict", "true")]).0, 1);
    fs::write(&path, standard.replacen("level:", "levle:", 1)).unwrap();
    let (broken, log) = code(&[]);
    assert_eq!(broken, 1);
    assert!(log.contains("\n::error file=") || log.starts_with("::error file="), "{log}");
    assert_eq!(code(&[("paths", "missing.yaml")]).0, 2);
}

#[cfg(unix)]
#[test]
fn the_action_writes_what_changed_to_the_page_of_the_run() {
    let repository = crate::repository::Repository::with_standard();
    repository.edit("standards/TTM4221-004v2.yaml", "整理客戶特別需求", "蒐集客戶特別需求");
    let summary = repository.file("summary.md");
    fs::write(&summary, "before\n").unwrap();
    let compared = |against: &str, paths: &str| {
        let inputs = [("binary", env!("CARGO_BIN_EXE_ttm")), ("against", against), ("paths", paths)];
        let variables = [("GITHUB_STEP_SUMMARY", summary.to_str().unwrap())];
        let output = step("Compare the standards", &inputs, repository.path(), &variables);
        (output.status.code().unwrap(), crate::repository::said(&output))
    };
    let (code, log) = compared("main", "standards\n");
    assert_eq!(code, 1, "{log}");
    assert!(
        log.starts_with("error: standards/TTM4221-004v2.yaml: the content of TTM4221-004v2 changed"),
        "{log}"
    );
    let page = fs::read_to_string(&summary).unwrap();
    assert!(page.starts_with("before\n## Changes of issued standards\n"), "{page}");
    assert!(page.contains("<details>"), "{page}");
    for hostile in ["--output=pwned", "$(touch pwned)", "HEAD; touch pwned"] {
        assert_eq!(compared(hostile, "").0, 2);
    }
    assert!(!repository.file("pwned").exists());
}

#[test]
fn the_hooks_name_commands_that_exist() {
    let hooks = yaml(".pre-commit-hooks.yaml");
    let hooks = hooks.as_array().unwrap();
    let ids: Vec<_> = hooks.iter().map(|hook| hook["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["ttm-validate", "ttm-fix"]);
    for hook in hooks {
        let entry = hook["entry"].as_str().unwrap();
        let words: Vec<std::ffi::OsString> = entry.split(' ').map(Into::into).collect();
        assert!(ttm::cli::parse(&words, ttm::text::bilingual::Lang::En).is_ok(), "{entry}");
    }
}
