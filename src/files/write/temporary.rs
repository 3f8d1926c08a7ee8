//! The files that are being written, and what becomes of them when the program is ended from outside.

use std::collections::BTreeSet;
use std::fs::{self, File, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use tempfile::NamedTempFile;

use super::standing::folder_of;

/// The temporary files that are there. Only the holder of the lock makes, places or removes one.
static UNFINISHED: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// What is called before one is made.
static BEFORE_FIRST: OnceLock<fn()> = OnceLock::new();

fn unfinished() -> MutexGuard<'static, BTreeSet<PathBuf>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Has `prepare` called before a temporary file is made: a program begins there, once, to listen for signals, and calls
/// [`abandon`] at one. Until then the system ends it, which is as quick and needs no thread.
pub fn before_first(prepare: fn()) {
    // Where one is set already, it stays.
    let _ = BEFORE_FIRST.set(prepare);
}

/// Removes every temporary file that is there, and does `end` before another can be made or put in its place.
pub fn abandon(end: impl FnOnce()) {
    let unfinished = unfinished();
    for path in &*unfinished {
        // What cannot be removed now cannot be later.
        let _ = fs::remove_file(path);
    }
    end();
}

/// A temporary file, gone when this is dropped.
pub(super) struct Temporary {
    file: NamedTempFile,
    // Dropped after the file: until then an end from outside removes it.
    entry: Entry,
}

/// That a file is among the unfinished ones.
struct Entry(PathBuf);

impl Drop for Entry {
    fn drop(&mut self) {
        unfinished().remove(&self.0);
    }
}

impl Temporary {
    /// A temporary file beside `target`. In place of a file with those `metadata` it is its user's alone until it is given
    /// the other's rights, and never has more than those; a new file is open as far as the user's mask allows.
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
        // Its name would mean nothing to a reader, so an error is the operating system's alone.
        let file = builder.tempfile_in(folder_of(target)).map_err(|error| io::Error::from(error.kind()))?;
        let entry = Entry(file.path().to_path_buf());
        unfinished.insert(entry.0.clone());
        Ok(Self { file, entry })
    }

    /// The file, to be written to.
    pub(super) fn file(&mut self) -> &mut File {
        self.file.as_file_mut()
    }

    /// Puts it in its place; where that fails, it is gone.
    pub(super) fn place(self, place: impl FnOnce(NamedTempFile) -> io::Result<()>) -> io::Result<()> {
        let Self { file, entry } = self;
        let unfinished = unfinished();
        let placed = place(file);
        drop(unfinished);
        drop(entry);
        placed
    }
}
