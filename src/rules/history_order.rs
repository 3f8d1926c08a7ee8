//! `history-order`: a history that is not newest first, leaves a version out, or labels one wrongly.

use std::cmp::Reverse;
use std::ops::Range;

use super::versions::{identity, known};
use super::{Check, Explanation, Rule, RuleClass, StandardIndex};
use crate::bilingual;
use crate::diagnostic::{Diagnostic, Findings, Severity};
use crate::files::source::Span;
use crate::model::named::filled;
use crate::model::{Date, Standard, Text, Version};
use crate::text::bilingual::Bilingual;
use crate::text::excerpt::excerpt;

/// The record.
pub static RULE: Rule = Rule {
    name: "history-order",
    severity: Severity::Warning,
    class: RuleClass::Meaning,
    summary: Bilingual::fixed(
        "Checks that the history runs from the newest version to the oldest without a gap.",
        "檢查版本紀錄由新到舊排列，且沒有缺漏。",
    ),
    explanation: Explanation {
        what: Bilingual::fixed(
            "Versions stand in another order than newest first, a version has a later date than a newer one, a version \
             between two others is left out, or a label disagrees with its code, such as V2 beside …v3. A label may \
             repeat the whole code, and the history may begin with a later version than the first.",
            "版本未由新到舊排列、舊版的日期晚於新版、兩個版本之間有缺漏，或版本標示與代碼不一致（例如 V2 對應 …v3）。\
             版本標示可以寫出完整代碼，最早列出的版本也不必是第 1 版。",
        ),
        why: Bilingual::fixed(
            "The form lists versions newest first. A version or date out of line is mostly a slip in a digit.",
            "職能基準表由新到舊列出版本。版本或日期順序不符，多半是數字誤植。",
        ),
        example: "history:\n  - version: V3\n    code: TTM4221-004v3\n    date: 2023-12-29\n  - version: V1\n    \
                  code: TTM4221-004v1\n    date: 2027-12-31\n",
        advice: Bilingual::fixed(
            "Put the newest version first, add what is left out, and correct the label, code or date that is a slip.",
            "將最新的版本列在最前面，補上缺漏的版本，並更正誤植的版本標示、代碼或日期。",
        ),
    },
    check: Check::Standard(check),
};

fn check(index: &StandardIndex<'_>, found: &mut Findings) {
    let standard = index.standard;
    let mut entries = Vec::new();
    for version in standard.history.iter() {
        match number(version) {
            Number::Known(number, span) => entries.push(HistoryEntry { number, span, version }),
            Number::Unknown => {}
            Number::Disagrees { label, code } => found.push(disagreement(standard, label, code)),
        }
    }
    // One finding for a wrong order is enough: in a history that is sorted the other way all others follow from it.
    let backwards = entries.windows(2).find(|pair| pair[0].number < pair[1].number);
    for pair in entries.windows(2).filter(|pair| pair[0].number == pair[1].number).chain(backwards) {
        found.push(out_of_order(standard, pair[0], pair[1]));
    }
    if standard.history.complete && entries.len() == standard.history.len() {
        entries.sort_by_key(|entry| Reverse(entry.number));
        gaps(standard, &entries, found);
        dates(standard, entries.iter().map(|entry| entry.version), found);
    } else {
        dates(standard, standard.history.iter(), found);
    }
}

/// An entry of the history whose version is known.
#[derive(Clone, Copy)]
struct HistoryEntry<'a, 's> {
    number: u32,
    /// The text that the number was read from.
    span: Span,
    version: &'a Version<'s>,
}

enum Number<'a, 's> {
    Known(u32, Span),
    Unknown,
    Disagrees { label: &'a Text<'s>, code: &'a Text<'s> },
}

/// The version number of an entry, from its code, else from its label.
fn number<'a, 's>(version: &'a Version<'s>) -> Number<'a, 's> {
    let label = version.version.given().and_then(|text| Some((text, labelled(text.normalized())?)));
    let code = version.code.given().and_then(|text| Some((text, identity(text.normalized())?)));
    match (label, code) {
        (Some((label, (base, number))), Some((code, (code_base, code_number)))) => {
            if number == code_number && base.is_none_or(|base| base == code_base) {
                Number::Known(number, code.span)
            } else {
                Number::Disagrees { label, code }
            }
        }
        (None, Some((code, (_, number)))) => Number::Known(number, code.span),
        (Some((label, (_, number))), None) => Number::Known(number, label.span),
        (None, None) => Number::Unknown,
    }
}

/// The version number that a label gives, and the base code if the label repeats the whole code.
fn labelled(label: &str) -> Option<(Option<&str>, u32)> {
    let label = label.trim();
    if let Some((base, number)) = identity(label) {
        return Some((Some(base), number));
    }
    let number = label.strip_prefix(['V', 'v']).unwrap_or(label);
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { Some((None, number.parse().ok()?)) } else { None }
}

