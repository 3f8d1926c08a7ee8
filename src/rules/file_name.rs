//! `file-name`: a file that is not named after its standard's code.

use super::{Check, Explanation, Rule, RuleClass, StandardIndex};
use crate::bilingual;
use crate::diagnostic::{Diagnostic, Findings, Severity};
use crate::model::StandardCode;
use crate::text::bilingual::Bilingual;
use crate::text::excerpt::excerpt;

/// The record.
pub static RULE: Rule = Rule {
    name: "file-name",
    severity: Severity::Warning,
    class: RuleClass::Style,
    summary: Bilingual::fixed(
        "Checks that a file is named after its standard's code.",
        "檢查檔案以職能基準代碼命名。",
    ),
    explanation: Explanation {
        what: Bilingual::fixed(
            "The file's name, without its ending, is not the code in it. Drafts have no code and are named freely, and \
             standard input has no name.",
            "檔名（不含副檔名）與檔案中的職能基準代碼不同。草案沒有代碼，可自由命名；標準輸入沒有檔名。",
        ),
        why: Bilingual::fixed(
            "In a folder of thousands a standard is found by its code, and two files of one code cannot lie side by side.",
            "在數千個檔案中，要靠代碼找到職能基準；以代碼命名，同一代碼也不會有兩個檔案並存。",
        ),
        example: "# incentive-travel.yaml\ncode: TTM4221-004v2\n",
        advice: Bilingual::fixed(
            "Rename the file to its code, or correct the code where the name is right.",
            "將檔案改以代碼命名；若檔名正確，則更正代碼。",
        ),
    },
    check: Check::Standard(check),
};

fn check(index: &StandardIndex<'_>, found: &mut Findings) {
    let standard = index.standard;
    let (Some(stem), Some(code)) = (standard.stem, standard.code.given()) else { return };
    // `malformed-code` reports a malformed code; no file should be named after it.
    if StandardCode::parse(code.normalized()).is_none() || stem == code.normalized() {
        return;
    }
    let (stem, code_text) = (excerpt(stem), code.normalized());
    found.push(
        Diagnostic::new(
            &RULE,
            standard.at(code.span),
            bilingual!(
                "the file is named {stem}, its code is {code_text}",
                "檔名為 {stem}，職能基準代碼為 {code_text}"
            ),
        )
        .label(Bilingual::fixed("not the file's name", "與檔名不同"))
        .help(bilingual!("rename the file to `{code_text}.yaml`", "將檔案更名為 `{code_text}.yaml`")),
    );
}
