//! `history-successor`: a superseded version whose successor is not in the history.

use std::cell::LazyCell;

use foldhash::HashSet;

use super::versions::{identity, known};
use super::{Check, Explanation, Rule, RuleClass, StandardIndex};
use crate::bilingual;
use crate::diagnostic::{Diagnostic, Findings, Severity};
use crate::model::Version;
use crate::model::named::filled;
use crate::text::bilingual::Bilingual;
use crate::text::excerpt::excerpt;

/// The record.
pub static RULE: Rule = Rule {
    name: "history-successor",
    severity: Severity::Warning,
    class: RuleClass::Meaning,
    summary: Bilingual::fixed(
        "Checks that the successor of a superseded version is in the history.",
        "檢查取代歷史版本的代碼列在版本紀錄中。",
    ),
    explanation: Explanation {
        what: Bilingual::fixed(
            "`superseded-by` holds a code that no entry of the history has, or the entry's own. A code without `v` is \
             version 1. Nothing is said while the code of an entry is missing or malformed, since that may be the one meant.",
            "`superseded-by` 的代碼不在版本紀錄的任何一個版本中，或就是該版本本身的代碼。未標示 `v` 的代碼為第 1 版。\
             若有版本的代碼未填或格式不符，則不作判斷。",
        ),
        why: Bilingual::fixed(
            "The form prints 已被《…》取代, and a reader follows it to the version in force. A successor that is not \
             listed is mostly a slip in a digit, or a version left out.",
            "職能基準表會印出「已被《…》取代」，讀者據此找到有效的版本。未列出的代碼多半是數字誤植，或版本有缺漏。",
        ),
        example: "history:\n  - code: TTM4221-004v2\n    status: current\n  - code: TTM4221-004v1\n    \
                  status: superseded\n    superseded-by: TTM4221-005v2\n",
        advice: Bilingual::fixed(
            "Correct the successor's code, or add the version it names.",
            "更正取代版本的代碼，或補上所指的版本。",
        ),
    },
    check: Check::Standard(check),
};

fn check(index: &StandardIndex<'_>, found: &mut Findings) {
    let standard = index.standard;
    if !standard.history.complete {
        return;
    }
    // The codes of all versions, if all of them are well formed.
    let listed = LazyCell::new(|| {
        standard.history.iter().map(|version| known(&version.code)).collect::<Option<HashSet<_>>>()
    });
    let own = LazyCell::new(|| known(&standard.code));
    let mut newer: Option<&Version<'_>> = None;
    for version in standard.history.iter() {
        let newer = newer.replace(version);
        let Some(successor) = version.superseded_by.given() else { continue };
        let Some(by) = identity(successor.normalized()) else { continue };
        // Nearly every successor is the version that is listed before, and is no other version then.
        if newer.is_some_and(|newer| known(&newer.code) == Some(by)) && known(&version.code) != Some(by) {
            continue;
        }
        let Some(listed) = listed.as_ref() else { return };
        let code = excerpt(filled(&version.code).unwrap_or("?"));
        if known(&version.code) == Some(by) {
            found.push(
                Diagnostic::new(
                    &RULE,
                    standard.at(successor.span),
                    bilingual!("{code} is superseded by itself", "取代 {code} 的就是它本身"),
                )
                .label(Bilingual::fixed("the code of this very entry", "這個版本本身的代碼"))
                .help(Bilingual::fixed(
                    "write the code of the version that took its place",
                    "改寫成取代它的版本的代碼",
                )),
            );
            continue;
        }
        // If the standard's own code is not listed, `history-current` reports it.
        if listed.contains(&by) || *own == Some(by) {
            continue;
        }
        let by = excerpt(successor.normalized());
        found.push(
            Diagnostic::new(
                &RULE,
                standard.at(successor.span),
                bilingual!(
                    "{code} is superseded by {by}, which is not in the history",
                    "取代 {code} 的 {by} 不在版本紀錄中"
                ),
            )
            .label(Bilingual::fixed("no version has this code", "沒有版本使用此代碼"))
            .help(bilingual!(
                "correct the code, or add {by} to the history",
                "更正代碼，或在版本紀錄補上 {by}"
            )),
        );
    }
}
