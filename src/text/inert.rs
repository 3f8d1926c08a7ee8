//! Keeps log commands out of the program's output. GitHub's runner executes `::name …::` at the start of a line, also
//! after blanks, and `##[name]` anywhere in a line; Azure Pipelines executes `##vso[…]`, TeamCity `##teamcity[…]`. No
//! text, file name or argument may become a command.
//!
//! Formats that can write a character in a second way, such as `\u0023` in JSON, do so where `RepeatedMark` says so, and
//! nothing is lost. Text for people has no second way, so [`Inert`] wraps both output streams of the program and
//! inserts a space into anything that would be a command: `: :name`, `## [name]`.

use std::borrow::Cow;
use std::io::{self, Write};
use std::ops::Range;

use super::display_safe::{is_hidden, visible_form};

/// Whether `c` is ignored in a comparison by the rules of a language. GitHub's runner compares like that, and finds
/// `##[` in `#`, a joiner and `#[`.
fn is_ignorable(c: char) -> bool {
    is_hidden(c)
        || (c.is_ascii_control() && !c.is_ascii_whitespace() && c != '\u{b}')
        || matches!(c,
            '\u{34f}' | '\u{200c}' | '\u{200d}'
            | '\u{180b}'..='\u{180f}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{e0080}'..='\u{e0fff}')
}

/// Finds colons and number signs that follow another of their kind. With these written in another way, a text contains
/// no command.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct RepeatedMark(Option<char>);

impl RepeatedMark {
    /// Whether `c`, the next character, repeats the one before.
    pub(crate) fn repeats(&mut self, c: char) -> bool {
        if is_ignorable(c) {
            return false;
        }
        let before = self.0.replace(c);
        matches!(c, ':' | '#') && before == Some(c)
    }
}

/// Whether a text has two adjacent number signs, or begins with two colons.
pub(crate) fn may_have_command(text: &str) -> bool {
    // Nearly no text has one of the marks.
    if memchr::memchr2(b'#', b':', text.as_bytes()).is_none() {
        return false;
    }
    let mut repeated = RepeatedMark::default();
    let begins = text.trim_start_matches(|c: char| c.is_whitespace() || is_ignorable(c)).starts_with(':');
    text.chars().any(|c| repeated.repeats(c) && (c == '#' || begins))
}

/// Breaks up commands in a line for people.
pub(crate) fn line(text: &str) -> Cow<'_, str> {
    break_up(text, Line::default())
}

/// Whether a line of the text is a command.
pub fn has_command(text: &str) -> bool {
    let mut found = false;
    Line::default().read(text, |_| found = true);
    found
}

/// Breaks up commands in a text that is placed within a line.
pub(crate) fn within_a_line(text: &str) -> Cow<'_, str> {
    break_up(text, Line { blank: false, ..Line::default() })
}

fn break_up(text: &str, mut line: Line) -> Cow<'_, str> {
    let mut breaks = Vec::new();
    line.read(text, |at| breaks.push(at));
    if breaks.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut inert = String::with_capacity(text.len() + breaks.len());
    let mut from = 0;
    for at in breaks {
        inert.push_str(&text[from..at]);
        inert.push(' ');
        from = at;
    }
    inert.push_str(&text[from..]);
    Cow::Owned(inert)
}

/// The state after a part of a line: how much of a command it ends with.
#[derive(Clone, Copy, Debug)]
struct Line {
    /// Whether the line has only blanks so far.
    blank: bool,
    /// Whether it has only blanks and one colon.
    colon: bool,
    /// The number of number signs, at most two; after two there may be letters.
    signs: u8,
}

impl Default for Line {
    fn default() -> Self {
        Self { blank: true, colon: false, signs: 0 }
    }
}

impl Line {
    /// Reads on, and calls `break_at` with each offset at which a space has to be inserted.
    fn read(&mut self, text: &str, mut break_at: impl FnMut(usize)) {
        let mut at = 0;
        while let Some(c) = text[at..].chars().next() {
            let colour = colour(&text[at..]);
            if colour.is_none() && self.ends_a_command(c) && !is_drawn(&text[at..]) {
                break_at(at);
            }
            at += colour.unwrap_or(c.len_utf8());
        }
    }

