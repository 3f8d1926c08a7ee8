//! Positions as the protocol counts them: lines from 0, columns in the units that client and server have agreed on.

use std::ops::Range;

use gen_lsp_types::Position;

use crate::files::source::Span;

/// The units of columns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Encoding {
    /// Bytes.
    Utf8,
    /// What every client has.
    #[default]
    Utf16,
    /// Characters.
    Utf32,
}

impl Encoding {
    /// The best of those that a client offers: the fewer it takes to convert, the better.
    pub(super) fn best(offered: &[&str]) -> Self {
        let has = |name| offered.contains(&name);
        match (has("utf-8"), has("utf-32") && !has("utf-16")) {
            (true, _) => Self::Utf8,
            (_, true) => Self::Utf32,
            _ => Self::Utf16,
        }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16 => "utf-16",
            Self::Utf32 => "utf-32",
        }
    }

    /// The length of a text in these units.
    fn length(self, text: &str) -> usize {
        let characters = || text.bytes().filter(|byte| byte & 0b1100_0000 != 0b1000_0000).count();
        match self {
            Self::Utf8 => text.len(),
            Self::Utf16 => characters() + text.bytes().filter(|&byte| byte >= 0xf0).count(),
            Self::Utf32 => characters(),
        }
    }

    /// The length of a character in these units.
    fn of_character(self, character: char) -> usize {
        match self {
            Self::Utf8 => character.len_utf8(),
            Self::Utf16 => character.len_utf16(),
            Self::Utf32 => 1,
        }
    }
}

/// The bytes between two places where units are counted in a long line.
const BLOCK: usize = 256;

/// Lines up to this length are counted anew for every position.
const LONG: usize = 4 * BLOCK;

/// The lines of a text. They end in `\n`, `\r\n` or `\r`, as the protocol has it; to YAML and to the rest of this program a
/// lone `\r` ends a line too or is refused, so that no finding stands behind one.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Lines {
    encoding: Encoding,
    starts: Vec<u32>,
    /// The units before every block of bytes, if a line is long.
    units: Vec<u32>,
    /// Whether the text has a `\r`.
    has_returns: bool,
}

impl Lines {
    pub(super) fn of(text: &str, encoding: Encoding) -> Self {
        let mut starts = vec![0];
        let mut is_long = false;
        let mut has_returns = false;
        let mut last = 0;
        let bytes = text.as_bytes();
        for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            has_returns |= bytes[at] == b'\r';
            if bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n') {
                continue;
            }
            is_long |= at - last > LONG;
            last = at + 1;
            starts.push(Span::new(last, last).start);
        }
        is_long |= bytes.len() - last > LONG;
        let units = if is_long && encoding != Encoding::Utf8 { blocks(text, encoding) } else { Vec::new() };
        Self { encoding, starts, units, has_returns }
    }

    /// Takes an edit: in place of the bytes of `range` there are `length` others, and `text` is what came out. Where lines are
    /// few and short, as nearly always, only those within the edit are looked for.
    pub(super) fn edit(&mut self, text: &str, range: Range<usize>, length: usize) {
        let instead = &text[range.start..range.start + length];
        // The lines that begin behind the first byte of the edit and not behind its end are others.
        let first = self.starts.partition_point(|&start| start as usize <= range.start);
        let behind = self.starts.partition_point(|&start| start as usize <= range.end);
        let made: Vec<u32> = memchr::memchr_iter(b'\n', instead.as_bytes())
            .map(|at| Span::new(range.start + at + 1, range.start + at + 1).start)
            .collect();
        let line = |at: usize| self.starts[at] as usize;
        let next = self.starts.get(behind).map_or(text.len(), |&next| next as usize + length - range.len());
        let is_short = next - line(first - 1) <= LONG;
        if !is_short || self.has_returns || !self.units.is_empty() || instead.contains('\r') {
            *self = Self::of(text, self.encoding);
            return;
        }
        let (old, new) = (narrow(range.len()), narrow(length));
        self.starts[behind..].iter_mut().for_each(|start| *start = *start - old + new);
        self.starts.splice(first..behind, made);
    }

    /// The position of a byte.
    pub(super) fn position(&self, text: &str, offset: usize) -> Position {
        let offset = floor(text, offset);
        let line = self.starts.partition_point(|&start| start as usize <= offset) - 1;
        let start = self.starts[line] as usize;
        let column = if offset - start > LONG && !self.units.is_empty() {
            self.units_before(text, offset) - self.units_before(text, start)
        } else {
            self.encoding.length(&text[start..offset])
        };
        Position { line: narrow(line), character: narrow(column) }
    }

    /// The range of some bytes.
    pub(super) fn range(&self, text: &str, span: Span) -> gen_lsp_types::Range {
        let range = span.range();
        gen_lsp_types::Range { start: self.position(text, range.start), end: self.position(text, range.end) }
    }

    /// The byte at a position. What is beyond the end of a line is its end, and what is beyond the last line the end of the
    /// text; within a character it is where that begins.
    pub(super) fn offset(&self, text: &str, position: Position) -> usize {
        let Some(&start) = self.starts.get(position.line as usize) else { return text.len() };
        let end = self.starts.get(position.line as usize + 1).map_or(text.len(), |&next| next as usize);
        let line = text[start as usize..end].trim_end_matches(['\n', '\r']);
        let column = position.character as usize;
        if self.encoding == Encoding::Utf8 {
            return start as usize + floor(line, column);
        }
        let mut units = 0;
        for (at, character) in line.char_indices() {
            units += self.encoding.of_character(character);
            if units > column {
                return start as usize + at;
            }
        }
        start as usize + line.len()
    }

    /// The bytes of a range.
    pub(super) fn span(&self, text: &str, range: gen_lsp_types::Range) -> Span {
        let start = self.offset(text, range.start);
        Span::new(start, self.offset(text, range.end).max(start))
    }

    /// The bytes of a line without its line break.
    pub(super) fn line(&self, text: &str, line: usize) -> Range<usize> {
        let Some(&start) = self.starts.get(line) else { return text.len()..text.len() };
        let (start, end) =
            (start as usize, self.starts.get(line + 1).map_or(text.len(), |&next| next as usize));
        start..start + text[start..end].trim_end_matches(['\n', '\r']).len()
    }

    /// The line that a byte is in.
    pub(super) fn line_of(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start as usize <= offset) - 1
    }

    fn units_before(&self, text: &str, offset: usize) -> usize {
        let block = offset / BLOCK;
        let before = self.units.get(block).copied().unwrap_or_default() as usize;
        before + self.encoding.length(&text[floor(text, block * BLOCK)..offset])
    }
}

