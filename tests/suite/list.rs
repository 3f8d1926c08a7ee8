//! `ttm list`, and the catalogue of names that `ttm validate --names` takes.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

fn ttm(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ttm"));
    command
        .args(if arguments.contains(&"--lang") { &[][..] } else { &["--lang", "en"] })
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap()
}

fn out(folder: &Path, arguments: &[&str]) -> String {
    let output = ttm(folder, arguments);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// Standards with one attitude each, and a draft.
fn repository(attitudes: &[(&str, &str)], draft: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("standards")).unwrap();
    let standard = |name: &str| {
        format!(
            "attitudes:\n  A01: {name}\nduties:\n  T1:\n    name: 乙\n    tasks:\n      T1.1:\n        name: 丙\n"
        )
    };
    for (code, name) in attitudes {
        let text = format!("code: {code}\nname: {{occupation: 甲{code}}}\nlevel: 3\n{}", standard(name));
        fs::write(folder.path().join(format!("standards/{code}.yaml")), text).unwrap();
    }
    fs::write(folder.path().join("draft.yaml"), format!("name: {{occupation: 丁}}\n{}", standard(draft)))
        .unwrap();
    folder
}

#[test]
fn a_newcomer_is_told_the_way_on() {
    let folder = repository(&[], "認真");
    let folder = folder.path();
    fs::create_dir(folder.join("drafts")).unwrap();
    let says = |arguments: &[&str], code: i32, words: &str| {
        let output = ttm(folder, arguments);
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {said}");
        assert!(said.ends_with(words), "{arguments:?}: {said}");
    };
    let drafts = "(drafts: `ttm validate drafts`; a new one: `ttm new`)\n";
    says(&["validate"], 2, &format!("error: no .yaml or .yml file in standards {drafts}"));
    let ways = "(a new one: `ttm new`; one of what is published: `ttm import`)\n";
    says(&["validate", "standards"], 2, &format!("error: no .yaml or .yml file in standards {ways}"));
    says(&["find", "顧客", "draft.yaml"], 1, "nothing says 顧客\n");
    let words = "關係 is not there; several words go into quotation marks: ttm find '顧客 關係'\n";
    says(&["find", "顧客", "關係"], 2, words);
    says(&["find", "顧客", "standards/a"], 2, "error: standards/a is not there\n");
    says(&["find", "認真", "draft.yaml"], 0, "1 place in 1 standard\n");
    let words = "it takes a code: `ttm list` has them all, `ttm find` searches for words\n";
    says(&["show", "咖啡", "draft.yaml"], 1, words);
    says(&["show", "ABC1234-001v1", "draft.yaml"], 1, "there is no standard ABC1234-001v1\n");
    let empty = TempDir::new().unwrap();
    let output = ttm(empty.path(), &["--lang", "zh-TW", "validate"]);
    let ways = "（建立草案：`ttm new`；匯入已公告的：`ttm import`）\n";
    let words = format!("錯誤：目前的資料夾裡沒有 .yaml 或 .yml 檔案{ways}");
    assert_eq!(String::from_utf8_lossy(&output.stderr), words);
}

#[test]
fn a_code_is_listed_once() {
    let folder = TempDir::new().unwrap();
    let text = "name: {occupation: 甲}\nclassification:\n  job-category:\n  - {code: SET, name: 科學 / 甲}\n  - {code: SET, name: 科學 / 乙}\n  - {code: TTM, name: 丙}\nduties:\n  T1:\n    name: 乙\n    tasks:\n      T1.1:\n        name: 丙\n";
    fs::write(folder.path().join("a.yaml"), text).unwrap();
    assert!(out(folder.path(), &["list", "a.yaml"]).contains("甲    SET, TTM "));
}

