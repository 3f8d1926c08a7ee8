//! How many findings there are, by severity, and the line that says so.

use super::{Diagnostic, Severity};
use crate::bilingual;
use crate::text::bilingual::{Bilingual, s};

/// The number of findings of each severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Notes, shown or not.
    pub notes: usize,
    /// Those among all of them that the program can fix.
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

    /// The sum of both.
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

    /// The closing line for `files` files. It has the number of notes even if they are not shown.
    pub fn closing_line(self, files: usize, notes_shown: bool) -> Bilingual {
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
        bilingual!(
            "{errors} error{e}, {warnings} warning{w}, {notes} note{n}{hint} in {files} file{f}{fix}",
            "{files} 個檔案：{errors} 個錯誤、{warnings} 個警告、{notes} 個提示{hint_zh}{fix_zh}"
        )
    }

    /// The severities that occur, with their numbers.
    pub(crate) fn in_words(self) -> Bilingual {
        let mut parts = (Vec::new(), Vec::new());
        for (count, en, zh) in
            [(self.errors, "error", "錯誤"), (self.warnings, "warning", "警告"), (self.notes, "note", "提示")]
        {
            if count > 0 {
                parts.0.push(format!("{count} {en}{}", s(count)));
                parts.1.push(format!("{count} 個{zh}"));
            }
        }
        Bilingual { en: parts.0.join(", ").into(), zh: parts.1.join("、").into() }
    }
}
