//! Every rule against its folder of good and bad cases, and the records themselves.
//!
//! A case is a file, or a folder of files for rules that look at names or at several standards. A file by itself is
//! read as if it were named after its code. Each bad case's whole report is kept in both languages, so a finding
//! that only follows from another would show.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use ttm::check::{Settings, check, check_with};
use ttm::files::source::Source;
use ttm::report::text;
use ttm::report::{ReportFormat, stream};
use ttm::rules::{RULES, find};
use ttm::text::bilingual::Lang;

fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut entries: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    entries
}

fn name(path: &Path) -> &str {
    path.file_name().unwrap().to_str().unwrap()
}

fn sources(case: &Path) -> Vec<Source> {
    if case.is_dir() {
        return entries(case)
            .iter()
            .map(|file| Source::in_memory(name(file), fs::read(file).unwrap()))
            .collect();
    }
    let bytes = fs::read(case).unwrap();
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let code = text.lines().find_map(|line| line.strip_prefix("code: ")).map(str::trim);
    let name = code.map_or_else(|| name(case).to_owned(), |code| format!("{code}.yaml"));
    vec![Source::in_memory(&name, bytes)]
}

#[test]
fn every_bad_case_has_its_finding_and_good_cases_have_none() {
    let mut wrong = Vec::new();
    // Every standard of the cases is younger than three years then, but for those of one rule.
    let settings = Settings { as_of: Some(jiff::civil::date(2024, 1, 14)), ..Settings::default() };
    for rule in RULES {
        for case in entries(&Path::new("tests/cases").join(rule.name)) {
            let sources = sources(&case);
            let diagnostics = check_with(&sources, &settings);
            let found = diagnostics.iter().any(|found| found.rule == rule.name);
            let stem = case.file_stem().unwrap().to_str().unwrap();
            if found != stem.starts_with("bad") {
                wrong.push(case.display().to_string());
            }
            if stem.starts_with("bad") {
                let report = |lang| {
                    let options = text::Options { lang, notes: true, all: true, width: None };
                    let mut out = Vec::new();
                    let written =
                        stream::write(&mut out, ReportFormat::Text, options, false, &diagnostics, &sources);
                    written.map(drop).unwrap();
                    anstream::adapter::strip_str(&String::from_utf8(out).unwrap()).to_string()
                };
                let both = format!("{}\n{}", report(Lang::En), report(Lang::ZhTw));
                insta::with_settings!({omit_expression => true, prepend_module_to_snapshot => false, snapshot_path => "snapshots/rules"}, {
                    insta::assert_snapshot!(format!("{}--{stem}", rule.name), both);
                });
            }
        }
    }
    assert!(wrong.is_empty(), "good cases with findings, or bad ones without: {wrong:#?}");
}

#[test]
fn every_rule_has_a_good_and_a_bad_case_and_no_folder_is_orphaned() {
    let mut folders: BTreeSet<String> =
        entries(Path::new("tests/cases")).iter().map(|folder| name(folder).to_owned()).collect();
    for rule in RULES {
        assert!(folders.remove(rule.name), "{} has no cases", rule.name);
        let cases = entries(&Path::new("tests/cases").join(rule.name));
        for start in ["good", "bad"] {
            assert!(
                cases.iter().any(|case| name(case).starts_with(start)),
                "{} has no {start} case",
                rule.name
            );
        }
        let strays: Vec<_> = cases
            .iter()
            .filter(|case| !name(case).starts_with("good") && !name(case).starts_with("bad"))
            .collect();
        assert!(strays.is_empty(), "{strays:?}");
    }
    assert!(folders.is_empty(), "no rule is called {folders:?}");
}

#[test]
fn every_rule_record_is_complete() {
    for rule in RULES {
        let well_formed = rule.name.split('-').all(|word| {
            !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        });
        assert!(well_formed, "{}", rule.name);
        assert_eq!(
            find(rule.name).map(|found| found.name),
            Some(rule.name),
            "two rules are called {}",
            rule.name
        );
        assert!(
            rule.summary.en.starts_with("Checks that ") && rule.summary.en.ends_with('.'),
            "{}",
            rule.name
        );
        assert!(rule.summary.zh.starts_with("檢查") && rule.summary.zh.ends_with('。'), "{}", rule.name);
        let explanation = &rule.explanation;
        for words in [&explanation.what, &explanation.why, &explanation.advice] {
            assert!(words.en.ends_with('.'), "{}", rule.name);
            assert!(
                words.zh.chars().any(|found| ('\u{4e00}'..='\u{9fff}').contains(&found)),
                "{}",
                rule.name
            );
        }
        assert!(!explanation.example.is_empty(), "{}", rule.name);
    }
}

/// The finding of the only diagnostic that `text` gives, as `rule line:column`.
fn only(text: &str) -> String {
    let sources = [Source::in_memory("TTM4221-004v2.yaml", text)];
    let found: Vec<String> = check(&sources)
        .iter()
        .filter(|found| found.severity > ttm::diagnostic::Severity::Note)
        .filter(|found| found.rule != "duplicate-name")
        .map(|found| {
            let position = sources[0].position(found.primary.place.span.start);
            format!("{} {}:{}", found.rule, position.line, position.column)
        })
        .collect();
    found.join(", ")
}

