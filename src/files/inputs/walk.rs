//! Searches folders as developers expect: ignore files are respected, hidden files left out, and links followed unless
//! they lead out of the repository, or of the folder if there is none. Files that git tracks are found whatever an
//! ignore file says, so that a change cannot remove a file from the checks.
//!
//! A folder is searched once, however many links lead to it, by the path that comes first by name, so that the result
//! does not depend on the order of the file system, and circular or multiplying links cost nothing.

use std::collections::{BTreeMap, HashSet};
use std::ffi::OsString;
use std::fs::{self, FileType};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::ignored::{Present, Reader, Rules, Verdict};
use super::{Input, ends_in, names_standard, root};
use crate::bilingual;
#[cfg(feature = "cli")]
use crate::files::git;
use crate::files::source::display;
use crate::text::bilingual::Bilingual;

/// A search of one or more folders.
#[derive(Default)]
pub(super) struct Search {
    /// What was found.
    pub(super) inputs: Vec<Input>,
    /// Whether one file may be found twice, because of links or because several paths are searched.
    pub(super) linked: bool,
    /// The ignore files.
    pub(super) ignored: Reader,
    /// The first link to a folder outside, and the number of such links.
    out: Option<(PathBuf, usize)>,
    /// The first file that is found only because git tracks it, and the number of such files.
    tracked: Option<(PathBuf, usize)>,
    /// Why git could not list its files.
    unasked: Option<Bilingual>,
}

/// A folder to be searched.
struct Folder {
    /// The path by which it was reached.
    path: PathBuf,
    /// Its canonical path.
    full: PathBuf,
    rules: Option<Rc<Rules>>,
    /// The root of its repository.
    repository: Option<Rc<Path>>,
}

/// The entries that ignore files hide in each repository: canonical path, path by which it was reached, and whether it
/// is a folder.
type Hidden = BTreeMap<Rc<Path>, BTreeMap<PathBuf, (PathBuf, bool)>>;

impl Search {
    /// Searches a folder for files with one of the extensions `endings`.
    pub(super) fn folder(&mut self, path: &Path, endings: &[&str]) {
        let Ok(full) = path.canonicalize() else {
            // Reading it later reports what is wrong.
            self.inputs.push(Input::File(path.to_path_buf()));
            return;
        };
        let reach = root::reach(&full).to_path_buf();
        let repository = root::of_repository(&full).map(Rc::from);
        let mut hidden = Hidden::new();
        let mut seen = HashSet::from([full.clone()]);
        let path = if path == Path::new(".") { PathBuf::new() } else { short(path) };
        let rules = self.ignored.above(&full);
        let mut pending = vec![Folder { path, full, rules, repository }];
        while let Some(folder) = pending.pop() {
            self.entries(folder, endings, &reach, &mut hidden, &mut seen, &mut pending);
        }
        if endings.iter().any(|ending| names_standard(Path::new(&format!("x.{ending}")))) {
            for (repository, hidden) in hidden {
                self.tracked(&repository, &hidden, &reach);
            }
        }
    }

    /// Examines the entries of a folder.
    fn entries(
        &mut self,
        folder: Folder,
        endings: &[&str],
        reach: &Path,
        hidden: &mut Hidden,
        seen: &mut HashSet<PathBuf>,
        pending: &mut Vec<Folder>,
    ) {
        let Folder { path, full, rules, mut repository } = folder;
        let here = if path.as_os_str().is_empty() { Path::new(".") } else { &path };
        let Ok(entries) = fs::read_dir(here) else {
            // A folder that cannot be opened: reading it later reports what is wrong.
            self.inputs.push(Input::File(here.to_path_buf()));
            return;
        };
        let mut present = Present::default();
        let mut wanted: Vec<(OsString, FileType)> = Vec::new();
        for entry in entries.flatten() {
            let name = entry.file_name();
            match name.to_str() {
                Some(".ignore") => present.ignore = true,
                Some(".gitignore") => present.git_ignore = true,
                Some(".git") => present.git = true,
                _ => {}
            }
            let Ok(kind) = entry.file_type() else { continue };
            if !kind.is_file() || ends_in(Path::new(&name), endings) {
                wanted.push((name, kind));
            }
        }
        if present.git {
            repository = Some(Rc::from(&*full));
        }
        let rules = self.ignored.within(rules, &path, &full, repository.as_deref(), present);
        wanted.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        let before = pending.len();
        for (name, kind) in wanted {
            let (way, at) = (path.join(&name), full.join(&name));
            let link = kind.is_symlink().then(|| way.canonicalize().ok());
            let is_folder = kind.is_dir() || matches!(&link, Some(Some(target)) if target.is_dir());
            match Rules::verdict(rules.as_ref(), &at, is_folder) {
                Verdict::Hidden => {
                    if let Some(repository) = &repository
                        && (is_folder || ends_in(&way, endings))
                        && !is_dotted(&name)
                    {
                        let hidden = hidden.entry(Rc::clone(repository)).or_default();
                        hidden.insert(at, (way, kind.is_dir()));
                    }
                    continue;
                }
                Verdict::Nothing if is_dotted(&name) => continue,
                _ => {}
            }
            let full = match link {
                None if kind.is_dir() => at,
                None => {
                    // Pipes would block; a user who wants one names it.
                    if kind.is_file() {
                        self.inputs.push(Input::File(way));
                    }
                    continue;
                }
                Some(Some(target)) if is_folder => {
                    if !root::contains(reach, &target) {
                        self.out.get_or_insert((way, 0)).1 += 1;
                        continue;
                    }
                    self.linked = true;
                    target
                }
                Some(target) => {
                    self.link(way, target.as_deref(), endings, reach);
                    continue;
                }
            };
            if seen.insert(full.clone()) {
                let (rules, repository) = (rules.clone(), repository.clone());
                pending.push(Folder { path: way, full, rules, repository });
            }
        }
        // So that the first by name is searched first.
        pending[before..].reverse();
    }

