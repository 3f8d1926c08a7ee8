//! What a person sees of many findings: folded blocks, their order, a summary, and a file that is no standard.

use serde_json::Value;

use crate::repository::Repository;

const V2: &str = "standards/TTM4221-004v2.yaml";

fn text(repository: &Repository, arguments: &[&str]) -> String {
    let output = repository.ttm(&[&["validate"], arguments].concat());
    String::from_utf8(output.stdout).unwrap()
}

/// The severities and rules of the blocks, in their order.
fn blocks(text: &str) -> Vec<&str> {
    let titles =
        text.lines().filter(|line| ["error[", "warning[", "note["].iter().any(|of| line.starts_with(of)));
    titles.map(|line| line.split_once(": ").unwrap().0).collect()
}

/// A repository with a standard that has faults of every class, style first.
fn repository() -> Repository {
    let repository = Repository::with_standard();
    repository.edit(V2, "\n  A01: ", "\n  A01: 甲  乙 ");
    for at in ["A02", "A03", "A04", "A05"] {
        repository.edit(V2, &format!("\n  {at}: "), &format!("\n  {at}: 丙  丁 "));
    }
    let text = repository.read(V2);
    repository.write(V2, &format!("{text}levle: 3\n"));
    repository
}

#[test]
fn five_findings_of_a_rule_are_one_block_and_errors_come_first() {
    let repository = repository();
    let folded = text(&repository, &[]);
    assert_eq!(
        blocks(&folded),
        [
            "error[unknown-field]",
            "warning[duplicate-name]",
            "warning[duplicate-name]",
            "warning[stray-space]"
        ],
        "{folded}"
    );
    assert!(folded.contains("(the first of 5 in this file; --all shows each)"), "{folded}");
    // Three places, and the place of no other.
    let places = |text: &str| text.matches("丙  丁").count() + text.matches("甲  乙").count();
    assert_eq!(places(&folded), 3, "{folded}");
    let unfolded = text(&repository, &["--all"]);
    assert_eq!(blocks(&unfolded).iter().filter(|block| **block == "warning[stray-space]").count(), 5);
    assert_eq!(places(&unfolded), 5);
    let chinese = text(&repository, &["--lang", "zh-TW"]);
    assert!(chinese.contains("（這個檔案共 5 處，這是第一處；加上 --all 逐一列出）"), "{chinese}");
    // Machines get all of them, by position.
    let output = repository.ttm(&["validate", "--format", "json"]);
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let lines: Vec<u64> = report["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .map(|found| found["line"].as_u64().unwrap())
        .collect();
    assert_eq!(lines.len(), 8);
    assert!(lines.is_sorted(), "{lines:?}");
}

#[test]
fn a_run_over_many_files_ends_in_a_summary() {
    let repository = Repository::new();
    for (name, faults) in [("a", 1), ("b", 3), ("c", 2)] {
        let faults: String = (0..faults).map(|at| format!("  key-{at}: 甲\n")).collect();
        repository.write(&format!("{name}.yaml"), &format!("name:\n  occupation: 咖啡烘焙師\n{faults}"));
    }
    let only = ["--only", "unknown-field", "."];
    let all = text(&repository, &only);
    let end = "By rule:\n  unknown-field  6 errors in 3 files\nFiles with the most:\n  ./b.yaml  3 errors\n  ./c.yaml  2 \
               errors\n  ./a.yaml  1 error\n\n6 errors, 0 warnings, 0 notes in 3 files\n";
    assert!(
        all.replace("\n  b.yaml", "\n  ./b.yaml").ends_with(end) || all.ends_with(&end.replace("./", "")),
        "{all}"
    );
    let chinese = text(&repository, &[&["--lang", "zh-TW"][..], &only].concat());
    assert!(
        chinese.contains("依規則：\n  unknown-field  6 個錯誤，3 個檔案\n問題最多的檔案：\n"),
        "{chinese}"
    );
    // Two files are seen at a glance.
    assert!(!text(&repository, &["--only", "unknown-field", "a.yaml", "b.yaml"]).contains("By rule"));
}

#[test]
fn a_file_that_is_no_standard_is_one_finding() {
    let repository = Repository::new();
    let compose =
        "version: \"3\"\nname: web\nservices:\n  web:\n    image: nginx\nnetworks: {}\nvolumes: {}\n";
    repository.write("docker-compose.yml", compose);
    let told = text(&repository, &["--notes", "docker-compose.yml"]);
    assert_eq!(blocks(&told), ["error[wrong-type]"], "{told}");
    assert!(
        told.contains("no competency standard: its keys are `version`, `services`, `networks`"),
        "{told}"
    );
    assert!(told.contains("leave it out with `exclude` in ttm.toml"), "{told}");
    // Whatever may be meant for a standard is checked as one.
    for (name, meant) in [
        ("misspelt", "levle: 3\n"),
        ("by-the-form", "基準級別: 3\nversion: 1\n"),
        ("name", "name:\n  occupation: 甲乙丙\nversion: 1\nservices: {}\n"),
        ("one-key", "code: TTM4221-004v2\nversion: 1\nservices: {}\n"),
        ("few", "name: 甲乙丙\nlevel: 3\nversion: 1\n"),
    ] {
        let name = format!("{name}.yaml");
        repository.write(&name, meant);
        assert!(!text(&repository, &[&name]).contains("no competency standard"), "{name}");
    }
}
