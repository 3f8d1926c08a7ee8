//! The files of the folders that an editor has open, checked as `ttm validate` in these folders checks them.
//!
//! A folder is searched once, in the background; then files come and go one at a time. A file that is open has the text of
//! the editor. A document elsewhere is checked alone, if it looks like a standard: an editor has many files of YAML.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use super::uri;
use crate::check::baseline::Baseline;
use crate::check::config::{self, Configuration, FILE_NAME, InvalidFile, Origin};
use crate::check::settings::Settings;
use crate::check::workspace::{Batch, Notes, Workspace};
use crate::diagnostic::Diagnostic;
use crate::files::HAS_FILES;
use crate::files::inputs::{self, Input};
use crate::files::limits::STANDARD_BYTES;
use crate::files::parallel;
use crate::files::source::{Source, Unreadable};

/// The folder of the standards in the folder of an editor, as for `ttm validate`.
const STANDARDS: &str = "standards";

/// The keys at the root of a file that make it a standard to begin with. Others, such as `name` and `notes`, have more files.
const TELLING_KEYS: [&str; 8] =
    ["duties:", "knowledge:", "skills:", "attitudes:", "classification:", "revises:", "unplaced:", "code:"];

/// What is kept of texts and findings. A text of average size is checked in a tenth of a millisecond, so that it is read
/// again where it is needed.
const BUDGET: usize = 0;

/// What tells that a file was changed.
pub(super) type Stamp = (Option<SystemTime>, u64);

/// The files of the folders.
#[derive(Debug)]
pub(super) struct Project {
    folders: Vec<Folder>,
    workspace: Workspace,
    settings: Settings,
    /// The files of the folders on the disk.
    files: BTreeMap<String, Stamp>,
    /// The files that the configuration leaves out, or that have one which cannot be used.
    left_out: HashSet<String>,
    /// Documents that are in a folder and not found where it is searched, such as ignored files.
    strangers: HashSet<String>,
    /// The baselines by the files that they are for.
    baselines: HashMap<String, Arc<Baseline>>,
    /// Files of configuration that cannot be used.
    pub(super) invalid: Vec<InvalidFile>,
    /// The files that decide what is checked and how, with what tells that they were changed.
    deciding: BTreeMap<PathBuf, Option<Stamp>>,
}

/// A folder that is searched.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Folder {
    path: PathBuf,
    /// The same path without links, to recognise files that an editor opens by another path.
    real: PathBuf,
    /// Whether every file of YAML in it is meant to be a standard.
    is_of_standards: bool,
}

impl Folder {
    /// The folder that is searched in one of the editor's.
    fn of(root: &str) -> Self {
        let root = PathBuf::from(root);
        let standards = root.join(STANDARDS);
        let (path, is_of_standards) = match standards.is_dir() {
            true => (standards, true),
            false => {
                let is_configured = root.join(FILE_NAME).is_file();
                (root, is_configured)
            }
        };
        let real = path.canonicalize().unwrap_or_else(|_| path.clone());
        Self { path, real, is_of_standards }
    }

    fn inputs(&self) -> Vec<Input> {
        inputs::search(std::slice::from_ref(&self.path)).map(|found| found.inputs).unwrap_or_default()
    }
}

/// The search of folders, to be run in the background.
#[derive(Debug)]
pub(super) struct Scan {
    pub(super) roots: Vec<String>,
    /// The documents that are open.
    pub(super) open: Vec<String>,
}

