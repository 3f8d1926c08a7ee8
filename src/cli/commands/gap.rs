//! `ttm gap`: what two occupations share, and what is missing from the first to the second.

use std::path::PathBuf;

use super::read_standard::{check_one_stdin, load_shown, read_text};
use super::{Context, Failure, Outcome};
use crate::forms::render::{self, Options};
use crate::report::gap::{GapFormat, GapReport};
use crate::versions::gap::Gap;

const EXAMPLES: &str = "\
Examples:
  ttm gap standards/TTM4221-004v2.yaml standards/TTM4221-003v3.yaml
  ttm gap --format md a.yaml b.yaml > gap.md
  ttm gap --format json a.yaml b.yaml | jq '.knowledge.needed[].name'";

/// The arguments.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The standard of the occupation that someone comes from
    #[arg(value_name = "A")]
    from: PathBuf,
    /// The standard of the occupation that someone goes to
    #[arg(value_name = "B")]
    to: PathBuf,
    /// Form of the output
    #[arg(long, value_enum, default_value_t = GapFormat::Text)]
    format: GapFormat,
}

pub(super) fn run(args: &Args, context: &mut Context<'_>) -> Result<Outcome, Failure> {
    check_one_stdin(&args.from, &args.to)?;
    let Some(from) = read_text(&args.from, context)? else { return Ok(Outcome::Findings) };
    let Some(to) = read_text(&args.to, context)? else { return Ok(Outcome::Findings) };
    let (from, from_whole) = load_shown(&from, context)?;
    let (to, to_whole) = load_shown(&to, context)?;
    let (Some(from), Some(to)) = (from, to) else { return Ok(Outcome::Findings) };
    let gap = Gap::between(&from, &to);
    let width = context.width.unwrap_or(Options::default().width).max(render::MIN_WIDTH);
    let report = GapReport { gap: &gap, from: (&from, &args.from), to: (&to, &args.to) };
    report.write(args.format, context.lang, width, context.out)?;
    Ok(if from_whole && to_whole { Outcome::Clean } else { Outcome::Findings })
}
