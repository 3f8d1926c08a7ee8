//! The boundary of a search: the repository around a folder, and links that lead out of it.

use std::path::{Component, Path};

/// The root of the repository that contains a folder, given by its full path: the nearest folder at or above it that
/// has `.git`, which no commit can contain. No program is started for this.
pub(crate) fn of_repository(folder: &Path) -> Option<&Path> {
    folder.ancestors().find(|folder| is_repository(folder))
}

/// Whether a folder is the root of a repository.
pub(crate) fn is_repository(folder: &Path) -> bool {
    folder.join(".git").symlink_metadata().is_ok()
}

/// The boundary of a search in a folder, given by its full path: links are followed within its repository, or, without
/// one, within the folder itself.
pub(crate) fn reach(folder: &Path) -> &Path {
    of_repository(folder).unwrap_or(folder)
}

/// Whether a full path is within `root` and not in `.git`, which may contain credentials.
pub(crate) fn contains(root: &Path, full: &Path) -> bool {
    full.strip_prefix(root)
        .is_ok_and(|rest| !rest.components().any(|part| part == Component::Normal(".git".as_ref())))
}

/// Whether `path` is, or lies behind, a link that leads out of `root`. False if it does not exist.
pub(crate) fn leads_out(path: &Path, root: &Path) -> bool {
    path.canonicalize().is_ok_and(|full| !contains(root, &full))
}
