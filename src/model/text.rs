//! A text of a standard: what it says, where it stands, and what it is written with.
//!
//! A standard has some hundred texts, and nearly all are written with just their characters. So a text is small, and
//! what only few have stands apart.

use std::borrow::Cow;

use super::code::unmasked;
use crate::files::source::Span;
use crate::yaml::Style;

/// A text and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text<'s> {
    /// Its place, quotation marks included; the key's place where the value is empty.
    pub span: Span,
    form: Spelling<'s>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Spelling<'s> {
    /// Bare, and written with just these characters.
    Verbatim(&'s str),
    Other(Box<Other<'s>>),
}

/// A text that is not written with just its characters, or is a code that others hide.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Other<'s> {
    value: Cow<'s, str>,
    written: &'s str,
    style: Style,
    meant: Option<Box<str>>,
}

impl<'s> Text<'s> {
    /// The text `value`, after YAML's quoting and folding and otherwise untouched, which is written with the bytes
    /// `written` of the source, in `style`. They stand at the start of `span`.
    pub fn new(value: Cow<'s, str>, written: &'s str, style: Style, span: Span) -> Self {
        Self { span, form: Spelling::Other(Box::new(Other { value, written, style, meant: None })) }
    }

    /// The bare text at `span` that is written with just its characters; or an empty one, which is written with none.
    #[inline]
    pub(crate) fn verbatim(text: &'s str, span: Span) -> Self {
        Self { span, form: Spelling::Verbatim(text) }
    }

    /// This text as a code.
    #[must_use]
    #[inline]
    pub fn into_code(self) -> Self {
        if self.as_str().is_ascii() { self } else { self.uncovered() }
    }

    #[cold]
    fn uncovered(self) -> Self {
        let Some(meant) = unmasked(self.as_str()) else { return self };
        let other = match self.form {
            Spelling::Verbatim(text) => {
                Other { value: Cow::Borrowed(text), written: text, style: Style::Plain, meant: None }
            }
            Spelling::Other(other) => *other,
        };
        Self { form: Spelling::Other(Box::new(Other { meant: Some(meant), ..other })), ..self }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        match &self.form {
            Spelling::Verbatim(text) => text,
            Spelling::Other(other) => &other.value,
        }
    }

    /// The code that is meant, so that `Ｋ０１` is K01 to every rule but the one that says how it is written; of
    /// any other text the text itself.
    pub fn meant(&self) -> &str {
        match &self.form {
            Spelling::Verbatim(text) => text,
            Spelling::Other(other) => other.meant.as_deref().unwrap_or(&other.value),
        }
    }

    /// Whether this is a code that full-width or unseen characters hide.
    pub fn is_masked(&self) -> bool {
        matches!(&self.form, Spelling::Other(other) if other.meant.is_some())
    }

    /// The bytes of the source that it is written with; none where the value is empty.
    pub fn written(&self) -> &'s str {
        match &self.form {
            Spelling::Verbatim(text) => text,
            Spelling::Other(other) => other.written,
        }
    }

    /// How it is written.
    pub fn style(&self) -> Style {
        match &self.form {
            Spelling::Verbatim(_) => Style::Plain,
            Spelling::Other(other) => other.style,
        }
    }

    /// Whether nothing but white space is there.
    pub fn is_blank(&self) -> bool {
        self.as_str().chars().all(char::is_whitespace)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_small() {
        assert_eq!(size_of::<Text<'_>>(), 24);
    }

    #[test]
    fn a_code_is_what_is_meant() {
        let code = |text| Text::verbatim(text, Span::default()).into_code();
        assert_eq!((code("K01").meant(), code("K01").is_masked()), ("K01", false));
        let masked = code("Ｋ０１");
        assert_eq!((masked.as_str(), masked.meant(), masked.is_masked()), ("Ｋ０１", "K01", true));
        assert_eq!((masked.written(), masked.style()), ("Ｋ０１", Style::Plain));
        assert!(!code("甲").is_masked());
    }
}
