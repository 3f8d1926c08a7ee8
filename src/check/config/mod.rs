//! `ttm.toml`: the configuration of a repository, found by going up from the files that are checked.
//!
//! This is the only module that searches the file system for configuration. It returns plain [`Settings`]; the checks
//! know nothing of files and patterns.

mod file;
mod in_memory;
mod patterns;
mod problem;
mod severities;
pub(crate) mod site;
pub(crate) mod table;

use std::collections::{HashMap, HashSet};
use std::ffi::OsStr;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use file::Config;
pub(crate) use in_memory::joined;
pub use in_memory::{ConfigsInMemory, Configured};
pub use problem::{InvalidFile, Problem};
pub use site::SiteTexts;

use crate::bilingual;
use crate::check::settings::{FileSettings, Settings};
use crate::diagnostic::Severity;
use crate::files::inputs::{Input, root};
use crate::files::limits::{CONFIG_BYTES, CONFIG_BYTES_IN_ALL, CONFIG_PATTERNS};
use crate::files::located::{Folders, parent, resolved, shortened};
use crate::files::open;
use crate::files::source::{Source, Span, display};
use crate::versions::diff::Impact;

/// The name of a configuration file.
pub const FILE_NAME: &str = "ttm.toml";

/// Which configuration applies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Origin {
    /// The nearest [`FILE_NAME`] above each file; for standard input, above the current folder.
    #[default]
    Nearest,
    /// This file, for all inputs.
    File(PathBuf),
    /// None.
    Nowhere,
}

/// The configuration of a run.
#[derive(Debug, Default)]
pub struct Configuration {
    /// The settings of the checks.
    pub settings: Settings,
    /// The baselines to apply to the findings.
    pub baselines: Baselines,
    /// The configuration files that cannot be used, with the inputs they apply to.
    pub invalid: Vec<InvalidConfig>,
    /// The names of the inputs that `exclude` leaves out.
    pub excluded: HashSet<String>,
    /// The configuration file of each input, if any.
    of: Vec<Nearest>,
}

/// The configuration of one input, for display.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct InputSettings<'c> {
    /// The file of configuration.
    pub config: Option<String>,
    /// The baseline that it names.
    pub baseline: Option<String>,
    /// Those that are not the rules' own.
    pub severities: Vec<(&'c str, Option<Severity>)>,
    /// The paths of the overrides among them.
    pub overrides: Vec<String>,
    /// What `[release]` allows.
    pub allow: Option<Impact>,
    /// The index of its family.
    pub family: Option<u32>,
    /// Whether `exclude` leaves it out.
    pub is_excluded: bool,
}

impl Configuration {
    /// The configuration of the input at this index.
    pub fn of_input(&self, at: usize, input: &Input) -> InputSettings<'_> {
        let config = match self.of.get(at) {
            Some(Nearest::At(config)) => *config,
            Some(Nearest::Invalid(invalid)) => {
                let path = &self.invalid[*invalid].file.source.path;
                return InputSettings { config: Some(format!("{path} (!)")), ..InputSettings::default() };
            }
            _ => return InputSettings::default(),
        };
        let Some(file) = self.baselines.configs.get(config) else { return InputSettings::default() };
        let full = input.file().and_then(|file| Folders::default().located(file));
        let relative = full.as_deref().and_then(|full| full.strip_prefix(&file.folder).ok());
        let settings = self.settings.files.get(&input.name());
        InputSettings {
            config: Some(file.source.path.clone()),
            baseline: self
                .baselines
                .named
                .iter()
                .find(|named| named.config == config)
                .map(|named| display(&named.path)),
            severities: settings
                .iter()
                .flat_map(|settings| settings.severities.iter().map(|(rule, severity)| (*rule, *severity)))
                .collect(),
            overrides: relative.map(|path| file.overrides_of(path)).unwrap_or_default(),
            allow: file.allow,
            family: settings.and_then(|settings| settings.family),
            is_excluded: self.excluded.contains(&input.name()),
        }
    }
}

/// A configuration file that cannot be used.
#[derive(Debug)]
pub struct InvalidConfig {
    /// Its problems.
    pub file: Box<InvalidFile>,
    /// The names of the inputs that it applies to. They cannot be checked.
    pub inputs: HashSet<String>,
}

/// The baselines that configuration files name.
#[derive(Debug, Default)]
pub struct Baselines {
    named: Vec<NamedBaseline>,
    configs: Vec<Config>,
}

/// A baseline that a configuration file names.
#[derive(Debug)]
pub struct NamedBaseline {
    /// The path of the file, as it can be opened.
    pub path: PathBuf,
    /// The paths of the sources that it applies to, in order.
    pub sources: Vec<String>,
    config: usize,
}

