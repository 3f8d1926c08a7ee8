//! `unused-term`: notes that explain a term that stands nowhere.

use super::{Check, Explanation, Rule, RuleClass, StandardIndex};
use crate::bilingual;
use crate::diagnostic::{Diagnostic, Findings, Severity};
use crate::model::TextRole;
use crate::text::bilingual::Bilingual;
use crate::text::characters::is_han;
use crate::text::excerpt::excerpt;

/// The record.
pub static RULE: Rule = Rule {
    name: "unused-term",
    severity: Severity::Note,
    class: RuleClass::Meaning,
    summary: Bilingual::fixed(
        "Checks that the terms that notes explain stand in the standard.",
        "檢查補充說明所解釋的用語出現在職能基準中。",
    ),
    explanation: Explanation {
        what: Bilingual::fixed(
            "A supplement of the form 用語：解釋 explains a term that no other text holds, be it that the text has another word \
             or that it is gone.",
            "「用語：解釋」形式的補充說明，所解釋的用語在其他文字中都沒有出現：不是表中用了別的說法，就是該處已經刪去。",
        ),
        why: Bilingual::fixed(
            "Who looks the explanation up from the table does not find it, and who reads it cannot tell where it applies.",
            "從表中查不到這則解釋，讀到解釋的人也不知道用在哪裡。",
        ),
        example: "notes:\n  supplements:\n    - 車削程式：如固定程式、副程式等。\n",
        advice: Bilingual::fixed(
            "Use one wording in both places, or take the explanation out.",
            "兩處用同一個說法，或刪除這則解釋。",
        ),
    },
    check: Check::Standard(check),
};

/// The longest term, in characters; a longer one is a sentence with a colon.
const LONGEST: usize = 12;

/// Words before a colon that head a list and explain nothing.
const HEADS: [&str; 12] = [
    "說明",
    "備註",
    "註",
    "附註",
    "學歷",
    "經歷",
    "能力",
    "其他",
    "條件",
    "資料來源",
    "參考資料",
    "相關職類",
];

fn check(index: &StandardIndex<'_>, found: &mut Findings) {
    let standard = index.standard;
    for note in standard.notes.supplements.iter() {
        let Some((before, _)) = note.as_str().split_once('：') else { continue };
        let term = before.rsplit('】').next().unwrap_or(before).trim();
        let length = term.chars().count();
        let is_term = (2..=LONGEST).contains(&length) && !term.contains(['，', '。', '、', '；', '【']);
        if !is_term || !term.contains(is_han) || HEADS.iter().any(|head| term.ends_with(head)) {
            continue;
        }
        // A note may be about the occupation as a whole.
        let holds = standard
            .texts()
            .into_iter()
            .any(|(part, text)| !matches!(part, TextRole::Supplement) && text.as_str().contains(term));
        if holds {
            continue;
        }
        let start = note.as_str().find(term).unwrap_or(0);
        let shown = excerpt(term);
        let message = bilingual!(
            "{shown} is explained here and stands nowhere in the standard",
            "這裡解釋的「{shown}」在職能基準中沒有出現"
        );
        let place = note.place(start..start + term.len()).span;
        found.push(Diagnostic::new(&RULE, standard.at(place), message).help(Bilingual::fixed(
            "use one wording in both places, or take the explanation out",
            "兩處用同一個說法，或刪除這則解釋",
        )));
    }
}
