//! Changes as GitHub Markdown, for a comment on a pull request: a table of the classes, and collapsible details for
//! every duty and part.
//!
//! GitHub accepts 65,536 characters. Details are omitted as whole blocks from the end, and a line says how many.

use std::io::{self, Write};

use super::{Heading, Mark, Row, RowKind, Section, is_value, sections, wording};
use crate::bilingual;
use crate::text::bilingual::{Bilingual, Lang};
use crate::text::display_safe::{one_line, visible_form};
use crate::text::markdown::{escape, escape_html};
use crate::versions::diff::{Comparison, Entry};

/// The most characters of a report.
pub const MOST: usize = 65_000;

/// Characters kept free for the line about omitted blocks.
const RESERVE: usize = 300;

/// Writes the changes.
///
/// # Errors
/// Any error of writing to `out`.
pub fn write(out: &mut dyn Write, comparisons: &[Comparison<'_>], lang: Lang) -> io::Result<()> {
    let mut all = Blocks::default();
    for comparison in comparisons {
        blocks(comparison, lang).into_iter().for_each(|block| all.add(block));
    }
    write!(out, "{}", all.document(lang, MOST))
}

/// The blocks of a comparison, each of which may be omitted.
pub(super) fn blocks(comparison: &Comparison<'_>, lang: Lang) -> Vec<String> {
    let details = sections(comparison).iter().map(|section| details(section, lang)).collect::<Vec<_>>();
    std::iter::once(head(comparison, lang)).chain(details).collect()
}

/// Blocks in order, as many as can be shown at most.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    kept: Vec<String>,
    /// Their length in characters.
    length: usize,
    /// The number of blocks that were dropped.
    beyond: usize,
}

impl Blocks {
    /// Adds a block if a report of nothing but the blocks so far has room for it.
    pub(super) fn add(&mut self, block: String) {
        let count = block.chars().count();
        if self.beyond > 0 || self.length + count > MOST {
            self.beyond += 1;
            return;
        }
        self.length += count;
        self.kept.push(block);
    }

    /// Joins the blocks into a text of at most `most` characters.
    pub(super) fn document(self, lang: Lang, most: usize) -> String {
        let mut document = Document { text: String::new(), room: most.saturating_sub(RESERVE), left_out: 0 };
        self.kept.iter().for_each(|block| document.push(block));
        let left_out = document.left_out + self.beyond;
        if left_out > 0 {
            let parts = if left_out == 1 { "part" } else { "parts" };
            let words = bilingual!(
                "{left_out} further {parts} would not fit here; `ttm diff` prints the whole report.",
                "另有 {left_out} 個部分放不下；`ttm diff` 會印出完整的報告。"
            );
            document.text.push_str(&format!("\n{}\n", words.get(lang)));
        }
        document.text
    }
}

struct Document {
    text: String,
    /// The number of characters that may be added.
    room: usize,
    left_out: usize,
}

impl Document {
    /// Adds a block. After the first that does not fit none is added, since a gap in the middle would go unnoticed.
    fn push(&mut self, block: &str) {
        let gap = usize::from(!self.text.is_empty());
        let count = block.chars().count() + gap;
        if self.left_out > 0 || count > self.room {
            self.left_out += 1;
            return;
        }
        self.room -= count;
        self.text.push_str(&"\n"[..gap]);
        self.text.push_str(block);
    }
}

/// The heading with the table of classes, and remarks on what they do not count.
fn head(comparison: &Comparison<'_>, lang: Lang) -> String {
    let titles = escape(&short(&wording::heading(comparison, lang)), true);
    let counts = comparison.counts();
    let unread = wording::unread(comparison, lang).map(|said| format!("\n{said}\n")).unwrap_or_default();
    if counts.highest().is_none() {
        return format!("### {titles}\n\n{}\n{unread}", wording::nothing(comparison).get(lang));
    }
    let columns = Bilingual::fixed("| class | changes | about |", "| 分類 | 變更數 | 內容 |");
    let mut head = format!("### {titles}\n\n{}\n| --- | ---: | --- |\n", columns.get(lang));
    for (at, (impact, count)) in counts.occurring().enumerate() {
        let (name, about) = (impact.title(), impact.words());
        let name = name.get(lang);
        let strong = if at == 0 { "**" } else { "" };
        head.push_str(&format!("| {strong}{name}{strong} | {count} | {} |\n", about.get(lang)));
    }
    head.push_str(&format!("\n{}\n{unread}", escape(wording::LEGEND.get(lang), true)));
    head
}

