//! Changes that put something else in place of what is there.

use super::Document;
use super::error::NotChanged;
use super::lines::{below, eol, line_start, pad};
use super::new::New;
use super::plan::Plan;
use super::row::Kind;
use crate::yaml::Style;
use crate::yaml::write::{scalar, scalar_in_flow};

impl Plan<'_> {
    /// Makes the scalar `at` say `text`.
    pub(super) fn set_text(
        &mut self,
        document: &Document<'_>,
        at: usize,
        text: &str,
    ) -> Result<(), NotChanged> {
        let leaf = document.row.get(at).ok_or(NotChanged::NoSuchPlace)?;
        let range = leaf.span.range();
        let bare = |text: &str| if document.is_in_flow(at) { scalar_in_flow(text) } else { scalar(text) };
        let mut expected = text.to_owned();
        let splice = match leaf.kind {
            Kind::Scalar { style: Style::Plain, .. } => (range, bare(text)),
            Kind::Scalar { style: Style::Quoted, .. } => {
                let is_single = document.text[range.clone()].starts_with('\'');
                (range, in_marks(text, is_single))
            }
            Kind::Scalar { style: Style::Block, text: old } => {
                let content = text.trim_end_matches('\n');
                expected = format!("{content}{}", &old[old.trim_end_matches('\n').len()..]);
                (range, document.as_block(at, content))
            }
            // A key that was left out has its place.
            Kind::Empty if leaf.is_key => (range.start..range.start, bare(text)),
            Kind::Empty => {
                let colon = document.colon(at).ok_or(NotChanged::Layout)?;
                (colon..colon, format!(" {}", bare(text)))
            }
            _ => return Err(NotChanged::NoSuchPlace),
        };
        self.splice(splice.0, splice.1);
        self.rewritten.insert(at);
        match self.texts.insert(at, expected) {
            Some(_) => Err(NotChanged::Overlap),
            None => Ok(()),
        }
    }

    /// Puts `value` in place of the value `at`, which has to stand on the line of its key.
    pub(super) fn set_value(
        &mut self,
        document: &Document<'_>,
        at: usize,
        value: &New<'_>,
    ) -> Result<(), NotChanged> {
        let (text, row) = (document.text, &document.row);
        let leaf = row.get(at).filter(|leaf| !leaf.is_key && at > 0).ok_or(NotChanged::NoSuchPlace)?;
        let colon = document.colon(at).ok_or(NotChanged::Layout)?;
        let is_empty = matches!(leaf.kind, Kind::Empty);
        let range = if is_empty { colon..colon } else { leaf.span.range() };
        let is_on_lines = text[range.clone()].contains(['\n', '\r']);
        if is_on_lines || !text[colon..range.start].trim().is_empty() {
            return Err(NotChanged::Layout);
        }
        let mut nodes = Vec::new();
        value.expect(&mut nodes);
        self.removed.push(at..row.after(at));
        if document.is_in_flow(at) {
            let gap = if is_empty { " " } else { "" };
            self.insert(at, (range, format!("{gap}{}", value.in_flow())), nodes);
            return Ok(());
        }
        let key = row.span(at - 1).range().start;
        let indent = pad(text, key).ok_or(NotChanged::Layout)?;
        match value.below(&indent, eol(text)) {
            Some(lines) => {
                let end = range.end;
                if !is_empty {
                    self.splice(colon..end, String::new());
                }
                self.insert(at, below(text, end, lines), nodes);
            }
            None => {
                let line = match value {
                    New::Text(text) => scalar(text),
                    _ => value.in_flow(),
                };
                let gap = if is_empty { " " } else { "" };
                self.insert(at, (range, format!("{gap}{line}")), nodes);
            }
        }
        Ok(())
    }

    /// Puts `value` in place of the item `at`.
    pub(super) fn set_item(
        &mut self,
        document: &Document<'_>,
        at: usize,
        value: &New<'_>,
    ) -> Result<(), NotChanged> {
        let row = &document.row;
        let leaf = row.get(at).filter(|_| at > 0).ok_or(NotChanged::NoSuchPlace)?;
        if !matches!(row.kind(leaf.parent as usize), Some(Kind::List { .. })) {
            return Err(NotChanged::NoSuchPlace);
        }
        let mut range = leaf.span.range();
        let old = document.text[range.clone()].trim_end();
        // A pair may have its value on further lines, also as a block, whose last line break stays.
        if matches!(leaf.kind, Kind::Mapping { .. }) {
            range.end = range.start + old.len();
        } else if matches!(leaf.kind, Kind::Scalar { style: Style::Block, .. }) || old.contains(['\n', '\r'])
        {
            return Err(NotChanged::Layout);
        }
        let written = match document.is_in_flow(at) {
            true => value.in_flow(),
            false => value.item("", " ", "").split_off("- ".len()),
        };
        if range.is_empty() || written.contains('\n') {
            return Err(NotChanged::Layout);
        }
        let mut nodes = Vec::new();
        value.expect(&mut nodes);
        self.removed.push(at..row.after(at));
        self.insert(at, (range, written), nodes);
        Ok(())
    }
}

