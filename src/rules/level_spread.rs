//! `level-spread`: task levels that are more than two apart, or all the same.

use super::{Check, Explanation, Rule, RuleClass, StandardIndex};
use crate::bilingual;
use crate::diagnostic::{Diagnostic, Findings, Severity};
use crate::model::{Level, Standard, Task};
use crate::text::bilingual::Bilingual;
use crate::text::excerpt::excerpt;

/// The record.
pub static RULE: Rule = Rule {
    name: "level-spread",
    severity: Severity::Warning,
    class: RuleClass::Meaning,
    summary: Bilingual::fixed(
        "Checks that the task levels are at most two apart, and of many not all the same.",
        "檢查各工作任務的職能級別相差不超過兩級；任務多時，也不是全部相同。",
    ),
    explanation: Explanation {
        what: Bilingual::fixed(
            "The highest level of a task is more than two above the lowest; or, as a note, fifteen tasks or more all have one \
             level.",
            "工作任務的最高與最低職能級別相差超過兩級；或十五項以上的工作任務級別全部相同（note）。",
        ),
        why: Bilingual::fixed(
            "One occupation does work of similar difficulty; its tasks commonly span two or three levels. A wider span \
             is often a slip of the pen, or two occupations in one standard. Where every task has one level, the level was \
             likely taken from the base level and not from the indicators.",
            "同一職業的工作難度相近，工作任務通常橫跨兩到三個級別。差距過大常是誤植，或是一份職能基準涵蓋了兩種職業。每項任務都同級，\
             多半是照基準級別填寫，沒有依行為指標訂定。",
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

/// From how many levels on it is said that they are all the same: of fewer one may well hold for all.
const MANY: usize = 15;

fn check(index: &StandardIndex<'_>, found: &mut Findings) {
    let standard = index.standard;
    let mut bounds: Option<[(&Task<'_>, Level); 2]> = None;
    let mut count = 0;
    for (_, task, row) in standard.rows() {
        let Some(&level) = row.level.given() else { continue };
        count += 1;
        let here = (task, level);
        let [low, high] = bounds.unwrap_or([here, here]);
        bounds = Some([
            if level.value < low.1.value { here } else { low },
            if level.value > high.1.value { here } else { high },
        ]);
    }
    let Some([(low_task, low), (high_task, high)]) = bounds else { return };
    if high.value == low.value && count >= MANY {
        found.extend(all_alike(standard, low, count));
    }
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

/// The note about a standard of many levels that are all the same, unless the base level is another, which `base-level` tells.
fn all_alike(standard: &Standard<'_>, level: Level, count: usize) -> Option<Diagnostic> {
    let value = level.value;
    if standard.level.given().is_some_and(|base| base.value != value) {
        return None;
    }
    let message =
        bilingual!("all {count} levels of the tasks are {value}", "{count} 個職能級別全部是 {value}");
    Some(
        Diagnostic::new(&RULE, standard.at(level.span), message)
            .severity(Severity::Note)
            .label(Bilingual::fixed("the first", "第一個"))
            .help(Bilingual::fixed(
                "give each task the level that its indicators show; one that is easier or harder than the others has its own",
                "依各項任務的行為指標訂定級別；較簡單或較困難的任務另訂",
            )),
    )
}
