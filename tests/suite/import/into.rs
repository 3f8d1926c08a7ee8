//! The edits of a document, taken into the file of its standard.

use std::fs;
use std::process::Output;

use tempfile::TempDir;
use ttm::canonical::yaml;
use ttm::edit::take::{printed, take};
use ttm::forms::render::Format;

use crate::generated::{Shapes, standard as generated};
use crate::repository::said;
use crate::support::{print, standard};

/// The committed standard with comments, and a blank line, that a document knows nothing of.
fn commented() -> String {
    let text = fs::read_to_string("standards/TTM4221-004v2.yaml").unwrap();
    let text = text.replacen("knowledge:\n", "# 依 2021 年會議紀錄\nknowledge:\n", 1);
    let text = text.replacen("duties:\n", "\n# 表身\nduties:\n", 1);
    text.replacen("level: 3\n", "level: 3   # 待確認\n", 1)
}

/// Takes what `edited` prints as into a file with `text`: what the file has afterwards, and what was said.
fn taken(text: &str, edited: &str) -> (String, Output) {
    let folder = TempDir::new().unwrap();
    let [file, page] = ["a.yaml", "edited.html"].map(|name| folder.path().join(name));
    fs::write(&file, text).unwrap();
    fs::write(&page, print(&[&standard(edited)], Format::Html, 100)).unwrap();
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_ttm"));
    command.args(["--lang", "en", "import", "edited.html", "--into", "a.yaml"]).current_dir(folder.path());
    let output = command.output().unwrap();
    assert_eq!(crate::names(folder.path()), ["a.yaml", "edited.html"]);
    (fs::read_to_string(file).unwrap(), output)
}

/// The edits of a text make the file what the same edits make of its text, comments included.
#[track_caller]
fn assert_taken(text: &str, edit: impl Fn(&str) -> String) {
    let edited = edit(text);
    assert_ne!(edited, text);
    let (after, output) = taken(text, &edited);
    assert!(
        after == edited,
        "{}\n{}",
        said(&output),
        ttm::text::unified_diff::unified("a.yaml", &edited, &after, ttm::text::bilingual::Lang::En)
    );
    assert!(!output.stdout.is_empty(), "what changed is told");
}

/// The line with this text.
fn line<'t>(text: &'t str, part: &str) -> &'t str {
    text.split_inclusive('\n').find(|line| line.contains(part)).unwrap_or_else(|| panic!("no {part}"))
}

#[test]
fn each_edit_is_made_and_nothing_else_changes() {
    let text = commented();
    // A text changed.
    assert_taken(&text, |text| text.replacen("國際商務禮儀", "國際商務與社交禮儀", 1));
    // An indicator deleted.
    assert_taken(&text, |text| {
        let (task, rest) = text.split_once("P1.1.2: ").unwrap();
        let end = rest.find('\n').unwrap();
        format!("{}{}", task.trim_end_matches(' '), &rest[end + 1..])
    });
    // An attitude added, behind the last one.
    assert_taken(&text, |text| {
        let last = line(text, "  A17: ");
        text.replacen(last, &format!("{last}  A18: 自我管理\n"), 1)
    });
    // A reference taken out of a merged cell, and another put in.
    assert_taken(&text, |text| text.replacen("[K12, K05, K16]", "[K12, K16, K01]", 1));
    // A level, a date, and several at once.
    assert_taken(&text, |text| text.replacen("        level: 3\n", "        level: 4\n", 1));
    assert_taken(&text, |text| text.replacen("2021-01-14", "2021-02-28", 1));
    assert_taken(&text, |text| {
        text.replacen("        level: 3\n", "        level: 4\n", 1).replacen("國際商務禮儀", "商務禮儀", 1)
    });
}

#[test]
fn a_task_comes_where_its_row_is_inserted() {
    let text = commented();
    assert_taken(&text, |text| {
        let before = text.find("      T2.2:\n").unwrap();
        let task = "      T2.9:\n        name: 彙整市場資訊\n        level: 3\n        outputs:\n          O2.9.1: 市場資訊彙編\n        \
                    indicators:\n          P2.9.1: 依客戶背景，彙整市場資訊。\n";
        format!("{}{task}{}", &text[..before], &text[before..])
    });
}

#[test]
fn what_says_nothing_else_changes_nothing() {
    let text = commented();
    let (after, output) = taken(&text, &text);
    assert_eq!((after, output.status.code()), (text, Some(0)));
    assert!(said(&output).contains("says nothing else"), "{output:?}");
}

