//! Breaks the lines of a text for people where the terminal ends, so that what goes on stands below its beginning.

use std::io::{self, Write};

use super::wrap::{MIN_WIDTH, wrap_coloured};

/// How much further in a line goes on than it began.
const INDENT: usize = 2;

/// Writes lines that are no wider than told. Colours take no room; everything else has been made safe to display.
#[derive(Debug)]
struct WrappingWriter<W: Write> {
    out: W,
    width: usize,
    line: Vec<u8>,
}

impl<W: Write> WrappingWriter<W> {
    /// Lines of at most `width` columns.
    fn new(out: W, width: usize) -> Self {
        Self { out, width, line: Vec::new() }
    }

    /// The line so far, without its end.
    fn write_line(&mut self) -> io::Result<()> {
        let line = std::mem::take(&mut self.line);
        let Ok(line) = std::str::from_utf8(&line) else { return self.out.write_all(&line) };
        let text = line.trim_start_matches(' ');
        let indent = line.len() - text.len();
        let room = self.width.saturating_sub(indent).max(2 * INDENT);
        for (at, part) in wrap_coloured(text, room, INDENT).iter().enumerate() {
            let before = if at == 0 { "" } else { "\n" };
            write!(self.out, "{before}{:indent$}{part}", "")?;
        }
        Ok(())
    }
}

/// What `write` writes, in lines of at most `width` columns where that is known, and not less than [`MIN_WIDTH`].
///
/// # Errors
/// Any error of writing.
pub(crate) fn in_width(
    out: &mut dyn Write,
    width: Option<usize>,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let Some(width) = width else { return write(out) };
    let mut out = WrappingWriter::new(out, width.max(MIN_WIDTH));
    write(&mut out)?;
    out.flush()
}

impl<W: Write> Write for WrappingWriter<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut rest = bytes;
        while let Some(end) = rest.iter().position(|&byte| byte == b'\n') {
            self.line.extend_from_slice(&rest[..end]);
            self.write_line()?;
            self.out.write_all(b"\n")?;
            rest = &rest[end + 1..];
        }
        self.line.extend_from_slice(rest);
        Ok(bytes.len())
    }

    /// Writes the beginning of a line as well, which then has ended.
    fn flush(&mut self) -> io::Result<()> {
        if !self.line.is_empty() {
            self.write_line()?;
        }
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_go_on_below_their_beginning() {
        let mut out = Vec::new();
        let mut writer = WrappingWriter::new(&mut out, 12);
        for part in ["甲乙", "丙丁戊己庚\n\n  甲乙丙", "丁戊\n", "短"] {
            writer.write_all(part.as_bytes()).unwrap();
        }
        writer.flush().unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "甲乙丙丁戊己\n  庚\n\n  甲乙丙丁戊\n短");
    }
}
