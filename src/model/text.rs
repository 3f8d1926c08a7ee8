//! A text of a standard: its value, its span, and the source bytes it is parsed from.
//!
//! A standard has hundreds of texts, nearly all of which are verbatim in the source. So `Text` is small, and what only
//! few texts need is boxed.

use std::borrow::Cow;
use std::ops::Range;

use super::code::normalized;
use crate::files::source::Span;
use crate::text::fold::printed;
use crate::yaml::Style;
use crate::yaml::align::{Alignment, How, Located};

/// A text and its span.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text<'s> {
    /// The bytes of the source, with the quotation marks; if the value is empty, those of the key.
    pub span: Span,
    form: Spelling<'s>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Spelling<'s> {
    /// A plain scalar whose source bytes are the value.
    Verbatim(&'s str),
    Other(Box<Other<'s>>),
}

/// A text that differs from its source bytes, or a code with full-width or invisible characters.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Other<'s> {
    value: Cow<'s, str>,
    written: &'s str,
    style: Style,
    normalized: Option<Box<str>>,
}

impl<'s> Text<'s> {
    /// The text `value`, after YAML's quoting and folding, parsed from the source bytes `written`, which are in `style`
    /// and start at the start of `span`.
    pub fn new(value: Cow<'s, str>, written: &'s str, style: Style, span: Span) -> Self {
        Self { span, form: Spelling::Other(Box::new(Other { value, written, style, normalized: None })) }
    }

    /// A plain scalar at `span` whose source bytes are its value; or an empty text.
    #[inline]
    pub(crate) fn verbatim(text: &'s str, span: Span) -> Self {
        Self { span, form: Spelling::Verbatim(text) }
    }

    /// Marks this text as a code, so that [`Text::normalized`] resolves full-width and invisible characters.
    #[must_use]
    #[inline]
    pub fn into_code(self) -> Self {
        if self.as_str().is_ascii() { self } else { self.normalize() }
    }

    #[cold]
    fn normalize(self) -> Self {
        let Some(normalized) = normalized(self.as_str()) else { return self };
        let other = match self.form {
            Spelling::Verbatim(text) => {
                Other { value: Cow::Borrowed(text), written: text, style: Style::Plain, normalized: None }
            }
            Spelling::Other(other) => *other,
        };
        Self { form: Spelling::Other(Box::new(Other { normalized: Some(normalized), ..other })), ..self }
    }

    /// The value.
    pub fn as_str(&self) -> &str {
        match &self.form {
            Spelling::Verbatim(text) => text,
            Spelling::Other(other) => &other.value,
        }
    }

    /// For a code, its value with full-width characters narrowed and invisible ones removed, so that `Ｋ０１` is K01 to
    /// every rule except the one that reports such characters. For any other text, its value.
    pub fn normalized(&self) -> &str {
        match &self.form {
            Spelling::Verbatim(text) => text,
            Spelling::Other(other) => other.normalized.as_deref().unwrap_or(&other.value),
        }
    }

    /// Whether this is a code with full-width or invisible characters.
    pub fn needs_normalizing(&self) -> bool {
        matches!(&self.form, Spelling::Other(other) if other.normalized.is_some())
    }

    /// The source bytes of the value; empty if the value is empty.
    pub fn written(&self) -> &'s str {
        match &self.form {
            Spelling::Verbatim(text) => text,
            Spelling::Other(other) => other.written,
        }
    }

    /// The style of the scalar in the source.
    pub fn style(&self) -> Style {
        match &self.form {
            Spelling::Verbatim(_) => Style::Plain,
            Spelling::Other(other) => other.style,
        }
    }

    /// Aligns the text with its source bytes.
    pub fn align(&self) -> Alignment {
        Alignment::of(self.as_str(), self.written(), self.style(), self.span.start as usize)
    }

    /// Locates a range of the text in the source. The range is in bytes and must not be empty.
    pub fn place(&self, range: Range<usize>) -> Located {
        match &self.form {
            // Nearly all texts, for which nothing has to be aligned.
            Spelling::Verbatim(text) if !text.is_empty() => {
                let start = self.span.start as usize;
                Located { span: Span::new(start + range.start, start + range.end), how: How::Verbatim }
            }
            _ => self.align().place(range),
        }
    }

    /// Whether it is a plain scalar whose source bytes are its value.
    pub(crate) fn is_verbatim(&self) -> bool {
        matches!(&self.form, Spelling::Verbatim(text) if !text.is_empty())
    }

    /// Whether the text is empty or only white space.
    pub fn is_blank(&self) -> bool {
        printed(self.as_str()).is_empty()
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
    fn a_code_is_compared_in_its_normalized_form() {
        let code = |text| Text::verbatim(text, Span::default()).into_code();
        assert_eq!((code("K01").normalized(), code("K01").needs_normalizing()), ("K01", false));
        let masked = code("Ｋ０１");
        assert_eq!(
            (masked.as_str(), masked.normalized(), masked.needs_normalizing()),
            ("Ｋ０１", "K01", true)
        );
        assert_eq!((masked.written(), masked.style()), ("Ｋ０１", Style::Plain));
        assert!(!code("甲").needs_normalizing());
    }
}