impl Scan {
    pub(super) fn run(self) -> Project {
        let folders: Vec<Folder> = self.roots.iter().map(|root| Folder::of(root)).collect();
        let mut project = Project::of(folders);
        let mut inputs: Vec<Input> = Vec::new();
        for folder in &project.folders {
            let mut found = folder.inputs();
            if !folder.is_of_standards {
                let like =
                    parallel::map(&found, |input| looks_like_standard(&input.read(|| input.unread()).text));
                let mut like = like.into_iter();
                project.files.extend(found.iter().filter_map(stamped));
                found.retain(|_| like.next().unwrap_or_default());
            }
            inputs.extend(found);
        }
        inputs.sort_by_cached_key(Input::name);
        inputs.dedup();
        project.files.extend(inputs.iter().filter_map(stamped));
        let configured: Vec<Input> = {
            let known: HashSet<String> = inputs.iter().map(Input::name).collect();
            let open = self.open.iter().filter(|name| is_path(name) && !known.contains(*name));
            let mut all: Vec<Input> =
                inputs.iter().cloned().chain(open.map(|name| Input::File(name.into()))).collect();
            all.sort_by_cached_key(Input::name);
            all
        };
        project.configure(&configured);
        inputs.retain(|input| !project.left_out.contains(&input.name()));
        let settings = project.settings.clone();
        project.workspace =
            Workspace::within(BUDGET, inputs, io::empty(), settings, Notes::Listed, &mut |_, _| {});
        project
    }
}

impl Project {
    /// Nothing but documents, each checked alone.
    pub(super) fn empty() -> Self {
        Self::of(Vec::new())
    }

    fn of(folders: Vec<Folder>) -> Self {
        Self {
            folders,
            workspace: Workspace::of(Vec::new(), Settings::default(), Notes::Listed),
            settings: Settings::default(),
            files: BTreeMap::new(),
            left_out: HashSet::new(),
            strangers: HashSet::new(),
            baselines: HashMap::new(),
            invalid: Vec::new(),
            deciding: BTreeMap::new(),
        }
    }

    /// Reads the configuration of `inputs`.
    fn configure(&mut self, inputs: &[Input]) {
        self.deciding = deciding(&self.folders, inputs);
        let Ok(configuration) = config::read(&Origin::Nearest, inputs) else { return };
        let Configuration { settings, baselines, invalid, excluded, .. } = configuration;
        self.settings = settings;
        self.left_out = excluded;
        for config in invalid {
            self.left_out.extend(config.inputs);
            self.invalid.push(*config.file);
        }
        match baselines.open() {
            Err(file) => self.invalid.push(*file),
            Ok(named) => {
                for named in named {
                    self.deciding.insert(named.path.clone(), stamp(&named.path));
                    match Baseline::read(&named.path) {
                        Ok(baseline) => {
                            let baseline = Arc::new(baseline);
                            let sources = named.sources.into_iter();
                            self.baselines.extend(sources.map(|source| (source, Arc::clone(&baseline))));
                        }
                        Err(file) => self.invalid.push(*file),
                    }
                }
            }
        }
    }

    /// The name of a document: that of a file of a folder which is the same file, if its path leads through links.
    pub(super) fn name(&self, uri: &str) -> String {
        let name = uri::name(uri);
        if self.files.contains_key(&name) || !is_path(&name) {
            return name;
        }
        let Ok(real) = Path::new(&name).canonicalize() else { return name };
        let within = |folder: &Folder| {
            let name = uri::of_path(&folder.path.join(real.strip_prefix(&folder.real).ok()?));
            self.files.contains_key(&name).then_some(name)
        };
        self.folders.iter().find_map(within).unwrap_or(name)
    }

    /// Takes the configuration of a document that was not known to be a file of a folder. False where that changes the
    /// configuration of others, so that the folders have to be searched anew.
    pub(super) fn meet(&mut self, name: &str) -> bool {
        if !HAS_FILES
            || !is_path(name)
            || self.settings.files.contains_key(name)
            || self.left_out.contains(name)
        {
            return true;
        }
        if let Some(folder) = self.folder_of(name).filter(|_| !self.files.contains_key(name))
            && let Some(stamp) = stamp(Path::new(name))
        {
            if folder.inputs().iter().any(|input| input.name() == name) {
                self.files.insert(name.to_owned(), stamp);
            } else {
                self.strangers.insert(name.to_owned());
            }
        }
        let mut all: Vec<Input> = self.files.keys().map(|name| Input::File(name.into())).collect();
        all.push(Input::File(name.into()));
        all.sort_by_cached_key(Input::name);
        let Ok(mut read) = config::read(&Origin::Nearest, &all) else { return true };
        self.deciding.extend(deciding(&self.folders, &[Input::File(name.into())]));
        if read.excluded.contains(name) || read.invalid.iter().any(|invalid| invalid.inputs.contains(name)) {
            self.left_out.insert(name.to_owned());
        }
        let Some(settings) = read.settings.files.remove(name) else { return true };
        self.workspace.configure(name, Arc::clone(&settings));
        self.settings.files.insert(name.to_owned(), settings);
        let named = read.baselines.open().unwrap_or_default();
        if let Some(named) = named.iter().find(|named| named.sources.iter().any(|source| source == name))
            && let Ok(baseline) = Baseline::read(&named.path)
        {
            self.baselines.insert(name.to_owned(), Arc::new(baseline));
        }
        read.settings.files.iter().all(|(name, settings)| self.settings.files.get(name) == Some(settings))
    }

