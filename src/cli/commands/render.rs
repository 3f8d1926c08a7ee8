//! `ttm render`: print standards in their official form.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::output::{FileFormat, Inputs, Kind, Output, Overwrite, Target, is_folder, is_stdout};
use super::{Context, Failure, Outcome};
use crate::bilingual;
use crate::check::load_all;
use crate::files::file_name::is_file_name;
use crate::files::inputs;
use crate::files::source::{Source, display};
use crate::forms::render::{self, Format, Options, Unfit};
use crate::model::{Standard, Text};
use crate::text::bilingual::{self, Bilingual};
use crate::text::display_safe::one_line;

const EXAMPLES: &str = "\
Examples:
  ttm render standards/TTM4221-004v2.yaml
  ttm render --format html -o TTM4221-004v2.html standards/TTM4221-004v2.yaml
  ttm render --format md -o forms/
  ttm render -o standards.xlsx standards/
  ttm render --format json | jq .name";

/// The arguments.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Files, folders (searched for .yaml and .yml), or - for standard input [default: standards/ if it is there,
    /// else the current folder]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Form of the output [default: what the ending of the file to write says, else table]
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Write to this file in place of standard output; to a folder, one file for each standard
    #[arg(short, long, value_name = "FILE|DIR")]
    output: Option<PathBuf>,
    /// Width of the table in columns, at least 40 [default: that of the terminal, else 100]
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(40..))]
    width: Option<u16>,
    /// With xlsx, add a sheet that shows each task by its knowledge and skills
    #[cfg(feature = "office")]
    #[arg(long)]
    matrix: bool,
}

impl Args {
    /// Whether a workbook gets the further sheet.
    fn matrix(&self, format: Format) -> Result<bool, Failure> {
        #[cfg(feature = "office")]
        match (self.matrix, format) {
            (true, Format::Xlsx) => return Ok(true),
            (true, _) => return Err(Failure::NoWorkbook),
            (false, _) => {}
        }
        let _ = format;
        Ok(false)
    }
}

impl FileFormat for Format {
    fn kind(self) -> Kind {
        match self {
            Self::Table => Kind::Text,
            Self::Markdown => Kind::Markdown,
            Self::Html => Kind::Html,
            Self::Json => Kind::Json,
            #[cfg(feature = "office")]
            Self::Xlsx => Kind::Workbook,
            #[cfg(feature = "office")]
            Self::Docx => Kind::Word,
        }
    }
}

pub(super) fn run(args: &Args, context: &mut Context<'_>) -> Result<Outcome, Failure> {
    let found = inputs::search(&args.paths)?;
    context.say_all(&found.notices)?;
    let inputs = match &args.output {
        Some(_) => Inputs::of(&found.inputs),
        None => Inputs::default(),
    };
    let folder = args.output.as_deref().filter(|path| !is_stdout(path) && is_folder(path));
    let file = args.output.as_deref().filter(|_| folder.is_none());
    let format = Format::chosen(args.format, file, Format::Table)?;
    let matrix = args.matrix(format)?;
    let output = Output::of(file, format.kind(), Overwrite::SameKind, &inputs)?;
    if format.is_binary() && folder.is_none() && output == Output::Stdout {
        return Err(Failure::NotForStdout { kind: format.kind().words(), ending: format.extension() });
    }
    let sources = inputs::read_all(&found.inputs, &mut *context.input);
    let (standards, mut outcome) = standards(&sources, context)?;
    let width = args.width.map(usize::from).or(context.width).unwrap_or(Options::default().width);
    let mut options = Options { width: width.max(render::MIN_WIDTH), color: true, matrix };
    options.color = folder.is_none() && output == Output::Stdout;
    let mut left = standards.iter().collect::<Vec<_>>();
    match (folder, output) {
        (Some(folder), _) => {
            let targets = targets(folder, &left, format, &inputs)?;
            let count = write_fitting(
                folder,
                &targets,
                |standard, unfit, out| print(&[standard], format, options, unfit, out),
                |standard, reason| say_unfit(context, &sources, standard, reason),
            )?;
            let (folder, s) = (one_line(&display(folder)), bilingual::s(count));
            let words = bilingual!("{folder}: {count} file{s} written", "{folder}：已寫入 {count} 個檔案");
            context.say(&words)?;
            if count < targets.len() {
                outcome = Outcome::Findings;
            }
        }
        (None, output) => {
            let is_lines =
                |path: &Path| path.extension().is_some_and(|ending| ending == "jsonl" || ending == "ndjson");
            let holds_many = format.is_binary() || format == Format::Json && file.is_some_and(is_lines);
            if let (Output::File(file), [_, _, ..], false) = (&output, left.as_slice(), holds_many) {
                let count = left.len();
                let many = bilingual!("{count} standards", "職能基準卻有 {count} 份");
                return Err(Failure::OneFileForMany { path: file.name(), many });
            }
            // The form is laid out once: only if the format cannot hold some of them are the others rendered again.
            while !left.is_empty() {
                let mut unfit = Vec::new();
                let written = output.write(context.out, |out| print(&left, format, options, &mut unfit, out));
                if unfit.is_empty() {
                    written?;
                    output.say_written(context)?;
                    break;
                }
                for (index, reason) in &unfit {
                    say_unfit(context, &sources, left[*index], reason)?;
                }
                for (index, _) in unfit.iter().rev() {
                    left.remove(*index);
                }
                outcome = Outcome::Findings;
            }
        }
    }
    Ok(outcome)
}