/// Seven families use a name, one of them in two standards.
const USUAL: [(&str, &str); 8] = [
    ("TTM1001-001v1", "顧客導向：說明"),
    ("TTM1002-001v1", "顧客 導向"),
    ("TTM1003-001v1", "顧客導向"),
    ("TTM1004-001v1", "顧客導向"),
    ("TTM1005-001v1", "顧客導向"),
    ("TTM1006-001v1", "顧客導向【註1】"),
    ("TTM1007-001v1", "顧客導向"),
    ("TTM1007-002v1", "顧客導向"),
];

#[test]
fn one_file_is_held_against_a_catalogue() {
    let folder = repository(&USUAL, "顧客導像");
    let catalogue = out(folder.path(), &["list", "--names"]);
    assert_eq!(
        catalogue,
        "{\"catalogue\":\"names\",\"version\":1}\n{\"kind\":\"attitudes\",\"name\":\"顧客導向\",\"standards\":7}\n"
    );
    fs::write(folder.path().join("names.jsonl"), &catalogue).unwrap();
    let odd = |arguments: &[&str]| {
        let all = [&["validate", "--only", "unusual-name", "--notes"], arguments].concat();
        out(folder.path(), &all).matches("note[unusual-name]: 7 standards have 顧客導向").count()
    };
    assert_eq!(odd(&["draft.yaml"]), 0);
    assert_eq!(odd(&["--names", "names.jsonl", "draft.yaml"]), 1);
    assert_eq!(odd(&["standards", "draft.yaml"]), 1);
    assert_eq!(odd(&["--names", "names.jsonl", "standards", "draft.yaml"]), 1);
}

#[test]
fn catalogues_of_parts_add_up_to_that_of_the_whole() {
    let folder = repository(&[&USUAL[..], &[("TTM2000-001v1", "顧客導像")]].concat(), "甲");
    let parts = [
        ("1", "standards/TTM100[1-3]*.yaml"),
        ("2", "standards/TTM100[4-7]*.yaml"),
        ("3", "standards/TTM2*.yaml"),
    ];
    for (name, pattern) in parts {
        fs::write(folder.path().join(name), out(folder.path(), &["list", "--names", pattern])).unwrap();
    }
    fs::write(folder.path().join("all"), out(folder.path(), &["list", "--names"])).unwrap();
    let report = |names: &[&str]| {
        let of = names.iter().flat_map(|name| ["--names", name]);
        let all: Vec<&str> = ["validate", "--notes", "--format", "json"].into_iter().chain(of).collect();
        String::from_utf8(ttm(folder.path(), &all).stdout).unwrap()
    };
    let whole = report(&[]);
    assert!(whole.contains("unusual-name"), "{whole}");
    assert_eq!(report(&["all"]), whole);
    assert_eq!(report(&["3", "1", "2"]), whole);
    assert!(!report(&["1"]).contains("unusual-name"));
}

#[test]
fn a_catalogue_that_is_none_is_told_with_its_line() {
    let folder = repository(&USUAL, "甲");
    for (text, message) in [
        ("", "this is no catalogue of names"),
        ("{\"version\":1}\n", "this is no catalogue of names"),
        (
            "{\"catalogue\":\"names\",\"version\":2}\n",
            "this catalogue is of version 2, this program knows version 1",
        ),
        (
            "{\"catalogue\":\"names\",\"version\":1}\n\n{\"kind\":\"outputs\",\"name\":\"甲\",\"standards\":1}\n",
            "bad.jsonl:3:1",
        ),
        (
            "{\"catalogue\":\"names\",\"version\":1}\n{\"kind\":\"skills\",\"name\":\"甲\",\"standards\":-1}\n",
            "bad.jsonl:2:1",
        ),
    ] {
        fs::write(folder.path().join("bad.jsonl"), text).unwrap();
        let output = ttm(folder.path(), &["validate", "--names", "bad.jsonl"]);
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{text}");
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains(message), "{said}");
    }
    assert_eq!(ttm(folder.path(), &["validate", "--names", "missing.jsonl"]).status.code(), Some(2));
}

