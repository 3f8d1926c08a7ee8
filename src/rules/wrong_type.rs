//! `wrong-type`: a text where the format has a list, a list where it has a text, and so on.

use super::{Check, Explanation, Rule, RuleClass};
use crate::decode::problem::WRONG_TYPE;
use crate::text::bilingual::Bilingual;

/// The record.
pub static RULE: Rule = Rule {
    name: WRONG_TYPE.name,
    severity: WRONG_TYPE.severity,
    class: RuleClass::Meaning,
    summary: Bilingual::fixed(
        "Checks that texts, lists and mappings stand where the format has them.",
        "檢查文字、清單與「鍵: 值」都在本格式規定的位置。",
    ),
    explanation: Explanation {
        what: Bilingual::fixed(
            "A value is of another kind than the format has at that place: a text in place of a list, a list in place \
             of a mapping, and so on.",
            "值的種類與本格式在該處的規定不同，例如該是清單卻寫成文字，該是「鍵: 值」卻寫成清單。",
        ),
        why: Bilingual::fixed(
            "The value cannot be read as what it should be.",
            "這個值無法當成應有的內容讀取。",
        ),
        example: "duties:\n  T1:\n    name: 業務拓展\n    knowledge: K01\n",
        advice: Bilingual::fixed(
            "Write the value in the shape that the message names; `ttm schema` has every shape.",
            "照訊息所說的形式改寫；`ttm schema` 列出所有形式。",
        ),
    },
    check: Check::Loading,
};
