//! `unbalanced-bracket`: brackets and quotation marks without their partners.

use super::facts::Traits;
use super::marks::{MAX_MARKS, Mark, finding, times};
use super::parts::called;
use super::{Check, Explanation, Facts, Rule};
use crate::diagnostic::{Findings, Severity};
use crate::visible::after_han;
use crate::words;
use crate::words::Words;

/// The record.
pub static RULE: Rule = Rule {
    name: "unbalanced-bracket",
    severity: Severity::Warning,
    summary: Words::fixed(
        "Checks that every bracket and quotation mark has its partner.",
        "檢查括號與引號都成對。",
    ),
    explanation: Explanation {
        what: Words::fixed(
            "A bracket or a Chinese quotation mark is opened and not closed in the same text, or closed and not opened. \
             A bracket of either width closes one of either width. Numbers of a list, such as 1) and a), are no \
             brackets.",
            "同一段文字中，括號或引號有頭無尾，或有尾無頭。全形與半形括號可以互相配對；1)、a) 之類的條列編號不算。",
        ),
        why: Words::fixed(
            "A bracket that is never closed is the mark of a text that was cut off: `大語言模型(Large` was printed so.",
            "括號沒有結尾，往往是文字被截斷了，例如公告內容中的「大語言模型(Large」。",
        ),
        example: "knowledge:\n  K10: 大語言模型(Large\n",
        advice: Words::fixed(
            "Look the text up in the print, and complete it or add the partner.",
            "對照原表，補齊文字或另一半括號。",
        ),
    },
    check: Check::Standard(check),
};

/// How many kinds of brackets there are.
const KINDS: usize = 10;

/// Of a bracket or quotation mark which kind it is, of whatever width, and whether it opens.
fn side(c: char) -> Option<(usize, bool)> {
    Some(match c {
        '(' | '（' => (0, true),
        ')' | '）' => (0, false),
        '[' | '［' => (1, true),
        ']' | '］' => (1, false),
        '{' | '｛' => (2, true),
        '}' | '｝' => (2, false),
        '「' => (3, true),
        '」' => (3, false),
        '『' => (4, true),
        '』' => (4, false),
        '【' => (5, true),
        '】' => (5, false),
        '〔' => (6, true),
        '〕' => (6, false),
        '《' => (7, true),
        '》' => (7, false),
        '〈' => (8, true),
        '〉' => (8, false),
        '“' => (9, true),
        '”' => (9, false),
        _ => return None,
    })
}

/// The characters of a text with their places, but for most of those that are no brackets.
fn uncommon(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut rest = text.as_bytes();
    std::iter::from_fn(move || {
        loop {
            rest = after_han(rest);
            let [byte, after @ ..] = rest else { return None };
            if !byte.is_ascii() || matches!(byte, b'(' | b')' | b'[' | b']' | b'{' | b'}') {
                break;
            }
            rest = after;
        }
        let at = text.len() - rest.len();
        let c = text[at..].chars().next()?;
        rest = &rest[c.len_utf8()..];
        Some((at, c))
    })
}

/// Whether `c` is a bracket or a quotation mark that has a partner.
pub(super) fn is_bracket(c: char) -> bool {
    side(c).is_some()
}

fn check(facts: &Facts<'_>, found: &mut Findings) {
    let standard = facts.standard;
    for (part, text) in facts.texts_with(Traits::BRACKET) {
        if part.is_code() {
            continue;
        }
        let value = text.as_str();
        let marks: Vec<Mark> =
            unbalanced(value).into_iter().map(|(at, c)| Mark::alone(at..at + c.len_utf8())).collect();
        let Some(first) = marks.first() else { continue };
        let Words { en, zh } = called(part);
        let (more, bracket) = (times(marks.len()), &value[first.range.clone()]);
        let (en_more, zh_more) = (more.en, more.zh);
        let message =
            words!("{bracket} has no partner in {en}{en_more}", "{zh}中的 {bracket} 沒有另一半{zh_more}");
        found.push(
            finding(&RULE, standard, text, &marks, message)
                .label(Words::fixed("without its partner", "沒有另一半"))
                .help(Words::fixed("complete the text, or add the partner", "補齊文字，或補上另一半")),
        );
    }
}

/// The brackets without partners. Closing ones that may be numbers of a list are left out where that explains more.
fn unbalanced(text: &str) -> Vec<(usize, char)> {
    if nests(text) {
        return Vec::new();
    }
    let strict = unmatched(text, false);
    if strict.is_empty() {
        return strict;
    }
    let lenient = unmatched(text, true);
    if lenient.len() < strict.len() { lenient } else { strict }
}

