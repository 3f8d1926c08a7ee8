//! A file as text, and the conversion of byte offsets to lines and columns.
//!
//! Unreadable files are data too ([`Unreadable`]): the rule `unreadable-file` turns each into a finding, so that one
//! bad file among thousands is reported and the others are checked.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::OnceLock;

use crate::files::encoding::Encoding;
use crate::files::limits::STANDARD_BYTES;
use crate::files::open;
use crate::files::reason::reason;
use crate::text::bilingual::Bilingual;

/// A range of bytes in a file, from `start` up to but not including `end`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// The bytes from `start` up to `end`. Offsets above 4,294,967,295 are clamped; no file that is read is that long.
    pub fn new(start: usize, end: usize) -> Self {
        let narrow = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Self { start: narrow(start), end: narrow(end) }
    }

    /// The range, for slicing the source.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// The index of a file in a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

impl FileId {
    /// The file at this index, from 0. Above 4,294,967,295 it is clamped.
    pub fn at(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }

    /// The index, from 0.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A range of bytes in a file of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file.
    pub file: FileId,
    /// The bytes.
    pub span: Span,
}

/// A line and a column, both from 1; columns count characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

/// Why the text of a file could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unreadable {
    /// It is not UTF-8.
    NotUtf8 {
        /// The offset of the first invalid byte.
        offset: usize,
        /// The encoding that the bytes seem to have.
        guess: Option<Encoding>,
    },
    /// It has more than [`STANDARD_BYTES`].
    TooLarge,
    /// It is a link that leads out of the repository, or out of the folder that is searched.
    LeadsOut,
    /// An error of the operating system.
    Io(Bilingual),
}

/// One file of a run.
#[derive(Debug)]
pub struct Source {
    /// The path as named or found, with `/` between folders.
    pub path: String,
    /// Whether it is a file, as opposed to a stream such as standard input.
    pub is_file: bool,
    /// The text. If the file is not UTF-8, the text up to the end of the first line with an invalid byte.
    pub text: String,
    /// Why the text could not be read, if it could not.
    pub unreadable: Option<Unreadable>,
    index: OnceLock<Index>,
}

impl Source {
    /// Reads a regular file. Failures are in [`Source::unreadable`].
    pub fn read(path: &Path) -> Self {
        let bytes = open::regular(path).and_then(|(file, size)| {
            read_limited(file, usize::try_from(size).unwrap_or(usize::MAX), STANDARD_BYTES)
        });
        Self::from_bytes(display(path), true, bytes, STANDARD_BYTES)
    }

    /// Reads a path named on the command line, which may be a pipe or a device; reading blocks, as in any program.
    pub fn read_named(path: &Path) -> Self {
        match path.metadata() {
            Ok(known) if !known.is_file() && !known.is_dir() => match File::open(path) {
                Ok(stream) => Self::read_stream(&display(path), stream),
                Err(error) => Self::from_bytes(display(path), false, Err(error), STANDARD_BYTES),
            },
            _ => Self::read(path),
        }
    }

    /// Reads a regular file that configures the program, with its own limit in bytes.
    pub(crate) fn read_bounded(path: &Path, limit: usize) -> Self {
        Self::from_bytes(display(path), true, open::bounded(path, limit), limit)
    }

    /// A link that is not followed, because it leads out of the searched folders or its target does not exist.
    pub(crate) fn link(path: &Path) -> Self {
        let unreadable = match path.canonicalize() {
            Ok(_) => Unreadable::LeadsOut,
            Err(error) => Unreadable::Io(reason(&error)),
        };
        let source = Self::without_text(display(path), true);
        Self { unreadable: Some(unreadable), ..source }
    }

    /// Reads a stream such as standard input to its end; reports call it `name`.
    pub fn read_stream(name: &str, stream: impl Read) -> Self {
        Self::from_bytes(name.to_owned(), false, read_limited(stream, 0, STANDARD_BYTES), STANDARD_BYTES)
    }

    /// Bytes that are in memory already, as if read from a file called `name`.
    pub fn in_memory(name: &str, bytes: impl Into<Vec<u8>>) -> Self {
        Self::from_bytes(name.to_owned(), true, Ok(bytes.into()), STANDARD_BYTES)
    }

    /// A file or stream without its text.
    pub(crate) fn without_text(path: String, is_file: bool) -> Self {
        Self { path, is_file, text: String::new(), unreadable: None, index: OnceLock::new() }
    }

    /// The same file with another text.
    pub fn with_text(&self, text: String) -> Self {
        let (path, unreadable) = (self.path.clone(), self.unreadable.clone());
        Self { path, is_file: self.is_file, text, unreadable, index: OnceLock::new() }
    }

    fn from_bytes(path: String, is_file: bool, bytes: io::Result<Vec<u8>>, limit: usize) -> Self {
        let (text, unreadable) = match bytes {
            Err(error) => (String::new(), Some(Unreadable::Io(reason(&error)))),
            Ok(bytes) if bytes.len() > limit => (String::new(), Some(Unreadable::TooLarge)),
            Ok(bytes) => match simdutf8::compat::from_utf8(&bytes) {
                Ok(text) => (text.to_owned(), None),
                Err(error) => not_utf8(&bytes, error.valid_up_to()),
            },
        };
        Self { path, is_file, text, unreadable, index: OnceLock::new() }
    }

    /// The file's name without its extension; `None` if it is not a file.
    pub fn stem(&self) -> Option<&str> {
        Path::new(&self.path).file_stem()?.to_str().filter(|_| self.is_file)
    }

