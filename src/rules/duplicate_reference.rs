//! `duplicate-reference`: a list that names one code twice.

use foldhash::{HashMap, HashMapExt as _};

use super::{Check, Explanation, Rule, RuleClass, StandardIndex};
use crate::bilingual;
use crate::diagnostic::{Diagnostic, Findings, Severity};
use crate::files::source::Span;
use crate::text::bilingual::Bilingual;
use crate::text::excerpt::excerpt;

/// The record.
pub static RULE: Rule = Rule {
    name: "duplicate-reference",
    severity: Severity::Warning,
    class: RuleClass::Meaning,
    summary: Bilingual::fixed(
        "Checks that a duty, task or row refers to each knowledge and skill once.",
        "檢查每一個主要職責、工作任務或列對同一項知識或技能只引用一次。",
    ),
    explanation: Explanation {
        what: Bilingual::fixed(
            "One list of knowledge or skills, at a duty, a task or a row, names the same code twice.",
            "同一個主要職責、工作任務或列的知識或技能清單，把同一個代碼寫了兩次。",
        ),
        why: Bilingual::fixed(
            "The form would print the entry twice in one cell. Often another code was meant.",
            "印出的表會在同一格把該項目印兩次；往往其中一個本來要寫別的代碼。",
        ),
        example: "duties:\n  T1:\n    name: 業務拓展\n    knowledge: [K01, K02, K01]\n",
        advice: Bilingual::fixed(
            "Remove the second reference, or write the code that was meant.",
            "刪除重複的引用，或改成原本要寫的代碼。",
        ),
    },
    check: Check::Standard(check),
};

fn check(index: &StandardIndex<'_>, found: &mut Findings) {
    let standard = index.standard;
    let mut first: HashMap<(&str, Option<&str>), Span> = HashMap::new();
    for list in &index.referred().doubtful {
        first.clear();
        for reference in list.iter().filter(|reference| !reference.code.is_blank()) {
            let code = &reference.code;
            let Some(&earlier) = first.get(&(code.normalized(), reference.name_text())) else {
                first.insert((code.normalized(), reference.name_text()), code.span);
                continue;
            };
            let text = excerpt(code.normalized());
            found.push(
                Diagnostic::new(
                    &RULE,
                    standard.at(code.span),
                    bilingual!("one list names {text} twice", "同一份清單重複引用 {text}"),
                )
                .label(Bilingual::fixed("here again", "這裡又出現一次"))
                .related(standard.at(earlier), Bilingual::fixed("already named here", "已在這裡引用"))
                .help(bilingual!(
                    "remove the second {text}, or write the code that was meant",
                    "刪除重複的 {text}，或改成原本要寫的代碼"
                )),
            );
        }
    }
}
