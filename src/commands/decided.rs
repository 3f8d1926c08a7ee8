//! What a repository has decided about its findings, as `ttm validate` takes it: configuration before the checks,
//! baselines after them.

use std::path::{Path, PathBuf};

use super::{Context, Failure};
use crate::baseline::Baseline;
use crate::config::{self, Broken, Configuration, Origin};
use crate::diagnostic::Diagnostic;
use crate::report::text;
use crate::source::{Source, display};
use crate::words;
use crate::words::Words;
use crate::write;

/// The arguments.
#[derive(Debug, clap::Args)]
pub struct Decided {
    /// Configuration for all files [default: the nearest ttm.toml above each file]
    #[arg(long, value_name = "FILE", conflicts_with = "no_config")]
    config: Option<PathBuf>,
    /// Use no ttm.toml
    #[arg(long)]
    no_config: bool,
    /// Report only findings that this file does not list
    #[arg(long, value_name = "FILE", conflicts_with = "write_baseline")]
    baseline: Option<PathBuf>,
    /// Write today's findings to a file for --baseline
    #[arg(long, value_name = "FILE")]
    write_baseline: Option<PathBuf>,
}

impl Decided {
    /// What is configured for `sources`.
    pub(super) fn read(
        &self,
        sources: &[Source],
        context: &mut Context<'_>,
    ) -> Result<Configuration, Failure> {
        let origin = match &self.config {
            Some(path) => Origin::File(path.clone()),
            None if self.no_config => Origin::Nowhere,
            None => Origin::Nearest,
        };
        config::read(&origin, sources).map_err(|broken| unusable(&broken, context))
    }

    /// Takes out of `diagnostics` what is known already, and says how much that was.
    pub(super) fn hide_known(
        &self,
        configuration: Configuration,
        diagnostics: &mut Vec<Diagnostic>,
        sources: &[Source],
        context: &mut Context<'_>,
    ) -> Result<Vec<Words>, Failure> {
        if let Some(path) = &self.write_baseline {
            let baseline = Baseline::of(path, diagnostics, sources);
            let name = display(path);
            write::atomically(path, baseline.to_text().as_bytes())
                .map_err(|source| Failure::Write { path: name.clone(), source })?;
            baseline.hide(diagnostics, sources, None);
            let (count, s) = (baseline.len(), if baseline.len() == 1 { "" } else { "s" });
            return Ok(vec![words!("{name} now lists {count} finding{s}", "{name} 現在列有 {count} 個發現")]);
        }
        if let Some(path) = &self.baseline {
            return Ok(known(path, diagnostics, sources, None, context)?.into_iter().collect());
        }
        let mut said = Vec::new();
        for named in configuration.into_baselines().map_err(|broken| unusable(&broken, context))? {
            said.extend(known(&named.path, diagnostics, sources, Some(&named.sources), context)?);
        }
        Ok(said)
    }
}

fn known(
    path: &Path,
    diagnostics: &mut Vec<Diagnostic>,
    sources: &[Source],
    of: Option<&[String]>,
    context: &mut Context<'_>,
) -> Result<Option<Words>, Failure> {
    let baseline = Baseline::read(path).map_err(|broken| unusable(&broken, context))?;
    Ok(baseline.hide(diagnostics, sources, of).words(&display(path)))
}

/// Shows what is wrong with a file, so that the failure itself can be short.
pub(super) fn unusable(broken: &Broken, context: &mut Context<'_>) -> Failure {
    let width = context.width.unwrap_or(text::WIDTH);
    match text::write_problems(context.err, broken, context.lang, width) {
        Ok(()) => Failure::Unusable { path: broken.source.path.clone(), count: broken.problems.len() },
        Err(error) => Failure::Stream(error),
    }
}
