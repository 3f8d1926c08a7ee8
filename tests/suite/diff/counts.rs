//! Changes are counted as a reader of the report counts them.

use super::{diff, renumbered, v2};

fn counted(old: &str, new: &str) -> String {
    assert_ne!(old, new);
    let (report, _) = diff(old, new, &[]);
    let first = report.lines().next().unwrap().trim_start_matches("TTM4221-004v2: ");
    first.split(';').next().unwrap().to_owned()
}

/// The standard with another knowledge in its list.
fn with_new_knowledge() -> String {
    v2().replace("\nskills:\n", "\n  K90: 永續發展\nskills:\n")
}

#[test]
fn new_knowledge_is_counted_once_and_not_for_each_task() {
    let list = with_new_knowledge();
    assert_eq!(counted(&v2(), &list), "1 requirement-added");
    // One cell is merged over the three tasks of T2; another task has its own.
    let referred =
        list.replace("[K12, K05, K16]", "[K12, K05, K16, K90]").replace("[K05, K17]", "[K05, K17, K90]");
    assert_eq!(counted(&v2(), &referred), "1 requirement-added");
    assert_eq!(counted(&referred, &v2()), "1 requirement-withdrawn");
}

#[test]
fn added_references_are_counted_once_for_each_cell() {
    let merged = v2().replace("[K12, K05, K16]", "[K12, K05, K16, K01]");
    assert_eq!(counted(&v2(), &merged), "1 requirement-added");
    assert_eq!(counted(&merged, &v2()), "1 requirement-withdrawn");
    let two = merged.replace("[K05, K17]", "[K05, K17, K01]");
    assert_eq!(counted(&v2(), &two), "2 requirement-added");
}

#[test]
fn entries_renumbered_with_their_parent_are_not_counted() {
    let text = v2();
    let task = "      T2.0:\n        name: 蒐集同業資料\n";
    let new = renumbered(&text.replacen("      T2.1:\n", &format!("{task}      T2.1:\n"), 1));
    // The task itself, and the three behind it.
    assert_eq!(counted(&text, &new), "1 requirement-added, 3 renumbering");
    // A task that moved and was renumbered for it is one.
    let (first, second) = (text.find("      T2.1:\n").unwrap(), text.find("      T2.2:\n").unwrap());
    let third = text.find("      T2.3:\n").unwrap();
    let swapped = [&text[..first], &text[second..third], &text[first..second], &text[third..]].concat();
    assert_eq!(counted(&text, &renumbered(&swapped)), "2 renumbering");
}

#[test]
fn a_draft_is_compared_as_the_standard_it_revises() {
    let draft = v2().replace("\ncode: TTM4221-004v2\n", "\nrevises: TTM4221-004v2\n");
    let worded = draft.replace("整理客戶特別需求", "蒐集客戶特別需求");
    let report = |text: &str| diff(&v2(), text, &[]).0.lines().next().unwrap().to_owned();
    assert!(report(&draft).ends_with(": nothing changed"), "{}", report(&draft));
    assert!(report(&worded).ends_with(": 1 rewording; highest: rewording"), "{}", report(&worded));
    let other = draft.replace("revises: TTM4221-004v2", "revises: TTM4221-003v2");
    assert!(report(&other).ends_with("highest: identity"), "{}", report(&other));
}
