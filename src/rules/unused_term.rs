//! `unused-term`: notes that explain a term that stands nowhere.

use super::{Check, Explanation, Rule, RuleClass, StandardIndex};
use crate::bilingual;
use crate::diagnostic::{Diagnostic, Findings, Severity};
use crate::model::{Standard, Text, TextRole};
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
             or that it is gone; or a supplement begins with a mark (【註1】) that no other text bears.",
            "「用語：解釋」形式的補充說明，所解釋的用語在其他文字中都沒有出現：不是表中用了別的說法，就是該處已經刪去；\
             或補充說明開頭的註號（【註1】）在其他文字中都找不到。",
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
    found.extend(marks_leading_nowhere(standard));
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

/// The finding about notes that begin with a number (【註1】) while no other text bears it. One for a standard: who left out
/// one mark left out all.
fn marks_leading_nowhere(standard: &Standard<'_>) -> Option<Diagnostic> {
    const MARK: &str = "【註";
    let numbered = standard.notes.supplements.iter().filter_map(|note| {
        let number = note.as_str().strip_prefix(MARK)?;
        Some((note, &note.as_str()[..MARK.len() + number.find('】')? + '】'.len_utf8()]))
    });
    let numbered: Vec<(&Text<'_>, &str)> = numbered.collect();
    if numbered.is_empty() {
        return None;
    }
    let texts = standard.texts();
    let is_borne = |mark: &str| {
        texts.iter().any(|(part, text)| {
            let text = text.as_str();
            match matches!(part, TextRole::Supplement) {
                // A note may refer to another one.
                true => text.rfind(mark).is_some_and(|at| at > 0),
                false => text.contains(mark),
            }
        })
    };
    let mut nowhere = numbered.iter().filter(|(_, mark)| !is_borne(mark));
    let (note, mark) = nowhere.next()?;
    let (shown, count) = (excerpt(mark), nowhere.count() + 1);
    let message = match count {
        1 => bilingual!(
            "{shown} stands before this note and nowhere else",
            "這則說明標有「{shown}」，其他文字卻沒有這個註號"
        ),
        count => bilingual!(
            "{shown} and other marks, {count} in all, stand before the notes and nowhere else",
            "「{shown}」等 {count} 個註號只出現在說明前面，其他文字都沒有標註"
        ),
    };
    // The mark and the term behind it.
    let end =
        note.as_str().find('：').filter(|end| note.as_str()[..*end].chars().count() <= LONGEST + mark.len());
    let place = note.place(0..end.unwrap_or(mark.len())).span;
    Some(Diagnostic::new(&RULE, standard.at(place), message).help(Bilingual::fixed(
        "put the mark behind the term that the note explains, or leave it out",
        "在所解釋的用語後面標上註號，或刪除註號",
    )))
}
