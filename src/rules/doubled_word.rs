//! `doubled-word`: a word or a meaning that stands twice in one phrase.

use std::ops::Range;

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
             (等以及, SOP流程, 、以及), or a number has a bound before and behind it (至少2年以上). 一步一步 and the like are words.",
            "兩個字或三個字的詞連寫兩次（品質品質管理），或用了清單所列語意重複的說法（等以及、SOP流程、「、以及」），或數量前後都加了界限（至少2年以上）。一步一步之類是詞，不算。",
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
        if flags.has(TextFlags::LISTED) {
            report(&RULE, List::Doubled, index, (part, text), found);
        }
    }
    let notes = &index.standard.notes;
    for (part, texts) in
        [(TextRole::Qualification, &notes.qualifications), (TextRole::Supplement, &notes.supplements)]
    {
        texts.iter().for_each(|text| bounds(index, part, text, found));
    }
}

/// The words before and behind a number that bound it, of which one is enough.
const BOUNDS: [(&str, &str); 5] =
    [("至少", "以上"), ("最少", "以上"), ("超過", "以上"), ("至多", "以下"), ("最多", "以下")];

/// Reports a number that is bounded on both sides, as in 至少2年以上.
fn bounds(index: &StandardIndex<'_>, part: TextRole<'_>, text: &Text<'_>, found: &mut Findings) {
    let Some((range, [before, behind])) = bounded_twice(text.as_str()) else { return };
    if counts(&RULE, Severity::Note, index.standard, text, range.clone(), found) {
        return;
    }
    let Bilingual { en, zh } = described(part);
    let message = bilingual!(
        "{before} and {behind} in {en} bound one number twice",
        "{zh}的「{before}」與「{behind}」語意重複"
    );
    found.push(
        finding(&RULE, index.standard, text, &[Mark::alone(range)], message)
            .label(Bilingual::fixed("said twice", "重複"))
            .help(Bilingual::fixed("take one of the two out", "刪除其中一個")),
    );
}

/// The first number with a bound on both sides, and the two. Nearly no text has one, so each 以 is looked at from behind.
fn bounded_twice(text: &str) -> Option<(Range<usize>, [&'static str; 2])> {
    let is_number = |c: char| c.is_ascii_digit() || "一二兩三四五六七八九十半".contains(c);
    text.match_indices('以').find_map(|(at, _)| {
        let bounds = BOUNDS.iter().filter(|(_, behind)| text[at..].starts_with(behind));
        let mut units = text[..at].char_indices().rev();
        // 至少一人具高中以上學歷 speaks of two things, so what stands between is no more than a unit.
        let numbers = (0..=LONGEST_UNIT).map_while(|length| {
            let unit = if length == 0 { at } else { units.next()?.0 };
            Some(text[..unit].trim_end_matches(' '))
        });
        let numbers: Vec<&str> = numbers.filter(|head| head.ends_with(is_number)).collect();
        bounds.into_iter().find_map(|(before, behind)| {
            numbers.iter().find_map(|head| {
                let head = head.trim_end_matches(is_number).trim_end_matches(' ');
                let start = head.ends_with(before).then(|| head.len() - before.len())?;
                Some((start..at + behind.len(), [*before, *behind]))
            })
        })
    })
}

/// The longest unit of a number, such as 個月.
const LONGEST_UNIT: usize = 3;

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
    let (mut marks, mut done) = (Vec::new(), 0);
    let mut before = ['\0'; 3];
    for (at, c) in text.char_indices() {
        // Of nearly all words the first character does not stand again where the second would begin.
        if c == before[0] || c == before[1] {
            // Of two words that end here the longer begins earlier.
            for word in [&before[..], &before[1..]] {
                let start = at.checked_sub(word.iter().copied().map(char::len_utf8).sum());
                if marks.len() < MAX_MARKS
                    && let Some(start) = start.filter(|&start| start >= done)
                    && is_word(word)
                    && text[at..].starts_with(&text[start..at])
                {
                    done = at + (at - start);
                    marks.push(Mark::alone(at..done));
                }
            }
        }
        before = [before[1], before[2], c];
    }
    marks
}

/// Whether characters may be a word that stands twice by mistake.
fn is_word(word: &[char]) -> bool {
    let counts = matches!(word[0], '一' | '兩' | '逐' | '不' | '又');
    !counts && word.iter().copied().all(is_han) && word.iter().any(|&c| c != word[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_needs_one_bound() {
        let found = |text: &'static str| bounded_twice(text).map(|(range, _)| &text[range]);
        assert_eq!(found("具備至少 2 年以上經驗"), Some("至少 2 年以上"));
        assert_eq!(found("最多三個月以下"), Some("最多三個月以下"));
        for text in ["至少2年，大專以上", "至少一人具高中以上學歷", "至少具備大專以上學歷", "2年以上"]
        {
            assert_eq!(found(text), None, "{text}");
        }
    }

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
