//! Findings written for people and for machines: one file per format over what is shared here. [`stream`] puts every
//! report together.
//!
//! Escaping belongs to the format. No format decides the exit code.

pub mod diff;
mod fingerprint;
pub mod github;
mod json;
mod junit;
mod sarif;
pub mod stream;
pub mod text;

use std::fmt::Write as _;
use std::io;

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Label, Severity};
use crate::files::source::Source;
use crate::text::bilingual::{Lang, Words, s};
use crate::text::display_safe::{escape_json, one_line};
use crate::words;

/// This many other places are named where a finding is not drawn.
const MAX_RELATED: usize = 5;

/// The word for a weight.
pub(crate) fn severity(severity: Severity, lang: Lang) -> &'static str {
    match (severity, lang) {
        (_, Lang::En) => severity.name(),
        (Severity::Error, Lang::ZhTw) => "錯誤",
        (Severity::Warning, Lang::ZhTw) => "警告",
        (Severity::Note, Lang::ZhTw) => "提示",
    }
}

/// What a finding says, and on a second line what to do about it.
fn sentence(found: &Diagnostic, lang: Lang) -> String {
    format!("{}{}", one_line(found.message.get(lang)), help_line(found, lang))
}

/// What a finding says with nothing drawn: the other places that belong to it follow as lines, then what to do.
fn details(found: &Diagnostic, sources: &[Source], lang: Lang) -> String {
    let mut details = one_line(found.message.get(lang));
    for Label { place, words } in found.related.iter().take(MAX_RELATED) {
        let source = &sources[place.file.index()];
        let start = source.position(place.span.start);
        let (path, words) = (one_line(&source.path), one_line(words.get(lang)));
        let colon = if lang == Lang::En { ": " } else { "：" };
        // Writing to a string cannot fail.
        let _ = write!(details, "\n{path}:{}:{}{colon}{words}", start.line, start.column);
    }
    let left = found.related.len().saturating_sub(MAX_RELATED);
    if left > 0 {
        let words = words!("and {left} more", "還有 {left} 處");
        details.extend(["\n", words.get(lang)]);
    }
    details + &help_line(found, lang)
}

fn help_line(found: &Diagnostic, lang: Lang) -> String {
    match (&found.help, lang) {
        (None, _) => String::new(),
        (Some(help), Lang::En) => format!("\nhelp: {}", one_line(&help.en)),
        (Some(help), Lang::ZhTw) => format!("\n建議：{}", one_line(&help.zh)),
    }
}

/// A value as JSON, all lines but the first `indent` columns in.
fn indented(value: &impl Serialize, indent: usize) -> io::Result<String> {
    let json = serde_json::to_string_pretty(value)?;
    Ok(escape_json(&json).replace('\n', &format!("\n{:indent$}", "")))
}

/// How many findings of each weight there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Notes, shown or not.
    pub notes: usize,
    /// Those among all of them that the program can mend.
    pub fixable: usize,
}

impl Counts {
    /// Counts `diagnostics`.
    pub fn of<'a>(diagnostics: impl IntoIterator<Item = &'a Diagnostic>) -> Self {
        let mut counts = Self::default();
        for found in diagnostics {
            counts.fixable += usize::from(found.fix.is_some());
            match found.severity {
                Severity::Error => counts.errors += 1,
                Severity::Warning => counts.warnings += 1,
                Severity::Note => counts.notes += 1,
            }
        }
        counts
    }

    /// These and those of other files.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            errors: self.errors + other.errors,
            warnings: self.warnings + other.warnings,
            notes: self.notes + other.notes,
            fixable: self.fixable + other.fixable,
        }
    }

    /// Whether a run with these findings fails: on an error, with `strict` on a warning too.
    pub fn fail(self, strict: bool) -> bool {
        self.errors > 0 || (strict && self.warnings > 0)
    }

    /// The closing line, for `files` files. Says how many notes there are even where they are not shown.
    pub fn closing_line(self, files: usize, notes_shown: bool) -> Words {
        let Self { errors, warnings, notes, fixable } = self;
        let (e, w, n, f) = (s(errors), s(warnings), s(notes), s(files));
        let (hint, hint_zh) = if notes == 0 || notes_shown {
            ("", "")
        } else {
            (" (--notes shows them)", "（加上 --notes 可顯示）")
        };
        let (fix, fix_zh) = match fixable {
            0 => (String::new(), String::new()),
            _ => (format!("; --fix mends {fixable} of them"), format!("；其中 {fixable} 個可用 --fix 修正")),
        };
        words!(
            "{errors} error{e}, {warnings} warning{w}, {notes} note{n}{hint} in {files} file{f}{fix}",
            "{files} 個檔案：{errors} 個錯誤、{warnings} 個警告、{notes} 個提示{hint_zh}{fix_zh}"
        )
    }

    /// The weights that occur.
    fn in_words(self) -> Words {
        let mut parts = (Vec::new(), Vec::new());
        for (count, en, zh) in
            [(self.errors, "error", "錯誤"), (self.warnings, "warning", "警告"), (self.notes, "note", "提示")]
        {
            if count > 0 {
                parts.0.push(format!("{count} {en}{}", s(count)));
                parts.1.push(format!("{count} 個{zh}"));
            }
        }
        Words { en: parts.0.join(", ").into(), zh: parts.1.join("、").into() }
    }
}
