//! Files are written whole or not at all: into a temporary file beside the target, then renamed over it.

use std::collections::BTreeSet;
use std::fs::{self, File, Permissions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, Once, PoisonError};

use tempfile::{NamedTempFile, PersistError};

/// Writes `bytes` to `path`, in place of whatever stood there. A file that was there keeps its permissions, and a
/// link goes on pointing at the file that is written. What is no file, such as a pipe, is written to as it is.
///
/// # Errors
/// Whatever the operating system gives; the file that was there is then untouched.
pub fn atomically(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let target = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    let existing = fs::metadata(&target).ok();
    if existing.as_ref().is_some_and(|existing| !existing.is_file()) {
        return fs::OpenOptions::new().write(true).open(&target)?.write_all(bytes);
    }
    let permissions = existing.map(|existing| existing.permissions());
    through_temporary(&target, bytes, permissions, |file| file.persist(&target))
}

/// Writes `bytes` to a file at `path`, where nothing may stand yet.
///
/// # Errors
/// Whatever the operating system gives, or that something stands there.
pub fn anew(path: &Path, bytes: &[u8]) -> io::Result<()> {
    through_temporary(path, bytes, None, |file| file.persist_noclobber(path))
}

/// The temporary files that are there. Whoever holds the lock is the only one to make, place or remove one.
static UNFINISHED: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

fn unfinished() -> MutexGuard<'static, BTreeSet<PathBuf>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// From now on Ctrl-C removes the temporary files that are there before it ends the program. Until there is one, the
/// system ends it, which is as quick and needs no thread.
fn heed_interrupts() {
    static HEEDED: Once = Once::new();
    HEEDED.call_once(|| {
        #[allow(clippy::exit, reason = "nothing that is going on should be waited for")]
        let end = || {
            let unfinished = unfinished();
            for path in &*unfinished {
                // What cannot be removed now cannot be later.
                let _ = fs::remove_file(path);
            }
            std::process::exit(130);
        };
        // Where there can be no handler, the system goes on ending the program.
        let _ = ctrlc::set_handler(end);
    });
}

/// Fills a temporary file beside `target` and puts it into its place; it is gone where either fails.
fn through_temporary(
    target: &Path,
    bytes: &[u8],
    permissions: Option<Permissions>,
    place: impl FnOnce(NamedTempFile) -> Result<File, PersistError>,
) -> io::Result<()> {
    heed_interrupts();
    let mut file = {
        let mut unfinished = unfinished();
        let file = temporary(folder_of(target))?;
        unfinished.insert(file.path().to_path_buf());
        file
    };
    let filled = fill(&mut file, bytes, permissions);
    let mut unfinished = unfinished();
    let path = file.path().to_path_buf();
    let placed = filled.and_then(|()| Ok(place(file).map(drop)?));
    unfinished.remove(&path);
    placed
}

fn fill(file: &mut NamedTempFile, bytes: &[u8], permissions: Option<Permissions>) -> io::Result<()> {
    file.write_all(bytes)?;
    if let Some(permissions) = permissions {
        file.as_file().set_permissions(permissions)?;
    }
    file.as_file().sync_all()
}

/// Writes `after` to the file at `path`, which has to hold `before` still and to be writable: a rename would replace
/// a file that its owner protected.
///
/// # Errors
/// Whatever the operating system gives, or that the file is read-only or was changed; it is then untouched.
pub fn replace(path: &Path, before: &str, after: &str) -> io::Result<()> {
    check_unchanged(path, before)?;
    atomically(path, after.as_bytes())
}

/// Whether [`replace`] would refuse, so that several files can be asked about before the first is written.
///
/// # Errors
/// Those of [`replace`].
pub fn check_replaceable(path: &Path, before: &str) -> io::Result<()> {
    check_unchanged(path, before)?;
    // A file is replaced by another beside it, which not every folder takes. An interrupt waits until that one is gone.
    let target = path.canonicalize()?;
    heed_interrupts();
    let _unfinished = unfinished();
    temporary(folder_of(&target)).map(drop)
}

/// Somebody else wrote to the file since it was read.
#[derive(Debug, thiserror::Error)]
#[error("the file was changed meanwhile")]
pub(crate) struct ChangedMeanwhile;

/// Whether a file may be written and holds `before` still.
fn check_unchanged(path: &Path, before: &str) -> io::Result<()> {
    if fs::metadata(path)?.permissions().readonly() {
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, "the file is read-only"));
    }
    if fs::read(path)? != before.as_bytes() {
        return Err(io::Error::other(ChangedMeanwhile));
    }
    Ok(())
}

fn folder_of(target: &Path) -> &Path {
    target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A temporary file in `folder`. Its name says nothing to anybody, so that an error is the operating system's alone.
fn temporary(folder: &Path) -> io::Result<NamedTempFile> {
    builder().tempfile_in(folder).map_err(|error| error.kind().into())
}

/// A temporary file that others may read as far as the user's mask allows, like any other new file.
fn builder() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".ttm-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::bilingual::reason;

    #[test]
    fn a_file_is_replaced_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.md");
        atomically(&path, b"one").unwrap();
        atomically(&path, b"two").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        assert!(atomically(&folder.path().join("missing/a.md"), b"x").is_err());
        assert!(atomically(folder.path(), b"x").is_err());
    }

    #[test]
    fn what_is_read_only_or_changed_or_gone_is_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.yaml");
        fs::write(&path, "one").unwrap();
        replace(&path, "one", "two").unwrap();
        let words = reason(&replace(&path, "one", "three").unwrap_err());
        assert_eq!((&*words.en, &*words.zh), ("the file was changed meanwhile", "檔案在此期間被更動過"));
        let mut permissions = fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).unwrap();
        assert_eq!(replace(&path, "two", "three").unwrap_err().kind(), io::ErrorKind::PermissionDenied);
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert!(replace(&folder.path().join("b.yaml"), "", "x").is_err());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn permissions_and_links_are_kept() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let (path, link) = (folder.path().join("a.md"), folder.path().join("link.md"));
        fs::write(&path, "one").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        std::os::unix::fs::symlink("a.md", &link).unwrap();
        atomically(&link, b"two").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    }
}
