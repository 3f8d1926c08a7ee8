//! The commands, a file each that reads top to bottom: arguments, help, function.
//!
//! A command writes to the streams it is given and returns its outcome, which `main` turns into an exit code.

mod by_code;
pub mod codes;
pub mod completions;
pub mod diff;
pub mod explain;
#[cfg(feature = "export")]
pub mod export;
mod failure;
pub mod filter;
pub mod find;
mod fix_files;
pub mod fmt;
pub mod gap;
pub mod gate;
pub mod import;
pub mod init;
pub mod list;
#[cfg(feature = "lsp")]
pub mod lsp;
pub mod man;
mod nearest;
pub mod new;
mod new_since;
mod output;
pub mod policy;
mod progress;
mod read_standard;
pub mod release;
pub mod render;
pub mod renumber;
pub mod schema;
mod schema_path;
pub mod selection;
pub mod show;
mod show_settings;
#[cfg(feature = "site")]
pub mod site;
mod standards;
pub mod validate;

use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use crate::cli::Command;
use crate::decode;
use crate::diagnostic::Diagnostic;
use crate::files::source::Source;
use crate::report::{ReportFormat, stream, text};
use crate::text::bilingual::{Bilingual, Lang};
use crate::text::display_safe::one_line;
pub use failure::Failure;

/// What a command works with.
pub struct Context<'a> {
    /// The language of messages.
    pub lang: Lang,
    /// Standard input.
    pub input: &'a mut dyn Read,
    /// Standard output.
    pub out: &'a mut dyn Write,
    /// Standard error.
    pub err: &'a mut dyn Write,
    /// The width that `COLUMNS` says, else that of the terminal, if standard output is one.
    pub width: Option<usize>,
    /// The file of GitHub's step summary, if GitHub Actions runs the program.
    pub summary: Option<PathBuf>,
    /// Whether standard error is a terminal, where progress can be shown.
    pub live: bool,
}

impl Context<'_> {
    /// Prints a message to standard error, on one line.
    ///
    /// # Errors
    /// Any error of writing.
    pub fn say(&mut self, words: &Bilingual) -> io::Result<()> {
        writeln!(self.err, "{}", one_line(words.get(self.lang)))
    }

    /// Prints several messages, such as the notices of a search.
    fn say_all(&mut self, notices: &[Bilingual]) -> io::Result<()> {
        notices.iter().try_for_each(|words| self.say(words))
    }

    /// Prints findings to standard error, such as those of loading a file.
    fn show_findings(&mut self, found: &[Diagnostic], sources: &[Source]) -> io::Result<()> {
        let options = text::Options { lang: self.lang, notes: true, all: false, width: self.width };
        stream::write(self.err, ReportFormat::Text, options, false, found, sources).map(drop)
    }
}

/// The outcome of a command that did its job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing to report: exit code 0.
    Clean,
    /// There are findings: exit code 1.
    Findings,
}

/// The message for an invalid date in English and in Chinese; clap can only be given the English one.
pub(crate) const INVALID_DATE: (&str, &str) = ("not a day such as 2026-01-01", "須是 2026-01-01 這樣的日期");

/// Parses a date of the command line.
fn parse_date(text: &str) -> Result<Date, &'static str> {
    decode::date(text).ok_or(INVALID_DATE.0)
}

/// Whether two paths lead to one file, which need not exist.
fn is_same(one: &Path, other: &Path) -> bool {
    match (crate::files::located::resolved(one), crate::files::located::resolved(other)) {
        (Some(one), Some(other)) => one == other,
        _ => false,
    }
}

/// Runs `command`.
///
/// # Errors
/// [`Failure`], if the command could not do its job.
pub fn run(command: Command, context: &mut Context<'_>) -> Result<Outcome, Failure> {
    match command {
        Command::Validate(args) => validate::run(&args, context),
        Command::Render(args) => render::run(&args, context),
        Command::Diff(args) => diff::run(&args, context),
        Command::Explain(args) => explain::run(&args, context),
        Command::Codes(args) => codes::run(&args, context),
        Command::Import(args) => import::run(&args, context),
        Command::New(args) => new::run(&args, context),
        Command::Fmt(args) => fmt::run(&args, context),
        Command::Renumber(args) => renumber::run(&args, context),
        Command::Release(args) => release::run(&args, context),
        Command::List(args) => list::run(&args, context),
        Command::Find(args) => find::run(&args, context),
        Command::Show(args) => show::run(&args, context),
        #[cfg(feature = "site")]
        Command::Site(args) => site::run(&args, context),
        Command::Gap(args) => gap::run(&args, context),
        #[cfg(feature = "export")]
        Command::Export(args) => export::run(&args, context),
        Command::Schema(args) => schema::run(&args, context),
        Command::Completions(args) => completions::run(&args, context),
        Command::Init(args) => init::run(&args, context),
        // It takes the streams themselves, for threads of its own, so that `main` runs it.
        #[cfg(feature = "lsp")]
        Command::Lsp(_) => Ok(Outcome::Clean),
        Command::Man(args) => man::run(&args, context),
    }
}

#[cfg(test)]
mod tests;
