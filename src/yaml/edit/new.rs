//! Values that are written new.

use std::borrow::Cow;

use crate::yaml::write::{scalar, scalar_in_flow};
use crate::yaml::{Arena, Node, Value, parse};

/// A value that an edit writes.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum New<'a> {
    /// A text: bare where every reader takes it for this very text, else in quotation marks.
    Text(Cow<'a, str>),
    /// A text that is bare whatever other readers make of it, such as a day.
    Bare(Cow<'a, str>),
    /// Texts in brackets on one line, such as references.
    Flow(Vec<Cow<'a, str>>),
    /// One item a line.
    List(Vec<New<'a>>),
    /// One key a line.
    Mapping(Vec<(Cow<'a, str>, New<'a>)>),
}

/// A node that has to come out of what is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Expected {
    Text(String),
    List(usize),
    Mapping(usize),
}

impl<'a> New<'a> {
    /// A text.
    pub fn text(text: impl Into<Cow<'a, str>>) -> Self {
        Self::Text(text.into())
    }

    /// The value that is written as `text`, if that is a text or a pair of texts.
    pub fn read(text: &str) -> Option<New<'static>> {
        let arena = Arena::new();
        let own = |node: &Node<'_>| node.text().map(|text| Cow::Owned(text.to_owned()));
        let root = parse(text, &arena).root?;
        match root.value {
            Value::Mapping { entries: [(key, value)], .. } => {
                Some(New::Mapping(vec![(own(key)?, New::Text(own(value)?))]))
            }
            _ => own(&root).map(New::Text),
        }
    }

    /// The value as it stands on the line of its key or hyphen; `None` where it takes lines of its own.
    fn on_a_line(&self) -> Option<String> {
        match self {
            Self::List(items) if !items.is_empty() => None,
            Self::Mapping(entries) if !entries.is_empty() => None,
            Self::Text(text) => Some(scalar(text)),
            _ => Some(self.in_flow()),
        }
    }

    /// The value in brackets or braces, or as a part of such.
    pub(super) fn in_flow(&self) -> String {
        match self {
            Self::Text(text) => scalar_in_flow(text),
            Self::Bare(text) => text.clone().into_owned(),
            Self::Flow(texts) => {
                let texts: Vec<_> = texts.iter().map(|text| scalar_in_flow(text)).collect();
                format!("[{}]", texts.join(", "))
            }
            Self::List(items) => {
                let items: Vec<_> = items.iter().map(Self::in_flow).collect();
                format!("[{}]", items.join(", "))
            }
            Self::Mapping(entries) => {
                let entries: Vec<_> = entries.iter().map(|(key, value)| flow_entry(key, value)).collect();
                format!("{{{}}}", entries.join(", "))
            }
        }
    }

    /// The lines of an item of a list with its hyphen behind `indent`, and `gap` between the hyphen and the value.
    pub(super) fn item(&self, indent: &str, gap: &str, eol: &str) -> String {
        let inner = format!("{indent} {}", " ".repeat(gap.len()));
        let lines = match self.on_a_line() {
            Some(line) => format!("{inner}{line}{eol}"),
            None => self.lines(&inner, eol),
        };
        format!("{indent}-{gap}{}", &lines[inner.len()..])
    }

    /// The lines of a collection.
    fn lines(&self, indent: &str, eol: &str) -> String {
        match self {
            Self::List(items) => items.iter().map(|item| item.item(indent, " ", eol)).collect(),
            Self::Mapping(entries) => {
                entries.iter().map(|(key, value)| entry(key, value, indent, eol)).collect()
            }
            Self::Text(_) | Self::Bare(_) | Self::Flow(_) => String::new(),
        }
    }

    /// The lines below the key that this is the value of; `None` where it stands behind the key.
    pub(super) fn below(&self, indent: &str, eol: &str) -> Option<String> {
        self.on_a_line().is_none().then(|| self.lines(&format!("{indent}  "), eol))
    }

    pub(super) fn expect(&self, expected: &mut Vec<Expected>) {
        match self {
            Self::Text(text) | Self::Bare(text) => expected.push(Expected::Text(text.clone().into_owned())),
            Self::Flow(texts) => {
                expected.push(Expected::List(texts.len()));
                expected.extend(texts.iter().map(|text| Expected::Text(text.clone().into_owned())));
            }
            Self::List(items) => {
                expected.push(Expected::List(items.len()));
                items.iter().for_each(|item| item.expect(expected));
            }
            Self::Mapping(entries) => {
                expected.push(Expected::Mapping(entries.len()));
                for (key, value) in entries {
                    expected.push(Expected::Text(key.clone().into_owned()));
                    value.expect(expected);
                }
            }
        }
    }
}

/// The lines of an entry of a mapping.
pub(super) fn entry(key: &str, value: &New<'_>, indent: &str, eol: &str) -> String {
    let key = scalar(key);
    match value.on_a_line() {
        Some(line) => format!("{indent}{key}: {line}{eol}"),
        None => format!("{indent}{key}:{eol}{}", value.lines(&format!("{indent}  "), eol)),
    }
}

/// An entry in braces.
pub(super) fn flow_entry(key: &str, value: &New<'_>) -> String {
    format!("{}: {}", scalar_in_flow(key), value.in_flow())
}
