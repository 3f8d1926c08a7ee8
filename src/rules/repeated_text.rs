//! `repeated-text`: the same indicator sentence twice.

use std::collections::hash_map::Entry;

use foldhash::{HashMap, HashMapExt as _};

use super::{Check, Explanation, Rule, RuleClass, StandardIndex};
use crate::bilingual;
use crate::diagnostic::{Diagnostic, Findings, Severity};
use crate::model::{Item, Standard};
use crate::rules::bloom_filter::may_have_duplicates;
use crate::text::bilingual::Bilingual;
use crate::text::excerpt::excerpt;
use crate::text::fold::printed;

/// The record.
pub static RULE: Rule = Rule {
    name: "repeated-text",
    severity: Severity::Warning,
    class: RuleClass::Meaning,
    summary: Bilingual::fixed(
        "Checks that no two behaviour indicators are the same sentence.",
        "檢查沒有兩項行為指標是同一句話。",
    ),
    explanation: Explanation {
        what: Bilingual::fixed(
            "The same sentence stands as a behaviour indicator (P) more than once in the standard.",
            "同一句話在職能基準中不只一次列為行為指標（P）。",
        ),
        why: Bilingual::fixed(
            "An indicator says what is expected in one task. The same sentence elsewhere is either a copy that should \
             have been adapted, or says nothing about the task it stands at.",
            "行為指標說明某一項工作任務應有的表現。同一句話出現在別處，往往是複製後未修改，或未能說明該任務的特性。",
        ),
        example: "indicators:\n  P2.1.1: 依據客戶需求提供服務。\n  P2.1.2: 依據客戶需求提供服務。\n",
        advice: Bilingual::fixed(
            "Say what is particular to each task, or keep the sentence once.",
            "分別寫出各項任務的具體表現，或只保留一處。",
        ),
    },
    check: Check::Standard(check),
};

fn check(index: &StandardIndex<'_>, found: &mut Findings) {
    let standard = index.standard;
    let indicators = standard.rows().flat_map(|(_, _, row)| row.indicators.iter());
    if !may_have_duplicates(indicators.map(|item| printed(item.text.as_str()))) {
        return;
    }
    let mut first: HashMap<&str, &Item<'_>> = HashMap::new();
    for (_, _, row) in standard.rows() {
        for item in row.indicators.iter() {
            match first.entry(printed(item.text.as_str())) {
                Entry::Vacant(entry) if entry.key().is_empty() => {}
                Entry::Vacant(entry) => {
                    entry.insert(item);
                }
                // One code that stands twice with one text is `duplicate-code`.
                Entry::Occupied(entry) if is_same_code(entry.get(), item) => {}
                Entry::Occupied(entry) => found.push(repeated(standard, entry.get(), item)),
            }
        }
    }
}

fn is_same_code(one: &Item<'_>, other: &Item<'_>) -> bool {
    let code = |item: &Item<'_>| item.code.as_ref().map(|code| code.normalized().to_owned());
    code(one).is_some() && code(one) == code(other)
}

fn repeated(standard: &Standard<'_>, first: &Item<'_>, again: &Item<'_>) -> Diagnostic {
    let text = excerpt(again.text.as_str());
    let message = match (&first.code, &again.code) {
        (Some(first), Some(again)) => {
            let (first, again) = (excerpt(first.as_str()), excerpt(again.as_str()));
            bilingual!(
                "{again} repeats the sentence of {first}, “{text}”",
                "{again} 與 {first} 是同一句話「{text}」"
            )
        }
        _ => bilingual!("the indicator “{text}” stands twice", "行為指標「{text}」重複出現"),
    };
    Diagnostic::new(&RULE, standard.at(again.text.span), message)
        .label(Bilingual::fixed("the same sentence again", "同一句話再次出現"))
        .related(standard.at(first.text.span), Bilingual::fixed("first here", "首次出現在此"))
        .help(Bilingual::fixed(
            "say what is particular to each task, or keep the sentence once",
            "分別寫出各項任務的具體表現，或只保留一處",
        ))
}
