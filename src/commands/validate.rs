//! `ttm validate`: check standards.

use std::fs;
use std::io::{self, Write as _};
use std::path::PathBuf;

use clap::ValueEnum;
use jiff::civil::Date;

use super::decided::Decided;
use super::{Context, Failure, Outcome, mend};
use crate::check::check_with;
use crate::decode;
use crate::diagnostic::{Diagnostic, Severity};
use crate::inputs;
use crate::report::{Counts, github, json, junit, sarif, text};
use crate::source::{Source, display};
use crate::words;
use crate::words::Words;

const EXAMPLES: &str = "\
Examples:
  ttm validate
  ttm validate --strict --notes standards/TTM4221-004v2.yaml
  cat draft.yaml | ttm validate -
  ttm validate --notes --as-of 2026-01-01
  ttm validate --format json > findings.json
  ttm validate --format sarif > findings.sarif
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
    /// The day to judge by whether a review is overdue, such as 2026-01-01 [default: not judged]
    #[arg(long, value_name = "DATE", value_parser = day)]
    as_of: Option<Date>,
    #[command(flatten)]
    decided: Decided,
}

fn day(text: &str) -> Result<Date, &'static str> {
    decode::date(text).ok_or("not a day such as 2026-01-01")
}

/// The forms of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
    Sarif,
    Github,
    Junit,
}

pub(super) fn run(args: &Args, context: &mut Context<'_>) -> Result<Outcome, Failure> {
    let mut sources = inputs::read(&args.paths, &mut *context.input)?;
    let mut configuration = args.decided.read(&sources, context)?;
    configuration.settings.as_of = args.as_of;
    if args.diff {
        return mend::diff(&sources, &configuration.settings, context);
    }
    let mended = if args.fix { Some(mend::fix(&mut sources, &configuration.settings)?) } else { None };
    let mut diagnostics = check_with(&sources, &configuration.settings);
    let known = args.decided.hide_known(configuration, &mut diagnostics, &sources, context)?;
    let shown = |found: &&Diagnostic| args.notes || found.severity > Severity::Note;
    let found: Vec<&Diagnostic> = diagnostics.iter().filter(shown).collect();
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
                json::write(context.out, found.iter().copied(), &sources)?;
            }
            Format::Sarif => sarif::write(context.out, &found, &sources, context.lang)?,
            Format::Junit => junit::write(context.out, &found, &sources, args.strict, context.lang)?,
            Format::Github => {
                let closing = Counts::of(&diagnostics).closing_line(sources.len(), args.notes);
                github::write(context.out, &found, &sources, context.lang)?;
                writeln!(context.out, "{}", closing.get(context.lang))?;
                summarize(context, &found, &sources, &closing)?;
            }
        }
        let notices = if args.format == Format::Text { &mut *context.out } else { &mut *context.err };
        for words in known {
            writeln!(notices, "{}", words.get(context.lang))?;
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

/// Adds the summary to the file that GitHub shows, as far as there is room in it. What was found matters more than
/// the page it is shown on, so a file that cannot be written is no failure.
fn summarize(
    context: &mut Context<'_>,
    found: &[&Diagnostic],
    sources: &[Source],
    closing: &Words,
) -> io::Result<()> {
    let Some(path) = &context.summary else { return Ok(()) };
    let taken = fs::metadata(path).map_or(0, |file| usize::try_from(file.len()).unwrap_or(usize::MAX));
    let limit = github::SUMMARY_LIMIT.saturating_sub(taken);
    let summary = github::summary(found, sources, closing, context.lang, limit);
    let added = fs::OpenOptions::new().append(true).create(true).open(path);
    if let Err(error) = added.and_then(|mut file| file.write_all(summary.as_bytes())) {
        let path = display(path);
        let words = words!(
            "warning: the summary {path} cannot be written: {error}",
            "警告：無法寫入摘要 {path}：{error}"
        );
        writeln!(context.err, "{}", words.get(context.lang))?;
    }
    Ok(())
}
