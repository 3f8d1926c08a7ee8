//! `leaked-code`: a text with another entry's code and text pasted into it.

use super::marks::{finding, times};
use super::parts::called;
use super::text_flags::Traits;
use super::{Check, Explanation, Facts, Rule};
use crate::diagnostic::{Findings, Severity};
use crate::model::Part;
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
