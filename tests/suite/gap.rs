//! What two occupations share and what is missing between them.

use std::fs;
use std::process::{Command, Output};

use serde_json::{Value, json};
use tempfile::TempDir;

const FROM: &str = "code: TTM4221-004v2\nname: {occupation: 甲|員}\nknowledge:\n  K01: 顧客關係管理\n  K02: Ｇoogle 試算表\n  \
                    K03: 商業套裝軟體\n  K04: 商業 套裝軟體\nskills: {S01: 有效聯結}\nduties: {T1: {name: 甲}}\n";

const TO: &str = "name: {category: 乙}\nknowledge:\n  K35: 顧客關係管理\n  K36: Google試算表\n  K37: 商業套裝軟體\n  K38: \
                  客戶關係管理\n  K39: 金融<b>|法規\n  K40: '  '\nskills:\n  - S07: 有效連結\n  - 談判\nduties:\n  T1:\n    \
                  name: 甲\n    knowledge: [K35, K39]\n    skills: [S07]\n    tasks:\n      T1.1: {name: 一, also: {T1.2: \
                  二}}\n      T1.3: {name: 三, knowledge: [K38], skills: []}\n      T1.4:\n        name: 四\n        rows:\n          \
                  - {level: 3}\n          - {level: 4, knowledge: [K39, K38]}\n";

fn gap(from: &str, to: &str, options: &[&str]) -> Output {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("a.yaml"), from).unwrap();
    fs::write(folder.path().join("b.yaml"), to).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_ttm"));
    command.current_dir(folder.path()).arg("gap").args(options).args(["a.yaml", "b.yaml"]).output().unwrap()
}

