//! What the command line of Windows brings, tried on any system: patterns that no shell expands, and its line ends. And the
//! width that a variable says.

use std::process::Output;

use unicode_width::UnicodeWidthStr;

use crate::repository::{Repository, said};

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn with_two_standards() -> Repository {
    let repository = Repository::with_standard();
    let standard = repository.read("standards/TTM4221-004v2.yaml");
    repository.write("standards/more/draft.yaml", &standard.replacen("code:", "revises:", 1));
    repository
}

#[test]
fn unexpanded_patterns_are_expanded() {
    let repository = with_two_standards();
    let closing = |arguments: &[&str]| out(&repository.ttm(arguments)).lines().last().unwrap().to_owned();
    assert!(closing(&["validate", "standards/*.yaml"]).ends_with("in 1 file"));
    assert!(closing(&["validate", "standards/**/*.yaml"]).ends_with("in 2 files"));
    // A folder that matches is searched, and a file that matches twice is checked once.
    assert!(closing(&["validate", "stand*"]).ends_with("in 2 files"));
    assert!(closing(&["validate", "standards/*.yaml", "standards/TTM*"]).ends_with("in 1 file"));
    let rendered = out(&repository.ttm(&["render", "--format", "json", "standards/**/*.yaml"]));
    assert_eq!(rendered.lines().count(), 2);
    repository.write("pages/a.txt", "沒有職能基準\n");
    assert!(said(&repository.ttm(&["import", "pages/*.txt"])).contains("pages/a.txt"));
}

