//! Reports on the gate, `ttm diff --against`: the failures and the counts, with the comparisons, in each format of
//! [`ComparisonFormat`].

use std::io::{self, Write};

use serde::Serialize;

use super::diff::formatted::FormattedComparisons;
use super::diff::{ComparisonFormat, markdown};
use crate::bilingual;
use crate::text::bilingual;
use crate::text::bilingual::{Bilingual, Lang};
use crate::text::display_safe::one_line;
use crate::text::html::escape as escape_html;
use crate::text::json::escape_json;
use crate::text::markdown::escape;
use crate::versions::gate;

/// The result of the gate: what changed, and why the change may not pass.
#[derive(Debug)]
pub struct Verdict {
    /// What changed, in the order of the codes, then the drafts in the order of their files.
    pub comparisons: FormattedComparisons,
    /// Why it does not let the change pass; nothing where it does.
    pub failures: Vec<gate::Failure>,
    /// How many issued standards the revision has.
    pub standards: usize,
    /// How many of them changed.
    pub changed: usize,
    /// How many issued standards it does not have.
    pub new: usize,
}

impl Verdict {
    /// Writes the whole report.
    ///
    /// # Errors
    /// Any error of reading the comparisons or writing to `out`.
    pub fn write(&mut self, format: ComparisonFormat, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
        match format {
            ComparisonFormat::Text => {
                self.comparisons.write(out)?;
                if !self.comparisons.is_empty() {
                    writeln!(out)?;
                }
                self.write_lines(lang, out)
            }
            ComparisonFormat::Markdown => {
                let mut text = failures_markdown(self, lang);
                let room = markdown::MOST.saturating_sub(text.chars().count() + 1);
                let rest = self.comparisons.markdown(room);
                if !rest.is_empty() {
                    text.push('\n');
                    text.push_str(&rest);
                }
                out.write_all(text.as_bytes())
            }
            ComparisonFormat::Json => {
                let failures = failures_json(self)?;
                self.comparisons.write_json(out, &failures)
            }
            ComparisonFormat::Html => {
                let before = failures_html(self, lang);
                self.comparisons.write_page(out, &before)
            }
        }
    }

    /// Writes the failures and the counts, line by line.
    ///
    /// # Errors
    /// Any error of writing to `out`.
    pub fn write_lines(&self, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
        for failure in &self.failures {
            let path = one_line(&failure.path);
            let (message, help) = (one_line(failure.message.get(lang)), one_line(failure.help.get(lang)));
            match lang {
                Lang::En => writeln!(out, "error: {path}: {message}\n  help: {help}")?,
                Lang::ZhTw => writeln!(out, "錯誤：{path}：{message}\n  建議：{help}")?,
            }
        }
        writeln!(out, "{}", summary(self).get(lang))
    }
}

fn summary(verdict: &Verdict) -> Bilingual {
    let Verdict { standards, changed, new, failures, .. } = verdict;
    let failures = failures.len();
    let (a, b) = (bilingual::s(*standards), bilingual::s(failures));
    bilingual!(
        "{standards} issued standard{a} before, {changed} changed, {new} new: {failures} failure{b}",
        "原有已公告職能基準 {standards} 份，變更 {changed} 份，新增 {new} 份；未通過 {failures} 項"
    )
}

static TITLE: Bilingual = Bilingual::fixed("Changes of issued standards", "已公告職能基準的變更");

/// How many failures the Markdown lists: there has to be room for what changed.
const MAX_LISTED: usize = 50;

/// The failures as Markdown, before the comparisons.
fn failures_markdown(verdict: &Verdict, lang: Lang) -> String {
    let mut text = format!("## {}\n\n{}\n", TITLE.get(lang), summary(verdict).get(lang));
    for (at, failure) in verdict.failures.iter().take(MAX_LISTED).enumerate() {
        let plain = |text: &str| escape(&one_line(text), false);
        let (path, message, help) =
            (plain(&failure.path), plain(failure.message.get(lang)), plain(failure.help.get(lang)));
        // A command is easier to copy as code, unless what it names would end the code or is more than a name.
        let is_name =
            |text: &str| !text.contains(|c: char| matches!(c, '`' | '|' | '<' | '#') || c.is_control());
        let help = match is_name(&failure.path) && is_name(&failure.code) {
            true => one_line(failure.help.get(lang)),
            false => help,
        };
        let gap = if at == 0 { "\n" } else { "" };
        let colon = if lang == Lang::En { ": " } else { "：" };
        text.push_str(&format!("{gap}- ❌ **{path}**{colon}{message}\n  {help}\n"));
    }
    let more = verdict.failures.len().saturating_sub(MAX_LISTED);
    if more > 0 {
        let words = bilingual!("{more} more failures are not listed here.", "另有 {more} 項未列出。");
        text.push_str(&format!("\n{}\n", words.get(lang)));
    }
    text
}

/// The failures as what stands first on the page.
fn failures_html(verdict: &Verdict, lang: Lang) -> String {
    let plain = |text: &str| escape_html(&one_line(text));
    let (title, summary) = (TITLE.get(lang), summary(verdict));
    let mut text = format!("<article>\n<h1>{title}</h1>\n<p class=\"summary\">{}</p>\n", summary.get(lang));
    for failure in &verdict.failures {
        let (path, message, help) =
            (plain(&failure.path), plain(failure.message.get(lang)), plain(failure.help.get(lang)));
        text.push_str(&format!("<p><strong>{path}</strong>: {message}<br>{help}</p>\n"));
    }
    text.push_str("</article>\n");
    text
}

/// A failure for machines, version 1 of the document that the comparisons are in.
#[derive(Serialize)]
struct FailureOut<'a> {
    reason: &'static str,
    code: &'a str,
    path: &'a str,
    message: &'a Bilingual,
    help: &'a Bilingual,
}

/// The failures as a member of the document that the comparisons are in.
fn failures_json(verdict: &Verdict) -> io::Result<String> {
    let failures: Vec<FailureOut<'_>> = verdict
        .failures
        .iter()
        .map(|failure| FailureOut {
            reason: failure.reason.name(),
            code: &failure.code,
            path: &failure.path,
            message: &failure.message,
            help: &failure.help,
        })
        .collect();
    let json = serde_json::to_string_pretty(&failures)?.replace('\n', "\n  ");
    Ok(format!(",\n  \"failures\": {}", escape_json(&json)))
}
