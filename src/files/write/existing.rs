//! What exists at a path, and whether two paths lead to the same file, whatever their spelling and links.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// The most links that are followed in a chain, the same as in Linux.
const MAX_LINKS: usize = 40;

/// What exists where a path leads.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Existing {
    /// Nothing.
    Nothing,
    /// A regular file, with its full path.
    File(PathBuf),
    /// A folder.
    Folder,
    /// A link whose target does not exist.
    DanglingLink,
    /// Something other than a file, such as a pipe, or a stream opened before the program started, such as
    /// `/dev/stderr`.
    Stream,
}

impl Existing {
    /// Whether this, which stands where `path` leads, is no file, or one that does not lie below the folder of `path`.
    pub(crate) fn leads_out_of_folder(&self, path: &Path) -> io::Result<bool> {
        match self {
            Self::File(file) => Ok(!file.starts_with(folder_of(path).canonicalize()?)),
            Self::Stream => Ok(true),
            Self::Nothing | Self::Folder | Self::DanglingLink => Ok(false),
        }
    }
}

/// Finds out what exists where `path` leads.
pub(crate) fn existing(path: &Path) -> io::Result<Existing> {
    // Most outputs are new files, and then nothing more has to be asked of the system.
    if path.symlink_metadata().is_err_and(|error| error.kind() == io::ErrorKind::NotFound) {
        return Ok(Existing::Nothing);
    }
    if descriptor(path).is_some() {
        return Ok(Existing::Stream);
    }
    match fs::metadata(path) {
        Ok(found) if found.is_dir() => Ok(Existing::Folder),
        Ok(found) if found.is_file() => Ok(Existing::File(path.canonicalize()?)),
        Ok(_) => Ok(Existing::Stream),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            Ok(if path.symlink_metadata().is_ok() { Existing::DanglingLink } else { Existing::Nothing })
        }
        Err(error) => Err(error),
    }
}

/// Whether a path is another name of standard output, such as `/dev/stdout`.
pub(crate) fn leads_to_stdout(path: &Path) -> bool {
    descriptor(path) == Some(1)
}

/// The folders of the open streams, which are the same as long as the program runs. Finding them out for each file that an
/// import writes was most of its 36 calls of `readlink` for each.
static STREAMS: LazyLock<Vec<PathBuf>> = LazyLock::new(|| {
    ["/dev/fd", "/proc/self/fd"].iter().filter_map(|path| fs::canonicalize(path).ok()).collect()
});

/// The number of the open stream that a path is another name of. The file behind such a stream must not be replaced,
/// since the program that opened it continues to write to it.
fn descriptor(path: &Path) -> Option<u32> {
    if STREAMS.is_empty() {
        return None;
    }
    let mut path = path.to_path_buf();
    for _ in 0..MAX_LINKS {
        let link = fs::read_link(&path);
        let number = path.file_name()?.to_str().and_then(|name| name.parse().ok());
        // Most files are neither, and then nothing more has to be asked of the system.
        if link.is_err() && number.is_none() {
            return None;
        }
        let folder = fs::canonicalize(folder_of(&path)).ok()?;
        if STREAMS.contains(&folder) {
            return number;
        }
        path = folder.join(link.ok()?);
    }
    None
}

/// What identifies a file: on Unix its device and inode number, elsewhere its full path.
#[cfg(unix)]
pub(crate) type Identity = (u64, u64);
#[cfg(not(unix))]
pub(crate) type Identity = PathBuf;

/// The identity of the file that `path` leads to, if it exists.
pub(crate) fn identity(path: &Path) -> Option<Identity> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        fs::metadata(path).ok().map(|found| (found.dev(), found.ino()))
    }
    #[cfg(not(unix))]
    path.canonicalize().ok()
}

/// Whether two paths lead to one file, or would if neither exists. Some file systems do not distinguish A and a.
pub(crate) fn is_same(one: &Path, other: &Path) -> bool {
    match (identity(one), identity(other)) {
        (Some(one), Some(other)) => one == other,
        (None, None) => match (resolved(one), resolved(other)) {
            (Some(one), Some(other)) => one == other,
            _ => false,
        },
        _ => false,
    }
}

/// The folder's identity and the lower-case name of a file that need not exist, in a folder that does.
fn resolved(path: &Path) -> Option<(Identity, String)> {
    Some((identity(folder_of(path))?, path.file_name()?.to_string_lossy().to_lowercase()))
}

pub(crate) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