/// The units before every block of bytes; a character belongs to the block that it begins in, but for the first of a block,
/// which `floor` finds.
fn blocks(text: &str, encoding: Encoding) -> Vec<u32> {
    let mut units = Vec::with_capacity(text.len() / BLOCK + 1);
    let (mut at, mut before) = (0, 0);
    for block in 0..=text.len() / BLOCK {
        let start = floor(text, block * BLOCK);
        before += encoding.length(&text[at..start]);
        at = start;
        units.push(narrow(before));
    }
    units
}

/// The start of the character that a byte is in.
fn floor(text: &str, offset: usize) -> usize {
    text.floor_char_boundary(offset)
}

fn narrow(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

    fn at(text: &str, encoding: Encoding, offset: usize) -> (u32, u32) {
        let position = Lines::of(text, encoding).position(text, offset);
        (position.line, position.character)
    }

    #[test]
    fn columns_count_bytes_code_units_or_characters() {
        let text = "甲😀乙\r\n丙\r丁\n";
        let behind = text.find('乙').unwrap();
        assert_eq!(ALL.map(|encoding| at(text, encoding, behind)), [(0, 7), (0, 3), (0, 2)]);
        assert_eq!(at(text, Encoding::Utf16, text.find('丁').unwrap()), (2, 0));
        assert_eq!(at(text, Encoding::Utf16, text.len()), (3, 0));
        assert_eq!(at(text, Encoding::Utf16, 999), (3, 0));
    }

    #[test]
    fn a_position_that_is_not_there_is_the_nearest_before_it() {
        let text = "甲😀乙\r\n丙";
        let offset =
            |encoding, line, character| Lines::of(text, encoding).offset(text, Position { line, character });
        // Between the two code units of one character.
        assert_eq!(offset(Encoding::Utf16, 0, 2), 3);
        assert_eq!(offset(Encoding::Utf8, 0, 4), 3);
        assert_eq!(ALL.map(|encoding| offset(encoding, 0, 99)), [10, 10, 10]);
        assert_eq!(ALL.map(|encoding| offset(encoding, 9, 0)), [15, 15, 15]);
    }

    #[test]
    fn every_offset_leads_to_a_position_and_back_also_in_long_lines() {
        let text = format!("{}\n{}\r\nz", "甲😀a".repeat(700), "乙".repeat(2000));
        for encoding in ALL {
            let lines = Lines::of(&text, encoding);
            let mut column = 0;
            for (offset, character) in text.char_indices() {
                let position = lines.position(&text, offset);
                if character != '\n' {
                    assert_eq!(lines.offset(&text, position), offset);
                    assert_eq!(position.character as usize, column, "{encoding:?} {offset}");
                }
                column = if character == '\n' { 0 } else { column + encoding.of_character(character) };
            }
        }
    }

    #[test]
    fn edited_lines_are_those_of_the_text() {
        let pieces = ["甲", "a", "\n", "\n\n", "\r\n", "\r", "", "乙\n丙", "😀"];
        let long = "長".repeat(LONG);
        // A generator of numbers that is the same everywhere.
        let mut state = 1_u64;
        let mut below = |limit: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(state >> 33).unwrap() % limit
        };
        for encoding in ALL {
            for round in 0..40 {
                // Half of the texts have no `\r` and no long line, so that the short way is taken.
                let is_plain = round % 2 == 0;
                let mut text = "name: 甲\n  乙: 丙\n".repeat(below(20));
                let mut lines = Lines::of(&text, encoding);
                for _ in 0..40 {
                    let start = floor(&text, below(text.len() + 1));
                    let end = floor(&text, (start + below(9)).min(text.len())).max(start);
                    let piece = match below(40) {
                        0 if !is_plain => long.as_str(),
                        _ => pieces[below(pieces.len())],
                    };
                    let instead = if is_plain { piece.replace('\r', "") } else { piece.to_owned() };
                    text.replace_range(start..end, &instead);
                    lines.edit(&text, start..end, instead.len());
                    assert_eq!(
                        lines,
                        Lines::of(&text, encoding),
                        "{text:?} after {start}..{end}: {instead:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn the_best_encoding_that_is_offered_is_taken() {
        assert_eq!(Encoding::best(&["utf-16", "utf-8"]), Encoding::Utf8);
        assert_eq!(Encoding::best(&["utf-32"]), Encoding::Utf32);
        assert_eq!(Encoding::best(&["utf-16", "utf-32"]), Encoding::Utf16);
        assert_eq!(Encoding::best(&[]), Encoding::Utf16);
    }
}
