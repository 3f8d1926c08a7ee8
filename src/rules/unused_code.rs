//! `unused-code`: knowledge and skills that the list has and no task refers to.

use std::collections::HashSet;

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
    for kind in Competency::BOTH {
        if !standard.duties.complete || !standard.references(kind).all(|list| list.complete) {
            continue;
        }
        let used: HashSet<&str> =
            standard.references(kind).flat_map(|list| list.iter()).map(Text::as_str).collect();
        for item in kind.list(standard).iter() {
            let Some(code) = &item.code else { continue };
            if used.contains(code.as_str()) || !kind.kind().fits(code.as_str()) {
                continue;
            }
            let (code_text, name) = (code.as_str(), item.text.as_str());
            found.push(
                Diagnostic::new(
                    &RULE,
                    standard.at(code.span),
                    words!("no task refers to {code_text} {name}", "沒有工作任務引用 {code_text} {name}"),
                )
                .help(words!(
                    "add {code_text} where it is needed, or remove the entry",
                    "在需要的工作任務加上 {code_text}，或刪除這個項目"
                )),
            );
        }
    }
}