    /// Whether `c` completes the start of a command.
    fn ends_a_command(&mut self, c: char) -> bool {
        if matches!(c, '\n' | '\r') {
            *self = Self::default();
            return false;
        }
        if is_ignorable(c) {
            return false;
        }
        let ends = (self.colon && c == ':') || (self.signs == 2 && c == '[');
        self.colon = self.blank && c == ':';
        self.blank &= c.is_whitespace();
        self.signs = match c {
            '#' => (self.signs + 1).min(2),
            _ if self.signs == 2 && c.is_ascii_alphabetic() => 2,
            _ => 0,
        };
        ends
    }
}

/// Whether `text` starts with the second of three colons followed by a blank. The drawing of a finding has these before
/// a related place; they are no command, since its name would be a colon.
fn is_drawn(text: &str) -> bool {
    let Some(mut rest) = text.strip_prefix("::") else { return false };
    while let Some(length) = colour(rest) {
        rest = &rest[length..];
    }
    rest.starts_with(' ')
}

/// The length of the colour escape sequence at the start of `text`. The stream removes it if colours are not wanted, so
/// the log does not see it.
fn colour(text: &str) -> Option<usize> {
    let rest = text.strip_prefix("\u{1b}[")?;
    let end = rest.find(|c: char| !(c.is_ascii_digit() || c == ';'))?;
    rest[end..].starts_with('m').then_some(2 + end + 1)
}

/// A writer on which no line is a command, whatever is written.
#[derive(Debug)]
pub struct Inert<W> {
    inner: W,
    line: Line,
    is_for_people: bool,
}

impl<W: Write> Inert<W> {
    /// For standard output, or a file that people read.
    pub fn new(inner: W) -> Self {
        Self { inner, line: Line::default(), is_for_people: false }
    }

    /// For notices, which only people read: control characters are made visible too, in case the caller did not do so.
    pub fn for_notices(inner: W) -> Self {
        Self { is_for_people: true, ..Self::new(inner) }
    }

    fn text(&mut self, text: &str) -> io::Result<()> {
        let shown;
        let text = if self.is_for_people && text.chars().any(has_effect) {
            shown = with_visible_controls(text);
            &shown
        } else {
            text
        };
        if let Some(rest) = self.safe_rest(text.as_bytes()) {
            self.line.read(&text[rest], |_| {});
            return self.inner.write_all(text.as_bytes());
        }
        let mut breaks = Vec::new();
        self.line.read(text, |at| breaks.push(at));
        let mut from = 0;
        for at in breaks {
            self.inner.write_all(&text.as_bytes()[from..at])?;
            self.inner.write_all(b" ")?;
            from = at;
        }
        self.inner.write_all(&text.as_bytes()[from..])
    }

    /// If a quick check shows that `bytes` contain no command, returns the part that has to be read for the state of
    /// the line.
    fn safe_rest(&self, bytes: &[u8]) -> Option<Range<usize>> {
        if self.line.colon || self.line.signs > 0 {
            return None;
        }
        // Bytes that can continue a command: the same character, an ignored character, a colour.
        let goes_on = |&at: &usize| {
            bytes
                .get(at + 1)
                .is_some_and(|&next| next == bytes[at] || !next.is_ascii() || next < b' ' && next != b'\n')
        };
        if memchr::memchr2_iter(b':', b'#', bytes).any(|at| goes_on(&at)) {
            return None;
        }
        Some(memchr::memrchr(b'\n', bytes).unwrap_or(0)..bytes.len())
    }
}

