//! Changes for a terminal: a line for each, with changed words as `[-before-]{+after+}`.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::{Heading, Mark, Row, RowKind, is_value, sections, wording};
use crate::model::Kind;
use crate::text::bilingual::Lang;
use crate::text::display_safe::one_line;
use crate::versions::diff::{Comparison, Entry, What};

const BOLD: &str = "\u{1b}[1m";
const RED: &str = "\u{1b}[31m";
const GREEN: &str = "\u{1b}[32m";
const PLAIN: &str = "\u{1b}[0m";

/// Writes the changes with colours; the output stream removes them if they are not wanted.
///
/// # Errors
/// Any error of writing to `out`.
pub fn write(out: &mut dyn Write, comparisons: &[Comparison<'_>], lang: Lang) -> io::Result<()> {
    for (at, comparison) in comparisons.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        write_one(out, comparison, lang)?;
    }
    Ok(())
}

pub(super) fn write_one(out: &mut dyn Write, comparison: &Comparison<'_>, lang: Lang) -> io::Result<()> {
    writeln!(out, "{BOLD}{}{PLAIN}", wording::summary(comparison, lang))?;
    if let Some(unread) = wording::unread(comparison, lang) {
        writeln!(out, "{unread}")?;
    }
    for section in sections(comparison) {
        writeln!(out)?;
        let heading = match &section.heading {
            Heading::Part(words) => Some(words.get(lang).to_owned()),
            Heading::Duty(duty) if duty.changes.is_empty() => Some(wording::entry(duty, lang)),
            Heading::Duty(_) | Heading::Duties => None,
        };
        if let Some(heading) = &heading {
            writeln!(out, "{BOLD}{heading}{PLAIN}")?;
        }
        for row in &section.rows {
            let below_duty = heading.is_some() || !is_duty(row);
            write_row(out, row, usize::from(below_duty), lang)?;
        }
    }
    Ok(())
}

fn is_duty(row: &Row<'_>) -> bool {
    let is_duty = |entry: &Entry<'_>| entry.what == What::Item(Kind::Duty);
    match &row.what {
        RowKind::Entry(entry) => is_duty(entry),
        RowKind::Renumbered(entries) => entries.iter().all(|entry| is_duty(entry)),
        RowKind::Order(_) | RowKind::Competences { .. } => false,
    }
}

fn write_row(out: &mut dyn Write, row: &Row<'_>, indent: usize, lang: Lang) -> io::Result<()> {
    let indent = "  ".repeat(indent + row.depth);
    let colon = if lang == Lang::En { ": " } else { "：" };
    match &row.what {
        RowKind::Entry(entry) => writeln!(out, "{indent}{}", line(entry, lang)),
        RowKind::Renumbered(entries) => writeln!(out, "{indent}= {}", wording::renumbered(entries, lang)),
        RowKind::Order(entries) => writeln!(out, "{indent}→ {}", wording::order(entries, lang)),
        RowKind::Competences { kind, list, gained, of } => {
            let (sign, color) = if *gained { ('+', GREEN) } else { ('−', RED) };
            let label = wording::competences(*kind, *gained, *of, lang);
            let names = wording::named(list, lang);
            writeln!(out, "{indent}{color}{sign}{PLAIN} {label}{colon}{names}")
        }
    }
}

fn line(entry: &Entry<'_>, lang: Lang) -> String {
    let mark = Mark::of(entry);
    let color = match mark {
        Mark::Added => GREEN,
        Mark::Withdrawn => RED,
        _ => "",
    };
    let end = if color.is_empty() { "" } else { PLAIN };
    let mut line = format!("{color}{}{end} {}", mark.sign(), wording::head(entry, lang));
    let text = text(entry, lang);
    if !text.is_empty() {
        line.push(' ');
        line.push_str(&text);
    }
    let remarks = wording::remarks(entry, lang);
    if !remarks.is_empty() {
        // Writing to a string cannot fail.
        let _ = match lang {
            Lang::En => write!(line, " ({remarks})"),
            Lang::ZhTw => write!(line, "（{remarks}）"),
        };
    }
    line
}

/// The text of an entry; if it changed, with the changes marked.
fn text(entry: &Entry<'_>, lang: Lang) -> String {
    match (&entry.old, &entry.new) {
        (Some(old), Some(new)) if entry.is_text_changed() && is_value(entry.what) => {
            let value = |text| wording::value(entry.what, text, lang);
            format!("{} → {}", value(&old.text), value(&new.text))
        }
        (Some(_), Some(_)) if entry.is_text_changed() => {
            let mut text = String::new();
            for run in entry.runs() {
                if !run.changed {
                    text.push_str(&shown(run.new));
                    continue;
                }
                for (part, open, close, color) in [(run.old, "[-", "-]", RED), (run.new, "{+", "+}", GREEN)] {
                    if !part.is_empty() {
                        let part = shown(part);
                        // Writing to a string cannot fail.
                        let _ = write!(text, "{color}{open}{part}{close}{PLAIN}");
                    }
                }
            }
            text
        }
        _ => entry.side().map(|side| one_line(&side.text)).unwrap_or_default(),
    }
}

/// A part of a text on one line; trailing line breaks count, since the text continues.
fn shown(part: &str) -> String {
    part.chars().map(|c| if c == '\n' { ' ' } else { crate::text::display_safe::visible_form(c) }).collect()
}
