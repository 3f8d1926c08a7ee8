//! `unplaced-text`: texts that an importer could not place and that still wait for an editor.

use super::{Check, Explanation, Rule, RuleClass, StandardIndex};
use crate::bilingual;
use crate::diagnostic::{Diagnostic, Findings, Severity};
use crate::model::named::filled;
use crate::text::bilingual::Bilingual;
use crate::text::excerpt::excerpt;

/// The record.
pub static RULE: Rule = Rule {
    name: "unplaced-text",
    severity: Severity::Warning,
    class: RuleClass::Meaning,
    summary: Bilingual::fixed(
        "Checks that nothing is left that an importer could not place.",
        "檢查匯入時無法歸位的文字是否都已處理。",
    ),
    explanation: Explanation {
        what: Bilingual::fixed(
            "The list `unplaced` holds a text that was found in the imported form and fits none of its parts.",
            "`unplaced` 清單中留有匯入時無法歸入職能基準各部分的文字。",
        ),
        why: Bilingual::fixed(
            "An importer loses nothing and guesses nothing: what it cannot place waits there for a person. The \
             official form has no part for it.",
            "匯入時既不遺漏也不猜測，無法歸位的文字先保留在此，等待人工判斷；正式的職能基準表沒有它的位置。",
        ),
        example: "unplaced:\n  - at: T2.1 的知識欄\n    text: 第3頁，總共8頁\n",
        advice: Bilingual::fixed(
            "Move the text to where it belongs, or remove the entry where it belongs nowhere.",
            "將文字移到所屬的位置；若不屬於職能基準的內容，請刪除該項。",
        ),
    },
    check: Check::Standard(check),
};

fn check(index: &StandardIndex<'_>, found: &mut Findings) {
    let standard = index.standard;
    for unplaced in standard.unplaced.iter() {
        let text = excerpt(filled(&unplaced.text).unwrap_or("…"));
        let message = match filled(&unplaced.at) {
            Some(at) => {
                let at = excerpt(at);
                bilingual!("“{text}”, found at {at}, has no place yet", "「{text}」（見於 {at}）尚未歸位")
            }
            None => bilingual!("“{text}” has no place yet", "「{text}」尚未歸位"),
        };
        let span = unplaced.text.given().map_or(unplaced.span, |text| text.span);
        found.push(
            Diagnostic::new(&RULE, standard.at(span), message)
                .label(Bilingual::fixed("not placed yet", "尚未歸位"))
                .help(Bilingual::fixed(
                    "move the text to where it belongs, or remove the entry",
                    "將文字移到所屬的位置，或刪除該項",
                )),
        );
    }
}
