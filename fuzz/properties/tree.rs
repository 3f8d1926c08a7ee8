//! The fast reader of YAML takes what it takes as the general parser does.

use ttm::yaml::{Arena, parse, parse_in_general};

/// Kinds, texts, spans, problems and comments are the same. Where the fast reader gives up, both are the general
/// parser; where it does not, it has no problems, so the general parser may have none.
pub fn holds(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let arena = Arena::new();
    let (one, other) = (parse(text, &arena), parse_in_general(text, &arena));
    assert_eq!(one.root, other.root);
    assert_eq!(one.problems, other.problems);
    assert_eq!(one.remarks, other.remarks);
}
