use super::*;
use crate::check::check;
use crate::text::bilingual::Words;

fn fix(text: &str, changes: &[(&str, &str)]) -> Fix {
    let edits = changes
        .iter()
        .map(|(from, to)| {
            let at = text.find(from).unwrap();
            (Span::new(at, at + from.len()), (*to).to_owned())
        })
        .collect();
    Fix { words: Words::fixed("", ""), edits }
}

fn applied(text: &str, fixes: &[Fix]) -> Option<(String, usize)> {
    apply(text, &fixes.iter().collect::<Vec<_>>(), &mut 100)
}

fn mended(text: &str) -> String {
    let source = Source::in_memory("a.yaml", text);
    mend(&source, |source| check(std::slice::from_ref(source)))
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
fn what_would_change_more_than_the_text_is_left_out() {
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
fn every_style_is_mended_in_place() {
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

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config { cases: 400, ..Default::default() })]

    /// Whatever stands in the texts: mending keeps everything but them, comments and keys included, and does nothing
    /// the second time.
    #[test]
    fn mending_keeps_the_rest_and_ends(
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
