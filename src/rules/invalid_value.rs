//! `invalid-value`: a level, a date or a status that is none, or keys that exclude each other.

use super::{Check, Explanation, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::files::source::Place;
use crate::model::half_width;
use crate::text::bilingual::Words;
use crate::text::excerpt::excerpt;
use crate::words;

/// The record.
pub static RULE: Rule = Rule {
    name: "invalid-value",
    severity: Severity::Error,
    summary: Words::fixed(
        "Checks that levels are 1 to 6, dates exist, and statuses are known.",
        "檢查級別為 1 至 6、日期存在、狀態是已知的詞。",
    ),
    explanation: Explanation {
        what: Words::fixed(
            "A level is not a number from 1 to 6, a date is not a day written as 2021-01-14, a status is neither \
             `current` nor `superseded`, or two keys stand of which only one may.",
            "級別不是 1 至 6 的數字、日期不是寫成 2021-01-14 的日子、狀態不是 `current` 或 `superseded`，或兩個鍵只能擇一卻都寫了。",
        ),
        why: Words::fixed(
            "Competency levels run from 1 to 6 (iCAP). Dates and statuses are compared with each other, so they need \
             one spelling.",
            "職能級別共 1 至 6 級（iCAP）。日期與狀態要互相比較，所以寫法必須一致。",
        ),
        example: "level: 9\n",
        advice: Words::fixed("Write the value as the message says.", "照訊息所說改寫。"),
    },
    check: Check::Loading,
};

/// The finding for a level.
pub(crate) fn level(place: Place, text: &str) -> Diagnostic {
    // `L3`, `3級`: the one digit that is there.
    let digits: Vec<char> = text.chars().map(half_width).filter(char::is_ascii_digit).collect();
    let text = excerpt(text);
    let diagnostic = Diagnostic::new(&RULE, place, words!("`{text}` is no level", "`{text}` 不是級別"))
        .label(Words::fixed("a level is a number from 1 to 6", "級別是 1 至 6 的數字"));
    match digits.as_slice() {
        [level @ '1'..='6'] => diagnostic.help(words!("write `{level}`", "改寫成 `{level}`")),
        _ => diagnostic,
    }
}

/// The finding for a date; `suggestion` is the day in the right spelling.
pub(crate) fn date(place: Place, text: &str, suggestion: Option<&str>) -> Diagnostic {
    let text = excerpt(text);
    let help = match suggestion {
        Some(day) => words!("write `{day}`", "改寫成 `{day}`"),
        None => Words::fixed("write year, month and day as in `2021-01-14`", "年月日寫成 `2021-01-14` 這樣"),
    };
    Diagnostic::new(&RULE, place, words!("`{text}` is no date", "`{text}` 不是日期")).help(help)
}

/// The finding for a status; `meant` is the word that was probably meant.
pub(crate) fn status(place: Place, text: &str, meant: Option<&str>) -> Diagnostic {
    let text = excerpt(text);
    let help = match meant {
        Some(word) => words!("write `{word}`", "改寫成 `{word}`"),
        None => Words::fixed(
            "write `current` (最新版本) or `superseded` (歷史版本)",
            "寫 `current`（最新版本）或 `superseded`（歷史版本）",
        ),
    };
    Diagnostic::new(&RULE, place, words!("`{text}` is no status", "`{text}` 不是狀態")).help(help)
}

/// The finding for `key`, which may not stand beside `other`.
pub(crate) fn excluded(key: &str, place: Place, other: &str, other_place: Place) -> Diagnostic {
    Diagnostic::new(
        &RULE,
        place,
        words!("`{key}` and `{other}` cannot stand together", "`{key}` 與 `{other}` 不能並存"),
    )
    .related(other_place, words!("`{other}` stands here", "`{other}` 在這裡"))
    .help(Words::fixed("keep one of the two", "兩者保留其一"))
}
