//! `empty-text`: names and texts that are blank.

use super::{Check, Explanation, Rule, RuleClass, StandardIndex};
use crate::bilingual;
use crate::diagnostic::{Diagnostic, Findings, Severity};
use crate::model::{Kind, TextRole};
use crate::rules::missing::blanks;
use crate::text::bilingual::Bilingual;

/// The record.
pub static RULE: Rule = Rule {
    name: "empty-text",
    severity: Severity::Error,
    class: RuleClass::Meaning,
    summary: Bilingual::fixed("Checks that no name and no text is blank.", "檢查名稱與內容都不是空白。"),
    explanation: Explanation {
        what: Bilingual::fixed(
            "A key or a code stands in the file of an issued standard with nothing after it, or with nothing but white \
             space. In a draft this is something still to fill in, which `unfilled-part` says.",
            "已核發代碼的職能基準中，欄位或代碼之後沒有任何內容，或只有空白字元。若為草案，則屬尚待填寫的部分，\
             由 `unfilled-part` 提醒。",
        ),
        why: Bilingual::fixed(
            "The form would print a code without a name, or a cell with nothing in it. What does not exist is left out \
             of the file together with its key.",
            "印出的表上會出現沒有名稱的代碼或空白的儲存格。不存在的內容應連同欄位一併省略。",
        ),
        example: "knowledge:\n  K01: 國際商務禮儀\n  K02:\n",
        advice: Bilingual::fixed(
            "Look in the print and write the text. An entry that the print does not have is removed together with the references \
             to it; a duty or task that has entries is not.",
            "對照原表補上內容。原表沒有的項目，連同對它的引用一併刪除；底下還有內容的主要職責與工作任務則不要刪除。",
        ),
    },
    check: Check::Standard(check),
};

fn check(index: &StandardIndex<'_>, found: &mut Findings) {
    let standard = index.standard;
    if standard.is_draft() {
        return;
    }
    for blank in blanks(index) {
        let Bilingual { en, zh } = blank.what;
        found.push(
            Diagnostic::new(&RULE, standard.at(blank.span), bilingual!("{en} is empty", "{zh}是空白"))
                .label(Bilingual::fixed("nothing is written here", "此處沒有內容"))
                .help(help(blank.part)),
        );
    }
}

fn help(part: TextRole<'_>) -> Bilingual {
    match part {
        TextRole::Item { kind: Kind::Duty | Kind::Task, .. } => Bilingual::fixed(
            "look in the print and write the name; what stands below it stays",
            "對照原表補上名稱；其下的內容保持不變",
        ),
        TextRole::Item { .. } => Bilingual::fixed(
            "look in the print and write the text; if the print does not have the entry, remove it and the references to it",
            "對照原表補上內容；原表若沒有這一項，連同對它的引用一併刪除",
        ),
        _ => Bilingual::fixed(
            "look in the print and write the text, or remove the key if the print has none",
            "對照原表補上內容；原表若沒有，刪除這個鍵",
        ),
    }
}