impl Baselines {
    /// The baselines, if all of the files exist.
    ///
    /// # Errors
    /// The first one that does not exist, at the place that names it.
    pub fn open(self) -> Result<Vec<NamedBaseline>, Box<InvalidFile>> {
        let Some((named, message, help)) = self.named.iter().find_map(|named| {
            let path = display(&named.path);
            let folder = &self.configs.get(named.config)?.folder;
            let is_missing =
                fs::metadata(&named.path).is_err_and(|error| error.kind() == ErrorKind::NotFound);
            if is_missing {
                let message = bilingual!("there is no file {path}", "找不到檔案 {path}");
                let help = bilingual!(
                    "`ttm validate --write-baseline {path}` writes it",
                    "`ttm validate --write-baseline {path}` 會寫出這個檔案"
                );
                return Some((named, message, help));
            }
            root::leads_out(&named.path, root::reach(folder)).then(|| {
                let message = bilingual!("{path} lies outside of the repository", "{path} 在儲存庫之外");
                let help = bilingual!("name it with `--baseline {path}`", "請以 `--baseline {path}` 指定");
                (named, message, help)
            })
        }) else {
            return Ok(self.named);
        };
        let config = named.config;
        let Some(config) = self.configs.into_iter().nth(config) else { return Ok(self.named) };
        let place = config.baseline.map(|baseline| baseline.span).unwrap_or_default();
        Err(InvalidFile::with_one_problem(config.source, Problem::new(place, message).help(help)))
    }
}

/// Reads the configuration of `inputs`, except those whose configuration file cannot be used.
///
/// # Errors
/// The problems of the configuration file for all inputs, if that one cannot be used.
pub fn read(origin: &Origin, inputs: &[Input]) -> Result<Configuration, Box<InvalidFile>> {
    let mut finder = Finder::default();
    let everywhere = match origin {
        Origin::Nowhere => return Ok(Configuration::default()),
        Origin::Nearest => None,
        Origin::File(path) => Some(Nearest::At(finder.open(path, Source::read_bounded)?)),
    };
    let mut configuration = Configuration::default();
    let mut named: Vec<NamedBaseline> = Vec::new();
    let mut named_by: HashMap<usize, usize> = HashMap::new();
    let mut folders = Folders::default();
    // Inputs are sorted by path, so most are in the folder of the one before.
    let mut before: Option<(Option<&OsStr>, Nearest)> = None;
    for input in inputs {
        let folder = input.file().map(|path| parent(path).as_os_str());
        let config = match before {
            Some((same, config)) if same == folder => config,
            _ => match (everywhere, input.file().and_then(|file| folders.located(file))) {
                (Some(everywhere), _) => everywhere,
                (None, Some(file)) => finder.nearest(file.parent()),
                (None, None) => finder.nearest(fs::canonicalize(".").ok().as_deref()),
            },
        };
        before = Some((folder, config));
        configuration.of.push(config);
        let at = match config {
            Nearest::None => continue,
            Nearest::Invalid(at) => {
                finder.invalid[at].inputs.insert(input.name());
                continue;
            }
            Nearest::At(at) => at,
        };
        let file = input.file().and_then(|file| folders.located(file));
        let name = input.name();
        configuration.settings.files.insert(name.clone(), finder.decided(at, file.as_deref()));
        let config = &finder.configs[at];
        let relative = file.as_deref().and_then(|file| file.strip_prefix(&config.folder).ok());
        if relative.is_some_and(|path| config.excludes(path)) {
            configuration.excluded.insert(name.clone());
        }
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
    configuration.invalid = finder.invalid;
    Ok(configuration)
}

/// The highest class of changes without a new version that a configuration file allows, if it is set.
///
/// # Errors
/// All problems of the file.
pub fn allowed(source: Source) -> Result<Option<Impact>, Box<InvalidFile>> {
    Ok(Config::read(source, PathBuf::new(), &mut { CONFIG_PATTERNS })?.allow)
}

/// What the configuration of the first of `inputs` that has one says of the website, with its folder.
///
/// # Errors
/// The problems of a configuration file that cannot be used.
pub fn site(inputs: &[Input]) -> Result<Option<(SiteTexts, PathBuf)>, Box<InvalidFile>> {
    let configuration = read(&Origin::Nearest, inputs)?;
    if let Some(invalid) = configuration.invalid.into_iter().next() {
        return Err(invalid.file);
    }
    let first = configuration.of.iter().find_map(|nearest| match nearest {
        Nearest::At(at) => configuration.baselines.configs.get(*at),
        Nearest::None | Nearest::Invalid(_) => None,
    });
    Ok(first.map(|config| (config.site.clone(), config.folder.clone())))
}

/// The configuration files that were opened, each once however many files it applies to.
struct Finder {
    configs: Vec<Config>,
    invalid: Vec<InvalidConfig>,
    /// The index of each file's first family among the families of all files.
    first_families: Vec<usize>,
    nearest: HashMap<PathBuf, Nearest>,
    /// How many more patterns and bytes are allowed.
    patterns: usize,
    bytes: usize,
    /// The settings for each combination of file, overrides and family. They are shared, since most files have none of
    /// their own.
    decided: HashMap<(usize, Vec<usize>, Option<usize>), Arc<FileSettings>>,
}

/// The nearest configuration file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Nearest {
    /// There is none.
    None,
    /// The one with this index.
    At(usize),
    /// One that cannot be used, with this index.
    Invalid(usize),
}

