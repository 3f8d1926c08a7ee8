//! Any two standards are compared: a standard with itself has no change, and either way round there is one or none.

use std::io;

use ttm::check::load_all;
use ttm::files::source::Source;
use ttm::report::diff::{html, json, markdown, text};
use ttm::text::bilingual::Lang;
use ttm::versions::diff::compare;

use super::check;

const COMMITTED: &str = include_str!("../../standards/TTM4221-004v2.yaml");

pub fn holds(bytes: &[u8]) {
    let mut sources = check::files(bytes);
    sources.truncate(2);
    if sources.len() < 2 {
        sources.push(Source::in_memory("TTM4221-004v1.yaml", COMMITTED));
    }
    let (standards, _) = load_all(&sources);
    for standard in &standards {
        assert!(compare(standard, standard).is_empty());
    }
    let [old, new] = standards.as_slice() else { return };
    let comparisons = [compare(old, new), compare(new, old)];
    assert_eq!(comparisons[0].is_empty(), comparisons[1].is_empty());
    let out = &mut io::sink();
    json::write(out, &comparisons).expect("a sink takes everything");
    for lang in [Lang::En, Lang::ZhTw] {
        html::write(out, &comparisons, lang).expect("a sink takes everything");
        markdown::write(out, &comparisons, lang).expect("a sink takes everything");
        text::write(out, &comparisons, lang).expect("a sink takes everything");
    }
}
