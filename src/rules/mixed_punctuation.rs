//! `mixed-punctuation`: half-width punctuation beside Chinese characters.

use super::literal::{Literal, literals};
use super::stray_mark::may_be_doubled;
use super::text_flags::TextFlags;
use super::{Check, Explanation, Rule, RuleClass, StandardIndex};
use crate::bilingual;
use crate::diagnostic::{Findings, Severity};
use crate::model::{Kind, Text, TextRole};
use crate::rules::describe::described;
use crate::rules::text_findings::{MAX_MARKS, Mark, finding, fix, offered, times};
use crate::text::bilingual::Bilingual;
use crate::text::characters::{full_width, is_han};
use crate::text::markup;

/// The record.
pub static RULE: Rule = Rule {
    name: "mixed-punctuation",
    severity: Severity::Warning,
    class: RuleClass::Style,
    summary: Bilingual::fixed(
        "Checks that punctuation beside Chinese characters is full-width.",
        "檢查中文字旁的標點都用全形。",
    ),
    explanation: Explanation {
        what: Bilingual::fixed(
            "A half-width `,`, `;`, `:`, `?` or `!` has a Chinese character on one side, a `.` ends a Chinese sentence, or \
             straight quotation marks stand around Chinese. Between letters and digits, as in times, decimals and \
             `ISO 9001:2015`, and within addresses, half-width punctuation is right.",
            "半形的 `,`、`;`、`:`、`?`、`!` 有一側是中文字，以 `.` 作句號，或以直引號括住中文。英文字母與數字之間（時間、小數、\
             `ISO 9001:2015` 等），以及網址中的半形標點，並無不對。",
        ),
        why: Bilingual::fixed(
            "Chinese texts have full-width punctuation. Most conversions mix both, and two versions of one text then \
             differ in nothing but commas.",
            "中文應使用全形標點。多數轉檔結果兩者混用，同一段文字的兩個版本因此只差在逗號。",
        ),
        example: "indicators:\n  P1.1.1: 按照資料庫中的資訊,協助以電話或電郵聯繫客戶。\n",
        advice: Bilingual::fixed(
            "Write the full-width mark; --fix does. In what may be a path, a file's name, code or a number it is left to \
             you.",
            "改用全形標點，--fix 可代勞。可能是路徑、檔名、程式碼或數字的地方，由人判斷。",
        ),
    },
    check: Check::Texts(TextFlags::HALF_WIDTH, check),
};

fn check(index: &StandardIndex<'_>, part: TextRole<'_>, text: &Text<'_>, found: &mut Findings) {
    let standard = index.standard;
    if part.is_code() {
        return;
    }
    let marks = marks(text.as_str());
    let Some(first) = marks.first() else { return };
    if offered(&RULE, index, text, &marks, found) {
        return;
    }
    let Bilingual { en, zh } = described(part);
    let more = times(marks.len());
    let (en_more, zh_more) = (more.en, more.zh);
    let half = text.as_str()[first.range.clone()].trim();
    let message = bilingual!(
        "a half-width “{half}” stands beside Chinese characters in {en}{en_more}",
        "{zh}在中文字旁用了半形的「{half}」{zh_more}"
    );
    let Bilingual { en: mend_en, zh: mend_zh } = exchanges(text.as_str(), &marks);
    let mend = bilingual!("write {mend_en}", "{mend_zh}");
    let diagnostic =
        finding(&RULE, standard, text, &marks, message).label(Bilingual::fixed("half-width", "半形"));
    found.push(match fix(index, text, &marks, mend.clone()) {
        Some(fix) => diagnostic.fix(fix),
        None if marks.iter().any(|mark| mark.instead.is_none()) => diagnostic.help(bilingual!(
            "write {mend_en} unless it belongs to a path, a file's name, code or a number",
            "{mend_zh}；若屬於路徑、檔名、程式碼或數字，則保留原樣"
        )),
        None => diagnostic.help(mend),
    });
}

