//! Finds codes of entries that occur in another text, followed by the beginning of their own text.

use foldhash::{HashMap, HashMapExt as _};

use crate::model::{Kind, Text, TextRole};
use crate::rules::text_findings::{MAX_MARKS, Mark};

/// The number of characters of an entry's text that have to follow its code; all of them if it is shorter.
const ENOUGH: usize = 4;

/// The most characters that are read as the number of a code.
const LONGEST: usize = 16;

/// The most entries with one code that are compared; more than one is a mistake already.
const MAX_DOUBLED: usize = 4;

/// The texts of a standard's entries by their codes.
pub(super) struct Leaks<'a>(HashMap<&'a str, Vec<&'a str>>);

impl<'a> Leaks<'a> {
    /// Collects the entries among `texts`.
    pub(super) fn of(texts: Vec<(TextRole<'a>, &'a Text<'a>)>) -> Self {
        let mut entries: HashMap<&str, Vec<&str>> = HashMap::new();
        for (part, text) in texts {
            let TextRole::Item { code: Some(code), .. } = part else { continue };
            let known = entries.entry(code.normalized()).or_default();
            if !text.is_blank() && known.len() < MAX_DOUBLED {
                known.push(text.as_str());
            }
        }
        Self(entries)
    }

    /// The codes in `text` that are followed by the beginning of their entry's text.
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

    /// The length of the code at the start of `text`, if its entry's text follows. The name may begin with a digit
    /// (`K043D列印`), so every prefix of the number is tried.
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

/// Whether `text` starts as `entry` does, not counting blanks and the marks that separate a code from its text.
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
