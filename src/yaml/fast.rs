//! The plain subset that standards are written in, read without a parser: block mappings and lists, texts that are
//! bare, simply quoted, or in a simple block, flow lists of codes, comments.
//!
//! It is strict. At the first byte that it does not know for certain it gives up on the whole file, and the general
//! parser decides what that byte means or what is wrong with it: so nothing here says anything of a mistake. What it
//! does take, it takes as the general parser does, to the byte; a property test and a fuzz target hold the two side
//! by side.

use memchr::{memchr, memchr_iter, memchr3};

use super::{ADDRESS, Arena, MAX_NODES, Node, Style, Value};
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

/// The bytes that begin no bare text here: something else begins so, or it needs a look at what follows.
const IS_MARK: [bool; 256] = {
    let mut is_mark = [false; 256];
    let marks = b"-?:,[]{}#&*!|>'\"%@`";
    let mut at = 0;
    while at < marks.len() {
        is_mark[marks[at] as usize] = true;
        at += 1;
    }
    is_mark
};

/// The tree of `text` in `arena`, or nothing where it is not of the subset.
pub(super) fn parse<'t>(text: &'t str, arena: &'t Arena) -> Option<Node<'t>> {
    // Comments to the program are found by the general parser.
    if !is_plain(text.as_bytes()) || memchr::memmem::find(text.as_bytes(), ADDRESS.as_bytes()).is_some() {
        return None;
    }
    let (entries, items) = Default::default();
    let mut reader =
        Reader { arena, text, bytes: text.as_bytes(), line: None, nodes: 0, depth: 0, entries, items };
    reader.advance(0);
    if reader.line?.column() != 0 {
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
    /// Where it begins.
    begin: usize,
    /// Where its first character is.
    start: usize,
}

impl Line {
    /// How many columns stand before its first character.
    fn column(self) -> usize {
        self.start - self.begin
    }
}

struct Reader<'t> {
    arena: &'t Arena,
    text: &'t str,
    bytes: &'t [u8],
    line: Option<Line>,
    nodes: usize,
    depth: usize,
    /// The entries of the mappings that are being read, the innermost last, so that each is made in its size.
    entries: Vec<(Node<'t>, Node<'t>)>,
    /// The same of lists.
    items: Vec<Node<'t>>,
}

impl<'t> Reader<'t> {
    /// Goes on to the first line from `begin` on that has something on it.
    fn advance(&mut self, mut begin: usize) {
        self.line = loop {
            let start = self.skip(begin);
            match self.bytes.get(start) {
                None => break None,
                Some(b'\n') => begin = start + 1,
                Some(b'#') => begin = self.end(start) + 1,
                Some(_) => break Some(Line { begin, start }),
            }
        };
    }

    #[inline]
    fn node(&mut self, start: usize, end: usize, value: Value<'t>) -> Option<Node<'t>> {
        self.nodes += 1;
        (self.nodes <= MAX_NODES).then(|| Node { span: Span::new(start, end), value })
    }

    #[inline]
    fn scalar(&mut self, start: usize, end: usize) -> Option<Node<'t>> {
        self.node(start, end, Value::Scalar { text: &self.text[start..end], style: Style::Plain })
    }

