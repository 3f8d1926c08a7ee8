//! The plain subset that standards are written in, read without a parser: block mappings and lists, texts that are
//! bare, simply quoted, or in a simple block, flow lists of codes, comments.
//!
//! It is strict. At the first byte that it does not know for certain it gives up on the whole file, and the general
//! parser decides what that byte means or what is wrong with it: so nothing here says anything of a mistake. What it
//! does take, it takes as the general parser does, to the byte; a property test and a fuzz target hold the two side
//! by side.

use std::borrow::Cow;

use memchr::{memchr, memchr_iter, memchr2, memchr2_iter};

use super::{ADDRESS, MAX_NODES, Node, Style, Value};
use crate::source::Span;

/// How deep mappings and lists may nest here. The format needs ten levels.
const MAX_DEPTH: usize = 24;

/// How long a key may be, in bytes. YAML itself has a limit on keys, which is not worth meeting here.
const MAX_KEY: usize = 64;

/// The bytes that keys are made of here.
const IN_KEYS: [bool; 256] = {
    let mut known = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        known[byte] = (byte as u8).is_ascii_alphanumeric() || matches!(byte as u8, b'.' | b'-');
        byte += 1;
    }
    known
};

/// The tree of `text`, or nothing where it is not of the subset.
pub(super) fn parse(text: &str) -> Option<Node<'_>> {
    // Comments to the program are found by the general parser.
    if !is_plain(text.as_bytes()) || memchr::memmem::find(text.as_bytes(), ADDRESS.as_bytes()).is_some() {
        return None;
    }
    let (entries, items) = Default::default();
    let mut reader =
        Reader { text, bytes: text.as_bytes(), line: None, next: 0, nodes: 0, depth: 0, entries, items };
    reader.advance();
    if reader.line?.column != 0 {
        return None;
    }
    let root = reader.mapping(0)?;
    reader.line.is_none().then_some(root)
}

/// Whether a text has none of the characters that need a rule: tabs, carriage returns and other controls, and what
/// YAML takes for a line break, a mark of the byte order or no character.
fn is_plain(bytes: &[u8]) -> bool {
    // Without a branch inside, so that many bytes are looked at together.
    let control =
        bytes.iter().fold(false, |found, &byte| found | ((byte < 0x20) & (byte != b'\n')) | (byte == 0x7f));
    let after = bytes.get(1..).unwrap_or_default();
    let special = bytes.iter().zip(after).fold(false, |found, (&first, &second)| {
        found | ((first == 0xef) & ((second == 0xbb) | (second == 0xbf)))
    });
    // These begin hardly anything in a Chinese text, so that they are rather looked for.
    let c1 = || memchr_iter(0xc2, bytes).any(|at| after.get(at).is_some_and(|&second| second < 0xa0));
    let separator =
        || memchr_iter(0xe2, bytes).any(|at| matches!(bytes.get(at..at + 3), Some([_, 0x80, 0xa8 | 0xa9])));
    !(control || special || c1() || separator())
}

/// The line that is read next: blank lines and comments never are.
#[derive(Clone, Copy)]
struct Line {
    /// How many columns before its first character.
    column: usize,
    /// Where that character is.
    start: usize,
    /// Where the line ends, its line break not included.
    end: usize,
}

struct Reader<'s> {
    text: &'s str,
    bytes: &'s [u8],
    line: Option<Line>,
    /// Where the line after [`Self::line`] begins.
    next: usize,
    nodes: usize,
    depth: usize,
    /// The entries of the mappings that are being read, the innermost last, so that each is allocated once and in its
    /// size.
    entries: Vec<(Node<'s>, Node<'s>)>,
    /// The same of lists.
    items: Vec<Node<'s>>,
}

impl<'s> Reader<'s> {
    fn advance(&mut self) {
        self.line = None;
        while self.next < self.bytes.len() {
            let begin = self.next;
            let end = memchr(b'\n', &self.bytes[begin..]).map_or(self.bytes.len(), |found| begin + found);
            self.next = end + 1;
            let column = self.bytes[begin..end].iter().take_while(|&&byte| byte == b' ').count();
            let start = begin + column;
            if start < end && self.bytes[start] != b'#' {
                self.line = Some(Line { column, start, end });
                return;
            }
        }
    }

    #[inline]
    fn node(&mut self, start: usize, end: usize, value: Value<'s>) -> Option<Node<'s>> {
        self.nodes += 1;
        (self.nodes <= MAX_NODES).then(|| Node { span: Span::new(start, end), value })
    }

    #[inline]
    fn scalar(&mut self, start: usize, end: usize) -> Option<Node<'s>> {
        let written = &self.text[start..end];
        self.node(start, end, Value::Scalar { text: written.into(), style: Style::Plain, written })
    }

