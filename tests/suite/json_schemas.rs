//! Every JSON that is written is what its schema says, and the schema says nothing that is never written.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use jsonschema::Validator;
use serde_json::Value;

use crate::repository::Repository;

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ttm"));
    command.args(["--lang", "en"]).args(arguments).current_dir(folder).env_remove("GITHUB_STEP_SUMMARY");
    command.output().unwrap()
}

fn out(folder: &Path, arguments: &[&str]) -> String {
    let output = run(folder, arguments);
    assert!(output.status.code().is_some_and(|code| code < 2), "{arguments:?}: {output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// Adds the keys of every mapping below a value.
fn keys(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            for (key, member) in members {
                found.insert(key.clone());
                keys(member, found);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| keys(item, found)),
        _ => {}
    }
}

/// The keys that a schema names.
fn named(schema: &Value, found: &mut BTreeSet<String>) {
    match schema {
        Value::Object(members) => {
            for (key, member) in members {
                if let ("properties", Value::Object(properties)) = (key.as_str(), member) {
                    found.extend(properties.keys().cloned());
                }
                named(member, found);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| named(item, found)),
        _ => {}
    }
}

/// Holds outputs to the schema that the program prints for them.
fn hold(of: &str, outputs: &[String]) {
    let text = out(Path::new("."), &["schema", "--of", of]);
    let schema: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(schema["$id"], format!("urn:icap-ttm:schema:{of}:1"));
    jsonschema::meta::validate(&schema).unwrap();
    let validator: Validator = jsonschema::validator_for(&schema).unwrap();
    let (mut written, mut promised) = (BTreeSet::new(), BTreeSet::new());
    for output in outputs {
        let value: Value = serde_json::from_str(output).unwrap();
        let wrong: Vec<_> = validator
            .iter_errors(&value)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(wrong.is_empty(), "{of}: {}\n{output:.300}", wrong.join("\n"));
        // A reader may rely on what is required, and on nothing else being there.
        if let Value::Object(mut members) = value.clone() {
            members.insert("surprise".into(), Value::Null);
            assert!(!validator.is_valid(&Value::Object(members)));
        }
        keys(&value, &mut written);
    }
    named(&schema, &mut promised);
    let never: Vec<_> = promised.difference(&written).collect();
    assert!(never.is_empty() && !outputs.is_empty(), "{of}: {never:?} is never written");
}

fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::to_owned).collect()
}

#[test]
fn findings_are_as_their_schema_says() {
    let all = ["validate", "--notes", "--as-of", "2024-01-14", "tests/cases"];
    let here = Path::new(".");
    let report = out(here, &[&all[..], &["--format", "json"]].concat());
    let each = out(here, &[&all[..], &["--format", "jsonl"]].concat());
    let findings = serde_json::from_str::<Value>(&report).unwrap()["diagnostics"].as_array().unwrap().clone();
    // A line is a finding with the version before it, in the same order.
    let without_version = |line: &str| {
        let mut line: Value = serde_json::from_str(line).unwrap();
        assert_eq!(line.as_object_mut().unwrap().shift_remove("version"), Some(1.into()));
        line
    };
    assert!(each.lines().map(without_version).eq(findings.iter().cloned()));
    assert!(findings.iter().any(|found| found["code"] == "TTM4221-004v2"));
    assert!(findings.iter().any(|found| found["code"].is_null()));
    hold("findings", &[vec![report], lines(&each)].concat());
}

#[test]
fn nothing_found_is_a_report_without_findings_and_no_line() {
    let folder = Repository::bare_folder();
    let standard = fs::read_to_string("standards/TTM4221-004v2.yaml").unwrap();
    folder.write("TTM4221-004v2.yaml", &(standard + "# ttm: allow-file(duplicate-name)\n"));
    let report = out(folder.path(), &["validate", "--format", "json", "."]);
    assert_eq!(report, "{\n  \"version\": 1,\n  \"diagnostics\": []\n}\n");
    assert_eq!(out(folder.path(), &["validate", "--format", "jsonl", "."]), "");
}

