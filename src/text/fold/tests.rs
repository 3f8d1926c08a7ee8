use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::*;

type Level = (&'static str, fn(&str) -> String);

const LEVELS: [Level; 9] = [
    ("printed", |text| printed(text).to_owned()),
    ("visible", visible),
    ("title", |text| title(text).into_owned()),
    ("heading", heading),
    ("lookup", lookup),
    ("term", term),
    ("wording", wording),
    ("width", |text| width(text).into_owned()),
    ("code", code),
];

/// What is the same for the first of each pair is so for the second. Of no other pair this holds.
const STRICTER: [(&str, &str); 8] = [
    ("printed", "visible"),
    ("printed", "title"),
    ("printed", "heading"),
    ("printed", "lookup"),
    ("printed", "term"),
    ("printed", "wording"),
    ("heading", "lookup"),
    ("width", "term"),
];

/// Pairs of texts, and the levels for which they are the same.
const EXAMPLES: [(&str, &str, &[&str]); 56] = [
    // White space.
    (" 有效聯結\n", "有效聯結", &["printed", "visible", "title", "heading", "lookup", "term", "wording"]),
    (
        "\u{3000}有效聯結",
        "有效聯結",
        &["printed", "visible", "title", "heading", "lookup", "term", "wording"],
    ),
    ("有效\n 聯結", "有效聯結", &["visible", "title", "heading", "lookup", "term", "wording"]),
    ("AI　標註", "AI標註", &["visible", "title", "heading", "lookup", "term", "wording"]),
    ("1 2", "12", &["visible", "title", "heading", "lookup", "term"]),
    ("a \u{301}", "a\u{301}", &["visible", "title", "heading", "lookup", "wording"]),
    // Width.
    ("ＡＩ標註", "AI標註", &["heading", "lookup", "term", "wording", "width", "code"]),
    ("３－５年", "3-5年", &["heading", "lookup", "term", "wording", "width", "code"]),
    ("職能（Ａ）", "職能(A)", &["heading", "lookup", "term", "wording", "width"]),
    ("Ｃ＋＋", "C++", &["lookup", "term", "wording", "width"]),
    ("成本｡", "成本。", &["term", "wording", "width"]),
    ("＜p＞甲", "<p>甲", &["lookup", "term", "width"]),
    ("①甲", "1甲", &["term"]),
    ("10㎡", "10m2", &["term"]),
    ("ﬁ", "fi", &["term"]),
    // Case.
    ("Excel", "excel", &["lookup", "term"]),
    ("Ｅxcel", "excel", &["lookup", "term"]),
    // Unseen characters.
    ("甲\u{200b}乙", "甲乙", &["visible", "wording", "code"]),
    ("K\u{200d}01", "K01", &["visible", "wording", "code"]),
    ("1\u{200b}2", "12", &["visible", "code"]),
    ("甲\u{a0}乙", "甲乙", &["visible", "title", "heading", "lookup", "term", "wording", "code"]),
    // Characters that look like another.
    ("⾦額", "金額", &["visible", "term", "wording", "width"]),
    ("\u{f90a}額", "金額", &["visible", "term", "wording", "width"]),
    ("⻑度", "長度", &["visible", "term", "wording", "width"]),
    // Variant characters.
    ("臺北", "台北", &["lookup", "term"]),
    ("裏面", "裡面", &["lookup", "term"]),
    // Descriptions and notes.
    ("服務品質：概念", "服務品質：應用", &["title"]),
    ("服務品質:概念", "服務品質", &["title"]),
    ("服務品質【註3】", "服務品質", &["title"]),
    ("服務 品質：概念", "服務品質【註3】", &["title"]),
    ("服務品質【乙】", "服務品質【丙】", &[]),
    // Punctuation and markup.
    ("整理客戶需求。", "整理客戶需求", &["wording"]),
    ("按照資訊，協助。", "按照資訊、協助", &["wording"]),
    ("按照資訊，協助", "按照資訊,協助", &["lookup", "term", "wording", "width"]),
    ("<p>餐...紀錄</p>", "餐…紀錄", &["wording"]),
    ("R&amp;D", "R&D", &["wording"]),
    ("1.5小時", "15小時", &[]),
    ("攝氏-5度", "攝氏5度", &[]),
    ("甲——乙", "甲，乙", &["wording"]),
    ("「5」號", "\"5\"號", &["wording"]),
    ("1–5", "1-5", &["wording"]),
    ("第一～三線", "第一~三線", &["lookup", "term", "wording", "width"]),
    ("客戶 - 導向", "客戶-導向", &["visible", "title", "heading", "lookup", "term", "wording"]),
    ("使用<b>表格</b>", "使用表格", &["wording"]),
    // What is the same nowhere.
    ("后", "後", &[]),
    ("第一～三線", "第一、三線", &[]),
    ("第一-三線", "第一、三線", &[]),
    ("5'管", "5\"管", &[]),
    (".NET", "NET", &[]),
    ("Node.js", "Nodejs", &[]),
    ("使用<table>", "使用<ul>", &[]),
    ("使用<table>", "使用", &[]),
    ("填寫<td></td>", "填寫", &[]),
    ("甲、乙…", "甲、乙", &[]),
    ("有效聯結", "有效連結", &[]),
    ("達100%", "達100", &[]),
];

#[test]
fn each_level_treats_the_listed_names_as_equal() {
    for (one, other, same) in EXAMPLES {
        let found: Vec<&str> =
            LEVELS.iter().filter(|(_, level)| level(one) == level(other)).map(|(name, _)| *name).collect();
        assert_eq!(found, same, "{one:?} and {other:?}");
    }
}

#[test]
fn other_pairs_of_levels_are_not_comparable() {
    let mut stricter = BTreeSet::new();
    for (one, _) in LEVELS {
        for (other, _) in LEVELS {
            let apart = |same: &[&str]| same.contains(&one) && !same.contains(&other);
            if one != other && !EXAMPLES.iter().any(|(.., same)| apart(same)) {
                stricter.insert((one, other));
            }
        }
    }
    assert_eq!(stricter, BTreeSet::from(STRICTER));
}

/// Texts in which each level finds something to leave out.
const TEXT: &str = "([甲乙台臺12Aa<&>;]|[ \n\u{3000}\u{a0}\u{200b}\u{ad}\u{301}]|[１Ａａ（）＋：，。｡－]|[-~…\".,:+'()/]|[⾦金\u{f90a}①ﬁ㎡]|【註|&amp;|</?p>|\\PC){0,8}";

/// A text that is often the same for some level: with characters put in, left out or made wide.
fn respelled(text: &str, changes: &[(prop::sample::Index, u8)]) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for (at, change) in changes {
        let at = at.index(chars.len() + 1);
        match change {
            0..8 => chars.insert(
                at,
                [' ', '\n', '\u{3000}', '\u{200b}', '。', '：', '\u{301}', '.'][usize::from(*change)],
            ),
            8 => chars.insert(0, ' '),
            9 => chars.push('\u{3000}'),
            10 if at < chars.len() => drop(chars.remove(at)),
            11 => chars.iter_mut().for_each(|c| {
                *c = if c.is_ascii_graphic() { char::from_u32(*c as u32 + 0xfee0).unwrap() } else { *c }
            }),
            12 => chars.iter_mut().for_each(|c| *c = ordinary_form(*c)),
            13 => chars.iter_mut().for_each(|c| *c = half_width(*c)),
            14 => return chars.iter().collect::<String>().trim().to_owned(),
            _ => chars.retain(|c| !c.is_whitespace()),
        }
    }
    chars.into_iter().collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2048))]

    #[test]
    fn names_equal_at_a_level_are_equal_at_looser_levels(
        one in TEXT,
        changes in prop::collection::vec((any::<prop::sample::Index>(), 0..16_u8), 1..3),
    ) {
        let other = respelled(&one, &changes);
        let same: Vec<&str> =
            LEVELS.iter().filter(|(_, level)| level(&one) == level(&other)).map(|(name, _)| *name).collect();
        for (stricter, looser) in STRICTER {
            prop_assert!(
                !same.contains(&stricter) || same.contains(&looser),
                "{:?} and {:?} for {} and {}", one, other, stricter, looser
            );
        }
    }

    #[test]
    fn white_space_is_trimmed_as_by_the_standard_library(text in "[ \u{3000}\u{a0}\n]?([一-龥]|[、。，a~]|\\PC){0,4}[ \u{3000}\u{2003}\n]?") {
        prop_assert_eq!(printed(&text), text.trim());
    }

    #[test]
    fn a_title_is_measured_with_every_character(text in TEXT) {
        let (title, measure) = measured_title(&text);
        let mut expected = Measure::default();
        title.chars().map(u32::from).for_each(|c| expected.add(c, weight(c)));
        prop_assert_eq!(measure, expected);
    }
}

