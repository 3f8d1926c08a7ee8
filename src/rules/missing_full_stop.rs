//! `missing-full-stop`: indicators that do not end with a full stop.

use super::{Check, Explanation, Rule, RuleClass, StandardIndex};
use crate::bilingual;
use crate::diagnostic::{Findings, Severity};
use crate::model::{Item, Kind, TextRole};
use crate::rules::describe::described;
use crate::rules::text_findings::{Mark, finding};
use crate::text::bilingual::Bilingual;
use crate::text::display_safe::is_unseen;

/// The record.
pub static RULE: Rule = Rule {
    name: "missing-full-stop",
    severity: Severity::Note,
    class: RuleClass::Style,
    summary: Bilingual::fixed(
        "Checks that every behaviour indicator ends in a full stop.",
        "檢查每一項行為指標都以句號結尾。",
    ),
    explanation: Explanation {
        what: Bilingual::fixed(
            "A behaviour indicator does not end in 。, a closing bracket or quotation mark after it aside.",
            "行為指標沒有以「。」結尾；句號後的下引號或下括號不計。",
        ),
        why: Bilingual::fixed(
            "An indicator is one full sentence that says in which situation which behaviour is expected. One without a \
             full stop has often been cut off.",
            "行為指標是完整的句子，說明在什麼情境下應有什麼行為。沒有句號的，往往是文字被截斷了。",
        ),
        example: "indicators:\n  P1.1.1: 按照資料庫中的資訊，協助以電話或電郵聯繫客戶\n",
        advice: Bilingual::fixed(
            "See whether the sentence is whole, and end it in 。.",
            "確認句子完整，並以「。」結尾。",
        ),
    },
    check: Check::Standard(check),
};

fn check(index: &StandardIndex<'_>, found: &mut Findings) {
    let standard = index.standard;
    let indicators = standard
        .rows()
        .flat_map(|(_, task, row)| row.indicators.iter().map(move |indicator| (task, indicator)));
    for (task, Item { code, text }) in indicators {
        let value = text.as_str();
        if value.ends_with("。") {
            continue;
        }
        let sentence = without_end(value);
        // If another entry's text was pasted in, the end is not this entry's.
        if sentence.is_empty() || sentence.ends_with('。') || !index.leaks().within(value, None).is_empty() {
            continue;
        }
        let last = sentence.chars().next_back().map_or(0, char::len_utf8);
        let (code, task) = (code.as_ref(), Some(&task.code));
        let Bilingual { en, zh } = described(TextRole::Item { kind: Kind::Indicator, code, task });
        let message = bilingual!("{en} does not end in a full stop", "{zh}沒有以句號結尾");
        let marks = [Mark::alone(sentence.len() - last..sentence.len())];
        found.push(
            finding(&RULE, standard, text, &marks, message)
                .label(Bilingual::fixed("the end of it", "結尾在此"))
                .help(Bilingual::fixed("end the sentence in 。 if it is whole", "句子若完整，請補上「。」")),
        );
    }
}

/// A text without what may follow a full stop: blanks, closing marks, and tags, which `html-markup` reports.
fn without_end(text: &str) -> &str {
    let is_end = |c: char| c.is_whitespace() || is_unseen(c) || "」』）)】”".contains(c);
    let mut rest = text;
    loop {
        let trimmed = rest.trim_end_matches(is_end);
        let untagged = trimmed.strip_suffix('>').and_then(|inside| Some(&inside[..inside.rfind('<')?]));
        match untagged {
            Some(untagged) => rest = untagged,
            // Closing marks are removed only if there is a full stop before them.
            None if trimmed.ends_with('。') => return trimmed,
            None => return rest.trim_end_matches(|c: char| c.is_whitespace() || is_unseen(c)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_follow_a_full_stop_is_taken_off() {
        assert_eq!(without_end("甲。"), "甲。");
        assert_eq!(without_end("「甲。」 "), "「甲。");
        assert_eq!(without_end("甲。</p>\n"), "甲。");
        assert_eq!(without_end("甲（乙） "), "甲（乙）");
        assert_eq!(without_end("甲."), "甲.");
        assert_eq!(without_end("<p>"), "");
    }
}
