//! `cut-text`: a text that a comment cuts off.

use super::{Check, Explanation, Rule, RuleClass, StandardIndex};
use crate::bilingual;
use crate::diagnostic::{Diagnostic, Findings, Severity};
use crate::rules::describe::described;
use crate::text::bilingual::Bilingual;
use crate::text::excerpt::excerpt;

/// The record.
pub static RULE: Rule = Rule {
    name: "cut-text",
    severity: Severity::Warning,
    class: RuleClass::Meaning,
    summary: Bilingual::fixed(
        "Checks that no text is cut off at a number sign.",
        "檢查文字沒有在井字號（#）處被截斷。",
    ),
    explanation: Explanation {
        what: Bilingual::fixed(
            "A text without quotation marks holds a number sign behind a blank, as in `C #程式語言`. YAML takes everything \
             from there on for a comment, so the text is only `C`. A comment that a blank sets off (`# …`) is not meant.",
            "沒有加引號的文字裡，空格之後有井字號，例如 `C #程式語言`。YAML 會把井字號之後全部當成註解，文字只剩下 `C`。\
             井字號後面有空格的註解（`# …`）不算。",
        ),
        why: Bilingual::fixed(
            "What stands behind the number sign is printed nowhere, and no other finding would say so.",
            "井字號之後的文字不會印在任何地方，也沒有其他檢查會指出。",
        ),
        example: "knowledge:\n  K01: C #程式語言\n",
        advice: Bilingual::fixed(
            "Put the text in quotation marks, as in `\"C #程式語言\"`; put a blank behind the number sign of a comment.",
            "替文字加上引號，例如 `\"C #程式語言\"`；若是註解，請在井字號後面加一個空格。",
        ),
    },
    check: Check::Standard(check),
};

fn check(index: &StandardIndex<'_>, found: &mut Findings) {
    let standard = index.standard;
    let cuts = &standard.remarks.cuts;
    if cuts.is_empty() {
        return;
    }
    for (part, text) in standard.texts() {
        let Ok(at) = cuts.binary_search_by_key(&text.span.end, |cut| cut.end) else { continue };
        if part.is_code() {
            continue;
        }
        let Bilingual { en, zh } = described(part);
        let diagnostic = match excerpt(text.as_str()) {
            said if said.trim().is_empty() => Diagnostic::new(
                &RULE,
                standard.at(cuts[at].comment),
                bilingual!(
                    "{en} is empty: everything behind `#` is a comment",
                    "{zh}是空白：「#」之後都是註解"
                ),
            ),
            said => Diagnostic::new(
                &RULE,
                standard.at(cuts[at].comment),
                bilingual!(
                    "{en} is only {said}: everything behind ` #` is a comment",
                    "{zh}只有「{said}」：「 #」之後都是註解"
                ),
            ),
        };
        found.push(diagnostic.label(Bilingual::fixed("not part of the text", "不屬於文字")).help(
            Bilingual::fixed(
                "put the whole text in quotation marks; behind the `#` of a comment, put a blank",
                "替整段文字加上引號；若是註解，請在「#」後面加一個空格",
            ),
        ));
    }
}
