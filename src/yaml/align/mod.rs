//! Maps a range of a text to the source bytes it was parsed from.
//!
//! Quoting, escapes and folding separate the two. A label has to point at the exact characters; a fix may only edit
//! what is verbatim in the source, or a line break that YAML folded into a space. The source is walked along with the
//! parsed value and each step is compared with it. If they disagree, only the span of the whole text is returned.

use std::ops::Range;

use super::Style;
use crate::files::source::Span;

/// A range of a text, located in the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Located {
    /// The bytes of the source.
    pub span: Span,
    /// How those bytes became the text.
    pub how: How,
}

/// How source bytes became characters of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// Unchanged.
    Verbatim,
    /// A line break with the blanks around it, which became a space or line breaks.
    Break,
    /// An escape sequence, or a mixture.
    Other,
}

/// A text aligned with its source bytes.
#[derive(Debug)]
pub struct Alignment {
    start: usize,
    pieces: Vec<Piece>,
}

/// A range of the text and the range of the source bytes that gave it. The former are contiguous.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Piece {
    value: Range<usize>,
    written: Range<usize>,
    how: How,
}

impl Alignment {
    /// Aligns `value` with `written`, which is in `style` and starts at offset `start` of the source.
    pub fn of(value: &str, written: &str, style: Style, start: usize) -> Self {
        let pieces = match style {
            Style::Plain => Walk::through(value, written, |walk| walk.flow(written.len(), Escapes::None)),
            Style::Quoted => Walk::through(value, written, Walk::quoted),
            // The indicator of the block style precedes `written`, so both styles are tried; the wrong one does not
            // match.
            Style::Block => Walk::through(value, written, |walk| walk.block(None))
                .or_else(|| Walk::through(value, written, |walk| walk.block(Some(least_indent(written))))),
        };
        let whole = || vec![Piece { value: 0..value.len(), written: 0..written.len(), how: How::Other }];
        Self { start, pieces: pieces.unwrap_or_else(whole) }
    }

    /// Locates a range of the text in the source. The range is in bytes and must not be empty.
    pub fn place(&self, range: Range<usize>) -> Located {
        let find = |offset: usize| self.pieces.partition_point(|piece| piece.value.end <= offset);
        let whole = || {
            let end = self.pieces.last().map_or(0, |piece| piece.written.end);
            Located { span: Span::new(self.start, self.start + end), how: How::Other }
        };
        let (first, last) = (find(range.start), find(range.end.saturating_sub(1).max(range.start)));
        let (Some(one), Some(other)) = (self.pieces.get(first), self.pieces.get(last)) else {
            return whole();
        };
        let start = match one.how {
            How::Verbatim => one.written.start + range.start - one.value.start,
            How::Break | How::Other => one.written.start,
        };
        let end = match other.how {
            How::Verbatim => other.written.start + range.end - other.value.start,
            How::Break | How::Other => other.written.end,
        };
        let how = if first == last { one.how } else { How::Other };
        Located { span: Span::new(self.start + start, self.start + end), how }
    }

    /// The range of the text that a span of the source gave, if the span is verbatim or exactly one line break.
    pub fn value_range(&self, span: Span) -> Option<Range<usize>> {
        let (start, end) =
            ((span.start as usize).checked_sub(self.start)?, (span.end as usize).checked_sub(self.start)?);
        let piece = self.pieces.get(self.pieces.partition_point(|piece| piece.written.end <= start))?;
        if start < piece.written.start || end > piece.written.end || start >= end {
            return None;
        }
        let offset = |at: usize| piece.value.start + at - piece.written.start;
        match piece.how {
            How::Verbatim => Some(offset(start)..offset(end)),
            How::Break if piece.written == (start..end) => Some(piece.value.clone()),
            How::Break | How::Other => None,
        }
    }
}

/// The escape sequences of the style: none, `''`, or backslashes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Escapes {
    None,
    Single,
    Double,
}

struct Walk<'a> {
    value: &'a str,
    written: &'a str,
    /// The offset in `written` up to which it was read.
    at: usize,
    /// The offset in `value` up to which it was matched.
    done: usize,
    pieces: Vec<Piece>,
}

impl<'a> Walk<'a> {
    /// The pieces found by a walk, if it matches the whole text.
    fn through(
        value: &'a str,
        written: &'a str,
        walk: impl FnOnce(&mut Self) -> Option<()>,
    ) -> Option<Vec<Piece>> {
        let mut walker = Walk { value, written, at: 0, done: 0, pieces: Vec::new() };
        walk(&mut walker)?;
        (walker.done == value.len()).then_some(walker.pieces)
    }

    /// Matches `value` bytes of the text with the next `written` bytes.
    fn step(&mut self, value: usize, written: usize, how: How) -> Option<()> {
        let (from, at) = (self.done, self.at);
        self.done += value;
        self.at += written;
        if value == 0 {
            return Some(());
        }
        self.value.get(from..self.done)?;
        match self.pieces.last_mut() {
            Some(last) if how == How::Verbatim && last.how == how && last.written.end == at => {
                last.value.end = self.done;
                last.written.end = self.at;
            }
            _ => self.pieces.push(Piece { value: from..self.done, written: at..self.at, how }),
        }
        Some(())
    }

    /// Matches the next `length` bytes as verbatim.
    fn verbatim(&mut self, length: usize) -> Option<()> {
        let same =
            self.value.get(self.done..self.done + length)? == self.written.get(self.at..self.at + length)?;
        if same { self.step(length, length, How::Verbatim) } else { None }
    }

