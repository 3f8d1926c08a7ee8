//! `lost-character`: characters that stand where another could not be read.

use super::text_flags::TextFlags;
use super::{Check, Explanation, Rule, RuleClass, StandardIndex};
use crate::bilingual;
use crate::diagnostic::{Findings, Severity};
use crate::model::{Text, TextRole};
use crate::rules::describe::described;
use crate::rules::text_findings::{MAX_MARKS, Mark, finding, times};
use crate::text::bilingual::Bilingual;
use crate::text::characters::is_lost;

/// The record.
pub static RULE: Rule = Rule {
    name: "lost-character",
    severity: Severity::Warning,
    class: RuleClass::Meaning,
    summary: Bilingual::fixed(
        "Checks that no character was lost in a conversion.",
        "檢查文字中沒有轉檔時遺失的字元。",
    ),
    explanation: Explanation {
        what: Bilingual::fixed(
            "A text holds U+FFFD, which a program writes for what it could not read; U+FFFC, the place of an object such \
             as a picture; or a character of the private use area, which each font draws as it likes.",
            "文字中有 U+FFFD（程式讀不出來時的代替字元）、U+FFFC（圖片等物件的位置），或私人造字區的字元（各字型畫法不同）。",
        ),
        why: Bilingual::fixed(
            "Readers see a box or a question mark. Names written with a font of one's own, and symbols of old Word files, \
             end up so.",
            "讀者只會看到方框或問號。自造字與舊 Word 檔的符號常變成這樣。",
        ),
        example: "knowledge:\n  K01: \"規\\uFFFD範\"\n",
        advice: Bilingual::fixed(
            "Look the character up in the print and write it.",
            "對照原表，補上正確的字。",
        ),
    },
    check: Check::Texts(TextFlags::LOST, check),
};

fn check(index: &StandardIndex<'_>, part: TextRole<'_>, text: &Text<'_>, found: &mut Findings) {
    let standard = index.standard;
    let lost = text.as_str().char_indices().filter(|&(_, c)| is_lost(c)).take(MAX_MARKS);
    let marks: Vec<Mark> = lost.map(|(at, c)| Mark::alone(at..at + c.len_utf8())).collect();
    let Some(first) = marks.first() else { return };
    let Bilingual { en, zh } = described(part);
    let (more, c) =
        (times(marks.len()), text.as_str()[first.range.clone()].chars().next().unwrap_or_default());
    let (en_more, zh_more, point) = (more.en, more.zh, c as u32);
    let message = bilingual!(
        "a character was lost in {en} (U+{point:04X}){en_more}",
        "{zh}有遺失的字元（U+{point:04X}）{zh_more}"
    );
    found.push(
        finding(&RULE, standard, text, &marks, message)
            .label(Bilingual::fixed("stands for a lost character", "原字已遺失"))
            .help(Bilingual::fixed("look it up in the print and write it", "對照原表，補上正確的字")),
    );
}
