//! What the repository of a folder has decided, as the program reads it of `ttm.toml`: severities, families, what is left out, and the
//! findings that are known. The page hands over the texts; nothing is looked for.

use std::collections::HashMap;
use std::path::PathBuf;

use serde_json::{Value, json};
use ttm::check::baseline::Baseline;
use ttm::check::config::{ConfigsInMemory, InvalidFile};
use ttm::{Diagnostic, Source};

use crate::engine::Engine;
use crate::request::{Answer, json};

/// The configuration of all files.
#[derive(Default)]
pub(crate) struct Policy {
    configs: ConfigsInMemory,
    /// By the index of the configuration that names it.
    baselines: HashMap<usize, (String, Baseline)>,
    /// The configuration that holds for a file, for those that were asked about.
    of: HashMap<String, usize>,
}

impl Policy {
    fn baseline(&self, path: &str) -> Option<&Baseline> {
        self.baselines.get(self.of.get(path)?).map(|(_, baseline)| baseline)
    }

    /// Whether findings of a file are known.
    pub(crate) fn knows(&self, path: &str) -> bool {
        self.baseline(path).is_some_and(|baseline| baseline.knows(path))
    }

    /// Removes the findings that are known, and returns how many.
    pub(crate) fn hide(&self, source: &Source, found: &mut Vec<Diagnostic>) -> usize {
        let before = found.len();
        if let Some(baseline) = self.baseline(&source.path) {
            baseline.hide(source, found);
        }
        before - found.len()
    }
}

impl Engine {
    /// Takes `files` for the configuration, in place of what was taken before: those called `ttm.toml`, and the baselines that they name.
    /// Says what cannot be used, which baselines are missing, and which of `paths` are left out. All files are checked anew.
    pub(crate) fn configure(
        &mut self,
        files: Vec<Source>,
        repositories: Vec<String>,
        paths: &[String],
    ) -> Answer {
        let mut texts: HashMap<String, Source> = HashMap::new();
        let copies = files.iter().map(|source| source.with_text(source.text.clone())).collect();
        texts.extend(files.into_iter().map(|source| (source.path.clone(), source)));
        let configs = ConfigsInMemory::read(copies, repositories.into_iter().map(PathBuf::from));
        let mut problems: Vec<Value> = configs.invalid().map(problems).collect();
        let mut missing = Vec::new();
        let mut baselines = HashMap::new();
        for (config, _, path) in configs.baselines() {
            match texts.get(&path).map(|source| Baseline::in_memory(source.with_text(source.text.clone()))) {
                Some(Ok(baseline)) => {
                    baselines.insert(config, (path, baseline));
                }
                Some(Err(invalid)) => problems.push(self::problems(&invalid)),
                None => missing.push(path),
            }
        }
        self.policy = Policy { configs, baselines, of: HashMap::new() };
        let left_out: Vec<_> = paths
            .iter()
            .filter(|path| self.policy.configs.of(path).is_some_and(|one| one.is_excluded))
            .collect();
        let answer = json!({"problems": problems, "missing": missing, "leftOut": left_out});
        self.set(self.settings.clone());
        json(&answer)
    }

    /// Has the settings of a file that is put next be those of its configuration.
    pub(crate) fn settle(&mut self, path: &str) {
        let Some(configured) = self.policy.configs.of(path) else { return };
        self.policy.of.insert(path.to_owned(), configured.config);
        self.settings.files.insert(path.to_owned(), configured.settings.clone());
        self.workspace.configure(path, configured.settings);
    }

    /// What holds for a file: its configuration, the severities that are not the rules' own, the baseline; null if nothing is configured.
    pub(crate) fn settings_of(&mut self, path: &str) -> Answer {
        let Some(configured) = self.policy.configs.of(path) else { return json(&Value::Null) };
        let config = self.policy.configs.source(configured.config).map(|source| &source.path);
        let baseline = self.policy.baselines.get(&configured.config).map(|(path, _)| path);
        let severities = configured.settings.severities.iter();
        let severities: Vec<_> = severities
            .map(|(rule, severity)| json!([rule, severity.map(|severity| severity.name())]))
            .collect();
        json(&json!({"config": config, "baseline": baseline, "severities": severities}))
    }
}

/// A file that cannot be used, with the lines of its problems.
fn problems(file: &InvalidFile) -> Value {
    let problems = file.problems.iter().map(|problem| {
        let line = file.source.position(problem.span.start).line;
        json!({"line": line, "message": problem.message, "help": problem.help})
    });
    json!({"path": file.source.path, "problems": problems.collect::<Vec<_>>()})
}