#[test]
fn one_mistake_in_the_published_standard_gives_one_finding() {
    let standard = fs::read_to_string("standards/TTM4221-004v2.yaml").unwrap();
    let broken = |from: &str, to: &str| {
        assert!(standard.contains(from), "{from}");
        only(&standard.replacen(from, to, 1))
    };
    let place = |needle: &str, text: &str| {
        let offset = text.find(needle).unwrap();
        let line = text[..offset].matches('\n').count() + 1;
        let column = text[..offset].rsplit('\n').next().unwrap().chars().count() + 1;
        format!("{line}:{column}")
    };
    let expect = |rule: &str, from: &str, to: &str, mark: &str| {
        let text = standard.replacen(from, to, 1);
        assert_eq!(broken(from, to), format!("{rule} {}", place(mark, &text)), "{to}");
    };
    expect("undefined-code", "[K12, K05, K16]", "[K12, K05, K16, K99]", "K99");
    expect("malformed-code", "code: TTM4221-004v2\nname", "code: 'TTM4221-004v2 '\nname", "'TTM4221-004v2 '");
    expect("undefined-code", "[K12, K05, K16]", "[K12、K05、K16]", "K12、K05、K16");
    expect("misplaced-code", "P2.2.1: 了解獎旅", "P2.1.1: 了解獎旅", "P2.1.1: 了解獎旅");
    expect("misplaced-code", "      T2.3:\n", "      T3.9:\n", "T3.9");
    expect("misplaced-code", "      T2.3:\n", "      T3.1:\n", "T3.1");
    expect("invalid-value", "level: 3\nhistory", "level: 9\nhistory", "9\nhistory");
    expect("unknown-field", "level: 3\nhistory", "levle: 3\nhistory", "levle");
    expect("duplicate-code", "  T3:\n", "  T2:\n", "T2:\n    name: 活動提案");
    expect("yaml-syntax", "\n  K02:", "\n\tK02:", "\tK02");
    expect("yaml-syntax", "name: 市場調查\n", "name: *a\n", "*a");
    // At the first key of a block YAML takes the line and those after it for one text.
    expect("yaml-syntax", "code: TTM4221-004v2\nname", "code：TTM4221-004v2\nname", "code：");
    expect("yaml-syntax", "- version: V2", "- version：V2", "version：");
    expect("yaml-syntax", "- version: V1", "- version:V1", "version:V1");
    expect("yaml-syntax", "- code: TTM", "- code：TTM", "code：");
    expect("yaml-syntax", "K01: 國", "K01：國", "K01：");
    expect("yaml-syntax", "S01: 顧", "S01:顧", "S01:顧");
    expect("yaml-syntax", "  T1:\n", "  T1：\n", "T1：");
    expect("yaml-syntax", "name: 業務拓展", "name：業務拓展", "name：");
    expect("yaml-syntax", "T1.1:\n", "T1.1：\n", "T1.1：");
    expect("yaml-syntax", "P1.1.1: ", "P1.1.1:", "P1.1.1:");
    expect("yaml-syntax", "\n  K02:", "\n　　K02:", "　　K02");
    expect("yaml-syntax", "\n  T1:", "\n　　T1:", "　　T1");
}

#[test]
fn ten_mistakes_of_shape_and_of_rules_are_ten_findings_of_one_run() {
    let mut text = fs::read_to_string("standards/TTM4221-004v2.yaml").unwrap();
    for (from, to) in [
        ("level: 3\nhistory", "levle: 3\nhistory"),
        ("status: superseded", "status: 歷史版本"),
        ("date: 2017-12-31", "date: 2017/12/31"),
        ("knowledge: [K01, K02, K12, K05]", "knowledge: [K01, K02, K12, K05, K98]"),
        ("P2.2.1:", "P2.3.1:"),
        ("      T3.2:\n", "      T3.1:\n"),
        (
            "        level: 3\n        outputs:\n          O4.1.1",
            "        level: 7\n        outputs:\n          O4.1.1",
        ),
        ("          O4.3.1: 突發狀況記錄", "          O4.3.1: [突發狀況記錄]"),
        ("        name: 結算金額\n", ""),
        ("  qualifications:\n    - 學歷", "  qualifications:\n    -\n    - 學歷"),
    ] {
        assert!(text.contains(from), "{from}");
        text = text.replacen(from, to, 1);
    }
    let sources = [Source::in_memory("TTM4221-004v2.yaml", text)];
    let found: Vec<String> = check(&sources)
        .iter()
        .filter(|found| found.severity > ttm::diagnostic::Severity::Note && found.rule != "duplicate-name")
        .map(|found| {
            let span = found.primary.place.span;
            format!("{} {}", found.rule, sources[0].text[span.range()].lines().next().unwrap_or_default())
        })
        .collect();
    let expected = [
        "unknown-field levle",
        "invalid-value 歷史版本",
        "invalid-value 2017/12/31",
        "undefined-code K98",
        "misplaced-code P2.3.1",
        "duplicate-code T3.1",
        "invalid-value 7",
        "wrong-type [突發狀況記錄]",
        "missing-field T5.2",
        "empty-text ",
    ];
    assert_eq!(found, expected);
}
