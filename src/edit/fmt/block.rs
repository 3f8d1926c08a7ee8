//! Texts in blocks, behind `|` or `>`.

use super::gap::comment_of;
use super::writer::Writer;
use crate::yaml::Node;

impl<'t> Writer<'t> {
    /// A block behind a colon or hyphen in the column `indent`: its lines are indented anew.
    pub(super) fn block(&mut self, node: &Node<'t>, text: &str, indent: usize) -> Option<()> {
        let source = self.text;
        let rest = source.get(self.done..)?;
        let header = rest.trim_start_matches([' ', '\t']);
        let length =
            header.bytes().take_while(|byte| matches!(byte, b'|' | b'>' | b'+' | b'-' | b'0'..=b'9')).count();
        let indicator = header.get(..length)?;
        if !indicator.starts_with(['|', '>']) {
            return None;
        }
        self.out.push(' ');
        self.out.push_str(indicator);
        let line_end = header.find('\n').unwrap_or(header.len());
        let after = header.get(length..line_end)?.trim_end_matches('\r');
        if let Some(comment) = comment_of(after) {
            self.out.push_str(&after[..after.len() - comment.len()]);
            self.out.push_str(comment.trim_end());
        }
        let begin = self.done + rest.len() - header.len() + line_end + 1;
        let end = node.span.range().end;
        if node.span.start == node.span.end || begin > end {
            // Only line breaks, which are copied with the gap between two nodes.
            self.done = begin.saturating_sub(1).min(source.len());
            self.block = Some((usize::MAX, 0));
            return Some(());
        }
        let lines = source.get(begin..end)?;
        let spaces = |line: &str| line.len() - line.trim_start_matches(' ').len();
        let first = lines.split('\n').find(|line| !line.trim().is_empty())?;
        let said = text.trim_start_matches('\n');
        let old = spaces(first).checked_sub(spaces(said))?;
        let digit = indicator.bytes().find(u8::is_ascii_digit).map(|digit| usize::from(digit - b'0'));
        let new = indent + digit.unwrap_or(2);
        for line in lines.split('\n') {
            let line = line.strip_suffix('\r').unwrap_or(line);
            self.out.push_str(self.eol);
            if line.len() > old {
                self.out.extend(std::iter::repeat_n(' ', new));
                self.out.push_str(line.get(old..)?);
            } else if !line.trim().is_empty() {
                return None;
            }
        }
        self.done = end;
        self.block = Some((old, new));
        Some(())
    }
}
