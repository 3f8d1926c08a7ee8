//! `missing-indicator`: tasks without a behaviour indicator.

use super::{Check, Explanation, Rule, RuleClass, StandardIndex};
use crate::diagnostic::{Diagnostic, Findings, Severity};
use crate::model::named::titled;
use crate::rules::missing::in_no_row;
use crate::text::bilingual::Bilingual;

use crate::bilingual;

/// The record.
pub static RULE: Rule = Rule {
    name: "missing-indicator",
    severity: Severity::Error,
    class: RuleClass::Meaning,
    summary: Bilingual::fixed(
        "Checks that every task has a behaviour indicator.",
        "檢查每一項工作任務都有行為指標。",
    ),
    explanation: Explanation {
        what: Bilingual::fixed(
            "A task of an issued standard has no behaviour indicator (P) in any of its rows. In a draft this is \
             something still to fill in, which `unfilled-part` says.",
            "已核發代碼的職能基準中，某項工作任務的各列都沒有行為指標（P）。若為草案，則屬尚待填寫的部分，由 `unfilled-part` 提醒。",
        ),
        why: Bilingual::fixed(
            "Indicators say in which situation which behaviour or result is expected; a task may have no output, but \
             its level follows from its indicators, and nobody can train or assess a task without one.",
            "行為指標說明在何種情境下應有的行為或成果。工作任務可以沒有工作產出，但職能級別要依行為指標判定，\
             沒有行為指標的任務也無從訓練與評量。",
        ),
        example: "duties:\n  T1:\n    name: 業務拓展\n    tasks:\n      T1.1:\n        name: 維護客戶關係\n        \
                  level: 3\n        outputs:\n          O1.1.1: 客戶紀錄表\n",
        advice: Bilingual::fixed(
            "Add the task's indicators. Where the print has none, look whether they stand at a neighbouring task.",
            "補上該工作任務的行為指標。若公告內容即未列出，請查看是否誤置於相鄰的工作任務。",
        ),
    },
    check: Check::Standard(check),
};

fn check(index: &StandardIndex<'_>, found: &mut Findings) {
    let standard = index.standard;
    if standard.is_draft() {
        return;
    }
    for (_, task) in standard.tasks().filter(|(_, task)| in_no_row(task, |row| &row.indicators)) {
        let title = titled(&task.code, &task.name);
        found.push(
            Diagnostic::new(
                &RULE,
                standard.at(task.code.span),
                bilingual!("{title} has no behaviour indicator", "{title}：沒有行為指標"),
            )
            .label(Bilingual::fixed("no indicator here", "此處沒有行為指標"))
            .help(Bilingual::fixed(
                "add a sentence that says in which situation which behaviour or result is expected",
                "以完整句子補上在何種情境下應有的行為或成果",
            )),
        );
    }
}
