//! The canonical file: every text comes back from it, through our own reader and through one of other descent.

use proptest::prelude::*;
use serde_norway::Value;
use ttm::canonical::yaml;
use ttm::check::load;
use ttm::diagnostic::Findings;
use ttm::files::source::{FileId, Source};
use ttm::model::{Duty, Field, Item, List, Name, NameKind, Reference, Row, Standard, Task, Text, Unplaced};

use crate::generated::{Shapes, standard};

/// What a text may be made of: what YAML acts on, what readers take for something else, what is not seen, and words.
const PIECES: &[&str] = &[
    "甲",
    "乙丙",
    "。",
    "，",
    "：",
    "　",
    " ",
    "  ",
    "a",
    "B",
    "0",
    "1",
    "42",
    "e3",
    ".",
    "...",
    "---",
    "-",
    "- ",
    ":",
    ": ",
    " #",
    "#",
    "?",
    "? ",
    "[",
    "]",
    "{",
    "}",
    ",",
    ", ",
    "&",
    "*",
    "!",
    "!!",
    "|",
    ">",
    "'",
    "\"",
    "''",
    "%",
    "@",
    "`",
    "~",
    "=",
    "<<",
    "null",
    "true",
    "yes",
    "No",
    "0x1f",
    "1:30",
    "2021-01-14",
    "T",
    "Z",
    "_",
    "+",
    "\\",
    "\\n",
    "/",
    "<p>",
    "\n",
    "\r\n",
    "\r",
    "\t",
    "\u{0}",
    "\u{7}",
    "\u{1b}",
    "\u{7f}",
    "\u{85}",
    "\u{9f}",
    "\u{a0}",
    "\u{ad}",
    "\u{200b}",
    "\u{200d}",
    "\u{2028}",
    "\u{2029}",
    "\u{202e}",
    "\u{3000}",
    "\u{d7ff}",
    "\u{e000}",
    "\u{feff}",
    "\u{fffd}",
    "\u{fffe}",
    "\u{ffff}",
    "\u{1f600}",
    "\u{2fa0f}",
    "\u{e0041}",
    "\u{10ffff}",
    "K01",
    "ttm:",
];

fn text() -> impl Strategy<Value = String> {
    let pieces = proptest::collection::vec(proptest::sample::select(PIECES), 0..8);
    prop_oneof![
        8 => pieces.prop_map(|pieces| pieces.concat()),
        2 => any::<String>(),
        1 => pieces_of_one_kind(),
    ]
}

/// Long texts, beyond what a writer may want to fold and a reader take for a simple key.
fn pieces_of_one_kind() -> impl Strategy<Value = String> {
    (proptest::sample::select(PIECES), 1..1500usize).prop_map(|(piece, count)| piece.repeat(count))
}

/// How many bytes of text can be a key. A key has to stand within 1,024 characters (YAML 1.2, 7.4.2), and a character
/// may be written with four (`\x23`) for its one byte.
const LONGEST_KEY: usize = 250;

/// A standard with `text` in every place where one can stand, but for keys, which are codes and have to be short.
fn holding(text: &str) -> Standard<'static> {
    let made = || Text::made(text);
    let code = if text.len() < LONGEST_KEY { text } else { "K01" };
    let items = || List::made(vec![Item::made(code, text), Item::made("甲", text)]);
    let row = || Row {
        span: Default::default(),
        level: Field::Absent,
        outputs: List::made(vec![Item::made_uncoded(text), Item::made(code, text)]),
        indicators: items(),
        knowledge: List::made(vec![Reference::bare(made()), Reference::named(Text::made(code), made())]),
        skills: List::made(vec![]),
    };
    let task = Task {
        code: Text::made(code),
        name: Field::Given(made()),
        also: items(),
        knowledge: List::made(vec![Reference::bare(made())]),
        skills: List::default(),
        rows: List::made(vec![row(), row()]),
    };
    let duty = || Duty {
        code: Text::made(code),
        name: Field::Given(made()),
        knowledge: List::default(),
        skills: List::default(),
        tasks: List::made(vec![task.clone()]),
    };
    let mut standard = Standard::made();
    standard.code = Field::Given(made());
    standard.name = Field::Given(Name { kind: NameKind::Category, text: made() });
    standard.description = Field::Given(made());
    standard.knowledge = items();
    standard.skills = List::made(vec![Item::made(code, text), Item::made(code, text)]);
    standard.duties = List::made(vec![duty(), duty()]);
    standard.notes.qualifications = List::made(vec![made()]);
    standard.unplaced = List::made(vec![Unplaced {
        span: Default::default(),
        at: Field::Given(made()),
        text: Field::Given(made()),
    }]);
    standard
}

/// What stands in a tree as texts, keys included, that are no keys of the format.
fn texts(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => found.push(text.clone()),
        Value::Sequence(values) => values.iter().for_each(|value| texts(value, found)),
        Value::Mapping(entries) => {
            for (key, value) in entries {
                texts(key, found);
                texts(value, found);
            }
        }
        _ => found.push("no text".to_owned()),
    }
}

const KEYS: &[&str] = &[
    "code",
    "name",
    "category",
    "description",
    "knowledge",
    "skills",
    "duties",
    "tasks",
    "also",
    "rows",
    "outputs",
    "indicators",
    "notes",
    "qualifications",
    "unplaced",
    "at",
    "text",
];

fn assert_comes_back(text: &str) {
    let standard = holding(text);
    let file = yaml(&standard);
    let other: Value = serde_norway::from_str(&file).unwrap_or_else(|error| panic!("{error} {text:?}"));
    let mut found = Vec::new();
    texts(&other, &mut found);
    found.retain(|found| found == text && !KEYS.contains(&found.as_str()));
    let count = match text {
        _ if KEYS.contains(&text) => 0,
        "甲" => 72,
        _ if text.len() < LONGEST_KEY => 65,
        _ => 44,
    };
    assert_eq!(found.len(), count, "{text:?}");

    let source = Source::in_memory("a.yaml", file.as_str());
    let mut found = Findings::default();
    let read = load(&source, FileId::default(), &mut found).unwrap_or_else(|| panic!("{text:?}"));
    let found = found.into_vec();
    assert!(found.is_empty(), "{:?} {text:?}", found[0].message);
    assert_eq!(read.description.given().unwrap().as_str(), text);
    assert!(yaml(&read) == file, "{text:?}");
}

#[test]
fn every_text_is_read_back_unchanged_by_both_readers() {
    for text in PIECES.iter().chain(&["", "K01: 甲", "K01:甲", "- 甲", "a: b: c", "甲 # 乙"]) {
        assert_comes_back(text);
    }
    assert_comes_back(&"很長的一句話，".repeat(1_000));
    assert_comes_back(&"a b ".repeat(1_000));
    // Written with an escape for every other character, where a log might take it for a command.
    for length in [LONGEST_KEY - 1, LONGEST_KEY, 520, 999] {
        assert_comes_back(&"#".repeat(length));
    }
}

#[test]
fn generated_standards_come_back() {
    for (number, shapes) in (0..100).flat_map(|number| [(number, Shapes::ALL), (number, Shapes::TWO_NAMES)]) {
        let file = yaml(&standard(number, shapes));
        let source = Source::in_memory("a.yaml", file.as_str());
        let mut found = Findings::default();
        let read = load(&source, FileId::default(), &mut found).unwrap();
        assert!(found.into_vec().is_empty() && yaml(&read) == file, "{number}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_texts_are_read_back_unchanged(text in text()) {
        assert_comes_back(&text);
    }
}
