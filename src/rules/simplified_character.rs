//! `simplified-character`: simplified characters in a traditional text.

use std::sync::LazyLock;

use super::text_flags::TextFlags;
use super::words::traditional;
use super::{Check, Explanation, Rule, RuleClass, StandardIndex};
use crate::bilingual;
use crate::diagnostic::{Findings, Severity};
use crate::model::{Text, TextRole};
use crate::rules::describe::described;
use crate::rules::text_findings::{MAX_MARKS, Mark, finding, fix, offered, times};
use crate::text::bilingual::Bilingual;

/// The record.
pub static RULE: Rule = Rule {
    name: "simplified-character",
    severity: Severity::Warning,
    class: RuleClass::Meaning,
    summary: Bilingual::fixed("Checks that no character is a simplified one.", "檢查文字中沒有簡體字。"),
    explanation: Explanation {
        what: Bilingual::fixed(
            "A text holds a simplified character. A character counts as one only where it has a traditional form and \
             Taiwan's Big5 does not hold it: 台, 后, 里 and 系 are words. The list is OpenCC's.",
            "文字中有簡體字。有對應正體字、而且 Big5 沒有收錄的才算；台、后、里、系都是正體字的詞。對照表取自 OpenCC。",
        ),
        why: Bilingual::fixed(
            "A search for the traditional form does not find it, and readers stumble.",
            "以正體字搜尋找不到，讀者也會停頓。",
        ),
        example: "knowledge:\n  K01: 数据分析\n",
        advice: Bilingual::fixed(
            "Write the traditional form; --fix does where there is only one.",
            "改用正體字；只有一種寫法時，--fix 可代勞。",
        ),
    },
    check: Check::Texts(TextFlags::SIMPLIFIED, check),
};

/// Simplified characters with their traditional forms, by code point.
static LIST: LazyLock<Vec<(char, &str)>> = LazyLock::new(|| traditional().collect());

fn check(index: &StandardIndex<'_>, part: TextRole<'_>, text: &Text<'_>, found: &mut Findings) {
    let standard = index.standard;
    let marks = marks(text.as_str());
    let Some(first) = marks.first() else { return };
    if offered(&RULE, index, text, &marks, found) {
        return;
    }
    let Bilingual { en, zh } = described(part);
    let more = times(marks.len());
    let (en_more, zh_more) = (more.en, more.zh);
    let c = text.as_str()[first.range.clone()].chars().next().unwrap_or_default();
    let forms = forms(c).unwrap_or_default();
    let or: Vec<String> = forms.chars().map(String::from).collect();
    let (en_forms, zh_forms) = (or.join(" or "), or.join("或"));
    let message = bilingual!(
        "{c} in {en} is the simplified form of {en_forms}{en_more}",
        "{zh}中的「{c}」是「{zh_forms}」的簡體字{zh_more}"
    );
    let mend = Bilingual::fixed("write the traditional form", "改用正體字");
    let diagnostic =
        finding(&RULE, standard, text, &marks, message).label(Bilingual::fixed("simplified", "簡體字"));
    found.push(match fix(index, text, &marks, mend.clone()) {
        Some(fix) => diagnostic.fix(fix),
        None => diagnostic.help(mend),
    });
}

fn forms(c: char) -> Option<&'static str> {
    let at = LIST.binary_search_by_key(&c, |&(simplified, _)| simplified).ok()?;
    Some(LIST[at].1)
}

fn marks(text: &str) -> Vec<Mark> {
    let simplified = text.char_indices().filter_map(|(at, c)| Some((at..at + c.len_utf8(), forms(c)?)));
    let marks = simplified.map(|(range, forms)| match forms.chars().nth(1) {
        None => Mark::new(range, forms),
        Some(_) => Mark::alone(range),
    });
    marks.take(MAX_MARKS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_used_in_taiwan_are_not_reported_as_simplified() {
        for (text, expected) in [("数据", 1), ("台灣后里系統", 0), ("资讯", 2), ("体验", 1), ("着手", 0)]
        {
            assert_eq!(marks(text).len(), expected, "{text}");
        }
    }

    #[test]
    fn the_list_is_sorted_and_maps_to_traditional_characters() {
        assert!(LIST.windows(2).all(|pair| pair[0].0 < pair[1].0));
        for (simplified, traditional) in LIST.iter() {
            assert!(traditional.chars().all(|c| forms(c).is_none()), "{simplified}");
        }
    }
}
