use super::*;
use crate::yaml::edit::Change;

/// The layout of a text that need not be a standard.
fn lay_out_any(text: &str) -> Result<Option<Changed>, NotFormatted> {
    let arena = Arena::new();
    let parsed = parse(text, &arena);
    if !parsed.problems.is_empty() {
        return Err(NotFormatted::Syntax);
    }
    parsed.root.as_ref().map_or(Ok(None), |root| lay_out(text, &parsed, root))
}

fn formatted(text: &str) -> String {
    match lay_out_any(text) {
        Ok(None) => text.to_owned(),
        Ok(Some(changed)) => {
            let edits = changed.edits.iter().rev();
            let made = edits.fold(text.to_owned(), |mut made, (span, instead)| {
                made.replace_range(span.range(), instead);
                made
            });
            assert_eq!(made, changed.text, "{text:?}");
            assert_eq!(lay_out_any(&changed.text), Ok(None), "{text:?} became\n{}", changed.text);
            changed.text
        }
        Err(error) => panic!("{error:?}: {text:?}"),
    }
}

#[test]
fn canonical_files_are_left_unchanged() {
    for text in [
        include_str!("../../../standards/TTM4221-004v2.yaml"),
        include_str!("../draft.yaml"),
        "",
        "# only\n# comments\n",
        "甲\n",
        "# ttm: allow(x)\nname: {occupation: 甲}\n",
        "name: {occupation: 甲} # why\n",
        "a: |+\n  甲\n\n\n",
        "a:\n  - |\n    甲\n  # c\n  -\n  - - b\n    - c\n",
    ] {
        assert_eq!(formatted(text), text);
    }
}

#[test]
fn files_are_laid_out_as_the_committed_standard_is() {
    for (before, after) in [
        // Indentation, with the comments of each level.
        (
            "a:\n    # of b\n    b:\n      - c:   x #  c\n        # of d\n        d :  w\n    # after\n# of e\ne:\n-   f\n",
            "a:\n  # of b\n  b:\n    - c: x #  c\n      # of d\n      d: w\n  # after\n# of e\ne:\n  - f\n",
        ),
        (
            "knowledge:\n    # K01: 甲\nskills:\n\n\n    S01: 乙   \n\n\n",
            "knowledge:\n  # K01: 甲\nskills:\n\n\n  S01: 乙\n",
        ),
        // Mappings are written as blocks, lists of references in brackets on one line.
        ("name: {occupation: 甲}\nlevel: 3", "name:\n  occupation: 甲\nlevel: 3\n"),
        ("{name: {occupation: \"甲\"}, level: 3}", "name:\n  occupation: 甲\nlevel: 3\n"),
        (
            "duties:\n  T1:\n    knowledge:\n    - K01\n    - 'K02'\n    skills: [ S01,S02, ]\n",
            "duties:\n  T1:\n    knowledge: [K01, K02]\n    skills: [S01, S02]\n",
        ),
        (
            "a:\n  skills:\n    - S01\n    - S02: '甲'\n    -  {S03:  乙 }\n    - S04: \"丙, 丁\"\nb: x\n",
            "a:\n  skills: [S01, {S02: 甲}, {S03: 乙}, {S04: \"丙, 丁\"}]\nb: x\n",
        ),
        // A text that gets quotation marks has them in brackets as well.
        (
            "a:\n  skills:\n    - S01: true\n    - S02: 0x1F\n    - S03\nb: x\n",
            "a:\n  skills: [{S01: \"true\"}, {S02: \"0x1F\"}, S03]\nb: x\n",
        ),
        (
            "a:\n  skills:\n    - S01\n    - S02: 甲, 乙\n    - {S03: 甲, S04: 乙}\n",
            "a:\n  skills:\n    - S01\n    - S02: 甲, 乙\n    - S03: 甲\n      S04: 乙\n",
        ),
        ("a:\n  skills: [\n    S01,\n    S02\n  ]\nb: x\n", "a:\n  skills: [S01, S02]\nb: x\n"),
        ("a:\n  skills: [S01, # one\n      S02]\n", "a:\n  skills: [S01, # one\n    S02]\n"),
        (
            "rows: [{level: 3, skills: [S01]}, {level: 4}]\n",
            "rows:\n  - level: 3\n    skills: [S01]\n  - level: 4\n",
        ),
        ("outputs: [O1.1.1: 表, 單]\n", "outputs:\n  - O1.1.1: 表\n  - 單\n"),
        ("notes:\n  qualifications: [ 甲,  乙]\n", "notes:\n  qualifications: [甲, 乙]\n"),
        // Texts.
        (
            "code: 4221\ndate: \"2021-01-14\"\nlevel: \"3\"\n",
            "code: \"4221\"\ndate: 2021-01-14\nlevel: \"3\"\n",
        ),
        (
            "a: '甲'\nb: '4221'\nc: yes\nd: ~\ne: 'null'\nf: 2021-01-14\n",
            "a: 甲\nb: '4221'\nc: \"yes\"\nd: ~\ne: 'null'\nf: 2021-01-14\n",
        ),
        ("a: '甲' # not a part\nb: '甲 # 乙'\n", "a: '甲' # not a part\nb: '甲 # 乙'\n"),
        ("a:\n    甲\n      乙\nb: '丙\n\n        丁'\n", "a: 甲\n  乙\nb: '丙\n\n  丁'\n"),
        (
            "a:\n    b: |-  # c\n          甲\n            乙  \n       \n          丙\n    # d\n    e: >2\n         丁\n    f: x\n",
            "a:\n  b: |-  # c\n    甲\n      乙  \n\n    丙\n  # d\n  e: >2\n       丁\n  f: x\n",
        ),
        // Line ends and marks.
        (
            "\u{feff}a:   x\r\n\r\nb:\r\n    c: 甲\r\n      乙",
            "\u{feff}a: x\r\n\r\nb:\r\n  c: 甲\r\n    乙\r\n",
        ),
        ("---\na:  x\n...\n", "---\na: x\n...\n"),
        ("\n\n# head\n\na:  x \n", "# head\n\na: x\n"),
        ("a:   # why\n    甲\nb: # c\n   d: x\n", "a:   # why\n  甲\nb: # c\n  d: x\n"),
        ("- # c\n   a: x\n-\n   b: x\n", "- # c\n  a: x\n- b: x\n"),
        // What an allowance is about stays on its line.
        (
            "a:\n    # ttm: allow(x)\n    b: {c: x}\n    d: {e: x}\n",
            "a:\n  # ttm: allow(x)\n  b: {c: x}\n  d:\n    e: x\n",
        ),
    ] {
        assert_eq!(formatted(before), after, "{before:?}");
        assert_eq!(formatted(after), after);
    }
}

