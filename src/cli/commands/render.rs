//! `ttm render`: print standards in their official form.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::{Context, Failure, Outcome, is_folder, is_same, is_stdout};
use crate::check::load_all;
use crate::files::inputs;
use crate::files::source::{Source, display};
use crate::files::write;
use crate::forms::render::{self, Format, Options};
use crate::forms::sheet;
use crate::model::{Standard, Text};
use crate::words;

const EXAMPLES: &str = "\
Examples:
  ttm render standards/TTM4221-004v2.yaml
  ttm render --format html -o TTM4221-004v2.html standards/TTM4221-004v2.yaml
  ttm render --format md -o forms/
  ttm render --format json | jq .name";

/// The arguments.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Files, folders (searched for .yaml and .yml), or - for standard input [default: standards/ if it is there,
    /// else the current folder]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Form of the output
    #[arg(long, value_enum, default_value_t = FormatArg::Table)]
    format: FormatArg,
    /// Write to this file in place of standard output; to a folder, one file for each standard
    #[arg(short, long, value_name = "FILE|DIR")]
    output: Option<PathBuf>,
    /// Width of the table in columns, at least 40 [default: that of the terminal, else 100]
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(40..))]
    width: Option<u16>,
}

/// The forms of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum FormatArg {
    /// Tables for the terminal
    Table,
    /// GitHub Markdown
    Md,
    /// A self-contained page
    Html,
    /// JSON Lines: one standard a line
    Json,
}

impl FormatArg {
    fn format(self) -> Format {
        match self {
            Self::Table => Format::Table,
            Self::Md => Format::Markdown,
            Self::Html => Format::Html,
            Self::Json => Format::Json,
        }
    }

    fn ending(self) -> &'static str {
        match self {
            Self::Table => "txt",
            Self::Md => "md",
            Self::Html => "html",
            Self::Json => "json",
        }
    }
}

pub(super) fn run(args: &Args, context: &mut Context<'_>) -> Result<Outcome, Failure> {
    let sources = inputs::read(&args.paths, &mut *context.input)?;
    let (standards, mut outcome) = standards(&sources, context)?;
    let mut fitting = Vec::with_capacity(standards.len());
    for standard in &standards {
        match sheet::check_size(standard) {
            Ok(()) => fitting.push(standard),
            Err(reason) => {
                let path = &sources[standard.file.index()].path;
                let (en, zh) = (reason.words().en, reason.words().zh);
                let words = words!("{path} is not printed: {en}", "{path} 沒有印出：{zh}");
                writeln!(context.err, "{}", words.get(context.lang))?;
                outcome = Outcome::Findings;
            }
        }
    }
    let width = args.width.map(usize::from).or(context.width).unwrap_or(Options::default().width);
    let mut options = Options { width: width.max(render::MIN_WIDTH), color: true };
    let Some(output) = args.output.as_ref().filter(|path| !is_stdout(path)) else {
        if !fitting.is_empty() {
            printed(&fitting, args.format, options, &mut *context.out)?;
        }
        return Ok(outcome);
    };
    options.color = false;
    if sources.iter().any(|source| is_same(Path::new(&source.path), output)) {
        return Err(Failure::OverInput { path: display(output) });
    }
    for (path, standard) in targets(output, &fitting, args.format)? {
        let mut bytes = Vec::new();
        printed(&[standard], args.format, options, &mut bytes)?;
        write::atomically(&path, &bytes).map_err(Failure::write(&path))?;
    }
    Ok(outcome)
}

/// What could be decoded. What could not is said on standard error, since the output lacks it.
fn standards<'s>(
    sources: &'s [Source],
    context: &mut Context<'_>,
) -> Result<(Vec<Standard<'s>>, Outcome), Failure> {
    let (standards, diagnostics) = load_all(sources);
    if diagnostics.is_empty() {
        return Ok((standards, Outcome::Clean));
    }
    context.show(&diagnostics, sources)?;
    Ok((standards, Outcome::Findings))
}

fn printed(
    standards: &[&Standard<'_>],
    format: FormatArg,
    options: Options,
    out: &mut dyn std::io::Write,
) -> Result<(), Failure> {
    match render::render(standards, format.format(), &options, out) {
        // The size was asked about before.
        Ok(()) | Err(render::Error::TooLarge { .. }) => Ok(()),
        Err(render::Error::Io(error)) => Err(error.into()),
    }
}

/// The file for each standard. All are known before the first is written.
fn targets<'a, 's>(
    output: &Path,
    standards: &[&'a Standard<'s>],
    format: FormatArg,
) -> Result<BTreeMap<PathBuf, &'a Standard<'s>>, Failure> {
    if !is_folder(output) {
        return match standards {
            [] => Ok(BTreeMap::new()),
            [one] => Ok(BTreeMap::from([(output.to_path_buf(), *one)])),
            _ => {
                let count = standards.len();
                let many = words!("{count} standards", "職能基準卻有 {count} 份");
                Err(Failure::OneFileForMany { path: display(output), many })
            }
        };
    }
    fs::create_dir_all(output).map_err(Failure::write(output))?;
    let mut targets = BTreeMap::new();
    for &standard in standards {
        let path = output.join(format!("{}.{}", stem(standard), format.ending()));
        if targets.insert(path.clone(), standard).is_some() {
            return Err(Failure::WrittenTwice { path: display(&path) });
        }
    }
    Ok(targets)
}

/// The name of a standard's file without its ending: that of its source, or its code where it came through a pipe
/// and its code can be a file's name.
fn stem(standard: &Standard<'_>) -> String {
    let code = standard.code.given().map(Text::as_str);
    let harmless = |code: &&str| {
        !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    standard.stem.or_else(|| code.filter(harmless)).unwrap_or("standard").to_owned()
}
