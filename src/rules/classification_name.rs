//! `classification-name`: the name of an occupation or industry that is not the national list's.

use super::classification_code::listed;
use super::{Check, Explanation, Rule, RuleClass, StandardIndex};
use crate::bilingual;
use crate::classifications::{Group, INDUSTRIES, JOB_CATEGORIES, List, OCCUPATIONS};
use crate::diagnostic::{Diagnostic, Findings, Severity};
use crate::model::named::filled;
use crate::model::{Class, Standard, Text, is_industry, is_occupation};
use crate::text::bilingual::Bilingual;
use crate::text::excerpt::excerpt;
use crate::text::fold::lookup;

/// The record.
pub static RULE: Rule = Rule {
    name: "classification-name",
    severity: Severity::Note,
    class: RuleClass::Meaning,
    summary: Bilingual::fixed(
        "Checks that occupations and industries bear the names of the national lists.",
        "檢查職業別與行業別的名稱與國家標準分類相同。",
    ),
    explanation: Explanation {
        what: Bilingual::fixed(
            "The name of an occupation or industry is neither the one that the national list has for its code nor that \
             of a group above it. A name may give several levels with `/` between them, each of which is looked at; \
             width and white space make no difference. Where the list does not have the code, nothing is said.",
            "職業別或行業別的名稱既不是國家標準分類中該代碼的名稱，也不是其上層類別的名稱。名稱可以用 `/` 寫出數層，逐層比對；\
             全形、半形與空白不計。分類表沒有該代碼時，不作判斷。",
        ),
        why: Bilingual::fixed(
            "A name that is not the list's may belong to another code. Often it is that of an older revision, which is \
             why this is a note: the project's own standard prints 旅行及相關服務業 where the list of 2021 has \
             旅行及其他相關服務業.",
            "名稱與分類表不同，可能是另一個代碼的名稱；但往往只是較早修訂版的名稱，因此列為提示：例如本專案的職能基準印的是\
             「旅行及相關服務業」，2021 年的分類表則是「旅行及其他相關服務業」。",
        ),
        example: "classification:\n  industry:\n    - code: N7900\n      name: 支援服務業 / 旅行及相關服務業\n",
        advice: Bilingual::fixed(
            "In a draft, take the list's name, which the finding gives. Of an issued standard keep what is printed.",
            "草案請採用分類表的名稱（檢查結果已列出）。已公告的職能基準以印出的內容為準。",
        ),
    },
    check: Check::Standard(check),
};

fn check(index: &StandardIndex<'_>, found: &mut Findings) {
    let standard = index.standard;
    let categories = &standard.classification.job_categories;
    let split = categories
        .iter()
        .enumerate()
        .find_map(|(at, class)| split(standard, class, &categories[..at], &categories[at + 1..]));
    match split {
        Some(split) => found.push(split),
        None => found.extend(categories.iter().filter_map(|class| unusual(standard, class))),
    }
    for class in standard.classification.occupations.iter() {
        found.extend(misnamed(standard, class, is_occupation, &OCCUPATIONS));
    }
    for class in standard.classification.industries.iter() {
        found.extend(misnamed(standard, class, is_industry, &INDUSTRIES));
    }
}

