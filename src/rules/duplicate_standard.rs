//! `duplicate-standard`: two files with one code.

use super::versions::known;
use super::{Check, CrossFileIndex, Explanation, FileSummary, Rule, RuleClass, StandardIndex};
use crate::bilingual;
use crate::diagnostic::{Diagnostic, Findings, Severity};
use crate::text::bilingual::Bilingual;

/// The record.
pub static RULE: Rule = Rule {
    name: "duplicate-standard",
    severity: Severity::Error,
    class: RuleClass::Meaning,
    summary: Bilingual::fixed(
        "Checks that no two files have one code.",
        "檢查沒有兩個檔案使用同一個職能基準代碼。",
    ),
    explanation: Explanation {
        what: Bilingual::fixed(
            "Two files hold a standard with the same code. A code without `v` is version 1, so `TTM4221-004` and \
             `TTM4221-004v1` are the same.",
            "兩個檔案使用同一個職能基準代碼。未標示 `v` 的代碼為第 1 版，因此 `TTM4221-004` 與 `TTM4221-004v1` 相同。",
        ),
        why: Bilingual::fixed(
            "A code identifies one version of one standard. Of two files nobody knows which holds, and whoever counts \
             standards counts one twice.",
            "一個代碼只代表一份職能基準的一個版本。兩個檔案並存時，無法得知以何者為準，統計時也會重複計算。",
        ),
        example: "# a/TTM4221-004v2.yaml and b/TTM4221-004v2.yaml\ncode: TTM4221-004v2\n",
        advice: Bilingual::fixed(
            "Keep one of the two files, or correct the code of the other.",
            "保留其中一個檔案，或更正另一個檔案的代碼。",
        ),
    },
    check: Check::CrossFile(check),
};

fn check(index: &StandardIndex<'_>, files: &CrossFileIndex, found: &mut Findings) {
    let standard = index.standard;
    let (Some(identity), Some(code)) = (known(&standard.code), standard.code.given()) else { return };
    let Some(first) = files.first(identity).map(FileSummary::place) else { return };
    if first.file == standard.file {
        return;
    }
    let text = code.normalized();
    found.push(
        Diagnostic::new(
            &RULE,
            standard.at(code.span),
            bilingual!("another file has the code {text} already", "已有另一個檔案使用代碼 {text}"),
        )
        .label(Bilingual::fixed("the same code again", "同一代碼再次出現"))
        .related(first, Bilingual::fixed("first here", "首次出現在此"))
        .help(Bilingual::fixed(
            "keep one of the two files, or correct this code",
            "保留其中一個檔案，或更正此代碼",
        )),
    );
}