/// Shortens a title, which could be a megabyte long.
fn short(title: &str) -> String {
    const LONGEST: usize = 200;
    match title.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &title[..end]),
        None => title.to_owned(),
    }
}

fn details(section: &Section<'_>, lang: Lang) -> String {
    let title = match &section.heading {
        Heading::Part(words) => words.get(lang).to_owned(),
        Heading::Duty(duty) => wording::entry(duty, lang),
        Heading::Duties => match section.rows.first().map(|row| &row.what) {
            Some(RowKind::Renumbered(entries)) => wording::renumbered(entries, lang),
            _ => String::new(),
        },
    };
    let columns = Bilingual::fixed("|  | code | text |", "|  | 代碼 | 內容 |");
    let mut details = format!(
        "<details>\n<summary>{} ({})</summary>\n\n{}\n| --- | --- | --- |\n",
        escape_html(&short(&title)),
        section.rows.len(),
        columns.get(lang)
    );
    for row in &section.rows {
        details.push_str(&table_row(row, lang));
    }
    details.push_str("\n</details>\n");
    details
}

fn table_row(row: &Row<'_>, lang: Lang) -> String {
    let plain = |text: &str| escape(text, false);
    let (sign, head, text) = match &row.what {
        RowKind::Entry(entry) => {
            (Mark::of(entry).sign(), plain(&wording::head(entry, lang)), entry_text(entry, lang))
        }
        RowKind::Renumbered(entries) => {
            (Mark::Renumbered.sign(), String::new(), plain(&wording::renumbered(entries, lang)))
        }
        RowKind::Order(entries) => (Mark::Moved.sign(), String::new(), plain(&wording::order(entries, lang))),
        RowKind::Competences { kind, list, gained, of } => {
            let mark = if *gained { Mark::Added } else { Mark::Withdrawn };
            let label = wording::competences(*kind, *gained, *of, lang);
            (mark.sign(), plain(&label), plain(&wording::named(list, lang)))
        }
    };
    // Codes are indented by their depth.
    let indent = "&emsp;".repeat(row.depth);
    format!("| {sign} | {indent}{head} | {text} |\n")
}

fn entry_text(entry: &Entry<'_>, lang: Lang) -> String {
    let plain = |text: &str| escape(&one_line(text), false);
    let mut text = match (&entry.old, &entry.new) {
        (Some(old), Some(new)) if entry.is_text_changed() && is_value(entry.what) => {
            let value = |text| escape(&wording::value(entry.what, text, lang), false);
            format!("{} → {}", value(&old.text), value(&new.text))
        }
        (Some(_), Some(_)) if entry.is_text_changed() => entry
            .runs()
            .into_iter()
            .map(|run| {
                if !run.changed {
                    return piece(run.new);
                }
                let tagged = |tag: &str, part: &str| match part {
                    "" => String::new(),
                    part => format!("<{tag}>{}</{tag}>", piece(part)),
                };
                tagged("del", run.old) + &tagged("ins", run.new)
            })
            .collect(),
        _ => entry.side().map(|side| plain(&side.text)).unwrap_or_default(),
    };
    let remarks = wording::remarks(entry, lang);
    if !remarks.is_empty() {
        let gap = if text.is_empty() { "" } else { " " };
        text.push_str(&format!("{gap}*{}*", escape(&remarks, false)));
    }
    text
}

/// A part of a text that continues on the same line.
fn piece(part: &str) -> String {
    let line: String =
        part.chars().map(|c| if matches!(c, '\n' | '\r') { ' ' } else { visible_form(c) }).collect();
    escape(&line, false)
}
