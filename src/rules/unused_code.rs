//! `unused-code`: knowledge and skills that the list has and no task refers to.

use std::collections::HashSet;

use super::naming::excerpt;
use super::references::{key_of, unlisted};
use super::{Check, Explanation, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Competency, Standard, Text};
use crate::words;
use crate::words::Words;

/// The record.
pub static RULE: Rule = Rule {
    name: "unused-code",
    severity: Severity::Warning,
    summary: Words::fixed(
        "Checks that every knowledge and skill is referred to by a task.",
        "檢查每一項知識與技能都有工作任務引用。",
    ),
    explanation: Explanation {
        what: Words::fixed(
            "A knowledge (K) or skill (S) is listed, but no duty, task or row refers to its code.",
            "清單列出了某項知識（K）或技能（S），卻沒有任何主要職責、工作任務或列引用它的代碼。",
        ),
        why: Words::fixed(
            "The form prints knowledge and skills beside the tasks that need them. An entry that no task refers to \
             appears nowhere in the printed form.",
            "職能基準表把知識與技能印在需要它們的工作任務旁。沒有任務引用的項目，在印出的表上就看不到。",
        ),
        example: "knowledge:\n  K01: 國際商務禮儀\n  K02: 各國文化特色\nduties:\n  T1:\n    name: 業務拓展\n    \
                  knowledge: [K01]\n",
        advice: Words::fixed(
            "Refer to the code where it is needed, or remove the entry.",
            "在需要的工作任務引用該代碼，或刪除這個項目。",
        ),
    },
    check: Check::Standard(check),
};

fn check(standard: &Standard<'_>, found: &mut Vec<Diagnostic>) {
    // Without duties there is nothing that could refer to anything, and that is said already.
    if !standard.duties.complete || standard.duties.is_empty() {
        return;
    }
    // A code in the list of the other kind is in the wrong place, not without use.
    let used: HashSet<&str> = Competency::BOTH
        .into_iter()
        .flat_map(|kind| standard.references(kind))
        .flat_map(|list| list.iter())
        .map(Text::as_str)
        .collect();
    for kind in Competency::BOTH {
        let is_complete = standard.references(kind).all(|list| list.complete);
        let mut listed = HashSet::new();
        let codes = kind.list(standard).iter().filter_map(|item| Some((item.code.as_ref()?, &item.text)));
        let unused: Vec<_> = codes
            .filter(|(code, _)| listed.insert(code.as_str()) && kind.kind().fits(code.as_str()))
            .filter(|(code, _)| !used.contains(code.as_str()))
            .collect();
        if !is_complete || unused.is_empty() {
            continue;
        }
        if unused.len() > 1 && standard.references(kind).all(|list| list.is_empty()) {
            found.push(nothing_used(standard, kind, unused[0].0, unused.len()));
            continue;
        }
        // A reference that leads nowhere may have been meant for an entry that seems to be without use.
        let astray: HashSet<&str> = unlisted(standard)
            .iter()
            .filter(|one| one.competency == kind)
            .map(|one| one.code.as_str())
            .collect();
        if unused.len() <= astray.len() {
            continue;
        }
        for (code, name) in unused {
            let (text, name) = (excerpt(code.as_str()), excerpt(name.as_str()));
            found.push(
                Diagnostic::new(
                    &RULE,
                    standard.at(code.span),
                    words!("no task refers to {text} {name}", "沒有工作任務引用 {text} {name}"),
                )
                .help(words!(
                    "add {text} where it is needed, or remove the entry",
                    "在需要的工作任務加上 {text}，或刪除這個項目"
                )),
            );
        }
    }
}

fn nothing_used(standard: &Standard<'_>, kind: Competency, first: &Text<'_>, count: usize) -> Diagnostic {
    let (en, zh, key) = (kind.kind().en(), kind.kind().zh(), key_of(kind));
    Diagnostic::new(
        &RULE,
        standard.at(first.span),
        words!(
            "no task refers to any of the {count} {en} codes of the list",
            "清單有 {count} 項{zh}，沒有任何工作任務引用"
        ),
    )
    .label(Words::fixed("the first of them", "其中第一項"))
    .help(words!("name the codes that a task needs under its `{key}`", "在工作任務的 `{key}` 寫明需要的代碼"))
}
