//! `ttm gap`: what two occupations share, and what is missing from the first to the second.

use std::path::{Path, PathBuf};

use super::by_code::read_named;
use super::read_standard::{check_one_stdin, load_shown};
use super::{Context, Failure, Outcome, nearest};
use crate::forms::render::{self, Options};
use crate::report::gap::{GapFormat, GapReport};
use crate::report::table::TableFormat;
use crate::text::wrapping_writer::in_width;
use crate::versions::gap::Gap;

const EXAMPLES: &str = "\
Examples:
  ttm gap TTM4221-004v2 TTM4221-003v3
  ttm gap standards/TTM4221-004v2.yaml draft.yaml
  ttm gap --format md a.yaml b.yaml > gap.md
  ttm gap --format json a.yaml b.yaml | jq '.knowledge.needed[].name'
  ttm gap --nearest TTM4221-004v2
  ttm gap --nearest draft.yaml --format csv standards/ > nearest.csv";

const USAGE: &str =
    "ttm gap [OPTIONS] A B [PATH]...\n       ttm gap [OPTIONS] --nearest <CODE|FILE> [PATH]...";

/// The arguments.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES, override_usage = USAGE)]
pub struct Args {
    /// The standard of the occupation that someone comes from, a code (without a version the newest) or a file
    #[arg(value_name = "A", required_unless_present = "nearest")]
    from: Option<PathBuf>,
    /// The standard of the occupation that someone goes to, likewise
    #[arg(value_name = "B", required_unless_present = "nearest")]
    to: Option<PathBuf>,
    /// Where to look for codes, and for the nearest: files and folders (searched for .yaml and .yml) [default:
    /// standards/ if it is there, else the current folder]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// The ten occupations that share the most with this one, a code or a file, and what is missing for each
    #[arg(long, value_name = "CODE|FILE")]
    nearest: Option<String>,
    /// Form of the output
    #[arg(long, value_enum, default_value_t = GapFormat::Text)]
    format: GapFormat,
}

pub(super) fn run(args: &Args, context: &mut Context<'_>) -> Result<Outcome, Failure> {
    if let Some(what) = &args.nearest {
        let format = match args.format {
            GapFormat::Text => TableFormat::Text,
            GapFormat::Markdown => TableFormat::Markdown,
            GapFormat::Json => TableFormat::Json,
            GapFormat::Csv => TableFormat::Csv,
        };
        let paths: Vec<PathBuf> = args.from.iter().chain(&args.to).chain(&args.paths).cloned().collect();
        return nearest::run(what, &paths, format, context);
    }
    // clap requires both.
    let (Some(from_path), Some(to_path)) = (&args.from, &args.to) else { return Ok(Outcome::Findings) };
    check_one_stdin(from_path, to_path)?;
    let Some(from_source) = read_named(from_path, &args.paths, context)? else {
        return Ok(Outcome::Findings);
    };
    let Some(to_source) = read_named(to_path, &args.paths, context)? else { return Ok(Outcome::Findings) };
    let (from, from_whole) = load_shown(&from_source, context)?;
    let (to, to_whole) = load_shown(&to_source, context)?;
    let (Some(from), Some(to)) = (from, to) else { return Ok(Outcome::Findings) };
    let gap = Gap::between(&from, &to);
    let width = context.width.unwrap_or(Options::default().width).max(render::MIN_WIDTH);
    let report = GapReport {
        gap: &gap,
        from: (&from, Path::new(&from_source.path)),
        to: (&to, Path::new(&to_source.path)),
    };
    let lang = context.lang;
    let lines = context.width.filter(|_| args.format == GapFormat::Text);
    in_width(context.out, lines, |out| report.write(args.format, lang, width, out))?;
    Ok(if from_whole && to_whole { Outcome::Clean } else { Outcome::Findings })
}