#[test]
fn patterns_without_a_match_are_reported() {
    let repository = with_two_standards();
    let output = repository.ttm(&["validate", "standards/*.yml"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(said(&output), "error: no file or folder matches standards/*.yml\n");
    let output = repository.ttm(&["--lang", "zh-TW", "validate", "standards/*.yml"]);
    assert_eq!(said(&output), "錯誤：沒有符合 standards/*.yml 的檔案或資料夾\n");
    // What is there is meant as it is written.
    let standard = repository.read("standards/TTM4221-004v2.yaml");
    repository.write("[a].yaml", &standard);
    repository.write("a.yaml", &standard);
    assert!(out(&repository.ttm(&["validate", "[a].yaml"])).contains("--> [a].yaml:"));
}

#[test]
fn windows_line_ends_are_kept() {
    let repository = Repository::with_standard();
    let findings =
        |text: &str| text.lines().filter(|line| line.contains("-->")).map(str::to_owned).collect::<Vec<_>>();
    let unix = findings(&out(&repository.ttm(&["validate", "--notes"])));
    let standard = repository.read(FILE).replacen("整理客戶特別需求", "整理客戶 特別需求", 1);
    repository.write(FILE, &repository.read(FILE).replace('\n', "\r\n"));
    assert_eq!(findings(&out(&repository.ttm(&["validate", "--notes"]))), unix);
    repository.write(FILE, &standard.replace('\n', "\r\n"));
    assert!(repository.ttm(&["validate", "--fix"]).status.success());
    assert_eq!(repository.read(FILE), standard.replacen("客戶 特別", "客戶特別", 1).replace('\n', "\r\n"));
}

#[test]
fn piped_output_is_as_wide_as_columns_says() {
    let repository = Repository::with_standard();
    let widest = |columns: &str| {
        let text = out(&repository.ttm_with(&["render"], &[("COLUMNS", columns)]));
        text.lines().map(UnicodeWidthStr::width).max().unwrap()
    };
    for columns in [50, 80, 120] {
        let widest = widest(&columns.to_string());
        assert!(widest <= columns && widest > columns - 10, "{widest} at {columns}");
    }
    // What no width is, says nothing.
    assert_eq!(widest("0"), 100);
    assert_eq!(widest("wide"), 100);
}

const FILE: &str = "standards/TTM4221-004v2.yaml";

/// The arguments of a command that prints for people, and what its text is known by.
const TEXTS: &[(&[&str], &str)] = &[
    (&["list"], "TTM4221-004v2"),
    (&["list", "--columns", "path,code,name,category,occupation,industry,level,status,date"], "N7900"),
    (&["list", "--counts"], "2"),
    (&["list", "--names", "--format", "text"], "顧客關係管理"),
    (&["find", "客戶"], "客戶紀錄表"),
    (&["show", "TTM4221-004v2"], "P2.1.1"),
    (&["show", "TTM4221-004v2", "--matrix"], "T5.2"),
    (&["gap", "--nearest", "TTM4221-004v2"], "TTM4221-005v2"),
    (&["gap", FILE, "standards/other.yaml"], "K16"),
    (&["diff", FILE, "standards/other.yaml"], "T2.1"),
    (&["diff", "--against", "HEAD"], "T2.1"),
    (&["explain"], "undefined-code"),
    (&["explain", "undefined-code"], "undefined-code"),
    (&["explain", "rewording"], "rewording"),
    (&["codes", "旅遊"], "4221"),
];

#[test]
fn messages_and_advice_are_no_wider_than_columns_says() {
    let repository = Repository::with_standard();
    repository.write("draft.yaml", "name:\n  occupation: 甲\nduties: {}\nknowledge:\n  K01: 乙\n");
    for number in 1..4 {
        repository.write(&format!("standards/{number}.yaml"), &repository.read(FILE));
    }
    // A line of a source has its number before it, its place or a bar; these are drawn by a library.
    let is_of_source = |line: &&str| {
        let bare = line.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
        ["|", "-->", ":::", "..."].iter().any(|mark| bare.starts_with(mark))
    };
    for lang in ["en", "zh-TW"] {
        let arguments = ["validate", "--notes", "--lang", lang, "standards", "draft.yaml"];
        let whole = out(&repository.ttm(&arguments));
        let longest = whole.lines().filter(|line| !is_of_source(line)).map(UnicodeWidthStr::width).max();
        assert!(longest > Some(80), "into a pipe a message is on one line: {whole}");
        for columns in [40, 60] {
            let text = out(&repository.ttm_with(&arguments, &[("COLUMNS", &columns.to_string())]));
            let told = text.lines().filter(|line| !is_of_source(line));
            let widest = told.max_by_key(|line| line.width()).unwrap_or_default();
            assert!(widest.width() <= columns, "{lang} at {columns}: {widest}\n{text}");
            let squeezed = |text: &str| {
                let told = text.lines().filter(|line| !is_of_source(line)).collect::<String>();
                told.replace(' ', "")
            };
            assert_eq!(squeezed(&text), squeezed(&whole), "{lang} at {columns}");
        }
    }
}

#[test]
fn no_text_for_people_is_wider_than_columns_says() {
    let repository = Repository::with_standard();
    let text = repository.read(FILE);
    let other =
        text.replace("TTM4221-004v", "TTM4221-005v").replace("客戶", "旅客").replace("K12, K05", "K13, K61");
    repository.write("standards/other.yaml", &other);
    repository.edit(FILE, "整理客戶特別需求", "蒐集並整理客戶的特別需求，並且寫成客戶也看得懂的紀錄");
    let squeezed = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    for lang in ["en", "zh-TW"] {
        for &(arguments, known) in TEXTS {
            let arguments = [arguments, &["--lang", lang]].concat();
            let whole = out(&repository.ttm_with(&arguments, &[("COLUMNS", "4000")]));
            for columns in [44, 60, 80] {
                let text = out(&repository.ttm_with(&arguments, &[("COLUMNS", &columns.to_string())]));
                let widest = text.lines().max_by_key(|line| line.width()).unwrap_or_default();
                assert!(widest.width() <= columns, "{arguments:?} at {columns}: {widest}");
                // Every character is there still, in the columns of a table in another order.
                let mut characters = [&whole, &text].map(|text| squeezed(text).chars().collect::<Vec<_>>());
                characters.iter_mut().for_each(|characters| characters.sort_unstable());
                let [whole, text] = characters;
                assert!(text.len() >= whole.len(), "{arguments:?} at {columns}");
            }
            assert!(squeezed(&whole).contains(&squeezed(known)), "{arguments:?}: {whole}");
        }
    }
}
