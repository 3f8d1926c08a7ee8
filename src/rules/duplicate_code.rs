//! `duplicate-code`: one code that occurs twice in a standard.

use super::{Check, Explanation, Rule, StandardIndex};
use crate::bilingual;
use crate::diagnostic::{Diagnostic, Findings, Severity};
use crate::text::bilingual::Bilingual;
use crate::text::excerpt::excerpt;

/// The record.
pub static RULE: Rule = Rule {
    name: "duplicate-code",
    severity: Severity::Error,
    summary: Bilingual::fixed(
        "Checks that no code stands twice in a standard.",
        "檢查同一份職能基準中沒有重複的代碼。",
    ),
    explanation: Explanation {
        what: Bilingual::fixed(
            "Two duties, tasks, outputs, indicators, knowledge, skills or attitudes bear the same code. Most YAML \
             readers would silently drop one of two equal keys; both are kept here and both places are shown. Where one \
             of the two stands in a place that the code does not belong to, `misplaced-code` says so instead.",
            "兩個主要職責、工作任務、工作產出、行為指標、知識、技能或態度用了同一個代碼。多數 YAML 讀取程式遇到相同的鍵會默默\
             丟掉其中一個；這裡兩個都保留，並標出兩處。其中一個若放在代碼不該出現的位置，則由 `misplaced-code` 指出。",
        ),
        why: Bilingual::fixed(
            "A code is how everything else refers to an entry. With two entries under one code nobody can tell which \
             is meant.",
            "其他部分都以代碼指稱項目。兩個項目共用一個代碼，就分不清指的是哪一個。",
        ),
        example: "knowledge:\n  K11: 品牌管理\n  K11: 品牌管理【註3】\n",
        advice: Bilingual::fixed(
            "Remove one of the two or give it a code of its own. What hangs on a doubled code, such as the tasks below \
             a second T2, is not checked against it, so check again afterwards.",
            "刪除其中一個，或給它自己的代碼。受重複代碼牽連的部分（如第二個 T2 之下的工作任務）不會據以檢查，改好後請再檢查一次。",
        ),
    },
    check: Check::Standard(check),
};

fn check(index: &StandardIndex<'_>, found: &mut Findings) {
    let standard = index.standard;
    let entries = index.entries();
    if entries.well_numbered {
        return;
    }
    for (_, entry) in entries.iter().filter(|(at, entry)| entry.doubled && *at != entry.first) {
        let (Some(code), Some(first)) = (entry.code, entries.all[entry.first].code) else { continue };
        let text = excerpt(code.normalized());
        found.push(
            Diagnostic::new(
                &RULE,
                standard.at(code.span),
                bilingual!(
                    "{text} stands more than once in the standard",
                    "代碼 {text} 在職能基準中重複出現"
                ),
            )
            .label(Bilingual::fixed("here again", "這裡又出現一次"))
            .related(standard.at(first.span), Bilingual::fixed("already stands here", "已在這裡出現"))
            .help(bilingual!(
                "remove one of the two, or give it a code of its own instead of {text}",
                "刪除其中一個，或給它 {text} 以外的代碼"
            )),
        );
    }
}
