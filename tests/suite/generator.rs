//! The generated standards are what benchmarks and properties take them for: whole, different, and written in every
//! way that people write them.

use std::collections::HashSet;

use ttm::canonical;
use ttm::check::{check, load};
use ttm::diagnostic::{Findings, Severity};
use ttm::files::source::{FileId, Source};
use ttm::model::Competency;

use crate::generated::{Shapes, file, file_of, place, seeded, standard};

#[test]
fn generated_standards_have_only_notes() {
    let mut sources: Vec<_> = (0..300)
        .map(|number| {
            let (name, text) = file(0, number);
            Source::in_memory(&name, text)
        })
        .collect();
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    let found = check(&sources);
    let first = found.iter().find(|found| found.severity > Severity::Note);
    assert!(first.is_none(), "{first:?}");
}

#[test]
fn every_generated_layout_has_the_same_content() {
    for (number, shapes) in (0..300).flat_map(|number| [(number, Shapes::ALL), (number, Shapes::TWO_NAMES)]) {
        let (name, text) = file_of(0, number, shapes);
        let expected = canonical::yaml(&standard(number, shapes));
        let source = Source::in_memory(&name, text);
        let read = load(&source, FileId::default(), &mut Findings::default()).unwrap();
        assert!(canonical::yaml(&read) == expected, "{name}:\n{}", source.text);
    }
}

#[test]
fn each_layout_is_used_in_a_share_of_the_files() {
    let files: Vec<_> = (0..300).map(|number| file(0, number).1).collect();
    for (way, at_least, at_most) in [
        (": >-\n", 15, 80),
        (": |-\n", 15, 80),
        (": \"依", 5, 80),
        (": '依", 5, 80),
        ("\n  # ", 20, 120),
        ("] # ", 10, 120),
        ("\n          - P2", 5, 60),
        ("also:\n", 20, 250),
        ("rows:\n", 20, 250),
    ] {
        let count = files.iter().filter(|text| text.contains(way)).count();
        assert!((at_least..=at_most).contains(&count), "{way:?} in {count}");
    }
    let folded = |text: &&String| text.lines().any(|line| !line.contains(": ") && line.ends_with("。"));
    assert!(files.iter().filter(folded).count() > 40);
    let mean = files.iter().map(String::len).sum::<usize>() / files.len();
    assert!((10_000..13_000).contains(&mean), "{mean} bytes");
}

#[test]
fn a_seed_makes_other_standards_under_the_same_codes() {
    let (one, other) = (file(0, 7), file(1, 7));
    assert_eq!(file(0, 7), one);
    assert_ne!(one.1, other.1);
    assert_eq!(one.0.split_once('v').unwrap().0, other.0.split_once('v').unwrap().0);
}

#[test]
fn the_first_297_000_codes_are_unique() {
    let places: HashSet<_> = (0..297_000).map(place).collect();
    assert_eq!(places.len(), 297_000);
}

#[test]
fn codes_with_two_names_are_the_only_finding_where_they_are_asked_for() {
    let mut references = 0;
    for number in 0..100 {
        let (name, text) = file_of(0, number, Shapes::TWO_NAMES);
        let found = check(&[Source::in_memory(&name, text)]);
        let other =
            found.iter().find(|found| found.severity > Severity::Note && found.rule != "duplicate-code");
        assert!(other.is_none(), "{name}: {other:?}");
        let made = seeded(0, number, Shapes::TWO_NAMES);
        for kind in Competency::BOTH {
            let named: Vec<_> = made
                .references(kind)
                .flat_map(|list| list.iter())
                .filter_map(|one| Some((one.code.as_str(), one.name_text()?)))
                .collect();
            let names: HashSet<_> = named.iter().collect();
            assert!(matches!(names.len(), 0 | 2), "{names:?}");
            references += named.len();
        }
    }
    assert!(references > 300, "{references}");
}
