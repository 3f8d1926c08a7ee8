//! `base-level`: a base level that no task has, or that is not the most frequent one.
//!
//! Tasks are counted, since the base level is the level of the main task or of most tasks: a task that is split into
//! rows counts once for each of its levels, and each of several tasks that share a cell counts.

use super::{Check, Explanation, Rule, RuleClass, StandardIndex};
use crate::bilingual;
use crate::diagnostic::{Diagnostic, Findings, Severity};
use crate::model::{Field, Standard};
use crate::text::bilingual::Bilingual;
use crate::text::excerpt::listing;

/// The record.
pub static RULE: Rule = Rule {
    name: "base-level",
    severity: Severity::Warning,
    class: RuleClass::Meaning,
    summary: Bilingual::fixed(
        "Checks that tasks have the base level, and notes where most have another.",
        "檢查有工作任務屬於基準級別，並提示多數任務屬於其他級別的情形。",
    ),
    explanation: Explanation {
        what: Bilingual::fixed(
            "No task has the level that is given as the base level. Where tasks have it but another level is more \
             frequent, this is only a note. Tasks that share a cell count each; a task with rows of several levels \
             counts for each of them. Nothing is said while a task's level is missing.",
            "沒有任何工作任務屬於所列的基準級別。若有任務屬於該級別，但其他級別更多，則僅為提示。共用儲存格的任務分別計算；\
             分成數列且級別不同的任務，各級別都計入。任一任務的級別未填時不作判斷。",
        ),
        why: Bilingual::fixed(
            "The base level is that of the main task or of most tasks. Which task is the main one is not in the form, \
             so a base level that is not the most frequent one may be right.",
            "基準級別取自主要的工作任務或多數工作任務。職能基準表並未標示何者為主要任務，因此基準級別不是最常見的級別也可能正確。",
        ),
        example: "level: 4\nduties:\n  T1:\n    name: 業務拓展\n    tasks:\n      T1.1:\n        name: 維護客戶關係\n        \
                  level: 3\n",
        advice: Bilingual::fixed(
            "Compare the base level with the levels of the tasks, and correct the one that is a slip.",
            "對照基準級別與各工作任務的職能級別，更正誤植的一方。",
        ),
    },
    check: Check::Standard(check),
};

fn check(index: &StandardIndex<'_>, found: &mut Findings) {
    let standard = index.standard;
    let Field::Given(base) = &standard.level else { return };
    let Some(tasks) = count(standard) else { return };
    let Some((top, most)) = tasks.iter().copied().enumerate().max_by_key(|&(_, count)| count) else { return };
    let own = tasks.get(usize::from(base.value)).copied().unwrap_or_default();
    if own == most {
        return;
    }
    let base_value = base.value;
    let finding = if own == 0 {
        let levels: Vec<String> =
            (1..tasks.len()).filter(|&level| tasks[level] > 0).map(|level| level.to_string()).collect();
        let Bilingual { en, zh } = listing(levels.iter().map(String::as_str));
        Diagnostic::new(
            &RULE,
            standard.at(base.span),
            bilingual!(
                "no task has the base level {base_value}, the tasks have {en}",
                "沒有工作任務屬於基準級別 {base_value}，各任務的職能級別為 {zh}"
            ),
        )
    } else {
        Diagnostic::new(
            &RULE,
            standard.at(base.span),
            bilingual!(
                "the base level {base_value} is that of fewer tasks ({own}) than level {top} ({most})",
                "屬於基準級別 {base_value} 的工作任務（{own} 項）少於級別 {top}（{most} 項）"
            ),
        )
        .severity(Severity::Note)
    };
    found.push(finding.label(Bilingual::fixed("the base level", "基準級別")).help(Bilingual::fixed(
        "the base level is that of the main task or of most tasks",
        "基準級別取自主要的工作任務或多數工作任務",
    )));
}

/// The number of tasks with each level, 1 to 6, indexed by level; `None` if a level is missing or could not be read.
fn count(standard: &Standard<'_>) -> Option<[usize; 7]> {
    let mut counts = [0; 7];
    let mut complete = standard.duties.complete;
    for duty in standard.duties.iter() {
        complete &= duty.tasks.complete;
        for task in duty.tasks.iter() {
            complete &= task.rows.complete && task.also.complete;
            let mut has = [false; 7];
            for row in task.rows.iter() {
                *has.get_mut(usize::from(row.level.given()?.value))? = true;
            }
            for (count, _) in counts.iter_mut().zip(has).filter(|(_, has)| *has) {
                *count += 1 + task.also.len();
            }
        }
    }
    complete.then_some(counts)
}