fn disagreement(standard: &Standard<'_>, label: &Text<'_>, code: &Text<'_>) -> Diagnostic {
    let (label_text, code_text) = (excerpt(label.normalized()), excerpt(code.normalized()));
    Diagnostic::new(
        &RULE,
        standard.at(label.span),
        bilingual!(
            "the label {label_text} disagrees with the code {code_text}",
            "版本標示 {label_text} 與代碼 {code_text} 不一致"
        ),
    )
    .label(Bilingual::fixed("the label", "版本標示"))
    .related(standard.at(code.span), Bilingual::fixed("the code", "代碼"))
    .help(Bilingual::fixed("correct the label or the code", "更正版本標示或代碼"))
}

fn out_of_order(
    standard: &Standard<'_>,
    above: HistoryEntry<'_, '_>,
    below: HistoryEntry<'_, '_>,
) -> Diagnostic {
    let (upper, lower) = (above.number, below.number);
    let (message, help) = if upper == lower {
        (
            bilingual!("version {lower} stands twice in the history", "版本紀錄中第 {lower} 版出現兩次"),
            Bilingual::fixed("remove one of the two, or correct its code", "刪除其中一個，或更正其代碼"),
        )
    } else {
        (
            bilingual!("version {lower} stands below version {upper}", "第 {lower} 版列在第 {upper} 版之後"),
            Bilingual::fixed("put the newest version first", "將最新的版本列在最前面"),
        )
    };
    Diagnostic::new(&RULE, standard.at(below.span), message)
        .label(bilingual!("version {lower}", "第 {lower} 版"))
        .related(standard.at(above.span), bilingual!("version {upper} above it", "前面是第 {upper} 版"))
        .help(help)
}

/// Reports versions that are missing between two entries; `entries` are newest first.
fn gaps(standard: &Standard<'_>, entries: &[HistoryEntry<'_, '_>], found: &mut Findings) {
    let all_coded = entries.iter().all(|entry| known(&entry.version.code).is_some());
    for pair in entries.windows(2) {
        let (newer, older) = (pair[0], pair[1]);
        let left_out = older.number.saturating_add(1)..newer.number;
        let reported =
            left_out.is_empty() || (all_coded && is_reported_elsewhere(standard, older.version, left_out));
        if !reported {
            found.push(skipped(standard, newer, older));
        }
    }
}

/// Whether another rule names the missing version: `history-current` if it is the standard's own, `history-successor`
/// if it is the successor of the version before the gap.
fn is_reported_elsewhere(standard: &Standard<'_>, older: &Version<'_>, left_out: Range<u32>) -> bool {
    let Some((base, _)) = known(&older.code) else { return false };
    [known(&standard.code), known(&older.superseded_by)]
        .into_iter()
        .flatten()
        .any(|(missed, version)| missed == base && left_out.contains(&version))
}

fn skipped(standard: &Standard<'_>, newer: HistoryEntry<'_, '_>, older: HistoryEntry<'_, '_>) -> Diagnostic {
    let (upper, lower) = (newer.number, older.number);
    Diagnostic::new(
        &RULE,
        standard.at(older.span),
        bilingual!(
            "the history goes from version {upper} to version {lower} and leaves out what is between",
            "版本紀錄由第 {upper} 版跳到第 {lower} 版，中間有缺漏"
        ),
    )
    .label(bilingual!("version {lower}", "第 {lower} 版"))
    .related(standard.at(newer.span), bilingual!("version {upper}", "第 {upper} 版"))
    .help(Bilingual::fixed(
        "add the versions that are left out, or correct the code",
        "補上缺漏的版本，或更正代碼",
    ))
}

/// Checks the dates in the order of the versions instead of the file's, so that a misplaced entry does not also get
/// a finding for its date.
fn dates<'a, 's: 'a>(
    standard: &Standard<'s>,
    versions: impl Iterator<Item = &'a Version<'s>>,
    found: &mut Findings,
) {
    let mut newer: Option<(&Version<'_>, Date)> = None;
    for version in versions {
        let Some(&date) = version.date.given() else { continue };
        if let Some((newer, newer_date)) = newer
            && date.value > newer_date.value
        {
            let (one, other) = (called(version), called(newer));
            let (early, late) = (newer_date.value, date.value);
            found.push(
                Diagnostic::new(
                    &RULE,
                    standard.at(date.span),
                    bilingual!(
                        "{one} is dated {late}, later than the newer {other} ({early})",
                        "{one} 的日期 {late} 晚於較新的 {other}（{early}）"
                    ),
                )
                .label(Bilingual::fixed("the older version's date", "舊版的日期"))
                .related(
                    standard.at(newer_date.span),
                    Bilingual::fixed("the newer version's date", "新版的日期"),
                )
                .help(Bilingual::fixed("correct the date that is a slip", "更正誤植的日期")),
            );
        }
        newer = Some((version, date));
    }
}

fn called(version: &Version<'_>) -> String {
    excerpt(filled(&version.version).or(filled(&version.code)).unwrap_or("?")).into_owned()
}
