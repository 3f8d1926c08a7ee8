//! `duplicate-name`: one name under two codes.

use foldhash::{HashMap, HashMapExt as _, HashSet, HashSetExt as _};

use super::{Check, Explanation, Rule, RuleClass, StandardIndex};
use crate::bilingual;
use crate::diagnostic::{Diagnostic, Findings, Severity};
use crate::model::{Kind, Text};
use crate::text::bilingual::Bilingual;
use crate::text::excerpt::excerpt;
use crate::text::fold::printed;

/// The record.
pub static RULE: Rule = Rule {
    name: "duplicate-name",
    severity: Severity::Warning,
    class: RuleClass::Meaning,
    summary: Bilingual::fixed(
        "Checks that no two knowledge, no two skills and no two attitudes share a name.",
        "檢查知識之間、技能之間、態度之間沒有兩項同名。",
    ),
    explanation: Explanation {
        what: Bilingual::fixed(
            "Two entries of the knowledge list, of the skill list or of the attitude list bear the same name under \
             different codes. Outputs of different tasks may share a name and are not compared.",
            "知識、技能或態度清單中，有兩個代碼不同的項目名稱相同。不同工作任務的工作產出可以同名，不在比較之列。",
        ),
        why: Bilingual::fixed(
            "Knowledge and skills are listed once and referred to, so that nothing repeats. With one name under two \
             codes, tasks that need the same thing seem to need different ones.",
            "知識與技能只列一次，再由工作任務引用，以免重複。同一名稱有兩個代碼，需要同一項內涵的工作任務看起來就像需要不同的東西。",
        ),
        example: "knowledge:\n  K04: 商業套裝軟體\n  K16: 商業套裝軟體\n",
        advice: Bilingual::fixed(
            "Keep one of the two codes and refer to it everywhere, or make the names say how they differ. In an issued \
             standard the print stays as it is until its next edition.",
            "保留其中一個代碼並一律引用它，或在名稱寫明兩者的差別。已公告的職能基準維持原貌，留待下一版處理。",
        ),
    },
    check: Check::Standard(check),
};

fn check(index: &StandardIndex<'_>, found: &mut Findings) {
    let standard = index.standard;
    if index.name_sums().all_differ {
        return;
    }
    for kind in [Kind::Knowledge, Kind::Skill, Kind::Attitude] {
        let Some(list) = standard.list(kind) else { continue };
        let mut codes: HashSet<&str> = HashSet::new();
        let mut first: HashMap<&str, (&Text<'_>, &Text<'_>)> = HashMap::with_capacity(list.len());
        for item in list.iter() {
            let name = printed(item.text.as_str());
            if name.is_empty() {
                continue;
            }
            // A repeated code is reported by `duplicate-code`, whatever the names are.
            let Some(code) = item.code.as_ref().filter(|code| codes.insert(code.normalized())) else {
                continue;
            };
            let Some(&(earlier_code, earlier)) = first.get(name) else {
                first.insert(name, (code, &item.text));
                continue;
            };
            let (name, one, other) =
                (excerpt(name), excerpt(earlier_code.normalized()), excerpt(code.normalized()));
            found.push(
                Diagnostic::new(
                    &RULE,
                    standard.at(item.text.span),
                    bilingual!(
                        "{name} stands under {one} and {other}",
                        "{name} 同時列在 {one} 與 {other} 之下"
                    ),
                )
                .label(bilingual!("the same name under {other}", "{other} 用了相同的名稱"))
                .related(standard.at(earlier.span), bilingual!("first under {one}", "先列在 {one}"))
                .help(bilingual!(
                    "refer to one of the two codes everywhere, or make the names say how they differ",
                    "只保留一個代碼並一律引用它，或在名稱寫明兩者的差別"
                )),
            );
        }
    }
}
