//! A self-contained page: no script, no font, no request.
//!
//! The tables are those of the form, with its merged cells. On a narrow screen the style sheet shows every cell as a
//! block of its own; attributes hold the column names, and the tasks of a merged cell, for that layout.

use std::io::{self, Write};
use std::ops::Range;

use super::layout::{KNOWLEDGE, Placed, TASK, groups, shared_by, task_rows};
use crate::forms::sheet::{Cell, FormPart, Line, LineKind, Section, Sheet, Table};
use crate::text::display_safe::{lines, one_line, visible_form};
use crate::text::html::escape;

const STYLE: &str = include_str!("html.css");

/// Begins the page.
pub(super) fn open(title: &str, out: &mut dyn Write) -> io::Result<()> {
    begin(title, "zh-Hant", "", out)
}

/// Begins a page with the shared style and the further rules in `style`.
pub(crate) fn begin(title: &str, lang: &str, style: &str, out: &mut dyn Write) -> io::Result<()> {
    let title = escape(&one_line(title));
    write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{title}</title>\n<style>\n{STYLE}{style}</style>\n</head>\n<body>\n"
    )
}

/// Ends the page.
pub(crate) fn close(out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "</body>\n</html>")
}

/// Writes a standard as an `<article>`.
pub(super) fn write(sheet: &Sheet<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<article>\n<h1>{}</h1>", escape(&one_line(&sheet.title)))?;
    for Section { part, table } in &sheet.sections {
        let (class, name) = (class(*part), part.name());
        if *part == FormPart::Unplaced {
            writeln!(out, "<h2>{name}</h2>")?;
        }
        writeln!(out, "<table class=\"{class}\" aria-label=\"{name}\">")?;
        head(table, out)?;
        let placed = table.placed();
        match part {
            FormPart::Duties => {
                let task_rows = task_rows(&placed);
                for rows in groups(&placed) {
                    body(*part, table, &placed, &task_rows, rows, out)?;
                }
            }
            _ => body(*part, table, &placed, &[], 0..placed.len(), out)?,
        }
        writeln!(out, "</table>")?;
    }
    writeln!(out, "</article>")
}

fn class(part: FormPart) -> &'static str {
    match part {
        FormPart::History => "history",
        FormPart::Profile => "profile",
        FormPart::Duties => "duties",
        FormPart::Attitudes => "attitudes",
        FormPart::Notes => "notes",
        FormPart::Unplaced => "unplaced",
    }
}

fn head(table: &Table<'_>, out: &mut dyn Write) -> io::Result<()> {
    if table.head.is_empty() {
        return Ok(());
    }
    write!(out, "<thead><tr>")?;
    for cell in &table.head {
        write!(out, "<th scope=\"col\">")?;
        content(cell, out)?;
        write!(out, "</th>")?;
    }
    writeln!(out, "</tr></thead>")
}

fn body(
    part: FormPart,
    table: &Table<'_>,
    placed: &Placed<'_, '_>,
    task_rows: &[usize],
    rows: Range<usize>,
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(out, "<tbody>")?;
    for row in rows {
        // In print, the further rows of a task stay on the page of its first row.
        let further = task_rows.get(row).is_some_and(|&first| first < row);
        write!(out, "{}", if further { "<tr class=\"further\">" } else { "<tr>" })?;
        for &(column, cell) in &placed[row] {
            let tag = if cell.header { "th" } else { "td" };
            write!(out, "<{tag}")?;
            if cell.header {
                let group = part == FormPart::Duties && column < TASK;
                write!(out, " scope=\"{}\"", if group { "rowgroup" } else { "row" })?;
            }
            for (name, span) in [("rowspan", cell.rowspan), ("colspan", cell.colspan)] {
                if span > 1 {
                    write!(out, " {name}=\"{span}\"")?;
                }
            }
            if let Some(heading) = table.head.get(column).filter(|_| table.head.len() > 1) {
                write!(out, " data-label=\"{}\"", label(heading))?;
            }
            if part == FormPart::Duties
                && column >= KNOWLEDGE
                && !cell.lines.is_empty()
                && let Some(tasks) = shared_by(placed, task_rows, row..row + cell.rowspan)
            {
                write!(out, " data-tasks=\"{}\"", escape(&tasks))?;
            }
            write!(out, ">")?;
            content(cell, out)?;
            write!(out, "</{tag}>")?;
        }
        writeln!(out, "</tr>")?;
    }
    writeln!(out, "</tbody>")
}

fn label(cell: &Cell<'_>) -> String {
    cell.lines.iter().map(|line| escape(&one_line(&line.text))).collect()
}

/// A single plain text is written directly into the cell; items become blocks, and list entries a list.
fn content(cell: &Cell<'_>, out: &mut dyn Write) -> io::Result<()> {
    if let [Line { kind: LineKind::Text, code: None, text }] = cell.lines.as_slice() {
        return write!(out, "{}", broken(text));
    }
    let mut list = None;
    for line in &cell.lines {
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
        write!(out, "<{item}>")?;
        if let Some(code) = &line.code {
            write!(out, "<span class=\"code\">{}</span>", escape(&one_line(code)))?;
            if !line.text.is_empty() {
                write!(out, " ")?;
            }
        }
        write!(out, "{}</{item}>", broken(&line.text))?;
    }
    close_list(list, out)
}

fn close_list(list: Option<&str>, out: &mut dyn Write) -> io::Result<()> {
    match list {
        Some(tag) => write!(out, "</{tag}>"),
        None => Ok(()),
    }
}

/// A text with its line breaks.
fn broken(text: &str) -> String {
    let mut broken = String::with_capacity(text.len());
    for (at, line) in lines(text).enumerate() {
        broken.push_str(if at > 0 { "<br>" } else { "" });
        broken.push_str(&escape(&line.chars().map(visible_form).collect::<String>()));
    }
    broken
}