    /// The mapping whose keys stand in `column`, the first of them on the line that is read next.
    fn mapping(&mut self, column: usize) -> Option<Node<'t>> {
        self.deeper()?;
        let outer = self.entries.len();
        let start = self.line?.start;
        while let Some(line) = self.line.filter(|line| line.column() >= column) {
            if line.column() > column {
                return None;
            }
            let colon = self.colon(line.start)?;
            let key = self.scalar(line.start, colon)?;
            let at = self.skip(colon + 1);
            let value = match self.bytes.get(at) {
                None | Some(b'\n') => self.below(at + 1, column)?,
                Some(b'#') => self.below(self.end(at) + 1, column)?,
                Some(&first) => self.inline(first, at, column)?,
            };
            self.entries.push((key, value));
        }
        self.depth -= 1;
        let entries = self.arena.alloc_slice_copy(&self.entries[outer..]);
        self.entries.truncate(outer);
        let end = entries.last().map_or(start, |(_, value)| value.span.end as usize);
        self.node(start, end, Value::Mapping { entries, flow: false })
    }

    /// The list whose hyphens stand in `column`, the first of them on the line that is read next.
    fn list(&mut self, column: usize) -> Option<Node<'t>> {
        self.deeper()?;
        let outer = self.items.len();
        let start = self.line?.start;
        while let Some(line) = self.line.filter(|line| line.column() >= column) {
            if line.column() > column {
                return None;
            }
            if self.bytes[line.start] != b'-' {
                break;
            }
            let at = self.skip(line.start + 1);
            let first = *self.bytes.get(at)?;
            if at == line.start + 1 || first == b'\n' || first == b'#' {
                return None;
            }
            let item = if self.colon(at).is_some() {
                let line = Line { start: at, ..line };
                self.line = Some(line);
                self.mapping(line.column())?
            } else {
                self.inline(first, at, column)?
            };
            self.items.push(item);
        }
        self.depth -= 1;
        let items = self.taken(outer);
        let end = items.last().map_or(start, |item| item.span.end as usize);
        self.node(start, end, Value::List(items))
    }

    fn deeper(&mut self) -> Option<()> {
        self.depth += 1;
        (self.depth <= MAX_DEPTH).then_some(())
    }

    /// The items from `outer` on, which make a list.
    fn taken(&mut self, outer: usize) -> &'t [Node<'t>] {
        let items = self.arena.alloc_slice_copy(&self.items[outer..]);
        self.items.truncate(outer);
        items
    }

    /// What stands on the lines from `begin` on, below a key in `column`.
    fn below(&mut self, begin: usize, column: usize) -> Option<Node<'t>> {
        self.advance(begin);
        let line = self.line?;
        if self.bytes[line.start] == b'-' && line.column() >= column {
            let mut list = self.list(line.column())?;
            // The parser lets a list that is not indented begin with its first entry.
            if let (true, Value::List(items)) = (line.column() == column, &list.value) {
                let first = items.first()?;
                // A block begins there with its mark, which is not kept.
                if matches!(first.value, Value::Scalar { style: Style::Block, .. }) {
                    return None;
                }
                list.span.start = first.span.start;
            }
            Some(list)
        } else if line.column() > column {
            self.mapping(line.column())
        } else {
            // A key without a value: what takes no bytes has its place by the parser's own lights.
            None
        }
    }

    /// Where the key that begins at `start` ends, if one does: in front of a colon.
    fn colon(&self, start: usize) -> Option<usize> {
        let bytes = &self.bytes[start..];
        let length = bytes.iter().position(|&byte| !IN_KEYS[usize::from(byte)])?;
        let follows = bytes.get(length + 1).is_none_or(|&byte| byte == b' ' || byte == b'\n');
        let is_key = bytes[0].is_ascii_alphanumeric() && length <= MAX_KEY;
        (is_key && bytes[length] == b':' && follows).then_some(start + length)
    }

    /// A value that begins with `first` at `at`, below a key or a hyphen in `column`.
    fn inline(&mut self, first: u8, at: usize, column: usize) -> Option<Node<'t>> {
        let (node, next) = match first {
            b'[' => self.codes(at)?,
            b'"' | b'\'' => self.quoted(at, first)?,
            b'|' | b'>' => self.block(at, column)?,
            _ => return self.plain(at, column),
        };
        self.advance(next);
        self.line.is_none_or(|line| line.column() <= column).then_some(node)
    }

    /// A bare text, which may go on on the lines below.
    fn plain(&mut self, at: usize, column: usize) -> Option<Node<'t>> {
        let (mut stop, mut end) = self.bare(at)?;
        self.advance(self.end(end) + 1);
        if self.line.is_none_or(|line| line.column() <= column) {
            return self.scalar(at, stop);
        }
        let mut text = self.text[at..stop].to_owned();
        while let Some(line) = self.line.filter(|line| line.column() > column) {
            // Neither a blank line nor a comment stands between, nor a comment before.
            if line.begin != end + 1 {
                return None;
            }
            (stop, end) = self.bare(line.start)?;
            text.push(' ');
            text.push_str(&self.text[line.start..stop]);
            self.advance(self.end(end) + 1);
        }
        self.node(at, stop, Value::Scalar { text: self.arena.alloc_str(&text), style: Style::Plain })
    }

    /// Where the bare text that begins at `at` ends, and where what belongs to it on its line does: in front of a comment
    /// or of the line break.
    fn bare(&self, at: usize) -> Option<(usize, usize)> {
        if IS_MARK[usize::from(self.bytes[at])] {
            return None;
        }
        let mut from = at;
        let end = loop {
            let Some(length) = memchr3(b'\n', b':', b'#', &self.bytes[from..]) else {
                break self.bytes.len();
            };
            let found = from + length;
            match self.bytes[found] {
                b'\n' => break found,
                b'#' if self.bytes[found - 1] == b' ' => break found,
                b':' if self.bytes.get(found + 1).is_none_or(|&next| next == b' ' || next == b'\n') => {
                    return None;
                }
                _ => from = found + 1,
            }
        };
        let length = self.bytes[at..end].iter().rposition(|&byte| byte != b' ')? + 1;
        Some((at + length, end))
    }

    /// A text as a block: lines of one indentation, none of them blank, kept or folded. And where the next line begins.
    fn block(&mut self, at: usize, column: usize) -> Option<(Node<'t>, usize)> {
        let end = self.end(at);
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
            let start = self.skip(next);
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
        Some((self.node(start, stop, value)?, next))
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
        Some((self.node(at, close + 1, value)?, next))
    }

    /// A list of codes in brackets. And where the next line begins.
    fn codes(&mut self, open: usize) -> Option<(Node<'t>, usize)> {
        let outer = self.items.len();
        let mut at = self.skip(open + 1);
        while *self.bytes.get(at)? != b']' {
            let length = self.bytes[at..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
            if length == 0 {
                return None;
            }
            let item = self.scalar(at, at + length)?;
            self.items.push(item);
            at = self.skip(at + length);
            match self.bytes.get(at)? {
                b',' => at = self.skip(at + 1),
                b']' => break,
                _ => return None,
            }
        }
        let next = self.ended(at + 1)?;
        let items = self.taken(outer);
        Some((self.node(open, at + 1, Value::List(items))?, next))
    }

    /// Where the spaces from `at` on end.
    #[inline]
    fn skip(&self, mut at: usize) -> usize {
        // Eight at once: lines are indented by six or eight of them, mostly.
        while let Some(eight) = self.bytes.get(at..).and_then(<[u8]>::first_chunk) {
            let others = u64::from_le_bytes(*eight) ^ u64::from_le_bytes([b' '; 8]);
            at += others.trailing_zeros() as usize / 8;
            if others != 0 {
                return at;
            }
        }
        while self.bytes.get(at) == Some(&b' ') {
            at += 1;
        }
        at
    }

    /// Where the line that `at` stands on ends: at its line break.
    #[inline]
    fn end(&self, at: usize) -> usize {
        if self.bytes.get(at) == Some(&b'\n') {
            return at;
        }
        memchr(b'\n', &self.bytes[at..]).map_or(self.bytes.len(), |length| at + length)
    }

    /// Where the next line begins, if nothing but white space and a comment is left of the one that `at` stands on.
    fn ended(&self, at: usize) -> Option<usize> {
        let rest = self.skip(at);
        match self.bytes.get(rest) {
            None | Some(b'\n') => Some(rest + 1),
            Some(b'#') if rest > at => Some(self.end(rest) + 1),
            Some(_) => None,
        }
    }
}

#[cfg(test)]
mod tests;
