//! `ttm.toml`: what a repository has decided about the checks, found upward from the files that are checked.
//!
//! This is the only place that looks for configuration in the file system. It hands over plain
//! [`Settings`]; checking knows nothing of files and patterns.

mod file;
mod problem;
pub(crate) mod table;

use std::collections::HashMap;
use std::ffi::OsStr;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use file::Config;
pub use problem::{Broken, Problem};

use crate::bilingual;
use crate::check::settings::{FileSettings, Settings};
use crate::files::inputs::{Input, root};
use crate::files::located::{Folders, file_of, parent, resolved, shortened};
use crate::files::source::{Source, display};
use crate::versions::diff::Impact;

/// What a file of configuration is called.
pub const FILE_NAME: &str = "ttm.toml";

/// Where configuration comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Origin {
    /// The nearest [`FILE_NAME`] above each file; above the current folder for standard input.
    #[default]
    Nearest,
    /// This file, for all.
    File(PathBuf),
    /// Nowhere.
    Nowhere,
}

/// What is decided for a run.
#[derive(Debug, Default)]
pub struct Configuration {
    /// For the checks.
    pub settings: Settings,
    /// For the findings.
    pub baselines: Baselines,
}

/// The baselines that files of configuration name.
#[derive(Debug, Default)]
pub struct Baselines {
    named: Vec<NamedBaseline>,
    configs: Vec<Config>,
}

/// A baseline that a file of configuration names.
#[derive(Debug)]
pub struct NamedBaseline {
    /// The file, as it can be opened.
    pub path: PathBuf,
    /// The paths of the sources it is for, in their order.
    pub sources: Vec<String>,
    config: usize,
}

impl Baselines {
    /// The baselines, all of which are there.
    ///
    /// # Errors
    /// The first that is not, said at the place that names it.
    pub fn open(self) -> Result<Vec<NamedBaseline>, Box<Broken>> {
        let is_missing =
            |path: &Path| fs::metadata(path).is_err_and(|error| error.kind() == ErrorKind::NotFound);
        let Some(missing) = self.named.iter().find(|named| is_missing(&named.path)) else {
            return Ok(self.named);
        };
        let (path, config) = (display(&missing.path), missing.config);
        let Some(config) = self.configs.into_iter().nth(config) else { return Ok(self.named) };
        let place = config.baseline.map(|baseline| baseline.span).unwrap_or_default();
        let problem =
            Problem::new(place, bilingual!("there is no file {path}", "找不到檔案 {path}")).help(bilingual!(
                "`ttm validate --write-baseline {path}` writes it",
                "`ttm validate --write-baseline {path}` 會寫出這個檔案"
            ));
        Err(Box::new(Broken { source: config.source, problems: vec![problem] }))
    }
}

/// Reads what is decided for `inputs`.
///
/// # Errors
/// The first file of configuration that cannot be used.
pub fn read(origin: &Origin, inputs: &[Input]) -> Result<Configuration, Box<Broken>> {
    let mut finder = Finder::default();
    let everywhere = match origin {
        Origin::Nowhere => return Ok(Configuration::default()),
        Origin::Nearest => None,
        Origin::File(path) => Some(finder.open(path)?),
    };
    let mut configuration = Configuration::default();
    let mut named: Vec<NamedBaseline> = Vec::new();
    let mut named_by: HashMap<usize, usize> = HashMap::new();
    let mut folders = Folders::default();
    // Inputs are in the order of their paths, so that most are in the folder of the one before.
    let mut before: Option<(Option<&OsStr>, Option<usize>)> = None;
    for input in inputs {
        let folder = file_of(input).map(|path| parent(path).as_os_str());
        let config = match before {
            _ if everywhere.is_some() => everywhere,
            Some((same, config)) if same == folder => config,
            _ => match folders.located(input) {
                Some(file) => finder.nearest(file.parent())?,
                None => finder.nearest(fs::canonicalize(".").ok().as_deref())?,
            },
        };
        before = Some((folder, config));
        let Some(at) = config else { continue };
        let file = folders.located(input);
        let name = input.name();
        configuration.settings.files.insert(name.clone(), finder.decided(at, file.as_deref()));
        let config = &finder.configs[at];
        if let Some(baseline) = &config.baseline {
            let one = *named_by.entry(at).or_insert_with(|| {
                let path = shortened(&config.folder.join(&baseline.value));
                named.push(NamedBaseline { path, sources: Vec::new(), config: at });
                named.len() - 1
            });
            named[one].sources.push(name);
        }
    }
    configuration.baselines = Baselines { named, configs: finder.configs };
    Ok(configuration)
}

/// The highest class of changes without a new version that a file of configuration allows, if it says so.
///
/// # Errors
/// Everything that is wrong with the file.
pub(crate) fn allowed(source: Source) -> Result<Option<Impact>, Box<Broken>> {
    Ok(Config::read(source, PathBuf::new())?.allow)
}

/// The files of configuration that were opened, each once however many files it is for.
#[derive(Default)]
struct Finder {
    configs: Vec<Config>,
    /// The number of a file's first family among those of all files.
    first_families: Vec<usize>,
    nearest: HashMap<PathBuf, Option<usize>>,
    /// What was decided last: neighbours nearly always have the same.
    last: Arc<FileSettings>,
}

impl Finder {
    fn open(&mut self, path: &Path) -> Result<usize, Box<Broken>> {
        let source = Source::read(&shortened(path));
        let folder = resolved(path).and_then(|path| path.parent().map(Path::to_path_buf)).unwrap_or_default();
        let first = self.configs.last().map_or(0, Config::families);
        self.first_families.push(self.first_families.last().map_or(0, |before| before + first));
        self.configs.push(Config::read(source, folder)?);
        Ok(self.configs.len() - 1)
    }

    /// The nearest file of configuration in `folder` or above.
    fn nearest(&mut self, folder: Option<&Path>) -> Result<Option<usize>, Box<Broken>> {
        let Some(folder) = folder else { return Ok(None) };
        if let Some(&known) = self.nearest.get(folder) {
            return Ok(known);
        }
        let path = folder.join(FILE_NAME);
        let found = if path.is_file() { Some(self.open(&path)?) } else { self.nearest(folder.parent())? };
        self.nearest.insert(folder.to_path_buf(), found);
        Ok(found)
    }

    fn decided(&mut self, config: usize, file: Option<&Path>) -> Arc<FileSettings> {
        let (first, config) = (self.first_families[config], &self.configs[config]);
        let relative = file.and_then(|file| file.strip_prefix(&config.folder).ok());
        let family = relative.and_then(|path| config.family(path));
        let decided = FileSettings {
            severities: config.severities(relative),
            allow: config.allow,
            family: family.and_then(|family| u32::try_from(first + family).ok()),
        };
        if decided != *self.last {
            self.last = Arc::new(decided);
        }
        Arc::clone(&self.last)
    }
}
