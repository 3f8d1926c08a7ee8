//! Loading: every problem of shape in one run, each at its place.

use ttm::check::load;
use ttm::diagnostic::Findings;
use ttm::files::source::{FileId, Source};

/// The findings of loading `text`, as `rule line:column text`.
fn found(text: &str) -> Vec<String> {
    let source = Source::in_memory("a.yaml", text);
    let mut found = Findings::default();
    load(&source, FileId::default(), &mut found);
    found
        .into_vec()
        .iter()
        .map(|found| {
            let span = found.primary.place.span;
            let position = source.position(span.start);
            let marked = &source.text[span.range()];
            format!("{} {}:{} {marked}", found.rule, position.line, position.column)
        })
        .collect()
}

#[test]
fn the_published_standard_loads_whole() {
    let text = std::fs::read_to_string("standards/TTM4221-004v2.yaml").unwrap();
    let source = Source::in_memory("standards/TTM4221-004v2.yaml", text);
    let mut found = Findings::default();
    let standard = load(&source, FileId::default(), &mut found).unwrap();
    assert_eq!(found.into_vec().len(), 0);
    let outputs: usize = standard.rows().map(|(_, _, row)| row.outputs.len()).sum();
    let indicators: usize = standard.rows().map(|(_, _, row)| row.indicators.len()).sum();
    assert_eq!((standard.duties.len(), standard.tasks().count(), outputs, indicators), (5, 14, 15, 23));
    let (k, s, a) = (&standard.knowledge, &standard.skills, &standard.attitudes);
    assert_eq!((k.len(), s.len(), a.len()), (9, 13, 16));
    assert_eq!((standard.history.len(), standard.notes.qualifications.len()), (2, 5));
}

#[test]
fn ten_shape_problems_are_reported_in_one_run() {
    let text = "\
code: TTM4221-004v2
name:
  occupation: 甲
  category: 乙
classification:
  occupation: {code: \"4221\", name: 甲}
levle: 3
history:
  - version: V2
    status: 最新版本
    date: 2021/01/14
knowledge:
  K01: [甲]
skills: S01
duties:
  T1:
    knowledge: K01
    tasks:
      T1.1:
        name: 丙
        level: 9
        outputs: {O1.1.1: 甲,乙}
notes:
  qualifications: 大專
";
    let expected = [
        "invalid-value 4:3 category",
        "wrong-type 6:15 {code: \"4221\", name: 甲}",
        "unknown-field 7:1 levle",
        "invalid-value 10:13 最新版本",
        "invalid-value 11:11 2021/01/14",
        "wrong-type 13:8 [甲]",
        "wrong-type 14:9 S01",
        "wrong-type 17:16 K01",
        "invalid-value 21:16 9",
        "unknown-field 22:29 乙",
        "missing-field 16:3 T1",
        "wrong-type 24:19 大專",
    ];
    assert_eq!(found(text), expected);
}
