//! The published pair: TTM4221-004, version 2 to version 3.

use ttm::forms::import::import;
use ttm::versions::diff::{Change, Comparison, Entry, Impact, compare};

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

pub(crate) fn the_changes_of_the_published_pair_are_called_what_they_are() {
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

pub(crate) fn what_only_moved_is_not_withdrawn_and_added() {
    compared(assert_moves_are_moves);
}
