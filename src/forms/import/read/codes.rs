//! Splits the text of a cell at the codes of its column.
//!
//! Only a code with the letter of the column begins an item, and only at the start of the text or after white space, so
//! that other codes within a text stay part of it. Codes are kept as printed even if they are wrong (`O2.31`,
//! `P.2.1.3`), and may be joined to their names. If a name begins with a digit (`K013D列印`), the other codes of the
//! standard tell where the code ends.

use std::collections::HashMap;

use crate::model::Kind;
use crate::text::characters::half_width;

/// The letters of codes at which a text of a column is split, its own first.
fn letters(column: Kind) -> &'static [char] {
    match column {
        Kind::Duty | Kind::Task => &['T'],
        Kind::Output => &['O'],
        Kind::Indicator => &['P'],
        Kind::Knowledge => &['K', 'S'],
        Kind::Skill => &['S', 'K'],
        Kind::Attitude => &['A'],
    }
}

/// A part of a split text: a code and the text up to the next one; or, without a code, the text before the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece<'t> {
    pub(super) code: Option<&'t str>,
    pub(super) text: &'t str,
    /// The code under another reading, in which more of the digits belong to the name.
    pub(super) other: Option<&'t str>,
}

/// What is known about the codes of a standard.
#[derive(Debug, Default)]
pub(super) struct Context {
    /// The number of digits in the shortest flat code.
    width: Option<usize>,
    /// Whether flat codes are padded with zeros to `width`.
    padded: bool,
    /// The number of digits in the longest flat code without padding.
    longest: usize,
    /// The last number under each parent, by the code without the last number.
    last: HashMap<String, u64>,
}

/// A code at the start of a text.
struct FoundCode {
    /// The range of the last number.
    last: std::ops::Range<usize>,
    /// The number of dots.
    dots: usize,
}

impl Context {
    /// Collects the codes in a text of a column with flat codes, before any text is split.
    pub(super) fn note(&mut self, text: &str, column: Kind) {
        for (start, _) in starts(text, column) {
            let Some(found) = code(&text[start..], column).filter(|found| found.dots == 0) else { continue };
            let after = &text[start + found.last.end..];
            if after.starts_with(|c: char| half_width(c).is_ascii_alphanumeric()) {
                continue;
            }
            let digits = &text[start..][found.last];
            let (count, padded) = (digits.chars().count(), half_width_of(digits).starts_with('0'));
            let shortest = match self.width {
                // Padded codes tell more than a code without padding.
                Some(width) if padded == self.padded => width.min(count),
                Some(width) if self.padded => width,
                _ => count,
            };
            self.padded |= padded;
            if !padded {
                self.longest = self.longest.max(count);
            }
            self.width = Some(shortest);
        }
    }

    /// Splits a text into items.
    pub(super) fn split<'t>(&mut self, text: &'t str, column: Kind) -> Vec<Piece<'t>> {
        let mut pieces: Vec<Piece<'t>> = Vec::new();
        let mut begun = 0;
        for (start, first) in starts(text, column) {
            let here = &text[start..];
            let Some(found) = code(here, column) else { continue };
            if !(first && pieces.is_empty() || self.begins_an_item(here, &found, column)) {
                continue;
            }
            if column.is_positional() && found.dots == 0 && !stands_alone(here, &found, column) {
                continue;
            }
            let (end, other) = self.end(here, &found, column);
            match pieces.last_mut() {
                Some(piece) => piece.text = text[begun..start].trim(),
                None if !text[..start].trim().is_empty() => {
                    pieces.push(Piece { code: None, text: text[..start].trim(), other: None });
                }
                None => {}
            }
            let code = &here[..end];
            self.remember(code);
            pieces.push(Piece { code: Some(code), text: "", other: other.map(|end| &here[..end]) });
            begun = start + end;
        }
        match pieces.last_mut() {
            Some(piece) => piece.text = text[begun..].trim(),
            None if !text.trim().is_empty() => {
                pieces.push(Piece { code: None, text: text.trim(), other: None });
            }
            None => {}
        }
        pieces
    }

    /// Records a code that needed no splitting, for the numbers after it.
    pub(super) fn remember(&mut self, code: &str) {
        let code = half_width_of(code);
        let number = code.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let (parent, last) = code.split_at(number);
        if let Ok(last) = last.parse() {
            self.last.insert(parent.to_owned(), last);
        }
    }

    /// Whether a flat code within a text begins an item: a code that is shorter than the others, as in `K8s` or `A4`,
    /// may be a word.
    fn begins_an_item(&self, text: &str, found: &FoundCode, column: Kind) -> bool {
        let short = self.padded && text[found.last.clone()].chars().count() < self.width.unwrap_or(0);
        if column.is_positional() || !short {
            return true;
        }
        let own = text.starts_with(|c| half_width(c) == column.letter());
        own && !text[found.last.end..].starts_with(|c: char| half_width(c).is_ascii_alphanumeric())
    }

    /// The end of the code at the start of `text`, and another possible end.
    fn end(&self, text: &str, found: &FoundCode, column: Kind) -> (usize, Option<usize>) {
        let (start, whole) = (found.last.start, found.last.end);
        let Some(next) = text[whole..].chars().next().map(half_width) else { return (whole, None) };
        let digits: String = half_width_of(&text[start..whole]);
        if next.is_whitespace() || digits.len() < 2 {
            return (whole, None);
        }
        // The digits may be full-width, so they are counted as characters.
        let after = |count: usize| {
            text[start..whole].char_indices().nth(count).map_or(whole, |(index, _)| start + index)
        };
        let name = names_begin_with(next);
        if !column.is_positional() && found.dots == 0 {
            let width = self.width.unwrap_or(if digits.starts_with('0') { 2 } else { digits.len() });
            if digits.len() <= width || digits[..width].bytes().all(|digit| digit == b'0') {
                return (whole, None);
            }
            return match (digits.starts_with('0'), digits.as_bytes()[width] == b'0') {
                (true, _) => (after(width), None),
                (false, true) => (whole, None),
                (false, false) if next.is_ascii_alphabetic() && self.padded && self.longest <= width => {
                    (after(width), None)
                }
                (false, false) if next.is_ascii_alphabetic() || name || digits.len() > width + 1 => {
                    (whole, Some(after(width)))
                }
                (false, false) => (whole, None),
            };
        }
        let parent = half_width_of(&text[..start]);
        let expected = self.last.get(&parent).map_or(1, |last| last.saturating_add(1)).to_string();
        if digits == expected {
            return (whole, None);
        }
        match digits.strip_prefix(&expected) {
            Some(rest) if !rest.starts_with('0') => {
                if next.is_ascii_alphabetic() || name {
                    (after(expected.len()), None)
                } else {
                    (whole, Some(after(expected.len())))
                }
            }
            _ if next.is_ascii_alphabetic() => (whole, Some(after(digits.len() - 1))),
            _ => (whole, None),
        }
    }
}

