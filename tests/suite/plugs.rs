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
        let input = match value.as_str().unwrap() {
            // Where the step before has found the one that is named.
            "${{ steps.ttm.outputs.path }}" => "binary",
            value => value.strip_prefix("${{ inputs.").unwrap().split([' ', '}']).next().unwrap(),
        };
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
    let action = yaml("action.yml");
    let steps = action["runs"]["steps"].as_array().unwrap();
    for step in steps.iter().filter(|step| step.get("uses").is_none()) {
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
fn the_action_checks_the_layout_where_it_is_told_to() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("a b.yaml"), "name: {occupation: 甲}\n").unwrap();
    let checked = |format: &str, paths: &str| {
        let inputs = [("binary", env!("CARGO_BIN_EXE_ttm")), ("format", format), ("paths", paths)];
        let output = step("Check the layout", &inputs, folder.path(), &[]);
        (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap())
    };
    let (code, log) = checked("true", "a b.yaml\r\n");
    assert_eq!(code, 1);
    assert!(log.contains("+name:\n+  occupation: 甲\n"), "{log}");
    assert_eq!(checked("yes", "").0, 2);
    fs::write(folder.path().join("a b.yaml"), "name:\n  occupation: 甲\n").unwrap();
    assert_eq!(checked("true", ""), (0, String::new()));
    let action = yaml("action.yml");
    let step =
        action["runs"]["steps"].as_array().unwrap().iter().find(|step| step["name"] == "Check the layout");
    assert!(step.unwrap()["if"].as_str().unwrap().contains("inputs.format != 'false'"));
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

/// The workflow of this repository's standards, replayed in a repository as the code host runs it, up to where it fails.
#[cfg(unix)]
struct Replay {
    log: String,
    failed: bool,
    summary: String,
}

/// What stands in place of the expressions in a text; one that is not known here is a mistake.
#[cfg(unix)]
fn evaluated(text: &str, known: &BTreeMap<String, String>) -> String {
    let mut parts = text.split("${{ ");
    let mut result = parts.next().unwrap().to_owned();
    for part in parts {
        let (expression, rest) = part.split_once(" }}").unwrap();
        let value = known.get(expression).unwrap_or_else(|| panic!("{expression} is not known"));
        result.push_str(value);
        result.push_str(rest);
    }
    result
}

/// Whether a step runs: its condition is a chain of comparisons, and without `!cancelled()` nothing may have failed.
#[cfg(unix)]
fn runs(condition: Option<&str>, failed: bool, known: &BTreeMap<String, String>) -> bool {
    let Some(condition) = condition else { return !failed };
    let condition = condition.strip_prefix("${{ ").unwrap().strip_suffix(" }}").unwrap();
    let mut heeds_failure = true;
    let holds = condition.split(" && ").all(|term| {
        if term == "!cancelled()" {
            heeds_failure = false;
            return true;
        }
        let (name, operator, value) = match term.split_once(" == ") {
            Some((name, value)) => (name, "==", value),
            None => {
                let (name, value) = term.split_once(" != ").unwrap();
                (name, "!=", value)
            }
        };
        let is = known.get(name).map_or("", String::as_str) == value.trim_matches('\'');
        is == (operator == "==")
    });
    holds && (!heeds_failure || !failed)
}

#[cfg(unix)]
fn replayed(repository: &crate::repository::Repository, base: &str) -> Replay {
    let runner = TempDir::new().unwrap();
    let file = |name: &str| runner.path().join(name).to_str().unwrap().to_owned();
    // What a run before has left in the cache.
    fs::create_dir_all(runner.path().join("ttm/bin")).unwrap();
    std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_ttm"), runner.path().join("ttm/bin/ttm")).unwrap();
    let mut known: BTreeMap<String, String> = [
        ("github.event.pull_request.base.sha", base),
        ("github.action_path", env!("CARGO_MANIFEST_DIR")),
        ("github.action_repository", ""),
        ("github.action_ref", ""),
        ("github.token", ""),
        ("runner.os", "Linux"),
        ("runner.arch", "X64"),
        ("runner.temp", runner.path().to_str().unwrap()),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .into();
    let workflow = yaml(".github/workflows/standards.yml");
    let steps = workflow["jobs"]["standards"]["steps"].as_array().unwrap();
    let uses: Vec<_> = steps.iter().map(|step| step["uses"].as_str().unwrap()).collect();
    // The checkout is the repository as it is given.
    assert_eq!(uses, ["actions/checkout@v5", "./"]);
    assert_eq!(steps[0]["with"]["fetch-depth"], 0, "a comparison needs the history");
    let action = yaml("action.yml");
    for (name, input) in action["inputs"].as_object().unwrap() {
        let given = steps[1]["with"].get(name).unwrap_or(&input["default"]);
        let value = evaluated(given.as_str().unwrap(), &known);
        known.insert(format!("inputs.{name}"), value);
    }
    let mut replay = Replay { log: String::new(), failed: false, summary: String::new() };
    for step in action["runs"]["steps"].as_array().unwrap() {
        if !runs(step.get("if").and_then(Value::as_str), replay.failed, &known) {
            continue;
        }
        let id = step.get("id").and_then(Value::as_str).unwrap_or_default();
        if let Some(other) = step.get("uses") {
            assert_eq!(other, "actions/cache@v4");
            assert!(evaluated(step["with"]["key"].as_str().unwrap(), &known).len() > 64);
            known.insert(format!("steps.{id}.outputs.cache-hit"), "true".to_owned());
            continue;
        }
        let environment = step["env"].as_object().unwrap().iter();
        let environment = environment.map(|(name, value)| (name, evaluated(value.as_str().unwrap(), &known)));
        let output = Command::new("bash")
            .args(["--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"].as_str().unwrap()])
            .current_dir(repository.path())
            .envs(environment)
            .env("GITHUB_OUTPUT", file("output"))
            .env("GITHUB_STEP_SUMMARY", file("summary.md"))
            .output()
            .unwrap();
        replay.log.push_str(&String::from_utf8(output.stdout).unwrap());
        replay.log.push_str(&String::from_utf8(output.stderr).unwrap());
        replay.failed |= !output.status.success();
        for line in fs::read_to_string(file("output")).unwrap_or_default().lines() {
            let (name, value) = line.split_once('=').unwrap();
            known.insert(format!("steps.{id}.outputs.{name}"), value.to_owned());
        }
        let _ = fs::remove_file(file("output"));
    }
    replay.summary = fs::read_to_string(file("summary.md")).unwrap_or_default();
    replay
}

