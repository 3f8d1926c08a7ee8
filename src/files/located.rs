//! Where files really lie, their folders' links followed, and how someone in the current folder would write that.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Where folders really lie, each asked for once.
#[derive(Debug, Default)]
pub(crate) struct Folders(HashMap<PathBuf, Option<PathBuf>>);

impl Folders {
    /// Where a file really lies. The folder's links are followed, the file's own are not:
    /// it belongs to the folder it is listed in.
    pub(crate) fn located(&mut self, path: &Path) -> Option<PathBuf> {
        let parent = parent(path);
        if !self.0.contains_key(parent) {
            self.0.insert(parent.to_path_buf(), fs::canonicalize(parent).ok());
        }
        Some(self.0.get(parent)?.as_ref()?.join(path.file_name()?))
    }
}

/// The folder that a file is listed in; the current one where its path names none.
pub(crate) fn parent(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The full path of a file that need not be there, in a folder that is.
pub(crate) fn resolved(path: &Path) -> Option<PathBuf> {
    Some(fs::canonicalize(parent(path)).ok()?.join(path.file_name()?))
}

/// A path as someone in the current folder would write it.
pub(crate) fn shortened(path: &Path) -> PathBuf {
    let here = fs::canonicalize(".").ok();
    here.and_then(|here| path.strip_prefix(here).ok()).unwrap_or(path).to_path_buf()
}
