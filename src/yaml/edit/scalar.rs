//! What a plain or quoted scalar says, without the parser, so that a rule knows whether an edited text would still read as
//! one. A test compares it with the parser.

use crate::yaml::Style;

/// Whether `written`, alone behind a key, is a scalar in `style` that says `expected`. Effects on its surroundings are for
/// [`super::Document::changed`].
pub(crate) fn reads_as(written: &str, style: Style, expected: &str) -> bool {
    let said = match style {
        Style::Plain => plain(written),
        Style::Quoted => quoted(written),
        Style::Block => None,
    };
    said.is_some_and(|said| said == expected)
}

/// Whether `new` may stand in a block in place of `old`. Only indentation has a meaning there, and blank lines when they are
/// folded.
pub(crate) fn is_laid_out_alike(old: &str, new: &str) -> bool {
    let laid_out =
        |text: &str| text.split('\n').filter(|line| line.is_empty() || line.starts_with(' ')).count();
    laid_out(old) == laid_out(new)
}

fn plain(written: &str) -> Option<String> {
    let mut chars = written.chars();
    let (first, second) = (chars.next()?, chars.next());
    let begins = match first {
        '-' | '?' | ':' => second.is_some_and(|second| !is_blank(second)),
        _ => !is_blank(first) && !",[]{}#&*!|>'\"%@`\u{feff}".contains(first),
    };
    let mut before = first;
    let ends_early = written.chars().chain(['\n']).any(|c| {
        let pair = (before, c);
        before = c;
        is_control(c) || matches!(pair, (' ' | '\t' | '\r' | '\n', '#')) || (pair.0 == ':' && is_blank(c))
    });
    if !begins || ends_early || written.ends_with(is_blank) {
        return None;
    }
    let mut said = String::with_capacity(written.len());
    let mut rest = written;
    while !rest.is_empty() {
        rest = fold(verbatim(rest, is_blank, &mut said), &mut said);
    }
    Some(said)
}

fn quoted(written: &str) -> Option<String> {
    let mark = written.chars().next()?;
    let mut rest = written.strip_prefix(mark)?.strip_suffix(mark)?;
    if rest.contains(is_control) {
        return None;
    }
    let mut said = String::with_capacity(rest.len());
    loop {
        rest = verbatim(rest, |c| is_blank(c) || c == mark || (mark == '"' && c == '\\'), &mut said);
        rest = match rest.chars().next() {
            None => return Some(said),
            Some('\'') if mark == '\'' => {
                said.push('\'');
                rest.strip_prefix("''")?
            }
            Some('\\') => escape(&rest[1..], &mut said)?,
            Some(c) if c == mark => return None,
            Some(_) => fold(rest, &mut said),
        };
    }
}

/// Takes the characters up to one for which `ends` holds, and returns the rest.
fn verbatim<'s>(text: &'s str, ends: impl Fn(char) -> bool, said: &mut String) -> &'s str {
    let (taken, rest) = text.split_at(text.find(ends).unwrap_or(text.len()));
    said.push_str(taken);
    rest
}

/// Takes the blanks that a text begins with, of which a line break makes a space, and several one less.
fn fold<'s>(text: &'s str, said: &mut String) -> &'s str {
    let rest = text.trim_start_matches(is_blank);
    let blanks = &text[..text.len() - rest.len()];
    match breaks(blanks) {
        0 => said.push_str(blanks),
        1 => said.push(' '),
        more => said.extend(std::iter::repeat_n('\n', more - 1)),
    }
    rest
}

/// Takes an escape behind its backslash.
fn escape<'s>(text: &'s str, said: &mut String) -> Option<&'s str> {
    let kind = text.chars().next()?;
    let rest = &text[kind.len_utf8()..];
    let digits = match kind {
        'x' => 2,
        'u' => 4,
        'U' => 8,
        '\r' | '\n' => {
            let after = text.trim_start_matches(is_blank);
            said.extend(std::iter::repeat_n('\n', breaks(&text[..text.len() - after.len()]) - 1));
            return Some(after);
        }
        _ => {
            said.push(match kind {
                '0' => '\0',
                'a' => '\u{7}',
                'b' => '\u{8}',
                't' | '\t' => '\t',
                'n' => '\n',
                'v' => '\u{b}',
                'f' => '\u{c}',
                'r' => '\r',
                'e' => '\u{1b}',
                ' ' | '"' | '/' | '\\' => kind,
                'N' => '\u{85}',
                '_' => '\u{a0}',
                'L' => '\u{2028}',
                'P' => '\u{2029}',
                _ => return None,
            });
            return Some(rest);
        }
    };
    let (number, mut rest) = rest.split_at_checked(digits)?;
    let mut number = u32::from_str_radix(number, 16).ok()?;
    // Two halves of one character, as JSON writes them.
    if (0xd800..0xdc00).contains(&number) && kind == 'u' {
        let (low, after) = rest.strip_prefix("\\u")?.split_at_checked(4)?;
        let low = u32::from_str_radix(low, 16).ok().filter(|low| (0xdc00..0xe000).contains(low))?;
        (number, rest) = (0x10000 + ((number - 0xd800) << 10) + (low - 0xdc00), after);
    }
    said.push(char::from_u32(number)?);
    Some(rest)
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\n')
}

/// Whether YAML has no such character outside of an escape.
fn is_control(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{84}' | '\u{86}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}')
}

/// The line breaks among blanks; `\r\n` is one.
fn breaks(blanks: &str) -> usize {
    blanks.matches(['\r', '\n']).count() - blanks.matches("\r\n").count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::yaml::{Arena, Value, parse_in_general};

    /// What the parser makes of a scalar behind a key, if it takes all of it.
    fn parsed(written: &str, style: Style) -> Option<String> {
        let source = format!("k: {written}\n");
        let arena = Arena::new();
        let parsed = parse_in_general(&source, &arena);
        let Value::Mapping { entries: [(_, value)], .. } = parsed.root?.value else { return None };
        match value.value {
            Value::Scalar { text, style: found } if found == style && value.written(&source) == written => {
                Some(text.to_owned())
            }
            _ => None,
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]

        #[test]
        fn a_written_scalar_is_read_back_as_its_text(
            style in 0..3_usize,
            parts in prop::collection::vec(
                prop::sample::select(vec![
                    "規", "範", "a", "1", " ", "  ", "\n  ", "\r\n  ", "\n\n  ", "''", "\\t", "\\u200b", "\\\n  ", "\\n", "\\x41",
                    "，", ",", "\u{200b}", "#", " #", ":", ": ", "- ", "-", "?", "<p>", "&lt;", "⾦", "\u{a0}", "\u{85}", "\u{2028}",
                    "K01", "(", "）", "[", "{", "]", "}", "!", "&", "*", "'", "\"", "\\", "\u{feff}", "%", "@", "|", "\u{7}",
                    "\\ud83d\\ude00", "\\ud83d", "\\U0001f600", "\\\"", "---", "...", "=", "~", "😀", "\\\n\n  ", "　",
                ]),
                0..8,
            ),
        ) {
            let inside = parts.concat();
            let (written, style) = match style {
                0 => (inside, Style::Plain),
                1 => (format!("'{inside}'"), Style::Quoted),
                _ => (format!("\"{inside}\""), Style::Quoted),
            };
            // The rules ask about texts alone: a blank at the end belongs to none.
            prop_assume!(style == Style::Quoted || written.trim() == written);
            let said = if style == Style::Plain { plain(&written) } else { quoted(&written) };
            prop_assert_eq!(said, parsed(&written, style), "{:?}", written);
        }
    }
}
