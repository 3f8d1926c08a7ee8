//! `stale-version`: a file that declares itself current although a newer version is among the files.

use super::versions::{known, own_entries};
use super::{Check, CrossFileIndex, Explanation, Rule, RuleClass, StandardIndex};
use crate::bilingual;
use crate::diagnostic::{Diagnostic, Findings, Severity};
use crate::files::source::Span;
use crate::model::{Standard, StatusValue};
use crate::rules::missing::is_empty;
use crate::text::bilingual::Bilingual;

/// The record.
pub static RULE: Rule = Rule {
    name: "stale-version",
    severity: Severity::Warning,
    class: RuleClass::Meaning,
    summary: Bilingual::fixed(
        "Checks that no file calls itself current while a newer version is among the files.",
        "檢查已有新版檔案時，舊版不再標為最新版本。",
    ),
    explanation: Explanation {
        what: Bilingual::fixed(
            "A file calls its own version current, or has no history that says otherwise, while another file of the run \
             holds a newer version of the same standard.",
            "某檔案將本身標為最新版本，或沒有版本紀錄可供判斷，但檢查範圍內另有同一職能基準的較新版本。",
        ),
        why: Bilingual::fixed(
            "A reader of the older file would take it for the version in force.",
            "閱讀舊版檔案的人會誤以為它仍是有效的版本。",
        ),
        example: "# TTM4221-004v2.yaml, beside TTM4221-004v3.yaml\ncode: TTM4221-004v2\nhistory:\n  - version: V2\n    \
                  code: TTM4221-004v2\n    status: current\n",
        advice: Bilingual::fixed(
            "Mark the older version as superseded and name its successor, or remove its file.",
            "將舊版標為歷史版本並寫明取代的版本，或移除舊版檔案。",
        ),
    },
    check: Check::CrossFile(check),
};

fn check(index: &StandardIndex<'_>, files: &CrossFileIndex, found: &mut Findings) {
    let standard = index.standard;
    let Some((base, version)) = known(&standard.code) else { return };
    let Some((newest, newer)) = files.newest(base) else { return };
    let Some(code) = standard.code.given().filter(|_| newest > version) else { return };
    let Some(span) = claim(standard, code.span) else { return };
    let (older_text, newer_text) = (code.normalized(), newer.code());
    found.push(
        Diagnostic::new(
            &RULE,
            standard.at(span),
            bilingual!(
                "{older_text} passes for current, but {newer_text} is among the files",
                "{older_text} 仍視為最新版本，但檔案中已有 {newer_text}"
            ),
        )
        .label(Bilingual::fixed("passes for current", "視為最新版本"))
        .related(newer.place(), Bilingual::fixed("the newer version", "較新的版本"))
        .help(bilingual!(
            "mark {older_text} as superseded by {newer_text} in its history, or remove the file",
            "在版本紀錄將 {older_text} 標為已被 {newer_text} 取代，或移除檔案"
        )),
    );
}

/// The place that declares the standard current: the status of its own entry, or its `code` if it has no history.
fn claim(standard: &Standard<'_>, code: Span) -> Option<Span> {
    if is_empty(&standard.history) {
        return Some(code);
    }
    own_entries(standard)
        .filter_map(|version| version.status.given())
        .find(|status| status.value == StatusValue::Current)
        .map(|status| status.span)
}
