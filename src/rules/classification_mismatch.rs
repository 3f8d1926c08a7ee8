//! `classification-mismatch`: a standard's code whose letters or digits are not those of its classification.

use super::{Check, Explanation, Rule, RuleClass, StandardIndex};
use crate::bilingual;
use crate::diagnostic::{Diagnostic, Findings, Severity};
use crate::model::{Class, List, Standard, StandardCode, Text, is_job_category, is_occupation};
use crate::text::bilingual::Bilingual;
use crate::text::excerpt::listing;

/// The record.
pub static RULE: Rule = Rule {
    name: "classification-mismatch",
    severity: Severity::Warning,
    class: RuleClass::Meaning,
    summary: Bilingual::fixed(
        "Checks that the standard's code agrees with its job category and its occupation.",
        "檢查職能基準代碼與職類別、職業別代碼一致。",
    ),
    explanation: Explanation {
        what: Bilingual::fixed(
            "The three letters of the standard's code are the code of none of its job categories, or its four digits \
             that of none of its occupations. An occupation may carry the major group's letter (`C2149`) or be a minor \
             group of three digits. Where a code of the classification is missing or malformed, nothing is said.",
            "職能基準代碼的三個英文字母與所列職類別代碼都不同，或四位數字與所列職業別代碼都不同。職業別代碼可帶有大類的英文字母\
             （`C2149`），也可以是三位數的小類。若分類代碼未填或格式不符，則不作判斷。",
        ),
        why: Bilingual::fixed(
            "The code is built from the two: TTM4221-004v2 says job category TTM and occupation 4221. Where they \
             disagree, one of them was mistyped or changed afterwards.",
            "職能基準代碼由兩者組成：TTM4221-004v2 表示職類別 TTM、職業別 4221。兩者不一致時，必有一方誤植或事後變更。",
        ),
        example: "code: TTM4221-004v2\nclassification:\n  occupation:\n    - code: \"4222\"\n      \
                  name: 客服人員\n",
        advice: Bilingual::fixed(
            "Correct the classification, or ask the iCAP office where the issued code is the one that is wrong.",
            "更正所屬類別；若有誤的是已核發的代碼，請洽 iCAP 專案辦公室。",
        ),
    },
    check: Check::Standard(check),
};

/// The most codes of the classification that get a label.
const MAX_RELATED: usize = 5;

fn check(index: &StandardIndex<'_>, found: &mut Findings) {
    let standard = index.standard;
    let Some(text) = standard.code.given() else { return };
    let Some(code) = StandardCode::parse(text.normalized()) else { return };
    let (issued, letters, digits) = (text.normalized(), code.letters, code.digits);

    let categories = &standard.classification.job_categories;
    if let Some(codes) = none_agrees(categories, is_job_category, |category| category == letters) {
        let Bilingual { en, zh } = listing(codes.iter().map(|code| code.normalized()));
        found.push(finding(
            standard,
            text,
            &codes,
            bilingual!(
                "the letters {letters} of {issued} are not the code of its job category ({en})",
                "{issued} 的英文字母 {letters} 與職類別代碼（{zh}）不同"
            ),
        ));
    }
    let occupations = &standard.classification.occupations;
    if let Some(codes) = none_agrees(occupations, is_occupation, |code| digits.starts_with(number(code))) {
        let Bilingual { en, zh } = listing(codes.iter().map(|code| code.normalized()));
        found.push(finding(
            standard,
            text,
            &codes,
            bilingual!(
                "the digits {digits} of {issued} are not the code of its occupation ({en})",
                "{issued} 的數字 {digits} 與職業別代碼（{zh}）不同"
            ),
        ));
    }
}

fn finding(
    standard: &Standard<'_>,
    code: &Text<'_>,
    classes: &[&Text<'_>],
    message: Bilingual,
) -> Diagnostic {
    let finding = Diagnostic::new(&RULE, standard.at(code.span), message)
        .label(Bilingual::fixed("the standard's code", "職能基準代碼"))
        .help(Bilingual::fixed(
            "correct the classification, or ask the iCAP office about the code",
            "更正所屬類別，或向 iCAP 專案辦公室確認代碼",
        ));
    classes.iter().take(MAX_RELATED).fold(finding, |finding, class| {
        finding
            .related(standard.at(class.span), Bilingual::fixed("the classification's code", "所屬類別的代碼"))
    })
}

/// The codes of the classes, if there are any, all were readable and are well formed, and none agrees.
fn none_agrees<'a, 's>(
    classes: &'a List<Class<'s>>,
    well_formed: fn(&str) -> bool,
    agrees: impl Fn(&str) -> bool,
) -> Option<Vec<&'a Text<'s>>> {
    let mut codes = Vec::new();
    for class in classes.iter() {
        let code = class.code.given().filter(|code| well_formed(code.normalized()))?;
        if agrees(code.normalized()) {
            return None;
        }
        codes.push(code);
    }
    (classes.complete && !codes.is_empty()).then_some(codes)
}

/// An occupation's code without the letter of the major group.
fn number(code: &str) -> &str {
    code.strip_prefix(|c: char| c.is_ascii_uppercase()).unwrap_or(code)
}