#[test]
fn standards_as_data_are_as_their_schema_says() {
    let text = out(Path::new("."), &["render", "--format", "json", "tests/standards", "standards"]);
    let first: Value = serde_json::from_str(text.lines().next().unwrap()).unwrap();
    assert_eq!((&first["version"], &first["path"]), (&1.into(), &"standards/TTM4221-004v2.yaml".into()));
    let folder = Repository::bare_folder();
    folder.write(
        "draft.yaml",
        "revises: TTM4221-004v2\nname: {category: 甲}\nunplaced: [{at: 第 2 頁, text: 頁尾}]\n",
    );
    let draft = run(folder.path(), &["render", "--format", "json", "draft.yaml"]);
    hold("render", &[lines(&text), lines(&String::from_utf8(draft.stdout).unwrap())].concat());
}

#[test]
fn comparisons_are_as_their_schema_says() {
    let repository = Repository::with_standard();
    const FILE: &str = "standards/TTM4221-004v2.yaml";
    let old = repository.file("old.yaml");
    fs::copy(repository.file(FILE), &old).unwrap();
    repository.edit(FILE, "整理客戶特別需求", "蒐集客戶特別需求");
    repository.edit(FILE, "[K12, K05, K16]", "[K12, K05, K17]");
    repository.edit(FILE, "  K19: 衝突管理\n", "");
    let single = out(repository.path(), &["diff", "old.yaml", FILE, "--format", "json"]);
    let gate = out(repository.path(), &["diff", "--against", "HEAD", "--format", "json"]);
    let failures = serde_json::from_str::<Value>(&gate).unwrap()["failures"].clone();
    assert!(failures[0]["message"]["zh"].is_string(), "{failures}");
    hold("diff", &[single, gate]);
}

#[test]
fn the_report_of_an_import_is_as_its_schema_says() {
    let folder = Repository::bare_folder();
    let here = fs::canonicalize("standards/TTM4221-004v2.yaml").unwrap();
    let page = out(folder.path(), &["render", "--format", "html", here.to_str().unwrap()]);
    folder.write("in/page.html", &page);
    folder.write("in/same.html", &page);
    folder.write("in/odd.html", &page.replace("</table>", "</table><p>無處可歸的文字</p>"));
    folder.write("in/none.txt", "沒有職能基準\n");
    #[cfg(feature = "pdf")]
    fs::copy("tests/pdf/tagged.pdf", folder.path().join("in/print.pdf")).unwrap();
    run(folder.path(), &["import", "in", "-o", "out/", "--report", "report.json"]);
    hold("import", &[folder.read("report.json")]);
}

#[test]
fn lists_and_names_are_as_their_schemas_say() {
    let here = Path::new(".");
    let columns = "code,name,category,occupation,industry,level,status,date,review,duties,tasks,outputs,indicators,\
                   knowledge,skills,attitudes,path";
    let list = |more: &[&str]| out(here, &[&["list", "--format", "json", "standards"], more].concat());
    hold("list", &[list(&[]), list(&["--columns", columns]), list(&["--counts"]), list(&["--names"])]);
    hold("names", &lines(&out(here, &["list", "--names", "standards"])));
}

#[test]
fn answers_over_many_standards_are_as_their_schemas_say() {
    let folder = Repository::bare_folder();
    crate::support::exported::repository(folder.path());
    let json = |arguments: &[&str]| out(folder.path(), &[arguments, &["--format", "json"]].concat());
    // The name of a draft, a description, an entry, a note, a history.
    let found = ["客服管理", "客戶", "顧客關係管理", "學歷"].map(|text| json(&["find", text]));
    hold("find", &[&found[..], &[json(&["find", "不存在的文字"])]].concat());
    let show = |arguments: &[&str]| json(&[&["show"], arguments].concat());
    let shown = [
        show(&["TTM4221-004v3"]),
        show(&["TTM4221-004v3#K07"]),
        show(&["CCM1234-001v1#T1.1"]),
        show(&["standards/draft.yaml"]),
        show(&["CCM1234-001v1", "--matrix"]),
    ];
    assert!(shown[4].contains("everywhere") && shown[4].contains("●"), "{}", shown[4]);
    hold("show", &shown);
    let (one, other) = ("standards/CCM1234-001v1.yaml", "standards/TTM4221-004v3.yaml");
    hold(
        "gap",
        &[
            json(&["gap", one, other]),
            json(&["gap", other, one]),
            json(&["gap", "--nearest", "TTM4221-004v3"]),
        ],
    );
}