#[test]
fn names_are_shown_with_spaces_between_words_and_sorted() {
    let folder = repository(
        &[
            ("TTM1001-001v1", "Power BI 報表"),
            ("TTM1002-001v1", "PowerBI報表"),
            ("TTM1003-001v1", "規\u{3000}範"),
        ],
        "甲",
    );
    let text = out(folder.path(), &["list", "--names", "--format", "text"]);
    assert_eq!(
        text,
        "standards  kind       name\n        2  attitudes  Power BI報表\n        1  attitudes  規範\n"
    );
    assert_eq!(out(folder.path(), &["list", "--names", "--kind", "skills,knowledge"]).lines().count(), 1);
    let csv = out(folder.path(), &["list", "--names", "--format", "csv"]);
    assert_eq!(csv, "\u{feff}standards,kind,name\r\n2,attitudes,\"Power BI報表\"\r\n1,attitudes,規範\r\n");
}

/// The codes that are listed.
fn codes(arguments: &[&str]) -> Vec<String> {
    let all = [&["list", "--format", "json", "--columns", "code"], arguments].concat();
    let list: Value = serde_json::from_str(&out(Path::new("tests/cases"), &all)).unwrap();
    let codes = list["standards"].as_array().unwrap().iter();
    codes.map(|standard| standard["code"].as_str().unwrap_or("draft").to_owned()).collect()
}

#[test]
fn standards_are_listed_by_category_level_status_and_review() {
    let history = ["stale-version/bad"];
    assert_eq!(codes(&history), ["TTM4221-004v2", "TTM4221-004v3"]);
    assert!(codes(&["unusual-name/bad", "--category", "ttm", "--level", "3"]).len() == 8);
    let nothing = ttm(Path::new("tests/cases"), &["list", "unusual-name/bad", "--category", "ABC"]);
    assert_eq!((nothing.status.code(), nothing.stdout.len()), (Some(1), 0));
    let standards = |arguments: &[&str]| {
        let all =
            [&["list", "standards/TTM4221-004v2.yaml", "--columns", "code,status,date,review"], arguments]
                .concat();
        ttm(Path::new("."), &all)
    };
    let text =
        String::from_utf8(standards(&["--status", "current", "--review-by", "2024-01-14"]).stdout).unwrap();
    assert_eq!(
        text,
        "code           status   date        review\nTTM4221-004v2  current  2021-01-14  2024-01-14\n"
    );
    assert_eq!(standards(&["--review-by", "2024-01-13"]).status.code(), Some(1));
    assert_eq!(standards(&["--status", "draft"]).status.code(), Some(1));
}

#[test]
fn what_could_not_be_read_is_told_and_the_rest_is_listed() {
    let folder = repository(&USUAL[..1], "甲");
    fs::write(folder.path().join("standards/broken.yaml"), "name: [\n").unwrap();
    let output = ttm(folder.path(), &["list"]);
    assert_eq!(output.status.code(), Some(1));
    let (out, err) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    assert!(out.contains("TTM1001-001v1") && err.contains("standards/broken.yaml"), "{out}{err}");
}

#[test]
fn counts_are_those_of_the_list() {
    let text = out(Path::new("."), &["list", "--counts", "standards/TTM4221-004v2.yaml"]);
    let count = |of: &str| {
        let line =
            text.lines().find(|line| line.starts_with(of)).unwrap_or_else(|| panic!("no {of}: {text}"));
        line.split_whitespace().last().unwrap().parse::<usize>().unwrap()
    };
    assert_eq!((count("standards"), count("current"), count("level 3"), count("duty")), (1, 1, 1, 5));
    let list: Value = serde_json::from_str(&out(
        Path::new("."),
        &["list", "--format", "json", "--columns", "tasks,knowledge,skills", "standards/TTM4221-004v2.yaml"],
    ))
    .unwrap();
    let one = &list["standards"][0];
    assert_eq!(one["tasks"], count("task"));
    assert_eq!(one["knowledge"], count("knowledge"));
    assert_eq!(one["skills"], count("skill"));
}

