//! Writes a tree in the canonical layout.

use super::quotes::{Role, requoted};
use crate::yaml::{Entries, Node, Style, Value, is_addressed};

/// Writes scalar by scalar, and between them what [`super::gap`] keeps.
pub(super) struct Writer<'t> {
    pub(super) text: &'t str,
    pub(super) out: String,
    pub(super) eol: &'static str,
    /// Up to where the source was written.
    pub(super) done: usize,
    /// The old and the new columns of the levels around what was written last.
    pub(super) levels: Vec<(usize, usize)>,
    /// Behind a block, the old and the new columns of its lines.
    pub(super) block: Option<(usize, usize)>,
    /// Whether nothing was written yet but a byte order mark.
    pub(super) is_at_start: bool,
    /// Whether comments may be addressed to the program.
    pub(super) has_address: bool,
}

impl<'t> Writer<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let bom = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let mut out = String::with_capacity(text.len() + 64);
        out.push_str(&text[..bom]);
        let first = text.find('\n');
        let is_crlf = first.is_some_and(|first| text[..first].ends_with('\r'));
        Self {
            text,
            out,
            eol: if is_crlf { "\r\n" } else { "\n" },
            done: bom,
            levels: Vec::new(),
            block: None,
            is_at_start: true,
            has_address: is_addressed(text),
        }
    }

    /// The whole text; `None` where the layout has something that is not known here.
    pub(super) fn document(mut self, root: &Node<'t>) -> Option<String> {
        let text = self.text;
        match root.value {
            Value::Mapping { entries, .. } if self.is_block(root) => self.mapping(entries, 0, false)?,
            Value::Mapping { entries, flow: true }
                if !entries.is_empty() && self.may_relay(root.span.range(), root) =>
            {
                // What stands before the brace.
                self.begin_line(root.span.range().start, 0)?;
                self.done += 1;
                self.is_at_start = true;
                self.mapping(entries, 0, false)?;
                self.done = root.span.range().end;
            }
            Value::List(items) if self.is_block(root) => self.list(items, 0, true, false)?,
            _ => return Some(text.to_owned()),
        }
        let is_block = self.block.is_some();
        self.comments(text.len(), (0, 0))?;
        let trimmed = self.out.trim_end_matches(['\n', '\r']).len();
        if !is_block {
            self.out.truncate(trimmed);
            self.out.push_str(self.eol);
        } else if text.ends_with('\n') {
            self.out.push_str(self.eol);
        }
        Some(self.out)
    }

    pub(super) fn break_line(&mut self) {
        if self.is_at_start {
            self.is_at_start = false;
        } else {
            self.out.push_str(self.eol);
        }
    }

    /// The entries of a mapping, the first one where the line stands if it is behind a hyphen.
    fn mapping(&mut self, entries: &Entries<'t>, indent: usize, mut is_inline: bool) -> Option<()> {
        for (key, value) in entries {
            let start = key.span.range().start;
            if !is_inline || self.has_comment(start) {
                self.begin_line(start, indent)?;
            } else {
                self.begin_here(start, indent);
            }
            is_inline = false;
            self.key(key)?;
            self.value(value, indent, Role::Value(key.text()?))?;
        }
        Some(())
    }

    /// Goes on behind a hyphen.
    fn begin_here(&mut self, start: usize, indent: usize) {
        self.out.push(' ');
        self.levels.push((self.column(start), indent));
        self.done = start;
    }

    fn key(&mut self, key: &Node<'t>) -> Option<()> {
        if !matches!(key.value, Value::Scalar { style: Style::Plain | Style::Quoted, .. }) {
            return None;
        }
        if key.written(self.text).contains('\n') {
            return None;
        }
        self.scalar(key, 0, Role::Key, false)?;
        // In braces a key may stand without a colon.
        if let Some(colon) = self.find_mark(b':') {
            if self.has_comment(colon) {
                return None;
            }
            self.done = colon + 1;
        }
        self.out.push(':');
        Some(())
    }

    /// The items of a list; with `has_hyphens` it is a block in the source as well.
    fn list(
        &mut self,
        items: &[Node<'t>],
        indent: usize,
        has_hyphens: bool,
        mut is_inline: bool,
    ) -> Option<()> {
        for item in items {
            let start = if has_hyphens { self.find_mark(b'-')? } else { item.span.range().start };
            if !is_inline || self.has_comment(start) {
                self.begin_line(start, indent)?;
            } else {
                self.begin_here(start, indent);
            }
            is_inline = false;
            self.out.push('-');
            if has_hyphens {
                self.done = start + 1;
            }
            self.value(item, indent, Role::Item)?;
        }
        Some(())
    }

    /// What stands behind a colon or a hyphen that is in the column `indent`.
    fn value(&mut self, node: &Node<'t>, indent: usize, role: Role<'t>) -> Option<()> {
        let range = node.span.range();
        match node.value {
            Value::Empty => Some(()),
            Value::Alias => None,
            Value::Scalar { style: Style::Block, text } => self.block(node, text, indent),
            Value::Scalar { .. } => {
                self.glue(node, indent)?;
                self.scalar(node, indent, role, false)
            }
            Value::Mapping { entries, .. } if self.is_block(node) => {
                self.mapping(entries, indent + 2, role == Role::Item)
            }
            Value::Mapping { entries, .. }
                if !entries.is_empty() && self.may_relay(self.done..range.end, node) =>
            {
                self.mapping(entries, indent + 2, role == Role::Item)?;
                self.done = range.end;
                Some(())
            }
            Value::List(items) if self.is_block(node) => {
                if indent > 0
                    && is_references(role)
                    && self.may_be_flow(items)
                    && self.may_relay(self.done..range.end, node)
                {
                    self.glue(node, indent)?;
                    return self.references(items);
                }
                self.list(items, indent + 2, true, role == Role::Item)
            }
            Value::List(items)
                if (indent == 0 || !is_references(role))
                    && holds_collections(items)
                    && self.may_relay(self.done..range.end, node) =>
            {
                self.list(items, indent + 2, false, role == Role::Item)?;
                self.done = range.end;
                Some(())
            }
            Value::Mapping { .. } | Value::List(_) => {
                self.glue(node, indent)?;
                self.flow_or_verbatim(node, indent)
            }
        }
    }

    /// Goes on behind a colon or hyphen on its line, unless there are comments between.
    fn glue(&mut self, node: &Node<'t>, indent: usize) -> Option<()> {
        let start = node.span.range().start;
        if self.has_comment(start) || (self.text[self.done..start].contains('\n') && self.is_addressed()) {
            self.begin_line(start, indent + 2)?;
            self.levels.pop();
            return Some(());
        }
        self.out.push(' ');
        self.done = start;
        Some(())
    }

    /// A plain or quoted scalar that begins at the place where the line stands.
    pub(super) fn scalar(
        &mut self,
        node: &Node<'t>,
        indent: usize,
        role: Role<'_>,
        in_flow: bool,
    ) -> Option<()> {
        let Value::Scalar { text, style } = node.value else { return None };
        let written = node.written(self.text);
        if written.contains('\n') {
            self.continued(written, indent + 2);
        } else {
            let is_commented = style == Style::Quoted && self.is_before_comment(node.span.range().end);
            let requoted = match is_commented {
                // Without them, the comment might be taken for a part of the text.
                true => written.into(),
                false => requoted(written, text, style, role, in_flow),
            };
            self.out.push_str(&requoted);
        }
        self.done = node.span.range().end;
        self.block = None;
        Some(())
    }

    /// Lines of which all but the first are indented.
    pub(super) fn continued(&mut self, written: &str, indent: usize) {
        for (number, line) in written.split('\n').enumerate() {
            let line = line.strip_suffix('\r').unwrap_or(line);
            if number == 0 {
                self.out.push_str(line);
                continue;
            }
            self.out.push_str(self.eol);
            let content = line.trim_start_matches([' ', '\t']);
            if !content.is_empty() {
                self.out.extend(std::iter::repeat_n(' ', indent));
                self.out.push_str(content);
            }
        }
    }
}

/// Whether a list under a key of this name, below the root, refers to entries of the document's lists.
pub(super) fn is_references(role: Role<'_>) -> bool {
    matches!(role, Role::Value("knowledge" | "skills"))
}

fn holds_collections(items: &[Node<'_>]) -> bool {
    items.iter().any(|item| matches!(item.value, Value::List(_) | Value::Mapping { .. }))
}
