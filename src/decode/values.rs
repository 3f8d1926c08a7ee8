//! Reads single values: texts, codes, levels, dates and statuses.

use std::borrow::Cow;
use std::ptr;

use super::guess::respelt_date;
use super::reader::{Pair, Reader};
use super::{problem, scalar};
use crate::files::source::Span;
use crate::model::{Date, Field, Level, Status, StatusValue, Text};
use crate::text::bilingual::Bilingual;
use crate::text::nearest::nearest;
use crate::yaml::{Node, Style, Value};

pub(super) static A_TEXT: Bilingual = Bilingual::fixed("a text", "文字");

impl<'s> Reader<'_, 's> {
    pub(super) fn text(&mut self, pair: Option<Pair<'_>>) -> Field<Text<'s>> {
        let Some((key, node)) = pair else { return Field::Unreadable };
        let text = text(node, key.span, self.source);
        text.or_else(|| self.wrong_type(node, key.span, &A_TEXT)).map_or(Field::Unreadable, Field::Given)
    }

    pub(super) fn code(&mut self, pair: Option<Pair<'_>>) -> Field<Text<'s>> {
        match self.text(pair) {
            Field::Given(text) => Field::Given(text.into_code()),
            other => other,
        }
    }

    pub(super) fn level(&mut self, pair: Option<Pair<'_>>) -> Field<Level> {
        self.unless_null(pair, |reader, key, node| {
            let value = scalar::level(node).or_else(|| reader.no_level(key, node))?;
            Some(Level { value, span: node.span })
        })
    }

    #[cold]
    fn no_level<T>(&mut self, key: &Node<'_>, node: &Node<'_>) -> Option<T> {
        if let Value::Scalar { text, style: Style::Plain } = node.value {
            self.report(problem::level(self.at(node.span), text));
            return None;
        }
        let expected =
            Bilingual::fixed("a number from 1 to 6 without quotation marks", "不加引號的 1 至 6 的數字");
        self.wrong_type(node, key.span, &expected)
    }

    pub(super) fn date(&mut self, pair: Option<Pair<'_>>) -> Field<Date> {
        self.unless_null(pair, |reader, key, node| {
            let Some(text) = node.text() else {
                return reader.wrong_type(node, key.span, &Bilingual::fixed("a date", "日期"));
            };
            let Some(value) = scalar::date(text) else {
                let respelt = respelt_date(text);
                reader.report(problem::date(reader.at(node.span), text, respelt.as_deref()));
                return None;
            };
            Some(Date { value, span: node.span })
        })
    }

    pub(super) fn status(&mut self, pair: Option<Pair<'_>>) -> Field<Status> {
        self.unless_null(pair, |reader, key, node| {
            let Some(text) = node.text() else {
                return reader.wrong_type(node, key.span, &Bilingual::fixed("a status", "狀態"));
            };
            let Some(value) = scalar::status(text) else {
                let printed = StatusValue::BOTH.into_iter().find(|status| status.printed() == text);
                let printed = printed.map(StatusValue::key);
                let meant = printed.or_else(|| nearest(text, StatusValue::BOTH.map(StatusValue::key)));
                reader.report(problem::status(reader.at(node.span), text, meant));
                return None;
            };
            Some(Status { value, span: node.span })
        })
    }

    /// A value that may be empty.
    fn unless_null<'t, T>(
        &mut self,
        pair: Option<Pair<'t>>,
        read: impl FnOnce(&mut Self, &'t Node<'t>, &'t Node<'t>) -> Option<T>,
    ) -> Field<T> {
        match pair {
            Some((key, node)) if scalar::is_null(node) => Field::Empty(key.span),
            Some((key, node)) => read(self, key, node).map_or(Field::Unreadable, Field::Given),
            None => Field::Unreadable,
        }
    }
}

/// A text; an empty value is an empty text with the span `fallback`.
pub(super) fn text<'s>(node: &Node<'_>, fallback: Span, source: &'s str) -> Option<Text<'s>> {
    plain_text(node, source).or_else(|| other_text(node, fallback, source))
}

/// A code, in the same way.
pub(super) fn code<'s>(node: &Node<'_>, fallback: Span, source: &'s str) -> Option<Text<'s>> {
    text(node, fallback, source).map(Text::into_code)
}

/// A text whose source bytes are its value, as nearly always.
#[inline(always)]
pub(super) fn plain_text<'s>(node: &Node<'_>, source: &'s str) -> Option<Text<'s>> {
    verbatim(node, source).map(|text| Text::verbatim(text, node.span))
}

/// The same for a code without full-width or invisible characters.
#[inline(always)]
pub(super) fn plain_code<'s>(node: &Node<'_>, source: &'s str) -> Option<Text<'s>> {
    verbatim(node, source).filter(|code| code.is_ascii()).map(|code| Text::verbatim(code, node.span))
}

/// A key as a code: `null` is one, however malformed.
pub(super) fn key_code<'s>(key: &Node<'_>, source: &'s str) -> Option<Text<'s>> {
    if !scalar::is_null(key) {
        return code(key, key.span, source);
    }
    let word = key.written(source);
    Some(Text::new(Cow::Borrowed(word), word, Style::Plain, key.span))
}

/// The source bytes of the node if they are its value, as nearly always.
#[inline(always)]
fn verbatim<'s>(node: &Node<'_>, source: &'s str) -> Option<&'s str> {
    let Value::Scalar { text, style: Style::Plain } = node.value else { return None };
    let written = node.written(source);
    (ptr::eq(written, text) && !scalar::is_null_word(text)).then_some(written)
}

fn other_text<'s>(node: &Node<'_>, fallback: Span, source: &'s str) -> Option<Text<'s>> {
    match node.value {
        // Other readers take it for nothing, so it is no text; in quotation marks it is one.
        Value::Scalar { .. } if scalar::is_null(node) => {
            Some(Text::new(Cow::Borrowed(""), node.written(source), Style::Plain, node.span))
        }
        Value::Scalar { text, style } => {
            Some(Text::new(borrowed(text, source), node.written(source), style, node.span))
        }
        Value::Empty => {
            let span = if fallback.start == fallback.end { node.span } else { fallback };
            Some(Text::verbatim("", span))
        }
        Value::List(_) | Value::Mapping { .. } | Value::Alias => None,
    }
}

/// The part of `source` that `text` is a slice of, or a copy of `text` if it is not a slice of it.
fn borrowed<'s>(text: &str, source: &'s str) -> Cow<'s, str> {
    let start = text.as_ptr().addr().wrapping_sub(source.as_ptr().addr());
    match source.get(start..start.saturating_add(text.len())) {
        Some(slice) => Cow::Borrowed(slice),
        None => Cow::Owned(text.to_owned()),
    }
}
