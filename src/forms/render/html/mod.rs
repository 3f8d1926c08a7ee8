//! A self-contained page: no script, no font, no request.
//!
//! The tables are those of the form, with its merged cells. On a narrow screen the style sheet shows every cell as a
//! block of its own; attributes hold the column names, and the tasks of a merged cell, for that layout. In print the
//! foot of a page names the standard, and a duty that is higher than a page is a table of its own, so that its headings
//! repeat; `print` prepares both.

use std::io::{self, Write};

use super::ids::Ids;
use super::layout::{TASK, groups, task_rows};
use super::print;
use crate::forms::sheet::{FormPart, Identity, Section, Sheet, Table};
use crate::text::display_safe::one_line;
use crate::text::html::escape;

mod cell;
mod links;
mod table;

pub(crate) use links::Links;
#[cfg(feature = "site")]
pub(crate) use links::words_of_codes;

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
                table::open(*part, out)?;
                table::head(table, None, &mut ids, out)?;
                let placed = table.placed();
                table::body(*part, table, &placed, (&[], 0..placed.len()), links, &mut ids, out)?;
                writeln!(out, "</table>")?;
            }
        }
        if *part == last[1] {
            writeln!(out, "</div>")?;
        }
    }
    writeln!(out, "</article>")
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
    table::open(part, out)?;
    table::head(table, None, ids, out)?;
    let placed = table.placed();
    table::body(part, table, &placed, (&[], 0..placed.len()), links, ids, out)?;
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
            table::open(part, out)?;
            table::head(table, again.as_ref(), ids, out)?;
        }
        table::body(part, table, &placed, (&task_rows, rows), links, ids, out)?;
        is_open = again.is_none();
        if !is_open {
            writeln!(out, "</table>")?;
        }
    }
    if is_open || placed.is_empty() {
        if placed.is_empty() {
            table::open(part, out)?;
            table::head(table, None, ids, out)?;
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