#[test]
fn names_are_looked_up_in_small_letters_and_half_width() {
    assert_eq!(lookup("ＡＩ 標註　人員（Ａ）"), "ai標註人員(a)");
    assert_eq!(heading("職能內涵（Ａ＝ａttitude）\n"), "職能內涵(A=attitude)");
}

#[test]
fn typography_of_a_sentence_makes_no_difference() {
    for (one, other) in [
        ("按照資訊，協助聯繫。", "按照資訊,協助聯繫."),
        ("休閒與觀光旅遊 / 旅遊管理", "休閒與觀光旅遊/旅遊管理"),
        ("<p>確認訂房、車、餐...之紀錄</p>", "確認訂房、車、餐…之紀錄"),
        ("（ＧＤＰＲ）", "(GDPR)"),
        ("1，000元", "1,000 元"),
        ("。", ""),
        ("●確認訂房", "- 確認訂房"),
        ("使用“5”號管", "使用5號管"),
        ("甲……之紀錄", "甲…之紀錄"),
    ] {
        assert_eq!(wording(one), wording(other));
    }
    for (one, other) in [
        ("3-5年", "35年"),
        ("C++", "C"),
        ("將資料", "蒐集資料"),
        ("週一~週五", "週一、週五"),
        ("管徑5’", "管徑5”"),
        ("E-mail", "Email"),
        ("WORD", "Word"),
        ("舞臺", "舞台"),
    ] {
        assert_ne!(wording(one), wording(other));
    }
}

#[test]
fn every_character_that_lookup_makes_another_of_is_known_as_its_source() {
    let mut made: BTreeMap<char, Vec<char>> = BTreeMap::new();
    for c in '\0'..=char::MAX {
        looked_up(c).for_each(|folded| made.entry(folded).or_default().push(c));
    }
    for folded in ['台', '客', '著', 'k', 'i', '3', '-'] {
        assert_eq!(lookup_sources(folded).as_ref(), made.get(&folded), "{folded}");
    }
    assert_eq!(lookup_sources('台'), Some(vec!['台', '臺']));
    assert_eq!(lookup_sources('3'), Some(vec!['3', '３']));
    assert_eq!(lookup_sources('é'), None);
}
