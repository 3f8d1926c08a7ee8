//! What decoding finds wrong with the shape of a file, under the identifiers of the rules that explain it.

use super::guess::{Guess, Neighbourhood};
use crate::bilingual;
use crate::diagnostic::{Diagnostic, RuleId, Severity};
use crate::files::source::{Place, Span};
use crate::model::Kind;
use crate::text::bilingual::Bilingual;
use crate::text::characters::half_width;
use crate::text::excerpt::excerpt;

/// The identifier of the rule `unknown-field`.
pub(crate) const UNKNOWN_FIELD: RuleId = RuleId { name: "unknown-field", severity: Severity::Error };
/// The identifier of the rule `missing-field`.
pub(crate) const MISSING_FIELD: RuleId = RuleId { name: "missing-field", severity: Severity::Error };
/// The identifier of the rule `wrong-type`.
pub(crate) const WRONG_TYPE: RuleId = RuleId { name: "wrong-type", severity: Severity::Error };
/// The identifier of the rule `invalid-value`.
pub(crate) const INVALID_VALUE: RuleId = RuleId { name: "invalid-value", severity: Severity::Error };
/// The identifier of the rule `yaml-syntax`.
pub(crate) const YAML_SYNTAX: RuleId = RuleId { name: "yaml-syntax", severity: Severity::Error };

/// The finding for `key`.
///
/// `column` gives the column of a place in the file, from 1.
pub(crate) fn unknown_field(
    key: &str,
    place: Place,
    guess: &Guess<'_>,
    column: impl Fn(Span) -> usize,
) -> Diagnostic {
    let key = excerpt(key);
    let message = bilingual!("unknown key `{key}`", "未知的鍵 `{key}`");
    let diagnostic = Diagnostic::new(UNKNOWN_FIELD, place, message);
    match guess {
        Guess::Misspelt(known) => {
            diagnostic.help(bilingual!("did you mean `{known}`?", "是不是 `{known}`？"))
        }
        Guess::SplitText(owner) => {
            let before = owner.map_or_else(String::new, |owner| format!("{}: ", excerpt(owner)));
            diagnostic.label(Bilingual::fixed("split off by the comma", "被逗號切開")).help(bilingual!(
                "a comma ends a text inside {{…}}: quote the whole text, as in `{before}\"甲,乙\"`",
                "在 {{…}} 裡，逗號會結束文字：請替整段文字加上引號，例如 `{before}\"甲,乙\"`"
            ))
        }
        Guess::Glued(key) => diagnostic.help(slip_help(key)),
        Guess::Indented => diagnostic
            .label(Bilingual::fixed("the spaces before it are not plain ones", "前面的空格不是半形空格"))
            .help(indent_help()),
        Guess::Below(owner, below) => {
            let diagnostic = match below {
                Neighbourhood::Beside(first) => {
                    let (here, usual) = (column(place.span), column(*first));
                    diagnostic.label(bilingual!("column {here}", "第 {here} 欄")).related(
                        Place { file: place.file, span: *first },
                        bilingual!("its like are in column {usual}", "同類項目在第 {usual} 欄"),
                    )
                }
                _ => diagnostic,
            };
            diagnostic
                .message(bilingual!(
                    "`{key}` stands beside the keys of the entry above, not below `{owner}:`",
                    "`{key}` 與上層項目的鍵並列，沒有放在 `{owner}:` 之下"
                ))
                .help(match below {
                    Neighbourhood::Beside(_) => bilingual!(
                        "indent it, with what is below it, as its like below `{owner}:`",
                        "連同其下各行，縮排到與 `{owner}:` 之下的同類項目對齊"
                    ),
                    Neighbourhood::Empty => {
                        bilingual!("indent it by two more spaces than `{owner}:`", "比 `{owner}:` 多縮排兩格")
                    }
                    Neighbourhood::Other => bilingual!("move it below `{owner}:`", "移到 `{owner}:` 之下"),
                    Neighbourhood::Absent => bilingual!(
                        "write `{owner}:` above it, and indent it by two more spaces than that",
                        "在上一行加上 `{owner}:`，並比它多縮排兩格"
                    ),
                })
        }
        Guess::Known(Bilingual { en, zh }) => {
            diagnostic.help(bilingual!("the keys known here are {en}", "這裡可用的鍵：{zh}"))
        }
    }
}

