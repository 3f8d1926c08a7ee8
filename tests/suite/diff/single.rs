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

/// A standard of one duty with these tasks, each a name, a level, outputs and indicators.
fn tasks(tasks: &[(&str, u8, &[&str], &[&str])]) -> String {
    let mut text =
        "code: TTM4221-901v1\nname: {occupation: 巡檢人員}\nduties:\n  T1:\n    name: 巡檢\n    tasks:\n"
            .to_owned();
    for (at, (name, level, outputs, indicators)) in (1..).zip(tasks) {
        text.push_str(&format!("      T1.{at}:\n        name: {name}\n        level: {level}\n"));
        for (key, letter, items) in [("outputs", 'O', outputs), ("indicators", 'P', indicators)] {
            text.push_str(&format!("        {key}:\n"));
            let lines = (1..).zip(items.iter());
            lines.for_each(|(place, item)| {
                text.push_str(&format!("          {letter}1.{at}.{place}: {item}\n"));
            });
        }
    }
    text
}

#[test]
fn a_task_whose_items_are_in_another_one_became_that_task() {
    let kept = ("巡視廠區", 3, &["巡視紀錄表"][..], &["依路線巡視廠區並記錄異常狀況。"][..]);
    let old = tasks(&[
        kept,
        ("刀具選擇與安裝", 3, &[], &["依刀具號碼安裝於刀具庫。", "設定刀具座標位置及半徑補正。"]),
        ("估算工時", 3, &["紀錄單"], &["依工作圖估算所需時間。"]),
    ]);
    let new = tasks(&[
        kept,
        (
            "上機前之準備",
            2,
            &[],
            &["依刀具號碼正確安裝位置。", "協助設定刀具座標位置及半徑之補正。", "完成清潔。"],
        ),
        ("通報故障", 3, &["紀錄單"], &["發現異響時通知技術人員。"]),
    ]);
    let (report, _) = diff(&old, &new, &[]);
    let lines: Vec<&str> = report.lines().collect();
    assert!(lines.contains(&"  ~ T1.2 [-刀具選擇與安裝-]{+上機前之準備+} (level 3 → 2)"), "{report}");
    assert!(report.contains(" 1 level,"), "{report}");
    // One item in common is not enough where the names share nothing.
    assert!(lines.contains(&"  − T1.3 估算工時 (level 3)"), "{report}");
    assert!(lines.contains(&"  + T1.3 通報故障 (level 3)"), "{report}");
    assert!(diff(&new, &old, &[]).0.contains("(level 2 → 3)"));
}

#[test]
fn what_every_task_of_a_duty_requires_is_said_once() {
    let (old, text) = (v2(), v2());
    let (second, third) = (text.find("  T2:\n").unwrap(), text.find("  T3:\n").unwrap());
    let (report, _) = diff(&old, &[&text[..second], &text[third..]].concat(), &[]);
    assert_eq!(report.matches("K12 顧客關係管理, K05").count(), 1, "{report}");
    assert!(report.contains("\n  − K of every task: K12 顧客關係管理, K05"), "{report}");
}

#[test]
fn a_task_with_other_items_and_the_same_name_has_its_row() {
    let old = tasks(&[("巡視廠區", 3, &[], &["依路線巡視廠區並記錄異常狀況。"])]);
    let new = tasks(&[("巡視廠區", 3, &[], &["每月彙整報表送主管核閱。"])]);
    let (report, _) = diff(&old, &new, &[]);
    let first = report.lines().next().unwrap();
    assert!(
        first.ends_with(": 1 requirement-withdrawn, 1 requirement-added; highest: requirement-withdrawn"),
        "{report}"
    );
}

#[test]
fn a_reference_to_another_name_of_its_code_is_another_requirement() {
    let old = "code: TTM4221-901v1\nname: {occupation: 範例}\nknowledge:\n  - K03: 建築識圖\n  - K03: 放樣\nduties:\n  T1:\n    name: 施作\n    \
               tasks:\n      T1.1:\n        name: 備料\n        level: 3\n        knowledge: [{K03: 建築識圖}]\n";
    let new = old.replace("[{K03: 建築識圖}]", "[{K03: 放樣}]");
    let (report, code) = diff(old, &new, &[]);
    assert!(code == 1 && report.contains("K03 放樣") && report.contains("K03 建築識圖"), "{report}");
    // The first name is what a bare reference prints.
    let bare = old.replace("[{K03: 建築識圖}]", "[K03]");
    let (report, code) = diff(old, &bare, &[]);
    assert_eq!(code, 0, "{report}");
}
