//! `lookalike-character`: characters that look like others and are not.

use super::text_flags::TextFlags;
use super::{Check, Explanation, Rule, RuleClass, StandardIndex};
use crate::bilingual;
use crate::diagnostic::{Findings, Severity};
use crate::model::{
    ClassKind, Kind, StandardCode, Text, TextRole, is_industry, is_job_category, is_occupation,
};
use crate::rules::describe::described;
use crate::rules::text_findings::{MAX_MARKS, Mark, finding, fix, offered, times};
use crate::text::bilingual::Bilingual;
use crate::text::characters::{half_width, ordinary_form};
use crate::text::confusables::likely_form;
use crate::text::excerpt::excerpt;

/// The record.
pub static RULE: Rule = Rule {
    name: "lookalike-character",
    severity: Severity::Warning,
    class: RuleClass::Style,
    summary: Bilingual::fixed(
        "Checks that no character only looks like the one that is meant.",
        "檢查文字中沒有形似而編碼不同的字元。",
    ),
    explanation: Explanation {
        what: Bilingual::fixed(
            "A text holds a compatibility ideograph or a radical that has a character of its own as its meaning, such as \
             the radical ⾦ (U+2FA6) for 金; full-width letters or digits, such as Ｋ０１ for K01; the phonetic symbol ㄧ for \
             一; a small or half-width mark such as ﹑ for 、; or a Greek or Cyrillic letter among Latin ones.",
            "文字中有相容漢字或部首字元，另有正規的漢字可用，例如以部首 ⾦（U+2FA6）代替 金；有全形的英文字母或數字，例如 Ｋ０１；\
             把「一」寫成注音符號 ㄧ；用了 ﹑ 之類的小型或半形標點；或英文字母之間混有希臘、西里爾字母。",
        ),
        why: Bilingual::fixed(
            "They look alike and are not found by a search, sort elsewhere and tie no code to its entry. PDF conversions \
             bring them in.",
            "字形相同，卻搜尋不到、排序不同，代碼也連不到項目。多半是 PDF 轉檔帶進來的。",
        ),
        example: "knowledge:\n  K01: ⾦融商品\nduties:\n  T1:\n    name: 業務拓展\n    knowledge: [Ｋ０１]\n",
        advice: Bilingual::fixed(
            "Write the character that is meant; --fix does.",
            "改用正規的字元，--fix 可代勞。",
        ),
    },
    check: Check::Texts(TextFlags::LOOKALIKE, check),
};

fn check(index: &StandardIndex<'_>, part: TextRole<'_>, text: &Text<'_>, found: &mut Findings) {
    let standard = index.standard;
    let code = part.is_code() && is_well_formed(part, text.normalized());
    let marks = if code {
        marks(text.as_str(), |_, c, _| ordinary_form(half_width(c)))
    } else if part.is_code() {
        marks(text.as_str(), |_, c, _| ordinary_form(c))
    } else {
        marks(text.as_str(), |before, c, after| likely_form(before, c, after).unwrap_or(ordinary_form(c)))
    };
    let Some(first) = marks.first() else { return };
    if offered(&RULE, index, text, &marks, found) {
        return;
    }
    let mend = Bilingual::fixed("write the characters that are meant", "改用正規的字元");
    let message = if code { full_width(text) } else { lookalike(part, text, first, marks.len()) };
    let label = Bilingual::fixed("not the character it looks like", "形似而編碼不同");
    let diagnostic = finding(&RULE, standard, text, &marks, message).label(label);
    found.push(match fix(index, text, &marks, mend.clone()) {
        Some(fix) => diagnostic.fix(fix),
        None => diagnostic.help(mend),
    });
}

/// The characters that `replaced_by` changes; adjacent ones form one mark.
fn marks(text: &str, replaced_by: impl Fn(Option<char>, char, Option<char>) -> char) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    let mut before = None;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if marks.len() == MAX_MARKS {
            break;
        }
        let instead = replaced_by(before, c, chars.peek().map(|&(_, after)| after));
        before = Some(c);
        if instead == c {
            continue;
        }
        let end = at + c.len_utf8();
        match marks.last_mut() {
            Some(Mark { range, instead: Some(run) }) if range.end == at => {
                range.end = end;
                run.push(instead);
            }
            _ => marks.push(Mark::new(at..end, instead)),
        }
    }
    marks
}

fn full_width(text: &Text<'_>) -> Bilingual {
    let (written, meant) = (excerpt(text.as_str()), excerpt(text.normalized()));
    bilingual!(
        "the code {meant} is written with full-width characters: {written}",
        "代碼 {meant} 用了全形字元：{written}"
    )
}

fn lookalike(part: TextRole<'_>, text: &Text<'_>, mark: &Mark, count: usize) -> Bilingual {
    let Bilingual { en, zh } = described(part);
    let more = times(count);
    let (en_more, zh_more) = (more.en, more.zh);
    let written = text.as_str()[mark.range.clone()].chars().next().unwrap_or_default();
    let meant = mark.instead.as_deref().and_then(|instead| instead.chars().next()).unwrap_or(written);
    let point = written as u32;
    bilingual!(
        "{written} (U+{point:04X}) stands for {meant} in {en}{en_more}",
        "{zh}把 {meant} 寫成形似的 {written}（U+{point:04X}）{zh_more}"
    )
}

/// Whether a code is correct apart from its characters. If not, `malformed-code` reports it.
fn is_well_formed(part: TextRole<'_>, code: &str) -> bool {
    match part {
        TextRole::Code(..) | TextRole::Reference(..) => Kind::of(code).is_some(),
        TextRole::ClassCode(ClassKind::JobCategory, _) => is_job_category(code),
        TextRole::ClassCode(ClassKind::Occupation, _) => is_occupation(code),
        TextRole::ClassCode(ClassKind::Industry, _) => is_industry(code),
        TextRole::VersionLabel(_) => true,
        _ => StandardCode::parse(code).is_some(),
    }
}
