//! `ttm diff`: what changed from one version of a standard to another.

use std::path::PathBuf;

use super::output::{FileFormat, Inputs, Kind, Output, Overwrite, is_stdout};
use super::read_standard::{self, check_one_stdin};
use super::{Context, Failure, Outcome, gate};
use crate::bilingual;
use crate::check::load;
use crate::diagnostic::Findings;
use crate::files::source::{FileId, Source, display};
use crate::model::Standard;
use crate::report::diff::ComparisonFormat;
use crate::text::display_safe::one_line;
use crate::text::wrapping_writer::in_width;
use crate::versions::diff::{check_size, compare};

const EXAMPLES: &str = "\
Examples:
  ttm diff TTM4221-004v2.yaml TTM4221-004v3.yaml
  ttm diff --format html -o changes.html TTM4221-004v2.yaml TTM4221-004v3.yaml
  git show HEAD:standards/TTM4221-004v2.yaml | ttm diff - standards/TTM4221-004v2.yaml
  ttm diff --against origin/main
  ttm diff --against origin/main --allow rewording --format md standards/ > changes.md";

const USAGE: &str = "ttm diff [OPTIONS] OLD NEW\n       ttm diff [OPTIONS] --against REF [PATH]...";

/// The arguments.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES, override_usage = USAGE)]
pub struct Args {
    /// The files of the old and of the new version, or - for standard input; with --against files and folders of the
    /// working tree [default: standards/ if it is there, else the current folder]
    #[arg(value_name = "OLD NEW|PATH")]
    compared: Vec<PathBuf>,
    #[command(flatten)]
    against: gate::Against,
    /// Form of the report [default: what the ending of the file to write says, else text]
    #[arg(long, value_enum)]
    format: Option<ComparisonFormat>,
    /// Write to this file in place of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

impl FileFormat for ComparisonFormat {
    fn kind(self) -> Kind {
        match self {
            Self::Text => Kind::Text,
            Self::Markdown => Kind::Markdown,
            Self::Json => Kind::Json,
            Self::Html => Kind::Html,
        }
    }
}

pub(super) fn run(args: &Args, context: &mut Context<'_>) -> Result<Outcome, Failure> {
    let path = args.output.as_deref();
    let file = path.filter(|path| !is_stdout(path));
    let format = ComparisonFormat::chosen(args.format, file, ComparisonFormat::Text)?;
    let inputs = Inputs::of_paths(args.compared.iter().map(PathBuf::as_path));
    let output = Output::of(path, format.kind(), Overwrite::SameKind, &inputs)?;
    if let Some(revision) = &args.against.against {
        return gate::run(revision, &args.compared, &args.against, format, &output, context);
    }
    let [old, new] = args.compared.as_slice() else { return Err(Failure::NotTwoVersions) };
    check_one_stdin(old, new)?;
    if let Some(folder) = [old, new].into_iter().find(|path| path.is_dir()) {
        return Err(Failure::FoldersCompared { path: display(folder) });
    }
    let sources = [read_standard::read(old, context)?, read_standard::read(new, context)?];
    let mut found = Findings::default();
    let [old, new] = &sources;
    let standards =
        [(old, FileId::default()), (new, FileId::at(1))].map(|(source, file)| load(source, file, &mut found));
    let found = found.into_vec();
    if !found.is_empty() {
        context.show_findings(&found, &sources)?;
    }
    let [Some(old), Some(new)] = &standards else { return Ok(Outcome::Findings) };
    if !(fits(old, &sources, context)? && fits(new, &sources, context)?) {
        return Ok(Outcome::Findings);
    }
    let comparison = compare(old, new);
    let outcome = if comparison.is_empty() && found.is_empty() { Outcome::Clean } else { Outcome::Findings };
    let lang = context.lang;
    let comparisons = [comparison];
    let width = output.width(format.kind(), context);
    output.print(context, |out| in_width(out, width, |out| format.write(out, &comparisons, lang)))?;
    Ok(outcome)
}

/// Whether a standard is small enough to be compared; otherwise a message is printed.
fn fits(standard: &Standard<'_>, sources: &[Source], context: &mut Context<'_>) -> Result<bool, Failure> {
    let Err(reason) = check_size(standard) else { return Ok(true) };
    let path = one_line(&sources[standard.file.index()].path);
    let (en, zh) = (reason.en, reason.zh);
    let words = bilingual!("{path} is not compared: {en}", "{path} 沒有比較：{zh}");
    context.say(&words)?;
    Ok(false)
}
