//! Files are written whole or not at all: into a temporary file beside the target, which is then put in its place.
//!
//! What a file holds is compared once more directly before it is replaced or removed, so an edit that was saved before
//! that last look is never lost. Only what is saved between two system calls, the end of the `read` of that look and the
//! `rename` (or `unlink`) after it, is not seen.

mod carry;
mod standing;
mod temporary;

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Read, Write};
use std::path::Path;

use crate::files::reason::explained;
use crate::text::bilingual::Bilingual;

pub(crate) use standing::{Identity, Standing, identity, is_same, leads_to_stdout, standing};
use temporary::Temporary;
pub use temporary::{abandon, before_first};

/// Writes a document to where it goes.
pub(crate) type Fill<'a> = &'a mut dyn FnMut(&mut dyn Write) -> io::Result<()>;

/// Writes what `fill` writes to a file at `path`, where nothing may stand: of two that do so at once, one fails.
///
/// # Errors
/// Whatever the operating system gives, [`io::ErrorKind::AlreadyExists`] where something stands there.
pub(crate) fn anew(path: &Path, fill: Fill<'_>) -> io::Result<()> {
    let mut temporary = Temporary::beside(path, None)?;
    filled(temporary.file(), fill)?;
    temporary.file().sync_all()?;
    temporary.place(|file| Ok(file.persist_noclobber(path).map(drop)?))
}

/// Writes what `fill` writes in place of the file that `path` leads to. Its owner, mode and attributes are kept, and a
/// link goes on leading to it. `check` has the last word, directly before it is replaced.
///
/// # Errors
/// Whatever the operating system or `check` gives, or that something of the file would be lost; it is then untouched.
pub(crate) fn over(path: &Path, fill: Fill<'_>, check: &dyn Fn(&Path) -> io::Result<()>) -> io::Result<()> {
    let target = path.canonicalize()?;
    let mut temporary = Temporary::beside(&target, Some(&carry::checked(&target)?))?;
    filled(temporary.file(), fill)?;
    carry::over(temporary.file(), &target)?;
    temporary.file().sync_all()?;
    temporary.place(|file| {
        #[cfg(test)]
        hook::run();
        check(&target)?;
        Ok(file.persist(&target).map(drop)?)
    })
}

/// Writes what `fill` writes to the end of what is no regular file, such as a pipe, or is a stream that was opened
/// before this program began.
///
/// # Errors
/// Whatever the operating system gives.
pub(crate) fn append(path: &Path, fill: Fill<'_>) -> io::Result<()> {
    filled(&mut OpenOptions::new().append(true).open(path)?, fill)
}

fn filled(file: &mut File, fill: Fill<'_>) -> io::Result<()> {
    let mut file = BufWriter::new(file);
    fill(&mut file)?;
    file.flush()
}

/// Writes `after` to the file at `path`, which has to hold `before` still and to be writable: a rename would replace
/// a file that its owner protected.
///
/// # Errors
/// Whatever the operating system gives, that the file is read-only or was changed, or that something of it would be
/// lost; it is then untouched.
pub fn replace(path: &Path, before: &str, after: &str) -> io::Result<()> {
    check_unchanged(path, before)?;
    over(path, &mut |out| out.write_all(after.as_bytes()), &|target| check_unchanged(target, before))
}

/// Whether [`replace`] would refuse, so that several files can be asked about before the first is written.
///
/// # Errors
/// Those of [`replace`].
pub fn check_replaceable(path: &Path, before: &str) -> io::Result<()> {
    check_unchanged(path, before)?;
    // A file is replaced by another beside it, which not every folder takes and which cannot be given to any owner.
    let target = path.canonicalize()?;
    let mut temporary = Temporary::beside(&target, Some(&carry::checked(&target)?))?;
    carry::over(temporary.file(), &target)
}

/// Removes the file at `path`, which has to hold `before` still and to be writable.
///
/// # Errors
/// Whatever the operating system gives, or that the file is read-only or was changed; it is then untouched.
pub fn remove(path: &Path, before: &str) -> io::Result<()> {
    #[cfg(test)]
    hook::run();
    check_unchanged(path, before)?;
    fs::remove_file(path)
}

/// Whether [`remove`] would refuse.
///
/// # Errors
/// Those of [`remove`].
pub fn check_removable(path: &Path, before: &str) -> io::Result<()> {
    check_unchanged(path, before)?;
    Temporary::beside(path, None).map(drop)
}

/// Somebody else wrote to the file since it was read.
pub(crate) fn changed_meanwhile() -> io::Error {
    explained(Bilingual::fixed("the file was changed meanwhile", "檔案在此期間被更動過"))
}

/// Whether a file may be written and holds `before` still.
fn check_unchanged(path: &Path, before: &str) -> io::Result<()> {
    let metadata = fs::metadata(path)?;
    if metadata.permissions().readonly() {
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, "the file is read-only"));
    }
    // Anything else may never end, or never begin.
    if !metadata.is_file() || metadata.len() != before.len() as u64 {
        return Err(changed_meanwhile());
    }
    let mut held = Vec::with_capacity(before.len() + 1);
    File::open(path)?.take(before.len() as u64 + 1).read_to_end(&mut held)?;
    if held == before.as_bytes() { Ok(()) } else { Err(changed_meanwhile()) }
}

/// What a test does between the reading of a file and the last look at it.
#[cfg(test)]
pub(crate) mod hook {
    use std::cell::RefCell;

    thread_local! {
        static NEXT: RefCell<Option<Box<dyn FnOnce()>>> = const { RefCell::new(None) };
    }

    /// Has `edit` done on this thread, once, directly before the next last look.
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
