//! Renumbering: what follows position, what stays byte for byte, and when it is refused.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use tempfile::TempDir;
use ttm::check::load;
use ttm::diagnostic::Findings;
use ttm::files::source::{FileId, Source};
use ttm::forms::sheet::{FormPart, Sheet};
use ttm::model::Standard;

use crate::generated::{self, Shapes};

fn ttm(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_ttm")).args(["--lang", "en"]).args(arguments).output().unwrap()
}

fn file(text: &str) -> (TempDir, PathBuf) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("draft.yaml");
    fs::write(&path, text).unwrap();
    (folder, path)
}

/// What becomes of `text`, the exit code and what was said.
fn renumbered(text: &str, options: &[&str]) -> (String, i32, String) {
    let (_folder, path) = file(text);
    let output = ttm(&[&["renumber"], options, &[path.to_str().unwrap()]].concat());
    let said = String::from_utf8(output.stderr).unwrap().replace(path.to_str().unwrap(), "draft.yaml");
    (fs::read_to_string(&path).unwrap(), output.status.code().unwrap(), said)
}

fn lines_that_differ<'a>(before: &'a str, after: &'a str) -> Vec<(&'a str, &'a str)> {
    assert_eq!(before.lines().count(), after.lines().count());
    before.lines().zip(after.lines()).filter(|(one, other)| one != other).collect()
}

