//! `ttm import`: bring published standards in.

mod batches;
mod check;
mod destination;
mod into;
mod print;
mod tally;
mod writing;

use std::cell::Cell;
use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::ValueEnum;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use self::batches::batches;
use self::destination::Destination;
use self::tally::Tally;
use self::writing::{Writing, key};
use super::output::{Inputs, Kind, Output as Place, Overwrite, Target};
use super::progress::Progress;
use super::{Context, Failure, Outcome};
use crate::bilingual;
use crate::files::inputs::{self, Input, STDIN_NAME};
use crate::files::limits::DOCUMENT_BYTES;
use crate::files::open;
use crate::files::parallel;
use crate::files::reason::{explained, reason};
use crate::files::source::display;
use crate::files::write;
use crate::forms::import::{self, Imported, ImportedSheet, Report, SourceForm, Standards};
use crate::library::new_standard::NewStandard;
use crate::report::diff::ComparisonFormat;
use crate::text::bilingual::Bilingual;

const EXAMPLES: &str = "\
Examples:
  ttm import TTM4221-004v2.page.txt
  ttm import TTM4221-004v2.odt -o standards/TTM4221-004v2.yaml
  ttm import published/ -o standards/ --report import.json
  ttm import --from text - -o - < page.txt
  ttm import edited.docx --into standards/TTM4221-004v2.yaml
  ttm import --check TTM4221-004v2.pdf standards/TTM4221-004v2.yaml";

/// How much of a document is read: one byte beyond the limit tells that it is too large.
const ONE_TOO_MANY: u64 = DOCUMENT_BYTES as u64 + 1;

const LEADS_OUT: Bilingual = Bilingual::fixed(
    "it is a link that leads out of the repository or the folder that is searched; name it to have it read",
    "這是連結，指向儲存庫或所搜尋資料夾之外；若要讀取，請在命令列上直接指定它",
);

/// What is done with a file, shown while the user waits.
const IMPORTING: Bilingual = Bilingual::fixed("importing", "匯入");

/// The arguments.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Files, folders (searched for .txt, .html, .htm, .odt, .docx, .xlsx, .ods, .pdf and .json), or - for standard input
    #[arg(value_name = "FILE", required = true)]
    paths: Vec<PathBuf>,
    /// Write to this file, or into a folder under the standard's code; - is standard output [default: standards/ if
    /// it is there, else the current folder]
    #[arg(short, long, value_name = "FILE|DIR")]
    output: Option<PathBuf>,
    /// What the input is
    #[arg(long, value_name = "FORM", default_value = "auto", value_parser = source_form())]
    // The full path, so that clap takes `Option` for the value and not for an argument that may be absent.
    from: std::option::Option<SourceForm>,
    /// Write what became of every input to this file as JSON: how many items there are, and all that needs a look
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// Write over a file that is there
    #[arg(long)]
    force: bool,
    /// Take what was edited in the document into this file of the standard, whose comments and layout stay
    #[arg(long, value_name = "FILE", conflicts_with_all = ["output", "report", "force"])]
    into: Option<PathBuf>,
    /// Write nothing; say what the document, named first, and the file of its standard, named second, say differently
    #[arg(long, conflicts_with_all = ["output", "report", "force", "into"])]
    check: bool,
    /// Form of what --check says [default: text]
    #[arg(long, value_enum, requires = "check")]
    format: Option<ComparisonFormat>,
}

/// The forms of an input, and `auto` for what its content says.
fn source_form() -> impl TypedValueParser<Value = Option<SourceForm>> {
    let auto = PossibleValue::new("auto").help("As its content says");
    let forms = SourceForm::value_variants().iter().filter_map(ValueEnum::to_possible_value);
    PossibleValuesParser::new(std::iter::once(auto).chain(forms))
        .map(|name| SourceForm::from_str(&name, false).ok())
}

/// The result of one input, or of one of its sheets.
struct InputResult {
    /// The name of the input.
    source: String,
    /// The sheet, where there are several with a standard on each.
    sheet: Option<String>,
    /// Where its standard was written, and the report on its import.
    result: Result<(Output, Report), Failure>,
}

impl InputResult {
    /// The name of the input, and of the sheet.
    fn name(&self) -> String {
        name(&self.source, self.sheet.as_deref())
    }
}

fn name(source: &str, sheet: Option<&str>) -> String {
    sheet.map_or_else(|| source.to_owned(), |sheet| format!("{source} › {sheet}"))
}

/// Where a standard was written.
struct Output {
    /// The file, or `-` for standard output.
    path: String,
    /// Another input with the same standard, from which the file was written, such as the page and the office file of one
    /// standard.
    same_as: Option<String>,
}

