//! `ttm validate`: check standards.

use std::path::PathBuf;

use clap::ValueEnum;
use jiff::civil::Date;

use super::{Context, Failure, Outcome};
use crate::check::{Settings, check_with};
use crate::decode;
use crate::diagnostic::{Diagnostic, Severity};
use crate::inputs;
use crate::report::{Counts, json, text};

const EXAMPLES: &str = "\
Examples:
  ttm validate
  ttm validate --strict --notes standards/TTM4221-004v2.yaml
  cat draft.yaml | ttm validate -
  ttm validate --notes --as-of 2026-01-01
  ttm validate --format json > findings.json";

/// The arguments.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Files, folders (searched for .yaml and .yml), or - for standard input [default: standards/ if it is there,
    /// else the current folder]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Form of the output
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Fail on warnings too
    #[arg(long)]
    strict: bool,
    /// Show notes as well
    #[arg(long)]
    notes: bool,
    /// Print nothing; the exit code says it
    #[arg(short, long)]
    quiet: bool,
    /// Show every finding, also where a rule has more than ten in a file
    #[arg(long)]
    all: bool,
    /// The day to judge by whether a review is overdue, such as 2026-01-01 [default: not judged]
    #[arg(long, value_name = "DATE", value_parser = day)]
    as_of: Option<Date>,
}

fn day(text: &str) -> Result<Date, &'static str> {
    decode::date(text).ok_or("not a day such as 2026-01-01")
}

/// The forms of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

pub(super) fn run(args: &Args, context: &mut Context<'_>) -> Result<Outcome, Failure> {
    let sources = inputs::read(&args.paths, &mut *context.input)?;
    let diagnostics = check_with(&sources, &Settings { as_of: args.as_of });
    if !args.quiet {
        match args.format {
            Format::Text => {
                let options = text::Options {
                    lang: context.lang,
                    notes: args.notes,
                    all: args.all,
                    width: context.width.unwrap_or(text::WIDTH),
                };
                text::write(context.out, &diagnostics, &sources, options)?;
            }
            Format::Json => {
                let shown = |found: &&Diagnostic| args.notes || found.severity > Severity::Note;
                json::write(context.out, diagnostics.iter().filter(shown), &sources)?;
            }
        }
    }
    let failed = Counts::of(&diagnostics).fail(args.strict);
    Ok(if failed { Outcome::Findings } else { Outcome::Clean })
}
