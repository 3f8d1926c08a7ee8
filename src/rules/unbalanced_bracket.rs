//! `unbalanced-bracket`: brackets and quotation marks without their partners.

use super::text_flags::TextFlags;
use super::{Check, Explanation, Rule, RuleClass, StandardIndex};
use crate::bilingual;
use crate::diagnostic::{Findings, Severity};
use crate::model::{Text, TextRole};
use crate::rules::describe::described;
use crate::rules::text_findings::{MAX_MARKS, Mark, finding, times};
use crate::text::bilingual::Bilingual;
use crate::text::brackets::{KINDS, side};

/// The record.
pub static RULE: Rule = Rule {
    name: "unbalanced-bracket",
    severity: Severity::Warning,
    class: RuleClass::Style,
    summary: Bilingual::fixed(
        "Checks that every bracket and quotation mark has its partner.",
        "檢查括號與引號都成對。",
    ),
    explanation: Explanation {
        what: Bilingual::fixed(
            "A bracket or a Chinese quotation mark is opened and not closed in the same text, or closed and not opened. \
             A bracket of either width closes one of either width. Numbers of a list, such as 1) and a), are no \
             brackets.",
            "同一段文字中，括號或引號有頭無尾，或有尾無頭。全形與半形括號可以互相配對；1)、a) 之類的條列編號不算。",
        ),
        why: Bilingual::fixed(
            "A bracket that is never closed is the mark of a text that was cut off: `大語言模型(Large` was printed so.",
            "括號沒有結尾，往往是文字被截斷了，例如公告內容中的「大語言模型(Large」。",
        ),
        example: "knowledge:\n  K10: 大語言模型(Large\n",
        advice: Bilingual::fixed(
            "Look the text up in the print, and complete it or add the partner.",
            "對照原表，補齊文字或另一半括號。",
        ),
    },
    check: Check::Texts(TextFlags::BRACKET, check),
};

fn check(index: &StandardIndex<'_>, part: TextRole<'_>, text: &Text<'_>, found: &mut Findings) {
    let standard = index.standard;
    if part.is_code() {
        return;
    }
    let value = text.as_str();
    let marks: Vec<Mark> =
        unbalanced(value).into_iter().map(|(at, c)| Mark::alone(at..at + c.len_utf8())).collect();
    let Some(first) = marks.first() else { return };
    let Bilingual { en, zh } = described(part);
    let (more, bracket) = (times(marks.len()), &value[first.range.clone()]);
    let (en_more, zh_more) = (more.en, more.zh);
    let message =
        bilingual!("{bracket} has no partner in {en}{en_more}", "{zh}中的 {bracket} 沒有另一半{zh_more}");
    found.push(
        finding(&RULE, standard, text, &marks, message)
            .label(Bilingual::fixed("without its partner", "沒有另一半"))
            .help(Bilingual::fixed("complete the text, or add the partner", "補齊文字，或補上另一半")),
    );
}

/// The brackets without partners. Closing ones that may end a list number are left out if that leaves fewer.
fn unbalanced(text: &str) -> Vec<(usize, char)> {
    let strict = unmatched(text, false);
    if strict.is_empty() {
        return strict;
    }
    let lenient = unmatched(text, true);
    if lenient.len() < strict.len() { lenient } else { strict }
}

fn unmatched(text: &str, lists: bool) -> Vec<(usize, char)> {
    let mut unmatched = Vec::new();
    let mut open: Vec<(usize, char, usize)> = Vec::new();
    let mut depth = [0usize; KINDS];
    for (at, c) in text.char_indices() {
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
            // Brackets that were opened since then can no longer be closed.
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

/// Whether a closing bracket after `before` ends a list number: up to two digits, a letter or a Chinese numeral, which
/// is not part of something longer.
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
        // A digit may follow Chinese text directly; a letter or numeral needs a separator.
        Some(c) if digits > 0 => !(c.is_ascii_alphanumeric() || matches!(c, '.' | '(' | '（' | '-' | '~')),
        Some(c) => c.is_whitespace() || "，、；：。,;:）)".contains(c),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::brackets::Nesting;

    proptest! {
        #[test]
        fn the_quick_check_of_brackets_never_misses_a_finding(text in "[甲1()（）「」『』\\[\\]]{0,10}") {
            let mut nesting = Nesting::default();
            text.chars().for_each(|c| nesting.add(c));
            prop_assert!(!nesting.is_closed() || unbalanced(&text).is_empty());
        }
    }

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
    fn many_brackets_cost_no_more_than_their_number() {
        assert_eq!(unbalanced(&("(".repeat(100_000) + &"]".repeat(100_000))).len(), MAX_MARKS);
    }
}
