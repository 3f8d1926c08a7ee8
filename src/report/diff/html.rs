//! Changes as a self-contained HTML page: both versions of a text side by side, in the order of the form.

use std::io::{self, Write};

use super::{Heading, Mark, Row, RowKind, Section, is_value, sections, wording};
use crate::forms::render::html::{begin, close};
use crate::text::bilingual::{Bilingual, Lang};
use crate::text::display_safe::{one_line, visible_form};
use crate::text::html::escape;
use crate::versions::diff::{Comparison, Entry, Side};

pub(crate) const STYLE: &str = include_str!("diff.css");

/// Writes the changes.
///
/// # Errors
/// Any error of writing to `out`.
pub fn write(out: &mut dyn Write, comparisons: &[Comparison<'_>], lang: Lang) -> io::Result<()> {
    let title = match comparisons {
        [one] => Some(wording::heading(one, lang)),
        _ => None,
    };
    begin_page(out, title.as_deref(), lang)?;
    comparisons.iter().try_for_each(|comparison| article(out, comparison, lang))?;
    end_page(out)
}

/// Begins the page. `title` is that of its only comparison; otherwise a general title is used.
pub(super) fn begin_page(out: &mut dyn Write, title: Option<&str>, lang: Lang) -> io::Result<()> {
    let all = Bilingual::fixed("What changed", "變更內容");
    let title = title.unwrap_or(all.get(lang));
    begin(title, if lang == Lang::En { "en" } else { "zh-Hant" }, STYLE, out)
}

/// Ends the page.
pub(super) fn end_page(out: &mut dyn Write) -> io::Result<()> {
    close(out)
}

/// Writes a comparison as an `<article>`.
pub(crate) fn article(out: &mut dyn Write, comparison: &Comparison<'_>, lang: Lang) -> io::Result<()> {
    writeln!(out, "<article>\n<h1>{}</h1>", escape(&wording::heading(comparison, lang)))?;
    classes(comparison, lang, out)?;
    if let Some(unread) = wording::unread(comparison, lang) {
        writeln!(out, "<p class=\"summary\">{unread}</p>")?;
    }
    for section in sections(comparison) {
        write_section(&section, comparison, lang, out)?;
    }
    writeln!(out, "</article>")
}

/// Writes the table of classes, the highest first.
fn classes(comparison: &Comparison<'_>, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let counts = comparison.counts();
    if counts.highest().is_none() {
        return writeln!(out, "<p class=\"summary\">{}</p>", wording::nothing(comparison).get(lang));
    }
    let head = Bilingual::fixed(
        "<th scope=\"col\">class</th><th scope=\"col\">changes</th><th scope=\"col\">about</th>",
        "<th scope=\"col\">分類</th><th scope=\"col\">變更數</th><th scope=\"col\">內容</th>",
    );
    writeln!(out, "<table class=\"classes\">\n<thead><tr>{}</tr></thead>\n<tbody>", head.get(lang))?;
    for (impact, count) in counts.occurring() {
        let (name, about) = (impact.title(), impact.words());
        let (name, about) = (name.get(lang), escape(about.get(lang)));
        writeln!(out, "<tr><th scope=\"row\">{name}</th><td>{count}</td><td>{about}</td></tr>")?;
    }
    let legend = escape(wording::LEGEND.get(lang));
    writeln!(out, "</tbody>\n</table>\n<p class=\"summary\">{legend}</p>")
}

fn write_section(
    section: &Section<'_>,
    comparison: &Comparison<'_>,
    lang: Lang,
    out: &mut dyn Write,
) -> io::Result<()> {
    let caption = match &section.heading {
        Heading::Part(words) => Some(words.get(lang).to_owned()),
        Heading::Duty(duty) => Some(wording::entry(duty, lang)),
        Heading::Duties => None,
    };
    writeln!(out, "<table class=\"changes\">")?;
    if let Some(caption) = caption {
        writeln!(out, "<caption>{}</caption>", escape(&caption))?;
    }
    let (old, new) = (wording::title(&comparison.old, lang), wording::title(&comparison.new, lang));
    writeln!(
        out,
        "<thead><tr><td></td><th scope=\"col\">{}</th><th scope=\"col\">{}</th></tr></thead>\n<tbody>",
        escape(&old),
        escape(&new)
    )?;
    for row in &section.rows {
        write_row(row, lang, out)?;
    }
    writeln!(out, "</tbody>\n</table>")
}

fn write_row(row: &Row<'_>, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let class = match row.depth {
        0 => String::new(),
        depth => format!(" class=\"depth-{depth}\""),
    };
    let mut cells = |mark: Mark, old: &str, new: &str| {
        let sign = mark.sign();
        let same = if old == new { " class=\"same\"" } else { "" };
        writeln!(
            out,
            "<tr{same}><td class=\"mark\">{sign}</td><td{class}>{old}</td><td{class}>{new}</td></tr>"
        )
    };
    match &row.what {
        RowKind::Entry(entry) => {
            let (old, mut new) = sides(entry, lang);
            let remarks = wording::remarks(entry, lang);
            if !remarks.is_empty() {
                new.push_str(&remark(&remarks));
            }
            cells(Mark::of(entry), &old, &new)
        }
        RowKind::Renumbered(entries) => {
            cells(Mark::Renumbered, "", &remark(&wording::renumbered(entries, lang)))
        }
        RowKind::Order(entries) => cells(Mark::Moved, "", &remark(&wording::order(entries, lang))),
        RowKind::Competences { kind, list, gained, of } => {
            let label = escape(&wording::competences(*kind, *gained, *of, lang));
            let names = escape(&wording::named(list, lang));
            if *gained {
                cells(Mark::Added, "", &format!("<span class=\"remark\">{label}</span> <ins>{names}</ins>"))
            } else {
                cells(
                    Mark::Withdrawn,
                    &format!("<span class=\"remark\">{label}</span> <del>{names}</del>"),
                    "",
                )
            }
        }
    }
}