    /// The settings of the checks.
    pub(super) fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Whether a document is meant to be a standard.
    pub(super) fn is_meant(&self, source: &Source) -> bool {
        let folder = self.folder_of(&source.path);
        folder.is_some_and(|folder| folder.is_of_standards) || looks_like_standard(&source.text)
    }

    /// Checks a document. Returns its findings, in a batch without its text, and the files whose findings may have changed with it; `None` where it is not
    /// to be checked.
    pub(super) fn put(&mut self, source: &Arc<Source>) -> Option<(Batch, Vec<String>)> {
        if self.left_out.contains(&source.path) {
            return None;
        }
        if !(self.is_meant(source) || self.workspace.has(&source.path)) {
            return None;
        }
        let source = limited(source);
        Some(match self.folder_of(&source.path) {
            Some(_) => self.workspace.put_typed(&source),
            None => Workspace::of(Vec::new(), self.settings.clone(), Notes::Listed).put_typed(&source),
        })
    }

    /// The text of a file is that of the disk, or it is gone. Returns whether it is there and checked, and the files whose
    /// findings may have changed with it.
    pub(super) fn reread(&mut self, name: &str) -> (bool, Vec<String>) {
        let path = Path::new(name);
        let stamp = is_path(name).then(|| stamp(path)).flatten();
        let is_searched = self.folder_of(name).is_some() && !self.left_out.contains(name);
        match stamp {
            Some(stamp) if is_searched => {
                self.files.insert(name.to_owned(), stamp);
                let source = Source::read(path);
                if self.is_meant(&source) {
                    let others = self.workspace.put_alone(source);
                    self.workspace.let_go(name);
                    return (true, others);
                }
            }
            Some(_) => {}
            None => {
                self.files.remove(name);
            }
        }
        (false, self.workspace.remove_alone(name))
    }

    /// Takes a file out, although it may be open. Returns the files whose findings may have changed with it.
    pub(super) fn remove(&mut self, name: &str) -> Vec<String> {
        self.files.remove(name);
        self.workspace.remove_alone(name)
    }

    /// A document is not checked any more. Returns the files whose findings may have changed with it.
    pub(super) fn remove_checked(&mut self, name: &str) -> Vec<String> {
        self.workspace.remove_alone(name)
    }

    /// The findings of a file.
    pub(super) fn findings(&mut self, name: &str) -> Option<Batch> {
        self.workspace.findings(name)
    }

    /// Removes the findings that a baseline has.
    pub(super) fn hide_known(&self, source: &Source, found: &mut Vec<Diagnostic>) {
        if let Some(baseline) = self.baselines.get(&source.path) {
            baseline.hide(source, found);
        }
    }

    /// Whether a file of a folder was on the disk when last looked at.
    pub(super) fn was_there(&self, name: &str) -> bool {
        self.files.contains_key(name)
    }

    /// The files that were found on the disk, in order.
    pub(super) fn files(&self) -> impl Iterator<Item = &String> {
        self.files.keys()
    }

    /// The codes of the standards with the paths of their files.
    pub(super) fn coded(&self) -> impl Iterator<Item = (&str, &str)> {
        self.workspace.coded()
    }

    /// The path of the file with this code.
    pub(super) fn file_with_code(&self, code: &str) -> Option<&str> {
        self.coded().find(|(known, _)| *known == code).map(|(_, path)| path)
    }