    /// Handles a link that does not lead to a folder.
    fn link(&mut self, way: PathBuf, target: Option<&Path>, endings: &[&str], reach: &Path) {
        if !ends_in(&way, endings) {
            return;
        }
        self.linked = true;
        match target {
            Some(target) if root::contains(reach, target) => {
                if target.is_file() {
                    self.inputs.push(Input::File(way));
                }
            }
            _ => self.inputs.push(Input::Link(way)),
        }
    }

    /// Adds files that git tracks although an ignore file hides them. Git is run only if a hidden entry could be a
    /// standard.
    fn tracked(&mut self, repository: &Path, hidden: &BTreeMap<PathBuf, (PathBuf, bool)>, reach: &Path) {
        let could_be = |(full, (way, is_folder)): (&PathBuf, &(PathBuf, bool))| {
            if *is_folder { holds_standard(full) } else { names_standard(way) }
        };
        if !hidden.iter().any(could_be) {
            return;
        }
        let tracked = match tracked_by_git(repository) {
            Ok(tracked) => tracked,
            Err(reason) => {
                self.unasked.get_or_insert(reason);
                return;
            }
        };
        for file in tracked.iter().filter(|file| names_standard(file)) {
            let Some((over, (way, _))) = file.ancestors().find_map(|part| hidden.get_key_value(part)) else {
                continue;
            };
            let Ok(rest) = file.strip_prefix(over) else { continue };
            if rest.iter().any(is_dotted) {
                continue;
            }
            let way = if rest.as_os_str().is_empty() { way.clone() } else { way.join(rest) };
            let Ok(known) = file.symlink_metadata() else { continue };
            let before = self.inputs.len();
            if known.is_symlink() {
                self.link(way.clone(), file.canonicalize().ok().as_deref(), &["yaml", "yml"], reach);
            } else if known.is_file() && !root::leads_out(file, reach) {
                self.inputs.push(Input::File(way.clone()));
            }
            if self.inputs.len() > before {
                self.tracked.get_or_insert((way, 0)).1 += 1;
            }
        }
    }

    /// The notices of the search.
    pub(super) fn notices(&mut self) -> Vec<Bilingual> {
        let mut notices = std::mem::take(&mut self.ignored.notices);
        if let Some((first, count)) = &self.out {
            let first = display(first);
            notices.push(match count {
                1 => bilingual!(
                    "warning: {first} is a link that leads out of the repository or the folder that is searched; name it \
                     to have it searched",
                    "警告：{first} 是連結，指向儲存庫或所搜尋資料夾之外，沒有搜尋；若要搜尋，請直接指定它"
                ),
                _ => bilingual!(
                    "warning: {count} links lead out of the repository or the folder that is searched (the first is \
                     {first}); name them to have them searched",
                    "警告：有 {count} 個連結指向儲存庫或所搜尋資料夾之外（第一個是 {first}），沒有搜尋；若要搜尋，請直接指定"
                ),
            });
        }
        if let Some((first, count)) = &self.tracked {
            let first = display(first);
            notices.push(match count {
                1 => bilingual!(
                    "note: {first} is looked at although an ignore file hides it, since git tracks it",
                    "說明：{first} 雖被忽略檔隱藏，但由 git 追蹤，仍會處理"
                ),
                _ => bilingual!(
                    "note: {count} files are looked at although an ignore file hides them, since git tracks them (the \
                     first is {first})",
                    "說明：有 {count} 個檔案雖被忽略檔隱藏，但由 git 追蹤，仍會處理（第一個是 {first}）"
                ),
            });
        }
        if let Some(Bilingual { en, zh }) = &self.unasked {
            notices.push(bilingual!(
                "warning: whether git tracks files that an ignore file hides is not known, so they are left out: {en}",
                "警告：無法得知被忽略檔隱藏的檔案是否由 git 追蹤，因此略過：{zh}"
            ));
        }
        notices
    }
}

/// The files that git tracks, or why that is not known.
#[cfg(feature = "cli")]
fn tracked_by_git(repository: &Path) -> Result<Vec<PathBuf>, Bilingual> {
    git::tracked(repository).map_err(|error| error.words())
}

/// The library runs no programs, so what an ignore file hides stays hidden.
#[cfg(not(feature = "cli"))]
fn tracked_by_git(_: &Path) -> Result<Vec<PathBuf>, Bilingual> {
    Ok(Vec::new())
}

/// Whether a folder contains a possible standard at any depth. Links and nested repositories are not searched, since
/// their content is not tracked by the repository around them.
fn holds_standard(folder: &Path) -> bool {
    let mut pending = vec![folder.to_path_buf()];
    while let Some(folder) = pending.pop() {
        if root::is_repository(&folder) {
            continue;
        }
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let Ok(kind) = entry.file_type() else { continue };
            if is_dotted(&entry.file_name()) {
                continue;
            }
            if kind.is_dir() {
                pending.push(entry.path());
            } else if names_standard(&entry.path()) {
                return true;
            }
        }
    }
    false
}

fn is_dotted(name: &std::ffi::OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}

/// A path for display, without a leading `./`.
fn short(path: &Path) -> PathBuf {
    path.strip_prefix("./").unwrap_or(path).to_path_buf()
}
