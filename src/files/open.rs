//! Files that are found, rather than named, are opened here: a regular file or nothing, and never more of it than the
//! caller has room for. Standards, configuration, baselines and ignore files all come from repositories, where a name may
//! lead to a pipe that nobody writes to or to a device without an end.

use std::fs::{File, OpenOptions};
use std::io::{self, Read};
use std::path::Path;

#[cfg(unix)]
use rustix::fs::OFlags;

use crate::bilingual;
use crate::files::reason::explained;
use crate::text::bilingual::Bilingual;

/// Opens a regular file, and says how long it is. What it is is asked of the open file, so that nothing can take its place
/// in between; opening does not wait for the other end of a pipe.
///
/// # Errors
/// Whatever the operating system gives, or that it is no regular file.
pub(crate) fn regular(path: &Path) -> io::Result<(File, u64)> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(
        &mut options,
        (OFlags::NONBLOCK | OFlags::NOCTTY).bits().cast_signed(),
    );
    let file = options.open(path)?;
    let known = file.metadata()?;
    if known.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    if !known.is_file() {
        return Err(explained(Bilingual::fixed(
            "it is a pipe or a device, not a file",
            "這是管線或裝置，不是檔案",
        )));
    }
    Ok((file, known.len()))
}

/// Everything in a regular file that has at most `limit` bytes.
///
/// # Errors
/// Those of [`regular`], or that there is more in it.
pub(crate) fn bounded(path: &Path, limit: usize) -> io::Result<Vec<u8>> {
    let (file, _) = regular(path)?;
    let mut bytes = Vec::new();
    file.take(limit as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > limit {
        let size = size(limit);
        return Err(explained(bilingual!("it is larger than {size}", "檔案大於 {size}")));
    }
    Ok(bytes)
}

/// A limit as it is said.
pub(crate) fn size(bytes: usize) -> String {
    if bytes < 1 << 20 { format!("{} KiB", bytes >> 10) } else { format!("{} MiB", bytes >> 20) }
}
