//! `leaked-code`: a text with another entry's code and text pasted into it.

use super::text_flags::TextFlags;
use super::{Check, Explanation, Rule, StandardIndex};
use crate::bilingual;
use crate::diagnostic::{Findings, Severity};
use crate::model::{Text, TextRole};
use crate::rules::describe::described;
use crate::rules::text_findings::{finding, times};
use crate::text::bilingual::Bilingual;

/// The record.
pub static RULE: Rule = Rule {
    name: "leaked-code",
    severity: Severity::Warning,
    summary: Bilingual::fixed(
        "Checks that no text holds the code and the text of another entry.",
        "檢查文字中沒有混入其他項目的代碼與內容。",
    ),
    explanation: Explanation {
        what: Bilingual::fixed(
            "A text holds a code of this standard, and after it the beginning of that entry's text. A code by itself is \
             left alone: K12教育 and A4紙 are words. So are notes, which may speak of an entry.",
            "文字中出現本職能基準的某個代碼，後面緊接該項目內容的開頭。單獨的代碼不算，K12教育、A4紙 都是詞；\
             說明與補充事項可以提到項目，也不算。",
        ),
        why: Bilingual::fixed(
            "When a table is converted, a neighbouring cell is easily pasted into a text: one printed K23 holds P3.5.1 \
             with its sentence.",
            "表格轉檔時，鄰近儲存格的內容容易混進來，例如曾有 K23 的名稱中夾著 P3.5.1 與其內容。",
        ),
        example: "knowledge:\n  K01: 國際商務禮儀 K02 各國文化特色\n  K02: 各國文化特色\n",
        advice: Bilingual::fixed(
            "Take out what belongs to the other entry, and see that it stands there whole.",
            "刪除屬於其他項目的部分，並確認該項目本身完整。",
        ),
    },
    check: Check::Texts(TextFlags::CODE, check),
};

fn check(index: &StandardIndex<'_>, part: TextRole<'_>, text: &Text<'_>, found: &mut Findings) {
    let standard = index.standard;
    let marks = match part {
        TextRole::Item { .. } | TextRole::StandardName | TextRole::Description | TextRole::ClassName(..) => {
            index.leaks().within(text.as_str())
        }
        _ => return,
    };
    let Some(first) = marks.first() else { return };
    let Bilingual { en, zh } = described(part);
    let (more, code) = (times(marks.len()), &text.as_str()[first.range.clone()]);
    let (en_more, zh_more) = (more.en, more.zh);
    let message = bilingual!(
        "{en} holds {code} and the beginning of its text{en_more}",
        "{zh}夾有 {code} 與其內容的開頭{zh_more}"
    );
    found.push(
        finding(&RULE, standard, text, &marks, message)
            .label(Bilingual::fixed("another entry begins here", "從這裡開始是另一個項目"))
            .help(bilingual!("take out what belongs to {code}", "刪除屬於 {code} 的部分")),
    );
}
