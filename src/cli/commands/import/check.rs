//! `ttm import --check DOCUMENT FILE`: what a print says otherwise than the file of its standard.

use std::io::Read;
use std::path::{Path, PathBuf};

use super::{ONE_TOO_MANY, into, print, read_document};
use crate::bilingual;
use crate::canonical::yaml;
use crate::cli::commands::read_standard::{check_one_stdin, load_valid, read_text};
use crate::cli::commands::{Context, Failure, Outcome};
use crate::edit::take::printed;
use crate::files::inputs::{self, Input};
use crate::files::source::display;
use crate::forms::import::SourceForm;
use crate::report::diff::ComparisonFormat;
use crate::text::bilingual::Bilingual;
use crate::text::unified_diff;
use crate::versions::diff::{check_size, compare};

/// The document is the old side and the file the new one, in the order of the arguments. A form does not hold all that a file
/// does, so the document is compared with what the file prints as.
pub(super) fn run(
    paths: &[PathBuf],
    form: Option<SourceForm>,
    format: ComparisonFormat,
    context: &mut Context<'_>,
) -> Result<Outcome, Failure> {
    let [document, file] = paths else { return Err(Failure::NotPrintAndFile) };
    check_one_stdin(document, file)?;
    let shown = display(file);
    let found = inputs::published(std::slice::from_ref(document))?;
    let [input] = found.inputs.as_slice() else { return Err(Failure::NotPrintAndFile) };
    let because = |reason| Failure::NotImported { path: input.name(), reason };
    let mut stdin = Vec::new();
    if *input == Input::Stdin {
        (&mut *context.input).take(ONE_TOO_MANY).read_to_end(&mut stdin)?;
    }
    let document = read_document(input, &stdin, form)?;
    let Some(source) = read_text(Path::new(file), context)? else { return Ok(Outcome::Findings) };
    let Some(standard) = load_valid(&source, context)? else { return Ok(Outcome::Findings) };
    let imported = into::of_standard(document, &standard, &shown).map_err(because)?;
    let standard = printed(&standard).map_err(|refused| because(refused.words()))?;
    print::one_input(context, &input.name(), &shown, &imported.report);
    for side in [&imported.standard, &standard] {
        check_size(side).map_err(|words| because(not_compared(&words)))?;
    }
    let comparison = compare(&imported.standard, &standard);
    let [of_document, of_file] = [&imported.standard, &standard].map(yaml);
    let unnamed = comparison.is_empty() && of_document != of_file;
    let outcome = if of_document == of_file { Outcome::Clean } else { Outcome::Findings };
    format.write(&mut *context.out, &[comparison], context.lang)?;
    if unnamed {
        // The terms of the field have no word for it, such as a list that is absent or empty.
        let diff = unified_diff::renamed(&input.name(), &shown, &of_document, &of_file, context.lang);
        context.say(&bilingual!("{diff}", "{diff}"))?;
    }
    Ok(outcome)
}

fn not_compared(words: &Bilingual) -> Bilingual {
    let Bilingual { en, zh } = words;
    bilingual!("it is not compared: {en}", "沒有比較：{zh}")
}
