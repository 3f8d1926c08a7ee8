//! What is said of a rule at length.

use super::severity;
use crate::bilingual;
use crate::check::allowances::may_be_allowed;
use crate::rules::{Rule, can_be_silenced};
use crate::text::bilingual::{Bilingual, Lang};

/// The explanation of a rule: what, why, an example, what to do.
pub fn explanation(rule: &Rule, lang: Lang) -> String {
    let heading = |en, zh| Bilingual::fixed(en, zh).get(lang).to_owned();
    let example: String = rule.explanation.example.lines().map(|line| format!("    {line}\n")).collect();
    format!(
        "{} ({})\n{}\n\n{}\n{}\n\n{}\n{}\n\n{}\n{example}\n{}\n{}\n",
        rule.name,
        severity(rule.severity, lang),
        rule.summary.get(lang),
        heading("What", "內容"),
        rule.explanation.what.get(lang),
        heading("Why", "理由"),
        rule.explanation.why.get(lang),
        heading("Example", "範例"),
        heading("What to do", "處理方式"),
        rule.explanation.advice.get(lang),
    ) + &format!("\n{}\n", silencing(rule).get(lang))
}

/// How to silence a finding of the rule.
fn silencing(rule: &Rule) -> Bilingual {
    let name = rule.name;
    if may_be_allowed(rule) {
        bilingual!(
            "To let a finding stand, write `# ttm: allow({name})` on its line or the line above; `{name} = \"off\"` \
             under [rules] in ttm.toml switches the rule off.",
            "要讓指出的問題維持原樣，在同一行或上一行寫 `# ttm: allow({name})`；要停用整條規則，在 ttm.toml 的 [rules] 寫 `{name} = \"off\"`。"
        )
    } else if can_be_silenced(rule.name) {
        bilingual!(
            "`{name} = \"off\"` under [rules] in ttm.toml switches the rule off; no comment allows its findings.",
            "要停用這條規則，在 ttm.toml 的 [rules] 寫 `{name} = \"off\"`；它指出的問題不能用註解允許。"
        )
    } else {
        Bilingual::fixed(
            "A file with this finding is not checked at all, so it can be neither allowed nor switched off.",
            "有這個問題的檔案根本沒有被檢查，所以既不能允許，也不能停用。",
        )
    }
}
