//! `unknown-field`: a key that the format does not have at that place.

use super::{Check, Explanation, Rule, RuleClass};
use crate::decode::problem::UNKNOWN_FIELD;
use crate::text::bilingual::Bilingual;

/// The record.
pub static RULE: Rule = Rule {
    name: UNKNOWN_FIELD.name,
    severity: UNKNOWN_FIELD.severity,
    class: RuleClass::Meaning,
    summary: Bilingual::fixed("Checks that every key is one of the format.", "檢查每個鍵都是本格式的鍵。"),
    explanation: Explanation {
        what: Bilingual::fixed(
            "A key stands at a place where the format has no such key.",
            "某個位置出現了本格式在該處沒有的鍵。",
        ),
        why: Bilingual::fixed(
            "What stands under an unknown key is not read, so a misspelt key would lose its text.",
            "未知的鍵底下的內容不會被讀取，鍵名拼錯就會漏掉內容。",
        ),
        example: "level: 3\nlevle: 3\n",
        advice: Bilingual::fixed(
            "Correct the spelling. A comma inside {…} begins a new entry: write the mapping in lines of its own, or \
             put the text in quotation marks.",
            "修正拼字。{…} 裡的逗號會開始新的項目：請改成逐行書寫，或替文字加上引號。",
        ),
    },
    check: Check::Loading,
};