/// The finding for `key`, required of `owner`, the key that the mapping stands under; a whole file has none.
pub(crate) fn missing_field(owner: Option<&str>, key: &str, place: Place) -> Diagnostic {
    let (en, zh) = named(owner);
    Diagnostic::new(MISSING_FIELD, place, bilingual!("{en} has no `{key}`", "{zh}沒有 `{key}`"))
        .help(bilingual!("add `{key}:`", "加上 `{key}:`"))
}

/// The finding if `owner` has none of `keys` and needs one.
pub(crate) fn none_of(owner: Option<&str>, keys: &[&str], place: Place) -> Diagnostic {
    let (en, zh) = named(owner);
    let list = |joint: &str| keys.iter().map(|key| format!("`{key}:`")).collect::<Vec<_>>().join(joint);
    let (either, either_zh) = (list(" or "), list("或"));
    Diagnostic::new(MISSING_FIELD, place, bilingual!("{en} has nothing under it", "{zh}底下沒有內容"))
        .help(bilingual!("add {either}", "加上 {either_zh}"))
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

/// The finding for a `key` without a value.
pub(crate) fn nothing_under(key: &str, place: Place, help: Bilingual) -> Diagnostic {
    Diagnostic::new(MISSING_FIELD, place, bilingual!("nothing stands under `{key}`", "`{key}` 底下沒有內容"))
        .help(help)
}

/// The finding for a value at `place` that is `found` and should be `expected`.
pub(crate) fn wrong_type(place: Place, expected: &Bilingual, found: &Bilingual) -> Diagnostic {
    let (en, zh) = (&expected.en, &expected.zh);
    let (found_en, found_zh) = (&found.en, &found.zh);
    let message = Bilingual {
        en: format!("expected {en}, found {found_en}").into(),
        zh: format!("這裡應該是{zh}，卻是{found_zh}").into(),
    };
    Diagnostic::new(WRONG_TYPE, place, message)
}

/// The finding for a file of another kind, with some of its `keys`.
pub(crate) fn not_a_standard(keys: &[&str], place: Place) -> Diagnostic {
    let keys: Vec<_> = keys.iter().map(|key| format!("`{}`", excerpt(key))).collect();
    let (en, zh) = (keys.join(", "), keys.join("、"));
    let message = bilingual!(
        "this file is no competency standard: its keys are {en}, not those of a standard",
        "這個檔案不是職能基準：它的鍵是 {zh}，不是職能基準的鍵"
    );
    Diagnostic::new(WRONG_TYPE, place, message).help(Bilingual::fixed(
        "if it belongs here, leave it out with `exclude` in ttm.toml; a standard has `name:` and `duties:`",
        "若它應該放在這裡，請在 ttm.toml 的 `exclude` 略過它；職能基準要有 `name:` 與 `duties:`",
    ))
}

/// The finding for a level.
pub(crate) fn level(place: Place, text: &str) -> Diagnostic {
    // `L3`, `3級`, `三`: the one digit that is there.
    let digit = |c: char| match "一二三四五六".chars().zip('1'..).find(|(chinese, _)| *chinese == c) {
        Some((_, digit)) => digit,
        None => half_width(c),
    };
    let digits: Vec<char> = text.chars().map(digit).filter(char::is_ascii_digit).collect();
    let text = excerpt(text);
    let diagnostic =
        Diagnostic::new(INVALID_VALUE, place, bilingual!("`{text}` is no level", "`{text}` 不是級別"))
            .label(Bilingual::fixed("a level is a number from 1 to 6", "級別是 1 至 6 的數字"));
    match digits.as_slice() {
        [level @ '1'..='6'] => diagnostic.help(bilingual!("write `{level}`", "改寫成 `{level}`")),
        _ => diagnostic,
    }
}

/// The finding for a date; `suggestion` is the day in the right spelling.
pub(crate) fn date(place: Place, text: &str, suggestion: Option<&str>) -> Diagnostic {
    let text = excerpt(text);
    let help = match suggestion {
        Some(day) => bilingual!("write `{day}`", "改寫成 `{day}`"),
        None => {
            Bilingual::fixed("write year, month and day as in `2021-01-14`", "年月日寫成 `2021-01-14` 這樣")
        }
    };
    Diagnostic::new(INVALID_VALUE, place, bilingual!("`{text}` is no date", "`{text}` 不是日期")).help(help)
}

/// The finding for a status; `meant` is the word that was probably meant.
pub(crate) fn status(place: Place, text: &str, meant: Option<&str>) -> Diagnostic {
    let text = excerpt(text);
    let help = match meant {
        Some(word) => bilingual!("write `{word}`", "改寫成 `{word}`"),
        None => Bilingual::fixed(
            "write `current` (最新版本) or `superseded` (歷史版本)",
            "寫 `current`（最新版本）或 `superseded`（歷史版本）",
        ),
    };
    Diagnostic::new(INVALID_VALUE, place, bilingual!("`{text}` is no status", "`{text}` 不是狀態")).help(help)
}

/// The finding for a file of a later format, which needs `version` of the program.
pub(crate) fn newer(version: &str, place: Place) -> Diagnostic {
    let (version, own) = (excerpt(version), env!("CARGO_PKG_VERSION"));
    Diagnostic::new(
        INVALID_VALUE,
        place,
        bilingual!("this needs ttm {version} or later", "這個檔案需要 ttm {version} 以上的版本"),
    )
    .label(bilingual!("this is ttm {own}", "目前是 ttm {own}"))
    .help(Bilingual::fixed(
        "install a later version, as with `pip install --upgrade icap-ttm`",
        "請安裝較新的版本，例如 `pip install --upgrade icap-ttm`",
    ))
}

/// The finding for `key`, which excludes `other`.
pub(crate) fn excluded(key: &str, place: Place, other: &str, other_place: Place) -> Diagnostic {
    Diagnostic::new(
        INVALID_VALUE,
        place,
        bilingual!("`{key}` and `{other}` cannot stand together", "`{key}` 與 `{other}` 不能並存"),
    )
    .related(other_place, bilingual!("`{other}` stands here", "`{other}` 在這裡"))
    .help(Bilingual::fixed("keep one of the two", "兩者保留其一"))
}

/// The finding for a key that occurs twice in one mapping.
pub(crate) fn twice(key: &str, place: Place, first: Place) -> Diagnostic {
    Diagnostic::new(YAML_SYNTAX, place, bilingual!("the key `{key}` stands twice", "鍵 `{key}` 出現兩次"))
        .label(Bilingual::fixed("again", "重複"))
        .related(first, Bilingual::fixed("first here", "第一次在這裡"))
        .help(Bilingual::fixed("keep one of the two", "兩者保留其一"))
}

/// What to do about a key glued to its value.
pub(crate) fn slip_help(key: &str) -> Bilingual {
    let key = excerpt(key);
    bilingual!(
        "write `{key}: ` with a half-width colon and a space",
        "改寫成 `{key}: `，用半形冒號加一個空格"
    )
}

/// The finding for the keys of an entry that stand beside its code in a list: `- T1.1:` and `name:` below the `T`.
pub(crate) fn beside_code(code: &str, key: &str, place: Place, key_place: Place) -> Diagnostic {
    let (code, key) = (excerpt(code), excerpt(key));
    let message = bilingual!(
        "`{key}` and what follows stand beside `{code}:`, not below it",
        "`{key}` 以下各鍵與 `{code}:` 並列，沒有放在它之下"
    );
    Diagnostic::new(WRONG_TYPE, key_place, message)
        .related(place, Bilingual::fixed("the entry they belong to", "所屬的項目"))
        .help(bilingual!(
            "indent `{key}` and the lines that follow by two more spaces than `{code}:`; or leave out the dashes",
            "把 `{key}` 以下各行縮排得比 `{code}:` 多兩格；或去掉清單的「-」"
        ))
}

/// What to do about a line that is indented with white space that YAML reads as text.
pub(crate) fn indent_help() -> Bilingual {
    Bilingual::fixed("indent with plain spaces, two a level", "請用半形空格縮排，每層兩格")
}

/// What to do about a file that is a text, a list, or empty.
pub(crate) fn begin_help() -> Bilingual {
    Bilingual::fixed(
        "`ttm new` begins a standard, `ttm import` makes one of what is published",
        "新的職能基準用 `ttm new` 建立，已公告的用 `ttm import` 匯入",
    )
}

/// What to do about a text under `key`, where entries of `kind` belong.
pub(crate) fn entries_help(key: &str, text: &str, kind: Kind) -> Bilingual {
    let text = text.trim();
    if let Some([first, second]) = first_two(text, kind) {
        let key = excerpt(key);
        return bilingual!(
            "write each entry on a line of its own below `{key}:`, indented by two more spaces: `{first}`, `{second}` and so on",
            "在 `{key}:` 之下每個項目各寫一行，多縮排兩格：`{first}`、`{second}`，依此類推"
        );
    }
    // `knowledge: K01 材料認識`
    let code = |code: &str| Kind::of(code).is_some_and(|found| found == kind);
    let (code, text) = match text.split_once([' ', '\u{3000}']).filter(|(first, _)| code(first)) {
        Some((code, text)) => (code, text.trim()),
        None if code(text) => (text, "…"),
        None => (kind.example(), if text.is_empty() { "…" } else { text }),
    };
    let (key, code, text) = (excerpt(key), excerpt(code), excerpt(text));
    if matches!(kind, Kind::Duty | Kind::Task) {
        return bilingual!(
            "write `{code}:` on a line of its own below `{key}:`, and below that its keys, as in `name: {text}`, each \
             level indented by two more spaces",
            "在 `{key}:` 的下一行寫 `{code}:`，再下一行寫它的鍵，例如 `name: {text}`，每層多縮排兩格"
        );
    }
    bilingual!(
        "write `{code}: {text}` on a line of its own below `{key}:`, indented by two more spaces",
        "在 `{key}:` 的下一行多縮排兩格，寫成 `{code}: {text}`"
    )
}

/// The first two of several entries that were pasted as one text, as they are written: `K01 材料 K02圖學`.
fn first_two(text: &str, kind: Kind) -> Option<[String; 2]> {
    if matches!(kind, Kind::Duty | Kind::Task) {
        return None;
    }
    let mut entries: Vec<(&str, Vec<&str>)> = Vec::new();
    for word in text.split_whitespace() {
        let digits = word.find(|c: char| !c.is_ascii_alphanumeric() && c != '.').unwrap_or(word.len());
        let (code, name) = word.split_at(digits);
        match entries.last_mut() {
            _ if Kind::of(code) == Some(kind) => {
                let name = name.trim_start_matches(['、', '：', ':', '，', ',']);
                entries.push((code, if name.is_empty() { Vec::new() } else { vec![name] }));
            }
            Some((_, words)) => words.push(word),
            None => return None,
        }
    }
    let [first, second, ..] = &entries[..] else { return None };
    let shown = |(code, words): &(&str, Vec<&str>)| match words[..] {
        [] => format!("{code}: …"),
        _ => format!("{code}: {}", excerpt(&words.join(" "))),
    };
    Some([shown(first), shown(second)])
}

/// What to do about a duty or task whose name stands behind its code.
pub(crate) fn part_name_help(code: &str, name: &str) -> Bilingual {
    let (code, name) = (excerpt(code), excerpt(name));
    bilingual!(
        "write `name: {name}` on a line of its own below `{code}:`, indented by two more spaces",
        "在 `{code}:` 的下一行多縮排兩格，寫成 `name: {name}`"
    )
}

/// What to do about a name without its kind (`occupation` or `category`).
pub(crate) fn name_help(name: &str) -> Bilingual {
    let name = excerpt(name);
    bilingual!(
        "write `occupation: {name}` on a line of its own below `name:`, indented by two spaces; or `category:`",
        "在 `name:` 的下一行縮排兩格，寫成 `occupation: {name}`（職業），或 `category:`（職類）"
    )
}
