use super::*;
use crate::yaml::{Arena, Node, Value, parse};

/// The first value of a mapping and its alignment.
fn aligned(source: &str) -> (String, Alignment) {
    let arena = Arena::new();
    let root = parse(source, &arena).root.unwrap();
    let Value::Mapping { entries, .. } = root.value else { panic!("{source:?}") };
    let node @ Node { span, value: Value::Scalar { text, style } } = entries[0].1 else {
        panic!("{source:?}")
    };
    (text.to_owned(), Alignment::of(text, node.written(source), style, span.start as usize))
}

/// The source bytes of `needle`, which occurs in the text, and how they became it.
fn placed<'a>(source: &'a str, needle: &str) -> (&'a str, How) {
    let (value, alignment) = aligned(source);
    let at = value.find(needle).unwrap_or_else(|| panic!("{needle:?} in {value:?}"));
    let located = alignment.place(at..at + needle.len());
    (&source[located.span.range()], located.how)
}

#[test]
fn plain_texts() {
    assert_eq!(placed("k: 甲 乙丙\n", "乙"), ("乙", How::Verbatim));
    assert_eq!(placed("k: 甲 乙丙 # c\n", " 乙"), (" 乙", How::Verbatim));
    assert_eq!(placed("k: 規\n  範 x\n", " "), ("\n  ", How::Break));
    assert_eq!(placed("k: 規  \r\n  範 x\r\n", " 範"), ("  \r\n  範", How::Other));
    assert_eq!(placed("k: 規\r\n  範 x\r\n", "範 x"), ("範 x", How::Verbatim));
    assert_eq!(placed("k: 規\n\n  範\n", "\n"), ("\n\n  ", How::Break));
    assert_eq!(placed("\u{feff}k: 甲乙\n", "乙"), ("乙", How::Verbatim));
    assert_eq!(placed("k:\n  規\n  範\n", "範"), ("範", How::Verbatim));
}

#[test]
fn quoted_texts() {
    assert_eq!(placed("k: '甲 ''乙'''\n", "乙"), ("乙", How::Verbatim));
    assert_eq!(placed("k: '甲 ''乙'''\n", "'"), ("''", How::Other));
    assert_eq!(placed("k: '規\n  範'\n", " "), ("\n  ", How::Break));
    assert_eq!(placed("k: \"甲\\u200b乙\"\n", "\u{200b}"), ("\\u200b", How::Other));
    assert_eq!(placed("k: \"甲\\t\\x41乙\"\n", "A"), ("\\x41", How::Other));
    assert_eq!(placed("k: \"甲\\u200b乙\"\n", "乙"), ("乙", How::Verbatim));
    assert_eq!(placed("k: \"甲 \\\n   乙\"\n", "甲 乙"), ("甲 \\\n   乙", How::Other));
    assert_eq!(placed("k: \"甲 \\\n   乙\"\n", "乙"), ("乙", How::Verbatim));
    assert_eq!(placed("k: \"規\n  範\"\n", " "), ("\n  ", How::Break));
    assert_eq!(placed("k: \"\\\"甲\\\\\"\n", "甲"), ("甲", How::Verbatim));
    assert_eq!(placed("k: \"\\U0001F600甲\"\n", "甲"), ("甲", How::Verbatim));
}

#[test]
fn blocks() {
    let literal = "k: |\n  規\n    範 x\n\n  丙\nb: c\n";
    assert_eq!(placed(literal, "範 x"), ("範 x", How::Verbatim));
    assert_eq!(placed(literal, "  範"), ("  範", How::Verbatim));
    assert_eq!(placed(literal, "\n"), ("\n  ", How::Break));
    assert_eq!(placed(literal, "\n\n"), ("\n\n  ", How::Break));
    assert_eq!(placed(literal, "丙"), ("丙", How::Verbatim));
    assert_eq!(placed("k: |2\n   規\n  範\n", " 規"), (" 規", How::Verbatim));
    assert_eq!(placed("k: |-\r\n  規\r\n  範\r\n", "\n"), ("\r\n  ", How::Break));
    let folded = "k: > # c\n  規\n  範 x\n\n  丙\n    丁\n  戊\n";
    assert_eq!(placed(folded, " "), ("\n  ", How::Break));
    assert_eq!(placed(folded, "範 x"), ("範 x", How::Verbatim));
    assert_eq!(placed(folded, "丙"), ("丙", How::Verbatim));
    assert_eq!(placed(folded, "丁"), ("丁", How::Verbatim));
    assert_eq!(placed(folded, "戊"), ("戊", How::Verbatim));
}

#[test]
fn verbatim_parts_have_source_positions() {
    let source = "k: \"甲\\t規\n  範 x\"\n";
    let (value, alignment) = aligned(source);
    for (at, found) in value.char_indices() {
        let range = at..at + found.len_utf8();
        let located = alignment.place(range.clone());
        match located.how {
            How::Verbatim => {
                assert_eq!(&source[located.span.range()], &value[range.clone()]);
                assert_eq!(alignment.value_range(located.span), Some(range));
            }
            How::Break => assert_eq!(alignment.value_range(located.span), Some(range)),
            How::Other => assert_eq!(alignment.value_range(located.span), None),
        }
    }
}

proptest::proptest! {
    /// Bytes reported as verbatim are equal in the text and in the source, whatever the source is.
    #[test]
    fn verbatim_parts_are_equal_in_text_and_source(
        style in 0..5usize,
        parts in proptest::collection::vec(
            proptest::sample::select(vec![
                "規", "範", "a", " ", "  ", "\n  ", "\r\n  ", "\n\n  ", "\n    ", "'", "''", "\\t", "\\u200b", "\\\n  ",
                "\\\"", "，", "\u{200b}", "#", "：", " \n  ",
            ]),
            0..12,
        ),
    ) {
        let inside = parts.concat();
        let source = match style {
            0 => format!("k: 甲{inside}\nz: 1\n"),
            1 => format!("k: '{inside}'\nz: 1\n"),
            2 => format!("k: \"{inside}\"\nz: 1\n"),
            3 => format!("k: |\n  {inside}\nz: 1\n"),
            _ => format!("k: >-\n  {inside}\nz: 1\n"),
        };
        let arena = Arena::new();
        let Some(root) = parse(&source, &arena).root else { return Ok(()) };
        let Value::Mapping { entries: [(_, node), ..], .. } = root.value else { return Ok(()) };
        let Value::Scalar { text, style } = node.value else { return Ok(()) };
        let alignment = Alignment::of(text, node.written(&source), style, node.span.start as usize);
        for (at, found) in text.char_indices() {
            let range = at..at + found.len_utf8();
            let located = alignment.place(range.clone());
            proptest::prop_assert!(source.get(located.span.range()).is_some());
            if located.how == How::Verbatim {
                proptest::prop_assert_eq!(&source[located.span.range()], &text[range.clone()]);
                proptest::prop_assert_eq!(alignment.value_range(located.span), Some(range));
            }
        }
    }
}
