//! `history-current`: a history without exactly one current version, or without the standard itself.

use std::cell::LazyCell;

use super::versions::{known, own_entries};
use super::{Check, Explanation, Rule, RuleClass, StandardIndex};
use crate::bilingual;
use crate::diagnostic::{Diagnostic, Findings, Severity};
use crate::model::named::{filled, subject};
use crate::model::{Field, Standard, Status, StatusValue, Version};
use crate::rules::missing::is_empty;
use crate::text::bilingual::Bilingual;
use crate::text::excerpt::excerpt;
use crate::text::fold::{visible, without_note_marks};

/// The record.
pub static RULE: Rule = Rule {
    name: "history-current",
    severity: Severity::Error,
    class: RuleClass::Meaning,
    summary: Bilingual::fixed(
        "Checks that the history has one current version and names the standard itself.",
        "檢查版本紀錄恰有一個最新版本，且包含本職能基準。",
    ),
    explanation: Explanation {
        what: Bilingual::fixed(
            "A history is there, but it calls no version current, or more than one, or the standard's own code is not \
             among its entries, or stands there with another name. The own entry may be superseded: that is an \
             archived version. A code without `v` is version 1. A draft has no code to look for and need not have a \
             current version; a standard without a history is fine. A note where an earlier version bears another name and no \
             update note speaks of it.",
            "版本紀錄中沒有或有不只一個最新版本，或各版本中沒有本職能基準的代碼，或該代碼的名稱不同。本身列為歷史版本並無不可，\
             那是封存的舊版。未標示 `v` 的代碼為第 1 版。草案沒有代碼可供核對，也不必有最新版本；沒有版本紀錄亦可。較早的版本名稱不同、更新說明又沒有提到的，列為 note。",
        ),
        why: Bilingual::fixed(
            "The history tells a reader whether this is the version in force and what took its place. Histories copied \
             from another occupation have been seen in print.",
            "讀者由版本紀錄得知本版是否有效、由哪一版取代。公告內容中曾出現誤用其他職業版本紀錄的情形。",
        ),
        example: "code: TTM4221-004v2\nhistory:\n  - version: V2\n    code: TTM4221-004v2\n    status: superseded\n  \
                  - version: V1\n    code: TTM4221-004v1\n    status: superseded\n",
        advice: Bilingual::fixed(
            "Give the version in force `status: current` and all others `status: superseded`, and add the entry of \
             this standard with its code and name.",
            "將有效的版本標為 `status: current`，其餘標為 `status: superseded`，並補上本職能基準的代碼與名稱。",
        ),
    },
    check: Check::Standard(check),
};

fn check(index: &StandardIndex<'_>, found: &mut Findings) {
    let standard = index.standard;
    if !standard.history.complete || is_empty(&standard.history) {
        return;
    }
    let missing = own_entry_missing(standard);
    let currents = currents(standard, found);
    // The missing entry is the current one, so a second finding would repeat the first.
    if let Some(missing) = missing {
        found.push(missing);
    } else if currents == 0 && !standard.is_draft() {
        found.extend(no_current(standard));
    }
    match other_name(standard) {
        Some(finding) => found.push(finding),
        None => renamed(standard, found),
    }
}

/// Reports the newest of the versions that bear another name than the one after them, where no update note speaks of a name.
fn renamed(standard: &Standard<'_>, found: &mut Findings) {
    let says_so =
        |version: &Version<'_>| version.note.given().is_some_and(|note| note.as_str().contains('名'));
    for pair in standard.history.windows(2) {
        let (Some(newer), Some(older)) = (pair[0].name.given(), pair[1].name.given()) else { continue };
        let is_same = newer.as_str() == older.as_str();
        if is_same || newer.is_blank() || older.is_blank() || pair.iter().any(says_so) {
            continue;
        }
        if compared(newer.as_str()) == compared(older.as_str()) {
            continue;
        }
        found.push_lazily(&RULE, Severity::Note, standard.at(older.span), |note| {
            let (one, other) = (called(&pair[1]), called(&pair[0]));
            let (old, new) = (excerpt(older.as_str()), excerpt(newer.as_str()));
            note.message(bilingual!(
                "{one} is named {old} and {other} {new}, and no update note says why",
                "{one} 的名稱是「{old}」，{other} 是「{new}」，更新說明沒有提到改名"
            ))
            .related(standard.at(newer.span), Bilingual::fixed("the later name", "後來的名稱"))
            .help(Bilingual::fixed(
                "say in the update note that it was renamed, or correct the name",
                "在更新說明寫明改名，或更正名稱",
            ))
        });
        return;
    }
}

