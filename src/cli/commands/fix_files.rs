//! What `ttm validate` does to files: `--fix` and `--diff`.

use crate::rules::can_be_silenced;
use std::path::PathBuf;

use super::{Context, Failure, Outcome};
use crate::bilingual;
use crate::check::{Settings, fixes, load_all};
use crate::edit::fix::{Mended, mend};
use crate::files::inputs::Input;
use crate::files::parallel;
use crate::files::source::Source;
use crate::files::write;
use crate::text::bilingual;
use crate::text::bilingual::Bilingual;
use crate::text::display_safe::one_line;
use crate::text::unified_diff::unified;

/// How much was fixed.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct FixCount {
    fixes: usize,
    files: usize,
}

impl FixCount {
    /// The line of the report.
    pub(super) fn words(self) -> Bilingual {
        let Self { fixes, files } = self;
        let (f, es) = (bilingual::s(files), if fixes == 1 { "" } else { "es" });
        match fixes {
            0 => Bilingual::fixed("nothing to fix", "沒有可修正的項目"),
            _ => {
                bilingual!("{fixes} fix{es} made in {files} file{f}", "已修正 {files} 個檔案，共 {fixes} 處")
            }
        }
    }
}

/// Fixes the files among `inputs`. Whether files can be replaced is checked for all before the first is written, so all fixed
/// texts are in memory together. Each written file is reported at once, since the report may end early.
pub(super) fn fix(
    inputs: &[Input],
    settings: &Settings,
    quiet: bool,
    context: &mut Context<'_>,
) -> Result<FixCount, Failure> {
    if inputs.contains(&Input::Stdin) {
        return Err(Failure::FixStdin);
    }
    let mended = parallel::map(inputs, |input| {
        let Input::File(path) = input else { return None };
        let source = Source::read(path);
        let mended = mend(&source, |source| fixes(source, settings))?;
        Some((path, source, mended))
    });
    let mended: Vec<(&PathBuf, Source, Mended)> = mended.into_iter().flatten().collect();
    for (path, source, _) in &mended {
        write::check_replaceable(path, &source.text).map_err(Failure::write(path))?;
    }
    let mut done = FixCount { fixes: 0, files: mended.len() };
    let mut written = Vec::new();
    for (path, source, Mended { text, fixes }) in mended {
        write::replace(path, &source.text, &text)
            .map_err(|error| Failure::write(path)(error).after_writing(&written))?;
        done.fixes += fixes;
        if !quiet {
            let (path, es) = (one_line(&source.path), if fixes == 1 { "" } else { "es" });
            let words = bilingual!("{path}: {fixes} fix{es} made", "{path}：已修正 {fixes} 處");
            context.say(&words)?;
        }
        written.push(source.path);
    }
    Ok(done)
}

/// Prints what [`fix`] would change. A difference is a finding, and so is a file that could not be read.
pub(super) fn diff(
    sources: &[Source],
    settings: &Settings,
    context: &mut Context<'_>,
) -> Result<Outcome, Failure> {
    let mended = parallel::map(sources, |source| mend(source, |source| fixes(source, settings)));
    for (source, mended) in sources.iter().zip(&mended) {
        if let Some(Mended { text, .. }) = mended {
            write!(context.out, "{}", unified(&source.path, &source.text, text, context.lang))?;
        }
    }
    let (_, mut unreadable) = load_all(sources);
    unreadable.retain(|found| !can_be_silenced(found.rule));
    if !unreadable.is_empty() {
        context.show_findings(&unreadable, sources)?;
    }
    let clean = mended.iter().all(Option::is_none) && unreadable.is_empty();
    Ok(if clean { Outcome::Clean } else { Outcome::Findings })
}
