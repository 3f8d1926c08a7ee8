//! `invisible-character`: characters that are not visible.

use super::text_flags::TextFlags;
use super::{Check, Explanation, Rule, RuleClass, StandardIndex};
use crate::bilingual;
use crate::diagnostic::{Findings, Severity};
use crate::model::{Text, TextRole};
use crate::rules::describe::described;
use crate::rules::text_findings::{MAX_MARKS, Mark, finding, fix, offered, times};
use crate::text::bilingual::Bilingual;
use crate::text::characters::is_han;
use crate::text::display_safe::is_unseen;

/// The record.
pub static RULE: Rule = Rule {
    name: "invisible-character",
    severity: Severity::Warning,
    class: RuleClass::Style,
    summary: Bilingual::fixed(
        "Checks that no character stands in a text unseen.",
        "檢查文字中沒有看不見的字元。",
    ),
    explanation: Explanation {
        what: Bilingual::fixed(
            "A text or a code holds a zero-width character, a control character such as a tab, a no-break space, or a \
             character that changes the direction of writing. The joiners that emoji and some scripts need are left \
             alone where they join those.",
            "文字或代碼中有零寬字元、控制字元（如定位字元）、不斷行空格，或改變書寫方向的字元。表情符號與部分文字所需的連接字元，\
             在連接它們時不算。",
        ),
        why: Bilingual::fixed(
            "Two texts look the same and are not, a search finds one of them, and nobody sees why.",
            "兩段文字看起來相同，實際上不同，搜尋只找得到其中一個，而且看不出原因。",
        ),
        example: "knowledge:\n  K01: \"國際\\u200B商務禮儀\"\n",
        advice: Bilingual::fixed(
            "Remove the character, or write a space where one is meant; --fix does.",
            "刪除該字元，需要空格的地方改用一般空格，--fix 可代勞。",
        ),
    },
    check: Check::Texts(TextFlags::UNSEEN, check),
};

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
    let character = text.as_str()[first.range.clone()].chars().next().unwrap_or_default();
    let (name, point) = (name(character), character as u32);
    let (en_name, zh_name) = (name.en, name.zh);
    let message = bilingual!(
        "{en_name} (U+{point:04X}) stands unseen in {en}{en_more}",
        "{zh}有看不見的{zh_name}（U+{point:04X}）{zh_more}"
    );
    let mend = Bilingual::fixed(
        "remove it, or write a space where one is meant",
        "刪除，或在需要空格的地方改用一般空格",
    );
    let diagnostic = finding(&RULE, standard, text, &marks, message)
        .label(Bilingual::fixed("nothing to be seen", "此處看不見"));
    found.push(match fix(index, text, &marks, mend.clone()) {
        Some(fix) => diagnostic.fix(fix),
        None => diagnostic.help(mend),
    });
}

/// What a character that cannot be seen is called.
pub(super) fn name(c: char) -> Bilingual {
    match c {
        '\t' => Bilingual::fixed("a tab", "定位字元"),
        '\u{a0}' | '\u{202f}' | '\u{2007}' => Bilingual::fixed("a no-break space", "不斷行空格"),
        '\u{2000}'..='\u{200a}' | '\u{205f}' => {
            Bilingual::fixed("a space of unusual width", "特殊寬度的空格")
        }
        '\u{3000}' => Bilingual::fixed("an ideographic space", "全形空格"),
        '\u{2800}' => Bilingual::fixed("a blank braille pattern", "空白點字"),
        '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => {
            Bilingual::fixed("a variation selector", "異體字選擇符")
        }
        '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => {
            Bilingual::fixed("a zero-width character", "零寬字元")
        }
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{61c}' => {
            Bilingual::fixed("a directional character", "方向控制字元")
        }
        '\u{ad}' => Bilingual::fixed("a soft hyphen", "軟連字號"),
        c if c.is_control() => Bilingual::fixed("a control character", "控制字元"),
        _ => Bilingual::fixed("an invisible character", "字元"),
    }
}

fn marks(text: &str) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut before = None;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if marks.len() == MAX_MARKS {
            break;
        }
        let after = chars.peek().map(|&(_, next)| next);
        if is_unseen(c) && !joins(before, c, after) {
            marks.push(Mark::new(at..at + c.len_utf8(), instead(before, c, after)));
            // A replacement for a space is a separator too, so two in a row become one.
            if is_space(c) {
                before = Some(' ');
            }
        } else {
            before = Some(c);
        }
    }
    marks
}

fn is_space(c: char) -> bool {
    matches!(c, '\t' | '\u{a0}' | '\u{202f}' | '\u{2028}' | '\u{2029}' | '\u{85}' | '\u{3164}' | '\u{2800}')
        || matches!(c, '\u{2000}'..='\u{200a}' | '\u{205f}')
}

/// The replacement: a space for a character that has width, unless no words need to be separated there.
fn instead(before: Option<char>, c: char, after: Option<char>) -> &'static str {
    let (Some(before), Some(after)) = (before, after) else { return "" };
    let needless =
        before == ' ' || after == ' ' || after == '\n' || before == '\n' || (is_han(before) && is_han(after));
    if is_space(c) && !needless { " " } else { "" }
}

/// Whether `c` is a joiner between two characters that are legitimately joined, as in emoji.
fn joins(before: Option<char>, c: char, after: Option<char>) -> bool {
    let joined = |side: Option<char>| {
        side.is_some_and(|side| {
            !side.is_ascii() && !is_han(side) && !is_unseen(side) && !is_punctuation(side)
        })
    };
    // A variation selector says how the emoji or sign before it is drawn.
    matches!(c, '\u{200c}' | '\u{200d}') && joined(before) && joined(after)
        || matches!(c, '\u{fe00}'..='\u{fe0f}')
            && before.is_some_and(|c| !is_han(c) && !c.is_ascii_alphabetic())
}

fn is_punctuation(c: char) -> bool {
    matches!(c, '\u{2000}'..='\u{206f}' | '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_between_words_are_kept() {
        let cleaned = |text: &str| {
            let mut cleaned = text.to_owned();
            for mark in marks(text).into_iter().rev() {
                cleaned.replace_range(mark.range, &mark.instead.unwrap());
            }
            cleaned
        };
        assert_eq!(cleaned("國際\u{200b}商務"), "國際商務");
        assert_eq!(cleaned("規\u{a0}範"), "規範");
        assert_eq!(cleaned("Big\u{a0}Data"), "Big Data");
        assert_eq!(cleaned("Big\t\tData"), "Big Data");
        assert_eq!(cleaned("\u{feff}甲\u{202e}乙\u{a0}"), "甲乙");
        assert_eq!(cleaned("甲\n乙 丙"), "甲\n乙 丙");
        assert_eq!(
            cleaned("規\u{2003}範 Big\u{2009}Data 規\u{fe0f}範 ❤\u{fe0f}"),
            "規範 Big Data 規範 ❤\u{fe0f}"
        );
        assert_eq!(cleaned("👩\u{200d}🍳 甲\u{200d}乙"), "👩\u{200d}🍳 甲乙");
    }
}
