//! `ambiguous-reference`: a reference to a code with several names that does not say which is printed.

use foldhash::{HashMap, HashMapExt as _};

use super::reference_names::names_of;
use super::{Check, Explanation, Rule, RuleClass, StandardIndex};
use crate::bilingual;
use crate::diagnostic::{Diagnostic, Findings, Label, Severity};
use crate::model::{Competency, Item, Reference};
use crate::text::bilingual::Bilingual;
use crate::text::excerpt::excerpt;

/// The record.
pub static RULE: Rule = Rule {
    name: "ambiguous-reference",
    severity: Severity::Warning,
    class: RuleClass::Meaning,
    summary: Bilingual::fixed(
        "Checks that a reference to a code with several names says which is printed.",
        "檢查引用的代碼有好幾個名稱時，都寫明印的是哪一個。",
    ),
    explanation: Explanation {
        what: Bilingual::fixed(
            "The list has a code with several names, as published standards sometimes print it, and a duty, task or row \
             refers to the code alone. The form then prints the first of the names.",
            "清單裡同一個代碼有好幾個名稱（已公告的職能基準有時這樣印），主要職責、工作任務或列卻只寫了代碼。這時表上印的是第一個名稱。",
        ),
        why: Bilingual::fixed(
            "Which of the names stands in a row is part of what the standard says, and nobody can tell it from the code.",
            "每一列印的是哪一個名稱，也是職能基準的內容，只看代碼無從得知。",
        ),
        example: "knowledge:\n  - K03: 建築識圖\n  - K03: 建築識圖（含符號）\nduties:\n  T1:\n    name: 施作\n    knowledge: [K03]\n",
        advice: Bilingual::fixed(
            "Say the name in the reference, as in `{K03: 建築識圖}`, or give the entries codes of their own.",
            "在引用處寫明名稱，例如 `{K03: 建築識圖}`，或讓各個項目有自己的代碼。",
        ),
    },
    check: Check::Standard(check),
};

/// The most further references to one code that get a label.
const MAX_RELATED: usize = 5;

fn check(index: &StandardIndex<'_>, found: &mut Findings) {
    // One finding for each code, however many references there are.
    let mut codes: HashMap<(usize, &str), usize> = HashMap::new();
    let mut ambiguous: Vec<(&[&Item<'_>], Vec<&Reference<'_>>)> = Vec::new();
    for (kind, reference, entries) in index.names().iter() {
        if reference.name.is_some() {
            continue;
        }
        let key = (usize::from(kind == Competency::Skill), reference.code.normalized());
        if let Some(&at) = codes.get(&key) {
            ambiguous[at].1.push(reference);
        } else if names_of(entries).len() > 1 {
            codes.insert(key, ambiguous.len());
            ambiguous.push((entries, vec![reference]));
        }
    }
    let standard = index.standard;
    for (entries, references) in ambiguous {
        let [first, others @ ..] = references.as_slice() else { continue };
        let (code, count, names) = (excerpt(first.code.normalized()), references.len(), names_of(entries));
        let printed = excerpt(names[0].as_str());
        let message = match others {
            [] => bilingual!(
                "{code} has several names in the list, and this reference does not say which is printed",
                "清單中的 {code} 有好幾個名稱，這個引用沒有寫明印的是哪一個"
            ),
            _ => bilingual!(
                "{code} has several names in the list, and {count} references do not say which is printed",
                "清單中的 {code} 有好幾個名稱，{count} 處引用沒有寫明印的是哪一個"
            ),
        };
        let mut diagnostic = Diagnostic::new(&RULE, standard.at(first.code.span), message)
            .label(bilingual!("prints {printed}", "印出「{printed}」"))
            .help(bilingual!(
                "say the name that is printed here, such as `{{{code}: \"{printed}\"}}`",
                "寫明這裡印的名稱，例如 `{{{code}: \"{printed}\"}}`"
            ));
        let places = others.iter().take(MAX_RELATED).map(|other| &other.code);
        for code in places {
            let words = Bilingual::fixed("here too", "這裡也是");
            diagnostic.related.push(Label { place: standard.at(code.span), words });
        }
        for name in names.iter().take(MAX_RELATED) {
            let words = Bilingual::fixed("one of the names", "其中一個名稱");
            diagnostic.related.push(Label { place: standard.at(name.span), words });
        }
        found.push(diagnostic);
    }
}
