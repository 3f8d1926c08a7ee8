//! `unused-code`: knowledge and skills that the list has and no task refers to.

use std::collections::BTreeMap;

use foldhash::{HashSet, HashSetExt as _};

use super::{Check, Explanation, Rule, RuleClass, StandardIndex};
use crate::bilingual;
use crate::diagnostic::{Diagnostic, Findings, Severity};
use crate::model::{Competency, Item};
use crate::text::bilingual::Bilingual;
use crate::text::excerpt::excerpt;

/// The record.
pub static RULE: Rule = Rule {
    name: "unused-code",
    severity: Severity::Warning,
    class: RuleClass::Meaning,
    summary: Bilingual::fixed(
        "Checks that every knowledge and skill is referred to by a task.",
        "檢查每一項知識與技能都有工作任務引用。",
    ),
    explanation: Explanation {
        what: Bilingual::fixed(
            "A knowledge (K) or skill (S) is listed, but no duty, task or row refers to its code.",
            "清單列出了某項知識（K）或技能（S），卻沒有任何主要職責、工作任務或列引用它的代碼。",
        ),
        why: Bilingual::fixed(
            "The form prints knowledge and skills beside the tasks that need them. An entry that no task refers to \
             appears nowhere in the printed form.",
            "職能基準表把知識與技能印在需要它們的工作任務旁。沒有任務引用的項目，在印出的表上就看不到。",
        ),
        example: "knowledge:\n  K01: 國際商務禮儀\n  K02: 各國文化特色\nduties:\n  T1:\n    name: 業務拓展\n    \
                  knowledge: [K01]\n",
        advice: Bilingual::fixed(
            "Refer to the code where it is needed, or remove the entry.",
            "在需要的工作任務引用該代碼，或刪除這個項目。",
        ),
    },
    check: Check::Standard(check),
};

fn check(index: &StandardIndex<'_>, found: &mut Findings) {
    let standard = index.standard;
    // Without duties nothing could refer to anything, and the missing duties have a finding.
    if !standard.duties.complete || standard.duties.is_empty() {
        return;
    }
    unused_names(index, found);
    let referred = index.referred();
    for kind in Competency::BOTH {
        // If no task refers to anything, `missing-competency` reports every task, and unused entries are a consequence.
        let unused = referred.unused(kind, kind.list(standard));
        if unused.is_empty() {
            continue;
        }
        // An undefined reference may have been meant for an entry that seems unused.
        let astray: HashSet<&str> = referred
            .unlisted
            .iter()
            .filter(|one| one.competency == kind)
            .map(|one| one.code.normalized())
            .collect();
        if unused.len() <= astray.len() {
            continue;
        }
        for (code, name) in unused {
            let (text, name) = (excerpt(code.normalized()), excerpt(name.as_str()));
            // An entry may have no name.
            let entry = format!("{text} {name}");
            let entry = entry.trim_end();
            found.push(
                Diagnostic::new(
                    &RULE,
                    standard.at(code.span),
                    bilingual!("no task refers to {entry}", "沒有工作任務引用 {entry}"),
                )
                .help(bilingual!(
                    "add {text} where it is needed, or remove the entry",
                    "在需要的工作任務加上 {text}，或刪除這個項目"
                )),
            );
        }
    }
}

/// Entries of a code with several names, each reference to which says another name.
fn unused_names(index: &StandardIndex<'_>, found: &mut Findings) {
    // By kind and code: the entries, and the names that are printed; `None` where a reference says none.
    type Printed<'a> = (&'a [&'a Item<'a>], Option<HashSet<&'a str>>);
    let names = index.names();
    let mut codes: BTreeMap<(usize, &str), Printed<'_>> = BTreeMap::new();
    for (kind, reference, entries) in names.iter().filter(|(.., entries)| entries.len() > 1) {
        let key = (usize::from(kind == Competency::Skill), reference.code.normalized());
        let (_, printed) = codes.entry(key).or_insert((entries, Some(HashSet::new())));
        match (reference.name_text(), printed.as_mut()) {
            (Some(name), Some(printed)) => drop(printed.insert(name)),
            (None, _) => *printed = None,
            (Some(_), None) => {}
        }
    }
    for (entries, printed) in codes.into_values() {
        let Some(printed) = printed else { continue };
        // A name that no entry has may have been meant for one that seems unused.
        if printed.iter().any(|name| entries.iter().all(|item| item.text.as_str() != *name)) {
            continue;
        }
        for item in entries.iter().filter(|item| !printed.contains(item.text.as_str())) {
            let Some(code) = &item.code else { continue };
            let (text, name) = (excerpt(code.normalized()), excerpt(item.text.as_str()));
            found.push(
                Diagnostic::new(
                    &RULE,
                    index.standard.at(code.span),
                    bilingual!(
                        "no reference to {text} says the name {name}",
                        "引用 {text} 的地方都沒有印「{name}」"
                    ),
                )
                .help(bilingual!(
                    "write `{{{text}: \"{name}\"}}` where it is printed, or remove the entry",
                    "在印出它的地方寫 `{{{text}: \"{name}\"}}`，或刪除這個項目"
                )),
            );
        }
    }
}
