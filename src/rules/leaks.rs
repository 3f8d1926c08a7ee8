//! Finds the codes of entries within the texts of others, for `leaked-code`: what a neighbouring cell has left there.

use foldhash::{HashMap, HashMapExt as _};

use crate::model::{Kind, Text, TextRole};
use crate::rules::text_findings::{MAX_MARKS, Mark};
use crate::text::characters::is_han;

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

    /// The codes in `text` that are no part of a word: `A4紙`, `P2P` and `K12教育` are words. `own` is the code of the entry
    /// that the text belongs to.
    pub(super) fn within(&self, text: &str, own: Option<&str>) -> Vec<Mark> {
        let mut marks: Vec<Mark> = Vec::new();
        // The character before, and the one before any blanks.
        let (mut before, mut solid, mut done) = (None, None, 0);
        for (at, c) in text.char_indices() {
            if marks.len() == MAX_MARKS {
                break;
            }
            let begins = at >= done
                && before.is_none_or(|before: char| !before.is_ascii_alphanumeric() && before != '.')
                && Kind::ALL.iter().any(|kind| kind.letter() == c);
            if begins && let Some(length) = self.code(&text[at..], solid, own) {
                marks.push(Mark::alone(at..at + length));
                done = at + length;
            }
            before = Some(c);
            if c != ' ' {
                solid = before;
            }
        }
        marks
    }

    /// The length of the code that `text` begins with behind the character `before`, blanks aside, if it is no word.
    fn code(&self, text: &str, before: Option<char>, own: Option<&str>) -> Option<usize> {
        self.leak(text).or_else(|| spaced(text)).or_else(|| {
            let length = 1 + number(&text[1..]);
            let code = text[..length].trim_end_matches('.');
            let kind = Kind::of(code).or_else(|| misnumbered(code))?;
            let rest = &text[code.len()..];
            let after = rest.chars().next();
            if after.is_some_and(|after| after.is_ascii_alphanumeric()) {
                return None;
            }
            if kind.depth() > 1 {
                return Some(code.len());
            }
            let next = rest.trim_start_matches(' ').chars().next();
            let is_beside_chinese = before.is_some_and(is_chinese) || next.is_some_and(is_chinese);
            // `K02圖學` and, in K11, `K12顧客關係`: a number that begins with zero, or the one that comes next.
            let is_code = kind != Kind::Duty && code[1..].starts_with('0')
                || is_next(own, code) && !is_word(code, rest);
            (is_beside_chinese && is_code).then_some(code.len())
        })
    }

    /// The length of the code at the start of `text`, if its entry's text follows. The name may begin with a digit
    /// (`K043D列印`), so every prefix of the number is tried.
    fn leak(&self, text: &str) -> Option<usize> {
        (2..=1 + number(&text[1..])).rev().find(|&length| {
            self.0.get(&text[..length]).is_some_and(|entries| {
                entries.iter().any(|entry| follows(&text[length..], strip_own(entry, &text[..length])))
            })
        })
    }
}

/// How many of the bytes of `text` can be the number of a code.
fn number(text: &str) -> usize {
    text.bytes().take(LONGEST).take_while(|byte| byte.is_ascii_digit() || *byte == b'.').count()
}

