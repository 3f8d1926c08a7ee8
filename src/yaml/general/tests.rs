//! Trees of arbitrary YAML, and problems of invalid YAML.

use super::*;
use crate::files::limits::{YAML_DEPTH, YAML_NODES};

fn problem(text: &str) -> (ProblemKind, &str) {
    let arena = Arena::new();
    let parsed = parse(text, &arena);
    let problem = parsed.problems.into_iter().next().unwrap();
    (problem.kind, &text[problem.span.range()])
}

fn entries<'t>(node: &Node<'t>) -> &'t [(Node<'t>, Node<'t>)] {
    match node.value {
        Value::Mapping { entries, .. } => entries,
        other => panic!("{other:?}"),
    }
}

#[test]
fn every_key_and_value_has_the_right_span() {
    let text = "a:\nb: 甲 乙   # c\nc: ''\nd: [x, 'y',]\ne: |\n  x\n  y\nf: {g: 1}\n";
    let arena = Arena::new();
    let root = parse(text, &arena).root.unwrap();
    let found: Vec<_> = entries(&root)
        .iter()
        .map(|(key, value)| (&text[key.span.range()], &text[value.span.range()]))
        .collect();
    let expected =
        [("a", ""), ("b", "甲 乙"), ("c", "''"), ("d", "[x, 'y',]"), ("e", "x\n  y"), ("f", "{g: 1}")];
    assert_eq!(found, expected);
    assert_eq!(entries(&root)[0].1.value, Value::Empty);
}