    /// Walks a plain scalar or the inside of a quoted one, up to `end`.
    fn flow(&mut self, end: usize, escapes: Escapes) -> Option<()> {
        while self.at < end {
            let rest = &self.written[self.at..end];
            let special = |byte: u8| match byte {
                b' ' | b'\t' | b'\r' | b'\n' => true,
                b'\'' => escapes == Escapes::Single,
                b'\\' => escapes == Escapes::Double,
                _ => false,
            };
            let plain = rest.bytes().position(special).unwrap_or(rest.len());
            if plain > 0 {
                self.verbatim(plain)?;
                continue;
            }
            match rest.as_bytes()[0] {
                b'\'' => self.step(1, 2.min(rest.len()), How::Other)?,
                b'\\' => self.escape(rest)?,
                _ => self.blanks(rest)?,
            }
        }
        Some(())
    }

    /// Matches a run of blanks: verbatim, unless it contains a line break.
    fn blanks(&mut self, rest: &str) -> Option<()> {
        let run = rest.bytes().position(|byte| !is_blank(byte)).unwrap_or(rest.len());
        let breaks = breaks_in(&rest[..run]);
        if breaks == 0 {
            return self.verbatim(run);
        }
        let made = if breaks == 1 { " " } else { &"\n".repeat(breaks - 1) };
        if self.value.get(self.done..)?.starts_with(made) {
            self.step(made.len(), run, How::Break)
        } else {
            None
        }
    }

    fn escape(&mut self, rest: &str) -> Option<()> {
        let after = rest.as_bytes().get(1).copied()?;
        if matches!(after, b'\r' | b'\n') {
            // An escaped line break gives nothing; empty lines after it give line breaks.
            let run = 1 + rest[1..].bytes().position(|byte| !is_blank(byte)).unwrap_or(rest.len() - 1);
            return self.step(breaks_in(&rest[1..run]) - 1, run, How::Break);
        }
        let mut length = match after {
            b'x' => 4,
            b'u' => 6,
            b'U' => 10,
            _ => 2,
        };
        let made = self.value[self.done..].chars().next()?;
        // A surrogate pair of two escapes, as JSON writes characters above U+FFFF.
        if after == b'u' && made > '\u{ffff}' {
            length = 12;
        }
        rest.get(..length)?;
        self.step(made.len_utf8(), length, How::Other)
    }

    fn quoted(&mut self) -> Option<()> {
        let escapes = if self.written.starts_with('"') { Escapes::Double } else { Escapes::Single };
        self.at = 1;
        self.flow(self.written.len().checked_sub(1)?, escapes)
    }

    /// Walks a block scalar, whose `written` starts with the content of its first line. Each further line either ends
    /// in a line of the text, whatever its indentation, or is folded: joined to the one before by a space.
    fn block(&mut self, indent: Option<usize>) -> Option<()> {
        let written = self.written;
        // The start of the breaks and blanks that were read but not matched yet.
        let mut pending = 0;
        let mut start = 0;
        for line in written.split('\n') {
            let content = line.strip_suffix('\r').unwrap_or(line);
            if !content.trim_matches(' ').is_empty() {
                let indent = if start == 0 { Some(0) } else { indent };
                self.block_line(content, start, indent, pending)?;
                pending = self.at;
            }
            start += line.len() + 1;
        }
        // The line breaks that remain at the end of the block, depending on its chomping.
        self.at = written.len();
        let rest = &self.value[self.done..];
        if rest.bytes().all(|byte| byte == b'\n') { self.step(rest.len(), 0, How::Break) } else { None }
    }

    /// Matches a non-blank line of a block; the source bytes from `pending` up to it gave the breaks before it.
    fn block_line(
        &mut self,
        content: &str,
        start: usize,
        indent: Option<usize>,
        pending: usize,
    ) -> Option<()> {
        let rest = &self.value[self.done..];
        let breaks = rest.bytes().take_while(|&byte| byte == b'\n').count();
        let after = &rest[breaks..];
        let indentation = match indent {
            Some(indent) => indent,
            None => content.strip_suffix(&after[..after.find('\n').unwrap_or(after.len())])?.len(),
        };
        let text = content.get(indentation..)?;
        let joined = breaks == 0 && self.done > 0 && rest.starts_with(' ') && !rest.starts_with(text);
        let made = if joined { 1 } else { breaks };
        if made == 0 && self.done > 0 {
            return None;
        }
        self.at = pending;
        self.step(made, start + indentation - pending, How::Break)?;
        self.at = start + indentation;
        self.verbatim(text.len())
    }
}

/// The smallest indentation among the lines after the first.
fn least_indent(written: &str) -> usize {
    let lines = written.split('\n').skip(1).filter(|line| !line.trim().is_empty());
    lines.map(|line| line.len() - line.trim_start_matches(' ').len()).min().unwrap_or(0)
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
}

/// The number of line breaks among blanks; `\r\n` is one.
fn breaks_in(blanks: &str) -> usize {
    let bytes = blanks.as_bytes();
    let breaks = |(at, &byte): (usize, &u8)| match byte {
        b'\n' => true,
        b'\r' => bytes.get(at + 1) != Some(&b'\n'),
        _ => false,
    };
    bytes.iter().enumerate().filter(|&pair| breaks(pair)).count()
}

#[cfg(test)]
mod tests;
