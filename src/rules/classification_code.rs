//! `classification-code`: an occupation or industry code that the national list does not have.

use super::{Check, Explanation, Rule, RuleClass, StandardIndex};
use crate::bilingual;
use crate::classifications::{Group, INDUSTRIES, List, OCCUPATIONS, split};
use crate::diagnostic::{Diagnostic, Findings, Severity};
use crate::model::named::filled;
use crate::model::{Class, Standard, Text, is_industry, is_occupation};
use crate::text::bilingual::Bilingual;
use crate::text::excerpt::excerpt;

/// The record.
pub static RULE: Rule = Rule {
    name: "classification-code",
    severity: Severity::Warning,
    class: RuleClass::Meaning,
    summary: Bilingual::fixed(
        "Checks that occupation and industry codes are in the national lists.",
        "檢查職業別與行業別代碼列於國家標準分類。",
    ),
    explanation: Explanation {
        what: Bilingual::fixed(
            "An occupation code is not in the national occupation classification (中華民國職業標準分類, 6th revision of \
             2010-05, published by the ministry of labour), or an industry code is not in the national industry \
             classification (行業統計分類, 11th revision of 2021-01, published by the statistics office) or bears the \
             letter of another section. A listed code that is padded with zeros (`N7900` is 79) and a member of a \
             listed range (`G47` in 47-48) count as listed; the letter before an occupation's digits is not looked at, \
             since the list has none.",
            "職業別代碼不在中華民國職業標準分類（第 6 次修訂，2010 年 5 月，勞動部），或行業別代碼不在行業統計分類（第 11 次修訂，\
             2021 年 1 月，行政院主計總處），或行業別代碼的英文字母屬於另一大類。以 0 補足位數的代碼（`N7900` 即 79）與列有範圍的代碼\
             （`G47` 屬於 47-48）視為已列；職業別代碼前的英文字母不檢查，因為分類表沒有字母。",
        ),
        why: Bilingual::fixed(
            "Whoever looks for standards by occupation or industry finds only those under a code of the lists. Of 905 \
             published standards nearly all keep to them.",
            "依職業別或行業別查找職能基準的人，只找得到代碼列在分類表的那些。905 份已公告的職能基準幾乎都依照分類表。",
        ),
        example: "classification:\n  occupation:\n    - code: \"4226\"\n      name: 旅遊諮詢及有關事務人員\n",
        advice: Bilingual::fixed(
            "Look the code up by its name with `ttm codes`. In an issued standard the print stays as it is; its code \
             may be of an older revision.",
            "用 `ttm codes` 以名稱查代碼。已公告的職能基準維持原貌；其代碼可能出自較早的修訂版。",
        ),
    },
    check: Check::Standard(check),
};

fn check(index: &StandardIndex<'_>, found: &mut Findings) {
    let standard = index.standard;
    for class in standard.classification.occupations.iter() {
        found.extend(unlisted(standard, class, is_occupation, &OCCUPATIONS, &OCCUPATION));
    }
    for class in standard.classification.industries.iter() {
        found.extend(unlisted(standard, class, is_industry, &INDUSTRIES, &INDUSTRY));
    }
}

static OCCUPATION: Bilingual = Bilingual::fixed("occupation", "職業別");
static INDUSTRY: Bilingual = Bilingual::fixed("industry", "行業別");

/// The group that a class belongs to, if its code is well formed and in the list; `Err` with the group of the digits
/// if the letter is that of another section.
pub(super) fn listed<'a>(code: &str, list: &'a List) -> Option<Result<&'a Group, &'a Group>> {
    let (letter, digits) = split(code);
    let group = list.find(digits)?;
    let agrees = group.section.is_empty() || group.section == letter;
    Some(if agrees { Ok(group) } else { Err(group) })
}

fn unlisted(
    standard: &Standard<'_>,
    class: &Class<'_>,
    well_formed: fn(&str) -> bool,
    list: &List,
    kind: &Bilingual,
) -> Option<Diagnostic> {
    let code = class.code.given().filter(|code| well_formed(code.normalized()))?;
    let (text, en, zh) = (code.normalized(), &kind.en, &kind.zh);
    match listed(text, list) {
        Some(Ok(_)) => None,
        Some(Err(group)) => Some(other_section(standard, code, group, list)),
        None => {
            let message = bilingual!(
                "{text} is not in the national {en} classification",
                "國家標準分類沒有{zh}代碼 {text}"
            );
            let finding =
                Diagnostic::new(&RULE, standard.at(code.span), message).help(advice(class, text, list));
            Some(finding.label(Bilingual::fixed("not in the list", "不在分類表")))
        }
    }
}

fn other_section(standard: &Standard<'_>, code: &Text<'_>, group: &Group, list: &List) -> Diagnostic {
    let (text, digits, name, section) = (code.normalized(), group.digits, group.name, group.section);
    let (letter, _) = split(text);
    let home = list.section(section).map_or("", |section| section.name);
    let message = bilingual!(
        "{text} bears the letter {letter}, but {digits} {name} is in section {section} ({home})",
        "{text} 的字母是 {letter}，但 {digits} {name} 屬於 {section} 大類（{home}）"
    );
    let meant = format!("{section}{}", &text[letter.len()..]);
    Diagnostic::new(&RULE, standard.at(code.span), message)
        .label(bilingual!("{digits} is in section {section}", "{digits} 屬於 {section} 大類"))
        .help(bilingual!("the list has it as {meant}", "分類表的代碼是 {meant}"))
}

/// Suggests the code that has this name in the list, else the nearest group that the code would belong to.
fn advice(class: &Class<'_>, code: &str, list: &List) -> Bilingual {
    let last =
        filled(&class.name).and_then(|name| name.rsplit(['/', '／']).find(|part| !part.trim().is_empty()));
    if let Some(group) = last.and_then(|name| list.called(name)) {
        let (listed, name) = (group.code(), group.name);
        return bilingual!("the list has {name} as {listed}", "分類表中「{name}」的代碼是 {listed}");
    }
    let (_, digits) = split(code);
    let above = (1..digits.len()).rev().find_map(|length| list.find(&digits[..length]));
    match above {
        Some(group) => {
            let (listed, name) = (group.code(), group.name);
            bilingual!(
                "`ttm codes {listed}` shows what the list has in {listed} {name}",
                "`ttm codes {listed}` 會列出 {listed} {name} 之下的代碼"
            )
        }
        None => {
            let name = filled(&class.name).map_or("…".into(), excerpt);
            bilingual!(
                "`ttm codes {name}` looks for a code by its name",
                "可用 `ttm codes {name}` 以名稱查代碼"
            )
        }
    }
}