#[test]
fn plain_scalars_stay_text() {
    let arena = Arena::new();
    let root = parse("[4221, 012, 1e3, 2021-01-14, ~, null, yes]", &arena).root.unwrap();
    let Value::List(items) = root.value else { panic!() };
    let texts: Vec<_> = items
        .iter()
        .map(|item| match item.value {
            Value::Scalar { text, style: Style::Plain, .. } => text,
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(texts, ["4221", "012", "1e3", "2021-01-14", "~", "null", "yes"]);
}

#[test]
fn a_tab_is_reported_at_the_tab() {
    for text in
        ["a:\n  b: c\n\td: e\n", "a:\n\tb: c\n", "a:\n  b: x\ty\n  \tc: d\n", "a:\n  b: c\n  \t d: e\n"]
    {
        let arena = Arena::new();
        let parsed = parse(text, &arena);
        let problem = &parsed.problems[0];
        assert_eq!(problem.kind, ProblemKind::Tab, "{text:?}");
        let tab = text.rfind('\t').unwrap();
        assert_eq!(problem.span, Span::new(tab, tab + 1), "{text:?}");
    }
}

#[test]
fn problems_have_kinds_and_places() {
    assert_eq!(problem("a: \"b\n"), (ProblemKind::UnclosedQuote, "\""));
    assert_eq!(problem("a: b: c\n"), (ProblemKind::SecondColon, ":"));
    assert_eq!(problem("a: @b\n"), (ProblemKind::Character('@'), "@"));
    assert_eq!(problem("a: 甲\u{b}乙\n"), (ProblemKind::Character('\u{b}'), "\u{b}"));
    for text in ["a: \"甲\\n\\q\"\n", "{a: \"\\x41\\q\"}\n", "[\"甲\", \"\\q\"]\n"] {
        assert_eq!(problem(text), (ProblemKind::Escape, "\\q"), "{text}");
    }
    assert_eq!(problem("a: \"\\u12\"\n"), (ProblemKind::Escape, "\\u"));
    assert_eq!(problem("a: b\n---\nc: d\n"), (ProblemKind::SecondDocument, "---"));
    assert_eq!(problem("a: &x b\nc: d\n"), (ProblemKind::Anchor, "&x"));
    assert_eq!(problem("a: &甲\nc: d\n"), (ProblemKind::Anchor, "&甲"));
    assert_eq!(problem("a: b\nc: *x\nd: *x\n"), (ProblemKind::Alias, "*x"));
    assert_eq!(problem("a: !!str b\n"), (ProblemKind::Tag, "!!str"));
    assert_eq!(problem("a:\n  b: c\n d: e\n"), (ProblemKind::Indentation(11), "d"));
    assert_eq!(problem("a:\n  b: c\n   d: e\n"), (ProblemKind::Indentation(8), "d"));
    assert_eq!(problem("x: y\na: b: c\n"), (ProblemKind::SecondColon, ":"));
    let (kind, _) = problem(&"[".repeat(YAML_DEPTH + 1));
    assert_eq!(kind, ProblemKind::TooDeep);
    let (kind, _) = problem(&format!("[{}]", "a,".repeat(YAML_NODES + 1)));
    assert_eq!(kind, ProblemKind::TooManyNodes);
}

#[test]
fn a_multi_line_text_before_a_key_is_reported_at_its_beginning() {
    for text in [
        "# c\na:\n  |b\n  c\n  d: e\n",
        "a: # c: d\n  # e\n\n  - b:\n\n      |c\n\n      d: e\n",
        "a:\n- b: c\n- |b\n  d: e\n",
        "a: {b: c}\nf:\n  - [b, 'c']\n  - |b\n    d: e\n",
        "---\n|b\nd: e\n",
        "a:\n  |b\n\n  # c\n  d: e\n",
        "a:\n  |b\n  # ttm: c\n  d: e\n",
        "# ttm: c\na: 'b'\nf: # ttm: d\n  # ttm: e\n  |b\n  d: e\n",
    ] {
        let begins = text.find('|').unwrap();
        assert_eq!(problem(&text.replace('|', "")), (ProblemKind::Indentation(begins), "d"), "{text:?}");
    }
}

#[test]
fn foreign_white_space_is_named_as_the_cause_of_an_error() {
    for text in [
        "a:\n  b: c\n\u{3000}d: e\n  f: g\n",
        "a:\n\u{3000}d: e\n\u{3000}f: g\n  h: i\n",
        "a:\n  b: c\n\u{3000}d:\n    e: f\n  g: h\n",
    ] {
        assert_eq!(problem(text), (ProblemKind::ForeignSpace('\u{3000}'), "\u{3000}"), "{text:?}");
        assert_eq!(
            parse(text, &Arena::new()).problems[0].span.start as usize,
            text.find('\u{3000}').unwrap(),
            "{text:?}"
        );
    }
    assert_eq!(problem("a: b\n\u{a0} c: d\n  e: f\n").0, ProblemKind::ForeignSpace('\u{a0}'));
    // The next key may have a mistake of its own.
    assert_eq!(problem("\u{3000}a: b\nc: d\n  e: f\n"), (ProblemKind::Indentation(11), "e"));
}

#[test]
fn an_unclosed_bracket_is_reported() {
    let arena = Arena::new();
    let parsed = parse("a: [K01, K02\nb: c\n", &arena);
    assert_eq!(parsed.problems[0].kind, ProblemKind::UnclosedBracket);
    assert_eq!(parsed.problems[0].open, Some(Span::new(3, 4)));
}

#[test]
fn an_alias_bomb_is_not_expanded() {
    let bomb = "a: &a [x, x]\nb: &b [*a, *a, *a]\nc: &c [*b, *b, *b]\nd: [*c, *c, *c]\n";
    let arena = Arena::new();
    let parsed = parse(bomb, &arena);
    let kinds: Vec<_> = parsed.problems.iter().map(|problem| &problem.kind).collect();
    assert_eq!(kinds, [&ProblemKind::Anchor, &ProblemKind::Alias]);
    assert_eq!(entries(&parsed.root.unwrap()).len(), 4);
}

#[test]
fn allowance_comments_have_spans_and_long_texts_have_lines() {
    let text = "# ttm: a\r\na: 'x # ttm: no' # ttm: b\n# other\nb: | #ttm:c\n\n  x\n  # ttm: no\nc: [d, \"e\n  f\"]\n";
    let remarks = parse(text, &Arena::new()).remarks;
    let said: Vec<_> = remarks.comments.iter().map(|span| text[span.range()].trim_end()).collect();
    assert_eq!(said, ["# ttm: a", "# ttm: b", "#ttm:c"]);
    let long: Vec<_> = remarks.long_texts.iter().map(|span| &text[span.range()]).collect();
    assert_eq!(long, ["b: | #ttm:c\n\n  x\n  # ttm: no", "c: [d, \"e\n  f\""]);
    assert_eq!(parse(&text.replace("ttm:", "ttm"), &Arena::new()).remarks, Remarks::default());
}
