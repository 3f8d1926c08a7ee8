//! The real locations of files, with the links of their folders resolved, and their paths relative to the current
//! folder.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

/// A cache of the canonical paths of folders.
#[derive(Debug, Default)]
pub(crate) struct Folders(HashMap<PathBuf, Option<PathBuf>>);

impl Folders {
    /// The canonical path of a file. The links of its folder are resolved but not its own: it belongs to the folder it
    /// is listed in.
    pub(crate) fn located(&mut self, path: &Path) -> Option<PathBuf> {
        let parent = parent(path);
        if !self.0.contains_key(parent) {
            self.0.insert(parent.to_path_buf(), fs::canonicalize(parent).ok());
        }
        Some(self.0.get(parent)?.as_ref()?.join(path.file_name()?))
    }
}

/// The folder that a file is listed in; the current folder if its path has no parent.
pub(crate) fn parent(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The full path of a file that need not exist, in a folder that does.
pub(crate) fn resolved(path: &Path) -> Option<PathBuf> {
    Some(fs::canonicalize(parent(path)).ok()?.join(path.file_name()?))
}

/// A path relative to the current folder, if it is inside it.
pub(crate) fn shortened(path: &Path) -> PathBuf {
    let here = fs::canonicalize(".").ok();
    here.and_then(|here| path.strip_prefix(here).ok()).unwrap_or(path).to_path_buf()
}
