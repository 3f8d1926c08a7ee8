//! `placeholder-text`: texts that only fill their place, and headings of the form among the texts.

use super::suspects::{is_around, is_filler, is_filling};
use super::text_flags::TextFlags;
use super::words::{List, ListedWord, entry};
use super::{Check, Explanation, Rule, RuleClass, StandardIndex};
use crate::bilingual;
use crate::diagnostic::{Findings, Severity};
use crate::model::{Standard, Text, TextRole};
use crate::rules::describe::described;
use crate::rules::text_findings::{Mark, finding};
use crate::text::bilingual::Bilingual;
use crate::text::excerpt::excerpt;

/// The record.
pub static RULE: Rule = Rule {
    name: "placeholder-text",
    severity: Severity::Warning,
    class: RuleClass::Meaning,
    summary: Bilingual::fixed(
        "Checks that no text only fills its place.",
        "檢查文字不是只為填滿欄位，也不是表單的標題。",
    ),
    explanation: Explanation {
        what: Bilingual::fixed(
            "A text is N/A, XXX, 待補, 略 or the like, or a heading of the form or a line of the page around it (基準更新紀錄, \
             說明與補充事項) that a conversion took for an entry, or a note that is only a heading (語言能力：). A note where the word may be meant, as 略 in a version's note \
             and 無.",
            "文字是 N/A、XXX、待補、略之類，或是轉檔時被當成項目的表單標題、網頁文字（基準更新紀錄、說明與補充事項等），\
             或說明事項只有標題（語言能力：）。\
             可能有意這樣寫的，例如版本更新說明的「略」、「無」，只列為 note。",
        ),
        why: Bilingual::fixed(
            "It says nothing, and counts as filled where somebody looks for what is missing.",
            "這樣的文字沒有內容，查找缺漏時卻會被當成已經填寫。",
        ),
        example: "notes:\n  supplements:\n    - 基準更新紀錄\n",
        advice: Bilingual::fixed(
            "Write what belongs there, or leave the entry out.",
            "填上應有的內容，或刪除該項目。",
        ),
    },
    check: Check::Standard(check),
};

/// Those that may be meant: there is nothing to say.
const MAY_BE_MEANT: &[&str] = &["略", "無", "暫無", "尚無", "（略）", "(略)", "（無）", "(無)", "同上"];

fn check(index: &StandardIndex<'_>, found: &mut Findings) {
    for (flags, part, text) in index.flagged(TextFlags::FILLER.and(TextFlags::LISTED)) {
        look(index, flags.has(TextFlags::FILLER), part, text, found);
    }
    let notes = &index.standard.notes;
    for (part, texts) in
        [(TextRole::Qualification, &notes.qualifications), (TextRole::Supplement, &notes.supplements)]
    {
        for text in texts.iter().filter(|text| is_heading(text.as_str())) {
            let Bilingual { en, zh } = described(part);
            let shown = excerpt(text.as_str());
            let message = bilingual!(
                "{en} is a heading with nothing behind it, {shown}",
                "{zh}是後面沒有內容的標題「{shown}」"
            );
            let place = 0..text.as_str().len();
            found.push(
                finding(&RULE, index.standard, text, &[Mark::alone(place)], message)
                    .severity(Severity::Note)
                    .help(Bilingual::fixed(
                        "join it with the entries below it, or leave it out",
                        "與下面的項目合併，或刪除",
                    )),
            );
        }
    }
}

/// Whether a note is nothing but a heading with its colon (語言能力：), other than the headings of the form, which are told as fillers.
fn is_heading(text: &str) -> bool {
    const LONGEST: usize = 16;
    let text = text.trim_end();
    text.ends_with(['：', ':']) && text.chars().nth(LONGEST).is_none() && !is_filler(text)
}

fn look(
    index: &StandardIndex<'_>,
    is_filler: bool,
    part: TextRole<'_>,
    text: &Text<'_>,
    found: &mut Findings,
) {
    let (standard, value) = (index.standard, text.as_str());
    if is_filler {
        let heading = !is_filling(value);
        let asked = match part {
            TextRole::Item { .. }
            | TextRole::Qualification
            | TextRole::Supplement
            | TextRole::Description => true,
            TextRole::VersionNote(_) | TextRole::StandardName | TextRole::ClassName(..) => !heading,
            _ => false,
        };
        if asked {
            found.push(diagnostic(standard, part, text, heading));
        }
        return;
    }
    let words = if part.is_code() { &[] } else { index.words_in(text) };
    let filling = words.iter().find(
        |found| matches!(entry(found.entry).1, ListedWord::Word(word) if word.list == List::Placeholder),
    );
    if let Some(filling) = filling {
        let Bilingual { en, zh } = described(part);
        let word = entry(filling.entry).0;
        let message = bilingual!("{en} holds the placeholder {word}", "{zh}中有尚未填寫的「{word}」");
        found.push(
            finding(&RULE, standard, text, &[Mark::alone(filling.range.clone())], message)
                .label(Bilingual::fixed("still to be written", "尚未填寫"))
                .help(Bilingual::fixed("write what belongs there", "填上應有的內容")),
        );
    }
}

fn diagnostic(
    standard: &Standard<'_>,
    part: TextRole<'_>,
    text: &Text<'_>,
    heading: bool,
) -> crate::diagnostic::Diagnostic {
    let Bilingual { en, zh } = described(part);
    let value = text.as_str();
    let shown = excerpt(value);
    let message = if heading && is_around(value) {
        bilingual!(
            "{en} is a line of the page around the form, {shown}",
            "{zh}是表單以外的頁面文字「{shown}」"
        )
    } else if heading {
        bilingual!("{en} is a heading of the form, {shown}", "{zh}是表單的標題「{shown}」")
    } else {
        bilingual!("{en} is only {shown}", "{zh}只寫了「{shown}」")
    };
    let meant = MAY_BE_MEANT.contains(&value.trim());
    finding(&RULE, standard, text, &[Mark::alone(0..value.len())], message)
        .severity(if meant { Severity::Note } else { Severity::Warning })
        .label(Bilingual::fixed("says nothing", "沒有內容"))
        .help(Bilingual::fixed("write what belongs there, or leave it out", "填上應有的內容，或刪除"))
}

#[cfg(test)]
mod tests {
    use super::super::suspects::{FILLERS, HEADINGS, LINES_AROUND, is_filler};

    #[test]
    fn placeholders_and_headings_are_found_and_ordinary_words_are_not() {
        for text in FILLERS.iter().chain(HEADINGS).chain(LINES_AROUND) {
            assert!(is_filler(text), "{text}");
        }
        for text in ["第 2 頁，共 9 頁", "第3頁", " 第 10 頁 / 共 12 頁"] {
            assert!(is_filler(text), "{text}");
        }
        assert!(is_filler("N/A") && is_filler(" XXX "));
        for text in
            ["職能級別評估", "無人機操作", "NAS", "工作產出報告", "略讀", "", "第頁", "第3頁附表", "第一頁"]
        {
            assert!(!is_filler(text), "{text}");
        }
    }
}
