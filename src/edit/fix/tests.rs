use super::*;
use crate::check::{Settings, check, fixes};
use crate::yaml::parse;

fn fix(text: &str, changes: &[(&str, &str)]) -> Edits {
    let edit = |(from, to): &(&str, &str)| {
        let at = text.find(from).unwrap();
        (Span::new(at, at + from.len()), (*to).to_owned())
    };
    changes.iter().map(edit).collect()
}

fn applied(text: &str, fixes: &[Edits]) -> Option<(String, usize)> {
    apply(text, fixes, &mut 100)
}

fn mended(text: &str) -> String {
    let source = Source::in_memory("a.yaml", text);
    mend(&source, |source| fixes(source, &Settings::default()))
        .map_or_else(|| text.to_owned(), |mended| mended.text)
}

#[test]
fn fixes_that_do_not_overlap_are_made_together() {
    let text = "a: 甲乙丙 # 甲\n";
    let fixes =
        [fix(text, &[("甲", "1"), ("丙", "3")]), fix(text, &[("甲乙", "x")]), fix(text, &[("乙", "2")])];
    assert_eq!(applied(text, &fixes), Some(("a: 123 # 甲\n".into(), 2)));
}

#[test]
fn fixes_that_would_change_more_than_the_text_are_left_out() {
    for (text, change) in [
        ("a: 甲x#乙\n", ("x", " ")),
        ("a: 甲x乙\n", ("x", ": ")),
        ("a: [甲, 乙]\n", ("甲", "甲, 丙")),
        ("a: 甲\n", ("甲", "")),
        ("a: 甲\n", ("甲", "'甲'")),
        ("K1: 甲\nK01: 乙\n", ("K1", "K01")),
        ("a: 甲 # 乙\n", ("乙", "丙")),
        ("a: 甲\n", (": ", ":  ")),
        ("a: \"\\u200b甲\"\n", ("\\u200b", "")),
    ] {
        assert_eq!(applied(text, &[fix(text, &[change])]), None, "{text}");
        let good = format!("{text}z: 良\n");
        let both = [fix(&good, &[change]), fix(&good, &[("良", "好")])];
        assert_eq!(applied(&good, &both), Some((good.replace('良', "好"), 1)), "{text}");
    }
}

#[test]
fn every_scalar_style_is_fixed_in_place() {
    let head = "name:\n  occupation: 甲\ndescription:";
    for (before, after) in [
        (" 規 範，甲,乙 # 規 範\n", " 規範，甲，乙 # 規 範\n"),
        (" '規 範''甲,乙'\n", " '規範''甲，乙'\n"),
        (" \"規 範\\\"甲,乙\"\n", " \"規範\\\"甲，乙\"\n"),
        (" 規\n  範，甲\n", " 規範，甲\n"),
        (" \"規\n  範\"\n", " \"規範\"\n"),
        (" |\n  規 範。\n  甲,乙\n", " |\n  規範。\n  甲，乙\n"),
        (" >\n  規\n  範\n", " >\n  規範\n"),
        (" |\n  規\n  範\n", " |\n  規\n  範\n"),
        (" ' 甲  a'\n", " '甲 a'\n"),
        (" '甲a  b '\n", " '甲a b'\n"),
        (" \"規\\u200b範\"\n", " \"規\\u200b範\"\n"),
        (" <p>規\u{200b}範</p>\n", " 規範\n"),
        (" <p>- 規範</p>\n", " <p>- 規範</p>\n"),
        (" <p></p>\n", " <p></p>\n"),
        (" '\u{feff}⾦'\n", " '金'\n"),
    ] {
        let (before, after) = (format!("{head}{before}level: 3\n"), format!("{head}{after}level: 3\n"));
        assert_eq!(mended(&before), after);
        assert_eq!(mended(&after), after);
        let windows = |text: &str| format!("\u{feff}{}", text.replace('\n', "\r\n"));
        assert_eq!(mended(&windows(&before)), windows(&after));
    }
}

/// What is offered for `text`, and how often that was asked.
fn rounds(text: &str) -> (Option<Mended>, usize) {
    let asked = std::cell::Cell::new(0);
    let mended = mend(&Source::in_memory("a.yaml", text), |source| {
        asked.set(asked.get() + 1);
        fixes(source, &Settings::default())
    });
    (mended, asked.get())
}

