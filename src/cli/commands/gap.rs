//! `ttm gap`: what two occupations share, and what is missing from the first to the second.

use std::path::{Path, PathBuf};

use super::read_standard::{check_one_stdin, load_shown, read_text};
use super::show::by_code;
use super::{Context, Failure, Outcome, nearest};
use crate::files::inputs;
use crate::forms::render::{self, Options};
use crate::model::StandardCode;
use crate::report::gap::{GapFormat, GapReport};
use crate::report::table::TableFormat;
use crate::text::fold;
use crate::versions::gap::Gap;

const EXAMPLES: &str = "\
Examples:
  ttm gap TTM4221-004v2 TTM4221-003v3
  ttm gap --format md a.yaml b.yaml > gap.md
  ttm gap --format json a.yaml b.yaml | jq '.knowledge.needed[].name'
  ttm gap --nearest TTM4221-004v2
  ttm gap --nearest draft.yaml --format csv standards/ > nearest.csv";

/// The arguments.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The standard of the occupation that someone comes from, a code or a file; with --nearest a folder to look in
    /// [default: standards/ if it is there, else the current folder]
    #[arg(value_name = "A", required_unless_present = "nearest")]
    from: Option<PathBuf>,
    /// The standard of the occupation that someone goes to, a code or a file; with --nearest another folder
    #[arg(value_name = "B", required_unless_present = "nearest")]
    to: Option<PathBuf>,
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
        let paths: Vec<PathBuf> = args.from.iter().chain(&args.to).cloned().collect();
        return nearest::run(what, &paths, format, context);
    }
    // clap requires both.
    let (Some(from_path), Some(to_path)) = (&args.from, &args.to) else { return Ok(Outcome::Findings) };
    check_one_stdin(from_path, to_path)?;
    let (from_path, to_path) = (&of_code(from_path, context)?, &of_code(to_path, context)?);
    let Some(from) = read_text(from_path, context)? else { return Ok(Outcome::Findings) };
    let Some(to) = read_text(to_path, context)? else { return Ok(Outcome::Findings) };
    let (from, from_whole) = load_shown(&from, context)?;
    let (to, to_whole) = load_shown(&to, context)?;
    let (Some(from), Some(to)) = (from, to) else { return Ok(Outcome::Findings) };
    let gap = Gap::between(&from, &to);
    let width = context.width.unwrap_or(Options::default().width).max(render::MIN_WIDTH);
    let report = GapReport { gap: &gap, from: (&from, from_path), to: (&to, to_path) };
    report.write(args.format, context.lang, width, context.out)?;
    Ok(if from_whole && to_whole { Outcome::Clean } else { Outcome::Findings })
}

/// The file of the standard with a code, where no file is named so; otherwise the path as it is.
fn of_code(path: &Path, context: &mut Context<'_>) -> Result<PathBuf, Failure> {
    let code = path.to_str().map(fold::code).filter(|code| StandardCode::parse(code).is_some());
    let Some(code) = code.filter(|_| !path.exists()) else { return Ok(path.to_path_buf()) };
    let found = inputs::search(&[])?;
    let (paths, _) = by_code(&code, &found.inputs, context, |source, _| PathBuf::from(&source.path))?;
    Ok(paths.into_iter().next().unwrap_or_else(|| path.to_path_buf()))
}
