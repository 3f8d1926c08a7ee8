//! The configuration of files that are in memory, such as those of a folder that was dropped on a page: for each the nearest
//! `ttm.toml` above it, among texts. Nothing is looked for on the disk.

use std::collections::{HashMap, HashSet};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use super::{FILE_NAME, Finder, InvalidConfig, InvalidFile, Nearest};
use crate::check::settings::FileSettings;
use crate::files::source::{Source, Span, display};

/// The configuration files among some texts, whose paths have a common origin.
#[derive(Default)]
pub struct ConfigsInMemory {
    finder: Finder,
    by_folder: HashMap<PathBuf, Nearest>,
    repositories: HashSet<PathBuf>,
}

/// What holds for a file.
#[derive(Clone, Debug)]
pub struct Configured {
    /// The index of its configuration file.
    pub config: usize,
    /// Its settings.
    pub settings: Arc<FileSettings>,
    /// Whether it is left out where a folder is checked.
    pub is_excluded: bool,
}

impl ConfigsInMemory {
    /// Reads those of `files` that are called `ttm.toml`. What is in a folder of `repositories` is not configured from above it.
    pub fn read(files: Vec<Source>, repositories: impl IntoIterator<Item = PathBuf>) -> Self {
        let mut configs = Self { repositories: repositories.into_iter().collect(), ..Self::default() };
        for source in files {
            let path = PathBuf::from(&source.path);
            if path.file_name().is_none_or(|name| name != FILE_NAME) {
                continue;
            }
            let folder = path.parent().map(Path::to_path_buf).unwrap_or_default();
            let finder = &mut configs.finder;
            let found = match finder.take(source, folder.clone()) {
                Ok(at) => Nearest::At(at),
                Err(file) => {
                    finder.invalid.push(InvalidConfig { file, inputs: HashSet::new() });
                    Nearest::Invalid(finder.invalid.len() - 1)
                }
            };
            configs.by_folder.insert(folder, found);
        }
        configs
    }

    /// The configuration files that cannot be used.
    pub fn invalid(&self) -> impl Iterator<Item = &InvalidFile> {
        self.finder.invalid.iter().map(|invalid| &*invalid.file)
    }

    /// The configuration file with this index.
    pub fn source(&self, config: usize) -> Option<&Source> {
        self.finder.configs.get(config).map(|config| &config.source)
    }

    /// The baselines that configuration files name: the index of the configuration, where it says so, and the path of the baseline.
    pub fn baselines(&self) -> impl Iterator<Item = (usize, Span, String)> {
        self.finder.configs.iter().enumerate().filter_map(|(at, config)| {
            let baseline = config.baseline.as_ref()?;
            Some((at, baseline.span, joined(&config.folder, &baseline.value)))
        })
    }

    /// What holds for the file at `path`; `None` if nothing is configured for it.
    pub fn of(&mut self, path: &str) -> Option<Configured> {
        let path = Path::new(path);
        let mut folders = path.ancestors().skip(1);
        let nearest = folders.find_map(|folder| match self.by_folder.get(folder) {
            Some(&found) => Some(found),
            None => self.repositories.contains(folder).then_some(Nearest::None),
        });
        let Some(Nearest::At(config)) = nearest else { return None };
        let settings = self.finder.decided(config, Some(path));
        let configured = &self.finder.configs[config];
        let relative = path.strip_prefix(&configured.folder).unwrap_or(path);
        Some(Configured { config, settings, is_excluded: configured.excludes(relative) })
    }
}

/// A path that is given relative to a folder, from where that folder's path begins.
pub(crate) fn joined(folder: &Path, path: &str) -> String {
    let mut whole = PathBuf::new();
    for component in folder.join(path).components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir if whole.file_name().is_some() => {
                whole.pop();
            }
            component => whole.push(component),
        }
    }
    display(&whole)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Severity;

    fn configs(files: &[(&str, &str)], repositories: &[&str]) -> ConfigsInMemory {
        let files = files.iter().map(|(path, text)| Source::in_memory(path, *text)).collect();
        ConfigsInMemory::read(files, repositories.iter().map(PathBuf::from))
    }

    #[test]
    fn the_nearest_configuration_above_a_file_holds() {
        let outer = "exclude = [\"old/**\"]\n[rules]\ncode-gap = \"error\"\n";
        let inner = "[rules]\ncode-gap = \"off\"\n[[overrides]]\npaths = [\"b/*\"]\nrules = { code-gap = \"note\" }\n";
        let mut configs = configs(&[("r/ttm.toml", outer), ("r/a/ttm.toml", inner), ("r/x.yaml", "")], &[]);
        let mut severity = |path| configs.of(path).map(|one| one.settings.severities["code-gap"]);
        assert_eq!(severity("r/x.yaml"), Some(Some(Severity::Error)));
        assert_eq!(severity("r/a/x.yaml"), Some(None));
        assert_eq!(severity("r/a/b/x.yaml"), Some(Some(Severity::Note)));
        assert_eq!(severity("x.yaml"), None);
        assert!(configs.of("r/old/x.yaml").is_some_and(|one| one.is_excluded));
        assert!(configs.of("r/a/old.yaml").is_some_and(|one| !one.is_excluded));
        assert_eq!(configs.invalid().count(), 0);
    }

    #[test]
    fn a_repository_is_not_configured_from_above() {
        let mut configs = configs(&[("ttm.toml", "[rules]\ncode-gap = \"off\"\n")], &["r"]);
        assert!(configs.of("x.yaml").is_some());
        assert!(configs.of("a/x.yaml").is_some());
        assert!(configs.of("r/x.yaml").is_none());
    }

    #[test]
    fn a_file_that_cannot_be_used_is_known_with_its_problems() {
        let mut configs = configs(&[("r/ttm.toml", "rulez = 1\n"), ("s/ttm.toml", "")], &[]);
        assert!(configs.of("r/x.yaml").is_none());
        assert!(configs.of("s/x.yaml").is_some());
        let invalid: Vec<_> =
            configs.invalid().map(|file| (file.source.path.as_str(), file.count())).collect();
        assert_eq!(invalid, [("r/ttm.toml", 1)]);
    }

    #[test]
    fn baselines_lie_relative_to_the_configuration() {
        let configs = configs(
            &[
                ("r/ttm.toml", "baseline = \"./known.toml\"\n"),
                ("r/a/ttm.toml", "baseline = \"../k.toml\"\n"),
            ],
            &[],
        );
        let paths: Vec<_> = configs.baselines().map(|(at, _, path)| (at, path)).collect();
        assert_eq!(paths, [(0, "r/known.toml".to_owned()), (1, "r/k.toml".to_owned())]);
    }
}
