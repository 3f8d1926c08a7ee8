//! How messages name a duty, a task or a whole standard.

use super::{Field, Standard, Text};
use crate::bilingual;
use crate::text::bilingual::Bilingual;
use crate::text::excerpt::excerpt;

/// The text of a field, if it is given and not blank.
pub(crate) fn filled<'a>(field: &'a Field<Text<'_>>) -> Option<&'a str> {
    field.given().filter(|text| !text.is_blank()).map(Text::normalized)
}

/// A duty or task: its code, followed by its name if it has one.
pub(crate) fn titled(code: &Text<'_>, name: &Field<Text<'_>>) -> String {
    match filled(name) {
        Some(name) => format!("{} {}", excerpt(code.normalized()), excerpt(name)),
        None => excerpt(code.normalized()).into_owned(),
    }
}

/// A standard: its code, or its name if it has no code.
pub(crate) fn subject(standard: &Standard<'_>) -> Bilingual {
    if let Some(code) = filled(&standard.code) {
        let code = excerpt(code);
        return bilingual!("{code}", "{code}");
    }
    match standard.name.given().filter(|name| !name.text.is_blank()) {
        Some(name) => {
            let name = excerpt(name.text.as_str());
            bilingual!("the draft {name}", "草案「{name}」")
        }
        None => Bilingual::fixed("the draft", "這份草案"),
    }
}