/// The standards that could be decoded. Findings of loading are printed to standard error, since the output lacks these parts.
fn standards<'s>(
    sources: &'s [Source],
    context: &mut Context<'_>,
) -> Result<(Vec<Standard<'s>>, Outcome), Failure> {
    let (standards, diagnostics) = load_all(sources);
    if diagnostics.is_empty() {
        return Ok((standards, Outcome::Clean));
    }
    context.show_findings(&diagnostics, sources)?;
    Ok((standards, Outcome::Findings))
}

/// Renders standards. Those that the format cannot hold come into `unfit`; then nothing is written, which is an error.
fn print(
    standards: &[&Standard<'_>],
    format: Format,
    options: Options,
    unfit: &mut Vec<(usize, Unfit)>,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    match render::render(standards, format, &options, out) {
        Ok(()) => Ok(()),
        Err(render::Error::Io(error)) => Err(error),
        Err(render::Error::Unfit(reasons)) => {
            *unfit = reasons;
            Err(io::ErrorKind::InvalidData.into())
        }
    }
}

/// Says that a standard is not printed, and why.
fn say_unfit(
    context: &mut Context<'_>,
    sources: &[Source],
    standard: &Standard<'_>,
    reason: &Unfit,
) -> io::Result<()> {
    let (path, Bilingual { en, zh }) = (&sources[standard.file.index()].path, reason.words());
    context.say(&bilingual!("{path} is not printed: {en}", "{path} 沒有印出：{zh}"))
}

/// The file in a folder for each standard, all checked before the first is written.
fn targets<'a, 's>(
    folder: &Path,
    standards: &[&'a Standard<'s>],
    format: Format,
    inputs: &Inputs,
) -> Result<Vec<(Target, &'a Standard<'s>)>, Failure> {
    let mut targets = BTreeMap::new();
    for &standard in standards {
        let path = folder.join(format!("{}.{}", stem(standard), format.extension()));
        if targets.insert(path.clone(), standard).is_some() {
            return Err(Failure::WrittenTwice { path: display(&path) });
        }
    }
    let target = |(path, standard): (PathBuf, _)| {
        Ok((Target::in_folder(&path, format.kind(), Overwrite::SameKind, inputs)?, standard))
    };
    targets.into_iter().map(target).collect()
}

/// Writes a file for each standard into a folder, which is created if it does not exist, and returns the number written. A
/// standard that the format cannot hold is passed to `say` with the reason, and its file is left out.
fn write_fitting(
    folder: &Path,
    targets: &[(Target, &Standard<'_>)],
    print: impl Fn(&Standard<'_>, &mut Vec<(usize, Unfit)>, &mut dyn io::Write) -> io::Result<()>,
    mut say: impl FnMut(&Standard<'_>, &Unfit) -> io::Result<()>,
) -> Result<usize, Failure> {
    fs::create_dir_all(folder).map_err(Failure::write(folder))?;
    let mut done = Vec::new();
    for (target, standard) in targets {
        let mut unfit = Vec::new();
        let written = target.write(|out| print(standard, &mut unfit, out));
        if let Some((_, reason)) = unfit.pop() {
            say(standard, &reason)?;
            continue;
        }
        written.map_err(|failure| failure.after_writing(&done))?;
        done.push(target.name());
    }
    Ok(done.len())
}

/// The name of a standard's file without its extension: that of its source or, for standard input, its code if that can be
/// the name of a file.
fn stem(standard: &Standard<'_>) -> String {
    let code = standard.code.given().map(Text::as_str);
    standard.stem.or_else(|| code.filter(|code| is_file_name(code))).unwrap_or("standard").to_owned()
}
