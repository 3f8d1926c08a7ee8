//! `missing-field`: a key that a standard, a duty or a task cannot be without.

use super::{Check, Explanation, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::files::source::Place;
use crate::text::bilingual::Words;
use crate::text::excerpt::excerpt;
use crate::words;

/// The record.
pub static RULE: Rule = Rule {
    name: "missing-field",
    severity: Severity::Error,
    summary: Words::fixed(
        "Checks that a standard has a name and a duty, and every duty and task a name.",
        "檢查職能基準有名稱與主要職責，且每項職責與任務都有名稱。",
    ),
    explanation: Explanation {
        what: Words::fixed(
            "A key is missing that the format requires: `name` and `duties` of a standard, `name` of a duty or task.",
            "缺少本格式必要的鍵：職能基準的 `name` 與 `duties`，主要職責與工作任務的 `name`。",
        ),
        why: Words::fixed(
            "The official form cannot be printed without them. Everything else may be absent, and other rules say \
             what that means.",
            "沒有它們就印不出職能基準表。其他內容都可以沒有，由別的規則說明其意義。",
        ),
        example: "duties:\n  T1:\n    tasks: {}\n",
        advice: Words::fixed("Add the key.", "補上這個鍵。"),
    },
    check: Check::Loading,
};

/// The finding for `key`, required of `owner`, the key that the mapping stands under; a whole file has none.
pub(crate) fn found(owner: Option<&str>, key: &str, place: Place) -> Diagnostic {
    let (en, zh) = named(owner);
    Diagnostic::new(&RULE, place, words!("{en} has no `{key}`", "{zh}沒有 `{key}`"))
        .help(words!("add `{key}:`", "加上 `{key}:`"))
}

/// The finding for `keys`, of which `owner` needs one.
pub(crate) fn none_of(owner: Option<&str>, keys: &[&str], place: Place) -> Diagnostic {
    let (en, zh) = named(owner);
    let list = |joint: &str| keys.iter().map(|key| format!("`{key}:`")).collect::<Vec<_>>().join(joint);
    let (either, either_zh) = (list(" or "), list("或"));
    Diagnostic::new(&RULE, place, words!("{en} has nothing under it", "{zh}底下沒有內容"))
        .help(words!("add {either}", "加上 {either_zh}"))
}

fn named(owner: Option<&str>) -> (String, String) {
    match owner {
        Some(owner) => {
            let owner = excerpt(owner);
            (format!("`{owner}`"), format!("`{owner}` "))
        }
        None => ("the standard".into(), "職能基準".into()),
    }
}

/// The finding for a `key` that is there, with nothing under it.
pub(crate) fn nothing_under(key: &str, place: Place, help: Words) -> Diagnostic {
    Diagnostic::new(&RULE, place, words!("nothing stands under `{key}`", "`{key}` 底下沒有內容")).help(help)
}
