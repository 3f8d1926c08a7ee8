//! A self-contained page: no script, no font, no request.
//!
//! The tables are those of the form, with its merged cells. On a narrow screen the style sheet shows every cell as a
//! block of its own; attributes hold the column names, and the tasks of a merged cell, for that layout. In print the
//! foot of a page names the standard, and a duty that is higher than a page is a table of its own, so that its headings
//! repeat; `print` prepares both.

use std::io::{self, Write};
use std::ops::Range;

use super::ids::Ids;
use super::layout::{KNOWLEDGE, Placed, TASK, groups, shared_by, task_rows};
use super::print;
use crate::forms::sheet::{Cell, FormPart, Identity, Line, LineKind, Section, Sheet, Table};
use crate::text::display_safe::one_line;
use crate::text::html::escape;

mod links;

pub(crate) use links::Links;
#[cfg(feature = "site")]
pub(crate) use links::words_of_codes;
use links::{Leads, linked};

pub(crate) const STYLE: &str = include_str!("form.css");

/// From this many tasks on a page begins with its contents.
const LONG: usize = 10;

/// Begins the page of these standards.
pub(super) fn open(standards: &[Identity<'_>], out: &mut dyn Write) -> io::Result<()> {
    let title = match standards {
        [Identity { code: Some(code), name, .. }] => format!("{code} {name}職能基準"),
        [Identity { name, .. }] => format!("{name}職能基準（草案）"),
        _ => "職能基準".to_owned(),
    };
    begin(&title, "zh-Hant", &print::style(standards), out)
}

/// Begins a page with the shared style and the further rules in `style`.
pub(crate) fn begin(title: &str, lang: &str, style: &str, out: &mut dyn Write) -> io::Result<()> {
    let title = escape(&one_line(title));
    write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{title}</title>\n<style>\n{STYLE}{style}</style>\n</head>\n<body>\n<main>\n"
    )
}

/// Ends the page.
pub(crate) fn close(out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "</main>\n</body>\n</html>")
}

/// Writes a standard as an `<article>`. `number` tells it from the others on the page; 0 if it is alone.
pub(super) fn write(
    sheet: &Sheet<'_>,
    identity: &Identity<'_>,
    number: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    article(sheet, identity, number, None, out)
}

/// Writes the only standard of a page of a site as an `<article>`.
#[cfg(feature = "site")]
pub(crate) fn linked_article(
    sheet: &Sheet<'_>,
    identity: &Identity<'_>,
    links: &Links<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    article(sheet, identity, 0, Some(links), out)
}

/// The rules of the foot of the printed pages, for a standard that is alone on its page.
#[cfg(feature = "site")]
pub(crate) fn print_style(identity: Identity<'_>) -> String {
    print::style(&[identity])
}

fn article(
    sheet: &Sheet<'_>,
    identity: &Identity<'_>,
    number: usize,
    links: Option<&Links<'_>>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut ids = Ids::new(number);
    let class = if identity.is_draft() { " class=\"draft\"" } else { "" };
    writeln!(out, "<article id=\"{}\"{class}>", print::article_id(number))?;
    writeln!(out, "<h1>{}</h1>", escape(&one_line(&sheet.title)))?;
    contents(sheet, &ids, out)?;
    let last = [FormPart::Attitudes, FormPart::Notes];
    for Section { part, table } in &sheet.sections {
        if *part == last[0] {
            // These stay together, so that the last page of a print has more than a line.
            writeln!(out, "<div class=\"end\">")?;
        }
        match part {
            FormPart::History => history(table, links, &mut ids, out)?,
            FormPart::Duties => duties(table, links, &mut ids, out)?,
            _ => {
                if *part == FormPart::Unplaced {
                    writeln!(out, "<h2>{}</h2>", part.name())?;
                }
                open_table(*part, out)?;
                head(table, None, &mut ids, out)?;
                let placed = table.placed();
                body(*part, table, &placed, (&[], 0..placed.len()), links, &mut ids, out)?;
                writeln!(out, "</table>")?;
            }
        }
        if *part == last[1] {
            writeln!(out, "</div>")?;
        }
    }
    writeln!(out, "</article>")
}

fn open_table(part: FormPart, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<table class=\"{}\" aria-label=\"{}\">", class(part), part.name())
}

/// The versions: on a telephone they are folded, since a reader is after what follows.
fn history(
    table: &Table<'_>,
    links: Option<&Links<'_>>,
    ids: &mut Ids,
    out: &mut dyn Write,
) -> io::Result<()> {
    let part = FormPart::History;
    writeln!(out, "<details class=\"fold\">\n<summary>{}</summary>", part.name())?;
    open_table(part, out)?;
    head(table, None, ids, out)?;
    let placed = table.placed();
    body(part, table, &placed, (&[], 0..placed.len()), links, ids, out)?;
    writeln!(out, "</table>\n</details>")
}

/// The duties: one table, but a table of its own for each duty that is higher than a printed page.
fn duties(
    table: &Table<'_>,
    links: Option<&Links<'_>>,
    ids: &mut Ids,
    out: &mut dyn Write,
) -> io::Result<()> {
    let part = FormPart::Duties;
    let placed = table.placed();
    let task_rows = task_rows(&placed);
    let mut is_open = false;
    for rows in groups(&placed) {
        let again = print::again(&placed, rows.clone());
        if is_open && again.is_some() {
            writeln!(out, "</table>")?;
            is_open = false;
        }
        if !is_open {
            open_table(part, out)?;
            head(table, again.as_ref(), ids, out)?;
        }
        body(part, table, &placed, (&task_rows, rows), links, ids, out)?;
        is_open = again.is_none();
        if !is_open {
            writeln!(out, "</table>")?;
        }
    }
    if is_open || placed.is_empty() {
        if placed.is_empty() {
            open_table(part, out)?;
            head(table, None, ids, out)?;
        }
        writeln!(out, "</table>")?;
    }
    Ok(())
}

/// Links to the duties of a long standard. Their names are attributes that the style sheet shows: they are in the form
/// once, and who reads the saved page finds them once.
fn contents(sheet: &Sheet<'_>, ids: &Ids, out: &mut dyn Write) -> io::Result<()> {
    let Some(duties) = sheet.sections.iter().find(|section| section.part == FormPart::Duties) else {
        return Ok(());
    };
    let placed = duties.table.placed();
    let tasks = placed.iter().flatten().filter(|(column, _)| *column == TASK).count();
    if tasks < LONG {
        return Ok(());
    }
    writeln!(out, "<nav class=\"contents\" aria-label=\"目錄：{}\"><ul>", escape(&one_line(&sheet.title)))?;
    let mut ids = ids.clone();
    for (_, duty) in placed.iter().flatten().filter(|(column, _)| *column == 0) {
        let Some(line) = duty.lines.first() else { continue };
        let code = line.code.as_deref().unwrap_or_default();
        let name = escape(&one_line(&format!("{code} {}", line.text)));
        writeln!(out, "<li><a href=\"#{}\" aria-label=\"{}\"></a></li>", ids.always(code), name.trim())?;
    }
    writeln!(out, "</ul></nav>")
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
fn head(
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

/// Which lines of a cell can be linked to.
#[derive(Clone, Copy)]
enum Anchors<'c> {
    /// None.
    None,
    /// Those with a code.
    Codes,
    /// Those with a code after the first, which the cell itself has.
    Further,
    /// None, but a version that replaced this one is a link, if it is among these.
    Successors(&'c [(&'c str, String)]),
}

fn body(
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

/// A single plain text is written directly into the cell; items become blocks, and list entries a list.
fn content(
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