impl<W: Write> Write for Inert<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for chunk in bytes.utf8_chunks() {
            self.text(chunk.valid())?;
            // An invalid or incomplete sequence of bytes.
            if !chunk.invalid().is_empty() {
                self.line.ends_a_command(char::REPLACEMENT_CHARACTER);
                self.inner.write_all(chunk.invalid())?;
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

/// Whether a notice has to show a visible character in place of `c`.
fn has_effect(c: char) -> bool {
    (c.is_ascii_control() && c != '\n') || is_hidden(c)
}

/// A notice with control characters made visible; line breaks and colours stay.
fn with_visible_controls(text: &str) -> String {
    let mut visible = String::with_capacity(text.len() + 8);
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let colour = colour(rest);
        match colour {
            Some(length) => visible.push_str(&rest[..length]),
            None => visible.push(if c == '\n' { c } else { visible_form(c) }),
        }
        rest = &rest[colour.unwrap_or(c.len_utf8())..];
    }
    visible
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(pieces: &[&str]) -> String {
        let mut stream = Inert::new(Vec::new());
        for piece in pieces {
            stream.write_all(piece.as_bytes()).unwrap();
        }
        String::from_utf8(stream.inner).unwrap()
    }

    #[test]
    fn no_line_is_a_log_command_in_any_spelling() {
        for (text, inert) in [
            ("::error::x", ": :error::x"),
            (" \u{3000}\t::error::x", " \u{3000}\t: :error::x"),
            ("a\n::error::x\r::group::y", "a\n: :error::x\r: :group::y"),
            ("\u{1b}[1m::error::x\u{1b}[0m", "\u{1b}[1m: :error::x\u{1b}[0m"),
            (":\u{1b}[31m:x", ":\u{1b}[31m :x"),
            (":\u{200d}:x", ":\u{200d} :x"),
            (":::x", ": ::x"),
            ("a ##[error]x ##[group]", "a ## [error]x ## [group]"),
            ("###[error]", "### [error]"),
            ("#\u{ad}#\u{fe0f}[error]", "#\u{ad}#\u{fe0f} [error]"),
            ("##vso[task.x]", "##vso [task.x]"),
        ] {
            assert_eq!(written(&[text]), inert, "{text:?}");
            assert_eq!(line(text), inert, "{text:?}");
            let each: Vec<String> = text.chars().map(String::from).collect();
            let each: Vec<&str> = each.iter().map(String::as_str).collect();
            if !text.contains('\u{1b}') {
                assert_eq!(written(&each), inert, "{text:?}");
            }
        }
    }

    #[test]
    fn text_without_a_command_is_unchanged() {
        for text in [
            " \u{1b}[1m:::\u{1b}[0m a.yaml:1:1",
            "a::b",
            "K01: :x",
            "## 標題",
            "#[x]",
            "##甲[x]",
            "# #[x]",
            "\u{1b}[1m##\u{1b}[0m x",
            "甲:乙\n",
        ] {
            assert_eq!(written(&[text]), text);
            assert_eq!(line(text), text);
            assert!(matches!(line(text), Cow::Borrowed(_)));
        }
        assert_eq!(written(&["a\n", "b:", "c", ":", "\n:", " :"]), "a\nb:c:\n: :");
    }

    #[test]
    fn bytes_that_are_not_utf_8_are_passed_on() {
        let mut stream = Inert::new(Vec::new());
        stream.write_all(b"::\xe7\x94::x\xff").unwrap();
        assert_eq!(stream.inner, b": :\xe7\x94::x\xff");
    }

    #[test]
    fn notices_show_control_characters_and_keep_their_colours() {
        let mut stream = Inert::for_notices(Vec::new());
        stream.write_all("\u{1b}[31m甲\u{1b}[0m \u{1b}]0;x\u{7}\u{9b}2J\u{202e}\r\n".as_bytes()).unwrap();
        assert_eq!(
            String::from_utf8(stream.inner).unwrap(),
            "\u{1b}[31m甲\u{1b}[0m ␛]0;x␇\u{fffd}2J\u{fffd}␍\n"
        );
    }

    #[test]
    fn repeated_marks_are_found_with_ignorable_characters_between() {
        let seconds = |text: &str| {
            let mut repeated = RepeatedMark::default();
            text.chars().filter(|&c| repeated.repeats(c)).collect::<String>()
        };
        assert_eq!(seconds("a::b #\u{200d}# ###"), ":###");
        assert!(may_have_command(" ::x") && may_have_command("a##") && !may_have_command("a::b #x"));
    }
}