/// The standard's code is in no entry. An unreadable or malformed code may be the one meant, so then nothing is
/// reported.
fn own_entry_missing(standard: &Standard<'_>) -> Option<Diagnostic> {
    let code = standard.code.given()?;
    known(&standard.code)?;
    let all_known = standard.history.iter().all(|version| known(&version.code).is_some());
    if !all_known || own_entries(standard).next().is_some() {
        return None;
    }
    let own = code.normalized();
    let finding = Diagnostic::new(
        &RULE,
        standard.at(code.span),
        bilingual!("{own} is not in its own history", "版本紀錄中沒有 {own}"),
    )
    .label(Bilingual::fixed("the standard's code", "職能基準代碼"))
    .help(bilingual!("add an entry for {own} to the history", "在版本紀錄補上 {own}"));
    Some(match standard.history.key {
        Some(key) => {
            finding.related(standard.at(key), Bilingual::fixed("the history without it", "版本紀錄未列出"))
        }
        None => finding,
    })
}

/// Reports every current version after the first, and returns the number of current versions.
fn currents(standard: &Standard<'_>, found: &mut Findings) -> usize {
    let mut count = 0;
    let mut first: Option<(&Version<'_>, Status)> = None;
    for version in standard.history.iter() {
        let Some(&status) = version.status.given().filter(|status| status.value == StatusValue::Current)
        else {
            continue;
        };
        count += 1;
        let Some((newest, newest_status)) = first else {
            first = Some((version, status));
            continue;
        };
        // The same version twice is reported by `history-order`.
        if known(&version.code).is_some_and(|code| known(&newest.code) == Some(code)) {
            continue;
        }
        let (one, other) = (called(newest), called(version));
        found.push(
            Diagnostic::new(
                &RULE,
                standard.at(status.span),
                bilingual!("{one} and {other} are both called current", "{one} 與 {other} 都標為最新版本"),
            )
            .label(Bilingual::fixed("current again", "又一個最新版本"))
            .related(standard.at(newest_status.span), Bilingual::fixed("current here", "最新版本在此"))
            .help(Bilingual::fixed(
                "leave the version in force current and make the others superseded",
                "只保留有效的版本為 current，其餘改為 superseded",
            )),
        );
    }
    count
}

/// Reports a history in which every version is superseded or has no status.
fn no_current(standard: &Standard<'_>) -> Option<Diagnostic> {
    if standard.history.iter().any(|version| matches!(version.status, Field::Unreadable)) {
        return None;
    }
    let key = standard.history.key.or(standard.history.first().map(|version| version.span))?;
    let Bilingual { en, zh } = subject(standard);
    Some(
        Diagnostic::new(
            &RULE,
            standard.at(key),
            bilingual!(
                "no version in the history of {en} is called current",
                "{zh} 的版本紀錄中沒有最新版本"
            ),
        )
        .label(Bilingual::fixed("none of these is current", "其中沒有最新版本"))
        .help(Bilingual::fixed(
            "give the version in force `status: current`",
            "將有效的版本標為 `status: current`",
        )),
    )
}

/// Reports a history that has the standard's code under another name.
fn other_name(standard: &Standard<'_>) -> Option<Diagnostic> {
    let name = standard.name.given().map(|name| &name.text).filter(|name| !name.is_blank())?;
    // Compared without white space, with look-alikes replaced, and without a note mark: other rules report a line wrapped
    // inside a name and ⾦ for 金, and a mark such as 【註1】 leads to a note of this form.
    let own = LazyCell::new(|| compared(name.as_str()));
    let mut other = None;
    for entry in own_entries(standard) {
        let named = entry.name.given().filter(|named| !named.is_blank())?;
        if named.as_str() == name.as_str() || compared(named.as_str()) == *own {
            return None;
        }
        other = other.or(Some(named));
    }
    let other = other?;
    let Bilingual { en, zh } = subject(standard);
    let (here, there) = (excerpt(name.as_str()), excerpt(other.as_str()));
    Some(
        Diagnostic::new(
            &RULE,
            standard.at(other.span),
            bilingual!(
                "the history names {en} “{there}”, the standard is “{here}”",
                "版本紀錄中 {zh} 的名稱為「{there}」，本職能基準則為「{here}」"
            ),
        )
        .label(Bilingual::fixed("another name", "名稱不同"))
        .related(standard.at(name.span), Bilingual::fixed("the standard's name", "職能基準名稱"))
        .help(Bilingual::fixed(
            "correct one of the two names, or the whole history where it is another standard's",
            "更正其中一個名稱；若整份版本紀錄屬於其他職能基準，請全部更正",
        )),
    )
}

/// A name as it is compared.
fn compared(name: &str) -> String {
    visible(&without_note_marks(name))
}

fn called(version: &Version<'_>) -> String {
    let label = filled(&version.code).or(filled(&version.version)).unwrap_or("?");
    excerpt(label).into_owned()
}
