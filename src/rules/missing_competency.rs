//! `missing-competency`: tasks without knowledge or without skills, counting those of their duty.

use super::{Check, Explanation, Rule, RuleClass, StandardIndex};
use crate::diagnostic::{Diagnostic, Findings, Severity};
use crate::model::Competency;
use crate::model::named::titled;
use crate::rules::missing::without_competency;
use crate::text::bilingual::Bilingual;

use crate::bilingual;

/// The record.
pub static RULE: Rule = Rule {
    name: "missing-competency",
    severity: Severity::Warning,
    class: RuleClass::Meaning,
    summary: Bilingual::fixed(
        "Checks that every task has knowledge and skills, its own or those of its duty.",
        "檢查每一項工作任務都有知識與技能，不論是自有或沿用主要職責的。",
    ),
    explanation: Explanation {
        what: Bilingual::fixed(
            "A task of an issued standard has no knowledge (K), or no skill (S), in any of its rows, and its duty \
             gives it none. In a draft this is something still to fill in, which `unfilled-part` says.",
            "已核發代碼的職能基準中，某項工作任務的各列都沒有知識（K）或沒有技能（S），所屬主要職責也未列出。\
             若為草案，則屬尚待填寫的部分，由 `unfilled-part` 提醒。",
        ),
        why: Bilingual::fixed(
            "The form answers for every task what one has to know and to be able to do. A blank cell there is often a \
             merged cell that was lost when the standard was converted.",
            "職能基準表要說明每一項工作任務所需的知識與技能。此處若為空白，常是轉檔時遺失了合併儲存格。",
        ),
        example: "duties:\n  T1:\n    name: 業務拓展\n    knowledge: [K01]\n    tasks:\n      T1.1:\n        \
                  name: 維護客戶關係\n        level: 3\n",
        advice: Bilingual::fixed(
            "Refer to the knowledge or skills at the task, or at its duty where one merged cell holds for all tasks.",
            "在該工作任務引用所需的知識或技能；若為整項主要職責共用的合併儲存格，則寫在主要職責。",
        ),
    },
    check: Check::Standard(check),
};

fn check(index: &StandardIndex<'_>, found: &mut Findings) {
    let standard = index.standard;
    if standard.is_draft() {
        return;
    }
    for (duty, task) in standard.tasks() {
        for kind in Competency::BOTH.into_iter().filter(|&kind| without_competency(kind, duty, task)) {
            let title = titled(&task.code, &task.name);
            let (en, zh) = match kind {
                Competency::Knowledge => ("knowledge", "知識"),
                Competency::Skill => ("skills", "技能"),
            };
            let span = kind.of_task(task).key.unwrap_or(task.code.span);
            let help = if kind.of_duty(duty).is_empty() {
                bilingual!(
                    "refer to the {en} at the task, or at its duty where all its tasks share them",
                    "在工作任務引用所需的{zh}；若各任務共用，則寫在主要職責"
                )
            } else {
                bilingual!(
                    "refer to the {en} at the task, or remove the empty list to take those of the duty",
                    "在工作任務引用所需的{zh}，或刪除空的清單以沿用主要職責的{zh}"
                )
            };
            found.push(
                Diagnostic::new(
                    &RULE,
                    standard.at(span),
                    bilingual!("{title} has no {en}", "{title}：沒有{zh}"),
                )
                .label(bilingual!("no {en} here", "此處沒有{zh}"))
                .help(help),
            );
        }
    }
}
