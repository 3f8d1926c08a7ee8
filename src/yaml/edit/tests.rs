//! Single changes as examples, and random changes to random documents: either exactly the intended change comes out, or an
//! error.

use std::collections::BTreeMap;

use super::random::{Dice, document};
use super::*;
use crate::yaml::{Node, Value, parse_in_general};

fn changed(
    text: &str,
    changes: impl FnOnce(&Document<'_>) -> Vec<Change<'static>>,
) -> Result<String, NotChanged> {
    let arena = Arena::new();
    let document = Document::of(text, &arena).unwrap();
    document.changed(&changes(&document)).map(|changed| changed.text)
}

/// The value that a path of keys and numbers leads to.
fn find(document: &Document<'_>, path: &str) -> At {
    path.split('/').filter(|step| !step.is_empty()).fold(document.root(), |at, step| match step.parse() {
        Ok(number) => document.items(at).nth(number).unwrap(),
        Err(_) => document.entry(at, step).unwrap().1.value,
    })
}

const TASKS: &str = "\
# head
name: {occupation: 甲, x: [K01, K02]} # name
tasks:
  # first
  T1: 一 # one

  # second
  T2:
    - a: 甲
      b: >-
        乙
    -   - 丙
";

#[test]
fn entries_and_items_are_indented_as_their_neighbours() {
    for (place, path, expected) in [
        (Beside::Above(0), "tasks", ("  # first\n", "  T9: 新\n  # first\n")),
        (Beside::Above(1), "tasks", ("  # second\n", "  T9: 新\n\n  # second\n")),
        (Beside::Before(1), "tasks", ("  T2:\n", "  T9: 新\n  T2:\n")),
        (Beside::After(0), "tasks", (" # one\n", " # one\n  T9: 新\n")),
        (Beside::After(1), "tasks", ("    -   - 丙\n", "    -   - 丙\n  T9: 新\n")),
        (Beside::Above(0), "tasks/T2/0", ("- a: 甲\n", "- T9: 新\n      a: 甲\n")),
        (Beside::After(1), "tasks/T2/0", ("乙\n", "乙\n      T9: 新\n")),
        (Beside::After(0), "name", ("甲,", "甲, T9: 新,")),
        (Beside::Above(0), "", ("name:", "T9: 新\nname:")),
    ] {
        let new = changed(TASKS, |document| {
            let mapping = find(document, path);
            vec![Change::InsertEntry { mapping, place, key: "T9", value: New::text("新") }]
        });
        assert_eq!(new, Ok(TASKS.replacen(expected.0, expected.1, 1)), "{place:?} {path}");
    }
    for (place, path, expected) in [
        (
            Beside::Above(0),
            "tasks/T2",
            ("    - a: 甲\n", "    - x: 新\n      w: [K01, \"甲, 乙\"]\n    - a: 甲\n"),
        ),
        (
            Beside::After(1),
            "tasks/T2",
            ("    -   - 丙\n", "    -   - 丙\n    -   x: 新\n        w: [K01, \"甲, 乙\"]\n"),
        ),
        (Beside::After(1), "name/x", ("K02]", "K02, {x: 新, w: [K01, \"甲, 乙\"]}]")),
        (Beside::Before(0), "name/x", ("[K01", "[{x: 新, w: [K01, \"甲, 乙\"]}, K01")),
    ] {
        let new = changed(TASKS, |document| {
            let flow = New::Flow(vec!["K01".into(), "甲, 乙".into()]);
            let value = New::Mapping(vec![("x".into(), New::text("新")), ("w".into(), flow)]);
            vec![Change::InsertItem { list: find(document, path), place, value }]
        });
        assert_eq!(new, Ok(TASKS.replacen(expected.0, expected.1, 1)), "{place:?} {path}");
    }
}

#[test]
fn a_removed_entry_takes_its_lines_and_keeps_what_is_above() {
    let remove = |path: &'static str, key: &'static str| {
        changed(TASKS, |document| {
            let at = find(document, path);
            let at = match key.parse() {
                Ok(number) => document.items(at).nth(number).unwrap(),
                Err(_) => document.entry(at, key).unwrap().1.key,
            };
            vec![Change::Remove { at }]
        })
    };
    assert_eq!(remove("tasks", "T1"), Ok(TASKS.replace("  T1: 一 # one\n", "")));
    assert_eq!(remove("tasks/T2", "1"), Ok(TASKS.replace("    -   - 丙\n", "")));
    assert_eq!(remove("tasks/T2/0", "a"), Ok(TASKS.replace("a: 甲\n      ", "")));
    assert_eq!(remove("name/x", "0"), Ok(TASKS.replace("K01, ", "")));
    assert_eq!(remove("name/x", "1"), Ok(TASKS.replace(", K02", "")));
    assert_eq!(remove("tasks/T2/1", "0"), Err(NotChanged::LastEntry));
    let text = "- a: 1 # own\n  # of b\n  b: 2\n";
    let new = changed(text, |document| {
        vec![Change::Remove { at: document.entry(find(document, "0"), "a").unwrap().1.key }]
    });
    assert_eq!(new, Err(NotChanged::Comment));
}

#[test]
fn a_changed_text_keeps_its_style() {
    for (value, text, expected) in [
        ("甲", "乙", "乙"),
        ("甲", "乙: 丙", "\"乙: 丙\""),
        ("'甲'", "乙's", "'乙''s'"),
        ("'甲'", "乙\n丙", "\"乙\\n丙\""),
        ("\"甲\"", "\"乙\\\"", "\"\\\"乙\\\\\\\"\""),
        ("|\n  甲\n  丁", "乙\n\n丙", "|\n  乙\n\n  丙"),
        (">- # c\n  甲\n  丁", "乙\n丙", ">- # c\n  乙\n\n  丙"),
        ("[甲, 1]", "乙: 丙", "[\"乙: 丙\", 1]"),
        ("", "乙", " 乙"),
    ] {
        let file = |value: &str| {
            let gap = if value.is_empty() || value.starts_with(' ') { "" } else { " " };
            format!("a:{gap}{value} # x\nb: 1\n")
        };
        let file = |value: &str| {
            if value.contains('\n') { file(value).replacen(" # x", "", 1) } else { file(value) }
        };
        let new = changed(&file(value), |document| {
            let value = find(document, "a");
            vec![Change::SetText { at: document.items(value).next().unwrap_or(value), text }]
        });
        assert_eq!(new, Ok(file(expected)), "{value}");
    }
}

#[test]
fn a_new_value_replaces_an_old_one_in_any_layout() {
    let list =
        || New::List(vec![New::text("甲"), New::Mapping(vec![("b".into(), New::Bare("2021-01-14".into()))])]);
    for (before, after) in [
        ("a: [] # c\r\nz: 1\r\n", "a: # c\r\n  - 甲\r\n  - b: 2021-01-14\r\nz: 1\r\n"),
        ("a:\nz: 1\n", "a:\n  - 甲\n  - b: 2021-01-14\nz: 1\n"),
        ("a: ~", "a:\n  - 甲\n  - b: 2021-01-14"),
        ("a:\n  []\n", "a:\n  - 甲\n  - b: 2021-01-14\n"),
        ("{a: [1], z: 1}\n", "{a: [甲, {b: 2021-01-14}], z: 1}\n"),
    ] {
        let new =
            changed(before, |document| vec![Change::SetValue { at: find(document, "a"), value: list() }]);
        assert_eq!(new, Ok(after.to_owned()), "{before:?}");
    }
    let new = changed("a: [1, # c\n  2]\n", |document| {
        vec![Change::SetValue { at: find(document, "a"), value: list() }]
    });
    assert_eq!(new, Err(NotChanged::Layout));
}

#[test]
fn one_impossible_change_refuses_them_all() {
    let good = |document: &Document<'_>| Change::SetText { at: find(document, "z"), text: "2" };
    for (text, change, error) in [
        (
            "a: 甲\nz: 1\n",
            Change::Splice { span: Span::new(3, 6), instead: "- 乙" },
            NotChanged::NotAsIntended,
        ),
        ("a: 甲\nz: 1\n", Change::Splice { span: Span::new(3, 6), instead: "" }, NotChanged::Blank),
        ("a: 甲\nz: 1\n", Change::Splice { span: Span::new(1, 3), instead: ":  " }, NotChanged::NotVerbatim),
        ("a: 甲\nz: 1\n", Change::Splice { span: Span::new(0, 1), instead: "z" }, NotChanged::DoubledKey),
        ("a: 甲\nz: 1\n", Change::Splice { span: Span::new(10, 11), instead: "3" }, NotChanged::Overlap),
        ("a: 甲\nz: 1\n", Change::Remove { at: At(0) }, NotChanged::NoSuchPlace),
        ("a: 甲\nz: 1\n", Change::Remove { at: At(2) }, NotChanged::NoSuchPlace),
        ("a: 甲\nz: 1\n", Change::Remove { at: At(9) }, NotChanged::NoSuchPlace),
    ] {
        assert_eq!(changed(text, |document| vec![good(document), change]), Err(error));
    }
}

#[test]
fn positions_are_mapped_through_edits() {
    let arena = Arena::new();
    let document = Document::of("a: 甲\nb: 乙 # c\n", &arena).unwrap();
    let changed = document.changed(&[Change::SetText { at: find(&document, "a"), text: "甲甲甲" }]).unwrap();
    assert_eq!((changed.offset(0), &changed.text[changed.offset(10)..]), (0, "乙 # c\n"));
}

/// A tree without places and styles.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Plain {
    Empty,
    Text(String),
    List(Vec<Plain>),
    Mapping(Vec<(Plain, Plain)>),
}

