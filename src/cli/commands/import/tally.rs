//! What became of the inputs, as far as it is needed once all are done. The remarks on many documents take more memory than
//! the documents, so each report is printed and dropped; only what `--report` asks for is kept, as the text to be written.

use super::InputResult;
use super::print::Totals;
use crate::cli::commands::import::print::reason;
use crate::report::import::{self, Done};

/// The inputs so far.
#[derive(Default)]
pub(super) struct Tally {
    pub(super) totals: Totals,
    /// What `--report` writes, where it is given.
    report: Option<Collected>,
}

/// What `--report` writes.
#[derive(Default)]
struct Collected {
    /// An object of JSON for each input.
    imports: Vec<String>,
    /// The files that were written.
    paths: Vec<String>,
}

impl Tally {
    /// No inputs yet; `reported` is whether `--report` is given.
    pub(super) fn new(reported: bool) -> Self {
        Self { report: reported.then(Collected::default), ..Self::default() }
    }

    pub(super) fn add(&mut self, done: &InputResult) {
        self.totals.all += 1;
        if let Ok((_, report)) = &done.result {
            self.totals.imported += 1;
            self.totals.look += usize::from(report.needs_a_look());
        }
        if let Some(Collected { imports, paths }) = &mut self.report {
            imports.push(import::import(&of(done)));
            if let Ok((output, _)) = &done.result
                && output.path != "-"
            {
                paths.push(output.path.clone());
            }
        }
    }

    /// What `--report` writes, and the files that were written, since the report may fail after them.
    pub(super) fn report(&mut self) -> Option<(String, Vec<String>)> {
        self.report.take().map(|Collected { imports, paths }| (import::json(&imports), paths))
    }

    /// Whether everything was imported and nothing has to be looked at.
    pub(super) fn is_clean(&self) -> bool {
        let Totals { all, imported, look } = self.totals;
        imported == all && look == 0
    }
}

/// What is said of an input.
fn of(done: &InputResult) -> Done<'_> {
    let InputResult { source, sheet, result } = done;
    let result = match result {
        Ok((output, report)) => Ok((output.path.as_str(), output.same_as.as_deref(), report)),
        Err(failure) => Err(reason(failure)),
    };
    Done { source, sheet: sheet.as_deref(), result }
}
