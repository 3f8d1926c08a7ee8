//! `ttm import --into FILE`: takes what was edited in a document into the file of its standard.

use std::io::Read;
use std::path::Path;

use super::{ONE_TOO_MANY, print, read_document};
use crate::bilingual;
use crate::canonical::yaml;
use crate::check::load;
use crate::cli::commands::read_standard::{load_valid, read_text};
use crate::cli::commands::{Context, Failure, Outcome};
use crate::diagnostic::Findings;
use crate::edit::take::{printed, take};
use crate::files::inputs::Input;
use crate::files::source::{FileId, Source, display};
use crate::files::write;
use crate::forms::import::{Imported, Report, SourceForm, Standards};
use crate::model::{Standard, Text};
use crate::report::diff::ComparisonFormat;
use crate::text::bilingual::Bilingual;
use crate::text::display_safe::one_line;
use crate::versions::diff::{check_size, compare};

pub(super) fn run(
    inputs: &[Input],
    form: Option<SourceForm>,
    into: &Path,
    context: &mut Context<'_>,
) -> Result<Outcome, Failure> {
    let shown = display(into);
    let [input] = inputs else {
        let count = inputs.len();
        let reason = bilingual!(
            "--into takes the edits of one document at a time, and {count} were given",
            "--into 一次只能併入一份文件的修改，這裡給了 {count} 份"
        );
        return Err(Failure::NotImported { path: shown, reason });
    };
    let because = |reason| Failure::NotImported { path: input.name(), reason };
    if into == Path::new("-") {
        return Err(because(Bilingual::fixed(
            "--into needs a file, whose comments and layout stay",
            "--into 需要指定檔案，以保留其註解與排版",
        )));
    }
    let Some(source) = read_text(into, context)? else { return Ok(Outcome::Findings) };
    let Some(standard) = load_valid(&source, context)? else { return Ok(Outcome::Findings) };
    let mut stdin = Vec::new();
    if *input == Input::Stdin {
        (&mut *context.input).take(ONE_TOO_MANY).read_to_end(&mut stdin)?;
    }
    let document = read_document(input, &stdin, form)?;
    let imported = of_standard(document, &standard, &shown).map_err(because)?;
    if let [Some(own), Some(other)] = [&standard, &imported.standard].map(code)
        && own != other
    {
        let (own, other) = (one_line(own), one_line(other));
        return Err(because(bilingual!(
            "it is {other}, and {shown} is {own}: name the file of that standard, or import the document as a file of its \
             own",
            "它是 {other}，而 {shown} 是 {own}：請指定該職能基準的檔案，或將文件匯入成另一個檔案"
        )));
    }
    let changed =
        take(&source.text, &standard, &imported.standard).map_err(|refused| because(refused.words()))?;
    match changed {
        Some(changed) => {
            write(&changed.text, (&source, &standard), &imported.standard, into, context)?
                .ok_or_else(|| because(not_whole(&shown)))?;
        }
        None => {
            context
                .say(&bilingual!("{shown}: the document says nothing else", "{shown}：文件內容並無不同"))?;
        }
    }
    print::one_input(context, &input.name(), &shown, &imported.report);
    Ok(outcome(&imported.report))
}

/// What a document says of this standard: what it holds, or of several standards the only one with its code.
pub(super) fn of_standard(
    document: Standards,
    standard: &Standard<'_>,
    shown: &str,
) -> Result<Imported, Bilingual> {
    let sheets = match document {
        Standards::One(imported) => return Ok(*imported),
        Standards::Sheets(sheets) => sheets,
    };
    let (count, own) = (sheets.len(), code(standard));
    let all = sheets.into_iter().filter_map(|sheet| sheet.imported.ok());
    let mut same = all.filter(|imported| own.is_some() && code(&imported.standard) == own);
    same.next().filter(|_| same.next().is_none()).ok_or_else(|| {
        bilingual!(
            "it has {count} standards, and the code of {shown} is not that of one of them: save the one that is meant as a \
             file of its own",
            "其中有 {count} 份職能基準，但沒有一份的代碼與 {shown} 相同：請將所要的那一份另存成檔案"
        )
    })
}

/// Writes the new text of the file, and says what changed; `None` if the text would not be the imported standard.
fn write(
    text: &str,
    (source, standard): (&Source, &Standard<'_>),
    imported: &Standard<'_>,
    into: &Path,
    context: &mut Context<'_>,
) -> Result<Option<()>, Failure> {
    let new = Source::in_memory(&source.path, text);
    let mut found = Findings::default();
    let taken = load(&new, FileId::default(), &mut found);
    let is_whole = |taken: &Standard<'_>| printed(taken).is_ok_and(|taken| yaml(&taken) == yaml(imported));
    let Some(taken) = taken.filter(|taken| found.into_vec().is_empty() && is_whole(taken)) else {
        return Ok(None);
    };
    let comparable = check_size(standard).is_ok() && check_size(&taken).is_ok();
    write::replace(into, &source.text, text).map_err(Failure::write(into))?;
    if comparable {
        let comparison = compare(standard, &taken);
        ComparisonFormat::Text.write(&mut *context.out, &[comparison], context.lang)?;
    }
    Ok(Some(()))
}

fn not_whole(shown: &str) -> Bilingual {
    bilingual!(
        "its edits cannot be taken into {shown} one by one: import it as a file of its own, and compare the two",
        "無法將其修改逐一併入 {shown}：請匯入成另一個檔案，再比較兩者"
    )
}

fn outcome(report: &Report) -> Outcome {
    if report.needs_a_look() { Outcome::Findings } else { Outcome::Clean }
}

fn code<'s>(standard: &'s Standard<'_>) -> Option<&'s str> {
    standard.code.given().map(Text::normalized)
}