impl Plain {
    fn parsed(text: &str) -> Option<Self> {
        let arena = Arena::new();
        parse_in_general(text, &arena).root.as_ref().map(Self::of)
    }

    fn of(node: &Node<'_>) -> Self {
        match node.value {
            Value::Empty | Value::Alias => Self::Empty,
            Value::Scalar { text, .. } => Self::Text(text.to_owned()),
            Value::List(items) => Self::List(items.iter().map(Self::of).collect()),
            Value::Mapping { entries, .. } => {
                Self::Mapping(entries.iter().map(|(key, value)| (Self::of(key), Self::of(value))).collect())
            }
        }
    }

    fn text(text: &str) -> Self {
        Self::Text(text.to_owned())
    }

    fn len(&self) -> usize {
        match self {
            Self::List(items) => items.len(),
            Self::Mapping(entries) => entries.len(),
            _ => 0,
        }
    }

    /// Every node with the way to it: numbers of entries and items.
    fn paths(&self, path: &[usize], paths: &mut Vec<Vec<usize>>) {
        paths.push(path.to_vec());
        let children: Vec<&Plain> = match self {
            Self::List(items) => items.iter().collect(),
            Self::Mapping(entries) => entries.iter().map(|(_, value)| value).collect(),
            _ => Vec::new(),
        };
        for (number, child) in children.into_iter().enumerate() {
            child.paths(&[path, &[number]].concat(), paths);
        }
    }