/// The kind of a code whose numbers are not as many as its kind has, as some standards print them: two for an output or
/// indicator (`P2.3`, `O2.31`), three for a task; or with a full stop behind its letter (`P.2.1.3`). Numbering begins with 1:
/// `O4.0` is a word.
fn misnumbered(code: &str) -> Option<Kind> {
    let (letter, numbers) = code.split_at_checked(1)?;
    if let Some(numbers) = numbers.strip_prefix('.') {
        return Kind::of(&format!("{letter}{numbers}")).filter(|kind| kind.depth() > 1);
    }
    let kind = match (letter, numbers.split('.').count()) {
        ("O", 2) => Kind::Output,
        ("P", 2) => Kind::Indicator,
        ("T", 3) => Kind::Task,
        _ => return None,
    };
    let is_number = |text: &str| {
        !text.is_empty() && !text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    numbers.split('.').all(is_number).then_some(kind)
}

/// The length of a code with a blank behind its letter, as in `P 1.1.2` and `K 02`, or behind each of its characters, as in `K 0 5`.
fn spaced(text: &str) -> Option<usize> {
    let rest = text[1..].strip_prefix(' ')?;
    let apart = match *rest.as_bytes() {
        [b'0', b' ', digit, ref after @ ..] if digit.is_ascii_digit() => {
            (!after.first().is_some_and(u8::is_ascii_alphanumeric))
                .then(|| (3, format!("0{}", digit as char)))
        }
        _ => None,
    };
    let (length, digits) = apart.unwrap_or_else(|| {
        let digits = rest[..number(rest)].trim_end_matches('.');
        (digits.len(), digits.to_owned())
    });
    let kind = Kind::of(&format!("{}{digits}", &text[..1]))?;
    let after = rest[length..].chars().next();
    let is_code = kind.depth() == 3 || kind.depth() == 1 && digits.starts_with('0');
    (is_code && !after.is_some_and(|after| after.is_ascii_alphanumeric())).then_some(2 + length)
}

/// Whether `code` is numbered next after `own`, which has the same kind.
fn is_next(own: Option<&str>, code: &str) -> bool {
    let numbers = |code| Some((Kind::with_numbers(code)?.0, Kind::with_numbers(code)?.1?[0]));
    let own = own.and_then(numbers);
    own.zip(numbers(code)).is_some_and(|((kind, own), (other, number))| {
        kind == other && kind.depth() == 1 && own.checked_add(1) == Some(number)
    })
}

/// Whether a code without a zero is a word, as in `K12教育`: from kindergarten to the twelfth grade.
fn is_word(code: &str, after: &str) -> bool {
    const BEHIND_K12: [&str; 8] = ["教育", "課程", "學校", "學生", "教學", "年級", "體系", "階段"];
    code == "K12" && BEHIND_K12.iter().any(|word| after.trim_start().starts_with(word))
}

fn is_chinese(c: char) -> bool {
    is_han(c) || matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}')
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
    fn codes_in_texts_are_found_and_similar_words_are_not() {
        let entries = Leaks(HashMap::from_iter([
            ("K12", vec!["顧客關係管理"]),
            ("K04", vec!["3D列印"]),
            ("S05", vec!["溝通"]),
            ("A04", vec!["主動積極"]),
            ("P3.5.1", vec!["依據需求提出報告。"]),
        ]));
        let within = |text: &str, own| -> Vec<String> {
            entries.within(text, own).into_iter().map(|mark| text[mark.range].to_owned()).collect()
        };
        let found = |text: &str| within(text, Some("K01"));
        assert_eq!(found("商務禮儀 K12顧客關\n係管理"), ["K12"]);
        assert_eq!(found("禮儀K043D列印S05 溝通"), ["K04", "S05"]);
        assert_eq!(found("能力P3.5.1 依據需求提出報告。"), ["P3.5.1"]);
        assert_eq!(found("備妥材料。P1.1.2核對材料。T1.2 施工"), ["P1.1.2", "T1.2"]);
        assert_eq!(found("材料K02圖學、K03法規"), ["K02", "K03"]);
        assert_eq!(found("備料。P2.3核對，O2.31紀錄表"), ["P2.3", "O2.31"]);
        assert_eq!(found("備料 P 1.1.2 核對，K 02圖學"), ["P 1.1.2", "K 02"]);
        for (text, code) in [
            ("備料 P 1.1.2 3 天內", "P 1.1.2"),
            ("備料 P 1.1.2 3D列印", "P 1.1.2"),
            ("備料 K 05 3D列印", "K 05"),
            ("備料 K 015 3 種", "K 015"),
            ("備料 K 0 5 加工", "K 0 5"),
            ("備料 K 0 5 3D列印", "K 0 5"),
            ("備料 K 0 5", "K 0 5"),
        ] {
            assert_eq!(found(text), [code], "{text}");
        }
        assert_eq!(found("備料。P.2.1.3核對，T1.2.3 施工"), ["P.2.1.3", "T1.2.3"]);
        assert_eq!(found("材料、K02"), ["K02"]);
        assert_eq!(found("材料 K02 圖學"), ["K02"]);
        assert_eq!(found("K02 圖學"), ["K02"]);
        assert_eq!(found("材料 S02 (CAD)"), ["S02"]);
        assert_eq!(within("品牌K12採購實務", Some("K11")), ["K12"]);
        assert_eq!(within("施作T2收尾", Some("T1")), ["T2"]);
        for text in [
            "K12教育",
            "推動K12教育",
            "A4紙",
            "A04",
            "S級 P2P與O2O、B2C",
            "見 K12",
            "NK12顧客關係管理",
            "K12 顧客",
            "PM2.5 與 IP1.1.1",
            "導入O4.0與P1.05版",
            "P.1 T.1 O.1.1",
            "T1.0.2版",
            "ISO A01 type",
            "S22手機",
            "T1線路",
            "K02x",
            "A 4 紙",
        ] {
            assert!(found(text).is_empty(), "{text}: {:?}", found(text));
        }
        assert!(within("推動K12教育", Some("K11")).is_empty());
    }
}
