//! Reads the file that a command works on, and reports why it cannot be read or loaded.

use std::path::Path;

use super::{Context, Failure};
use crate::bilingual;
use crate::check::load;
use crate::diagnostic::Findings;
use crate::files::inputs::{STDIN_NAME, check_there};
use crate::files::source::{FileId, Source};
use crate::model::Standard;
use crate::text::bilingual::Bilingual;
use crate::text::display_safe::one_line;

/// The file at `path`, readable or not; it has to exist.
pub(super) fn read_file(path: &Path) -> Result<Source, Failure> {
    check_there(path)?;
    Ok(Source::read_named(path))
}

/// The file at `path`, readable or not, or standard input for `-`.
pub(super) fn read(path: &Path, context: &mut Context<'_>) -> Result<Source, Failure> {
    if path == Path::new("-") {
        Ok(Source::read_stream(STDIN_NAME, &mut *context.input))
    } else {
        read_file(path)
    }
}

/// Checks that not both paths are standard input, which can be read only once.
pub(super) fn check_one_stdin(one: &Path, other: &Path) -> Result<(), Failure> {
    if one == Path::new("-") && other == Path::new("-") {
        return Err(Failure::StdinNotAllowed(Bilingual::fixed(
            "standard input can be one of the two only; name a file for the other",
            "標準輸入只能是其中一個；另一個請指定檔案",
        )));
    }
    Ok(())
}

/// The file, if it is a text; otherwise the reason is printed.
pub(super) fn read_text(path: &Path, context: &mut Context<'_>) -> Result<Option<Source>, Failure> {
    let source = read(path, context)?;
    if source.unreadable.is_none() {
        return Ok(Some(source));
    }
    load_valid(&source, context)?;
    Ok(None)
}

/// What could be decoded, and whether that was everything; findings of loading are printed.
pub(super) fn load_shown<'s>(
    source: &'s Source,
    context: &mut Context<'_>,
) -> Result<(Option<Standard<'s>>, bool), Failure> {
    let mut found = Findings::default();
    let standard = load(source, FileId::default(), &mut found);
    let found = found.into_vec();
    if !found.is_empty() {
        context.show_findings(&found, std::slice::from_ref(source))?;
    }
    Ok((standard, found.is_empty()))
}

/// The standard, if it loads without findings; otherwise these are printed.
pub(super) fn load_valid<'s>(
    source: &'s Source,
    context: &mut Context<'_>,
) -> Result<Option<Standard<'s>>, Failure> {
    let (standard, is_whole) = load_shown(source, context)?;
    if is_whole {
        return Ok(standard);
    }
    let path = one_line(&source.path);
    let words = bilingual!(
        "{path} does not load whole; mend what is listed first",
        "{path} 無法完整讀取；請先處理列出的問題"
    );
    context.say(&words)?;
    Ok(None)
}