    /// The line and column of a byte offset.
    pub fn position(&self, offset: u32) -> Position {
        let index = self.index.get_or_init(|| Index::new(&self.text));
        let offset = (offset as usize).min(self.text.len());
        let line = index.lines.partition_point(|&start| start as usize <= offset);
        let start = index.lines[line - 1] as usize;
        let column = index.characters(&self.text, offset) - index.characters(&self.text, start) + 1;
        Position { line, column }
    }

    /// The range of the lines that `span` touches, without the line break of the last.
    pub fn lines(&self, span: Span) -> std::ops::Range<usize> {
        let index = self.index.get_or_init(|| Index::new(&self.text));
        let first = self.position(span.start).line;
        let last = self.position(span.end.max(span.start)).line;
        let end = index.lines.get(last).map_or(self.text.len(), |&next| next as usize);
        let lines = index.lines[first - 1] as usize..end;
        lines.start..lines.start + self.text[lines].trim_end_matches(['\n', '\r']).len()
    }
}

/// A path for display, with `/` between folders on every system.
pub fn display(path: &Path) -> String {
    let path = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' {
        path.into_owned()
    } else {
        path.replace(std::path::MAIN_SEPARATOR, "/")
    }
}

/// Reads to the end, or to one byte beyond `limit`. `size` is the known size of a file, or 0. The known size plus one
/// byte is allocated: one read gets everything and has room left, so the end is seen without growing the buffer.
fn read_limited(mut stream: impl Read, size: usize, limit: usize) -> io::Result<Vec<u8>> {
    let mut bytes = vec![0; size.min(limit).saturating_add(1)];
    let mut filled = 0;
    while filled < bytes.len() && (filled == 0 || filled != size) {
        match stream.read(&mut bytes[filled..]) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    let is_whole = filled < bytes.len();
    bytes.truncate(filled);
    if !is_whole {
        let rest = limit.saturating_add(1).saturating_sub(filled);
        stream.take(rest as u64).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}

/// Keeps what a report shows of the first invalid byte: the text up to the end of its line.
fn not_utf8(bytes: &[u8], offset: usize) -> (String, Option<Unreadable>) {
    let end =
        bytes[offset..].iter().position(|&byte| byte == b'\n').map_or(bytes.len(), |found| offset + found);
    let text = String::from_utf8_lossy(&bytes[..end]).into_owned();
    (text, Some(Unreadable::NotUtf8 { offset, guess: Encoding::guess(bytes) }))
}

/// The starts of lines, and the number of characters before every block of bytes, so that a position in a file of one
/// very long line costs no more than in any other.
#[derive(Debug)]
struct Index {
    lines: Vec<u32>,
    characters: Vec<u32>,
}

const BLOCK: usize = 256;

impl Index {
    fn new(text: &str) -> Self {
        let mut lines = vec![0];
        let mut characters = Vec::with_capacity(text.len() / BLOCK + 1);
        let mut count = 0;
        for (offset, byte) in text.bytes().enumerate() {
            if offset % BLOCK == 0 {
                characters.push(count);
            }
            count += u32::from(starts_character(byte));
            if byte == b'\n' {
                lines.push(Span::new(offset + 1, offset + 1).start);
            }
        }
        characters.push(count);
        Self { lines, characters }
    }

    fn characters(&self, text: &str, offset: usize) -> usize {
        let block = offset / BLOCK;
        let Some(&before) = self.characters.get(block) else { return 0 };
        let rest = &text.as_bytes()[(block * BLOCK).min(offset)..offset];
        before as usize + rest.iter().filter(|&&byte| starts_character(byte)).count()
    }
}

fn starts_character(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_characters_from_one() {
        let source = Source::in_memory("a.yaml", "甲乙\r\n丙丁戊\n");
        assert_eq!(source.position(0), Position { line: 1, column: 1 });
        assert_eq!(source.position(3), Position { line: 1, column: 2 });
        assert_eq!(source.position(8), Position { line: 2, column: 1 });
        assert_eq!(source.position(14), Position { line: 2, column: 3 });
        assert_eq!(source.position(18), Position { line: 3, column: 1 });
        assert_eq!(source.position(9_999), Position { line: 3, column: 1 });
        assert_eq!(&source.text[source.lines(Span::new(0, 1))], "甲乙");
        assert_eq!(&source.text[source.lines(Span::new(3, 9))], "甲乙\r\n丙丁戊");
    }

    #[test]
    fn positions_agree_with_counting_on_every_block_boundary() {
        let text = "a甲\u{1f600}b\n".repeat(200);
        let source = Source::in_memory("a.yaml", text.clone());
        for (offset, _) in text.char_indices() {
            let line = text[..offset].matches('\n').count() + 1;
            let start = text[..offset].rfind('\n').map_or(0, |found| found + 1);
            let column = text[start..offset].chars().count() + 1;
            assert_eq!(source.position(Span::new(offset, offset).start), Position { line, column });
        }
    }

    #[test]
    fn the_first_byte_that_is_not_utf8_is_found() {
        let big5 = Source::read_stream("-", &b"name: \xb7~\xb0\xc8\n"[..]);
        assert_eq!(big5.unreadable, Some(Unreadable::NotUtf8 { offset: 6, guess: Some(Encoding::Big5) }));
    }

    #[test]
    fn an_endless_stream_is_too_large() {
        let endless = Source::read_stream("-", io::repeat(b'a'));
        assert_eq!(endless.unreadable, Some(Unreadable::TooLarge));
        assert!(endless.text.is_empty());
    }
}
