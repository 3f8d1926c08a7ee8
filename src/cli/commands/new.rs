//! `ttm new`: begin a draft.

use std::path::{Path, PathBuf};

use super::output::{Inputs, Kind, Output, Overwrite};
use super::read_standard::{load_valid, read_text};
use super::schema_path::SchemaPath;
use super::{Context, Failure, Outcome};
use crate::bilingual;
use crate::edit::draft;
use crate::files::source::display;
use crate::model::NameKind;
use crate::text::display_safe::one_line;
use crate::text::inert::has_command;

const EXAMPLES: &str = "\
Examples:
  ttm new --name 獎勵旅遊業業務人員 -o draft.yaml
  ttm new --category --name 旅遊管理 > draft.yaml
  ttm new --revises standards/TTM4221-004v2.yaml -o TTM4221-004-next.yaml
  ttm validate draft.yaml            lists what is left to fill in";

/// The arguments.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES, group = clap::ArgGroup::new("subject").required(true))]
pub struct Args {
    /// The name of the standard
    #[arg(long, group = "subject")]
    name: Option<String>,
    /// The name is that of a job category, not of an occupation
    #[arg(long, conflicts_with = "revises")]
    category: bool,
    /// Begin the next edition of this issued standard: its text, as a draft
    #[arg(long, group = "subject", value_name = "FILE")]
    revises: Option<PathBuf>,
    /// Write to this file in place of standard output
    #[arg(id = "draft", short = 'o', long = "output", value_name = "FILE")]
    output: Option<PathBuf>,
    /// Write over a file that is there
    #[arg(long)]
    force: bool,
}

pub(super) fn run(args: &Args, context: &mut Context<'_>) -> Result<Outcome, Failure> {
    let overwrite = if args.force { Overwrite::SameKind } else { Overwrite::Nothing };
    let inputs = Inputs::of_paths(args.revises.as_deref());
    let output = Output::of(args.output.as_deref(), Kind::Standard, overwrite, &inputs)?;
    if args.name.as_ref().is_some_and(|name| name.trim().is_empty()) {
        return Err(Failure::NoName);
    }
    let text = match &args.revises {
        None => {
            let kind = if args.category { NameKind::Category } else { NameKind::Occupation };
            draft::empty(args.name.as_deref().unwrap_or_default(), kind)
        }
        Some(path) => match next_edition(path, context)? {
            Some(text) => text,
            None => return Ok(Outcome::Findings),
        },
    };
    // Where standard output goes is not known.
    let schema = args.output.as_deref().filter(|_| output != Output::Stdout).map(SchemaPath::beside);
    let text =
        schema.as_ref().map_or_else(|| text.clone(), |schema| draft::with_schema(&text, &schema.relative));
    // The text may not be changed to make it safe for a log, so it is not printed.
    if let Some(path) = args.revises.as_ref().filter(|_| output == Output::Stdout && has_command(&text)) {
        return Err(Failure::CommandInOutput { path: display(path) });
    }
    output.write(context.out, |out| out.write_all(text.as_bytes()))?;
    let Output::File(file) = output else { return Ok(Outcome::Clean) };
    let path = one_line(&file.name());
    let words = bilingual!(
        "{path}: a draft; `ttm validate {path}` lists what is left to fill in",
        "{path}：草案已建立；執行 `ttm validate {path}` 會列出待填的部分"
    );
    context.say(&words)?;
    schema.map_or(Ok(()), |schema| schema.say_missing(context))?;
    Ok(Outcome::Clean)
}

/// The text of the issued standard in `path` as a draft. `None` if the file does not load, which is reported.
fn next_edition(path: &Path, context: &mut Context<'_>) -> Result<Option<String>, Failure> {
    let Some(source) = read_text(path, context)? else { return Ok(None) };
    let Some(standard) = load_valid(&source, context)? else { return Ok(None) };
    match draft::revision(&standard, &source.text) {
        Ok(text) => Ok(Some(text)),
        Err(reason) => Err(Failure::NotRevisable { path: one_line(&source.path), reason }),
    }
}