fn printed(from: &str, to: &str, options: &[&str]) -> String {
    let output = gap(from, to, options);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn equal_names_are_shared_regardless_of_code() {
    let found: Value = serde_json::from_str(&printed(FROM, TO, &["--format", "json"])).unwrap();
    let shared = |name: &str, before: &str, from: Value, to: Value| json!({"name": name, "name_in_from": before, "codes_in_from": from, "codes": to});
    let needed = |name: &str, codes: Value, tasks: Value, near: Value| json!({"name": name, "codes": codes, "tasks": tasks, "more_tasks": 0, "near": near});
    let expected = json!({
        "version": 1,
        "from": {"path": "a.yaml", "code": "TTM4221-004v2", "name": "甲|員"},
        "to": {"path": "b.yaml", "code": null, "name": "乙"},
        "knowledge": {
            "shared": [
                shared("顧客關係管理", "顧客關係管理", json!(["K01"]), json!(["K35"])),
                shared("Google試算表", "Ｇoogle 試算表", json!(["K02"]), json!(["K36"])),
                shared("商業套裝軟體", "商業套裝軟體", json!(["K03", "K04"]), json!(["K37"])),
            ],
            "needed": [
                needed("客戶關係管理", json!(["K38"]), json!(["T1.3", "T1.4"]), json!({"name": "顧客關係管理", "codes": ["K01"]})),
                needed("金融<b>|法規", json!(["K39"]), json!(["T1.1", "T1.2", "T1.4"]), Value::Null),
            ],
        },
        "skills": {
            "shared": [],
            "needed": [
                needed("有效連結", json!(["S07"]), json!(["T1.1", "T1.2", "T1.4"]), json!({"name": "有效聯結", "codes": ["S01"]})),
                needed("談判", json!([]), json!([]), Value::Null),
            ],
        },
    });
    assert_eq!(found, expected);
}

#[test]
fn spelling_variants_are_shared_and_other_skills_needed() {
    let standard = |knowledge: &str, skills: &str| {
        format!(
            "name: {{occupation: 甲}}\nknowledge: {{{knowledge}}}\nskills: {{{skills}}}\nduties: {{T1: {{name: 甲}}}}\n"
        )
    };
    let from = standard("K01: WORD, K02: 舞臺技術", "S01: 工程計算能力, S02: 簡易故障檢修");
    let to = standard("K11: Word, K12: 舞台技術", "S11: 簡易計算能力, S12: 簡易故障排除能力");
    let found: Value = serde_json::from_str(&printed(&from, &to, &["--format", "json"])).unwrap();
    let shared = found["knowledge"]["shared"].as_array().unwrap();
    let shared: Vec<_> = shared.iter().map(|one| (&one["name_in_from"], &one["name"])).collect();
    assert_eq!(shared, [(&json!("WORD"), &json!("Word")), (&json!("舞臺技術"), &json!("舞台技術"))]);
    let needed = found["skills"]["needed"].as_array().unwrap();
    let needed: Vec<_> = needed.iter().map(|one| (&one["name"], &one["near"]["name"])).collect();
    let expected =
        [(&json!("簡易計算能力"), &Value::Null), (&json!("簡易故障排除能力"), &json!("簡易故障檢修"))];
    assert_eq!(needed, expected);
}

#[test]
fn text_and_markdown_say_the_same_in_both_languages() {
    insta::with_settings!({omit_expression => true, prepend_module_to_snapshot => false}, {
        insta::assert_snapshot!("gap_text", printed(FROM, TO, &["--lang", "en"]));
        insta::assert_snapshot!("gap_text_zh", printed(FROM, TO, &["--lang", "zh-TW"]));
        insta::assert_snapshot!("gap_md", printed(FROM, TO, &["--lang", "zh-TW", "--format", "md"]));
    });
}

#[test]
fn a_standard_has_no_gap_to_itself() {
    let standard = fs::read_to_string("standards/TTM4221-004v2.yaml").unwrap();
    let found: Value = serde_json::from_str(&printed(&standard, &standard, &["--format", "json"])).unwrap();
    assert_eq!(found["knowledge"]["needed"], json!([]));
    // 商業套裝軟體 and 合作協調 stand under two codes each.
    assert_eq!(found["knowledge"]["shared"].as_array().unwrap().len(), 8);
    assert_eq!(found["skills"]["shared"].as_array().unwrap().len(), 12);
}

#[test]
fn unreadable_parts_are_reported_and_the_rest_compared() {
    let output = gap(FROM, &TO.replace("skills:\n  - S07", "skils:\n  - S07"), &["--lang", "en"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("error[unknown-field]"));
    assert!(String::from_utf8_lossy(&output.stdout).contains("Knowledge: 3 shared"));
    assert_eq!(gap("", TO, &[]).status.code(), Some(1));
    let missing =
        Command::new(env!("CARGO_BIN_EXE_ttm")).args(["gap", "no.yaml", "no.yaml"]).output().unwrap();
    assert_eq!(missing.status.code(), Some(2));
}

#[test]
fn the_report_lists_a_limited_number_of_tasks_for_each_entry() {
    let codes: Vec<String> = (0..4_000).map(|at| format!("K{at:02}")).collect();
    let list: String = codes.iter().map(|code| format!("  {code}: 知識管理{code}\n")).collect();
    let tasks: String = (1..=4_000).map(|at| format!("      T1.{at}: {{name: 甲}}\n")).collect();
    let to = format!(
        "name: {{category: 乙}}\nknowledge:\n{list}duties:\n  T1:\n    name: 甲\n    knowledge: [{}]\n    tasks:\n{tasks}",
        codes.join(", ")
    );
    let output = gap(FROM, &to, &["--format", "json"]);
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    let needed = &found["knowledge"]["needed"][0];
    assert_eq!(
        needed["tasks"].as_array().unwrap().len() as u64 + needed["more_tasks"].as_u64().unwrap(),
        4_000
    );
}

#[test]
fn tasks_need_the_name_that_their_reference_says() {
    let to = "name: {category: 乙}\nknowledge:\n  - K03: 建築識圖\n  - K03: 放樣\nduties:\n  T1:\n    name: 甲\n    tasks:\n      \
              T1.1: {name: 一, knowledge: [{K03: 放樣}]}\n      T1.2: {name: 二, knowledge: [K03]}\n";
    let from = "name: {category: 甲}\nduties: {T1: {name: 甲}}\n";
    let found: Value = serde_json::from_str(&printed(from, to, &["--format", "json"])).unwrap();
    let needed = found["knowledge"]["needed"].as_array().unwrap();
    let tasks: Vec<_> = needed.iter().map(|one| (one["name"].as_str().unwrap(), &one["tasks"])).collect();
    assert_eq!(tasks, [("建築識圖", &json!(["T1.2"])), ("放樣", &json!(["T1.1"]))]);
}

#[test]
fn two_codes_are_compared_as_their_files_are() {
    let folder = TempDir::new().unwrap();
    crate::support::exported::repository(folder.path());
    let run = |from: &str, to: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ttm"));
        command
            .current_dir(folder.path())
            .args(["--lang", "en", "gap", "--format", "json", from, to])
            .output()
            .unwrap()
    };
    let files = run("standards/CCM1234-001v1.yaml", "standards/TTM4221-004v3.yaml");
    assert!(files.status.success(), "{files:?}");
    // Without a version it is the newest, and a file can stand beside a code.
    for (from, to) in [
        ("CCM1234-001v1", "TTM4221-004v3"),
        ("CCM1234-001", "TTM4221-004"),
        ("standards/CCM1234-001v1.yaml", "TTM4221-004v3"),
    ] {
        assert_eq!(run(from, to).stdout, files.stdout, "{from} {to}");
    }
    // As `show` says it.
    let missing = run("CCM1234-001v1", "ABC1234-001v1");
    assert_eq!(missing.status.code(), Some(1));
    assert!(
        String::from_utf8_lossy(&missing.stderr).contains("there is no standard ABC1234-001v1"),
        "{missing:?}"
    );
}

#[test]
fn standards_are_named_by_code_or_file() {
    let folder = TempDir::new().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    for name in ["standards", "elsewhere"] {
        fs::create_dir(folder.path().join(name)).unwrap();
    }
    write("standards/TTM4221-004v2.yaml", FROM);
    write("standards/TTM4221-004v1.yaml", &FROM.replace("004v2", "004v1").replace("顧客關係管理", "別的"));
    write("b.yaml", TO);
    write("elsewhere/named-otherwise.yaml", &TO.replacen("name:", "code: ABC4221-001v1\nname:", 1));
    let gap = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ttm"));
        command
            .current_dir(folder.path())
            .args([&["gap", "--lang", "en"], arguments].concat())
            .output()
            .unwrap()
    };
    let printed = |arguments: &[&str]| {
        let output = gap(&[arguments, &["--format", "json"]].concat());
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        serde_json::from_slice::<Value>(&output.stdout).unwrap()
    };
    let by_file = printed(&["standards/TTM4221-004v2.yaml", "b.yaml"]);
    for code in ["TTM4221-004v2", "TTM4221-004", "ＴＴＭ4221-004v2"] {
        assert_eq!(printed(&[code, "b.yaml"]), by_file, "{code}");
    }
    assert_eq!(by_file["from"]["path"], "standards/TTM4221-004v2.yaml");
    let elsewhere = printed(&["standards/TTM4221-004v2.yaml", "ABC4221-001v1", "elsewhere"]);
    assert_eq!(elsewhere["to"]["path"], "elsewhere/named-otherwise.yaml");
    assert_eq!(elsewhere["knowledge"], by_file["knowledge"]);
    let missing = gap(&["TTM4221-004v2", "ABC4221-001v1"]);
    assert_eq!(missing.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&missing.stderr).contains("there is no standard ABC4221-001v1"));
    assert!(missing.stdout.is_empty());
}
