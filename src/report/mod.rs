//! Findings written for people and for machines: one file per format over what is shared here.
//!
//! Escaping belongs to the format. No format decides the exit code.

pub mod json;
pub mod text;

use crate::diagnostic::{Diagnostic, Severity};
use crate::words;
use crate::words::Words;

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
    pub fn of(diagnostics: &[Diagnostic]) -> Self {
        let count = |severity| diagnostics.iter().filter(|found| found.severity == severity).count();
        Self {
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            notes: count(Severity::Note),
            fixable: diagnostics.iter().filter(|found| found.fix.is_some()).count(),
        }
    }

    /// Whether a run with these findings fails: on an error, with `strict` on a warning too.
    pub fn fail(self, strict: bool) -> bool {
        self.errors > 0 || (strict && self.warnings > 0)
    }

    /// The closing line, for `files` files. Says how many notes there are even where they are not shown.
    pub fn closing_line(self, files: usize, notes_shown: bool) -> Words {
        let Self { errors, warnings, notes, fixable } = self;
        let plural = |count: usize| if count == 1 { "" } else { "s" };
        let (e, w, n, f) = (plural(errors), plural(warnings), plural(notes), plural(files));
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
}
