//! `doubled-word`: a word or a meaning that stands twice in one phrase.

use super::text_flags::TextFlags;
use super::words::List;
use super::wrong_word::report;
use super::{Check, Explanation, Rule, RuleClass, StandardIndex};
use crate::bilingual;
use crate::diagnostic::{Findings, Severity};
use crate::model::{Text, TextRole};
use crate::rules::describe::described;
use crate::rules::text_findings::{MAX_MARKS, Mark, counts, finding, times};
use crate::text::bilingual::Bilingual;
use crate::text::characters::is_han;

/// The record.
pub static RULE: Rule = Rule {
    name: "doubled-word",
    severity: Severity::Note,
    class: RuleClass::Style,
    summary: Bilingual::fixed(
        "Checks that no word stands twice in a row, and no phrase says a thing twice.",
        "檢查字詞沒有連寫兩次，語意沒有重複。",
    ),
    explanation: Explanation {
        what: Bilingual::fixed(
            "A word of two or three characters follows itself (品質品質管理), or a phrase of a small list says one thing twice \
             (等以及, SOP流程, 、以及). 一步一步 and the like are words.",
            "兩個字或三個字的詞連寫兩次（品質品質管理），或用了清單所列語意重複的說法（等以及、SOP流程、「、以及」）。一步一步之類是詞，不算。",
        ),
        why: Bilingual::fixed(
            "The second is left over from an edit, or from a conversion that read a cell twice.",
            "多半是修改時留下的，或轉檔時把儲存格讀了兩次。",
        ),
        example: "knowledge:\n  K01: 品質品質管理\n",
        advice: Bilingual::fixed("Take one of the two out.", "刪除其中一個。"),
    },
    check: Check::Standard(check),
};

fn check(index: &StandardIndex<'_>, found: &mut Findings) {
    for (flags, part, text) in index.flagged(TextFlags::REPEATED.and(TextFlags::LISTED)) {
        if flags.has(TextFlags::REPEATED) && !part.is_code() {
            twice(index, part, text, found);
        }
        report(&RULE, List::Doubled, index, (part, text), found);
    }
}

/// Reports the words that follow themselves in a text.
fn twice(index: &StandardIndex<'_>, part: TextRole<'_>, text: &Text<'_>, found: &mut Findings) {
    let marks = marks(text.as_str());
    if let Some(first) = marks.first() {
        if counts(&RULE, RULE.severity, index.standard, text, first.range.clone(), found) {
            return;
        }
        let Bilingual { en, zh } = described(part);
        let (more, word) = (times(marks.len()), &text.as_str()[first.range.clone()]);
        let (en_more, zh_more) = (more.en, more.zh);
        let message = bilingual!(
            "{word} stands twice in a row in {en}{en_more}",
            "{zh}把「{word}」連寫了兩次{zh_more}"
        );
        found.push(
            finding(&RULE, index.standard, text, &marks, message)
                .label(Bilingual::fixed("the second time", "第二次"))
                .help(Bilingual::fixed("take one of the two out", "刪除其中一個")),
        );
    }
}

/// The second of each pair of equal words of two or three characters.
fn marks(text: &str) -> Vec<Mark> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let offset = |at: usize| chars.get(at).map_or(text.len(), |&(offset, _)| offset);
    let (mut marks, mut at) = (Vec::new(), 0);
    while at < chars.len() && marks.len() < MAX_MARKS {
        let twice = [2, 3].into_iter().find(|&length| {
            // Of nearly all the first characters differ already.
            if chars.get(at + length).is_none_or(|other| other.1 != chars[at].1) {
                return false;
            }
            let (Some(one), Some(other)) =
                (chars.get(at..at + length), chars.get(at + length..at + 2 * length))
            else {
                return false;
            };
            let is_word = one.iter().all(|&(_, c)| is_han(c)) && one.iter().any(|&(_, c)| c != one[0].1);
            let counts = matches!(one[0].1, '一' | '兩' | '逐' | '不' | '又');
            is_word && !counts && one.iter().zip(other).all(|(one, other)| one.1 == other.1)
        });
        match twice {
            Some(length) => {
                marks.push(Mark::alone(offset(at + length)..offset(at + 2 * length)));
                at += 2 * length;
            }
            None => at += 1,
        }
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeated_words_are_found() {
        for (text, expected) in [
            ("品質品質管理", 1),
            ("檢查檢查", 1),
            ("檢查表檢查表", 1),
            ("一步一步執行", 0),
            ("哈哈哈哈", 0),
            ("管理與管理", 0),
            ("ABAB", 0),
        ] {
            assert_eq!(marks(text).len(), expected, "{text}");
            assert!(expected == 0 || TextFlags::of(text).has(TextFlags::REPEATED), "{text}");
        }
    }
}
