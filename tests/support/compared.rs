//! What a comparison of two standards says.

use ttm::text::bilingual::Lang;
use ttm::versions::diff::{Change, Comparison, Entry};

/// Every entry of a comparison, however deep.
pub(crate) fn all<'e, 'a>(entries: &'e [Entry<'a>]) -> Vec<&'e Entry<'a>> {
    entries.iter().flat_map(|entry| std::iter::once(entry).chain(all(&entry.children))).collect()
}

/// The report for people, without colour.
pub(crate) fn report(comparison: &Comparison<'_>) -> String {
    let mut out = Vec::new();
    let mut plain = anstream::StripStream::new(&mut out);
    ttm::report::diff::text::write(&mut plain, std::slice::from_ref(comparison), Lang::En).unwrap();
    String::from_utf8(out).unwrap()
}

/// Nothing that only moved is called withdrawn and added.
pub(crate) fn assert_moves_are_moves(comparison: &Comparison<'_>) {
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
}
