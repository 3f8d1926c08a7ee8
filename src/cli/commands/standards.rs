//! Reads many standards one by one, for answers that need a little of each.

use super::{Context, Failure};
use crate::bilingual;
use crate::check::load;
use crate::diagnostic::Findings;
use crate::files::inputs::{Input, STDIN_NAME};
use crate::files::parallel;
use crate::files::source::{FileId, Source};
use crate::model::Standard;
use crate::text::bilingual::{self, Bilingual};
use crate::text::excerpt::listing;

/// What `take` makes of every input that is a standard, in the order of the inputs, and whether all of them could be read
/// whole. The files that could not be are named.
pub(super) fn each<T: Send>(
    inputs: &[Input],
    context: &mut Context<'_>,
    take: impl Fn(&Source, &Standard<'_>) -> T + Sync,
) -> Result<(Vec<T>, bool), Failure> {
    let stdin = inputs.contains(&Input::Stdin);
    let stdin = stdin.then(|| Source::read_stream(STDIN_NAME, &mut *context.input));
    let results = parallel::map(inputs, |input| {
        let source = input.read(|| match &stdin {
            Some(stdin) => stdin.with_text(stdin.text.clone()),
            None => input.unread(),
        });
        let mut found = Findings::default();
        let taken = load(&source, FileId::default(), &mut found).map(|standard| take(&source, &standard));
        (taken, (!found.is_empty()).then_some(source.path))
    });
    let (taken, faulty): (Vec<Option<T>>, Vec<Option<String>>) = results.into_iter().unzip();
    let faulty: Vec<String> = faulty.into_iter().flatten().collect();
    if !faulty.is_empty() {
        context.say(&unread(&faulty))?;
    }
    Ok((taken.into_iter().flatten().collect(), faulty.is_empty()))
}

/// The files that could not be read whole.
pub(super) fn unread(files: &[String]) -> Bilingual {
    let (count, s) = (files.len(), bilingual::s(files.len()));
    let Bilingual { en, zh } = listing(files.iter().map(String::as_str));
    bilingual!(
        "{count} file{s} could not be read whole; `ttm validate` says why: {en}",
        "有 {count} 個檔案無法完整讀取，原因請用 `ttm validate` 查看：{zh}"
    )
}
