//! The plain subset that standards are written in, read without a parser: block mappings and lists, texts that are
//! bare, simply quoted, or in a simple block, flow lists of codes, comments.
//!
//! It is strict. At the first byte that it does not know for certain it gives up on the whole file, and the general
//! parser decides what that byte means or what is wrong with it: so nothing here says anything of a mistake. What it
//! does take, it takes as the general parser does, to the byte; a property test and a fuzz target hold the two side
//! by side.

mod bytes;
mod values;

use bytes::{is_plain, spaces, word};

use super::{Arena, MAX_NODES, Node, Style, Value};
use crate::files::source::Span;

/// How deep mappings and lists may nest here. The format needs ten levels.
const MAX_DEPTH: usize = 24;

/// How long a key may be, in bytes. YAML itself has a limit on keys, which is not worth meeting here.
const MAX_KEY: usize = 64;

/// How many entries or items of open collections there is room for at first: the most that a usual standard has.
const MANY: usize = 128;

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
    // Comments to the program are for the general parser.
    (reader.is_over() && !reader.is_addressed && reader.nodes <= MAX_NODES).then_some(root)
}

/// The line that is read next: blank lines and comments never are.
#[derive(Clone, Copy)]
struct Line {
    /// Where it begins.
    begin: usize,
    /// Where its first character is; where no line is left, the end of the text.
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
    line: Line,
    /// How many nodes there are in the collections that were read, and the outermost.
    nodes: usize,
    depth: usize,
    /// Whether a comment may speak to the program.
    is_addressed: bool,
    /// The entries of the mappings that are being read, the innermost last, so that each is made in its size.
    entries: Vec<(Node<'t>, Node<'t>)>,
    /// The same of lists.
    items: Vec<Node<'t>>,
}

impl<'t> Reader<'t> {
    /// Goes on to the first line from `begin` on that has something on it.
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

    /// The line that is read next, if it begins in `column` or behind it.
    #[inline]
    fn line_from(&self, column: usize) -> Option<Line> {
        (!self.is_over() && self.line.column() >= column).then_some(self.line)
    }

    #[inline]
    fn scalar(&self, start: usize, end: usize) -> Node<'t> {
        let value = Value::Scalar { text: &self.text[start..end], style: Style::Plain };
        Node { span: Span::new(start, end), value }
    }

    /// The mapping whose keys stand in `column`, the first of them on the line that is read next.
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
                        // Most entries are made where they belong: what is handed on through memory is read there
                        // before its parts have arrived, and that takes longer than making it.
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

    /// The list whose hyphens stand in `column`, the first of them on the line that is read next.
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

    /// The items from `outer` on, which make a list.
    fn taken(&mut self, outer: usize) -> &'t [Node<'t>] {
        let items = self.arena.alloc_slice_copy(&self.items[outer..]);
        self.items.truncate(outer);
        self.nodes += items.len();
        items
    }

    /// What stands on the lines from `begin` on, below a key in `column`.
    fn below(&mut self, begin: usize, column: usize) -> Option<Node<'t>> {
        self.advance(begin);
        let line = self.line_from(0)?;
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
