//! What is expected at a place of a text, found from its lines alone: while something is typed the text often cannot be read.

use std::ops::Range;

use crate::format::{CLASS, STANDARD, Shape, Value};
use crate::model::Kind;

/// A place in a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Context<'t> {
    /// The keys that lead there, from the root.
    pub(super) path: Vec<&'t str>,
    pub(super) place: CursorOn<'t>,
    /// The column of the key.
    pub(super) column: usize,
    /// The start of the line.
    pub(super) line: usize,
}

/// What stands at the place.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum CursorOn<'t> {
    /// A key, or its beginning.
    Key {
        /// Its bytes.
        span: Range<usize>,
        /// All of it.
        word: &'t str,
        /// Whether a colon stands behind it.
        has_value: bool,
    },
    /// The value of the last key of the path.
    Value {
        /// Its bytes up to the end of the line.
        span: Range<usize>,
    },
    /// An item of the list that the last key of the path has.
    Item {
        /// Its bytes.
        span: Range<usize>,
        /// The other items on the line.
        others: Vec<&'t str>,
    },
}

/// What may stand there.
#[derive(Clone, Copy, Debug)]
pub(super) enum Expected {
    /// The keys of a mapping.
    Keys(&'static Shape),
    /// Codes of a kind as keys, each with a text or a mapping.
    Codes(Kind, Option<&'static Shape>),
    /// References to a kind.
    References(Kind),
    /// A value of a key with this name in this shape.
    Value(&'static Shape, &'static str, &'static Value),
    /// A text without a name of its own.
    Text,
    /// Nothing that is known.
    Nothing,
}

impl<'t> Context<'t> {
    /// The context of a byte; `None` within a comment.
    pub(super) fn at(text: &'t str, offset: usize) -> Option<Self> {
        let start = line_start(text, offset);
        let end = start + text[start..].find(['\n', '\r']).unwrap_or(text.len() - start);
        let (line, cursor) = (&text[start..end], offset.min(end) - start);
        if is_comment(&line[..cursor]) {
            return None;
        }
        let (column, dash) = columns(line);
        let content = &line[column.min(line.len())..];
        let mut path;
        let place = match colon(content) {
            // Behind the colon.
            Some(colon) if cursor > column + colon => {
                let value = column + colon + 1;
                let rest = &line[value..];
                let value = value + (rest.len() - rest.trim_start().len());
                path = above(text, start, column, dash);
                path.push(unquoted(&content[..colon]));
                match bracket(&line[..cursor], value) {
                    Some(bracket) => item(line, start, bracket, cursor),
                    None => CursorOn::Value { span: start + value.min(cursor)..end },
                }
            }
            Some(colon) => {
                path = above(text, start, column, dash);
                CursorOn::Key {
                    span: start + column..start + column + colon,
                    word: unquoted(&content[..colon]),
                    has_value: true,
                }
            }
            None => {
                let at = column.min(cursor);
                path = above(text, start, if line.trim().is_empty() { cursor } else { column }, dash);
                let word = content.trim_end();
                let span = start + at..start + (at + word.len()).max(cursor);
                match open_list(text, start, column) {
                    Some(key) => {
                        path = above(text, key.line, key.column, None);
                        path.push(key.key);
                        item(line, start, 0, cursor)
                    }
                    None if dash.is_some() && !expected(&path).is_keys() => {
                        CursorOn::Item { span, others: Vec::new() }
                    }
                    None => CursorOn::Key { span, word, has_value: false },
                }
            }
        };
        let column = if line.trim().is_empty() { cursor } else { column };
        Some(Self { path, place, column, line: start })
    }

    /// What may stand there.
    pub(super) fn expected(&self) -> Expected {
        expected(&self.path)
    }

    /// The keys of the mapping that a key at this place belongs to, other than that one, with their values as far as they
    /// stand on the line.
    pub(super) fn siblings(&self, text: &'t str) -> Vec<(&'t str, &'t str)> {
        let mut siblings = Vec::new();
        let own = self.line;
        let mut take = |line: &'t str, is_own: bool| -> bool {
            let (column, dash) = columns(line);
            if line.trim().is_empty() || line.trim_start().starts_with('#') {
                return true;
            }
            if column < self.column {
                return false;
            }
            if column == self.column
                && !is_own
                && let Some(colon) = colon(&line[column..])
            {
                let (key, value) = (&line[column..column + colon], &line[column + colon + 1..]);
                siblings.push((unquoted(key), unquoted(value.trim())));
            }
            // An item of a list begins here.
            !(column == self.column && dash.is_some())
        };
        let mut before = own;
        let is_first = columns(line_at(text, own)).1.is_some();
        while before > 0 && !is_first {
            before = line_start(text, before - 1);
            if !take(line_at(text, before), false) {
                break;
            }
        }
        let mut after = own;
        while let Some(next) =
            text[after..].find('\n').map(|end| after + end + 1).filter(|next| *next < text.len())
        {
            after = next;
            let line = line_at(text, after);
            let (column, dash) = columns(line);
            if (column == self.column && dash.is_some()) || !take(line, false) {
                break;
            }
        }
        siblings
    }
}

impl Expected {
    fn is_keys(&self) -> bool {
        matches!(self, Self::Keys(_) | Self::Codes(..))
    }
}

/// What stands below these keys.
fn expected(path: &[&str]) -> Expected {
    let mut now = Expected::Keys(&STANDARD);
    for key in path {
        now = match now {
            Expected::Keys(shape) => match shape.fields.iter().find(|field| field.key == *key) {
                None => Expected::Nothing,
                Some(field) => match &field.value {
                    Value::Mapping(shape) | Value::Mappings(shape) => Expected::Keys(shape),
                    Value::Parts(kind, shape) => Expected::Codes(*kind, Some(shape)),
                    Value::Items(kind) => Expected::Codes(*kind, None),
                    Value::References(kind) => Expected::References(*kind),
                    Value::Texts => Expected::Text,
                    value => Expected::Value(shape, field.key, value),
                },
            },
            Expected::Codes(_, Some(shape)) => Expected::Keys(shape),
            Expected::Codes(_, None) => Expected::Text,
            _ => Expected::Nothing,
        };
    }
    now
}

/// Whether `shape` is that of a classification's entry.
pub(super) fn is_class(shape: &Shape) -> bool {
    std::ptr::eq(shape, &raw const CLASS)
}

struct Key<'t> {
    line: usize,
    column: usize,
    key: &'t str,
}

/// The keys above a line that its column is below, from the root.
fn above(text: &str, line: usize, column: usize, dash: Option<usize>) -> Vec<&str> {
    let mut path = Vec::new();
    // A list may stand at the column of its key.
    let (mut column, mut or_equal) = match dash {
        Some(dash) => (dash, true),
        None => (column, false),
    };
    let mut at = line;
    while at > 0 && (column > 0 || or_equal) {
        at = line_start(text, at - 1);
        let line = line_at(text, at);
        if line.trim().is_empty() || line.trim_start().starts_with('#') {
            continue;
        }
        let (own, dash) = columns(line);
        let key = colon(&line[own.min(line.len())..]).map(|colon| unquoted(&line[own..own + colon]));
        if let Some(dash) = dash {
            if own < column || (own == column && !or_equal) {
                if own < column {
                    path.extend(key);
                }
                (column, or_equal) = (dash, true);
            }
        } else if own < column || (own == column && or_equal) {
            path.extend(key);
            (column, or_equal) = (own, false);
        }
    }
    path.reverse();
    path
}

/// The key of a list in brackets that was opened on a line above and is not closed.
fn open_list(text: &str, line: usize, column: usize) -> Option<Key<'_>> {
    let mut at = line;
    while at > 0 {
        at = line_start(text, at - 1);
        let line = line_at(text, at);
        let (own, _) = columns(line);
        if line.contains(']') {
            return None;
        }
        if own < column
            && let Some(colon) = colon(&line[own.min(line.len())..])
        {
            let key = unquoted(&line[own..own + colon]);
            return line[own + colon..].contains('[').then_some(Key { line: at, column: own, key });
        }
    }
    None
}

