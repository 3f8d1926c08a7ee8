//! The severities of rules in a `ttm.toml`.

use std::collections::BTreeMap;

use super::Problem;
use super::table::{Item, Reader, Text, span};
use crate::bilingual;
use crate::diagnostic::Severity;
use crate::files::source::Span;
use crate::rules::{self, RULES, can_be_silenced};
use crate::text::bilingual::Bilingual;
use crate::text::excerpt::excerpt;
use crate::text::nearest::nearest;

/// Severities by rule; `None` switches a rule off.
pub(super) type Severities = BTreeMap<&'static str, Option<Severity>>;

/// Reads a table of rules and severities.
pub(super) fn severities(item: Item<'_, '_>, reader: &mut Reader) -> Severities {
    let mut severities = Severities::new();
    let Some(table) = reader.table(item) else { return severities };
    for (key, value) in table {
        let name: &str = key.get_ref();
        let Some(rule) = rules::find(name) else {
            reader.push(|| unknown_rule(name, span(key)));
            continue;
        };
        let Some(level) = reader.text(Item { key: span(key), value }) else { continue };
        match severity(&level.value) {
            None => reader.push(|| unknown_severity(&level)),
            Some(found) if found != Some(Severity::Error) && !can_be_silenced(rule.name) => {
                reader.push(|| fixed(rule.name, &level));
            }
            Some(found) => {
                severities.insert(rule.name, found);
            }
        }
    }
    severities
}

const LEVELS: [&str; 4] = ["off", "note", "warning", "error"];

fn severity(name: &str) -> Option<Option<Severity>> {
    match name {
        "off" => Some(None),
        _ => [Severity::Note, Severity::Warning, Severity::Error]
            .into_iter()
            .find(|severity| severity.name() == name)
            .map(Some),
    }
}

fn unknown_rule(name: &str, span: Span) -> Problem {
    let meant = nearest(name, RULES.iter().map(|rule| rule.name));
    let name = excerpt(name);
    Problem::new(span, bilingual!("there is no rule `{name}`", "沒有 `{name}` 這條規則")).help(match meant {
        Some(meant) => bilingual!("did you mean `{meant}`?", "是不是 `{meant}`？"),
        None => Bilingual::fixed("`ttm explain` lists the rules", "`ttm explain` 會列出所有規則"),
    })
}

fn unknown_severity(level: &Text) -> Problem {
    let name = excerpt(&level.value);
    let message = bilingual!("`{name}` is no severity", "`{name}` 不是嚴重程度");
    Problem::new(level.span, message).help(match nearest(&level.value, LEVELS) {
        Some(meant) => bilingual!("did you mean `{meant}`?", "是不是 `{meant}`？"),
        None => Bilingual::fixed(
            "write `off`, `note`, `warning` or `error`",
            "可用的值：`off`、`note`、`warning`、`error`",
        ),
    })
}

fn fixed(rule: &str, level: &Text) -> Problem {
    let message = bilingual!("{rule} is always an error", "{rule} 一律是錯誤");
    Problem::new(level.span, message).help(bilingual!(
        "a file with {rule} is not checked at all, and must not pass for one without findings; leave the file out \
         of the run instead",
        "出現 {rule} 的檔案根本沒有被檢查，不能看起來像沒有問題；若不想檢查，請不要列入這個檔案"
    ))
}
