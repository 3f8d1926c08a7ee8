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
use crate::text::characters::is_han;

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
    check: Check::Texts(TextFlags::BRACKET.and(TextFlags::QUOTE), check),
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
    // Of a text that another cell was pasted into, `leaked-code` tells.
    if !index.leaks().within(value, None).is_empty() {
        return;
    }
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
    let mut strict = unmatched(text, false);
    strict.extend(odd_quote(text));
    if strict.is_empty() || strict.iter().all(|&(at, _)| is_interval(text, at)) {
        return Vec::new();
    }
    let mut lenient = unmatched(text, true);
    lenient.extend(odd_quote(text));
    if lenient.len() < strict.len() { lenient } else { strict }
}

/// The straight quotation mark that has no partner, at a beginning or an end of a text. Behind a digit it is the sign of
/// an inch.
fn odd_quote(text: &str) -> Option<(usize, char)> {
    let mut places = text
        .match_indices('"')
        .map(|(at, _)| at)
        .filter(|&at| !text[..at].ends_with(|c: char| c.is_ascii_digit()));
    let first = places.next()?;
    places.count().is_multiple_of(2).then_some((first, '"'))
}

/// Whether the bracket at this offset is one of an interval such as [0,1).
fn is_interval(text: &str, at: usize) -> bool {
    let inside = |c: char| c.is_ascii_digit() || " ,.-+∞，".contains(c);
    let c = text[at..].chars().next();
    if !matches!(c, Some('[' | ']' | '(' | ')')) {
        return false;
    }
    let Some(open) = text[..=at].rfind(['[', '(']) else { return false };
    let rest = &text[open + 1..];
    let length = rest.find(|c| !inside(c)).unwrap_or(rest.len());
    let closes = rest[length..].starts_with([')', ']']);
    closes && rest[..length].contains([',', '，'])
}

fn unmatched(text: &str, lists: bool) -> Vec<(usize, char)> {
    let mut unmatched = Vec::new();
    let mut open: Vec<(usize, char, usize)> = Vec::new();
    let mut depth = [0usize; KINDS];
    for (at, c) in text.char_indices() {
        let Some((kind, opens)) = side(c) else { continue };
        // An apostrophe, or the sign of a comparison.
        let before = text[..at].chars().next_back();
        let is_letter = before.is_some_and(|c| c.is_ascii_alphanumeric());
        let compares = matches!(c, '＜' | '＞')
            && (is_letter || before.is_some_and(is_han) && !text[..at].contains('＜'));
        if compares || c == '’' && is_letter && depth[kind] == 0 {
            continue;
        }
        if open.len() + unmatched.len() >= MAX_MARKS {
            break;
        }
        if opens {
            open.push((at, c, kind));
            depth[kind] += 1;
        } else {
            if lists && kind == 0 && (is_number_of_list(&text[..at]) || is_stem(text, at)) {
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
    // 1.) and Q1), and Roman and Chinese numerals of several characters.
    if let Some(before) =
        before.strip_suffix('.').filter(|before| before.ends_with(|c: char| c.is_ascii_digit()))
    {
        return is_number_of_list(before);
    }
    let numeral = |among: &str| before.len() - before.trim_end_matches(|c| among.contains(c)).len();
    let longest = numeral("ivxIVX").max(numeral("一二三四五六七八九十")).max(match digits {
        0 => 0,
        _ => numeral("0123456789") + numeral_letter(&before[..before.len() - digits]),
    });
    if longest > digits
        && longest <= 12
        && before[..before.len() - longest].chars().next_back().is_none_or(is_separator)
    {
        return true;
    }
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
        Some(c) => is_separator(c),
    }
}

/// Whether `c` may stand before the number of a list.
fn is_separator(c: char) -> bool {
    c.is_whitespace() || "，、；：。,;:）)".contains(c)
}

/// The length of the capital at the end of what stands before a number, as in Q1.
fn numeral_letter(before: &str) -> usize {
    usize::from(before.ends_with(|c: char| c.is_ascii_uppercase()))
}

/// Whether the closing bracket at this offset follows 甲 in a list that goes on with 乙, or one of those that follow.
fn is_stem(text: &str, at: usize) -> bool {
    let lists = ["甲)", "甲）"].iter().any(|one| text.contains(one))
        && ["乙)", "乙）"].iter().any(|two| text.contains(two));
    lists && text[..at].ends_with(['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬', '癸'])
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
            "向量[0,1)正規化",
            "i) 規劃；ii) 執行；iii) 檢討。",
            "十)規劃，十一)執行。",
            "1.)備料、2.)試印。",
            "Q1)備料、Q2)試印。",
            "甲)備料、乙)試印。",
            "〝甲〞",
            "溫度＜5度",
            "Porter’s",
            "24\"螢幕",
        ] {
            assert_eq!(unbalanced(text), [], "{text}");
        }
    }

    #[test]
    fn unclosed_brackets_are_found() {
        for (text, expected) in [
            ("大語言模型(Large", "("),
            ("甲）乙", "）"),
            ("「甲", "「"),
            ("(甲「乙)", "「"),
            ("甲)乙(丙", ")("),
            ("(甲", "("),
            ("模型Python3)", ")"),
            ("〝甲", "〝"),
            ("＜甲", "＜"),
            ("﹝甲", "﹝"),
            ("〖甲", "〖"),
            ("｢甲", "｢"),
            ("‘甲", "‘"),
            ("\"甲", "\""),
        ] {
            assert_eq!(unbalanced(text).into_iter().map(|(_, c)| c).collect::<String>(), expected, "{text}");
        }
    }

    #[test]
    fn many_brackets_cost_no_more_than_their_number() {
        assert_eq!(unbalanced(&("(".repeat(100_000) + &"]".repeat(100_000))).len(), MAX_MARKS);
    }
}
