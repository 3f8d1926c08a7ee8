//! Opens files that were found in a search, not named by the user: regular files only, and never more bytes than the
//! caller allows. Standards, configuration, baselines and ignore files come from repositories, where a name may lead to
//! a pipe without a writer or to an endless device.

use std::fs::{File, OpenOptions};
use std::io::{self, Read};
use std::path::Path;

#[cfg(unix)]
use rustix::fs::OFlags;

use crate::bilingual;
use crate::files::reason::explained;
use crate::text::bilingual::Bilingual;

/// Opens a regular file and returns it with its length in bytes. The type is taken from the opened file, so that it
/// cannot be replaced in between; opening a pipe does not block.
///
/// # Errors
/// Any error of the operating system, or that it is not a regular file.
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

/// The content of a regular file of at most `limit` bytes.
///
/// # Errors
/// Those of [`regular`], or that the file is longer.
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

/// A limit as text, in KiB or MiB.
pub(crate) fn size(bytes: usize) -> String {
    if bytes < 1 << 20 { format!("{} KiB", bytes >> 10) } else { format!("{} MiB", bytes >> 20) }
}
