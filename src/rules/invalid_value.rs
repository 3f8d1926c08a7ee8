//! `invalid-value`: a level, a date or a status that is none, or keys that exclude each other.

use super::{Check, Explanation, Rule, RuleClass, StandardIndex};
use crate::bilingual;
use crate::decode::problem::INVALID_VALUE;
use crate::diagnostic::{Diagnostic, Findings, Fix};
use crate::text::bilingual::Bilingual;
use crate::text::excerpt::excerpt;

/// The record.
pub static RULE: Rule = Rule {
    name: INVALID_VALUE.name,
    severity: INVALID_VALUE.severity,
    class: RuleClass::Meaning,
    summary: Bilingual::fixed(
        "Checks that levels are 1 to 6, dates exist, and statuses are known.",
        "檢查級別為 1 至 6、日期存在、狀態是已知的詞。",
    ),
    explanation: Explanation {
        what: Bilingual::fixed(
            "A level is not a number from 1 to 6, a date is not a day written as 2021-01-14, a status is neither \
             `current` nor `superseded`, two keys stand of which only one may, or a reference says a name although its \
             list has the code only once.",
            "級別不是 1 至 6 的數字、日期不是寫成 2021-01-14 的日子、狀態不是 `current` 或 `superseded`，兩個鍵只能擇一卻都寫了，\
             或清單裡只有一個這樣的代碼，引用時卻寫了名稱。",
        ),
        why: Bilingual::fixed(
            "Competency levels run from 1 to 6 (iCAP). Dates and statuses are compared with each other, so they need \
             one spelling.",
            "職能級別共 1 至 6 級（iCAP）。日期與狀態要互相比較，所以寫法必須一致。",
        ),
        example: "level: 9\n",
        advice: Bilingual::fixed("Write the value as the message says.", "照訊息所說改寫。"),
    },
    check: Check::LoadingAndStandard(check),
};

/// References that say a name although their code has only one.
fn check(index: &StandardIndex<'_>, found: &mut Findings) {
    let standard = index.standard;
    for (_, reference, entries) in index.names().iter() {
        let (Some(name), [entry]) = (&reference.name, entries) else { continue };
        let (code, said, listed) = (&reference.code, name.text.as_str(), entry.text.as_str());
        let bare = excerpt(code.as_str());
        let place = standard.at(name.text.span);
        if said == listed {
            let message = bilingual!(
                "{bare} has one name in the list, so the reference needs none",
                "清單中的 {bare} 只有一個名稱，引用時不必寫名稱"
            );
            let words = bilingual!("write {bare}", "改寫成 {bare}");
            let fix = Fix { words, edits: vec![(name.pair, code.written().to_owned())] };
            found.push(Diagnostic::new(&RULE, place, message).fix(fix));
            continue;
        }
        let (said, listed) = (excerpt(said), excerpt(listed));
        found.push(
            Diagnostic::new(
                &RULE,
                place,
                bilingual!(
                    "{bare} is {listed} in the list, not {said}",
                    "清單中的 {bare} 是「{listed}」，不是「{said}」"
                ),
            )
            .related(standard.at(entry.text.span), Bilingual::fixed("its name", "它的名稱"))
            .help(bilingual!(
                "write {bare}, the code of what is meant, or add an entry `- {bare}: {said}` to the list",
                "改寫成 {bare} 或原本要引用的代碼，或在清單加上一項 `- {bare}: {said}`"
            )),
        );
    }
}