    /// Whether a file is one that decides what is checked and how.
    pub(super) fn is_deciding(&self, name: &str) -> bool {
        let path = Path::new(name);
        path.file_name()
            .is_some_and(|file| [FILE_NAME, ".gitignore", ".ignore"].iter().any(|one| file == *one))
            || self.deciding.contains_key(path)
    }

    /// The look at the disk for what has changed there, to be run in the background.
    pub(super) fn poll(&self, with_files: bool) -> Poll {
        let (folders, files) = if with_files {
            (self.folders.clone(), self.files.clone())
        } else {
            (Vec::new(), BTreeMap::new())
        };
        Poll { folders, files, deciding: self.deciding.clone() }
    }

    fn folder_of(&self, name: &str) -> Option<&Folder> {
        let path = Path::new(name);
        let within = |folder: &&Folder| path.starts_with(&folder.path);
        let may_be = inputs::names_standard(path) && !self.strangers.contains(name);
        may_be.then(|| self.folders.iter().find(within)).flatten()
    }
}

/// A look at the disk for what has changed.
#[derive(Debug)]
pub(super) struct Poll {
    folders: Vec<Folder>,
    files: BTreeMap<String, Stamp>,
    deciding: BTreeMap<PathBuf, Option<Stamp>>,
}

/// What has changed on the disk.
#[derive(Debug, Default)]
pub(super) struct Polled {
    /// The files that are new, changed or gone.
    pub(super) changed: Vec<String>,
    /// Whether the folders have to be searched anew.
    pub(super) anew: bool,
}

impl Poll {
    pub(super) fn run(self) -> Polled {
        let anew = self.deciding.iter().any(|(path, before)| stamp(path) != *before);
        let mut now: BTreeMap<String, Stamp> = BTreeMap::new();
        for folder in &self.folders {
            now.extend(folder.inputs().iter().filter_map(stamped));
        }
        let differs = |name: &&String| self.files.get(*name) != now.get(*name);
        let gone = self.files.keys().filter(|name| !self.folders.is_empty() && !now.contains_key(*name));
        let changed = now.keys().filter(differs).chain(gone).cloned().collect();
        Polled { changed, anew }
    }
}

/// The files of configuration that decide about `inputs`, whether they are there or not, and ignore files.
fn deciding(folders: &[Folder], inputs: &[Input]) -> BTreeMap<PathBuf, Option<Stamp>> {
    let mut above: HashSet<&Path> = HashSet::new();
    let folders = folders.iter().map(|folder| folder.path.as_path());
    for folder in inputs.iter().filter_map(|input| input.path()?.parent()).chain(folders) {
        for folder in folder.ancestors() {
            if !above.insert(folder) || inputs::root::is_repository(folder) {
                break;
            }
        }
    }
    let names = [FILE_NAME, ".gitignore", ".ignore"];
    let paths: std::collections::BTreeSet<PathBuf> =
        above.into_iter().flat_map(|folder| names.map(|name| folder.join(name))).collect();
    paths.into_iter().map(|path| (stamp(&path), path)).map(|(stamp, path)| (path, stamp)).collect()
}

fn stamped(input: &Input) -> Option<(String, Stamp)> {
    Some((input.name(), stamp(input.path()?)?))
}

fn stamp(path: &Path) -> Option<Stamp> {
    let known = fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
    Some((known.modified().ok(), known.len()))
}

/// A text beyond the limit on size is not checked, as from the disk.
fn limited(source: &Arc<Source>) -> Arc<Source> {
    if source.text.len() <= STANDARD_BYTES {
        return Arc::clone(source);
    }
    let mut empty = source.with_text(String::new());
    empty.unreadable = Some(Unreadable::TooLarge);
    Arc::new(empty)
}

fn is_path(name: &str) -> bool {
    name.starts_with('/') || name.get(1..3) == Some(":/")
}

/// Whether a text has a key at its root that is rarely in other files, and few others have.
pub fn looks_like_standard(text: &str) -> bool {
    let mut lines = text.trim_start_matches('\u{feff}').lines();
    lines.any(|line| {
        TELLING_KEYS.iter().any(|key| line.starts_with(key)) || line.contains("standard.schema.json")
    })
}
