//! `mixed-punctuation`: half-width punctuation between Chinese characters.

use super::literal::{Literal, literals};
use super::text_flags::TextFlags;
use super::{Check, Explanation, Rule, RuleClass, StandardIndex};
use crate::bilingual;
use crate::diagnostic::{Findings, Severity};
use crate::model::{Text, TextRole};
use crate::rules::describe::described;
use crate::rules::text_findings::{MAX_MARKS, Mark, finding, fix, offered, times};
use crate::text::bilingual::Bilingual;
use crate::text::characters::{full_width, is_han};

/// The record.
pub static RULE: Rule = Rule {
    name: "mixed-punctuation",
    severity: Severity::Warning,
    class: RuleClass::Style,
    summary: Bilingual::fixed(
        "Checks that punctuation between Chinese characters is full-width.",
        "檢查中文字之間的標點都用全形。",
    ),
    explanation: Explanation {
        what: Bilingual::fixed(
            "A half-width `,`, `;`, `:`, `?` or `!` stands between two Chinese characters. Beside Latin letters and \
             digits, as in times and decimals, and within addresses, half-width punctuation is right.",
            "兩個中文字之間有半形的 `,`、`;`、`:`、`?` 或 `!`。英文字母與數字旁的半形標點（時間、小數等），以及網址中的半形標點，\
             並無不對。",
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
    let half = &text.as_str()[first.range.start..first.range.start + 1];
    let full = half.chars().next().and_then(full_width).unwrap_or_default();
    let message = bilingual!(
        "a half-width {half} stands between Chinese characters in {en}{en_more}",
        "{zh}在中文字之間用了半形的 {half}{zh_more}"
    );
    let mend = bilingual!("write {full}", "改成 {full}");
    let mend = if marks.len() == 1 {
        mend
    } else {
        Bilingual::fixed("write full-width punctuation", "改用全形標點")
    };
    let diagnostic =
        finding(&RULE, standard, text, &marks, message).label(Bilingual::fixed("half-width", "半形"));
    found.push(match fix(index, text, &marks, mend.clone()) {
        Some(fix) => diagnostic.fix(fix),
        None if marks.iter().any(|mark| mark.instead.is_none()) => diagnostic.help(bilingual!(
            "write {full} unless it belongs to a path, a file's name, code or a number",
            "改成 {full}；若屬於路徑、檔名、程式碼或數字，則保留原樣"
        )),
        None => diagnostic.help(mend),
    });
}

/// The half-width marks, each with the single space that may follow: full-width punctuation includes its own spacing.
fn marks(text: &str) -> Vec<Mark> {
    let mut marks = between(text);
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

/// The marks between Chinese characters.
fn between(text: &str) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (at, c) in text.char_indices() {
        if marks.len() == MAX_MARKS {
            break;
        }
        let Some(full) = full_width(c) else { continue };
        if !text[..at].chars().next_back().is_some_and(is_han) {
            continue;
        }
        let after = &text[at + 1..];
        let close = after.strip_prefix(' ').unwrap_or(after);
        if close.chars().next().is_some_and(is_han) {
            marks.push(Mark::new(at..text.len() - close.len(), full));
        }
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_between_chinese_characters() {
        let found = |text: &str| marks(text).len();
        for text in ["資訊,協助", "資訊, 協助", "學歷:大學", "甲;乙", "甲?乙", "甲!乙"] {
            assert_eq!(found(text), 1, "{text}");
        }
        for text in [
            "資訊，協助",
            "1,000元",
            "上午9:30開始",
            "見 https://a.b/c?d=甲",
            "A,B",
            "甲,B",
            "甲,",
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
    fn punctuation_that_may_be_intended_is_left_to_a_person() {
        for text in ["檢附報告,附件.docx", "於 /文件/甲,乙 下", "打 `甲,乙` 一次", "共一,〇〇〇元"]
        {
            assert_eq!(marks(text).iter().map(|mark| &mark.instead).collect::<Vec<_>>(), [&None], "{text}");
        }
        let after = marks("見 https://a.b/甲,乙 之丙,丁");
        assert_eq!(after.iter().map(|mark| mark.instead.as_deref()).collect::<Vec<_>>(), [Some("，")]);
    }
}
