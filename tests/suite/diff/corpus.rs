//! The published pair: TTM4221-004, version 2 to version 3.

use std::path::PathBuf;

use ttm::check::load;
use ttm::diagnostic::Findings;
use ttm::files::source::{FileId, Source};
use ttm::forms::import::import;
use ttm::model::Standard;
use ttm::versions::diff::{Change, Comparison, Entry, Impact, compare};

use super::{V2, is_there};

/// Version 3 as its conversion has it, damage included.
fn v3() -> Option<Standard<'static>> {
    let path = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/corpus/TTM4221-004v3.ocs.json"));
    is_there(&path).then(|| import(&std::fs::read(path).unwrap(), None).unwrap().standard)
}

/// Every entry of a comparison, however deep.
pub(super) fn all<'e, 'a>(entries: &'e [Entry<'a>]) -> Vec<&'e Entry<'a>> {
    entries.iter().flat_map(|entry| std::iter::once(entry).chain(all(&entry.children))).collect()
}

fn codes(entries: &[&Entry<'_>], change: Change) -> Vec<String> {
    let code = |entry: &&&Entry<'_>| entry.side().unwrap().code.unwrap().to_owned();
    entries.iter().filter(|entry| entry.has(change)).map(|entry| code(&entry)).collect()
}

fn compared(check: impl FnOnce(&Comparison<'_>)) {
    let Some(new) = v3() else { return };
    let source = Source::read(V2.as_ref());
    let mut found = Findings::default();
    let old = load(&source, FileId::default(), &mut found).unwrap();
    check(&compare(&old, &new));
}

#[test]
fn the_whole_report_of_the_published_pair() {
    compared(|comparison| {
        let mut out = Vec::new();
        let comparisons = std::slice::from_ref(comparison);
        let mut plain = anstream::StripStream::new(&mut out);
        ttm::report::diff::text::write(&mut plain, comparisons, ttm::text::bilingual::Lang::En).unwrap();
        insta::assert_snapshot!("v2_to_v3", String::from_utf8(out).unwrap());
    });
}

#[test]
fn the_changes_of_the_published_pair_are_called_what_they_are() {
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

#[test]
fn what_only_moved_is_not_withdrawn_and_added() {
    compared(|comparison| {
        for part in comparison.parts() {
            let entries = all(part);
            let texts = |change: Change| -> Vec<String> {
                let changed = entries.iter().filter(|entry| entry.has(change));
                changed.map(|entry| entry.side().unwrap().text.to_string()).collect()
            };
            let added = texts(Change::Added);
            assert!(texts(Change::Withdrawn).iter().all(|text| !added.contains(text)), "{added:?}");
        }
        for task in all(&comparison.duties) {
            for lost in &task.exchange.lost {
                assert!(
                    task.exchange
                        .gained
                        .iter()
                        .all(|gained| gained.name != lost.name || gained.kind != lost.kind)
                );
            }
        }
    });
}