#[test]
fn what_a_form_does_not_show_stays() {
    // A list entry that nothing uses, and which standard a draft revises.
    let text = "revises: ABC5139-901v1\nname:\n  occupation: 甲\nlevel: 3\nknowledge:\n  K01: 乙\n  K02: 丙   # 備用\n\
                duties:\n  T1:\n    name: 丁\n    knowledge: [K01]\n    tasks:\n      T1.1:\n        name: 戊\n        level: 3\n        \
                indicators:\n          P1.1.1: 己。\n";
    assert_taken(text, |text| text.replacen("己。", "己與庚。", 1));
    assert_taken(text, |text| text.replacen("[K01]", "[K01, K02]", 1));
}

#[test]
fn another_standard_is_refused_and_so_is_what_would_lose_a_comment() {
    let text = commented();
    let other = text.replacen("code: TTM4221-004v2", "code: TTM4221-004v3", 1);
    let (after, output) = taken(&text, &other);
    assert_eq!((after.as_str(), output.status.code()), (text.as_str(), Some(2)));
    assert!(said(&output).contains("TTM4221-004v3"), "{output:?}");
    // The order of tasks is for a person.
    let draft = |tasks: &str| {
        format!("name:\n  occupation: 甲\nlevel: 3\nduties:\n  T1:\n    name: 乙\n    tasks:\n{tasks}")
    };
    let [one, two] = ["T1.1", "T1.2"].map(|code| {
        format!("      {code}:\n        name: 丙{code}\n        level: 3\n        indicators:\n          P{}.1: 丁。\n", &code[1..])
    });
    let (before, swapped) = (draft(&(one.clone() + &two)), draft(&(two + &one)));
    let (after, output) = taken(&before, &swapped);
    assert_eq!((after.as_str(), output.status.code()), (before.as_str(), Some(2)));
    assert!(said(&output).contains("the order of duties › T1 › tasks was changed"), "{output:?}");
    for arguments in [
        ["import", "a.html", "--into", "a.yaml", "-o", "b.yaml"].as_slice(),
        &["import", "a", "b", "--into", "c.yaml"],
    ] {
        let folder = TempDir::new().unwrap();
        ["a", "b", "c.yaml"].iter().for_each(|name| fs::write(folder.path().join(name), "").unwrap());
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_ttm"));
        assert_eq!(command.args(arguments).current_dir(folder.path()).status().unwrap().code(), Some(2));
    }
}

/// References that are given to each task where the form shows one merged cell: the whole is written anew, but not over a
/// comment.
#[test]
fn another_layout_is_written_anew_where_no_comment_is_lost() {
    let draft = |first: &str, second: &str| {
        format!(
            "name:\n  occupation: 甲\nlevel: 3\nknowledge:\n  K01: 乙\n  K02: 丙\nduties:\n  T1:\n    name: 丁\n    tasks:\n      T1.1:\n        \
             name: 戊\n        level: 3\n        indicators:\n          P1.1.1: 己。\n        knowledge: {first}\n      T1.2:\n        \
             name: 庚\n        level: 3\n        indicators:\n          P1.2.1: 辛。\n        knowledge: {second}\n  T2:\n    name: 壬   # 留\n    \
             tasks:\n      T2.1:\n        name: 癸\n        level: 3\n        indicators:\n          P2.1.1: 子。\n        knowledge: [K02]\n"
        )
    };
    let (before, edited) = (draft("[K01]", "[K01]"), draft("[K01, K02]", "[K01, K02]"));
    let (after, output) = taken(&before, &edited);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert_eq!(yaml(&printed(&standard(&after)).unwrap()), yaml(&printed(&standard(&edited)).unwrap()));
    assert!(after.contains("name: 壬   # 留\n"), "{after}");
    let before = before.replace("name: 庚\n", "name: 庚   # 留\n");
    let (after, output) = taken(&before, &edited);
    assert_eq!((after.as_str(), output.status.code()), (before.as_str(), Some(2)));
    assert!(said(&output).contains("a comment is in it"), "{output:?}");
}

/// Whatever one standard becomes as another, the file says it, or is left with a reason.
#[test]
fn generated_standards_become_each_other_or_say_why_not() {
    let mut count = 0;
    for number in 0..30 {
        let (one, other) = (generated(number, Shapes::ALL), generated(number + 1, Shapes::ALL));
        let text = yaml(&one);
        let edited = printed(&other).unwrap();
        match take(&text, &standard(&text), &edited) {
            Ok(Some(changed)) => {
                let after = printed(&standard(&changed.text)).unwrap();
                assert_eq!(yaml(&after), yaml(&edited), "{number}");
                count += 1;
            }
            Ok(None) => panic!("{number}: they differ"),
            Err(refused) => assert!(!refused.words().zh.is_empty(), "{number}"),
        }
    }
    assert!(count > 10, "only {count} became the other");
}
