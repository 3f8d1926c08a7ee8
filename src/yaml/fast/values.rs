//! Reads values after a key or a hyphen: plain, quoted and block scalars, and lists of codes; and checks the rest of
//! the line.

use memchr::{memchr, memchr3};

use super::bytes::{mark, spaces, word};
use super::{IS_MARK, MAX_KEY, Reader};
use crate::files::source::Span;
use crate::yaml::{Node, Style, Value, is_addressed};

impl<'t> Reader<'t> {
    /// Reads a value that begins with the indicator `first` at `at`, for a key or a hyphen in `column`.
    pub(super) fn marked(&mut self, first: u8, at: usize, column: usize) -> Option<Node<'t>> {
        let (node, next) = match first {
            b'[' => self.codes(at)?,
            b'"' | b'\'' => self.quoted(at, first)?,
            b'|' | b'>' => self.block(at, column)?,
            _ => return None,
        };
        self.advance(next);
        self.line_from(column + 1).is_none().then_some(node)
    }

    /// Whether a plain scalar that ends on its line at `end` has no continuation lines. The next line is read in any
    /// case.
    #[inline]
    pub(super) fn is_last_line(&mut self, end: usize, column: usize) -> bool {
        let end = self.end(end);
        self.advance(end + 1);
        self.line_from(column + 1).is_none()
    }

    /// Reads a plain scalar that continues on the next line. `first` is the end of the scalar on its first line, and of
    /// that line.
    pub(super) fn continued(&mut self, at: usize, first: (usize, usize), column: usize) -> Option<Node<'t>> {
        let (mut stop, mut end) = first;
        let mut text = self.text[at..stop].to_owned();
        while let Some(line) = self.line_from(column + 1) {
            // No blank line or comment is between them, and no comment was on the line before.
            if line.begin != end + 1 || IS_MARK[usize::from(self.bytes[line.start])] {
                return None;
            }
            (stop, end) = self.bare(line.start)?;
            text.push(' ');
            text.push_str(&self.text[line.start..stop]);
            let line_end = self.end(end);
            self.advance(line_end + 1);
        }
        let value = Value::Scalar { text: self.arena.alloc_str(&text), style: Style::Plain };
        Some(Node { span: Span::new(at, stop), value })
    }

    /// For the plain scalar that begins at `at`: the end of its text on this line, and the offset of the comment or
    /// line break after it.
    #[inline]
    pub(super) fn bare(&self, at: usize) -> Option<(usize, usize)> {
        let mut end = mark(self.bytes, at);
        loop {
            match self.bytes.get(end) {
                None | Some(b'\n') => break,
                Some(b'#') if self.bytes[end - 1] == b' ' => break,
                Some(b':') if self.bytes.get(end + 1).is_none_or(|&next| next == b' ' || next == b'\n') => {
                    return None;
                }
                Some(_) => end = mark(self.bytes, end + 1),
            }
        }
        let length = self.bytes[at..end].iter().rposition(|&byte| byte != b' ')? + 1;
        Some((at + length, end))
    }

    /// Reads a block scalar with lines of equal indentation, none of them blank. Also returns the start of the next
    /// line.
    fn block(&mut self, at: usize, column: usize) -> Option<(Node<'t>, usize)> {
        let end = self.comment(at);
        let (between, ends) = match &self.bytes[at..end] {
            b"|" => ("\n", true),
            b"|-" => ("\n", false),
            b">" => (" ", true),
            b">-" => (" ", false),
            _ => return None,
        };
        let (mut text, mut first, mut stop, mut next) = (String::new(), None, 0, end + 1);
        loop {
            let rest = self.bytes.get(next..)?;
            let Some(length) = memchr(b'\n', rest) else {
                // A last line without a line break may belong to the text, even if it is white space or starts with a
                // number sign.
                if rest.is_empty() {
                    break;
                }
                return None;
            };
            let end = next + length;
            let start = spaces(self.bytes, next);
            // Blank lines and trailing white space are significant in a block; the general reader handles them.
            if start == end || self.bytes[end - 1] == b' ' {
                return None;
            }
            let indentation = start - next;
            if indentation <= column {
                break;
            }
            let (from, expected) = *first.get_or_insert((start, indentation));
            if indentation != expected {
                return None;
            }
            if start != from {
                text.push_str(between);
            }
            text.push_str(&self.text[start..end]);
            (stop, next) = (end, end + 1);
        }
        let (start, _) = first?;
        if ends {
            text.push('\n');
        }
        let value = Value::Scalar { text: self.arena.alloc_str(&text), style: Style::Block };
        Some((Node { span: Span::new(start, stop), value }, next))
    }

    /// Reads a quoted scalar on one line without escapes. Also returns the start of the next line.
    fn quoted(&mut self, at: usize, quote: u8) -> Option<(Node<'t>, usize)> {
        let close = at + 1 + memchr3(quote, b'\\', b'\n', &self.bytes[at + 1..])?;
        if self.bytes[close] != quote {
            return None;
        }
        let next = self.ended(close + 1)?;
        let value = Value::Scalar { text: &self.text[at + 1..close], style: Style::Quoted };
        Some((Node { span: Span::new(at, close + 1), value }, next))
    }

    /// Reads a code with its name in braces.
    fn pair(&mut self, open: usize) -> Option<Node<'t>> {
        let start = spaces(self.bytes, open + 1);
        let colon = word(self.bytes, start);
        if !self.begins_word(start) || colon - start > MAX_KEY || !self.bytes[colon..].starts_with(b": ") {
            return None;
        }
        let at = spaces(self.bytes, colon + 1);
        let (value, end) = match *self.bytes.get(at)? {
            quote @ (b'"' | b'\'') => {
                let close = at + 1 + memchr3(quote, b'\\', b'\n', &self.bytes[at + 1..])?;
                if self.bytes[close] != quote {
                    return None;
                }
                let value = Value::Scalar { text: &self.text[at + 1..close], style: Style::Quoted };
                (Node { span: Span::new(at, close + 1), value }, spaces(self.bytes, close + 1))
            }
            first if IS_MARK[usize::from(first)] => return None,
            _ => {
                // Any mark that may mean something in braces is left to the general reader.
                let stop = |byte: &u8| matches!(byte, b'}' | b'{' | b'[' | b']' | b',' | b':' | b'#' | b'\n');
                let end = at + self.bytes[at..].iter().position(stop)?;
                (self.scalar(at, at + self.text[at..end].trim_end_matches(' ').len()), end)
            }
        };
        if self.bytes.get(end) != Some(&b'}') {
            return None;
        }
        self.nodes += 2;
        let entries = self.arena.alloc_slice_copy(&[(self.scalar(start, colon), value)]);
        Some(Node { span: Span::new(open, end + 1), value: Value::Mapping { entries, flow: true } })
    }

    /// Reads a flow list of codes, some of them with a name. Also returns the start of the next line.
    fn codes(&mut self, open: usize) -> Option<(Node<'t>, usize)> {
        let outer = self.items.len();
        let mut at = spaces(self.bytes, open + 1);
        while *self.bytes.get(at)? != b']' {
            let item = match self.bytes[at] {
                b'{' => self.pair(at)?,
                _ if self.begins_word(at) => self.scalar(at, word(self.bytes, at)),
                _ => return None,
            };
            self.items.push(item);
            at = spaces(self.bytes, item.span.end as usize);
            match self.bytes.get(at)? {
                b',' => at = spaces(self.bytes, at + 1),
                b']' => break,
                _ => return None,
            }
        }
        let next = self.ended(at + 1)?;
        let items = self.taken(outer);
        Some((Node { span: Span::new(open, at + 1), value: Value::List(items) }, next))
    }

    /// The end of the line with its line break or its comment at `at`.
    #[inline]
    fn end(&mut self, at: usize) -> usize {
        if self.bytes.get(at) == Some(&b'\n') { at } else { self.comment(at) }
    }

    /// The end of the comment that begins at `at`, which is the end of its line.
    pub(super) fn comment(&mut self, at: usize) -> usize {
        let rest = self.bytes.get(at..).unwrap_or_default();
        let end = memchr(b'\n', rest).map_or(self.bytes.len(), |length| at + length);
        self.is_addressed |= self.text.get(at..end).is_some_and(is_addressed);
        end
    }

    /// The start of the next line, if the rest of this line from `at` on is only white space and a comment.
    fn ended(&mut self, at: usize) -> Option<usize> {
        let rest = spaces(self.bytes, at);
        match self.bytes.get(rest) {
            None | Some(b'\n') => Some(rest + 1),
            Some(b'#') if rest > at => Some(self.comment(rest) + 1),
            Some(_) => None,
        }
    }
}