/// What an input holds: its only standard, or that of one of its sheets, which has a name.
type InputContent = (Option<String>, Result<NewStandard, Failure>);

pub(super) fn run(args: &Args, context: &mut Context<'_>) -> Result<Outcome, Failure> {
    if args.check {
        let format = args.format.unwrap_or(ComparisonFormat::Text);
        return check::run(&args.paths, args.from, format, context);
    }
    let found = inputs::published(&args.paths)?;
    context.say_all(&found.notices)?;
    let inputs = found.inputs;
    if let Some(into) = &args.into {
        return into::run(&inputs, args.from, into, context);
    }
    let searched = args.paths.iter().any(|path| path.is_dir());
    let destination = destination::decide(args.output.as_deref(), inputs.len(), searched)?;
    let mut single = inputs.len() == 1 && !searched;
    let overwrite = if args.force { Overwrite::SameKind } else { Overwrite::Nothing };
    let read = Inputs::of(&inputs);
    if let Destination::File(path) = &destination {
        // The folder is created later, but an existing file is checked before any work.
        Target::new(path, Kind::Standard, overwrite, &read)?;
    }
    let report = report(args.report.as_deref(), &destination, overwrite, &read)?;
    let mut stdin = Vec::new();
    if inputs.contains(&Input::Stdin) {
        (&mut *context.input).take(ONE_TOO_MANY).read_to_end(&mut stdin)?;
    }
    let schema = destination.schema();
    let writing = Writing::new(&destination, overwrite, &read);
    let mut tally = Tally::new(report.is_some());
    let mut only = None;
    let mut written = HashMap::new();
    let mut imported = 0;
    let mut progress = Progress::new(context, inputs.len(), false);
    for some in batches(&inputs) {
        let import = |input| import_one(input, &stdin, args.from, &schema.relative);
        // What a thread frees it keeps for itself for a second, so that one more that imports would take more memory.
        let made = if inputs.len() > 1 {
            parallel::map_apart(some, import)
        } else {
            some.iter().map(import).collect()
        };
        // The files are written in parallel, as far as nothing before has the same name; then all the others in order.
        let mut first = HashSet::new();
        if let [all] = made.as_slice() {
            single &= all.len() == 1;
            check_one(&destination, all.len())?;
        }
        let found = some.iter().zip(&made).flat_map(|(input, all)| all.iter().map(move |one| (input, one)));
        let planned = found.map(|(input, (sheet, made))| {
            let made = made.as_ref().ok()?;
            let path = destination.file(input, sheet.as_deref(), made.code.as_deref())?;
            let key = key(&path);
            (!written.contains_key(&key) && first.insert(key)).then_some((path, made))
        });
        let early = parallel::map(planned.collect::<Vec<_>>(), |planned| {
            planned.map(|(path, made)| writing.write_new(&path, made))
        });
        let found =
            some.iter().zip(made).flat_map(|(input, all)| all.into_iter().map(move |one| (input, one)));
        for ((input, (sheet, made)), early) in found.zip(early) {
            let source = input.name();
            let name = name(&source, sheet.as_deref());
            let result = made.and_then(|made| {
                let path = destination.file(input, sheet.as_deref(), made.code.as_deref());
                let same_as = match &path {
                    Some(path) => {
                        let early = early.map(|result| (result, key(path)));
                        writing.write_standard(&name, path, &made, &mut written, early)?
                    }
                    None => {
                        context.out.write_all(made.text.as_bytes())?;
                        context.out.flush()?;
                        None
                    }
                };
                let path = path.map_or_else(|| "-".to_owned(), |path| display(&path));
                Ok((Output { path, same_as }, made.report))
            });
            let next = InputResult { source, sheet, result };
            tally.add(&next);
            if single {
                only = Some(next);
            } else {
                progress.aside(|| print::input_line(context, &next));
            }
            progress.at(imported + 1, &IMPORTING, &name);
        }
        imported += some.len();
    }
    drop(progress);
    if let (Some(place), Some((text, written))) = (&report, tally.report()) {
        place
            .write(context.out, |out| out.write_all(text.as_bytes()))
            .map_err(|failure| failure.after_writing(&written))?;
    }
    let names_schema = destination != Destination::Stdout && tally.totals.imported > 0;
    match only {
        Some(InputResult { source, result, .. }) => {
            let (output, report) = result?;
            print::one_input(context, &source, &output.path, &report);
        }
        None => print::summary(context, tally.totals, inputs.len(), args.report.is_some()),
    }
    if names_schema {
        schema.say_missing(context)?;
    }
    Ok(if tally.is_clean() { Outcome::Clean } else { Outcome::Findings })
}

