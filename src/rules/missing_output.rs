//! `missing-output`: tasks without an output, which the form allows.

use super::{Check, Explanation, Rule, RuleClass, StandardIndex};
use crate::diagnostic::{Findings, Severity};
use crate::model::named::titled;
use crate::rules::missing::in_no_row;
use crate::text::bilingual::Bilingual;

use crate::bilingual;

/// The record.
pub static RULE: Rule = Rule {
    name: "missing-output",
    severity: Severity::Note,
    class: RuleClass::Meaning,
    summary: Bilingual::fixed(
        "Checks that every task has an output, although one of pure action has none.",
        "檢查每一項工作任務都有工作產出；純屬動作的任務本可沒有產出。",
    ),
    explanation: Explanation {
        what: Bilingual::fixed(
            "A task has no output (O) in any of its rows.",
            "某項工作任務的各列都沒有工作產出（O）。",
        ),
        why: Bilingual::fixed(
            "Outputs may be absent: a task of pure action has none, its result is then in the indicators. But an output \
             that was left out looks the same, so a reader may want to know.",
            "工作任務可以沒有產出：純屬動作的任務沒有產出，其成果寫在行為指標中。但漏列的產出看起來也是如此，因此值得留意。",
        ),
        example: "duties:\n  T2:\n    name: 資料標註及校對\n    tasks:\n      T2.2:\n        name: 資料校對及匯入\n        \
                  level: 3\n        indicators:\n          P2.2.1: 依據品質檢查模式進行驗證作業。\n",
        advice: Bilingual::fixed(
            "Add the output where the task has one; otherwise leave it.",
            "該任務若有產出請補上；若沒有，維持原狀即可。",
        ),
    },
    check: Check::Standard(check),
};

fn check(index: &StandardIndex<'_>, found: &mut Findings) {
    let standard = index.standard;
    for (_, task) in standard.tasks().filter(|(_, task)| in_no_row(task, |row| &row.outputs)) {
        found.push_lazily(&RULE, RULE.severity, standard.at(task.code.span), |note| {
            let title = titled(&task.code, &task.name);
            note.message(bilingual!("{title} has no output", "{title}：沒有工作產出"))
                .label(Bilingual::fixed("no output here", "此處沒有工作產出"))
        });
    }
}