/// Whether all brackets are seen to have partners: most texts have one pair, and hardly any more than a few within one
/// another.
fn nests(text: &str) -> bool {
    let (mut open, mut depth) = ([0; 8], 0);
    for (kind, opens) in uncommon(text).filter_map(|(_, c)| side(c)) {
        if opens && depth < open.len() {
            open[depth] = kind;
            depth += 1;
        } else if !opens && depth > 0 && open[depth - 1] == kind {
            depth -= 1;
        } else {
            return false;
        }
    }
    depth == 0
}

fn unmatched(text: &str, lists: bool) -> Vec<(usize, char)> {
    let mut unmatched = Vec::new();
    let mut open: Vec<(usize, char, usize)> = Vec::new();
    let mut depth = [0usize; KINDS];
    for (at, c) in uncommon(text) {
        let Some((kind, opens)) = side(c) else { continue };
        if open.len() + unmatched.len() >= MAX_MARKS {
            break;
        }
        if opens {
            open.push((at, c, kind));
            depth[kind] += 1;
        } else {
            if lists && kind == 0 && is_number_of_list(&text[..at]) {
                continue;
            }
            if depth[kind] == 0 {
                unmatched.push((at, c));
                continue;
            }
            // What was opened since then is not closed any more.
            while let Some((at, c, other)) = open.pop() {
                depth[other] -= 1;
                if other == kind {
                    break;
                }
                unmatched.push((at, c));
            }
        }
    }
    unmatched.extend(open.into_iter().map(|(at, c, _)| (at, c)));
    unmatched.sort_unstable();
    unmatched
}

/// Whether a closing bracket after `before` ends the number of a list: up to two digits, a letter or a Chinese
/// numeral, and nothing before it that it could be a part of.
fn is_number_of_list(before: &str) -> bool {
    let digits = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let length = match (digits, before.chars().next_back()) {
        (1 | 2, _) => digits,
        (0, Some(c)) if c.is_ascii_alphabetic() || "一二三四五六七八九十".contains(c) => {
            c.len_utf8()
        }
        _ => return false,
    };
    let rest = &before[..before.len() - length];
    match rest.chars().next_back() {
        None => true,
        // Chinese text may go right up to a digit, not to a letter or a numeral.
        Some(c) if digits > 0 => !(c.is_ascii_alphanumeric() || matches!(c, '.' | '(' | '（' | '-' | '~')),
        Some(c) => c.is_whitespace() || "，、；：。,;:）)".contains(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_of_either_width_and_numbers_of_lists_are_right() {
        for text in [
            "甲(乙)丙",
            "甲（乙)丙",
            "【註1】甲",
            "「甲『乙』」",
            "1)甲 2)乙",
            "(1)甲(2)乙",
            "a) 甲；b) 乙",
            "包含：1）甲、2）乙",
            "甲(包含 1)乙 2)丙)",
            "《甲》〈乙〉",
            "“甲”",
            "[甲](乙)",
            "甲1)乙2)丙",
        ] {
            assert_eq!(unbalanced(text), [], "{text}");
        }
    }

    #[test]
    fn what_is_not_closed_is_named() {
        for (text, expected) in [
            ("大語言模型(Large", "("),
            ("甲）乙", "）"),
            ("「甲", "「"),
            ("(甲「乙)", "「"),
            ("甲)乙(丙", ")("),
            ("(甲", "("),
            ("模型Python3)", ")"),
        ] {
            assert_eq!(unbalanced(text).into_iter().map(|(_, c)| c).collect::<String>(), expected, "{text}");
        }
    }

    #[test]
    fn every_kind_is_known() {
        for (kind, opening, closing) in
            [(0, "(（", ")）"), (1, "[［", "]］"), (2, "{｛", "}｝"), (3, "「", "」"), (9, "“", "”")]
        {
            assert!(opening.chars().all(|c| side(c) == Some((kind, true))));
            assert!(closing.chars().all(|c| side(c) == Some((kind, false))));
        }
        let sides: Vec<_> = ('\0'..=char::MAX).filter_map(side).collect();
        assert_eq!(sides.len(), 2 * (KINDS + 3));
        assert!((0..KINDS).all(|kind| sides.contains(&(kind, true)) && sides.contains(&(kind, false))));
    }

    #[test]
    fn many_brackets_cost_no_more_than_their_number() {
        assert_eq!(unbalanced(&("(".repeat(100_000) + &"]".repeat(100_000))).len(), MAX_MARKS);
    }
}
