//! What a repository has decided about its findings: `ttm validate` applies the configuration before the checks and baselines
//! after them.

use crate::rules::can_be_silenced;
use std::path::{Path, PathBuf};

use super::output::{Inputs, Kind, Output, Overwrite};
use super::{Context, Failure};
use crate::bilingual;
use crate::check::baseline::{Baseline, BaselineFilter};
use crate::check::config::{self, Baselines, Configuration, InvalidConfig, InvalidFile, Origin};
use crate::check::settings::Selection;
use crate::diagnostic::Diagnostic;
use crate::files::inputs::Input;
use crate::files::source::{Source, display};
use crate::report::text;
use crate::text::bilingual;
use crate::text::bilingual::Bilingual;

/// Which configuration applies.
#[derive(Debug, clap::Args)]
pub struct ConfigArgs {
    /// Configuration for all files [default: the nearest ttm.toml above each file]
    #[arg(long, value_name = "FILE", conflicts_with = "no_config")]
    config: Option<PathBuf>,
    /// Use no ttm.toml
    #[arg(long)]
    no_config: bool,
}

impl ConfigArgs {
    /// The configuration of `inputs`.
    pub(super) fn read(&self, inputs: &[Input], context: &mut Context<'_>) -> Result<Configuration, Failure> {
        let origin = match &self.config {
            Some(path) => Origin::File(path.clone()),
            None if self.no_config => Origin::Nowhere,
            None => Origin::Nearest,
        };
        config::read(&origin, inputs).map_err(|file| show_problems(&file, context))
    }
}

/// The arguments.
#[derive(Debug, clap::Args)]
pub struct PolicyArgs {
    #[command(flatten)]
    config: ConfigArgs,
    /// Report only findings that this file does not list
    #[arg(long, value_name = "FILE", conflicts_with = "write_baseline")]
    baseline: Option<PathBuf>,
    /// Write today's findings to a file for --baseline
    #[arg(long, value_name = "FILE")]
    write_baseline: Option<PathBuf>,
}

impl PolicyArgs {
    /// The baseline given for all files.
    pub(super) fn named_baseline(&self) -> Option<&Path> {
        self.baseline.as_deref()
    }

    /// The configuration of `inputs`.
    pub(super) fn read(&self, inputs: &[Input], context: &mut Context<'_>) -> Result<Configuration, Failure> {
        self.config.read(inputs, context)
    }

    /// The baselines to apply to the findings, or the one to write.
    pub(super) fn baselines(
        &self,
        baselines: Baselines,
        inputs: &[Input],
        context: &mut Context<'_>,
    ) -> Result<BaselineUse, Failure> {
        if let Some(path) = &self.write_baseline {
            let output = Output::of(Some(path), Kind::Baseline, Overwrite::SameKind, &Inputs::of(inputs))?;
            return Ok(BaselineUse::Record(output, display(path), Baseline::empty(path)));
        }
        let named: Vec<(PathBuf, Option<Vec<String>>)> = match &self.baseline {
            Some(path) => vec![(path.clone(), None)],
            None => {
                let named = baselines.open().map_err(|file| show_problems(&file, context))?;
                named.into_iter().map(|named| (named.path, Some(named.sources))).collect()
            }
        };
        let mut filters = Vec::with_capacity(named.len());
        for (path, of) in named {
            let baseline = Baseline::read(&path).map_err(|file| show_problems(&file, context))?;
            filters.push((display(&path), BaselineFilter::new(baseline, of)));
        }
        Ok(BaselineUse::Filter(filters))
    }
}

/// The inputs that can be checked, and the failure for the others: an invalid configuration file affects only the files it
/// applies to.
pub(super) fn usable(
    inputs: Vec<Input>,
    invalid: &[InvalidConfig],
    context: &mut Context<'_>,
) -> Result<(Vec<Input>, Option<Failure>), Failure> {
    let mut failure = None;
    let mut left = inputs;
    for InvalidConfig { file, inputs } in invalid {
        let error = show_problems(file, context);
        left.retain(|input| !inputs.contains(&input.name()));
        if left.is_empty() {
            return Err(error);
        }
        failure.get_or_insert(match error {
            Failure::InvalidFile { path, count } => {
                Failure::NotAllChecked { path, count, files: inputs.len() }
            }
            other => return Err(other),
        });
    }
    Ok((left, failure))
}

/// The baselines of a run.
pub(super) enum BaselineUse {
    /// Known findings are removed.
    Filter(Vec<(String, BaselineFilter)>),
    /// Findings are recorded, to be written.
    Record(Output, String, Baseline),
}

impl BaselineUse {
    /// Whether there is no baseline, so that findings stay as they are.
    pub(super) fn is_none(&self) -> bool {
        matches!(self, Self::Filter(filters) if filters.is_empty())
    }

    /// Removes the findings of a file that are known, or recorded now.
    pub(super) fn hide(&mut self, source: &Source, found: &mut Vec<Diagnostic>) {
        match self {
            Self::Filter(filters) => filters.iter_mut().for_each(|(_, filter)| filter.hide(source, found)),
            Self::Record(.., baseline) => {
                baseline.add(source, found);
                found.retain(|found| !can_be_silenced(found.rule));
            }
        }
    }

    /// Writes the recorded baseline, or returns messages about the applied ones.
    pub(super) fn finish(
        self,
        selection: &Selection,
        context: &mut Context<'_>,
    ) -> Result<Vec<Bilingual>, Failure> {
        match self {
            Self::Filter(filters) => {
                let filters = filters.into_iter();
                Ok(filters.filter_map(|(name, filter)| filter.finish(selection).words(&name)).collect())
            }
            Self::Record(output, name, baseline) => {
                output.write(context.out, |out| out.write_all(baseline.to_text().as_bytes()))?;
                let (count, s) = (baseline.len(), bilingual::s(baseline.len()));
                Ok(vec![bilingual!("{name} now lists {count} finding{s}", "{name} 現在列有 {count} 個問題")])
            }
        }
    }
}

/// Prints the problems of a file, so that the failure itself can be short.
pub(super) fn show_problems(invalid: &InvalidFile, context: &mut Context<'_>) -> Failure {
    match text::write_problems(context.err, invalid, context.lang, context.width) {
        Ok(()) => Failure::InvalidFile { path: invalid.source.path.clone(), count: invalid.count() },
        Err(error) => Failure::Stream(error),
    }
}