    fn get(&mut self, path: &[usize]) -> &mut Self {
        let Some((&first, rest)) = path.split_first() else { return self };
        match self {
            Self::List(items) => items[first].get(rest),
            Self::Mapping(entries) => entries[first].1.get(rest),
            _ => panic!("no way"),
        }
    }
}

impl Document<'_> {
    fn follow(&self, path: &[usize]) -> At {
        path.iter().fold(self.root(), |at, &number| match self.items(at).nth(number) {
            Some(item) => item,
            None => self.entries(at).nth(number).unwrap().value,
        })
    }
}

/// The comments of a generated document by their numbers.
fn numbered(text: &str) -> BTreeMap<usize, usize> {
    let mut numbers = BTreeMap::new();
    for (order, (at, _)) in text.match_indices("# c").enumerate() {
        let digits: String = text[at + 3..].chars().take_while(char::is_ascii_digit).collect();
        let line = &text[at..][..text[at..].find(['\r', '\n']).unwrap_or(text.len() - at)];
        assert_eq!(line, format!("# c{digits} 'x' ["));
        numbers.insert(order, digits.parse().unwrap());
    }
    numbers
}

#[test]
fn random_changes_to_random_documents_change_nothing_else() {
    let mut made: BTreeMap<&str, [usize; 2]> = BTreeMap::new();
    for seed in 0..6_000 {
        let text = document(seed);
        let arena = Arena::new();
        let Some(document) = Document::of(&text, &arena) else { panic!("{seed} is no document:\n{text}") };
        let mut dice = Dice(seed ^ 0xabcd);
        let mut tree = Plain::parsed(&text).unwrap();
        let mut paths = Vec::new();
        tree.paths(&[], &mut paths);
        let path = paths[dice.below(paths.len())].clone();
        let at = document.follow(&path);
        let node = tree.get(&path);
        let number = dice.below(node.len().max(1));
        let place = dice.one_of(&[Beside::Above(number), Beside::Before(number), Beside::After(number)]);
        let position = if matches!(place, Beside::After(_)) { number + 1 } else { number };
        let said = dice.one_of(&[
            "新",
            "a: b",
            "",
            "x # y",
            "'",
            "\\\"",
            "甲\n\n乙",
            "[",
            "- z",
            " ",
            "null",
            "2021-01-14",
        ]);
        let (new, plain) = match dice.below(3) {
            0 => (New::text(said), Plain::text(said)),
            1 => (
                New::Mapping(vec![("k".into(), New::text(said)), ("l".into(), New::Flow(vec![said.into()]))]),
                Plain::Mapping(vec![
                    (Plain::text("k"), Plain::text(said)),
                    (Plain::text("l"), Plain::List(vec![Plain::text(said)])),
                ]),
            ),
            _ => (New::List(vec![New::text(said)]), Plain::List(vec![Plain::text(said)])),
        };
        let (name, change) = match (node, dice.below(3)) {
            (node @ (Plain::Text(_) | Plain::Empty), 0) => {
                *node = plain;
                ("value", Change::SetValue { at, value: new })
            }
            (node @ (Plain::Text(_) | Plain::Empty), _) => {
                *node = match node {
                    // The line breaks at the end of a block are its style's.
                    Plain::Text(old) if old.ends_with('\n') => {
                        let ends = &old[old.trim_end_matches('\n').len()..];
                        Plain::Text(format!("{}{ends}", said.trim_end_matches('\n')))
                    }
                    _ => Plain::text(said),
                };
                ("text", Change::SetText { at, text: said })
            }
            (Plain::List(items), 0) if items.len() > 1 => {
                items.remove(number);
                ("remove item", Change::Remove { at: document.items(at).nth(number).unwrap() })
            }
            (Plain::Mapping(entries), 0) if entries.len() > 1 => {
                entries.remove(number);
                ("remove entry", Change::Remove { at: document.entries(at).nth(number).unwrap().key })
            }
            (Plain::Mapping(entries), 1) if !entries.is_empty() => {
                let key = dice.one_of(&["neu", "a: b", "k0"]);
                entries[number].0 = Plain::text(key);
                ("rename", Change::SetText { at: document.entries(at).nth(number).unwrap().key, text: key })
            }
            (Plain::List(items), 1) if !items.is_empty() => {
                items[number] = plain;
                ("item", Change::SetItem { at: document.items(at).nth(number).unwrap(), value: new })
            }
            (Plain::List(items), _) if !items.is_empty() => {
                items.insert(position, plain);
                ("insert item", Change::InsertItem { list: at, place, value: new })
            }
            (Plain::Mapping(entries), _) if !entries.is_empty() => {
                entries.insert(position, (Plain::text("new"), plain));
                ("insert entry", Change::InsertEntry { mapping: at, place, key: "new", value: new })
            }
            _ => continue,
        };
        let count = made.entry(name).or_default();
        count[0] += 1;
        let result = document.changed(std::slice::from_ref(&change));
        let Ok(changed) = result else { continue };
        count[1] += 1;
        let case = format!("seed {seed}, {change:?}:\n{text}\nbecame\n{}", changed.text);
        assert_eq!(Plain::parsed(&changed.text), Some(tree), "{case}");
        let spliced = changed.edits.iter().rev().fold(text.clone(), |mut text, (span, instead)| {
            text.replace_range(span.range(), instead);
            text
        });
        assert_eq!(spliced, changed.text, "{case}");
        let (before, after) = (numbered(&text), numbered(&changed.text));
        if matches!(change, Change::Remove { .. }) {
            let mut before = before.values();
            assert!(after.values().all(|number| before.any(|old| old == number)), "{case}");
        } else {
            assert_eq!(before, after, "{case}");
        }
        assert_eq!(text.starts_with('\u{feff}'), changed.text.starts_with('\u{feff}'), "{case}");
        if text.contains("\r\n") {
            assert!(!changed.text.replace("\r\n", "").contains('\n'), "{case}");
        }
    }
    // Were all refused, nothing would be shown. Values on several lines are not replaced, which are half of them.
    for (name, [tried, made]) in &made {
        assert!(*tried > 50 && made * 5 > tried * 2, "{name}: {made} of {tried}");
    }
    assert_eq!(made.len(), 8, "{made:?}");
}