/// A standard that `find` and `show` are tried on: K01 is said by a duty and by a row, S01 by the task.
fn looked_up() -> TempDir {
    let folder = TempDir::new().unwrap();
    let text = "code: TTM1001-001v2\nname: {occupation: 舞臺技術人員}\nlevel: 3\nknowledge:\n  K01: 舞台機械原理\n  K02: 燈光概論\nskills:\n  \
                S01: 設備操作\nduties:\n  T1:\n    name: 舞台操作\n    knowledge: [K01]\n    tasks:\n      T1.1:\n        name: 裝台\n        \
                level: 3\n        skills: [S01]\n        outputs:\n          O1.1.1: 裝台紀錄\n        indicators:\n          \
                P1.1.1: 依舞台機械原理完成裝台。\n      T1.2:\n        name: 拆台\n        rows:\n        - level: 2\n          knowledge: \
                [K02]\n        - level: 4\n          skills: [S01]\n";
    fs::write(folder.path().join("TTM1001-001v2.yaml"), text).unwrap();
    fs::write(folder.path().join("other-name.yaml"), text.replace("001v2", "001v1")).unwrap();
    folder
}

#[test]
fn what_is_said_is_found_with_its_place() {
    let folder = looked_up();
    let find = |arguments: &[&str]| {
        let all = [&["find"], arguments, &["--format", "json"]].concat();
        let found: Value = serde_json::from_slice(&ttm(folder.path(), &all).stdout).unwrap();
        let places = found["places"].as_array().unwrap().iter();
        let v2 = places.filter(|place| place["code"] == "TTM1001-001v2");
        v2.map(|place| format!("{} {}:{}", place["in"], place["at"], place["line"]).replace('"', ""))
            .collect::<Vec<_>>()
    };
    // 臺 and 台, and any order of words.
    assert_eq!(find(&["舞臺"]), ["name null:2", "knowledge K01:5", "duties T1:11", "indicators P1.1.1:21"]);
    assert_eq!(find(&["原理 機械", "--in", "knowledge"]), ["knowledge K01:5"]);
    assert_eq!(find(&["裝台", "--in", "outputs,tasks"]), ["tasks T1.1:15", "outputs O1.1.1:19"]);
    assert!(find(&["裝台", "--level", "4"]).is_empty());
    let nothing = ttm(folder.path(), &["find", "沒有這個"]);
    assert_eq!((nothing.status.code(), nothing.stdout.len()), (Some(1), 0));
    let text = out(folder.path(), &["find", "概論", "TTM1001-001v2.yaml"]);
    assert_eq!(
        text,
        "code           name          level  in         at   text      task levels\nTTM1001-001v2  舞臺技術人員      3  knowledge  K02  燈光概論  2\n"
    );
}

