//! Files are written completely or not at all: into a temporary file beside the target, which then replaces it.
//!
//! The content of a file is compared directly before it is replaced or removed, so an edit saved before that check is
//! never lost. Only an edit between two system calls, the end of the `read` for the check and the `rename` (or
//! `unlink`) after it, goes unnoticed.
//!
//! What replaces a file, and what is written so that another file can be removed, is forced onto the disk first: a crash of
//! the system must not lose the only copy. A new file made of inputs that stay is not, since it can be made again, and to
//! wait for the disk was a third of the time of importing a folder.

mod existing;
mod keep_metadata;
mod temporary;

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Read, Write};
use std::path::Path;

use crate::files::reason::explained;
use crate::text::bilingual::Bilingual;

pub(crate) use existing::{Existing, Identity, existing, identity, is_same, leads_to_stdout};
use temporary::Temporary;
pub use temporary::{abandon, before_first, remove_unfinished};

/// Writes a document to the given writer.
pub(crate) type Fill<'a> = &'a mut dyn FnMut(&mut dyn Write) -> io::Result<()>;

/// Writes a new file at `path`, where nothing may exist: if two processes do so at the same time, one fails. It is not
/// forced onto the disk.
///
/// # Errors
/// Any error of the operating system, such as [`io::ErrorKind::AlreadyExists`] if the path exists.
pub(crate) fn create_new(path: &Path, fill: Fill<'_>) -> io::Result<()> {
    create(path, fill, |_| Ok(()))
}

/// The same for a file whose source is removed next: it is forced onto the disk.
///
/// # Errors
/// Those of [`create_new`].
pub(crate) fn create_durable(path: &Path, fill: Fill<'_>) -> io::Result<()> {
    create(path, fill, File::sync_all)
}

fn create(path: &Path, fill: Fill<'_>, finish: impl FnOnce(&File) -> io::Result<()>) -> io::Result<()> {
    let mut temporary = Temporary::beside(path, None)?;
    filled(temporary.file(), fill)?;
    finish(temporary.file())?;
    temporary.place(|file| Ok(file.persist_noclobber(path).map(drop)?))
}

/// Writes a file that can be made again, in place of whatever file has its name. It is whole or not at all for other
/// programs, but not forced onto the disk.
///
/// # Errors
/// Any error of the operating system.
#[cfg(feature = "site")]
pub(crate) fn put(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut temporary = Temporary::beside(path, None)?;
    temporary.file().write_all(bytes)?;
    temporary.place(|file| Ok(file.persist(path).map(drop)?))
}

/// Replaces the file that `path` leads to. Its owner, mode and attributes are kept, and a link still leads to it.
/// `check` is called directly before the replacement and can prevent it.
///
/// # Errors
/// Any error of the operating system or of `check`, or that a property of the file would be lost; the file is then
/// unchanged.
pub(crate) fn overwrite(
    path: &Path,
    fill: Fill<'_>,
    check: &dyn Fn(&Path) -> io::Result<()>,
) -> io::Result<()> {
    let target = path.canonicalize()?;
    let mut temporary = Temporary::beside(&target, Some(&keep_metadata::check_links(&target)?))?;
    filled(temporary.file(), fill)?;
    keep_metadata::copy(temporary.file(), &target)?;
    temporary.file().sync_all()?;
    temporary.place(|file| {
        #[cfg(test)]
        hook::run();
        check(&target)?;
        Ok(file.persist(&target).map(drop)?)
    })
}

/// Writes to the end of something that is not a regular file, such as a pipe, or of a stream that was opened before the
/// program started.
///
/// # Errors
/// Any error of the operating system.
pub(crate) fn append(path: &Path, fill: Fill<'_>) -> io::Result<()> {
    filled(&mut OpenOptions::new().append(true).open(path)?, fill)
}

fn filled(file: &mut File, fill: Fill<'_>) -> io::Result<()> {
    let mut file = BufWriter::new(file);
    fill(&mut file)?;
    file.flush()
}

/// Writes `after` to the file at `path`, which must still contain `before` and be writable: a rename would replace even
/// a file that its owner write-protected.
///
/// # Errors
/// Any error of the operating system, that the file is read-only or was changed, or that a property of it would be
/// lost; the file is then unchanged.
pub fn replace(path: &Path, before: &str, after: &str) -> io::Result<()> {
    check_unchanged(path, before)?;
    overwrite(path, &mut |out| out.write_all(after.as_bytes()), &|target| check_unchanged(target, before))
}

/// Whether [`replace`] would fail, so that several files can be checked before the first is written.
///
/// # Errors
/// Those of [`replace`].
pub fn check_replaceable(path: &Path, before: &str) -> io::Result<()> {
    check_unchanged(path, before)?;
    // The replacement needs a new file in the same folder with the same owner, which is not always permitted.
    let target = path.canonicalize()?;
    let mut temporary = Temporary::beside(&target, Some(&keep_metadata::check_links(&target)?))?;
    keep_metadata::copy(temporary.file(), &target)
}

/// Removes the file at `path`, which must still contain `before` and be writable.
///
/// # Errors
/// Any error of the operating system, or that the file is read-only or was changed; the file is then unchanged.
pub fn remove(path: &Path, before: &str) -> io::Result<()> {
    #[cfg(test)]
    hook::run();
    check_unchanged(path, before)?;
    fs::remove_file(path)
}

/// Whether [`remove`] would fail.
///
/// # Errors
/// Those of [`remove`].
pub fn check_removable(path: &Path, before: &str) -> io::Result<()> {
    check_unchanged(path, before)?;
    Temporary::beside(path, None).map(drop)
}

/// The error for a file that another program changed after it was read.
pub(crate) fn changed_meanwhile() -> io::Error {
    explained(Bilingual::fixed("the file was changed meanwhile", "檔案在此期間被更動過"))
}

/// Checks that a file is writable and still contains `before`.
fn check_unchanged(path: &Path, before: &str) -> io::Result<()> {
    let metadata = fs::metadata(path)?;
    if metadata.permissions().readonly() {
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, "the file is read-only"));
    }
    // Reading anything else may block or never end.
    if !metadata.is_file() || metadata.len() != before.len() as u64 {
        return Err(changed_meanwhile());
    }
    let mut held = Vec::with_capacity(before.len() + 1);
    File::open(path)?.take(before.len() as u64 + 1).read_to_end(&mut held)?;
    if held == before.as_bytes() { Ok(()) } else { Err(changed_meanwhile()) }
}

/// Lets a test act between the reading of a file and the last check of it.
#[cfg(test)]
pub(crate) mod hook {
    use std::cell::RefCell;

    thread_local! {
        static NEXT: RefCell<Option<Box<dyn FnOnce()>>> = const { RefCell::new(None) };
    }

    /// Runs `edit` on this thread, once, directly before the next last check.
    pub(crate) fn before_last_look(edit: impl FnOnce() + 'static) {
        NEXT.set(Some(Box::new(edit)));
    }

    pub(super) fn run() {
        if let Some(edit) = NEXT.take() {
            edit();
        }
    }
}

#[cfg(test)]
mod tests;
