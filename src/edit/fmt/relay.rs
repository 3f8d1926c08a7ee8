//! Collections in brackets and braces, and which of them change their style.

use std::borrow::Cow;
use std::ops::Range;

use super::gap::comment_of;
use super::quotes::{Role, requoted};
use super::writer::Writer;
use crate::yaml::write::scalar_in_flow;
use crate::yaml::{Node, Style, Value, is_addressed};

impl<'t> Writer<'t> {
    /// Whether a collection is written in lines of its own.
    pub(super) fn is_block(&self, node: &Node<'t>) -> bool {
        match node.value {
            Value::Mapping { flow, .. } => !flow,
            // A list may begin with one in brackets, at whose bracket it begins where it is not indented.
            Value::List(items) => {
                let is_bracket = self.text[node.span.range().start..].starts_with('[');
                !is_bracket || items.first().is_some_and(|first| first.span.start == node.span.start)
            }
            _ => false,
        }
    }

    /// Whether a node may come to stand on other lines: no comment stands on its lines, from the byte where `lines` begins,
    /// and none that is addressed to the program is about them.
    pub(super) fn may_relay(&self, lines: Range<usize>, node: &Node<'t>) -> bool {
        let end = self.text[lines.end..].find('\n').map_or(self.text.len(), |length| lines.end + length);
        let written = &self.text[lines.start..end];
        // A `#` within quotation marks begins no comment. That is too rare to be told apart here.
        let is_commented =
            written.contains('#') && written.split('\n').any(|line| comment_of(line).is_some());
        !is_commented && !self.is_addressed() && !has_gaps(node)
    }

    /// Whether a comment directly above the line that is written is addressed to the program: it is about this line alone.
    pub(super) fn is_addressed(&self) -> bool {
        if !self.has_address {
            return false;
        }
        let first = self.text[..self.done].rfind('\n').map_or(0, |found| found + 1);
        let mut above =
            self.text[..first].lines().rev().take_while(|line| line.trim_start().starts_with('#'));
        above.any(is_addressed)
    }

    /// Whether a comment stands behind a scalar on its line.
    pub(super) fn is_before_comment(&self, end: usize) -> bool {
        let rest = self.text.get(end..).unwrap_or_default();
        let line = rest.split('\n').next().unwrap_or_default();
        line.contains('#') && comment_of(line).is_some()
    }

    /// A collection in brackets or braces; as it is, but for the indentation, where comments are within.
    pub(super) fn flow_or_verbatim(&mut self, node: &Node<'t>, indent: usize) -> Option<()> {
        let written = node.written(self.text);
        let is_commented =
            written.contains('#') && written.split('\n').any(|line| comment_of(line).is_some());
        let is_joined = written.contains('\n') && !self.may_relay(node.span.range(), node);
        if is_commented || is_joined || has_gaps(node) {
            self.continued(written, indent + 2);
        } else {
            self.flow(node, indent, Role::Item)?;
        }
        self.done = node.span.range().end;
        self.block = None;
        Some(())
    }

    fn flow(&mut self, node: &Node<'t>, indent: usize, role: Role<'t>) -> Option<()> {
        match node.value {
            Value::Scalar { .. } => self.scalar(node, indent, role, true),
            Value::List(items) => {
                self.out.push('[');
                for (number, item) in items.iter().enumerate() {
                    self.out.push_str(if number == 0 { "" } else { ", " });
                    self.flow(item, indent, Role::Item)?;
                }
                self.out.push(']');
                Some(())
            }
            Value::Mapping { entries, .. } => {
                self.out.push('{');
                for (number, (key, value)) in entries.iter().enumerate() {
                    self.out.push_str(if number == 0 { "" } else { ", " });
                    self.flow(key, indent, Role::Key)?;
                    self.out.push_str(": ");
                    self.flow(value, indent, Role::Value(key.text()?))?;
                }
                self.out.push('}');
                Some(())
            }
            Value::Empty | Value::Alias => None,
        }
    }

    /// Whether the items of a block can be written in brackets: codes, or pairs of a code and a name, each of which is on
    /// one line and reads the same there.
    pub(super) fn may_be_flow(&self, items: &[Node<'t>]) -> bool {
        items.iter().all(|item| match item.value {
            Value::Mapping { entries: [(code, name)], .. } => {
                let role = Role::Value(code.text().unwrap_or_default());
                self.is_same_in_flow(code, Role::Key) && self.is_same_in_flow(name, role)
            }
            _ => self.is_same_in_flow(item, Role::Item),
        })
    }

    fn is_same_in_flow(&self, node: &Node<'t>, role: Role<'_>) -> bool {
        let Value::Scalar { text, style } = node.value else { return false };
        let written = node.written(self.text);
        let is_on_a_line = style != Style::Block && !written.contains('\n');
        // A bare text that gets quotation marks (`true`) has them in brackets too.
        let is_quoted = || matches!(requoted(written, text, style, role, true), Cow::Owned(_));
        is_on_a_line && (style == Style::Quoted || scalar_in_flow(text) == text || is_quoted())
    }

    /// References in brackets, which were a block.
    pub(super) fn references(&mut self, items: &[Node<'t>]) -> Option<()> {
        self.out.push('[');
        for (number, item) in items.iter().enumerate() {
            self.out.push_str(if number == 0 { "" } else { ", " });
            self.flow(item, 0, Role::Item)?;
            if matches!(item.value, Value::Mapping { flow: true, .. }) {
                self.done = item.span.range().end;
            }
        }
        self.out.push(']');
        Some(())
    }
}

/// Whether something in a collection is empty, whose place in the source is not known.
fn has_gaps(node: &Node<'_>) -> bool {
    match node.value {
        Value::Empty | Value::Alias => true,
        Value::Scalar { .. } => false,
        Value::List(items) => items.iter().any(has_gaps),
        Value::Mapping { entries, .. } => entries.iter().any(|(key, value)| has_gaps(key) || has_gaps(value)),
    }
}
