//! What `ttm validate` does to files: `--fix` and `--diff`.

use std::path::Path;

use super::{Context, Failure, Outcome};
use crate::check::{Settings, check_with};
use crate::diagnostic::Diagnostic;
use crate::fix::{Mended, mend};
use crate::inputs::Input;
use crate::report::stream::Form;
use crate::report::{stream, text};
use crate::source::Source;
use crate::unified::unified;
use crate::words::Words;
use crate::{spread, words, write};

/// What was mended.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Done {
    fixes: usize,
    files: usize,
}

impl Done {
    /// What was done, as a line of the report.
    pub(super) fn words(self) -> Words {
        let Self { fixes, files } = self;
        let (f, es) = (words::s(files), if fixes == 1 { "" } else { "es" });
        match fixes {
            0 => Words::fixed("nothing to fix", "沒有可修正的項目"),
            _ => words!("{fixes} fix{es} made in {files} file{f}", "已修正 {files} 個檔案，共 {fixes} 處"),
        }
    }
}

/// What a file is found to have by itself. Fixes never need another file.
fn alone(source: &Source, settings: &Settings) -> Vec<Diagnostic> {
    check_with(std::slice::from_ref(source), settings)
}

fn mended(sources: &[Source], settings: &Settings) -> Vec<(usize, Mended)> {
    let mended = spread::each(sources, |source| mend(source, |source| alone(source, settings)));
    mended.into_iter().enumerate().filter_map(|(at, mended)| Some((at, mended?))).collect()
}

/// Writes the files among `inputs` that can be mended. All are asked about before the first is written, so all that can
/// be mended stand in memory together.
pub(super) fn fix(inputs: &[Input], settings: &Settings) -> Result<Done, Failure> {
    if inputs.contains(&Input::Stdin) {
        return Err(Failure::FixStdin);
    }
    let mended = spread::each(inputs, |input| {
        let Input::File(path) = input else { return None };
        let source = Source::read(path);
        let mended = mend(&source, |source| alone(source, settings))?;
        Some((source, mended))
    });
    let mended: Vec<(Source, Mended)> = mended.into_iter().flatten().collect();
    for (source, _) in &mended {
        let path = Path::new(&source.path);
        write::check_replaceable(path, &source.text).map_err(Failure::write(path))?;
    }
    let mut done = Done { fixes: 0, files: mended.len() };
    for (source, Mended { text, fixes }) in mended {
        let path = Path::new(&source.path);
        write::replace(path, &source.text, &text).map_err(Failure::write(path))?;
        done.fixes += fixes;
    }
    Ok(done)
}

/// Prints what [`fix`] would change. A difference is a finding, and so is a file that could not be read.
pub(super) fn diff(
    sources: &[Source],
    settings: &Settings,
    context: &mut Context<'_>,
) -> Result<Outcome, Failure> {
    let mended = mended(sources, settings);
    for (at, Mended { text, .. }) in &mended {
        let source = &sources[*at];
        let diff = unified(&source.path, &source.text, text);
        write!(context.out, "{diff}")?;
    }
    let unreadable: Vec<Diagnostic> = check_with(sources, settings)
        .into_iter()
        .filter(|found| matches!(found.rule.name, "unreadable-file" | "yaml-syntax"))
        .collect();
    if !unreadable.is_empty() {
        let width = context.width.unwrap_or(text::WIDTH);
        let options = text::Options { lang: context.lang, notes: false, all: false, width };
        stream::write(context.err, Form::Text, options, false, &unreadable, sources).map(drop)?;
    }
    let clean = mended.is_empty() && unreadable.is_empty();
    Ok(if clean { Outcome::Clean } else { Outcome::Findings })
}
