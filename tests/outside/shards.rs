//! The example of docs/scale.md: shards that are checked apart make the report of one run.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

use crate::generated::file;

const SHARDS: usize = 5;

fn python(arguments: &[&str], folder: &Path) -> Output {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/shard/shard.py");
    Command::new("python3").arg(script).args(arguments).current_dir(folder).output().unwrap()
}

fn ttm(arguments: &[&str], paths: &[&str], folder: &Path) -> Vec<u8> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ttm"));
    command.args(arguments).args(paths).current_dir(folder).output().unwrap().stdout
}

const VALIDATE: [&str; 4] = ["validate", "--notes", "--format", "json"];

fn paths(shard: &[String]) -> Vec<&str> {
    shard.iter().map(String::as_str).collect()
}

/// The files of a shard.
fn listed(at: usize, folder: &Path) -> Vec<String> {
    let list = python(&["list", &at.to_string(), &SHARDS.to_string(), "standards"], folder);
    assert!(list.status.success(), "{list:?}");
    let list = String::from_utf8(list.stdout).unwrap();
    list.split_terminator('\0').map(str::to_owned).collect()
}

/// Two hundred standards, among them what only the rules across files see.
fn write_standards(folder: &Path) {
    fs::create_dir_all(folder.join("drafts")).unwrap();
    for number in 0..200 {
        let (name, text) = file(0, number);
        match number {
            // Twice, and once more as a draft.
            10 => {
                fs::write(folder.join("copy.yaml"), &text).unwrap();
                let draft = text.lines().filter(|line| !line.starts_with("code:"));
                fs::write(folder.join("drafts/one.yaml"), draft.collect::<Vec<_>>().join("\n")).unwrap();
            }
            // An older version beside it, which still calls itself current.
            20 => {
                let code = name.trim_end_matches(".yaml");
                let newer = format!("{}v9", code.split_once('v').unwrap().0);
                fs::write(folder.join(format!("{newer}.yaml")), text.replace(code, &newer)).unwrap();
            }
            _ => {}
        }
        // A name that every family has, once in another spelling.
        let text = match number {
            40 => text.replacen("attitudes:\n", "attitudes:\n  A90: 顧客導像精神\n", 1),
            _ => text.replacen("attitudes:\n", "attitudes:\n  A90: 顧客導向精神\n", 1),
        };
        // A sibling that numbers from the same pool and spells a name otherwise.
        if number == 30 {
            let (sibling, _) = file(0, 31);
            let code = sibling.trim_end_matches(".yaml");
            let own = name.trim_end_matches(".yaml");
            let entry = text.split_once("\n  K").map(|(_, rest)| rest.lines().next().unwrap()).unwrap();
            let other = text.replace(own, code).replacen(entry, &format!("{entry}等"), 1);
            fs::write(folder.join(&sibling), other).unwrap();
            fs::write(folder.join(&name), text).unwrap();
        } else if number != 31 {
            fs::write(folder.join(name), text).unwrap();
        }
    }
}

pub(crate) fn shards_make_the_report_of_one_run() {
    let folder = TempDir::new().unwrap();
    write_standards(&folder.path().join("standards"));
    let whole = ttm(&VALIDATE, &["standards"], folder.path());
    let text = String::from_utf8_lossy(&whole);
    for rule in ["duplicate-standard", "stale-version", "family-name", "unusual-name", "missing-output"] {
        assert!(text.contains(rule), "{rule} is not among the findings");
    }
    let shards: Vec<Vec<String>> = (1..=SHARDS).map(|at| listed(at, folder.path())).collect();
    assert_eq!(shards.iter().map(Vec::len).sum::<usize>(), 203);
    let mut with_names: Vec<String> = VALIDATE.map(str::to_owned).into();
    for (at, shard) in shards.iter().enumerate() {
        let catalogue = format!("{at}.jsonl");
        fs::write(folder.path().join(&catalogue), ttm(&["list", "--names"], &paths(shard), folder.path()))
            .unwrap();
        with_names.extend(["--names".to_owned(), catalogue]);
    }
    let with_names: Vec<&str> = with_names.iter().map(String::as_str).collect();
    let mut reports = Vec::new();
    for (at, shard) in shards.iter().enumerate() {
        let report = format!("{at}.json");
        fs::write(folder.path().join(&report), ttm(&with_names, &paths(shard), folder.path())).unwrap();
        reports.push(report);
    }
    let arguments: Vec<&str> = ["merge"].into_iter().chain(reports.iter().map(String::as_str)).collect();
    let merged = python(&arguments, folder.path());
    assert!(merged.status.success(), "{merged:?}");
    assert!(merged.stdout == whole, "{}", String::from_utf8_lossy(&merged.stdout));
}

/// The same on Ray, with two workers of this machine.
pub(crate) fn ray_makes_the_report_of_one_run() {
    let folder = TempDir::new().unwrap();
    write_standards(&folder.path().join("standards"));
    let program = Path::new(env!("CARGO_BIN_EXE_ttm")).parent().unwrap().to_owned();
    let paths = std::env::var_os("PATH").unwrap_or_default();
    let paths = std::env::join_paths([program].into_iter().chain(std::env::split_paths(&paths))).unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/shard/on_ray.py");
    let mut command = Command::new("python3");
    command.arg(script).args(["4", "standards"]).current_dir(folder.path()).env("PATH", paths);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{output:?}");
    assert!(output.stdout == ttm(&VALIDATE, &["standards"], folder.path()));
}

/// Whether Python has Ray.
pub(crate) fn has_ray(_: &Path) -> bool {
    Command::new("python3").args(["-c", "import ray"]).output().is_ok_and(|output| output.status.success())
}

pub(crate) fn reports_without_findings_make_one_without_findings() {
    let folder = TempDir::new().unwrap();
    let nothing = "{\n  \"version\": 1,\n  \"diagnostics\": []\n}\n";
    for name in ["1.json", "2.json"] {
        fs::write(folder.path().join(name), nothing).unwrap();
    }
    let merged = python(&["merge", "1.json", "2.json"], folder.path());
    assert_eq!(String::from_utf8(merged.stdout).unwrap(), nothing);
    fs::write(folder.path().join("2.json"), &nothing[..20]).unwrap();
    let merged = python(&["merge", "1.json", "2.json"], folder.path());
    assert!(!merged.status.success() && merged.stdout.is_empty());
}
