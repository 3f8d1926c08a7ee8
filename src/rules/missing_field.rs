//! `missing-field`: a required key of a standard, a duty or a task is missing.

use super::{Check, Explanation, Rule, RuleClass};
use crate::decode::problem::MISSING_FIELD;
use crate::text::bilingual::Bilingual;

/// The record.
pub static RULE: Rule = Rule {
    name: MISSING_FIELD.name,
    severity: MISSING_FIELD.severity,
    class: RuleClass::Meaning,
    summary: Bilingual::fixed(
        "Checks that a standard has a name and a duty, and every duty and task a name.",
        "檢查職能基準有名稱與主要職責，且每項職責與任務都有名稱。",
    ),
    explanation: Explanation {
        what: Bilingual::fixed(
            "A key is missing that the format requires: `name` and `duties` of a standard, `name` of a duty or task.",
            "缺少本格式必要的鍵：職能基準的 `name` 與 `duties`，主要職責與工作任務的 `name`。",
        ),
        why: Bilingual::fixed(
            "The official form cannot be printed without them. Everything else may be absent, and other rules say \
             what that means.",
            "沒有它們就印不出職能基準表。其他內容都可以沒有，由別的規則說明其意義。",
        ),
        example: "duties:\n  T1:\n    tasks: {}\n",
        advice: Bilingual::fixed("Add the key.", "補上這個鍵。"),
    },
    check: Check::Loading,
};
