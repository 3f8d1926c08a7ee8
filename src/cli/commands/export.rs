//! `ttm export`: standards as data for other programs.

use std::fs;
use std::path::{Path, PathBuf};

use super::output::{Inputs, Kind, Overwrite, Target, is_stdout};
use super::{Context, Failure, Outcome};
use crate::bilingual;
use crate::check::load_all;
use crate::export::case;
use crate::export::tables::{self, Form};
use crate::files::inputs;
use crate::files::parallel;
use crate::files::source::{Source, display};
use crate::forms::sheet::check_size;
use crate::model::Standard;
use crate::text::bilingual::{self, Bilingual};
use crate::text::display_safe::one_line;
use crate::text::excerpt::listing;

const EXAMPLES: &str = "\
Examples:
  ttm export -o data/
  ttm export --as csv -o sheets/ standards/
  cd data && duckdb -init tables.sql
  ttm export --format case -o packages/";

/// The arguments.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Files, folders (searched for .yaml and .yml), or - for standard input [default: standards/ if it is there,
    /// else the current folder]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// What is written
    #[arg(long, value_enum, default_value_t = Format::Tables)]
    format: Format,
    /// The folder to write to; it is made where it is not there
    #[arg(short, long, value_name = "DIR", required = true)]
    output: PathBuf,
    /// How tables are written
    #[arg(long = "as", value_enum, value_name = "FORM", default_value_t = Form::Jsonl)]
    form: Form,
    /// Whose standards they are, as packages have to say
    #[arg(long, value_name = "NAME", default_value = case::CREATOR, hide_default_value = true)]
    creator: String,
}

/// What is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// Tables that a database or a spreadsheet loads
    Tables,
    /// Packages of CASE 1.1 that a learning platform imports, one for each standard
    Case,
}

pub(super) fn run(args: &Args, context: &mut Context<'_>) -> Result<Outcome, Failure> {
    let folder = &args.output;
    if is_stdout(folder) || folder.exists() && !folder.is_dir() {
        return Err(Failure::NoOutputFolder { path: display(folder) });
    }
    let found = inputs::search(&args.paths)?;
    context.say_all(&found.notices)?;
    let inputs = Inputs::of(&found.inputs);
    let sources = inputs::read_all(&found.inputs, &mut *context.input);
    let (standards, mut outcome) = fitting(&sources, context)?;
    if standards.is_empty() {
        context.say(&Bilingual::fixed("there is nothing to write", "沒有可以輸出的內容"))?;
        return Ok(Outcome::Findings);
    }
    let files = match args.format {
        Format::Tables => tables::files(&standards, args.form),
        Format::Case => {
            let (files, left_out) = case::files(&standards, &args.creator);
            if !left_out.is_empty() {
                let Bilingual { en, zh } = listing(left_out);
                context.say(&bilingual!(
                    "without a code of its own, so without a package: {en}",
                    "沒有自己的代碼，因此沒有套件：{zh}"
                ))?;
            }
            files
        }
    };
    let targets = files.into_iter().map(|file| {
        let path = folder.join(&file.name);
        let kind = Kind::of_ending(&path).unwrap_or(Kind::Json);
        Ok((Target::in_folder(&path, kind, Overwrite::SameKind, &inputs)?, file.pieces))
    });
    let targets = targets.collect::<Result<Vec<_>, Failure>>()?;
    write_files(folder, &targets)?;
    let (folder, count, s) = (one_line(&display(folder)), targets.len(), bilingual::s(targets.len()));
    context.say(&bilingual!("{folder}: {count} file{s} written", "{folder}：已寫入 {count} 個檔案"))?;
    if standards.len() < sources.len() {
        outcome = Outcome::Findings;
    }
    Ok(outcome)
}

/// Writes every file of a folder, which is created if it does not exist.
fn write_files(folder: &Path, targets: &[(Target, Vec<String>)]) -> Result<(), Failure> {
    fs::create_dir_all(folder).map_err(Failure::write(folder))?;
    let mut done = Vec::new();
    for (target, pieces) in targets {
        let written = target.write(|out| pieces.iter().try_for_each(|piece| out.write_all(piece.as_bytes())));
        written.map_err(|failure| failure.after_writing(&done))?;
        done.push(target.name());
    }
    Ok(())
}

/// The standards that can be written. What could not be read is said, and what is too large.
fn fitting<'s>(
    sources: &'s [Source],
    context: &mut Context<'_>,
) -> Result<(Vec<Standard<'s>>, Outcome), Failure> {
    let (standards, found) = load_all(sources);
    let mut outcome = Outcome::Clean;
    if !found.is_empty() {
        context.show_findings(&found, sources)?;
        outcome = Outcome::Findings;
    }
    let sizes = parallel::map(&standards, check_size);
    let mut fitting = Vec::with_capacity(standards.len());
    for (standard, size) in standards.into_iter().zip(sizes) {
        match size {
            Ok(()) => fitting.push(standard),
            Err(reason) => {
                let (path, Bilingual { en, zh }) = (one_line(standard.path), reason.words());
                context.say(&bilingual!("{path} is left out: {en}", "{path} 未輸出：{zh}"))?;
                outcome = Outcome::Findings;
            }
        }
    }
    Ok((fitting, outcome))
}
