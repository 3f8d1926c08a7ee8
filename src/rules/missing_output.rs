//! `missing-output`: tasks without an output, which the form allows.

use std::ops::Range;

use foldhash::{HashSet, HashSetExt as _};

use super::words::first_two;
use super::{Check, Explanation, Rule, RuleClass, StandardIndex};
use crate::diagnostic::{Findings, Severity};
use crate::model::Standard;
use crate::model::named::titled;
use crate::rules::missing::in_no_row;
use crate::text::bilingual::Bilingual;
use crate::text::characters::is_han;
use crate::text::excerpt::excerpt;

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
            "A task has no output (O) in any of its rows, or an indicator says that a document is written which is like no output.",
            "某項工作任務的各列都沒有工作產出（O），或行為指標說要寫某份文件，工作產出中卻沒有相近的項目。",
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
    not_listed(standard, found);
    for (_, task) in standard.tasks().filter(|(_, task)| in_no_row(task, |row| &row.outputs)) {
        found.push_lazily(&RULE, RULE.severity, standard.at(task.code.span), |note| {
            let title = titled(&task.code, &task.name);
            note.message(bilingual!("{title} has no output", "{title}：沒有工作產出"))
                .label(Bilingual::fixed("no output here", "此處沒有工作產出"))
        });
    }
}

/// What documents end in that a task may put out.
const DOCUMENTS: [&str; 12] = [
    "紀錄表",
    "檢查表",
    "紀錄",
    "報告",
    "報告書",
    "計畫書",
    "企劃書",
    "清單",
    "處理單",
    "通報單",
    "日誌",
    "報表",
];

/// The verbs of making them.
const MAKING: [&str; 12] =
    ["填寫", "撰寫", "編製", "製作", "填報", "產出", "繪製", "完成", "提出", "開立", "建立", "提交"];

/// Reports a document that an indicator says is written, where no output of the standard is like it. A task without outputs
/// is reported as that.
fn not_listed(standard: &Standard<'_>, found: &mut Findings) {
    // Made once, at the first document: of a large standard each would otherwise be looked for in all outputs.
    let mut pairs = None;
    for (_, task, row) in standard.rows().filter(|(_, task, _)| !in_no_row(task, |row| &row.outputs)) {
        for item in row.indicators.iter() {
            let text = item.text.as_str();
            let Some(range) = document(text) else { continue };
            let name = &text[range.clone()];
            // A document counts as put out if any output has the first two characters of its name.
            let pairs = pairs.get_or_insert_with(|| pairs_of_outputs(standard));
            if first_two(name).is_some_and(|pair| pairs.contains(&pair)) {
                continue;
            }
            let place = standard.at(item.text.place(range.clone()).span);
            found.push_lazily(&RULE, RULE.severity, place, |note| {
                let (shown, task) = (excerpt(name), excerpt(task.code.normalized()));
                note.message(bilingual!(
                    "{shown} is written here and no output of {task}",
                    "這裡要寫「{shown}」，{task} 的工作產出卻沒有這一項"
                ))
                .label(Bilingual::fixed("no output", "不在工作產出中"))
                .help(Bilingual::fixed(
                    "add the output, unless it is another task's",
                    "若屬本任務，補上這項工作產出",
                ))
            });
        }
    }
}

/// The pairs of neighbouring characters that the outputs of a standard have.
fn pairs_of_outputs(standard: &Standard<'_>) -> HashSet<[char; 2]> {
    let mut pairs = HashSet::new();
    for output in standard.rows().flat_map(|(_, _, row)| row.outputs.iter()) {
        let text = output.text.as_str();
        pairs.extend(text.chars().zip(text.chars().skip(1)).map(|(one, other)| [one, other]));
    }
    pairs
}

/// The document that the end of a sentence says is written.
fn document(text: &str) -> Option<Range<usize>> {
    const NAME: std::ops::RangeInclusive<usize> = 4..=10;
    let own = text.strip_suffix('。')?;
    // Of nearly all sentences the last character shows that they end in no document.
    if !own.ends_with(['表', '錄', '告', '書', '單', '誌']) {
        return None;
    }
    if !DOCUMENTS.iter().any(|end| own.ends_with(end)) {
        return None;
    }
    let clause = own.rfind(['，', '；', '、', '並', '及', '與']).map_or(0, |at| at + '，'.len_utf8());
    let verb = MAKING
        .iter()
        .filter_map(|verb| own[clause..].rfind(verb).map(|at| clause + at + verb.len()))
        .max()?;
    let name = &own[verb..];
    let is_name = NAME.contains(&name.chars().count())
        && name.chars().all(is_han)
        && !name.contains(['之', '的', '各', '於', '等', '相']);
    is_name.then_some(verb..own.len())
}

#[cfg(test)]
mod tests {
    use super::document;

    #[test]
    fn the_document_that_is_written_is_found_at_the_end_of_a_sentence() {
        for (text, expected) in [
            ("對不合格品進行標示、隔離，並填寫不合格品處理單。", Some("不合格品處理單")),
            ("完成工作日誌。", Some("工作日誌")),
            ("依計畫完成報告。", None),
            ("填寫相關檢查表。", None),
            ("依據檢查表逐項檢查。", None),
        ] {
            assert_eq!(document(text).map(|range| &text[range]), expected, "{text}");
        }
    }
}
