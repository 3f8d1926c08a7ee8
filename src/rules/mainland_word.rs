//! `mainland-word`: usage of mainland China in a text of Taiwan.

use super::text_flags::TextFlags;
use super::words::List;
use super::wrong_word::report;
use super::{Check, Explanation, Rule, RuleClass, StandardIndex};
use crate::diagnostic::{Findings, Severity};
use crate::model::{Text, TextRole};
use crate::text::bilingual::Bilingual;

/// The record.
pub static RULE: Rule = Rule {
    name: "mainland-word",
    severity: Severity::Note,
    class: RuleClass::Style,
    summary: Bilingual::fixed("Checks that words are those that Taiwan uses.", "檢查用語是臺灣的說法。"),
    explanation: Explanation {
        what: Bilingual::fixed(
            "A text has a word that mainland China uses where Taiwan has another, such as 數據庫 for 資料庫 or 網絡 for 網路. The \
             list is in src/rules/words/words.tsv; words that Taiwan uses too, such as 數據 or 優化, are not in it.",
            "文字用了中國大陸的說法，例如「數據庫」（資料庫）、「網絡」（網路）。清單在 src/rules/words/words.tsv；臺灣也通行的說法，例如數據、\
             優化，不在其中。",
        ),
        why: Bilingual::fixed(
            "A search for the word that Taiwan uses does not find it. Texts that were translated or converted bring such \
             words in.",
            "以臺灣的用語搜尋找不到。這類用語多半來自翻譯或轉換的文字。",
        ),
        example: "skills:\n  S01: 數據庫管理能力\n",
        advice: Bilingual::fixed(
            "Write the word that Taiwan uses, unless the text quotes a name.",
            "改用臺灣的說法；若是引用名稱，則保留原樣。",
        ),
    },
    check: Check::Texts(TextFlags::LISTED, check),
};

fn check(index: &StandardIndex<'_>, part: TextRole<'_>, text: &Text<'_>, found: &mut Findings) {
    report(&RULE, List::Mainland, index, (part, text), found);
}
