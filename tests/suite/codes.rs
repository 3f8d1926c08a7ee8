//! Finding codes by name and number.

use std::process::{Command, Output};

use serde_json::Value;

fn codes(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_ttm")).args(["--lang", "en", "codes"]).args(arguments).output().unwrap()
}

/// The codes that are found: occupations, industries, job categories.
fn found(arguments: &[&str]) -> [Vec<String>; 3] {
    let output = codes(&[arguments, &["--format", "json"]].concat());
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    ["occupations", "industries", "job_categories"].map(|list| {
        let found = report[list].as_array().unwrap();
        found.iter().map(|one| one["code"].as_str().unwrap().to_owned()).collect()
    })
}

#[test]
fn names_and_numbers_find_codes() {
    let only = |list: usize, codes: &[&str]| {
        let mut expected = [Vec::new(), Vec::new(), Vec::new()];
        expected[list] = codes.iter().map(|&code| code.to_owned()).collect();
        expected
    };
    assert_eq!(found(&["旅遊", "諮詢"]), only(0, &["4221"]));
    assert_eq!(found(&["旅遊　諮詢"]), only(0, &["4221"]));
    assert_eq!(found(&["舞臺"]), only(0, &["2654"]));
    assert_eq!(found(&["舞台"]), only(0, &["2654"]));
    assert_eq!(found(&["4221"]), only(0, &["4221"]));
    assert_eq!(found(&["C2149"]), only(0, &["2149"]));
    assert_eq!(found(&["N7900"]), only(1, &["N79"]));
    assert_eq!(found(&["n79"]), only(1, &["N79"]));
    assert_eq!(found(&["G4700"]), only(1, &["G47-48"]));
    assert_eq!(found(&["G46"])[1][..3], ["G45-46", "G461", "G4611"]);
    assert_eq!(found(&["TTM"]), only(2, &["TTM"]));
    assert_eq!(
        found(&["422"])[0],
        ["422", "4221", "4222", "4223", "4224", "4225", "4229"].map(str::to_owned)
    );
}

#[test]
fn the_groups_above_and_the_source_stand_beside_a_code() {
    let output = codes(&["旅行及"]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(
        String::from_utf8(output.stdout).unwrap(),
        "Industries (national industry classification (行業統計分類), 11th revision of 2021-01, statistics office)\n  \
         N79     旅行及其他相關服務業\n          < N 支援服務業\n"
    );
    let observed = String::from_utf8(codes(&["TTM"]).stdout).unwrap();
    assert!(observed.contains("no official list"), "{observed}");
}

#[test]
fn nothing_found_is_exit_code_one() {
    for asked in ["沒有這種職業", "9999", "Z12", ""] {
        let output = codes(&[asked]);
        assert_eq!(output.status.code(), Some(1), "{asked}");
        assert!(output.stdout.is_empty() && !output.stderr.is_empty(), "{asked}");
    }
    let hostile = String::from_utf8(codes(&["\u{1b}[31m"]).stderr).unwrap();
    assert!(!hostile.contains('\u{1b}'), "{hostile:?}");
}