#[test]
fn an_entry_is_shown_with_what_uses_it() {
    let folder = looked_up();
    let show = |what: &str| {
        let shown: Value =
            serde_json::from_str(&out(folder.path(), &["show", what, "--format", "json"])).unwrap();
        let entries = shown["entries"].as_array().unwrap().iter();
        let entry = |entry: &Value| {
            format!("{} {} {} {}", entry["code"], entry["levels"], entry["tasks"], entry["text"])
        };
        entries.map(|one| entry(one).replace('"', "")).collect::<Vec<_>>()
    };
    // The duty's knowledge is that of T1.1 and of the second row of T1.2.
    assert_eq!(
        show("TTM1001-001v2#K01"),
        ["K01 [3,4] [T1.1,T1.2] 舞台機械原理", "T1.1 [3] [] 裝台", "T1.2 [2,4] [] 拆台"]
    );
    assert_eq!(show("TTM1001-001#k02"), ["K02 [2] [T1.2] 燈光概論", "T1.2 [2,4] [] 拆台"]);
    assert_eq!(
        show("TTM1001-001v2.yaml#T1.1"),
        [
            "T1.1 [3] [] 裝台",
            "O1.1.1 [3] [T1.1] 裝台紀錄",
            "P1.1.1 [3] [T1.1] 依舞台機械原理完成裝台。",
            "K01 [3,4] [T1.1,T1.2] 舞台機械原理",
            "S01 [3,4] [T1.1,T1.2] 設備操作",
        ]
    );
    assert_eq!(show("TTM1001-001v2#T1").len(), 3);
    assert_eq!(show("TTM1001-001v2").len(), 8);
    let csv = out(folder.path(), &["show", "TTM1001-001v2#K02", "--format", "csv"]);
    assert_eq!(csv.lines().nth(1).unwrap(), "TTM1001-001v2,knowledge,K02,2,T1.2,燈光概論");
    let matrix = out(folder.path(), &["show", "TTM1001-001v2", "--matrix", "--format", "csv"]);
    assert_eq!(
        matrix,
        "\u{feff}code,name,used,T1.1,T1.2\r\nK01,舞台機械原理,everywhere,●,●\r\nK02,燈光概論,once,,●\r\nS01,設備操作,everywhere,●,●\r\n"
    );
    // A version in a file of another name.
    let text = out(folder.path(), &["show", "TTM1001-001v1#T1.2", "."]);
    assert!(text.starts_with("TTM1001-001v1 舞臺技術人員\n\n"), "{text}");
    for (what, said) in [
        ("TTM1001-001v2#K99", "TTM1001-001v2 has no K99"),
        ("TTM9999-001", "there is no standard TTM9999-001"),
    ] {
        let output = ttm(folder.path(), &["show", what]);
        assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0));
        assert_eq!(String::from_utf8(output.stderr).unwrap().trim(), said);
    }
}

#[test]
fn the_nearest_occupations_share_the_most() {
    let folder = TempDir::new().unwrap();
    let write = |code: &str, names: &[&str]| {
        let list: String = names.iter().zip(1..).map(|(name, at)| format!("  K0{at}: {name}\n")).collect();
        let text = format!(
            "code: {code}\nname: {{occupation: 甲}}\nknowledge:\n{list}duties:\n  T1:\n    name: 乙\n    tasks:\n      T1.1:\n        \
             name: 丙\n"
        );
        fs::write(folder.path().join(format!("{code}.yaml")), text).unwrap();
    };
    write("TTM1001-001v2", &["市場調查", "Word操作", "成本分析"]);
    write("TTM1001-001v1", &["市場調查", "Word操作", "成本分析"]);
    write("TTM1002-001v1", &["市場調查", "ＷＯＲＤ操作", "簡報"]);
    write("TTM1003-001v1", &["成本分析"]);
    write("TTM1004-001v1", &["園藝"]);
    let json = out(folder.path(), &["gap", "--nearest", "TTM1001-001", "--format", "json"]);
    let near: Value = serde_json::from_str(&json).unwrap();
    let rows = near["nearest"].as_array().unwrap().iter();
    let row = |one: &Value| {
        format!("{} {} {} {}", one["code"], one["percent"], one["shared"], one["needed"]).replace('"', "")
    };
    // Another version of the same is none of them.
    assert_eq!(
        rows.map(row).collect::<Vec<_>>(),
        ["TTM1002-001v1 50 [市場調查,ＷＯＲＤ操作] [簡報]", "TTM1003-001v1 33 [成本分析] []"]
    );
    let alone = ttm(folder.path(), &["gap", "--nearest", "TTM1004-001v1.yaml"]);
    assert_eq!((alone.status.code(), alone.stdout.len()), (Some(1), 0));
    let md = out(folder.path(), &["gap", "--nearest", "TTM1003-001v1", "--format", "md", "."]);
    assert!(md.starts_with("| code | name |") && md.contains("| TTM1001-001v1 |"), "{md}");
    let two = out(folder.path(), &["gap", "TTM1001-001v2.yaml", "TTM1002-001v1.yaml", "--format", "csv"]);
    assert_eq!(two.lines().nth(1).unwrap(), "knowledge,shared,市場調查,K01,K01,,");
    assert!(two.contains("knowledge,needed,簡報,,K03,,"), "{two}");
}
