//! `unknown-field`: a key that the format does not have at that place.

use super::{Check, Explanation, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::files::source::Place;
use crate::text::bilingual::Words;
use crate::text::excerpt::excerpt;
use crate::words;

/// The record.
pub static RULE: Rule = Rule {
    name: "unknown-field",
    severity: Severity::Error,
    summary: Words::fixed("Checks that every key is one of the format.", "檢查每個鍵都是本格式的鍵。"),
    explanation: Explanation {
        what: Words::fixed(
            "A key stands at a place where the format has no such key.",
            "某個位置出現了本格式在該處沒有的鍵。",
        ),
        why: Words::fixed(
            "What stands under an unknown key is not read, so a misspelt key would lose its text.",
            "未知的鍵底下的內容不會被讀取，鍵名拼錯就會漏掉內容。",
        ),
        example: "level: 3\nlevle: 3\n",
        advice: Words::fixed(
            "Correct the spelling. A comma inside {…} begins a new entry: write the mapping in lines of its own, or \
             put the text in quotation marks.",
            "修正拼字。{…} 裡的逗號會開始新的項目：請改成逐行書寫，或替文字加上引號。",
        ),
    },
    check: Check::Loading,
};

/// Why a key may have come to be there.
pub(crate) enum Guess<'a> {
    /// It is nearly this known key.
    Misspelt(&'a str),
    /// It is the rest of a text that a comma split; this is the text's key, if there is one.
    SplitText(Option<&'a str>),
    /// It is a key glued to its value.
    Glued(&'a str),
    /// White space that YAML takes for text indents it.
    Indented,
    /// No idea; these are the known keys.
    Known(String),
}

/// The finding for `key`.
pub(crate) fn found(key: &str, place: Place, guess: &Guess<'_>) -> Diagnostic {
    let key = excerpt(key);
    let message = words!("unknown key `{key}`", "未知的鍵 `{key}`");
    let diagnostic = Diagnostic::new(&RULE, place, message);
    match guess {
        Guess::Misspelt(known) => diagnostic.help(words!("did you mean `{known}`?", "是不是 `{known}`？")),
        Guess::SplitText(owner) => {
            let before = owner.map_or_else(String::new, |owner| format!("{}: ", excerpt(owner)));
            diagnostic.label(Words::fixed("split off by the comma", "被逗號切開")).help(words!(
                "a comma ends a text inside {{…}}: quote the whole text, as in `{before}\"甲,乙\"`",
                "在 {{…}} 裡，逗號會結束文字：請替整段文字加上引號，例如 `{before}\"甲,乙\"`"
            ))
        }
        Guess::Glued(key) => diagnostic.help(super::yaml_syntax::slip_help(key)),
        Guess::Indented => diagnostic
            .label(Words::fixed("the spaces before it are not plain ones", "前面的空格不是半形空格"))
            .help(super::yaml_syntax::indent_help()),
        Guess::Known(keys) => {
            diagnostic.help(words!("the keys known here are {keys}", "這裡可用的鍵：{keys}"))
        }
    }
}