impl Default for Finder {
    fn default() -> Self {
        Self {
            configs: Vec::new(),
            invalid: Vec::new(),
            first_families: Vec::new(),
            nearest: HashMap::new(),
            patterns: CONFIG_PATTERNS,
            bytes: CONFIG_BYTES_IN_ALL,
            decided: HashMap::new(),
        }
    }
}

impl Finder {
    fn open(
        &mut self,
        path: &Path,
        read: impl FnOnce(&Path, usize) -> Source,
    ) -> Result<usize, Box<InvalidFile>> {
        let folder = resolved(path).and_then(|path| path.parent().map(Path::to_path_buf)).unwrap_or_default();
        self.take(read(&shortened(path), CONFIG_BYTES), folder)
    }

    fn take(&mut self, source: Source, folder: PathBuf) -> Result<usize, Box<InvalidFile>> {
        let Some(bytes) = self.bytes.checked_sub(source.text.len()) else {
            let limit = open::size(CONFIG_BYTES_IN_ALL);
            let message = bilingual!(
                "with this one the files of configuration have more than {limit}",
                "加上這個，設定檔的內容就超過 {limit}"
            );
            return Err(InvalidFile::with_one_problem(source, Problem::new(Span::default(), message)));
        };
        self.bytes = bytes;
        let config = Config::read(source, folder, &mut self.patterns)?;
        let first = self.configs.last().map_or(0, Config::families);
        self.first_families.push(self.first_families.last().map_or(0, |before| before + first));
        self.configs.push(config);
        Ok(self.configs.len() - 1)
    }

    /// The nearest configuration file in or above `folder`.
    fn nearest(&mut self, folder: Option<&Path>) -> Nearest {
        let Some(folder) = folder else { return Nearest::None };
        if let Some(&known) = self.nearest.get(folder) {
            return known;
        }
        let path = folder.join(FILE_NAME);
        let found = if path.symlink_metadata().is_ok_and(|known| !known.is_dir()) {
            match self.open(&path, |shown, limit| found(&path, shown, limit)) {
                Ok(at) => Nearest::At(at),
                Err(file) => {
                    self.invalid.push(InvalidConfig { file, inputs: HashSet::new() });
                    Nearest::Invalid(self.invalid.len() - 1)
                }
            }
        } else if root::is_repository(folder) {
            // A repository does not decide the configuration of what is around it, nor the reverse.
            Nearest::None
        } else {
            self.nearest(folder.parent())
        };
        self.nearest.insert(folder.to_path_buf(), found);
        found
    }

    fn decided(&mut self, config: usize, file: Option<&Path>) -> Arc<FileSettings> {
        let (at, first, config) = (config, self.first_families[config], &self.configs[config]);
        let relative = file.and_then(|file| file.strip_prefix(&config.folder).ok());
        let (overrides, family) = relative.map(|path| config.place(path)).unwrap_or_default();
        let key = (at, overrides, family);
        if let Some(known) = self.decided.get(&key) {
            return Arc::clone(known);
        }
        let decided = Arc::new(FileSettings {
            severities: config.severities(&key.1),
            allow: config.allow,
            family: family.and_then(|family| u32::try_from(first + family).ok()),
        });
        self.decided.insert(key, Arc::clone(&decided));
        decided
    }
}

/// Reads a configuration file that was found, not named. A link that leads out of the repository is not read, since
/// messages about a file quote it.
fn found(path: &Path, shown: &Path, limit: usize) -> Source {
    let folder = parent(path);
    if root::leads_out(path, root::reach(folder)) {
        Source::link(shown)
    } else {
        Source::read_bounded(shown, limit)
    }
}
