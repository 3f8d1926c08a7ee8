//! `leaked-code`: a text with another entry's code and text pasted into it.

use super::text_flags::TextFlags;
use super::{Check, Explanation, Rule, RuleClass, StandardIndex};
use crate::bilingual;
use crate::diagnostic::{Findings, Severity};
use crate::model::{Text, TextRole};
use crate::rules::describe::described;
use crate::rules::malformed_code::leading_code;
use crate::rules::text_findings::{Mark, finding};
use crate::text::bilingual::Bilingual;

/// The record.
pub static RULE: Rule = Rule {
    name: "leaked-code",
    severity: Severity::Warning,
    class: RuleClass::Meaning,
    summary: Bilingual::fixed(
        "Checks that no text holds the code of an entry.",
        "檢查文字中沒有混入項目的代碼。",
    ),
    explanation: Explanation {
        what: Bilingual::fixed(
            "A text holds a code: one of this standard with the beginning of its text, any code such as T1.1 or P1.1.2, or \
             a K, S or A beside Chinese whose number begins with zero or comes next. K12教育, A4紙 and P2P are words. Notes \
             may speak of an entry.",
            "文字中有代碼：本職能基準的代碼與其內容的開頭、T1.1 或 P1.1.2 這樣的代碼，或緊鄰中文、以 0 開頭或正好是下一號的 K、S、A 代碼。\
             K12教育、A4紙、P2P 都是詞；說明與補充事項可以提到項目，不算。",
        ),
        why: Bilingual::fixed(
            "When a table is converted, a neighbouring item is easily glued to a text and has no entry any more: one printed \
             K23 holds P3.5.1 with its sentence.",
            "表格轉檔時，鄰近的項目容易黏進文字裡，從此沒有自己的項目，例如曾有 K23 的名稱混入 P3.5.1 與其內容。",
        ),
        example: "indicators:\n  P1.1.1: 備妥材料。P1.1.2核對材料。\n",
        advice: Bilingual::fixed(
            "Move what belongs to the code to its own entry; leave a code that the text only mentions.",
            "把屬於該代碼的內容移到它自己的項目；文字只是提到代碼時，保留原樣。",
        ),
    },
    check: Check::Texts(TextFlags::CODE, check),
};

fn check(index: &StandardIndex<'_>, part: TextRole<'_>, text: &Text<'_>, found: &mut Findings) {
    let standard = index.standard;
    let (own, is_uncoded) = match part {
        TextRole::Item { code, .. } => (code.map(Text::normalized), code.is_none()),
        TextRole::StandardName | TextRole::Description | TextRole::ClassName(..) => (None, false),
        _ => return,
    };
    let mut marks = index.leaks().within(text.as_str(), own);
    // An item that begins with a code lacks a colon, which `malformed-code` says.
    if is_uncoded && leading_code(text.as_str()).is_some() {
        let begins = |mark: &Mark| text.as_str()[..mark.range.start].trim().is_empty();
        marks.retain(|mark| !begins(mark));
    }
    let Some(first) = marks.first() else { return };
    let Bilingual { en, zh } = described(part);
    let code_at = |mark: &Mark| text.as_str()[mark.range.clone()].to_owned();
    let code = code_at(first);
    let mut codes: Vec<String> = marks.iter().take(MAX_NAMED).map(code_at).collect();
    codes.dedup();
    let (all, all_zh) = (codes.join(", "), codes.join("、"));
    let message = match marks.len() {
        1 => bilingual!(
            "{en} holds the code of another entry ({code})",
            "{zh}混入其他項目的代碼與內容（{code}）"
        ),
        count => bilingual!(
            "{en} holds the codes of other entries ({code} and others, {count} in all)",
            "{zh}混入其他項目的代碼與內容（{code} 等 {count} 處）"
        ),
    };
    found.push(
        finding(&RULE, standard, text, &marks, message)
            .label(Bilingual::fixed("another entry may begin here", "從這裡開始可能是另一個項目"))
            .help(bilingual!(
                "move what belongs to {all} to an entry of its own; leave a code that the text only mentions",
                "把屬於 {all_zh} 的內容移到各自的項目；文字只是提到代碼時，保留原樣"
            )),
    );
}

/// The most codes that the advice names.
const MAX_NAMED: usize = 40;
