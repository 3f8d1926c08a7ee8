//! Temporary files while they are written, and their removal when the program is interrupted.

use std::collections::BTreeSet;
use std::fs::{self, File, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use tempfile::NamedTempFile;

use super::existing::folder_of;

/// The existing temporary files. Only the holder of the lock creates, places or removes one.
static UNFINISHED: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// Called before each temporary file is created.
static BEFORE_FIRST: OnceLock<fn()> = OnceLock::new();

fn unfinished() -> MutexGuard<'static, BTreeSet<PathBuf>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Has `prepare` called before a temporary file is created. A program uses it to start listening for signals, on which
/// it calls [`abandon`]. Until then a signal ends the process directly, which is just as fast and needs no thread.
pub fn before_first(prepare: fn()) {
    // The first function that was set stays.
    let _ = BEFORE_FIRST.set(prepare);
}

/// Removes every temporary file, and runs `end` before another can be created or put in place.
pub fn abandon(end: impl FnOnce()) {
    let unfinished = unfinished();
    remove(&unfinished);
    end();
}

/// Removes every temporary file, unless one is being created or put in place: for a program that ends in a panic, whose
/// thread may be the one that does so.
pub fn remove_unfinished() {
    if let Ok(unfinished) = UNFINISHED.try_lock() {
        remove(&unfinished);
    }
}

fn remove(paths: &BTreeSet<PathBuf>) {
    for path in paths {
        // If removal fails now it would fail later too.
        let _ = fs::remove_file(path);
    }
}

/// A temporary file, which is removed when this is dropped.
pub(super) struct Temporary {
    file: NamedTempFile,
    // Dropped after the file, which is removed on an interrupt until then.
    entry: UnfinishedFile,
}

/// A file's entry in the list of unfinished files.
struct UnfinishedFile(PathBuf);

impl Drop for UnfinishedFile {
    fn drop(&mut self) {
        unfinished().remove(&self.0);
    }
}

impl Temporary {
    /// Creates a temporary file in the folder of `target`. If it is to replace a file with `metadata`, only the user
    /// has access until it gets the other's permissions, and it never has more; a new file gets the default
    /// permissions.
    pub(super) fn beside(target: &Path, metadata: Option<&Metadata>) -> io::Result<Self> {
        if let Some(prepare) = BEFORE_FIRST.get() {
            prepare();
        }
        let mut builder = tempfile::Builder::new();
        builder.prefix(".ttm-");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = metadata.map_or(0o666, |metadata| metadata.permissions().mode() & 0o600);
            builder.permissions(fs::Permissions::from_mode(mode));
        }
        #[cfg(not(unix))]
        let _ = metadata;
        let mut unfinished = unfinished();
        // The temporary name would mean nothing to a reader, so only the system's error is kept.
        let file = builder.tempfile_in(folder_of(target)).map_err(|error| io::Error::from(error.kind()))?;
        let entry = UnfinishedFile(file.path().to_path_buf());
        unfinished.insert(entry.0.clone());
        Ok(Self { file, entry })
    }

    /// The file, for writing.
    pub(super) fn file(&mut self) -> &mut File {
        self.file.as_file_mut()
    }

    /// Puts the file in place; if that fails, it is removed.
    pub(super) fn place(self, place: impl FnOnce(NamedTempFile) -> io::Result<()>) -> io::Result<()> {
        let Self { file, entry } = self;
        let unfinished = unfinished();
        let placed = place(file);
        drop(unfinished);
        drop(entry);
        placed
    }
}
