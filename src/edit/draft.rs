//! Drafts to begin with: an empty form with comments, or the next edition of an issued standard.

use crate::model::{NameKind, Standard, StandardCode};
use crate::text::bilingual::Bilingual;
use crate::yaml::Arena;
use crate::yaml::edit::{Change, Document};
use crate::yaml::write::scalar;

/// An empty form. The comments are in both languages, the form's own first, since a draft goes through many hands.
const FORM: &str = include_str!("draft.yaml");

/// The line in which a file names its schema, up to the path.
const NAMES_SCHEMA: &str = "# yaml-language-server: $schema=";

/// An empty form for a standard with this name.
pub fn empty(name: &str, kind: NameKind) -> String {
    FORM.replacen("KIND: NAME", &format!("{}: {}", kind.key(), scalar(name)), 1)
}

/// The text with another path to the schema, where its first line names one.
pub fn with_schema(text: &str, path: &str) -> String {
    let Some(rest) = text.strip_prefix(NAMES_SCHEMA) else { return text.to_owned() };
    let end = rest.find(['\r', '\n']).unwrap_or(rest.len());
    // An address holds from everywhere.
    if rest[..end].contains("://") {
        return text.to_owned();
    }
    format!("{NAMES_SCHEMA}{path}{}", &rest[end..])
}

/// Why there is no next edition of a standard.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.words().en)]
#[non_exhaustive]
pub enum NotRevisable {
    /// It is a draft itself.
    Draft,
    /// Its code is not one that was issued.
    Malformed,
    /// It has `revises` beside its code.
    RevisesBeside,
}

impl NotRevisable {
    /// The reason in both languages.
    pub fn words(&self) -> Bilingual {
        match self {
            Self::Draft => Bilingual::fixed(
                "it has no code; the next edition is that of an issued standard",
                "它沒有職能基準代碼；只有已公告的職能基準才有下一版",
            ),
            Self::Malformed => Bilingual::fixed(
                "its code does not have the shape of one that was issued, such as TTM4221-004v2",
                "它的代碼不合職能基準代碼的格式，例如 TTM4221-004v2",
            ),
            Self::RevisesBeside => {
                Bilingual::fixed("it has `revises` beside its code", "它除了代碼之外還有 `revises`")
            }
        }
    }
}

/// The next edition of an issued standard, to be edited: its own text, in which `code` became `revises`. The history
/// stays, since the edition goes on top of it when it is issued.
///
/// # Errors
/// [`NotRevisable`], where the standard was not issued.
pub fn revision(standard: &Standard<'_>, text: &str) -> Result<String, NotRevisable> {
    let code = standard.code.given().ok_or(NotRevisable::Draft)?;
    StandardCode::parse(code.as_str()).ok_or(NotRevisable::Malformed)?;
    if !standard.revises.is_absent() {
        return Err(NotRevisable::RevisesBeside);
    }
    let arena = Arena::new();
    let document = Document::of(text, &arena).ok_or(NotRevisable::Draft)?;
    let (_, entry) = document.entry(document.root(), "code").ok_or(NotRevisable::Draft)?;
    let renamed = document.changed(&[Change::SetText { at: entry.key, text: "revises" }]);
    // This fails only where the file has a key `revises` already.
    Ok(renamed.map_err(|_| NotRevisable::RevisesBeside)?.text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml::{self, Value};

    #[test]
    fn a_draft_names_the_schema_from_where_it_lies() {
        let form = with_schema(&empty("甲", NameKind::Occupation), "../a.json");
        assert!(form.starts_with("# yaml-language-server: $schema=../a.json\n#\n"));
        assert_eq!(
            with_schema("# yaml-language-server: $schema=b\r\na: b", "c"),
            "# yaml-language-server: $schema=c\r\na: b"
        );
        for text in ["code: A\n", "# yaml-language-server: $schema=https://example.org/a.json\n", ""] {
            assert_eq!(with_schema(text, "c"), text);
        }
    }

    #[test]
    fn texts_of_a_draft_are_read_back_unchanged_by_both_readers() {
        for text in [
            "獎勵旅遊業業務人員",
            "3D列印 / GDPR",
            "a: b",
            "a #b",
            "# a",
            "- a",
            "true",
            "Null",
            "~",
            "4221",
            "1e3",
            "2021-01-14",
            "",
            " ",
            " 甲 ",
            "\"甲\"",
            "'甲'",
            "甲\n乙",
            "\\n",
            "\u{1b}[31m",
            "甲\u{202e}\u{e0041}\u{2028}",
            "{a}",
            "[a",
            "*a",
            "&a",
            "!a",
            "%a",
            "@a",
            "`a`",
            "|",
            ">",
            "? a",
            "甲:",
            "甲: ",
            "人員（A）",
            "\t甲",
            "\u{feff}甲",
            "甲\r\n乙",
            "\u{ffff}",
            "---",
            "...",
            "<<",
            "=",
            "👩‍🍳",
        ] {
            let document = format!("a: {}\n", scalar(text));
            assert!(!document.trim_end().contains(|c: char| c.is_control()), "{text:?}");
            let arena = Arena::new();
            let root = yaml::parse(&document, &arena).root.map(|root| root.value);
            let Some(Value::Mapping { entries, .. }) = root else { panic!("{document}") };
            assert_eq!(entries[0].1.text(), Some(text), "{document}");
            let other: serde_norway::Value = serde_norway::from_str(&document).unwrap();
            assert_eq!(other["a"].as_str(), Some(text), "{document}");
        }
        assert_eq!(scalar("獎勵旅遊業業務人員"), "獎勵旅遊業業務人員");
        assert_eq!(scalar("3D列印"), "3D列印");
    }
}
