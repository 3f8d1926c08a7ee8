//! What stands between two scalars: comments and blank lines are kept, the rest is written anew.

use super::writer::Writer;

impl<'t> Writer<'t> {
    /// Ends the line and begins the next one at `indent`, with the comments and blank lines before the byte `start` of the
    /// source, where what stands next begins.
    pub(super) fn begin_line(&mut self, start: usize, indent: usize) -> Option<()> {
        let next = (self.column(start), indent);
        self.comments(start, next)?;
        self.break_line();
        self.out.extend(std::iter::repeat_n(' ', indent));
        self.levels.retain(|(_, new)| *new < indent);
        self.levels.push(next);
        self.done = start;
        Some(())
    }

    /// Writes the comments and blank lines up to `start`, each at the column of the level that it belongs to. `next` is the
    /// old and the new column of what follows.
    pub(super) fn comments(&mut self, start: usize, next: (usize, usize)) -> Option<()> {
        let gap = self.text.get(self.done..start)?;
        let mut segments = gap.split('\n');
        let first = segments.next()?;
        self.rest_of_line(first.trim_end_matches('\r'))?;
        let mut segments = segments.peekable();
        while let Some(segment) = segments.next() {
            let is_last = segments.peek().is_none();
            let line = segment.trim_end_matches('\r');
            let content = line.trim_start_matches([' ', '\t']);
            if is_last && !content.starts_with('#') {
                break;
            }
            if content.is_empty() {
                self.blank_line(line);
            } else if let Some(comment) = comment_of(line) {
                let column = self.comment_column(line.len() - comment.len(), next);
                self.break_line();
                self.out.extend(std::iter::repeat_n(' ', column));
                self.out.push_str(comment.trim_end());
            } else if is_marker(line) {
                self.break_line();
                self.out.push_str(line.trim_end());
            }
        }
        self.block = None;
        Some(())
    }

    /// What stands behind a scalar on its line.
    fn rest_of_line(&mut self, rest: &str) -> Option<()> {
        if let Some(comment) = comment_of(rest) {
            let before = &rest[..rest.len() - comment.len()];
            let blanks = &before[before.trim_end_matches([' ', '\t']).len()..];
            if self.is_at_start {
                self.is_at_start = false;
            } else {
                self.out.push_str(if blanks.is_empty() { " " } else { blanks });
            }
            self.out.push_str(comment.trim_end());
        } else if self.block.is_some() {
            // Blanks at the end of a line of a block are part of it.
            self.out.push_str(rest);
        } else if self.is_at_start && is_marker(rest) {
            self.is_at_start = false;
            self.out.push_str(rest.trim_end());
        } else if self.is_at_start && self.done < self.text.len() && !rest.trim().is_empty() {
            // `--- {`
            return None;
        }
        Some(())
    }

    fn blank_line(&mut self, line: &str) {
        if self.is_at_start {
            return;
        }
        match self.block {
            // It may be a line of the block.
            Some((old, new)) if line.len() > old => {
                self.break_line();
                self.out.extend(std::iter::repeat_n(' ', new));
                self.out.push_str(&line[old..]);
            }
            _ => self.break_line(),
        }
    }

    /// The new column of a comment whose column in the source is `column`. The levels of indentation are those of the node
    /// before it.
    fn comment_column(&self, column: usize, next: (usize, usize)) -> usize {
        let levels = || self.levels.iter().copied();
        if column == next.0 {
            return next.1;
        }
        if let Some((_, new)) = levels().rev().find(|(old, _)| *old == column) {
            return new;
        }
        let level = levels().chain([next]).filter(|(old, _)| *old < column).max();
        let (Some(level), Some(deepest)) = (level, levels().next_back()) else { return next.1 };
        match level {
            // Between a key and the first entry below it.
            _ if level == deepest && deepest.0 < next.0 => next.1,
            // Deeper than everything: an entry that was commented out, below the key before it. Behind a block it would
            // become a part of it.
            _ if level == deepest && self.block.is_none() => level.1 + 2,
            _ => level.1,
        }
    }

    /// The column of a byte of the source.
    pub(super) fn column(&self, at: usize) -> usize {
        let before = self.text.get(..at).unwrap_or_default();
        let line = before.rfind('\n').map_or(0, |found| found + 1);
        before[line..].trim_start_matches('\u{feff}').len()
    }

    /// Whether a comment stands before `start`.
    pub(super) fn has_comment(&self, start: usize) -> bool {
        let gap = self.text.get(self.done..start).unwrap_or_default();
        gap.contains('#') && gap.split('\n').any(|line| comment_of(line).is_some())
    }

    /// Takes the character of YAML's syntax that stands next, behind white space and comments, which stay to be written.
    /// Its place.
    pub(super) fn find_mark(&self, mark: u8) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let mut at = self.done;
        loop {
            match *bytes.get(at)? {
                b' ' | b'\t' | b'\r' | b'\n' => at += 1,
                b'#' => at += self.text[at..].find('\n')?,
                0xef if at == 0 => at += '\u{feff}'.len_utf8(),
                byte if byte == mark => return Some(at),
                _ => return None,
            }
        }
    }
}

/// The comment of a line of a gap, where a number sign behind white space begins nothing else.
pub(super) fn comment_of(line: &str) -> Option<&str> {
    let mut from = 0;
    while let Some(found) = line[from..].find('#') {
        let at = from + found;
        if at == 0 || line[..at].ends_with([' ', '\t', '\u{feff}']) {
            return Some(&line[at..]);
        }
        from = at + 1;
    }
    None
}

/// Whether a line begins or ends a document.
fn is_marker(line: &str) -> bool {
    let line = line.trim_start_matches('\u{feff}').trim_end();
    line == "---" || line == "..."
}