/// What to write for each kind of mark: `“，” for “,”`. The two of a pair of quotation marks are one kind.
fn exchanges(text: &str, marks: &[Mark]) -> Bilingual {
    let mut kinds: Vec<(&str, String)> = Vec::new();
    for mark in marks {
        let half = text[mark.range.clone()].trim();
        let full = half.chars().next().and_then(full_width).or(mark.instead.as_deref()).unwrap_or("。");
        match kinds.iter_mut().find(|(known, _)| *known == half) {
            Some((_, known)) if known.contains(full) => {}
            Some((_, known)) => known.push_str(full),
            None => kinds.push((half, full.to_owned())),
        }
    }
    let en = kinds.iter().map(|(half, full)| format!("“{full}” for “{half}”")).collect::<Vec<_>>().join(", ");
    let zh = kinds.iter().map(|(half, full)| match full.starts_with('「') {
        true => format!("「{half}」改為『{full}』"),
        false => format!("「{half}」改為「{full}」"),
    });
    let zh = zh.collect::<Vec<_>>().join("，");
    bilingual!("{en}", "{zh}")
}

/// The half-width marks, each with the single space that may follow: full-width punctuation includes its own spacing.
fn marks(text: &str) -> Vec<Mark> {
    let mut marks = between(text);
    // The colon of a code that was pasted in front of its text has its own advice.
    marks.retain(|mark| Kind::of(text[..mark.range.start].trim()).is_none());
    if text.contains(['<', '&']) {
        for (range, _) in markup::find(text) {
            marks.retain(|mark| mark.range.end <= range.start || range.end <= mark.range.start);
        }
    }
    if !marks.is_empty() {
        let mut literals = literals(text).into_iter().peekable();
        marks.retain_mut(|Mark { range, instead }| {
            while literals.next_if(|one| one.range.end <= range.start).is_some() {}
            match literals.peek() {
                Some(Literal { range: of, sure: true }) if of.start < range.start => return false,
                Some(Literal { range: of, .. }) if of.start < range.start => *instead = None,
                _ if groups_digits(text, range.start) => *instead = None,
                _ => {}
            }
            true
        });
    }
    marks
}

/// Whether the comma may group the digits of a number in Chinese numerals, as in 一,〇〇〇.
fn groups_digits(text: &str, at: usize) -> bool {
    let is_digit = |c: &char| "〇零一二三四五六七八九".contains(*c);
    let digits = text[at + 1..].chars().take_while(is_digit).count();
    text[at..].starts_with(',') && digits == 3 && text[..at].chars().next_back().is_some_and(|c| is_digit(&c))
}

/// The marks beside Chinese characters.
fn between(text: &str) -> Vec<Mark> {
    let mut marks = quoted(text);
    for (at, c) in text.char_indices() {
        if marks.len() >= MAX_MARKS {
            break;
        }
        let full = match full_width(c) {
            Some(full) => full,
            None if c == '.' => "。",
            None => continue,
        };
        if c == ';' && ends_reference(&text[..at]) {
            continue;
        }
        // `stray-mark` reports two marks together.
        if text[..at].ends_with(may_be_doubled) || c == ',' && text[at + 1..].starts_with(may_be_doubled) {
            continue;
        }
        let (front, rest) = (text[..at].trim_end_matches(' '), text[at + 1..].trim_start_matches(' '));
        let (before, after) = (front.chars().next_back(), rest.chars().next());
        if c == '.' {
            // A full stop between two words may be the dot of a name or of a number.
            let ends = after.is_none() || text[at + 1..].starts_with(' ') && after.is_some_and(is_han);
            if before.is_some_and(is_han) && (ends || is_between_clauses(front, rest)) {
                let end = if ends { text.len() - rest.len() } else { at + 1 };
                marks.push(if ends { Mark::new(at..end, full) } else { Mark::alone(at..end) });
            }
        } else if is_chinese(before, after) && !rest.is_empty() {
            marks.push(Mark::new(front.len()..text.len() - rest.len(), full));
        }
    }
    marks.sort_by_key(|mark| mark.range.start);
    // Of marks with nothing but spaces between them the spaces belong to the first.
    for at in 1..marks.len() {
        let end = marks[at - 1].range.end;
        marks[at].range.start = marks[at].range.start.max(end);
    }
    marks
}

/// Whether a semicolon behind `text` ends a reference of HTML, also one that was written as text again (`&amp;lt;`).
fn ends_reference(text: &str) -> bool {
    let begins = text.trim_end_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '#' | ';'));
    begins.len() < text.len() && begins.ends_with('&')
}