impl Document<'_> {
    /// Whether a node is inside of brackets or braces.
    pub(super) fn is_in_flow(&self, mut at: usize) -> bool {
        while let Some(parent) =
            self.row.get(at).map(|leaf| leaf.parent as usize).filter(|&parent| parent != at)
        {
            if self.is_flow(parent) {
                return true;
            }
            at = parent;
        }
        false
    }

    /// Whether a collection is written in brackets or braces.
    pub(super) fn is_flow(&self, at: usize) -> bool {
        match self.row.kind(at) {
            Some(Kind::Mapping { flow, .. }) => flow,
            // A block list may begin with a list in brackets, at whose bracket it begins where it is not indented.
            Some(Kind::List { len, .. }) => {
                let start = self.row.span(at).start;
                self.text[start as usize..].starts_with('[')
                    && (len == 0 || self.row.span(at + 1).start != start)
            }
            _ => false,
        }
    }

    /// The place behind the colon before the value `at`.
    fn colon(&self, at: usize) -> Option<usize> {
        let key = self.row.get(at.checked_sub(1)?).filter(|leaf| leaf.is_key)?;
        let end = key.span.range().end;
        let rest = &self.text[end..];
        rest.trim_start_matches(' ')
            .starts_with(':')
            .then(|| end + rest.len() - rest.trim_start_matches(' ').len() + 1)
    }

    /// `content` as lines of the block `at`.
    fn as_block(&self, at: usize, content: &str) -> String {
        let start = self.row.span(at).range().start;
        let line = line_start(self.text, start);
        let eol = eol(self.text);
        // The line with the indicator.
        let header = self.text[..line].trim_end();
        let header = header[line_start(header, header.len())..].split(" #").next().unwrap_or_default();
        let is_folded = header.rfind('>') > header.rfind('|');
        let between = if is_folded { format!("{eol}{eol}") } else { eol.to_owned() };
        let indent = " ".repeat(start - line);
        let mut block = String::new();
        for (number, content) in content.split('\n').enumerate() {
            if number > 0 {
                block.push_str(&between);
                if !content.is_empty() {
                    block.push_str(&indent);
                }
            }
            block.push_str(content);
        }
        block
    }
}

/// `text` in quotation marks: in single ones if they are asked for and can hold it.
fn in_marks(text: &str, is_single: bool) -> String {
    if is_single
        && !text.contains(|c: char| c.is_control() || matches!(c, '\u{feff}' | '\u{2028}' | '\u{2029}'))
    {
        return format!("'{}'", text.replace('\'', "''"));
    }
    let mut quoted = String::from('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            '\r' => quoted.push_str("\\r"),
            '\u{feff}' | '\u{2028}' | '\u{2029}' | '\u{fffe}' | '\u{ffff}' => {
                quoted.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            c if c.is_control() => quoted.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}