#[test]
fn files_with_syntax_errors_are_not_formatted() {
    for text in ["a: [", "a: *x\n", "a: !t b\n", "a: b\n---\nc: d\n"] {
        assert_eq!(lay_out_any(text), Err(NotFormatted::Syntax), "{text:?}");
    }
    // An anchor is in no tree.
    assert!(lay_out_any("a:  &x b\n").is_err());
    assert_eq!(lay_out_any("? [a, b]\n: c\n"), Err(NotFormatted::Layout(None)));
}

#[test]
fn formatting_one_line_is_one_edit() {
    let text = "a: x\nb:  w\nc: z\n";
    let edits = lay_out_any(text).unwrap().unwrap().edits;
    assert_eq!(edits.len(), 1);
    let arena = Arena::new();
    let document = Document::of(text, &arena).unwrap();
    assert!(document.changed(&[Change::Splice { span: edits[0].0, instead: "x" }]).is_err());
}

#[test]
fn yaml_files_that_are_no_standards_are_not_formatted() {
    for text in ["on:  push\n", "- a\n", "name:  CI\n"] {
        assert_eq!(format(text), Err(NotFormatted::NoStandard), "{text:?}");
    }
    assert_eq!(format("name:  {occupation: 甲}\n").unwrap().unwrap().text, "name:\n  occupation: 甲\n");
    assert_eq!(format("").unwrap(), None);
}

#[test]
fn lone_carriage_returns_are_named_where_they_are_in_the_way() {
    let text = "# 甲\nname: {occupation: 甲}\nlevel:  3\nduties: {}\n";
    assert_eq!(format(&text.replace('\n', "\r")), Err(NotFormatted::LineEnds));
    assert!(format(&text.replace('\n', "\r\n")).unwrap().is_some());
    for words in [NotFormatted::LineEnds.words().en, NotFormatted::LineEnds.words().zh] {
        assert!(words.contains("CRLF"), "{words}");
    }
}

/// Documents of every style in every layout: those of the engine's tests.
#[test]
fn formatted_random_documents_have_the_same_content() {
    let (mut changed, mut left) = (0, 0);
    for seed in 0..4_000 {
        let text = crate::yaml::edit::random::document(seed);
        match lay_out_any(&text) {
            Ok(None) => {}
            Ok(Some(_)) => {
                formatted(&text);
                changed += 1;
            }
            Err(error) => {
                assert!(matches!(error, NotFormatted::Layout(_)), "{text}");
                left += 1;
            }
        }
    }
    assert!(changed > 3_000 && left < 40, "{changed} changed, {left} left");
}