/// An item of a list in brackets, which begin before `from` or on a line above.
fn item(line: &str, start: usize, from: usize, cursor: usize) -> CursorOn<'_> {
    let before = &line[from..cursor];
    let begin = before.rfind(',').map_or(from, |comma| from + comma + 1);
    let begin = begin + (line[begin..cursor].len() - line[begin..cursor].trim_start().len());
    let rest = &line[cursor..];
    let end = cursor + rest.find([',', ']', '}', '#']).unwrap_or(rest.len());
    let end = begin + line[begin..end].trim_end().len();
    let all = line[from..].split(']').next().unwrap_or_default();
    let others = all.split(',').map(str::trim).filter(|other| {
        let at = other.as_ptr() as usize - line.as_ptr() as usize;
        !other.is_empty() && at != begin
    });
    CursorOn::Item { span: start + begin..start + end.max(cursor), others: others.collect() }
}

/// Where a list in brackets begins that is not closed before the end of `before`, if the value at `value` is one.
fn bracket(before: &str, value: usize) -> Option<usize> {
    let list = before.get(value..)?;
    let inside = list.strip_prefix('[')?;
    (!inside.contains([']', '{'])).then_some(value + 1)
}

/// The column of the first character of a line behind hyphens, and the column of the last hyphen.
fn columns(line: &str) -> (usize, Option<usize>) {
    let bytes = line.trim_start_matches('\u{feff}').as_bytes();
    let skipped = line.len() - bytes.len();
    let (mut at, mut dash) = (0, None);
    loop {
        while bytes.get(at) == Some(&b' ') {
            at += 1;
        }
        if bytes.get(at) == Some(&b'-') && matches!(bytes.get(at + 1), Some(b' ') | None) {
            dash = Some(at + skipped);
            at += 1;
        } else {
            return (at + skipped, dash);
        }
    }
}

