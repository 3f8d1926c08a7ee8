//! What stands behind a key or a hyphen: bare texts, texts in quotation marks and in blocks, lists of codes; and what may
//! stand behind those on their line.

use memchr::{memchr, memchr3};

use super::bytes::{mark, spaces, word};
use super::{IS_MARK, Reader};
use crate::files::source::Span;
use crate::yaml::{ADDRESS, Node, Style, Value};

impl<'t> Reader<'t> {
    /// A value that begins with the mark `first` at `at`, below a key or a hyphen in `column`.
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

    /// Whether a bare text that ends on its line at `end` goes on on none of the lines below, the next of which is read
    /// then.
    #[inline]
    pub(super) fn is_last_line(&mut self, end: usize, column: usize) -> bool {
        let end = self.end(end);
        self.advance(end + 1);
        self.line_from(column + 1).is_none()
    }

    /// A bare text that goes on on the line that is read next; where it ends on its first, and what belongs to it there.
    pub(super) fn continued(&mut self, at: usize, first: (usize, usize), column: usize) -> Option<Node<'t>> {
        let (mut stop, mut end) = first;
        let mut text = self.text[at..stop].to_owned();
        while let Some(line) = self.line_from(column + 1) {
            // Neither a blank line nor a comment stands between, nor a comment before.
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

    /// Where the bare text that begins at `at` ends, and where what belongs to it on its line does: in front of a comment
    /// or of the line break.
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

    /// A text as a block: lines of one indentation, none of them blank, kept or folded. And where the next line begins.
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
                // A last line that does not end may be of the text, even one of white space or a number sign.
                if rest.is_empty() {
                    break;
                }
                return None;
            };
            let end = next + length;
            let start = spaces(self.bytes, next);
            // A blank line says something here, and so does white space at the end of a line.
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

    /// A text in quotation marks, on one line and without anything that stands for something else. And where the next
    /// line begins.
    fn quoted(&mut self, at: usize, quote: u8) -> Option<(Node<'t>, usize)> {
        let close = at + 1 + memchr3(quote, b'\\', b'\n', &self.bytes[at + 1..])?;
        if self.bytes[close] != quote {
            return None;
        }
        let next = self.ended(close + 1)?;
        let value = Value::Scalar { text: &self.text[at + 1..close], style: Style::Quoted };
        Some((Node { span: Span::new(at, close + 1), value }, next))
    }

    /// A list of codes in brackets. And where the next line begins.
    fn codes(&mut self, open: usize) -> Option<(Node<'t>, usize)> {
        let outer = self.items.len();
        let mut at = spaces(self.bytes, open + 1);
        while *self.bytes.get(at)? != b']' {
            if !self.begins_word(at) {
                return None;
            }
            let end = word(self.bytes, at);
            let item = self.scalar(at, end);
            self.items.push(item);
            at = spaces(self.bytes, end);
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

    /// Where the line ends whose break or whose comment is at `at`.
    #[inline]
    fn end(&mut self, at: usize) -> usize {
        if self.bytes.get(at) == Some(&b'\n') { at } else { self.comment(at) }
    }

    /// Where the comment ends that begins at `at`: with its line.
    pub(super) fn comment(&mut self, at: usize) -> usize {
        let rest = self.bytes.get(at..).unwrap_or_default();
        let end = memchr(b'\n', rest).map_or(self.bytes.len(), |length| at + length);
        self.is_addressed |= self.text.get(at..end).is_some_and(|comment| comment.contains(ADDRESS));
        end
    }

    /// Where the next line begins, if nothing but white space and a comment is left of the one that `at` stands on.
    fn ended(&mut self, at: usize) -> Option<usize> {
        let rest = spaces(self.bytes, at);
        match self.bytes.get(rest) {
            None | Some(b'\n') => Some(rest + 1),
            Some(b'#') if rest > at => Some(self.comment(rest) + 1),
            Some(_) => None,
        }
    }
}