/// Whether a code without a dot can be one in a column whose codes have dots: `P2P` is a word. The code of a duty has
/// no dot; that of a task may have lost it if it is separated from the text.
fn stands_alone(text: &str, found: &FoundCode, column: Kind) -> bool {
    match column {
        Kind::Duty => true,
        Kind::Task => text[found.last.end..].chars().next().is_none_or(char::is_whitespace),
        _ => false,
    }
}

/// Whether digits before this character more likely belong to a name than to a code (`2024年`, `7大手法`).
fn names_begin_with(c: char) -> bool {
    "年月日週周天小大項種階級次個維力標".contains(c)
}

/// The offsets where a code may begin: the start of the text, marked with `true`, and after white space.
fn starts(text: &str, column: Kind) -> impl Iterator<Item = (usize, bool)> {
    let letters = letters(column);
    let mut after_space = true;
    let mut first = true;
    text.char_indices().filter_map(move |(index, c)| {
        let begins = after_space && letters.contains(&half_width(c));
        after_space = c.is_whitespace();
        let was_first = first;
        first &= after_space;
        // The cell of a duty has only one duty.
        (begins && (was_first || column != Kind::Duty)).then_some((index, was_first))
    })
}

/// The code at the start of `text`, up to its last digit.
fn code(text: &str, column: Kind) -> Option<FoundCode> {
    let mut chars = text.char_indices().map(|(index, c)| (index, half_width(c))).peekable();
    chars.next().filter(|(_, letter)| letters(column).contains(letter))?;
    let (mut dots, mut last) = (0, None);
    loop {
        let dot = chars.next_if(|&(_, c)| c == '.');
        if dot.is_none() && last.is_some() {
            break;
        }
        let Some(&(start, _)) = chars.peek().filter(|(_, c)| c.is_ascii_digit()) else { break };
        while chars.next_if(|(_, c)| c.is_ascii_digit()).is_some() {}
        let end = chars.peek().map_or(text.len(), |&(end, _)| end);
        last = Some(start..end);
        dots += usize::from(dot.is_some());
    }
    last.map(|last| FoundCode { last, dots })
}

