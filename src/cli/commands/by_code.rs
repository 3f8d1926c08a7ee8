//! Finds a standard by its code, for the commands that take a code in place of a file.

use std::path::{Path, PathBuf};

use super::read_standard::read_text;
use super::{Context, Failure, Outcome, standards};
use crate::bilingual;
use crate::files::inputs::{self, Input};
use crate::files::source::Source;
use crate::model::{Standard, StandardCode};
use crate::text::display_safe::one_line;
use crate::text::fold;

/// The standard with a code; without a version the newest. Files are named after their codes, so that mostly one is read.
pub(super) fn by_code<T: Send>(
    code: &str,
    inputs: &[Input],
    context: &mut Context<'_>,
    take: impl Fn(&Source, &Standard<'_>) -> T + Sync,
) -> Result<(Vec<T>, bool), Failure> {
    let wanted = fold::code(code.trim());
    let version = |found: &str| -> Option<u32> {
        if found == wanted {
            return Some(u32::MAX);
        }
        let found = StandardCode::parse(found)?;
        (found.base == wanted).then_some(found.version)
    };
    let is_named = |input: &&Input| {
        let stem = input.path().and_then(Path::file_stem).and_then(|stem| stem.to_str());
        stem.is_some_and(|stem| stem.starts_with(wanted.as_str()))
    };
    let named: Vec<Input> = inputs.iter().filter(is_named).cloned().collect();
    for inputs in [&named, inputs] {
        let (found, is_whole) = standards::each(inputs, context, |source, standard| {
            let code = standard.code.given()?.normalized();
            Some((version(code)?, take(source, standard)))
        })?;
        let newest = found.into_iter().flatten().max_by_key(|(version, _)| *version);
        if let Some((_, taken)) = newest {
            return Ok((vec![taken], is_whole));
        }
    }
    Ok((Vec::new(), true))
}

/// The file at a path, or that of the standard with a code, which is looked for in `paths`. Where it is no text, or there is
/// no such standard, the reason is printed.
pub(super) fn read_named(
    what: &Path,
    paths: &[PathBuf],
    context: &mut Context<'_>,
) -> Result<Option<Source>, Failure> {
    let is_path = |what: &str| what == "-" || what.contains(['/', '\\', '.']) || Path::new(what).exists();
    let Some(code) = what.to_str().filter(|what| !is_path(what)) else { return read_text(what, context) };
    let found = inputs::search(paths)?;
    context.say_all(&found.notices)?;
    // Standard input may be the other standard.
    let files: Vec<Input> =
        found.inputs.into_iter().filter(|input| matches!(input, Input::File(_))).collect();
    let take = |source: &Source, _: &Standard<'_>| source.with_text(source.text.clone());
    let (found, _) = by_code(code, &files, context, take)?;
    let source = found.into_iter().next();
    if source.is_none() {
        not_found(code, context)?;
    }
    Ok(source)
}

/// Says that there is no such standard.
pub(super) fn not_found(what: &str, context: &mut Context<'_>) -> Result<Outcome, Failure> {
    let what = one_line(what);
    let is_code = what.is_ascii() && what.contains('-') && what.contains(|c: char| c.is_ascii_digit());
    let words = if !is_code {
        bilingual!(
            "there is no standard {what}; it takes a code: `ttm list` has them all, `ttm find` searches for words",
            "找不到職能基準 {what}；這裡要寫代碼：`ttm list` 列出所有代碼，`ttm find` 以文字搜尋"
        )
    } else {
        bilingual!("there is no standard {what}", "找不到職能基準 {what}")
    };
    context.say(&words)?;
    Ok(Outcome::Findings)
}