/// Where the report is written; it must not replace an input or another output.
fn report(
    path: Option<&Path>,
    destination: &Destination,
    overwrite: Overwrite,
    inputs: &Inputs,
) -> Result<Option<Place>, Failure> {
    let Some(path) = path else { return Ok(None) };
    if matches!(destination, Destination::File(output) if write::is_same(output, path)) {
        return Err(Failure::WrittenTwice { path: display(path) });
    }
    Place::of(Some(path), Kind::Json, overwrite, inputs).map(Some)
}

/// Imports one document.
fn import_one(input: &Input, stdin: &[u8], form: Option<SourceForm>, schema: &str) -> Vec<InputContent> {
    match read_document(input, stdin, form) {
        Ok(Standards::One(imported)) => vec![(None, new_standard(input, None, *imported, schema))],
        Ok(Standards::Sheets(sheets)) => {
            let of_sheet = |sheet: ImportedSheet| {
                let because =
                    |reason| Failure::NotImported { path: name(&input.name(), Some(&sheet.name)), reason };
                let imported = sheet.imported.map_err(|error| because(error.words()));
                let made = imported.and_then(|one| new_standard(input, Some(&sheet.name), one, schema));
                (Some(sheet.name), made)
            };
            sheets.into_iter().map(of_sheet).collect()
        }
        Err(failure) => vec![(None, Err(failure))],
    }
}

/// Checks that so many standards of one input can be written to a destination.
fn check_one(destination: &Destination, count: usize) -> Result<(), Failure> {
    match destination {
        Destination::File(path) if count > 1 => {
            let many = bilingual!("{count} standards", "職能基準卻有 {count} 份");
            Err(Failure::OneFileForMany { path: display(path), many })
        }
        Destination::Stdout if count > 1 => Err(Failure::OutputForMany { count }),
        _ => Ok(()),
    }
}

/// The file for an imported standard.
fn new_standard(
    input: &Input,
    sheet: Option<&str>,
    imported: Imported,
    schema: &str,
) -> Result<NewStandard, Failure> {
    let because = |reason| Failure::NotImported { path: name(&input.name(), sheet), reason };
    let file = match input {
        Input::Stdin => STDIN_NAME.into(),
        Input::File(path) | Input::Pipe(path) | Input::Link(path) => {
            path.file_name().unwrap_or_default().to_string_lossy()
        }
    };
    NewStandard::of(imported, &name(&file, sheet), schema).map_err(because)
}

thread_local! {
    /// What a document is read into. Were it made for each anew, the allocator would lay it elsewhere each time: of a folder of
    /// PDFs of a mebibyte each thread kept several.
    static BUFFER: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
}

/// The largest buffer that is kept for the next document.
const KEPT: usize = 8 << 20;

/// Reads a document, which may be standard input.
fn read_document(input: &Input, stdin: &[u8], form: Option<SourceForm>) -> Result<Standards, Failure> {
    let because = |reason| Failure::NotImported { path: input.name(), reason };
    let (Input::File(path) | Input::Pipe(path) | Input::Link(path)) = input else {
        return import::import_all(stdin, form).map_err(|error| because(error.words()));
    };
    let mut buffer = BUFFER.take();
    read(input, path, &mut buffer).map_err(|error| {
        let Bilingual { en, zh } = reason(&error);
        because(bilingual!("it cannot be read: {en}", "無法讀取：{zh}"))
    })?;
    let bytes = Arc::new(buffer);
    let standards = import::import_shared(&bytes, form).map_err(|error| because(error.words()));
    if let Some(buffer) = Arc::into_inner(bytes).filter(|buffer| buffer.capacity() <= KEPT) {
        BUFFER.set(buffer);
    }
    standards
}

fn read(input: &Input, path: &Path, buffer: &mut Vec<u8>) -> io::Result<()> {
    let (file, length) = match input {
        Input::Pipe(_) => (File::open(path)?, 0),
        Input::Link(_) if path.canonicalize().is_ok() => return Err(explained(LEADS_OUT)),
        _ => open::regular(path)?,
    };
    // One byte more, so that the end is seen without another allocation.
    let needed = usize::try_from(length.min(ONE_TOO_MANY)).unwrap_or_default() + 1;
    buffer.clear();
    if buffer.capacity() < needed {
        // A power of two, so that it is seldom too small again; memory that nothing was written to costs nothing.
        *buffer = Vec::new();
        buffer.reserve_exact(needed.next_power_of_two());
    }
    file.take(ONE_TOO_MANY).read_to_end(buffer).map(drop)
}
