//! Compares the fast reader with the general one.

use proptest::prelude::*;

use super::super::general;
use super::*;

/// If the fast reader gives a tree, it must equal that of the general reader.
fn agree(text: &str) -> Result<bool, TestCaseError> {
    let arena = Arena::new();
    let Some(root) = parse(text, &arena) else { return Ok(false) };
    let parsed = general::parse(text, &arena);
    prop_assert!(parsed.problems.is_empty() && Some(&root) == parsed.root.as_ref(), "{:?}", text);
    Ok(true)
}

#[test]
fn the_published_standard_is_read_by_the_fast_reader() {
    let text = include_str!("../../../standards/TTM4221-004v2.yaml");
    assert!(agree(text).unwrap());
}

#[test]
fn the_fast_reader_accepts_its_subset() {
    for text in [
        "a: b\n",
        "# c\n\na: b # c\n\n   \n  # d\nb:\n  - x\n  - k: 'v'   # c\n    l: \"w\"\nc: [K01,  S02 ] # e\nd: []",
        "a:\n- x\n- y: z\n  w: [A]\nb: c",
        "a:\n   b:\n     - c d  \nd: 3.0",
        "a: b:c\nb: x#y\nc: 甲：乙，丙「丁」\nd: ''\ne: \"\"\n",
        "T1.1:\n  a-b: c\n12: d\n",
        "a: b\n  c\n  d # e\nf:\n  - g\n    h\ni: j",
        "a: [K01, {K03: 建築識圖（含符號）}, { K04:  甲 乙 } ,{K05: \"a, b\"}] # c\nb:\n  - [{K03: '甲'}]\nc: [{K03: null}]",
        "a: |\n  b: c\n  # d\nb: >-\n    x\n    y\n# z\nc:\n  - >\n    v\n  - |-\n   w\n",
    ] {
        assert!(agree(text).unwrap(), "{text:?}");
    }
}

#[test]
fn the_fast_reader_refuses_everything_else() {
    for text in [
        "",
        "\n",
        "a:\n",
        "a:\nb: c\n",
        "a: b\n\n  c\n",
        "a: b # c\n  d\n",
        "a: |\n  b\n\n  c\n",
        "a: |\n  b\n   c\n",
        "a: |+\n  b\n",
        "a:\n-   >-\n b\n",
        "a: |\n  b",
        "a: |\nb: c\n",
        "a: 'b''c'\n",
        "a: \"b\\n\"\n",
        "a: {b: c}\n",
        "a: [{K03: 甲, K04: 乙}]\n",
        "a: [{K03: a:b}]\n",
        "a: [{K03:甲}]\n",
        "a: [{K03: }]\n",
        "a: [{K03}]\n",
        "a: [{K03: -甲}]\n",
        "a: [{K03: 甲 #乙}]\n",
        "a: [{K03: 'b''c'}]\n",
        "a: [{\"K03\": 甲}]\n",
        "a: [{K03: 甲\n  乙}]\n",
        "a: b: c\n",
        "- a\n",
        " a: b\n",
        "a: &x b\n",
        "a: *x\n",
        "a: !t b\n",
        "---\na: b\n",
        "a: b\n...\n",
        "甲: b\n",
        "a:\tb\n",
        "a: b\r\n",
        "a: b\n# ttm: allow x\n",
        "a: [b, [c]]\n",
        "a: [b\n",
        "a: @b\n",
        "? a\n: b\n",
        "a: 'b' c\n",
        "a:\n  - b\n c: d\n",
        "a: b\u{2028}c\n",
        "\u{feff}a: b\n",
        "a: -b\n",
        "a: b\n   c: d\n",
    ] {
        assert!(!agree(text).unwrap(), "{text:?}");
    }
}

/// Pieces of lines, valid and invalid ones.
fn piece() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "\n",
        "\n",
        "\n",
        "\n  ",
        "\n  ",
        "\n    ",
        "\n ",
        " ",
        "a",
        "b:",
        "c: ",
        "d: e",
        "- ",
        "-",
        "- f: g",
        "[",
        "]",
        "K01",
        "{K03: 甲}",
        "[{K03: ",
        ", ",
        ",",
        "'",
        "\"",
        "#",
        " # h",
        ":",
        "甲，乙",
        "：",
        "3",
        "T1.1:",
        "|",
        ">",
        "...",
        "---",
        "\\",
        "{",
        "}",
        "&i",
        "*i",
        "!",
        "?",
        "~",
        "\u{3000}",
        "\u{a0}",
        "\u{85}",
    ])
}

/// A complete entry, so that the code after entries is reached.
fn entry() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "",
        "a: b",
        "a: >-\n  甲",
        "a: |\n   甲\n   乙",
        "a:\n- >\n  甲",
        "a:\n  - K01: 甲\n    S01: 乙",
        "a: 甲\n  乙",
        "a: [K01, S02]",
        "a: [K01, {K03: 甲}]",
        "a: '甲'",
    ])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]
    #[test]
    fn both_readers_agree_on_random_lines(pieces in prop::collection::vec(piece(), 0..24)) {
        agree(&pieces.concat())?;
    }

    #[test]
    fn both_readers_agree_on_random_lines_after_an_entry(entry in entry(), pieces in prop::collection::vec(piece(), 0..4)) {
        agree(&format!("{entry}{}", pieces.concat()))?;
    }

    #[test]
    fn both_readers_agree_on_a_standard_with_one_mistake(at in any::<prop::sample::Index>(), cut in 0..4_usize, piece in piece()) {
        let text = include_str!("../../../standards/TTM4221-004v2.yaml");
        let text = &text[..text.match_indices('\n').nth(60).unwrap().0];
        let at = at.index(text.len());
        let (from, to) = (text.floor_char_boundary(at), text.ceil_char_boundary((at + cut).min(text.len())));
        agree(&format!("{}{piece}{}", &text[..from], &text[to..]))?;
    }
}
