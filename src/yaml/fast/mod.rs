//! Reads the plain subset that standards are written in without a parser: block mappings and lists, scalars that are
//! plain, quoted without escapes, or simple blocks, flow lists of codes, and comments.
//!
//! It is strict: at the first byte that it does not know for certain it gives up on the whole file, and the general
//! reader decides what that byte means or what is wrong. So this module reports no problems. Where it gives a tree, the
//! tree equals that of the general reader, including all spans; a property test and a fuzz target compare them.
//!
//! On 3,000 standards `ttm validate` took 118 ms with this reader and 541 ms without it, 4.6 times as long
//! (docs/benchmarks.md). The property is `fuzz/properties/tree.rs`, which the fuzz target
//! `tree` tries to break and `cargo test` holds over seeds, finds and mutants. `super::GENERAL_ALONE` turns this reader off
//! for a test.

mod bytes;
mod values;

use bytes::{is_plain, spaces, word};

use super::{Arena, Node, Style, Value};
use crate::files::limits::YAML_NODES;
use crate::files::source::Span;

/// The deepest nesting that is read here. The format needs ten levels.
const MAX_DEPTH: usize = 24;

/// The longest key in bytes, well below the limit that YAML itself has for keys.
const MAX_KEY: usize = 64;

/// The initial capacity for entries and items of open collections: the most that a typical standard needs.
const MANY: usize = 128;

/// Bytes that cannot begin a plain scalar here: either they begin something else, or it depends on the next byte.
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

/// The tree of `text`, allocated in `arena`; `None` if the text is not in the subset.
pub(super) fn parse<'t>(text: &'t str, arena: &'t Arena) -> Option<Node<'t>> {
    let bytes = text.as_bytes();
    if !is_plain(bytes) {
        return None;
    }
    let mut reader = Reader {
        arena,
        text,
        bytes,
        line: Line { begin: 0, start: 0 },
        nodes: 1,
        depth: 0,
        is_addressed: false,
        entries: Vec::with_capacity(MANY),
        items: Vec::with_capacity(MANY),
    };
    reader.advance(0);
    if reader.line_from(0)?.column() != 0 {
        return None;
    }
    let root = reader.mapping(0)?;
    // Comments addressed to the program are left to the general reader.
    (reader.is_over() && !reader.is_addressed && reader.nodes <= YAML_NODES).then_some(root)
}

/// The next line to be read; blank lines and comments are skipped.
#[derive(Clone, Copy)]
struct Line {
    /// The offset of its start.
    begin: usize,
    /// The offset of its first character; at the end of the text, the length of the text.
    start: usize,
}

impl Line {
    /// The column of its first character, from 0.
    fn column(self) -> usize {
        self.start - self.begin
    }
}

struct Reader<'t> {
    arena: &'t Arena,
    text: &'t str,
    bytes: &'t [u8],
    line: Line,
    /// The number of nodes in finished collections, plus one for the root.
    nodes: usize,
    depth: usize,
    /// Whether a comment may be addressed to the program.
    is_addressed: bool,
    /// The entries of all open mappings, the innermost last; each slice is allocated once its length is known.
    entries: Vec<(Node<'t>, Node<'t>)>,
    /// The items of all open lists, in the same way.
    items: Vec<Node<'t>>,
}

impl<'t> Reader<'t> {
    /// Moves to the first line from `begin` on that is neither blank nor a comment.
    fn advance(&mut self, mut begin: usize) {
        loop {
            let start = spaces(self.bytes, begin);
            match self.bytes.get(start) {
                Some(b'\n') => begin = start + 1,
                Some(b'#') => begin = self.comment(start) + 1,
                None | Some(_) => {
                    self.line = Line { begin, start };
                    return;
                }
            }
        }
    }

    /// Whether no line is left.
    fn is_over(&self) -> bool {
        self.line.start >= self.bytes.len()
    }

    /// The next line, if it begins in `column` or further right.
    #[inline]
    fn line_from(&self, column: usize) -> Option<Line> {
        (!self.is_over() && self.line.column() >= column).then_some(self.line)
    }

