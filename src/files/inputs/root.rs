//! How far a search reaches: the repository around a folder, and links that lead out of it.

use std::path::{Component, Path};

/// The root of the repository that a folder is in, given in full: the nearest folder upwards that has `.git`, which git
/// lets no commit bring. No program is started for it.
pub(crate) fn of_repository(folder: &Path) -> Option<&Path> {
    folder.ancestors().find(|folder| is_repository(folder))
}

/// Whether a folder is the root of a repository.
pub(crate) fn is_repository(folder: &Path) -> bool {
    folder.join(".git").symlink_metadata().is_ok()
}

/// How far a search of a folder, given in full, reaches: links are followed within the repository around it, and within
/// the folder itself where there is none.
pub(crate) fn reach(folder: &Path) -> &Path {
    of_repository(folder).unwrap_or(folder)
}

/// Whether what is given in full lies within `root`. What git keeps for itself does not: credentials are among it.
pub(crate) fn contains(root: &Path, full: &Path) -> bool {
    full.strip_prefix(root)
        .is_ok_and(|rest| !rest.components().any(|part| part == Component::Normal(".git".as_ref())))
}

/// Whether `path` is a link, or lies behind one, that leads out of `root`. What is not there leads nowhere.
pub(crate) fn leads_out(path: &Path, root: &Path) -> bool {
    path.canonicalize().is_ok_and(|full| !contains(root, &full))
}
