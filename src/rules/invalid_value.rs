//! `invalid-value`: a level, a date or a status that is none, or keys that exclude each other.

use super::{Check, Explanation, Rule};
use crate::decode::problem::INVALID_VALUE;
use crate::text::bilingual::Bilingual;

/// The record.
pub static RULE: Rule = Rule {
    name: INVALID_VALUE.name,
    severity: INVALID_VALUE.severity,
    summary: Bilingual::fixed(
        "Checks that levels are 1 to 6, dates exist, and statuses are known.",
        "檢查級別為 1 至 6、日期存在、狀態是已知的詞。",
    ),
    explanation: Explanation {
        what: Bilingual::fixed(
            "A level is not a number from 1 to 6, a date is not a day written as 2021-01-14, a status is neither \
             `current` nor `superseded`, or two keys stand of which only one may.",
            "級別不是 1 至 6 的數字、日期不是寫成 2021-01-14 的日子、狀態不是 `current` 或 `superseded`，或兩個鍵只能擇一卻都寫了。",
        ),
        why: Bilingual::fixed(
            "Competency levels run from 1 to 6 (iCAP). Dates and statuses are compared with each other, so they need \
             one spelling.",
            "職能級別共 1 至 6 級（iCAP）。日期與狀態要互相比較，所以寫法必須一致。",
        ),
        example: "level: 9\n",
        advice: Bilingual::fixed("Write the value as the message says.", "照訊息所說改寫。"),
    },
    check: Check::Loading,
};
