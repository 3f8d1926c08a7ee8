//! `overdue-review`: more than three years since the current version's date.

use jiff::ToSpan;
use jiff::civil::Date;

use super::versions::own_entries;
use super::{Check, Explanation, Rule, RuleClass};
use crate::bilingual;
use crate::diagnostic::{Diagnostic, Findings, Severity};
use crate::model::{Standard, StatusValue};
use crate::text::bilingual::Bilingual;

/// The record.
pub static RULE: Rule = Rule {
    name: "overdue-review",
    severity: Severity::Note,
    class: RuleClass::Meaning,
    summary: Bilingual::fixed(
        "Checks that no more than three years have passed since the current version (only with --as-of).",
        "檢查最新版本的日期距今不超過三年（須加 --as-of）。",
    ),
    explanation: Explanation {
        what: Bilingual::fixed(
            "The standard's own entry in its history is the current version, and its date lies more than three years \
             before the day given with `--as-of`. Without `--as-of` nothing is said, so that a run gives the same \
             findings on every day.",
            "版本紀錄中，本職能基準這一版是最新版本，而其日期早於 `--as-of` 所給日期三年以上。不加 `--as-of` 就不檢查，\
             因此同樣的檔案不論哪一天檢查，結果都相同。",
        ),
        why: Bilingual::fixed(
            "A registered standard has to be assessed for an update every three years.",
            "登錄的職能基準每三年須評估是否更新。",
        ),
        example: "# ttm validate --as-of 2026-01-01\nhistory:\n  - version: V2\n    code: TTM4221-004v2\n    \
                  status: current\n    date: 2021-01-14\n",
        advice: Bilingual::fixed(
            "Have the standard assessed. A next edition begins with `ttm new --revises FILE`.",
            "安排評估是否更新。要編修下一版，可用 `ttm new --revises 檔案` 開始。",
        ),
    },
    check: Check::Dated(check),
};

/// The number of years after which an assessment is due.
pub const YEARS: i32 = 3;

fn check(standard: &Standard<'_>, as_of: Date, found: &mut Findings) {
    let own = own_entries(standard).next();
    let is_current = |status: StatusValue| status == StatusValue::Current;
    let Some(own) = own.filter(|own| own.status.given().is_some_and(|status| is_current(status.value)))
    else {
        return;
    };
    let (Some(code), Some(date)) = (own.code.given(), own.date.given()) else { return };
    // No due date fits into the calendar, so nothing is overdue.
    let Ok(due) = date.value.checked_add(YEARS.years()) else { return };
    if as_of <= due {
        return;
    }
    let (code, dated) = (code.as_str(), date.value);
    found.push(
        Diagnostic::new(
            &RULE,
            standard.at(date.span),
            bilingual!(
                "{code} is dated {dated}, more than three years before {as_of}",
                "{code} 的日期是 {dated}，距 {as_of} 已超過三年"
            ),
        )
        .label(bilingual!("an assessment was due by {due}", "應於 {due} 前評估是否更新"))
        .help(Bilingual::fixed("have the standard assessed for an update", "安排評估本職能基準是否更新")),
    );
}