/// The colon behind the key that a line begins with.
fn colon(content: &str) -> Option<usize> {
    let quote = content.chars().next().filter(|first| ['"', '\''].contains(first));
    let from = match quote {
        Some(quote) => 1 + content[1..].find(quote)? + 1,
        None if content.starts_with(['[', '{', '#']) => return None,
        None => 0,
    };
    let mut at = from;
    while let Some(found) = content[at..].find(':') {
        let colon = at + found;
        match content.as_bytes().get(colon + 1) {
            None | Some(b' ' | b'\t') => return Some(colon),
            _ => at = colon + 1,
        }
    }
    None
}

fn is_comment(before: &str) -> bool {
    before.trim_start().starts_with('#') || before.contains(" #")
}

fn unquoted(text: &str) -> &str {
    let text = text.trim();
    let inner = |quote| text.strip_prefix(quote)?.strip_suffix(quote);
    inner('"').or_else(|| inner('\'')).unwrap_or(text)
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind(['\n', '\r']).map_or(0, |found| found + 1)
}

fn line_at(text: &str, start: usize) -> &str {
    text[start..].split(['\n', '\r']).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The context at the bar.
    fn at(marked: &str) -> (Vec<String>, String) {
        let offset = marked.find('|').unwrap();
        let text = marked.replacen('|', "", 1);
        let context = Context::at(&text, offset).unwrap();
        let place = match &context.place {
            CursorOn::Key { span, .. } => format!("key {}", &text[span.clone()]),
            CursorOn::Value { span } => format!("value {}", &text[span.clone()]),
            CursorOn::Item { span, others } => {
                format!("item {} beside {}", &text[span.clone()], others.join("/"))
            }
        };
        (context.path.iter().map(|&key| key.to_owned()).collect(), place)
    }

    fn expect(marked: &str, path: &[&str], place: &str) {
        assert_eq!(
            at(marked),
            (path.iter().map(|&key| key.to_owned()).collect(), place.to_owned()),
            "{marked}"
        );
    }

    #[test]
    fn a_place_is_found_by_its_lines() {
        expect("le|", &[], "key le");
        expect("duties:\n  T1:\n    name: x\n    |", &["duties", "T1"], "key ");
        expect(
            "duties:\n  T1:\n    knowledge: [K01, 顧|",
            &["duties", "T1", "knowledge"],
            "item 顧 beside K01",
        );
        expect(
            "duties:\n  T1:\n    skills: [S0|1, S02]\n",
            &["duties", "T1", "skills"],
            "item S01 beside S02",
        );
        expect("duties:\n  T1:\n    skills: [|]\n", &["duties", "T1", "skills"], "item  beside ");
        expect(
            "duties:\n  T1:\n    skills: [S01,\n      S|\n",
            &["duties", "T1", "skills"],
            "item S beside ",
        );
        expect("duties:\n  T1:\n    skills:\n    - S|\n", &["duties", "T1", "skills"], "item S beside ");
        expect("history:\n- version: V2\n  status: c|\n", &["history", "status"], "value c");
        expect("history:\n  - version: V2\n    sta|\n", &["history"], "key sta");
        expect("history:\n  - ver|\n", &["history"], "key ver");
        expect(
            "classification:\n  occupation:\n    - code: \"42|\"\n",
            &["classification", "occupation", "code"],
            "value \"42\"",
        );
        expect("knowledge:\n  K01: 甲\n  K|\n", &["knowledge"], "key K");
        expect("na|me: x\n", &[], "key name");
        expect("\u{feff}na|", &[], "key na");
        assert!(Context::at("a: b # c", 8).is_none());
    }

    #[test]
    fn the_keys_beside_a_place_are_those_of_its_mapping() {
        let text = "history:\n  - version: V2\n    date: 2021-01-14\n    \n  - version: V1\n    code: x\n";
        let context = Context::at(text, text.find("    \n").unwrap() + 4).unwrap();
        assert_eq!(context.siblings(text), [("date", "2021-01-14"), ("version", "V2")]);
        let text = "duties:\n  T1:\n    name: x\n    tasks:\n      T1.1:\n        name: y\n    \n  T2:\n    name: z\n";
        let context = Context::at(text, text.find("    \n").unwrap() + 4).unwrap();
        assert_eq!(context.siblings(text).iter().map(|(key, _)| *key).collect::<Vec<_>>(), ["tasks", "name"]);
    }
}
