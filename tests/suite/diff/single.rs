//! Single edits to the standard of the project, through the program.

use super::{diff, renumbered, v2};

const TASK: &str = "      T2.0:\n        name: 蒐集同業資料\n        level: 3\n        outputs:\n          O2.0.1: \
                    同業資料表\n        indicators:\n          P2.0.1: 蒐集同業的報價與行程。\n";

#[test]
fn nothing_changed_is_said_in_a_line() {
    let said = ("TTM4221-004v2: nothing changed\n".to_owned(), 0);
    assert_eq!(diff(&v2(), &v2(), &[]), said);
    let commented = v2().replace("duties:\n", "# 主要職責\nduties:\n");
    assert_eq!(diff(&v2(), &commented, &[]), said);
}

#[test]
fn a_task_inserted_at_the_front_is_one_task_added_and_the_rest_renumbered() {
    let inserted = v2().replacen("      T2.1:\n", &format!("{TASK}      T2.1:\n"), 1);
    let (report, code) = diff(&v2(), &renumbered(&inserted), &[]);
    assert_eq!(code, 1);
    insta::assert_snapshot!("task_inserted", report);
    assert!(!report.contains("rewording") && !report.contains("withdrawn"));
}

#[test]
fn a_task_inserted_without_renumbering_is_added_and_nothing_else() {
    let inserted = v2().replacen("      T2.1:\n", &format!("{TASK}      T2.1:\n"), 1);
    let (report, _) = diff(&v2(), &inserted, &[]);
    assert!(report.starts_with("TTM4221-004v2: 3 requirement-added; highest"), "{report}");
}

#[test]
fn swapped_duties_moved_and_are_not_rewritten() {
    let text = v2();
    let (first, second) = (text.find("  T1:\n").unwrap(), text.find("  T2:\n").unwrap());
    let third = text.find("  T3:\n").unwrap();
    let swapped = [&text[..first], &text[second..third], &text[first..second], &text[third..]].concat();
    let (report, _) = diff(&text, &renumbered(&swapped), &[]);
    insta::assert_snapshot!("duties_swapped", report);
    let (report, _) = diff(&text, &swapped, &[]);
    assert!(report.starts_with("TTM4221-004v2: 1 renumbering; highest: renumbering\n"), "{report}");
}

#[test]
fn a_full_stop_is_editorial() {
    let (report, code) = diff(&v2(), &v2().replace("整理客戶特別需求。", "整理客戶特別需求"), &[]);
    assert_eq!(code, 1);
    assert!(report.starts_with("TTM4221-004v2: 1 editorial; highest: editorial\n"), "{report}");
    assert!(report.contains("~ P2.1.2 整理客戶特別需求[-。-] (only its setting differs)"), "{report}");
}

#[test]
fn levels_classes_and_names_are_called_by_their_class() {
    for (old, new, class) in [
        ("        level: 3\n", "        level: 4\n", "level"),
        ("\nlevel: 3\n", "\nlevel: 4\n", "level"),
        ("  occupation: 獎勵旅遊業業務人員", "  category: 獎勵旅遊業業務人員", "identity"),
        ("  occupation: 獎勵旅遊業業務人員", "  occupation: 獎勵旅遊業行銷人員", "identity"),
        ("code: N7900", "code: N79", "identity"),
        ("date: 2021-01-14", "date: 2021-01-15", "editorial"),
        ("- 學歷要求：大專以上。", "- 學歷要求：高中以上。", "requirement-withdrawn"),
        ("- 學歷要求：大專以上。", "- 學歷要求:大專以上", "editorial"),
        ("O1.1.1: 客戶紀錄表", "O1.1.1: 客戶資料紀錄表", "rewording"),
        (
            "      T1.1:\n        name: 維護客戶關係\n",
            "      T1.9:\n        name: 維護客戶關係\n",
            "renumbering",
        ),
        ("[K12, K05, K16]", "[K12, K05]", "requirement-withdrawn"),
        ("[K05, K17]", "[K17, K05]", "renumbering"),
        ("[K05, K17]", "[K05, K17, K01]", "requirement-added"),
    ] {
        let (report, code) = diff(&v2(), &v2().replacen(old, new, 1), &[]);
        let highest = format!("; highest: {class}\n");
        assert_eq!((code, report.contains(&highest)), (1, true), "{old} {new}: {report}");
    }
}
