//! Which files the gate compares: those of the revision and those of the working tree that the paths mean.
//!
//! A change must not be able to exclude a file from the gate. So a path selects what it selected in the revision as well as
//! what it selects now, links included, and ignore files hide nothing that git tracks on either side.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Component, Path, PathBuf};

use super::super::Failure;

use crate::files::git::{GitError, Repository, Tracked};
use crate::files::inputs::{self, Input, InputError};
use crate::files::located::{Folders, resolved, shortened};
use crate::files::source::display;
use crate::text::bilingual::Bilingual;
use crate::text::display_safe::one_line;

/// The files of both sides, and where they come from.
pub(in crate::cli::commands) struct Sides {
    pub(in crate::cli::commands) repository: Repository,
    pub(in crate::cli::commands) commit: String,
    /// Everything that the revision has.
    pub(in crate::cli::commands) all: Vec<Tracked>,
    pub(in crate::cli::commands) old: Vec<Old>,
    /// In the order of their names.
    pub(in crate::cli::commands) new: Vec<New>,
}

/// A file of the revision.
pub(in crate::cli::commands) struct Old {
    /// Relative to the root.
    pub(in crate::cli::commands) path: PathBuf,
    pub(in crate::cli::commands) id: String,
    /// Its name in the working tree.
    pub(in crate::cli::commands) name: String,
}

/// A file of the working tree.
pub(in crate::cli::commands) struct New {
    /// Relative to the root with links followed, if it is within.
    pub(in crate::cli::commands) place: Option<PathBuf>,
    /// The path for opening it.
    pub(in crate::cli::commands) path: PathBuf,
    pub(in crate::cli::commands) name: String,
}

/// Finds the files of `revision` and of the working tree that `paths` select.
pub(in crate::cli::commands) fn find(revision: &str, paths: &[PathBuf]) -> Result<Sides, Failure> {
    if paths.iter().any(|path| path == Path::new("-")) {
        return Err(Failure::StdinNotAllowed(Bilingual::fixed(
            "standard input is in no revision to compare with; name files or folders",
            "標準輸入不在任何版本裡，無法比較；請指定檔案或資料夾",
        )));
    }
    let first = paths.first().filter(|path| path.is_absolute());
    let here = first.and_then(|path| path.ancestors().find(|folder| folder.is_dir()));
    let repository = Repository::around(here.unwrap_or(Path::new(".")))?;
    let commit = repository.commit(revision)?;
    let all = repository.files(&commit)?;
    let links = links(&repository, &commit, &all)?;
    let paths = if paths.is_empty() { vec![default(&repository, &all)?] } else { paths.to_vec() };
    let scopes: Vec<Scope> =
        paths.iter().map(|path| Scope::of(path, &repository, &links)).collect::<Result<_, _>>()?;
    let mut places = Places { repository: &repository, folders: Folders::default() };
    let mut selected = Vec::new();
    for file in all.iter().filter(|file| !file.is_link) {
        // The path as it resolves now counts too, since its folder may have become a link.
        let mut holds = |scope: &Scope| {
            scope.holds(&file.path) || places.of(&file.path).is_some_and(|place| scope.holds(&place))
        };
        if inputs::names_standard(&file.path) || scopes.iter().any(|scope| scope.names(&file.path)) {
            selected.extend(scopes.iter().any(&mut holds).then_some(file));
        }
    }
    for (path, scope) in paths.iter().zip(&scopes) {
        if path.symlink_metadata().is_err() && !selected.iter().any(|file| scope.holds(&file.path)) {
            return Err(InputError::Missing(display(path)).into());
        }
    }
    let there: Vec<PathBuf> = paths.into_iter().filter(|path| path.symlink_metadata().is_ok()).collect();
    let found = match there.is_empty() {
        true => Vec::new(),
        false => match inputs::find(&there) {
            Err(InputError::NothingFound(_)) if !selected.is_empty() => Vec::new(),
            found => found?,
        },
    };
    let mut new: BTreeMap<String, New> = BTreeMap::new();
    let mut names: HashMap<PathBuf, String> = HashMap::new();
    for input in found {
        let Input::File(path) = &input else { continue };
        let (name, place) = (input.name(), places.located(path));
        if let Some(place) = &place {
            names.insert(place.clone(), name.clone());
        }
        new.insert(name.clone(), New { place, path: path.clone(), name });
    }
    // Files that git tracks, now or in the revision, are compared even if an ignore file hides them.
    let tracked = repository.tracked()?;
    let tracked = tracked
        .iter()
        .filter(|path| inputs::names_standard(path) && scopes.iter().any(|scope| scope.holds(path)));
    for path in tracked.chain(selected.iter().map(|file| &file.path)) {
        let Some(place) = places.of(path).filter(|place| !names.contains_key(place)) else { continue };
        let full = repository.root().join(&place);
        let is_within = || full.canonicalize().is_ok_and(|full| full.starts_with(repository.root()));
        if full.is_file() && is_within() {
            let path = shortened(&full);
            let name = display(&path);
            names.insert(place.clone(), name.clone());
            new.insert(name.clone(), New { place: Some(place), path, name });
        }
    }
    let old = selected.into_iter().map(|file| {
        let name = places.of(&file.path).and_then(|place| names.get(&place).cloned());
        let name = name.unwrap_or_else(|| display(&shortened(&repository.root().join(&file.path))));
        Old { path: file.path.clone(), id: file.id.clone(), name }
    });
    let old = old.collect();
    let new = new.into_values().collect();
    Ok(Sides { commit, old, new, all, repository })
}

