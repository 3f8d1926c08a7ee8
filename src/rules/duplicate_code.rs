//! `duplicate-code`: one code that occurs twice in a standard.

use super::{Check, Explanation, Rule, RuleClass, StandardIndex};
use crate::bilingual;
use crate::diagnostic::{Diagnostic, Findings, Severity};
use crate::model::{Kind, Text};
use crate::text::bilingual::Bilingual;
use crate::text::excerpt::excerpt;

/// The record.
pub static RULE: Rule = Rule {
    name: "duplicate-code",
    severity: Severity::Error,
    class: RuleClass::Meaning,
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
            "Give one of the two a code of its own; a knowledge or skill that an issued standard prints with two names keeps \
             both, and each reference says which it means. What hangs on a doubled code, such as the tasks below \
             a second T2, is not checked against it, so check again afterwards.",
            "讓其中一個有自己的代碼；已公告的職能基準若把一個知識或技能印成兩個名稱，兩者都保留，並在引用處寫明是哪一個。受重複代碼牽連的部分（如第二個 T2 之下的工作任務）不會據以檢查，改好後請再檢查一次。",
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
        if let (true, Some(one), Some(other)) =
            (entry.kind.depth() == 1, entries.all[entry.first].text, entry.text)
            && one.as_str() != other.as_str()
        {
            found.push(two_names(index, entry.kind, [(first, one), (code, other)]));
            continue;
        }
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

/// One code with two names. Published standards have such, and a reference can say which it means; a draft need not.
fn two_names(
    index: &StandardIndex<'_>,
    kind: Kind,
    [(first, one), (code, other)]: [(&Text<'_>, &Text<'_>); 2],
) -> Diagnostic {
    let standard = index.standard;
    let severity = if standard.is_draft() { Severity::Error } else { Severity::Warning };
    let [text, one, other] = [code.normalized(), one.as_str(), other.as_str()].map(excerpt);
    let message = bilingual!(
        "{text} stands with two names: {one}, {other}",
        "代碼 {text} 有兩個名稱：「{one}」與「{other}」"
    );
    let help = if standard.is_draft() {
        bilingual!(
            "give one of the two a code of its own, or write one name where both are the same",
            "若是兩個項目，請讓其中一個有自己的代碼；若是同一項，名稱請寫成一樣"
        )
    } else if kind == Kind::Attitude {
        bilingual!("if the form prints both, leave them as they are", "若表上就是這樣印，請保留原樣")
    } else {
        bilingual!(
            "if the form prints both, say in each reference which is meant, such as `{{{text}: \"{other}\"}}`",
            "若表上就是這樣印，請在每個引用處寫明是哪一個，例如 `{{{text}: \"{other}\"}}`"
        )
    };
    Diagnostic::new(&RULE, standard.at(code.span), message)
        .severity(severity)
        .label(Bilingual::fixed("here again", "這裡又出現一次"))
        .related(standard.at(first.span), Bilingual::fixed("already stands here", "已在這裡出現"))
        .help(help)
}
