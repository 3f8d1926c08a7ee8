//! `level-spread`: task levels that are more than two apart.

use super::{Check, Explanation, Rule, RuleClass, StandardIndex};
use crate::bilingual;
use crate::diagnostic::{Diagnostic, Findings, Severity};
use crate::model::{Level, Task};
use crate::text::bilingual::Bilingual;
use crate::text::excerpt::excerpt;

/// The record.
pub static RULE: Rule = Rule {
    name: "level-spread",
    severity: Severity::Warning,
    class: RuleClass::Meaning,
    summary: Bilingual::fixed(
        "Checks that the task levels are at most two apart.",
        "檢查各工作任務的職能級別相差不超過兩級。",
    ),
    explanation: Explanation {
        what: Bilingual::fixed(
            "The highest level of a task is more than two above the lowest.",
            "工作任務的最高與最低職能級別相差超過兩級。",
        ),
        why: Bilingual::fixed(
            "One occupation does work of similar difficulty; its tasks commonly span two or three levels. A wider span \
             is often a slip of the pen, or two occupations in one standard.",
            "同一職業的工作難度相近，工作任務通常橫跨兩到三個級別。差距過大常是誤植，或是一份職能基準涵蓋了兩種職業。",
        ),
        example: "duties:\n  T1:\n    name: 業務拓展\n    tasks:\n      T1.1:\n        name: 維護客戶關係\n        \
                  level: 2\n      T1.2:\n        name: 制定業務策略\n        level: 5\n",
        advice: Bilingual::fixed(
            "Hold both levels against the indicators of their tasks. Where both are right, leave them.",
            "對照兩項任務的行為指標檢視級別。若兩者都正確，維持原狀即可。",
        ),
    },
    check: Check::Standard(check),
};

/// The largest allowed difference between two levels.
const MAX_SPREAD: u8 = 2;

fn check(index: &StandardIndex<'_>, found: &mut Findings) {
    let standard = index.standard;
    let mut bounds: Option<[(&Task<'_>, Level); 2]> = None;
    for (_, task, row) in standard.rows() {
        let Some(&level) = row.level.given() else { continue };
        let here = (task, level);
        let [low, high] = bounds.unwrap_or([here, here]);
        bounds = Some([
            if level.value < low.1.value { here } else { low },
            if level.value > high.1.value { here } else { high },
        ]);
    }
    let Some([(low_task, low), (high_task, high)]) = bounds else { return };
    if high.value - low.value <= MAX_SPREAD {
        return;
    }
    let (low_task, high_task) = (excerpt(low_task.code.normalized()), excerpt(high_task.code.normalized()));
    let (low_value, high_value) = (low.value, high.value);
    found.push(
        Diagnostic::new(
            &RULE,
            standard.at(high.span),
            bilingual!(
                "{high_task} has level {high_value} and {low_task} level {low_value}, more than two apart",
                "{high_task} 為級別 {high_value}，{low_task} 為級別 {low_value}，相差超過兩級"
            ),
        )
        .label(Bilingual::fixed("the highest level", "最高級別"))
        .related(standard.at(low.span), Bilingual::fixed("the lowest level", "最低級別"))
        .help(Bilingual::fixed(
            "hold both levels against the indicators of their tasks",
            "對照兩項任務的行為指標檢視級別",
        )),
    );
}