#[cfg(unix)]
#[test]
fn the_workflow_fails_on_a_broken_reference_and_passes_after_the_fix() {
    let repository = crate::repository::Repository::with_standard();
    const FILE: &str = "standards/TTM4221-004v2.yaml";
    let committed = repository.read(FILE);
    let green = replayed(&repository, "main");
    assert!(!green.failed, "{}", green.log);
    repository.edit(FILE, "[K12, K05, K16]", "[K12, K05, K61]");
    let red = replayed(&repository, "main");
    assert!(red.failed);
    let annotation = format!("::error file={FILE},line=87,");
    assert!(red.log.contains(&annotation) && red.log.contains("undefined-code"), "{}", red.log);
    assert!(red.summary.contains("K61") && red.summary.contains("undefined-code"), "{}", red.summary);
    // The gate has its say too: an issued standard changed.
    assert!(red.log.contains("TTM4221-004v2 的內容"), "{}", red.log);
    repository.write(FILE, &committed);
    let green = replayed(&repository, "main");
    assert!(!green.failed, "{}", green.log);
    // A push has no base, and nothing is compared.
    repository.edit(FILE, "整理客戶特別需求", "蒐集客戶特別需求");
    let pushed = replayed(&repository, "");
    assert!(!pushed.failed, "{}", pushed.log);
}

/// A `gh` that has a release with these files, or none.
#[cfg(unix)]
fn released(folder: &Path, files: Option<&Path>) {
    use std::os::unix::fs::PermissionsExt;
    let script = match files {
        Some(files) => format!("#!/bin/sh\ncp {}/* .\n", files.display()),
        None => "#!/bin/sh\necho 'release not found' >&2\nexit 1\n".to_owned(),
    };
    fs::create_dir_all(folder).unwrap();
    fs::write(folder.join("gh"), script).unwrap();
    fs::set_permissions(folder.join("gh"), fs::Permissions::from_mode(0o755)).unwrap();
}

#[cfg(unix)]
#[test]
fn the_action_uses_the_released_program_only_if_its_checksum_matches() {
    let folder = TempDir::new().unwrap();
    let (files, tools) = (folder.path().join("files"), folder.path().join("tools"));
    let name = "ttm-x86_64-unknown-linux-gnu";
    fs::create_dir_all(files.join(name)).unwrap();
    fs::write(files.join(name).join("ttm"), "the program").unwrap();
    let pack = format!(
        "cd {}; tar -czf {name}.tar.gz {name}; rm -r {name}; sha256sum ttm-* > SHA256SUMS",
        files.display()
    );
    assert!(Command::new("sh").args(["-c", &pack]).status().unwrap().success());
    let find = |reference: &str, root: &str| {
        let output = folder.path().join("output");
        let _ = fs::remove_file(&output);
        let path = format!("{}:{}", tools.display(), std::env::var("PATH").unwrap());
        let run = Command::new(".github/action/find-ttm")
            .env("PATH", path)
            .envs([("BINARY", ""), ("SOURCE", "."), ("REPOSITORY", "a/ttm"), ("REF", reference)])
            .envs([("OS", "Linux"), ("ARCH", "X64")])
            .env("ROOT", folder.path().join(root))
            .env("GITHUB_OUTPUT", &output)
            .output()
            .unwrap();
        (run.status.success(), fs::read_to_string(&output).unwrap_or_default())
    };
    released(&tools, Some(&files));
    let (found, said) = find("v0.1.0", "a");
    assert!(found && said.contains("build=false"), "{said}");
    let path = said.lines().find_map(|line| line.strip_prefix("path=")).unwrap();
    assert_eq!(fs::read_to_string(path).unwrap(), "the program");
    // A branch has no release, and neither has a tag that was never released.
    assert!(find("main", "b").1.contains("build=true"));
    released(&tools, None);
    assert!(find("v0.1.0", "c").1.contains("build=true"));
    // What is not what the release says is not run.
    let archive = files.join(format!("{name}.tar.gz"));
    let mut bytes = fs::read(&archive).unwrap();
    bytes.push(0);
    fs::write(&archive, bytes).unwrap();
    released(&tools, Some(&files));
    assert_eq!(find("v0.1.0", "d"), (false, String::new()));
}

#[test]
fn the_pre_commit_hooks_run_existing_commands() {
    let hooks = yaml(".pre-commit-hooks.yaml");
    let hooks = hooks.as_array().unwrap();
    let ids: Vec<_> = hooks.iter().map(|hook| hook["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["ttm-validate", "ttm-fix", "ttm-fmt"]);
    for hook in hooks {
        let entry = hook["entry"].as_str().unwrap();
        let words: Vec<std::ffi::OsString> = entry.split(' ').map(Into::into).collect();
        assert!(ttm::cli::parse(&words, ttm::text::bilingual::Lang::En).is_ok(), "{entry}");
    }
}
