//! `ttm export`: standards as data for other programs.

use std::fs;
use std::path::{Path, PathBuf};

use super::output::{self, Inputs, Kind, Overwrite, Target, is_stdout};
use super::{Context, Failure, Outcome};
use crate::bilingual;
use crate::export::Standards;
use crate::export::case::{self, Packages};
use crate::export::tables::{self, TableFileFormat};
use crate::files::inputs;
use crate::files::source::display;
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
    #[arg(long = "as", value_enum, value_name = "FORM", default_value_t = TableFileFormat::Jsonl)]
    form: TableFileFormat,
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
    let (standards, missing) = Standards::of(&found.inputs, &mut *context.input);
    let mut outcome = if missing.files == 0 { Outcome::Clean } else { Outcome::Findings };
    if !missing.found.is_empty() {
        context.show_findings(&missing.found, standards.sources())?;
        outcome = Outcome::Findings;
    }
    for (path, Bilingual { en, zh }) in &missing.too_large {
        let path = one_line(path);
        context.say(&bilingual!("{path} is left out: {en}", "{path} 未輸出：{zh}"))?;
    }
    if standards.is_empty() {
        context.say(&Bilingual::fixed("there is nothing to write", "沒有可以輸出的內容"))?;
        return Ok(Outcome::Findings);
    }
    let count = match args.format {
        Format::Tables => write_tables(args, &inputs, &standards)?,
        Format::Case => write_packages(args, &inputs, &standards, context)?,
    };
    let (folder, s) = (one_line(&display(folder)), bilingual::s(count));
    context.say(&bilingual!("{folder}: {count} file{s} written", "{folder}：已寫入 {count} 個檔案"))?;
    Ok(outcome)
}

/// Writes the tables, all at once: a standard that is loaded has rows in each. Returns how many files these are.
fn write_tables(args: &Args, inputs: &Inputs, standards: &Standards) -> Result<usize, Failure> {
    let targets = targets(&args.output, &tables::file_names(args.form), inputs)?;
    output::write_together(&targets, &mut |outs| tables::write(standards, args.form, outs))?;
    Ok(targets.len())
}

/// Writes the packages, one after the other, and says which standards have none.
fn write_packages(
    args: &Args,
    inputs: &Inputs,
    standards: &Standards,
    context: &mut Context<'_>,
) -> Result<usize, Failure> {
    let packages = Packages::of(standards, &args.creator);
    if !packages.left_out().is_empty() {
        let Bilingual { en, zh } = listing(packages.left_out().iter().map(String::as_str));
        context.say(&bilingual!(
            "without a code of its own, so without a package: {en}",
            "沒有自己的代碼，因此沒有套件：{zh}"
        ))?;
    }
    let targets = targets(&args.output, &packages.file_names(), inputs)?;
    let mut left = targets.iter();
    let mut done = Vec::new();
    packages.each(|package| {
        let Some(target) = left.next() else { return Ok(()) };
        let written = match package {
            Ok(package) => target.write(|out| out.write_all(package.as_bytes())),
            Err(error) => Err(target.failure(error)),
        };
        written.map_err(|failure| failure.after_writing(&done))?;
        done.push(target.name());
        Ok::<_, Failure>(())
    })?;
    Ok(targets.len())
}

/// The files with these names in a folder, which is made where it is not there; all are checked before the first is written.
fn targets(folder: &Path, names: &[String], inputs: &Inputs) -> Result<Vec<Target>, Failure> {
    let targets = names.iter().map(|name| {
        let path = folder.join(name);
        let kind = Kind::of_ending(&path).unwrap_or(Kind::Json);
        Target::in_folder(&path, kind, Overwrite::SameKind, inputs)
    });
    let targets = targets.collect::<Result<Vec<_>, Failure>>()?;
    fs::create_dir_all(folder).map_err(Failure::write(folder))?;
    Ok(targets)
}
