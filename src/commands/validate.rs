//! `ttm validate`: check standards.

use std::path::PathBuf;

use clap::ValueEnum;

use super::{Context, Failure, Outcome, mend};
use crate::check::check;
use crate::diagnostic::{Diagnostic, Severity};
use crate::inputs;
use crate::report::{Counts, json, text};

const EXAMPLES: &str = "\
Examples:
  ttm validate
  ttm validate --strict --notes standards/TTM4221-004v2.yaml
  cat draft.yaml | ttm validate -
  ttm validate --format json > findings.json
  ttm validate --diff
  ttm validate --fix";

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
    /// Mend in the files what can be mended safely, then report what is left
    #[arg(long, conflicts_with = "diff")]
    fix: bool,
    /// Show what --fix would change and write nothing; exit 1 if there is something
    #[arg(long)]
    diff: bool,
}

/// The forms of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

pub(super) fn run(args: &Args, context: &mut Context<'_>) -> Result<Outcome, Failure> {
    let mut sources = inputs::read(&args.paths, &mut *context.input)?;
    if args.diff {
        return mend::diff(&sources, context);
    }
    let mended = if args.fix { Some(mend::fix(&mut sources)?) } else { None };
    let diagnostics = check(&sources);
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
    if let Some(mended) = mended.filter(|_| !args.quiet) {
        let words = mended.words();
        match args.format {
            Format::Text => writeln!(context.out, "{}", words.get(context.lang))?,
            _ => writeln!(context.err, "{}", words.get(context.lang))?,
        }
    }
    let failed = Counts::of(&diagnostics).fail(args.strict);
    Ok(if failed { Outcome::Findings } else { Outcome::Clean })
}