#[test]
fn the_text_is_parsed_twice_for_any_number_of_fixes() {
    let file =
        |line: &str| format!("name: {{occupation: 甲}}\nnotes:\n  supplements:\n{}", line.repeat(3_000));
    let (mended, asked) = rounds(&file("  - 甲 乙,丙\n"));
    let mended = mended.unwrap();
    assert_eq!((mended.text, mended.fixes, asked), (file("  - 甲乙，丙\n"), 6_000, 2));
    // A reference within references is left to a person; one level a round would be fifty rounds.
    let nested = format!("  - 甲&{}乙\n", "amp;".repeat(50));
    let (mended, asked) = rounds(&file(&nested));
    assert!(mended.is_none());
    assert_eq!(asked, 1);
}

#[test]
fn fixes_that_would_duplicate_a_key_use_up_no_tries() {
    let list = |good: &str| -> String {
        (10..510)
            .map(|at| format!("  K{at}: 甲{at}\n  Ｋ{at}: 乙{at}\n  K{}: {good}{at}\n", at + 1000))
            .collect()
    };
    let text = |good: &str| format!("name: {{occupation: 甲}}\nknowledge:\n{}", list(good));
    let (mended, asked) = rounds(&text("丙 丁"));
    let mended = mended.unwrap();
    assert_eq!((mended.text, mended.fixes, asked), (text("丙丁"), 500, 2));
}

#[test]
fn the_fixes_offered_are_those_of_the_findings() {
    let standard = std::fs::read_to_string("standards/TTM4221-004v2.yaml").unwrap();
    let text = standard
        .replace("國際商務禮儀", "國 際⾦務,禮儀")
        .replace("顧客關係管理", "<p>顧客關係\u{200b}管理</p>")
        .replace("  S07: 資訊科技", "  # ttm: allow(stray-space)\n  S07: 資 訊,科技");
    let source = Source::in_memory("TTM4221-004v2.yaml", text);
    let found = check(std::slice::from_ref(&source));
    let edits: Vec<Edits> =
        found.iter().filter_map(|found| Some(found.fix.as_ref()?.edits.clone())).collect();
    assert!(edits.len() > 5);
    assert_eq!(fixes(&source, &Settings::default()), edits);
    assert!(found.iter().all(|found| found.fix.is_none()
        || crate::rules::RULES_WITH_FIXES.iter().any(|rule| rule.name == found.rule)));
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config { cases: 400, ..Default::default() })]

    /// For any content of the texts, mending keeps everything but them, comments and keys included, and does nothing
    /// the second time.
    #[test]
    fn fixing_changes_nothing_else_and_ends(
        style in 0..6usize,
        parts in proptest::collection::vec(
            proptest::sample::select(vec![
                "規", "範", "a", "1", " ", "  ", "\n    ", "\r\n    ", "\n\n    ", "''", "\\t", "\\u200b", "\\\n    ",
                "，", ",", "\u{200b}", "#", " #", ":", ": ", "- ", "<p>", "</p>", "<br>", "&lt;", "&nbsp;", "⾦", "\u{a0}",
                "K01", "K01 甲", "(", "）", "[", "{", "!", "&", "*", "\t", "<", "p>",
            ]),
            1..14,
        ),
    ) {
        let inside = parts.concat();
        let value = match style {
            0 => inside.clone(),
            1 => format!("'{inside}'"),
            2 => format!("\"{inside}\""),
            3 => format!("|\n    {inside}"),
            4 => format!(">-\n    {inside}"),
            _ => format!("x{inside}"),
        };
        let text = format!("# 規 範\nname: {{occupation: 甲}} # 甲,乙\nknowledge:\n  Ｋ０１: {value}\n  # 丙\n  K02: 乙 # 丁\n");
        let arena = Arena::new();
        if parse(&text, &arena).root.is_none() {
            return Ok(());
        }
        let once = mended(&text);
        proptest::prop_assert_eq!(&mended(&once), &once);
        let (old, new) = (parse(&text, &arena), parse(&once, &arena));
        let (old, new) = (old.root.unwrap(), new.root.unwrap());
        let nodes = |node: &crate::yaml::Node<'_>| format!("{:?}", node.value).matches("Scalar").count();
        proptest::prop_assert_eq!(nodes(&old), nodes(&new));
        let start = "# 規 範\nname: {occupation: 甲} # 甲,乙\nknowledge:\n  ";
        proptest::prop_assert!(once.starts_with(start));
        proptest::prop_assert!(once.ends_with("\n  # 丙\n  K02: 乙 # 丁\n"), "{}", once);
    }
}