    #[inline]
    fn scalar(&self, start: usize, end: usize) -> Node<'t> {
        let value = Value::Scalar { text: &self.text[start..end], style: Style::Plain };
        Node { span: Span::new(start, end), value }
    }

    /// Reads a mapping with its keys in `column`, starting with the next line.
    fn mapping(&mut self, column: usize) -> Option<Node<'t>> {
        self.deeper()?;
        let outer = self.entries.len();
        let start = self.line.start;
        while let Some(line) = self.line_from(column) {
            if line.column() > column {
                return None;
            }
            let colon = self.colon(line.start)?;
            let key = self.scalar(line.start, colon);
            let at = spaces(self.bytes, colon + 1);
            let value = match self.bytes.get(at) {
                Some(b'\n') | None => self.below(at + 1, column)?,
                Some(b'#') => {
                    let end = self.comment(at);
                    self.below(end + 1, column)?
                }
                Some(&first) if IS_MARK[usize::from(first)] => self.marked(first, at, column)?,
                Some(_) => {
                    let (stop, end) = self.bare(at)?;
                    if self.is_last_line(end, column) {
                        // Most entries are built in place: returning them through memory costs a store-forwarding
                        // stall.
                        self.entries.push((key, self.scalar(at, stop)));
                        continue;
                    }
                    self.continued(at, (stop, end), column)?
                }
            };
            self.entries.push((key, value));
        }
        self.depth -= 1;
        let entries = self.arena.alloc_slice_copy(&self.entries[outer..]);
        self.entries.truncate(outer);
        self.nodes += 2 * entries.len();
        let end = entries.last().map_or(start, |(_, value)| value.span.end as usize);
        Some(Node { span: Span::new(start, end), value: Value::Mapping { entries, flow: false } })
    }

    /// Reads a list with its hyphens in `column`, starting with the next line.
    fn list(&mut self, column: usize) -> Option<Node<'t>> {
        self.deeper()?;
        let outer = self.items.len();
        let start = self.line.start;
        while let Some(line) = self.line_from(column) {
            if line.column() > column {
                return None;
            }
            if self.bytes[line.start] != b'-' {
                break;
            }
            let at = spaces(self.bytes, line.start + 1);
            let first = *self.bytes.get(at)?;
            if at == line.start + 1 || first == b'\n' || first == b'#' {
                return None;
            }
            let item = if self.colon(at).is_some() {
                self.line = Line { start: at, ..line };
                self.mapping(self.line.column())?
            } else if IS_MARK[usize::from(first)] {
                self.marked(first, at, column)?
            } else {
                let (stop, end) = self.bare(at)?;
                match self.is_last_line(end, column) {
                    true => self.scalar(at, stop),
                    false => self.continued(at, (stop, end), column)?,
                }
            };
            self.items.push(item);
        }
        self.depth -= 1;
        let items = self.taken(outer);
        let end = items.last().map_or(start, |item| item.span.end as usize);
        Some(Node { span: Span::new(start, end), value: Value::List(items) })
    }

    fn deeper(&mut self) -> Option<()> {
        self.depth += 1;
        (self.depth <= MAX_DEPTH).then_some(())
    }

    /// Moves the items from `outer` on into a list.
    fn taken(&mut self, outer: usize) -> &'t [Node<'t>] {
        let items = self.arena.alloc_slice_copy(&self.items[outer..]);
        self.items.truncate(outer);
        self.nodes += items.len();
        items
    }

    /// Reads the value of a key in `column` from the lines from `begin` on.
    fn below(&mut self, begin: usize, column: usize) -> Option<Node<'t>> {
        self.advance(begin);
        let line = self.line_from(0)?;
        if self.bytes[line.start] == b'-' && line.column() >= column {
            let mut list = self.list(line.column())?;
            // For a list that is not indented, the general parser's span begins at its first item.
            if let (true, Value::List(items)) = (line.column() == column, &list.value) {
                let first = items.first()?;
                // For a block scalar that would be its indicator, whose place is not recorded here.
                if matches!(first.value, Value::Scalar { style: Style::Block, .. }) {
                    return None;
                }
                list.span.start = first.span.start;
            }
            Some(list)
        } else if line.column() > column {
            self.mapping(line.column())
        } else {
            // A key without a value: the span of nothing depends on the general parser.
            None
        }
    }

    /// The offset of the colon after the key that begins at `start`, if there is a key.
    #[inline]
    fn colon(&self, start: usize) -> Option<usize> {
        let colon = word(self.bytes, start);
        let follows = self.bytes.get(colon + 1).is_none_or(|&byte| byte == b' ' || byte == b'\n');
        let is_key = self.begins_word(start) && colon - start <= MAX_KEY;
        (is_key && follows && self.bytes.get(colon) == Some(&b':')).then_some(colon)
    }

    /// Whether a key or a code may begin at `at`.
    fn begins_word(&self, at: usize) -> bool {
        self.bytes.get(at).is_some_and(u8::is_ascii_alphanumeric)
    }
}

#[cfg(test)]
mod tests;
