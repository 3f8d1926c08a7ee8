//! The published pair: TTM4221-004, version 2 to version 3.

use ttm::forms::import::import;
use ttm::versions::diff::{Change, Comparison, Entry, Impact, Side, compare};
use ttm::versions::gap::Gap;

use crate::shared;
use crate::support::compared::{all, assert_moves_are_moves, report};
use crate::support::published;

fn codes(entries: &[&Entry<'_>], change: Change) -> Vec<String> {
    let code = |entry: &&&Entry<'_>| entry.side().unwrap().code.unwrap().to_owned();
    entries.iter().filter(|entry| entry.has(change)).map(|entry| code(&entry)).collect()
}

/// Version 3 is as its conversion has it, damage included.
fn compared(check: impl FnOnce(&Comparison<'_>)) {
    let new = import(&shared("corpus/TTM4221-004v3.ocs.json"), None).unwrap().standard;
    check(&compare(&published(), &new));
}

pub(crate) fn the_whole_report_of_the_published_pair() {
    compared(|comparison| insta::assert_snapshot!("v2_to_v3", report(comparison)));
}

pub(crate) fn the_changes_of_the_published_pair_have_the_right_classes() {
    compared(|comparison| {
        let table = all(&comparison.duties);
        let find = |new: &str| {
            let is_it = |entry: &&&Entry<'_>| entry.new.as_ref().is_some_and(|side| side.code == Some(new));
            *table.iter().find(|entry| is_it(entry)).unwrap()
        };
        let added = codes(&table, Change::Added);
        for expected in ["P1.1.3", "P2.2.3", "P2.3.2", "P3.3.4", "P4.2.2"] {
            assert!(added.contains(&expected.to_owned()), "{expected} in {added:?}");
        }
        assert_eq!(find("P2.1.1").changes, [Change::Reworded]);
        let moved_on = find("P4.2.3");
        assert_eq!(moved_on.changes, [Change::Renumbered]);
        assert_eq!(moved_on.old.as_ref().unwrap().code, Some("P4.2.2"));
        let duty = find("T5");
        assert_eq!(duty.changes, [Change::Reworded]);
        assert_eq!(
            (&*duty.old.as_ref().unwrap().text, &*duty.new.as_ref().unwrap().text),
            ("活動結束", "結案")
        );
        let known = |entry: &&Entry<'_>| entry.old.as_ref().is_some_and(|side| side.text == "顧客關係管理");
        let known = comparison.knowledge.iter().find(|entry| known(entry)).unwrap();
        assert_eq!(known.new.as_ref().unwrap().code, Some("K35"));
        assert!(!known.has(Change::Reworded));
        assert_eq!(comparison.highest(), Some(Impact::Identity));
    });
}

/// 007 is the assistant of 002: one level lower, and what they share is worded otherwise.
pub(crate) fn two_levels_of_one_occupation_differ_as_a_reader_sees_it() {
    let read = |code: &str| import(&shared(&format!("corpus/{code}.ocs.json")), None).unwrap().standard;
    let (worker, assistant) = (read("MPM7223-002v3"), read("MPM7223-007v3"));
    let comparison = compare(&worker, &assistant);
    let skill = |name: &str| {
        let is_it = |side: &Option<Side<'_>>| side.as_ref().is_some_and(|side| side.text == name);
        let entry = comparison.skills.iter().find(|entry| is_it(&entry.old) || is_it(&entry.new)).unwrap();
        entry.changes.clone()
    };
    assert_eq!(skill("簡易計算能力"), [Change::Added]);
    assert_eq!(skill("工程計算能力"), [Change::Withdrawn]);
    assert_eq!(skill("簡易故障檢修"), [Change::Renumbered, Change::Reworded]);
    assert_eq!(skill("簡易故障排除能力"), skill("簡易故障檢修"));
    let text = report(&comparison);
    for line in [
        "  ~ base level 4 → 3",
        "  ~ T3.2 → T1.2 [-主軸轉速設定與調整-]{+協助設定加工參數+} (level 3 → 2)",
        "  ~ T3.1 → T1.1 [-刀具選擇與安裝-]{+安裝刀具及協助補正+}",
        "  + T3.2 故障通報 (level 3)",
        "  − T4.3 螺紋量測 (level 3)",
        "  ~ K07 → K04 精密量測{+與檢驗+}概論",
        "  − qualification 高中（職）以上相關科系畢業。",
        "  − version MPM7223-002v3 V3",
        "  + version MPM7223-007v3 V3",
    ] {
        assert!(text.lines().any(|one| one == line), "{line}: {text}");
    }
    let gap = Gap::between(&worker, &assistant);
    let near: Vec<_> = gap
        .skills
        .needed
        .iter()
        .filter_map(|needed| Some((needed.entry.name, needed.near.as_ref()?.name)))
        .collect();
    assert_eq!(near, [("簡易故障排除能力", "簡易故障檢修")]);
    let shared: Vec<_> = gap.skills.shared.iter().map(|shared| shared.to.name).collect();
    assert_eq!(shared, ["夾(治)具使用能力", "CNC車床操作能力"]);
}

pub(crate) fn moved_entries_are_not_withdrawn_and_added() {
    compared(assert_moves_are_moves);
}