    /// The mapping whose keys stand in `column`, the first of them on the line that is read next.
    fn mapping(&mut self, column: usize) -> Option<Node<'s>> {
        self.deeper()?;
        let outer = self.entries.len();
        let start = self.line?.start;
        while let Some(line) = self.line.filter(|line| line.column >= column) {
            let colon = self.colon(line)?;
            if line.column > column {
                return None;
            }
            let key = self.scalar(line.start, colon)?;
            let value = match self.content(colon + 1, line.end) {
                Some(at) => self.inline(at, line.end, column)?,
                None => self.below(column)?,
            };
            self.entries.push((key, value));
        }
        self.depth -= 1;
        let entries = self.entries.split_off(outer);
        let end = entries.last().map_or(start, |(_, value)| value.span.end as usize);
        self.node(start, end, Value::Mapping { entries, flow: false })
    }

    /// The list whose hyphens stand in `column`, the first of them on the line that is read next.
    fn list(&mut self, column: usize) -> Option<Node<'s>> {
        self.deeper()?;
        let outer = self.items.len();
        let start = self.line?.start;
        while let Some(line) = self.line.filter(|line| line.column >= column) {
            if line.column > column {
                return None;
            }
            if self.bytes[line.start] != b'-' {
                break;
            }
            let at = self.content(line.start + 1, line.end)?;
            let inner = Line { column: column + at - line.start, start: at, ..line };
            let item = if self.colon(inner).is_some() {
                self.line = Some(inner);
                self.mapping(inner.column)?
            } else {
                self.inline(at, line.end, column)?
            };
            self.items.push(item);
        }
        self.depth -= 1;
        let items = self.items.split_off(outer);
        let end = items.last().map_or(start, |item| item.span.end as usize);
        self.node(start, end, Value::List(items))
    }

    fn deeper(&mut self) -> Option<()> {
        self.depth += 1;
        (self.depth <= MAX_DEPTH).then_some(())
    }

    /// What stands on the lines below a key in `column`.
    fn below(&mut self, column: usize) -> Option<Node<'s>> {
        self.advance();
        let line = self.line?;
        if self.bytes[line.start] == b'-' && line.column >= column {
            let mut list = self.list(line.column)?;
            // The parser lets a list that is not indented begin with its first entry.
            if let (true, Value::List(items)) = (line.column == column, &list.value) {
                let first = items.first()?;
                // A block begins there with its mark, which is not kept.
                if matches!(first.value, Value::Scalar { style: Style::Block, .. }) {
                    return None;
                }
                list.span.start = first.span.start;
            }
            Some(list)
        } else if line.column > column {
            self.mapping(line.column)
        } else {
            // A key without a value: what takes no bytes has its place by the parser's own lights.
            None
        }
    }

    /// Where the key that begins a line ends, if a key does: in front of a colon.
    fn colon(&self, line: Line) -> Option<usize> {
        let bytes = &self.bytes[line.start..line.end];
        let length = bytes.iter().take_while(|&&byte| IN_KEYS[usize::from(byte)]).count();
        let follows = bytes.get(length + 1).is_none_or(|&byte| byte == b' ');
        let is_key = bytes.first()?.is_ascii_alphanumeric() && length <= MAX_KEY;
        (is_key && bytes.get(length) == Some(&b':') && follows).then_some(line.start + length)
    }

    /// Where something begins after a colon or a hyphen that white space has to follow, up to `end`.
    fn content(&self, after: usize, end: usize) -> Option<usize> {
        let at = self.skip(after, end);
        (at > after && at < end && self.bytes[at] != b'#').then_some(at)
    }

    /// A value that begins at `at`, below a key or a hyphen in `column`.
    fn inline(&mut self, at: usize, end: usize, column: usize) -> Option<Node<'s>> {
        let node = match self.bytes[at] {
            b'[' => self.codes(at, end)?,
            quote @ (b'"' | b'\'') => self.quoted(at, end, quote)?,
            b'|' | b'>' => self.block(at, end, column)?,
            _ => return self.plain(at, end, column),
        };
        self.advance();
        self.line.is_none_or(|line| line.column <= column).then_some(node)
    }

    /// A bare text, which may go on on the lines below.
    fn plain(&mut self, at: usize, end: usize, column: usize) -> Option<Node<'s>> {
        let (mut stop, mut open) = self.bare(at, end)?;
        let (mut text, mut before) = (Cow::Borrowed(&self.text[at..stop]), end);
        self.advance();
        while let Some(line) = self.line.filter(|line| line.column > column) {
            // Neither a blank line nor a comment stands between, nor a comment before.
            if !open || line.start - line.column != before + 1 {
                return None;
            }
            (stop, open) = self.bare(line.start, line.end)?;
            text = text + " " + &self.text[line.start..stop];
            before = line.end;
            self.advance();
        }
        let written = &self.text[at..stop];
        self.node(at, stop, Value::Scalar { text, style: Style::Plain, written })
    }

    /// Where the bare text that begins at `at` ends on its line, and whether the line ends with it.
    fn bare(&self, at: usize, end: usize) -> Option<(usize, bool)> {
        // What begins so is something else, or needs a look at what follows.
        if matches!(
            self.bytes[at],
            b'-' | b'?'
                | b':'
                | b','
                | b'['
                | b']'
                | b'{'
                | b'}'
                | b'#'
                | b'&'
                | b'*'
                | b'!'
                | b'|'
                | b'>'
                | b'\''
                | b'"'
                | b'%'
                | b'@'
                | b'`'
        ) {
            return None;
        }
        let mut stop = end;
        for found in memchr2_iter(b':', b'#', &self.bytes[at..end]) {
            let found = at + found;
            if self.bytes[found] == b'#' {
                if self.bytes[found - 1] == b' ' {
                    stop = found;
                    break;
                }
            } else if self.bytes.get(found + 1).is_none_or(|&next| next == b' ' || next == b'\n') {
                return None;
            }
        }
        let length = self.bytes[at..stop].iter().rposition(|&byte| byte != b' ')? + 1;
        Some((at + length, stop == end))
    }

    /// A text as a block: lines of one indentation, none of them blank, kept or folded.
    fn block(&mut self, at: usize, end: usize, column: usize) -> Option<Node<'s>> {
        let (between, ends) = match &self.bytes[at..end] {
            b"|" => ("\n", true),
            b"|-" => ("\n", false),
            b">" => (" ", true),
            b">-" => (" ", false),
            _ => return None,
        };
        let (mut text, mut first, mut stop) = (String::new(), None, 0);
        loop {
            let rest = self.bytes.get(self.next..)?;
            let Some(length) = memchr(b'\n', rest) else {
                // A last line that does not end may be of the text, even one of white space or a number sign.
                if rest.is_empty() {
                    break;
                }
                return None;
            };
            let end = self.next + length;
            let start = self.skip(self.next, end);
            // A blank line says something here, and so does white space at the end of a line.
            if start == end || self.bytes[end - 1] == b' ' {
                return None;
            }
            let indentation = start - self.next;
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
            (stop, self.next) = (end, end + 1);
        }
        let (start, _) = first?;
        if ends {
            text.push('\n');
        }
        let written = &self.text[start..stop];
        self.node(start, stop, Value::Scalar { text: text.into(), style: Style::Block, written })
    }

    /// A text in quotation marks, on one line and without anything that stands for something else.
    fn quoted(&mut self, at: usize, end: usize, quote: u8) -> Option<Node<'s>> {
        let length = memchr2(quote, b'\\', &self.bytes[at + 1..end])?;
        let close = at + 1 + length;
        if self.bytes[close] != quote || !self.ends(close + 1, end) {
            return None;
        }
        let (text, written) = (self.text[at + 1..close].into(), &self.text[at..=close]);
        self.node(at, close + 1, Value::Scalar { text, style: Style::Quoted, written })
    }

    /// A list of codes in brackets.
    fn codes(&mut self, open: usize, end: usize) -> Option<Node<'s>> {
        let outer = self.items.len();
        let mut at = self.skip(open + 1, end);
        while self.bytes[at..end].first()? != &b']' {
            let code = self.bytes[at..end].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
            if code == 0 {
                return None;
            }
            let item = self.scalar(at, at + code)?;
            self.items.push(item);
            at = self.skip(at + code, end);
            match self.bytes[at..end].first()? {
                b',' => at = self.skip(at + 1, end),
                b']' => break,
                _ => return None,
            }
        }
        if !self.ends(at + 1, end) {
            return None;
        }
        let items = self.items.split_off(outer);
        self.node(open, at + 1, Value::List(items))
    }

    /// Where the spaces from `at` on end.
    fn skip(&self, at: usize, end: usize) -> usize {
        at + self.bytes[at..end].iter().take_while(|&&byte| byte == b' ').count()
    }

    /// Whether nothing but white space and a comment is left of a line.
    fn ends(&self, at: usize, end: usize) -> bool {
        let rest = self.skip(at, end);
        rest == end || (rest > at && self.bytes[rest] == b'#')
    }
}

#[cfg(test)]
mod tests;