#[test]
fn a_task_inserted_in_the_middle_is_numbered_and_the_file_validates() {
    let standard = fs::read_to_string("standards/TTM4221-004v2.yaml").unwrap();
    let task = "      T2.2:   # a new one\n        name: 蒐集同業資料\n        level: 3\n        outputs:\n          \
                O2.2.1: 同業資料表\n        indicators:\n          P2.2.1: 蒐集同業的報價與行程。\n";
    let inserted = standard.replacen("      T2.2:\n", &format!("{task}      T2.2:\n"), 1);
    let (_folder, path) = file(&inserted);
    let path = path.parent().unwrap().join("TTM4221-004v2.yaml");
    fs::write(&path, &inserted).unwrap();
    let path = path.to_str().unwrap();
    assert_eq!(ttm(&["validate", "--quiet", path]).status.code(), Some(1));
    let output = ttm(&["renumber", path]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert_eq!(ttm(&["validate", "--quiet", path]).status.code(), Some(0));
    let after = fs::read_to_string(path).unwrap();
    assert_eq!(
        lines_that_differ(&inserted, &after),
        [
            ("      T2.2:", "      T2.3:"),
            ("          O2.2.1: 市場報告", "          O2.3.1: 市場報告"),
            ("          P2.2.1: 了解獎旅市場的發展狀況。", "          P2.3.1: 了解獎旅市場的發展狀況。"),
            (
                "          P2.2.2: 了解客戶所屬國家的文化差異。",
                "          P2.3.2: 了解客戶所屬國家的文化差異。"
            ),
            ("      T2.3:", "      T2.4:"),
            ("          O2.3.1: 活動企劃書", "          O2.4.1: 活動企劃書"),
            (
                "          P2.3.1: 於確認客戶需求，按照主管指示提出活動企劃書。",
                "          P2.4.1: 於確認客戶需求，按照主管指示提出活動企劃書。"
            ),
        ]
    );
    let again = ttm(&["renumber", path]);
    assert!(String::from_utf8(again.stderr).unwrap().contains("every code follows its position already"));
    assert_eq!(fs::read_to_string(path).unwrap(), after);
}

#[test]
fn quotation_marks_comments_line_ends_and_every_shape_are_kept() {
    let before = "\u{feff}# 草案\r\nname: {occupation: 業務人員}   # 名稱\r\nduties:\r\n  - 'T2':\r\n      name: 甲\r\n      \
                  tasks:\r\n        - \"T2.1\": {name: 乙, also: {T2.2: 丙}, rows: [{level: 3, indicators: {P2.1.1: 一。, \
                  P2.2.1: 二。}},\r\n            {level: 4, outputs: [O9: 表, 單], indicators: {P2.2.9: 三。, P2.1.7: \
                  四。}}]}\r\n        - T1.9:   {name: 丁}\r\n";
    let after = before
        .replace("'T2'", "'T1'")
        .replace("\"T2.1\"", "\"T1.1\"")
        .replace("T2.2: 丙", "T1.2: 丙")
        .replace("P2.1.1", "P1.1.1")
        .replace("P2.2.1", "P1.2.1")
        .replace("O9", "O1.1.1")
        .replace("P2.2.9", "P1.2.2")
        .replace("P2.1.7", "P1.1.2")
        .replace("T1.9", "T1.3");
    assert_eq!(renumbered(before, &[]), (after, 0, "draft.yaml: 9 codes changed\n".into()));
}

const POOL: &str = "name: {occupation: 業務人員}\nknowledge:\n  K05: 溝通   # 常用\n  K12: 行銷\nskills:\n  - S9: 傾聽\n  \
                    - 談判\n  - S4: 簡報\nattitudes: {A3: 耐心, A1: 細心}\nduties:\n  T1:\n    name: 甲\n    knowledge: \
                    [K12, 'K05']\n    tasks:\n      T1.1:\n        name: 乙\n        skills: [S4, S9, S77]\n        \
                    rows:\n          - knowledge: [K12]\n";

#[test]
fn items_follow_their_lists_and_references_follow_them() {
    let (after, code, said) = renumbered(POOL, &["--items"]);
    let expected = POOL
        .replace("K05", "K01")
        .replace("K12", "K02")
        .replace("S9", "S01")
        .replace("S4", "S02")
        .replace("A1", "A02")
        .replace("A3", "A01");
    assert_eq!((after, code), (expected, 0), "{said}");
    assert_eq!(renumbered(POOL, &[]).0, POOL);
}

#[test]
fn names_of_one_code_are_numbered_apart() {
    let text = POOL
        .replace(
            "knowledge:\n  K05: 溝通   # 常用\n  K12: 行銷\n",
            "knowledge:\n  - K05: 溝通   # 常用\n  - K12: 行銷\n  - K05: 談判（含 K12）\n",
        )
        .replace("[K12, 'K05']", "[K12, {K05: 溝通}]")
        .replace(
            "knowledge: [K12]",
            "knowledge:\n              - K05: 談判（含 K12）  # 甲\n              - K12\n",
        );
    let (after, code, said) = renumbered(&text, &["--items"]);
    let expected = text
        .replace("- K05: 溝通 ", "- K01: 溝通 ")
        .replace("- K12: 行銷\n  - K05:", "- K02: 行銷\n  - K03:")
        .replace("[K12, {K05: 溝通}]", "[K02, K01]")
        .replace("- K05: 談判（含 K12）  # 甲\n              - K12\n", "- K03  # 甲\n              - K02\n")
        .replace("S9", "S01")
        .replace("S4", "S02")
        .replace("A1", "A02")
        .replace("A3", "A01");
    assert_eq!(after, expected, "{said}");
    // The name of the entry mentions a code that moved; the one that went with its reference does not.
    assert_eq!((code, said.matches("is mentioned here").count()), (1, 1), "{said}");
    assert_eq!(renumbered(&text, &[]).0, text);
}

#[test]
fn a_name_that_a_reference_does_not_need_is_removed() {
    let text =
        POOL.replace("[K12, 'K05']", "[{K12: 行銷}, {'K05': \"溝通\"}]").replace("[K12]", "[{K12: 營銷}]");
    let (after, _, said) = renumbered(&text, &[]);
    assert_eq!(after, text.replace("[{K12: 行銷}, {'K05': \"溝通\"}]", "[K12, K05]"), "{said}");
}

#[test]
fn a_name_on_lines_of_its_own_goes_too() {
    let block = |name: &str| format!("    knowledge:\n    - {name}\n    - K05 # why\n");
    let text = |references: &str| {
        format!(
            "name: {{occupation: 甲}}\nknowledge:\n  - K05: 溝通\n  - K12: 行銷\nduties:\n  T1:\n    name: 乙\n{references}"
        )
    };
    for name in ["K12: |-\n        行銷", "K12: >-\n        行銷", "K12:\n        行銷", "{K12:\n      行銷}"]
    {
        let (after, code, said) = renumbered(&text(&block(name)), &["--items"]);
        let expected = text(&block("K02")).replace("K05", "K01").replace("K12", "K02");
        assert_eq!((after, code), (expected, 0), "{name}: {said}");
    }
    // A comment in it would be lost.
    let commented = text(&block("K12: |-  # printed so\n        行銷"));
    let (after, code, said) = renumbered(&commented, &["--items"]);
    assert_eq!((after.as_str(), code), (commented.as_str(), 2));
    assert!(said.contains("on one line without a comment (draft.yaml:9:7)"), "{said}");
}

#[test]
fn ambiguous_references_refuse_renumbering() {
    let doubled = POOL.replace("  K12: 行銷\n", "  K12: 行銷\n  K05: 溝通\n");
    let ambiguous = POOL.replace("  K12: 行銷\n", "  K12: 行銷\n  K05: 談判\n");
    let unlisted = ambiguous.replace("'K05'", "{K05: 談話}");
    let astray = POOL.replace("[K12]", "[K01]");
    let other_list = POOL.replace("[K12]", "[S4]");
    for (text, reason) in [
        (
            &doubled,
            "K05 stands twice in its list, so it is not clear which of the two a reference means (draft.yaml:3:3, draft.yaml:5:3)",
        ),
        (
            &ambiguous,
            "K05 has several names in its list, and this reference does not say which is meant; write {K05: NAME} \
             (draft.yaml:14:22)",
        ),
        (
            &unlisted,
            "the knowledge list has no `K05: 談話`, and after renumbering the reference would mean another entry (draft.yaml:14:23)",
        ),
        (
            &astray,
            "the knowledge list has no K01, and after renumbering the reference would mean another entry (draft.yaml:19:25)",
        ),
        (
            &other_list,
            "the knowledge list has no S4, and after renumbering the reference would mean another entry (draft.yaml:19:25)",
        ),
    ] {
        let (after, code, said) = renumbered(text, &["--items"]);
        assert_eq!((after.as_str(), code), (text.as_str(), 2));
        assert_eq!(said, format!("error: draft.yaml is not renumbered: {reason}\n"));
    }
    // Positions are clear all the same.
    assert_eq!(renumbered(&doubled, &[]).1, 0);
}

#[test]
fn a_file_that_does_not_load_whole_is_left_as_it_is() {
    let broken = POOL.replace("    name: 甲\n", "    naem: 甲\n").replace("T1:", "T7:");
    let (after, code, said) = renumbered(&broken, &[]);
    assert_eq!((after, code), (broken, 1));
    assert!(said.contains("error[unknown-field]") && said.contains("does not load whole"), "{said}");
    let (after, code, _) = renumbered("duties: [", &[]);
    assert_eq!((after.as_str(), code), ("duties: [", 1));
    assert_eq!(ttm(&["renumber", "missing.yaml"]).status.code(), Some(2));
}

#[test]
fn a_read_only_file_is_left_as_it_is() {
    let wrong = POOL.replace("T1:", "T7:");
    let (_folder, path) = file(&wrong);
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    let output = ttm(&["renumber", path.to_str().unwrap()]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!((output.status.code(), said.contains("the file is read-only")), (Some(2), true), "{said}");
    assert_eq!(fs::read_to_string(&path).unwrap(), wrong);
}

#[test]
fn mentions_in_texts_and_comments_are_reported_and_unchanged() {
    let text = "name: {occupation: 業務人員}\ndescription: 參見 T5.1 與 A4紙、XT5.1\n# T5 來自舊版\nduties: {T5: {name: 甲, \
                tasks: {T5.1: {name: 乙}}}}\n";
    let (after, code, said) = renumbered(text, &[]);
    assert!(after.contains("參見 T5.1") && after.contains("{T1: {name: 甲, tasks: {T1.1:"), "{after}");
    assert_eq!(code, 1);
    assert_eq!(
        said,
        "draft.yaml: 2 codes changed\ndraft.yaml:2:17: T5.1 is mentioned here and left as it is; the code is now T1.1\n\
         draft.yaml:3:3: T5 is mentioned here and left as it is; the code is now T1\n"
    );
}

#[test]
fn the_difference_is_shown_and_nothing_is_written() {
    let text = "name: {occupation: 業務人員}\nduties:\n  T5:\n    name: 甲\n";
    let (_folder, path) = file(text);
    let path = path.to_str().unwrap();
    let output = ttm(&["renumber", "--diff", path]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(
        String::from_utf8(output.stdout).unwrap(),
        format!(
            "--- {path}\n+++ {path}\n@@ -1,4 +1,4 @@\n name: {{occupation: 業務人員}}\n duties:\n-  T5:\n+  T1:\n     name: 甲\n"
        )
    );
    assert_eq!(fs::read_to_string(path).unwrap(), text);
}

#[test]
fn every_row_prints_the_same_names_after_codes_with_two_names_are_numbered_apart() {
    let printed = |standard: &Standard<'_>| -> Vec<String> {
        let sheet = Sheet::of(standard);
        let main = sheet.sections.iter().find(|section| section.part == FormPart::Duties).unwrap();
        let cells = main.table.rows.iter().flatten();
        cells.flat_map(|cell| cell.lines.iter().map(|line| line.text.to_string())).collect()
    };
    let mut changed = 0;
    for number in 0..40 {
        let (name, text) = generated::file_of(0, number, Shapes::TWO_NAMES);
        let before = Source::in_memory(&name, text);
        let load = |source| load(source, FileId::default(), &mut Findings::default()).unwrap();
        let (after, code, said) = renumbered(&before.text, &["--items"]);
        assert!(code < 2, "{said}");
        assert!(!after.contains("{K") && !after.contains("{S"), "{after}");
        changed += usize::from(after != before.text);
        let after = Source::in_memory(&name, after);
        assert_eq!(printed(&load(&before)), printed(&load(&after)), "{name}");
    }
    assert!(changed > 30, "{changed}");
}