/// Whether a mark between these two belongs to Chinese: one of them does, and not both are letters or digits.
fn is_chinese(before: Option<char>, after: Option<char>) -> bool {
    let han = |side: Option<char>| side.is_some_and(is_han);
    let closes = before.is_some_and(|c| "」』》〉）】".contains(c));
    let opens = after.is_some_and(|c| "「『《〈（【".contains(c));
    han(before) || han(after) || closes && opens
}

/// Whether a full stop parts two clauses: at least four Chinese characters on either side.
fn is_between_clauses(front: &str, rest: &str) -> bool {
    let clause = |chars: &mut dyn Iterator<Item = char>| chars.take(4).filter(|&c| is_han(c)).count() == 4;
    clause(&mut front.chars().rev()) && clause(&mut rest.chars())
}

/// The straight quotation marks around Chinese, as pairs.
fn quoted(text: &str) -> Vec<Mark> {
    let places: Vec<usize> = text.match_indices('"').map(|(at, _)| at).take(MAX_MARKS).collect();
    let mut marks = Vec::new();
    if places.len().is_multiple_of(2) {
        for pair in places.chunks_exact(2) {
            let (open, close) = (pair[0], pair[1]);
            let inside = &text[open + 1..close];
            // Behind a digit it is the sign of an inch.
            let inch = text[..open].ends_with(|c: char| c.is_ascii_digit());
            if !inch
                && inside.starts_with(is_han) | inside.ends_with(is_han)
                && !inside.contains(['「', '」'])
            {
                marks.push(Mark::new(open..open + 1, "「"));
                marks.push(Mark::new(close..close + 1, "」"));
            }
        }
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_width_marks_are_found_only_beside_chinese_characters() {
        let found = |text: &str| marks(text).len();
        for text in [
            "資訊,協助",
            "資訊, 協助",
            "學歷:大學",
            "甲;乙",
            "甲?乙",
            "甲!乙",
            "表單(含附件),送交",
            "包含:「企劃書」",
            "擅長工具:Excel",
            "經歷:3年以上",
            "達成率80%,並提出",
            "使用Excel,製作",
            "資料庫 , 協助",
            "整理客戶需求.提出企劃書",
            "提出企劃書.",
            "A,乙",
        ] {
            assert_eq!(found(text), 1, "{text}");
        }
        assert_eq!(found("選用\"關鍵字\"搜尋"), 2);
        for text in [
            "資訊，協助",
            "1,000元",
            "上午9:30開始",
            "見 https://a.b/c?d=甲",
            "A,B",
            "甲,",
            "ISO 9001:2015",
            "List&lt;b&gt; 與 &hellip;等",
            "A01:壓力容忍",
            "比例1:1為準",
            "3.5公分",
            "寬24\"的螢幕與27\"的",
            "比例1:2",
            "甲/乙",
            "餐...之紀錄",
            "甲.乙",
            "見 https://a.b/c?d=甲,乙",
            "D:\\文件\\甲,乙",
        ] {
            assert_eq!(found(text), 0, "{text}");
        }
    }

    #[test]
    fn the_advice_names_every_kind_of_mark_once() {
        let said = |text: &str| exchanges(text, &marks(text));
        assert_eq!(said("資訊,協助").en, "“，” for “,”");
        let several = said("資訊,協助,學歷:大學,選用\"關鍵字\"搜尋");
        assert_eq!(several.en, "“，” for “,”, “：” for “:”, “「」” for “\"”");
        assert_eq!(several.zh, "「,」改為「，」，「:」改為「：」，「\"」改為『「」』");
    }

    #[test]
    fn punctuation_that_may_be_intended_has_no_fix() {
        for text in ["檢附報告,附件.docx", "於 /文件/甲,乙 下", "打 `甲,乙` 一次", "共一,〇〇〇元"]
        {
            assert_eq!(marks(text).iter().map(|mark| &mark.instead).collect::<Vec<_>>(), [&None], "{text}");
        }
        let after = marks("見 https://a.b/甲,乙 之丙,丁");
        assert_eq!(after.iter().map(|mark| mark.instead.as_deref()).collect::<Vec<_>>(), [Some("，")]);
    }
}