/// The path that is compared by default: the folder `standards` if both sides have it, so that a new one does not hide
/// standards elsewhere.
fn default(repository: &Repository, all: &[Tracked]) -> Result<PathBuf, InputError> {
    let folder = inputs::default_folder()?;
    let before = repository.here().join(&folder);
    let is_there = all.iter().any(|file| file.path.starts_with(&before));
    Ok(if is_there { folder } else { PathBuf::from(".") })
}

/// Paths of files in the working tree relative to the root, with the links of their folders followed.
struct Places<'r> {
    repository: &'r Repository,
    folders: Folders,
}

impl Places<'_> {
    /// Where a path relative to the root leads; `None` if its folder does not exist any more or is outside.
    fn of(&mut self, path: &Path) -> Option<PathBuf> {
        let full = self.repository.root().join(path);
        self.located(&full)
    }

    fn located(&mut self, path: &Path) -> Option<PathBuf> {
        let full = self.folders.located(path)?;
        Some(full.strip_prefix(self.repository.root()).ok()?.to_path_buf())
    }
}

/// The links of a revision with their targets, both relative to the root.
type Links = HashMap<PathBuf, PathBuf>;

fn links(repository: &Repository, commit: &str, all: &[Tracked]) -> Result<Links, GitError> {
    let linked: Vec<&Tracked> = all.iter().filter(|file| file.is_link).collect();
    let mut contents = repository.contents(commit, linked.iter().map(|link| link.id.clone()).collect())?;
    let mut links = Links::new();
    for link in linked {
        let target = contents.read_next()?.and_then(|bytes| String::from_utf8(bytes).ok());
        let folder = link.path.parent().unwrap_or(Path::new(""));
        if let Some(target) = target.and_then(|target| within(&folder.join(target))) {
            links.insert(link.path.clone(), target);
        }
    }
    Ok(links)
}

/// A path without `.` and `..`; `None` if it leads out of the repository.
fn within(path: &Path) -> Option<PathBuf> {
    let mut clean = PathBuf::new();
    for part in path.components() {
        match part {
            Component::Normal(name) => clean.push(name),
            Component::CurDir => {}
            Component::ParentDir if clean.pop() => {}
            Component::ParentDir | Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    Some(clean)
}

/// The most links that are followed in a chain, as in operating systems.
const MOST_LINKS: usize = 40;

/// Where a path led in the revision.
fn followed(path: &Path, links: &Links) -> PathBuf {
    let mut path = path.to_path_buf();
    for _ in 0..MOST_LINKS {
        let link = path.ancestors().find_map(|folder| Some((folder.to_path_buf(), links.get(folder)?)));
        let Some((folder, target)) = link else { break };
        let Ok(rest) = path.strip_prefix(&folder) else { break };
        path = target.join(rest);
    }
    path
}

/// The paths that an argument selects, relative to the root: files, or folders with all they contain.
struct Scope(HashSet<PathBuf>);

impl Scope {
    fn of(path: &Path, repository: &Repository, links: &Links) -> Result<Self, GitError> {
        let root = repository.root();
        let is_folder = path.is_dir();
        let full = if is_folder { path.canonicalize().ok() } else { full(path) };
        let Some(now) = full.and_then(|full| Some(full.strip_prefix(root).ok()?.to_path_buf())) else {
            let (folder, reason) = (one_line(&display(path)), format!("outside of {}", display(root)));
            return Err(GitError::NoRepository { folder, reason });
        };
        let mut selected = HashSet::from([now]);
        if let Some(written) = written(path, root) {
            selected.insert(followed(&written, links));
            selected.insert(written);
        }
        Ok(Self(selected))
    }

    /// Whether a path is one of those selected.
    fn names(&self, path: &Path) -> bool {
        self.0.contains(path)
    }

    fn holds(&self, path: &Path) -> bool {
        let hidden = |part: Component<'_>| part.as_os_str().to_string_lossy().starts_with('.');
        let within = |folder: &PathBuf| {
            let rest = path.strip_prefix(folder).ok();
            rest.is_some_and(|rest| inputs::names_standard(path) && !rest.components().any(hidden))
        };
        self.names(path) || self.0.iter().any(within)
    }
}

/// A path relative to the root as written, without following links within the repository.
fn written(path: &Path, root: &Path) -> Option<PathBuf> {
    let here = std::path::absolute(path).ok()?;
    let mut full = PathBuf::new();
    for part in here.components() {
        match part {
            Component::ParentDir => drop(full.pop()),
            part => full.push(part),
        }
    }
    // The part of the path that leads to the root, which may contain links from outside.
    let mut folders: Vec<&Path> = full.ancestors().collect();
    folders.reverse();
    folders.into_iter().find_map(|folder| {
        let inside = folder.canonicalize().ok()?.strip_prefix(root).ok()?.to_path_buf();
        Some(inside.join(full.strip_prefix(folder).ok()?))
    })
}

/// The full path of something that need not exist: its last existing folder, resolved, and the rest.
fn full(path: &Path) -> Option<PathBuf> {
    if let Some(full) = resolved(path) {
        return Some(full);
    }
    let name = path.file_name()?;
    Some(full(path.parent()?)?.join(name))
}
