//! The canonical layout says what the text says.

use ttm::canonical;
use ttm::check::{check, load};
use ttm::diagnostic::{Diagnostic, Findings};
use ttm::edit::fmt::format;
use ttm::files::source::{FileId, Source};
use ttm::yaml::{Arena, Node, Value, parse_in_general};

pub fn holds(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Ok(Some(changed)) = format(text) else { return };
    let (new, edits) = (changed.text, changed.edits);
    let spliced = edits.iter().rev().fold(text.to_owned(), |mut text, (span, instead)| {
        text.replace_range(span.range(), instead);
        text
    });
    assert_eq!(spliced, new, "the edits make another text");
    assert_eq!(
        format(&new).map(|again| again.map(|again| again.text)),
        Ok(None),
        "{new:?} is formatted again"
    );
    let arena = Arena::new();
    let (before, after) = (parse_in_general(text, &arena), parse_in_general(&new, &arena));
    let before = before.root.map(|root| said(&root));
    assert_eq!(before, after.root.map(|root| said(&root)), "{text:?} became {new:?}");
    assert_eq!(comments(text), comments(&new), "{text:?} became {new:?}");
    let (old, new) = (read(text), read(&new));
    assert_eq!(old.0, new.0, "another standard");
    assert_eq!(old.1, new.1, "other findings");
}

/// Everything that a tree says.
fn said(node: &Node<'_>) -> String {
    match node.value {
        Value::Empty => "nothing".into(),
        Value::Alias => "alias".into(),
        Value::Scalar { text, .. } => format!("{text:?}"),
        Value::List(items) => format!("[{}]", items.iter().map(said).collect::<Vec<_>>().join(", ")),
        Value::Mapping { entries, .. } => {
            let entries: Vec<_> =
                entries.iter().map(|(key, value)| format!("{}: {}", said(key), said(value))).collect();
            format!("{{{}}}", entries.join(", "))
        }
    }
}

/// What may be a comment, by the words behind number signs: texts have them as well, which do not change either. Those of
/// one line come in the order of the file.
fn comments(text: &str) -> Vec<String> {
    let words = |line: &str| line.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    // A number sign within a word, such as that of `&#32025;`, begins none.
    let comment = |line: &str| {
        let mut signs = line.match_indices('#').map(|(at, _)| at);
        let begins = |at: &usize| line[..*at].chars().next_back().is_none_or(char::is_whitespace);
        signs.find(begins).map(|at| words(&line[at + 1..]))
    };
    text.lines().filter_map(comment).flatten().collect()
}

/// The canonical file of what is read, and what is found, without places.
fn read(text: &str) -> (Option<String>, Vec<String>) {
    let source = Source::in_memory("TTM4221-004v2.yaml", text);
    let standard = load(&source, FileId::default(), &mut Findings::default());
    let yaml = standard.map(|standard| canonical::yaml(&standard));
    let message = |found: &Diagnostic| format!("{}: {}", found.rule, found.message.en);
    let mut found: Vec<_> = check(std::slice::from_ref(&source)).iter().map(message).collect();
    found.sort();
    (yaml, found)
}
