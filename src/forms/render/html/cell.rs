//! What stands within one cell: its lines, with codes that can be linked to.

use std::io::{self, Write};

use super::links::{Anchors, Leads, linked};
use crate::forms::render::ids::Ids;
use crate::forms::sheet::{Cell, Line, LineKind};
use crate::text::display_safe::one_line;
use crate::text::html::escape;

/// A single plain text is written directly into the cell; items become blocks, and list entries a list.
pub(super) fn content(
    cell: &Cell<'_>,
    anchors: Anchors<'_>,
    leads: Leads<'_>,
    ids: &mut Ids,
    out: &mut dyn Write,
) -> io::Result<()> {
    if let [line @ Line { kind: LineKind::Text, code: None, .. }] = cell.lines.as_slice() {
        return write!(out, "{}", linked(line, anchors, leads));
    }
    let mut list = None;
    for (index, line) in cell.lines.iter().enumerate() {
        let wanted = match line.kind {
            LineKind::Bullet => Some("ul"),
            LineKind::Numbered(_) => Some("ol"),
            LineKind::Text | LineKind::Heading => None,
        };
        if list != wanted {
            close_list(list, out)?;
            if let Some(tag) = wanted {
                write!(out, "<{tag}>")?;
            }
            list = wanted;
        }
        let item = if list.is_some() { "li" } else { "p" };
        write!(out, "<{item}")?;
        if let Some(code) = &line.code
            && match anchors {
                Anchors::Codes => true,
                Anchors::Further => index > 0,
                Anchors::None | Anchors::Successors(_) => false,
            }
            && let Some(id) = ids.first(code)
        {
            write!(out, " id=\"{id}\"")?;
        }
        write!(out, ">")?;
        if let Some(code) = &line.code {
            write!(out, "<span class=\"code\">{}</span>", escape(&one_line(code)))?;
            if !line.text.is_empty() {
                write!(out, " ")?;
            }
        }
        write!(out, "{}</{item}>", linked(line, anchors, leads))?;
    }
    close_list(list, out)
}

fn close_list(list: Option<&str>, out: &mut dyn Write) -> io::Result<()> {
    match list {
        Some(tag) => write!(out, "</{tag}>"),
        None => Ok(()),
    }
}
