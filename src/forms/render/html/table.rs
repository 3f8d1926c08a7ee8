//! The rows of one table of the form, each cell with the headings that it stands under.

use std::io::{self, Write};
use std::ops::Range;

use super::cell::content;
use super::links::{Anchors, Leads, Links};
use crate::forms::render::ids::Ids;
use crate::forms::render::layout::{KNOWLEDGE, Placed, TASK, shared_by};
use crate::forms::render::print;
use crate::forms::sheet::{Cell, FormPart, Table};
use crate::text::display_safe::one_line;
use crate::text::html::escape;

/// Begins the table of a part of the form.
pub(super) fn open(part: FormPart, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<table class=\"{}\" aria-label=\"{}\">", class(part), part.name())
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

/// The column headings; `again` is what print repeats below those of the duty, knowledge and skills.
pub(super) fn head(
    table: &Table<'_>,
    again: Option<&print::Again>,
    ids: &mut Ids,
    out: &mut dyn Write,
) -> io::Result<()> {
    if table.head.is_empty() {
        return Ok(());
    }
    let has_levels = table.head.len() == 7;
    if has_levels {
        // Widths that hold for every table of the duties.
        writeln!(out, "<colgroup>{}</colgroup>", "<col>".repeat(table.head.len()))?;
        ids.next_table();
    }
    write!(out, "<thead><tr>")?;
    for (column, cell) in table.head.iter().enumerate() {
        write!(out, "<th scope=\"col\"")?;
        if has_levels {
            write!(out, " id=\"{}\"", ids.column(column))?;
        }
        if let Some(text) = again.and_then(|again| again.text(column)) {
            write!(out, " data-again=\"{}\"", escape(text))?;
        }
        write!(out, ">")?;
        content(cell, Anchors::None, Leads::Nowhere, ids, out)?;
        write!(out, "</th>")?;
    }
    writeln!(out, "</tr></thead>")
}

/// The rows of a table, or those of one duty. `task_rows` has for each row of the duties the first row of its task.
pub(super) fn body(
    part: FormPart,
    table: &Table<'_>,
    placed: &Placed<'_, '_>,
    (task_rows, rows): (&[usize], Range<usize>),
    links: Option<&Links<'_>>,
    ids: &mut Ids,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut labels = Labels::default();
    let versions: Vec<(&str, String)> = match part {
        // The second column has the codes.
        FormPart::History => {
            let codes = table.rows.iter().map(|row| row.get(1).map_or("", text_of));
            codes.map(|code| (code, ids.version(code))).collect()
        }
        _ => Vec::new(),
    };
    writeln!(out, "<tbody>")?;
    for row in rows {
        // In print, the further rows of a task stay on the page of its first row.
        let further = task_rows.get(row).is_some_and(|&first| first < row);
        write!(out, "<tr")?;
        if further {
            write!(out, " class=\"further\"")?;
        }
        if let Some((_, id)) = versions.get(row) {
            write!(out, " id=\"{id}\"")?;
        }
        write!(out, ">")?;
        if part == FormPart::Profile {
            labels.pending.clear();
        }
        for &(column, cell) in &placed[row] {
            // A label between texts of the profile is no heading: others stand above and below it in its column.
            let is_label = part == FormPart::Profile && cell.header && column > 1;
            let tag = if cell.header && !is_label { "th" } else { "td" };
            write!(out, "<{tag}")?;
            let mut anchors = match part {
                FormPart::Duties | FormPart::Attitudes => Anchors::Codes,
                FormPart::History => Anchors::Successors(&versions),
                FormPart::Profile | FormPart::Notes | FormPart::Unplaced => Anchors::None,
            };
            match part {
                FormPart::Duties if cell.header => {
                    let group = column < TASK;
                    let code = cell.lines.first().and_then(|line| line.code.as_deref()).unwrap_or_default();
                    let id = ids.always(code);
                    write!(out, " id=\"{id}\" scope=\"{}\"", if group { "rowgroup" } else { "row" })?;
                    // A new duty has no task yet.
                    labels.pending.truncate(if group { 0 } else { 1 });
                    labels.pending.push(id);
                    anchors = Anchors::Further;
                }
                FormPart::Duties => {
                    write!(out, " headers=\"{}", ids.column(column))?;
                    labels.pending.iter().try_for_each(|id| write!(out, " {id}"))?;
                    write!(out, "\"")?;
                }
                FormPart::Profile => labels.attributes(row, cell, is_label, ids, out)?,
                _ if cell.header => write!(out, " scope=\"row\"")?,
                _ => {}
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
            content(cell, anchors, Leads::of(part, column, links), ids, out)?;
            write!(out, "</{tag}>")?;
        }
        writeln!(out, "</tr>")?;
    }
    writeln!(out, "</tbody>")
}

/// The labels that a cell stands under.
#[derive(Default)]
struct Labels {
    /// Those of this row, or of the duty and the task.
    pending: Vec<String>,
    /// One that is merged over several rows, and the first row below it.
    over: (usize, String),
}

impl Labels {
    /// The attributes of a cell of the profile, whose headings are the first of its row.
    fn attributes(
        &mut self,
        row: usize,
        cell: &Cell<'_>,
        is_label: bool,
        ids: &mut Ids,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        if is_label {
            write!(out, " class=\"label\"")?;
        } else if cell.header {
            let id = ids.label();
            write!(out, " id=\"{id}\" scope=\"row\"")?;
            match cell.rowspan {
                1 => self.pending.push(id),
                rows => self.over = (row + rows, id),
            }
            return Ok(());
        }
        let over = Some(&self.over.1).filter(|_| row < self.over.0);
        let ids: Vec<&str> = over.into_iter().chain(&self.pending).map(String::as_str).collect();
        write!(out, " headers=\"{}\"", ids.join(" "))
    }
}

fn text_of<'c>(cell: &'c Cell<'_>) -> &'c str {
    cell.lines.first().map_or("", |line| &line.text)
}

fn label(cell: &Cell<'_>) -> String {
    cell.lines.iter().map(|line| escape(&one_line(&line.text))).collect()
}