/// A job category whose code stands there already with another name: a name that was split at its 、.
fn split(
    standard: &Standard<'_>,
    class: &Class<'_>,
    earlier: &[Class<'_>],
    later: &[Class<'_>],
) -> Option<Diagnostic> {
    let (code, name) = (class.code.given()?, class.name.given()?);
    let is_same =
        |other: &&Class<'_>| other.code.given().is_some_and(|other| other.normalized() == code.normalized());
    let other = earlier.iter().find(is_same)?.name.given().filter(|other| other.as_str() != name.as_str())?;
    let (code, one, two) = (excerpt(code.normalized()), excerpt(other.as_str()), excerpt(name.as_str()));
    let message = bilingual!(
        "the job category {code} stands there with two names, {one} and {two}",
        "職類別 {code} 有兩個名稱：「{one}」與「{two}」"
    );
    let mut diagnostic = Diagnostic::new(&RULE, standard.at(name.span), message)
        .related(standard.at(other.span), Bilingual::fixed("first here", "首次出現在此"))
        .help(Bilingual::fixed(
            "make one name of them, where a conversion split it",
            "若是轉檔時把一個名稱拆開了，請合為一個",
        ));
    for another in later.iter().filter(is_same).filter_map(|class| class.name.given()) {
        diagnostic = diagnostic.related(standard.at(another.span), Bilingual::fixed("and here", "這裡也有"));
    }
    Some(diagnostic)
}

/// A job category with another name than published standards print, as far as they are known.
fn unusual(standard: &Standard<'_>, class: &Class<'_>) -> Option<Diagnostic> {
    let (code, name) = (class.code.given()?, class.name.given()?);
    let usual = JOB_CATEGORIES.iter().find(|category| category.code == code.normalized())?;
    // Most names differ only in the marks between their parts, which costs least to see.
    let is_mark = |c: &char| matches!(c, '/' | '／' | ' ' | '、');
    if usual.name.chars().filter(|c| !is_mark(c)).eq(name.as_str().chars().filter(|c| !is_mark(c))) {
        return None;
    }
    let same = |one: &str| -> String {
        lookup(one).chars().filter(|c| c.is_alphanumeric() || matches!(c, '(' | ')')).collect()
    };
    if same(usual.name) == same(name.as_str()) {
        return None;
    }
    let (code, usual) = (usual.code, usual.name);
    let message = bilingual!(
        "published standards call the job category {code} {usual}",
        "公告的職能基準把職類別 {code} 稱為「{usual}」"
    );
    Some(
        Diagnostic::new(&RULE, standard.at(name.span), message)
            .label(bilingual!("not the usual name of {code}", "不是 {code} 的通行名稱"))
            .help(bilingual!(
                "write {usual}, unless the category was renamed",
                "改為「{usual}」；職類別若已更名，則保留"
            )),
    )
}

fn misnamed(
    standard: &Standard<'_>,
    class: &Class<'_>,
    well_formed: fn(&str) -> bool,
    list: &List,
) -> Option<Diagnostic> {
    let code = class.code.given().map(Text::normalized).filter(|code| well_formed(code))?;
    let name = class.name.given()?;
    let group = listed(code, list)?.ok()?;
    if name.as_str() == group.name {
        return None;
    }
    let above = list.above(group);
    let names = || std::iter::once(group).chain(above.iter().copied()).map(|group| group.name);
    // Most names are the list's to the letter, which costs least to see.
    let is_known = |part: &str| {
        names().any(|name| name == part) || {
            let part = lookup(part);
            names().any(|name| lookup(name) == part)
        }
    };
    let wrong = filled(&class.name)?
        .split(['/', '／'])
        .map(str::trim)
        .find(|part| !part.is_empty() && !is_known(part))?;
    let wrong = excerpt(wrong);
    let message = bilingual!(
        "{wrong} is not the national list's name for {code}, nor for a group above it",
        "「{wrong}」不是國家標準分類中 {code} 或其上層類別的名稱"
    );
    let listed =
        if name.as_str().contains(['/', '／']) { path(group, &above) } else { group.name.to_owned() };
    Some(
        Diagnostic::new(&RULE, standard.at(name.span), message)
            .label(bilingual!("not the list's name for {code}", "不是分類表中 {code} 的名稱"))
            .help(bilingual!("the list calls {code} {listed}", "分類表中 {code} 是「{listed}」")),
    )
}

/// The names from the top group down to this one, joined as standards print them.
fn path(group: &Group, above: &[&Group]) -> String {
    let mut names: Vec<&str> = above.iter().rev().map(|group| group.name).collect();
    names.push(group.name);
    names.dedup();
    names.join(" / ")
}
