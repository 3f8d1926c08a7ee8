//! `leaked-code`: a text with another entry's code and text pasted into it.

use foldhash::{HashMap, HashMapExt as _};

use super::facts::Traits;
use super::marks::{MAX_MARKS, Mark, finding, times};
use super::parts::called;
use super::{Check, Explanation, Facts, Rule};
use crate::diagnostic::{Findings, Severity};
use crate::model::{Kind, Part, Text};
use crate::text::bilingual::Words;
use crate::words;

/// The record.
pub static RULE: Rule = Rule {
    name: "leaked-code",
    severity: Severity::Warning,
    summary: Words::fixed(
        "Checks that no text holds the code and the text of another entry.",
        "檢查文字中沒有混入其他項目的代碼與內容。",
    ),
    explanation: Explanation {
        what: Words::fixed(
            "A text holds a code of this standard, and after it the beginning of that entry's text. A code by itself is \
             left alone: K12教育 and A4紙 are words. So are notes, which may speak of an entry.",
            "文字中出現本職能基準的某個代碼，後面緊接該項目內容的開頭。單獨的代碼不算，K12教育、A4紙 都是詞；\
             說明與補充事項可以提到項目，也不算。",
        ),
        why: Words::fixed(
            "When a table is converted, a neighbouring cell is easily pasted into a text: one printed K23 holds P3.5.1 \
             with its sentence.",
            "表格轉檔時，鄰近儲存格的內容容易混進來，例如曾有 K23 的名稱中夾著 P3.5.1 與其內容。",
        ),
        example: "knowledge:\n  K01: 國際商務禮儀 K02 各國文化特色\n  K02: 各國文化特色\n",
        advice: Words::fixed(
            "Take out what belongs to the other entry, and see that it stands there whole.",
            "刪除屬於其他項目的部分，並確認該項目本身完整。",
        ),
    },
    check: Check::Standard(check),
};

/// As many characters of an entry's text have to follow its code, or all where there are fewer.
const ENOUGH: usize = 4;

/// No code is longer.
const LONGEST: usize = 16;

/// How many entries of one code are compared; more than one is a mistake already.
const MAX_DOUBLED: usize = 4;

fn check(facts: &Facts<'_>, found: &mut Findings) {
    let standard = facts.standard;
    for (part, text) in facts.texts_with(Traits::CODE) {
        let marks = match part {
            Part::Item { .. } | Part::StandardName | Part::Description | Part::ClassName(..) => {
                facts.leaks().within(text.as_str())
            }
            _ => continue,
        };
        let Some(first) = marks.first() else { continue };
        let Words { en, zh } = called(part);
        let (more, code) = (times(marks.len()), &text.as_str()[first.range.clone()]);
        let (en_more, zh_more) = (more.en, more.zh);
        let message = words!(
            "{en} holds {code} and the beginning of its text{en_more}",
            "{zh}夾有 {code} 與其內容的開頭{zh_more}"
        );
        found.push(
            finding(&RULE, standard, text, &marks, message)
                .label(Words::fixed("another entry begins here", "從這裡開始是另一個項目"))
                .help(words!("take out what belongs to {code}", "刪除屬於 {code} 的部分")),
        );
    }
}

/// The texts of a standard's entries by their codes.
pub(super) struct Leaks<'a>(HashMap<&'a str, Vec<&'a str>>);

impl<'a> Leaks<'a> {
    /// Those among `texts`.
    pub(super) fn of(texts: Vec<(Part<'a>, &'a Text<'a>)>) -> Self {
        let mut entries: HashMap<&str, Vec<&str>> = HashMap::new();
        for (part, text) in texts {
            let Part::Item { code: Some(code), .. } = part else { continue };
            let known = entries.entry(code.meant()).or_default();
            if !text.is_blank() && known.len() < MAX_DOUBLED {
                known.push(text.as_str());
            }
        }
        Self(entries)
    }

    /// The codes in `text` that are followed by the beginnings of their texts.
    pub(super) fn within(&self, text: &str) -> Vec<Mark> {
        let mut marks = Vec::new();
        let mut before = ' ';
        for (at, c) in text.char_indices() {
            if marks.len() == MAX_MARKS {
                break;
            }
            let begins = !before.is_ascii_alphanumeric() && Kind::ALL.iter().any(|kind| kind.letter() == c);
            before = c;
            if begins && let Some(length) = self.leak(&text[at..]) {
                marks.push(Mark::alone(at..at + length));
            }
        }
        marks
    }

    /// The length of the code that `text` begins with, where its entry's text follows. The name may begin with a
    /// digit (`K043D列印`), so every beginning of the number is tried.
    fn leak(&self, text: &str) -> Option<usize> {
        let number =
            text[1..].bytes().take(LONGEST).take_while(|byte| byte.is_ascii_digit() || *byte == b'.').count();
        (2..=1 + number).rev().find(|&length| {
            self.0.get(&text[..length]).is_some_and(|entries| {
                entries.iter().any(|entry| follows(&text[length..], strip_own(entry, &text[..length])))
            })
        })
    }
}

/// An entry's text without its own code before it.
fn strip_own<'a>(entry: &'a str, code: &str) -> &'a str {
    entry.trim_start().strip_prefix(code).unwrap_or(entry)
}

/// Whether the beginning of `entry` stands at the beginning of `text`, blanks and what sets off a code aside.
fn follows(text: &str, entry: &str) -> bool {
    let solid = |text: &'_ str| -> Vec<char> {
        let set_off = |c: char| c.is_whitespace() || matches!(c, ':' | '：' | '.' | '．' | '、' | '-');
        text.trim_start_matches(set_off).chars().filter(|c| !c.is_whitespace()).take(ENOUGH).collect()
    };
    let entry = solid(entry);
    entry.len() >= 2 && solid(text).starts_with(&entry)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_with_its_text_is_a_leak_and_a_word_is_not() {
        let entries = Leaks(HashMap::from_iter([
            ("K12", vec!["顧客關係管理"]),
            ("K04", vec!["3D列印"]),
            ("S05", vec!["溝通"]),
            ("A04", vec!["主動積極"]),
            ("P3.5.1", vec!["依據需求提出報告。"]),
        ]));
        let found = |text: &str| -> Vec<String> {
            entries.within(text).into_iter().map(|mark| text[mark.range].to_owned()).collect()
        };
        assert_eq!(found("商務禮儀 K12顧客關\n係管理"), ["K12"]);
        assert_eq!(found("禮儀K043D列印S05 溝通"), ["K04", "S05"]);
        assert_eq!(found("能力P3.5.1 依據需求提出報告。"), ["P3.5.1"]);
        for text in ["K12教育", "A4紙", "A04", "見 K12", "NK12顧客關係管理", "K12 顧客", "T1.1"] {
            assert!(found(text).is_empty(), "{text}");
        }
    }
}