fn remark(text: &str) -> String {
    format!("<p class=\"remark\">{}</p>", escape(text))
}

/// Both versions of an entry, with changes of the text marked.
fn sides(entry: &Entry<'_>, lang: Lang) -> (String, String) {
    let label = wording::label(entry.what);
    let head = |side: &Side<'_>| match side.code {
        Some(code) => format!("<span class=\"code\">{}</span> ", escape(&one_line(code))),
        None => format!("<span class=\"remark\">{}</span> ", escape(label.get(lang))),
    };
    match (&entry.old, &entry.new) {
        (Some(old), Some(new)) if entry.is_text_changed() => {
            let (mut before, mut after) = (head(old), head(new));
            if is_value(entry.what) {
                before.push_str(&tagged("del", &wording::value(entry.what, &old.text, lang)));
                after.push_str(&tagged("ins", &wording::value(entry.what, &new.text, lang)));
                return (before, after);
            }
            for run in entry.runs() {
                if run.changed {
                    before.push_str(&tagged("del", run.old));
                    after.push_str(&tagged("ins", run.new));
                } else {
                    before.push_str(&piece(run.old));
                    after.push_str(&piece(run.new));
                }
            }
            (before, after)
        }
        (Some(old), Some(new)) => (head(old) + &piece(&old.text), head(new) + &piece(&new.text)),
        (Some(old), None) => (head(old) + &tagged("del", &old.text), String::new()),
        (None, Some(new)) => (String::new(), head(new) + &tagged("ins", &new.text)),
        (None, None) => Default::default(),
    }
}

fn tagged(tag: &str, text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("<{tag}>{}</{tag}>", piece(text)) }
}

/// A part of a text, with its line breaks.
fn piece(part: &str) -> String {
    let lines = part.split('\n').map(|line| {
        let line: String = line.strip_suffix('\r').unwrap_or(line).chars().map(visible_form).collect();
        escape(&line)
    });
    lines.reduce(|all, line| all + "<br>" + &line).unwrap_or_default()
}
