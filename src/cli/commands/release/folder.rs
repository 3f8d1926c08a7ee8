//! The folder that an issued standard goes to: that of the draft, but from `drafts/` to the `standards/` beside it, as
//! `ttm init` makes the two.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use crate::files::inputs::{DEFAULT_FOLDER, DRAFTS};
use crate::files::located::parent;

/// The file of the version that a draft revises: in the folder of the draft, else in `standards/` or in a folder there.
pub(super) fn file_of_revised(draft: &Path, code: &str) -> Option<PathBuf> {
    let standards = standards_of(draft);
    let below = standards.iter().flat_map(|standards| folders_in(standards));
    let folders = std::iter::once(parent_as_given(draft)).chain(standards.clone()).chain(below);
    let named =
        folders.flat_map(|folder| ["yaml", "yml"].map(|ending| folder.join(format!("{code}.{ending}"))));
    named.into_iter().find(|path| path.symlink_metadata().is_ok())
}

/// The folder that a draft is issued into. Where the standards lie in folders by job category, it is that of the version
/// before (`revised`), else that with the letters of the code.
pub(super) fn of_issued(draft: &Path, code: &str, revised: Option<&Path>) -> PathBuf {
    let Some(standards) = standards_of(draft) else { return parent_as_given(draft) };
    if let Some(folder) = revised.and_then(Path::parent).filter(|folder| folder.starts_with(&standards)) {
        return folder.to_path_buf();
    }
    let category = code.get(..3).map(|letters| standards.join(letters));
    category.filter(|folder| is_folder(folder)).unwrap_or(standards)
}

/// The `standards/` beside the `drafts/` that a draft lies in, or in a folder of which it lies.
fn standards_of(draft: &Path) -> Option<PathBuf> {
    let folder = parent(draft);
    let is_drafts = |folder: &&Path| folder.file_name() == Some(OsStr::new(DRAFTS));
    let beside = match folder.ancestors().take(2).find(is_drafts) {
        Some(drafts) => drafts.with_file_name(DEFAULT_FOLDER),
        // The current folder has no name in a path.
        None if folder.file_name().is_none() => {
            fs::canonicalize(folder).ok().filter(|folder| is_drafts(&folder.as_path()))?;
            folder.join("..").join(DEFAULT_FOLDER)
        }
        None => return None,
    };
    Some(beside).filter(|folder| is_folder(folder))
}

/// The folders in a folder, in order.
fn folders_in(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut folders: Vec<PathBuf> =
        entries.map(|entry| entry.path()).filter(|path| is_folder(path)).collect();
    folders.sort_unstable();
    folders
}

/// Whether it is a folder, and no link to one: a link may lead out of the repository.
fn is_folder(path: &Path) -> bool {
    path.symlink_metadata().is_ok_and(|found| found.is_dir())
}

fn parent_as_given(file: &Path) -> PathBuf {
    file.parent().map(Path::to_path_buf).unwrap_or_default()
}