fn half_width_of(text: &str) -> String {
    text.chars().map(half_width).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The items of `text` after the texts in `before`, as `code|text`, with `?` if there is another reading.
    fn split_after(before: &[&str], text: &str, column: Kind) -> Vec<String> {
        let mut context = Context::default();
        for text in before.iter().chain([&text]).filter(|_| !column.is_positional()) {
            context.note(text, column);
        }
        for text in before {
            context.split(text, column);
        }
        let shown = |piece: &Piece<'_>| {
            let doubt = if piece.other.is_some() { "?" } else { "" };
            format!("{}{doubt}|{}", piece.code.unwrap_or_default(), piece.text)
        };
        context.split(text, column).iter().map(shown).collect()
    }

    #[test]
    fn cells_are_split_at_the_codes_of_their_column() {
        use Kind::{Attitude, Duty, Indicator, Knowledge, Output, Skill, Task};
        for (column, text, expected) in [
            (Duty, "T1業務拓展", &["T1|業務拓展"] as &[&str]),
            (Duty, "T1 業務拓展 T2", &["T1|業務拓展 T2"]),
            (Duty, "業務拓展", &["|業務拓展"]),
            (Task, "T1.1 評估需求 T1.2評估現有技術能力", &["T1.1|評估需求", "T1.2|評估現有技術能力"]),
            (Task, "T1.1 T2交流道", &["T1.1|T2交流道"]),
            (Task, "T1 提案", &["T1|提案"]),
            (Output, "O1.1.1 客戶紀錄表", &["O1.1.1|客戶紀錄表"]),
            (Output, "O2.31試印品", &["O2.31|試印品"]),
            (Output, "市場報告", &["|市場報告"]),
            (Output, "初稿 O1.1.1定稿", &["|初稿", "O1.1.1|定稿"]),
            (Indicator, "P1.1.1甲。\nP1.1.2 乙。", &["P1.1.1|甲。", "P1.1.2|乙。"]),
            (
                Indicator,
                "P1.1.1甲。\u{3000}P1.1.2乙。\u{a0}P1.1.3丙。",
                &["P1.1.1|甲。", "P1.1.2|乙。", "P1.1.3|丙。"],
            ),
            (Indicator, "P.2.1.3行程中 3 K1旅遊 S2能力", &["P.2.1.3|行程中 3 K1旅遊 S2能力"]),
            (Indicator, "P1.1維持 P2P 網路", &["P1.1|維持 P2P 網路"]),
            (Indicator, "P1.1.1依P1.1.2辦理", &["P1.1.1|依P1.1.2辦理"]),
            (Indicator, "Ｐ１．１．１　甲", &["Ｐ１．１．１|甲"]),
            (Knowledge, "K01 K02 乙", &["K01|", "K02|乙"]),
            (Knowledge, "K01LED技術現況 K02幾何光學", &["K01|LED技術現況", "K02|幾何光學"]),
            (Knowledge, "K4光學 S03印在知識欄", &["K4|光學", "S03|印在知識欄"]),
            (Knowledge, "K01 偏鄉的K12教育 T1 O1.1.1 A01", &["K01|偏鄉的K12教育 T1 O1.1.1 A01"]),
            (Knowledge, "K01 容器 K8s 管理", &["K01|容器 K8s 管理"]),
            (Skill, "S01顧客導向\tK05法規", &["S01|顧客導向", "K05|法規"]),
            (Skill, "操作 S01溝通", &["|操作", "S01|溝通"]),
            (Attitude, "A01：主動", &["A01|：主動"]),
            (Attitude, "A01主動：A4紙", &["A01|主動：A4紙"]),
            (Knowledge, " \n ", &[]),
        ] {
            assert_eq!(split_after(&[], text, column), expected, "{text}");
        }
    }

    #[test]
    fn digits_that_begin_a_name_are_told_from_the_code() {
        use Kind::{Duty, Indicator, Knowledge, Output, Task};
        for (column, before, text, expected) in [
            (Knowledge, &["K01甲 K02乙"] as &[&str], "K033D列印", &["K03|3D列印"] as &[&str]),
            (Knowledge, &["K01甲"], "K123D列印", &["K12|3D列印"]),
            (Knowledge, &["K01甲"], "K0220年", &["K02|20年"]),
            (Knowledge, &[], "K013D列印", &["K01|3D列印"]),
            (Knowledge, &["K01甲"], "K104顧客", &["K104|顧客"]),
            (Knowledge, &["K01甲"], "K100LED", &["K100|LED"]),
            (Knowledge, &["K001甲 K002乙"], "K0033D列印", &["K003|3D列印"]),
            (Knowledge, &["K01甲 K104乙"], "K115G網路", &["K115?|G網路"]),
            (Knowledge, &["K01甲"], "K117大手法", &["K117?|大手法"]),
            (Knowledge, &["K1甲 K2乙"], "K12LED", &["K12?|LED"]),
            (Knowledge, &["K1甲"], "K12光學", &["K12|光學"]),
            (Task, &["T1.1甲"], "T1.23D建模", &["T1.2|3D建模"]),
            (Task, &[], "T1.13D建模", &["T1.1|3D建模"]),
            (Task, &["T1.9甲"], "T1.103D建模", &["T1.10|3D建模"]),
            (Task, &["T1.11甲"], "T1.12D圖", &["T1.12|D圖"]),
            (Task, &[], "T1.12建立", &["T1.12?|建立"]),
            (Duty, &["T1甲"], "T23D列印", &["T2|3D列印"]),
            (Output, &["O1.2.11甲"], "O1.2.123D圖", &["O1.2.12|3D圖"]),
            (Output, &["O1.2.1甲"], "O1.2.22024年報告", &["O1.2.2|2024年報告"]),
            (Output, &["O2.2.1甲"], "O2.31客戶", &["O2.31|客戶"]),
            (Indicator, &["P1.1.1甲"], "P1.1.15LED", &["P1.1.15?|LED"]),
            (Indicator, &["P1.1.9甲"], "P1.1.10 3D", &["P1.1.10|3D"]),
        ] {
            assert_eq!(split_after(before, text, column), expected, "{text}");
        }
    }
}
