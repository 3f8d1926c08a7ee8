//! `unused-allowance`: a comment that allows findings, but there are none to allow.

use super::{Check, Explanation, RULES, Rule, RuleClass};
use crate::bilingual;
use crate::diagnostic::{Diagnostic, Severity};
use crate::files::source::Place;
use crate::text::bilingual::Bilingual;
use crate::text::excerpt::excerpt;
use crate::text::nearest::nearest;

/// The record.
pub static RULE: Rule = Rule {
    name: "unused-allowance",
    severity: Severity::Warning,
    class: RuleClass::Style,
    summary: Bilingual::fixed(
        "Checks that every comment that allows findings has some to allow.",
        "檢查每一則 allow 註解都確實有問題可以允許。",
    ),
    explanation: Explanation {
        what: Bilingual::fixed(
            "A comment `# ttm: allow(rule)` has no finding of the rule on its line or the line below it, a comment \
             `# ttm: allow-file(rule)` has none in the file, the rule does not exist, or the comment is written \
             otherwise. Allowances of rules that depend on the other files of a run, or on its day, are not judged.",
            "註解 `# ttm: allow(規則)` 的同一行與下一行沒有這條規則指出的問題、`# ttm: allow-file(規則)` 的整個檔案中沒有這條規則指出的問題、\
             規則不存在，或寫法不對。取決於同次檢查的其他檔案或判斷日期的規則，不在此列。",
        ),
        why: Bilingual::fixed(
            "An allowance that is left behind hides the next mistake at its place, and one that is misspelt hides \
             nothing although its author thinks so.",
            "遺留的註解會掩蓋同一處下一次的錯誤；拼錯的註解則什麼都沒有允許，作者卻以為有。",
        ),
        example: "skills:\n  S01: 顧客導向  # ttm: allow(duplicate-name)\n",
        advice: Bilingual::fixed(
            "Remove the comment, or correct the rule's name.",
            "刪除這則註解，或更正規則的名稱。",
        ),
    },
    check: Check::Loading,
};

/// The finding for an allowance of `rule` that allows nothing.
pub(crate) fn unused(rule: &str, place: Place, whole_file: bool) -> Diagnostic {
    let label = if whole_file {
        Bilingual::fixed("no such finding in this file", "這個檔案沒有這條規則指出的問題")
    } else {
        Bilingual::fixed("no such finding on this line or the next", "這一行與下一行都沒有這條規則指出的問題")
    };
    let message = bilingual!("the allowance of {rule} allows nothing", "允許 {rule} 的註解沒有問題可以允許");
    Diagnostic::new(&RULE, place, message)
        .label(label)
        .help(bilingual!("remove {rule} from the comment", "從註解中刪除 {rule}"))
}

/// The finding for a rule that does not exist.
pub(crate) fn unknown(name: &str, place: Place, may_help: bool) -> Diagnostic {
    let nearest = may_help.then(|| nearest(name, RULES.iter().map(|rule| rule.name))).flatten();
    let name = excerpt(name);
    let message = bilingual!("there is no rule {name} to allow", "沒有 {name} 這條規則可以允許");
    Diagnostic::new(&RULE, place, message).help(match nearest {
        Some(nearest) => bilingual!("did you mean `{nearest}`?", "是不是 `{nearest}`？"),
        None => Bilingual::fixed("`ttm explain` lists the rules", "`ttm explain` 會列出所有規則"),
    })
}

/// The finding for a rule whose findings cannot be allowed.
pub(crate) fn refused(name: &str, place: Place) -> Diagnostic {
    let message = bilingual!("findings of {name} cannot be allowed", "{name} 指出的問題不能允許");
    Diagnostic::new(&RULE, place, message).help(bilingual!(
        "remove {name} from the comment, and mend what it reports",
        "從註解中刪除 {name}，並修正它所回報的問題"
    ))
}

/// The finding for a comment addressed to the program that is not an allowance.
pub(crate) fn not_understood(comment: &str, place: Place) -> Diagnostic {
    let comment = excerpt(comment);
    let message = bilingual!("the comment `{comment}` is no allowance", "註解 `{comment}` 不是允許的寫法");
    Diagnostic::new(&RULE, place, message).help(Bilingual::fixed(
        "write `# ttm: allow(rule)` for this line or the next, or `# ttm: allow-file(rule)` for the file",
        "這一行或下一行用 `# ttm: allow(規則)`，整個檔案用 `# ttm: allow-file(規則)`",
    ))
}
