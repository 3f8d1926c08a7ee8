//! The folder that a site is written into: what is there, and the one place where files of a site are written or removed.

use std::collections::BTreeSet;
use std::fs;
use std::hash::Hash as _;
use std::io;
use std::path::{Path, PathBuf};

use super::Site;
use super::card::stamp;
use super::manifest::{FILE, FOLDERS, MAX_BYTES, Made, Manifest};
use super::plan::Planned;
use super::store;
use crate::files::open;
use crate::files::reason::explained;
use crate::files::write;
use crate::text::bilingual::Bilingual;

/// What was done.
#[derive(Debug, Default)]
pub struct Done {
    /// How many standards there are.
    pub standards: usize,
    /// How many files were written.
    pub written: usize,
    /// How many were left as they are.
    pub kept: usize,
    /// How many were removed, since no standard feeds them any more.
    pub removed: usize,
}

/// Why a site was not written, at a path.
#[derive(Debug)]
pub struct NotWritten {
    /// The file or folder.
    pub path: PathBuf,
    /// Why.
    pub reason: io::Error,
}

/// Gives an error its path.
fn at(path: &Path) -> impl FnOnce(io::Error) -> NotWritten + use<> {
    let path = path.to_path_buf();
    |reason| NotWritten { path, reason }
}

/// A folder that a site is written into.
pub(super) struct Folder<'p> {
    /// As it was named.
    named: &'p Path,
    /// Its full path.
    root: PathBuf,
    /// What the manifest says that is in it.
    pub(super) before: Manifest,
}

impl<'p> Folder<'p> {
    pub(super) fn open(folder: &'p Path) -> Result<Self, NotWritten> {
        fs::create_dir_all(folder).map_err(at(folder))?;
        let root = folder.canonicalize().map_err(at(folder))?;
        for name in FOLDERS {
            // Before anything is written: a link there would lead out.
            match root.join(name).symlink_metadata() {
                Ok(found) if found.is_dir() => {}
                Ok(_) => return Err(at(&folder.join(name))(foreign())),
                Err(_) => {}
            }
        }
        let before = read(&root.join(FILE)).map_err(at(&folder.join(FILE)))?.unwrap_or_default();
        Ok(Self { named: folder, root, before })
    }

    /// The files of the manifest that are not there, or have another size.
    pub(super) fn lost(&self) -> Result<Vec<&str>, NotWritten> {
        let mut lost = Vec::new();
        for (path, made) in &self.before.files {
            if self.size(path)? != Some(made.size) {
                lost.push(path.as_str());
            }
        }
        Ok(lost)
    }

    /// Checks that what is there under this name is of this site.
    pub(super) fn check_own(&self, path: &str) -> Result<(), NotWritten> {
        if self.size(path)?.is_some() && !self.before.files.contains_key(path) {
            return Err(self.failed(path)(foreign()));
        }
        Ok(())
    }

    /// Makes the folders of these files.
    pub(super) fn make_folders(&self, paths: &BTreeSet<String>) -> Result<(), NotWritten> {
        for name in FOLDERS {
            if paths.iter().any(|path| path.split_once('/').is_some_and(|(folder, _)| folder == name)) {
                fs::create_dir_all(self.root.join(name)).map_err(self.failed(name))?;
            }
        }
        Ok(())
    }

    /// Gives an error its path in the folder.
    pub(super) fn failed(&self, path: &str) -> impl FnOnce(io::Error) -> NotWritten {
        at(&self.named.join(path))
    }

    /// Whether a file has to be made, of which it is not known that it is lost.
    pub(super) fn is_stale(&self, path: &str, stamp: u64) -> bool {
        self.before.files.get(path).is_none_or(|made| made.stamp != stamp)
    }

    /// The bytes of what is known of the standards; none if there is no such file, or not that of the manifest.
    pub(super) fn cards(&self) -> Vec<u8> {
        let path = self.root.join(store::FILE);
        let is_there = matches!(size(&path), Ok(Some(_)));
        let bytes =
            is_there.then(|| open::bounded(&path, store::MAX_BYTES).ok()).flatten().unwrap_or_default();
        if hash_of(&bytes) == self.before.cards { bytes } else { Vec::new() }
    }

    /// Checks that there is no such file but of this site.
    pub(super) fn check_cards(&self) -> Result<(), NotWritten> {
        if self.size(store::FILE)?.is_some() && self.before.cards == 0 {
            return Err(self.failed(store::FILE)(foreign()));
        }
        Ok(())
    }

    /// Makes and writes files that a standard feeds.
    pub(super) fn put_standard<'f>(
        &self,
        site: &Site<'_>,
        standard: usize,
        files: impl Iterator<Item = &'f Planned>,
    ) -> Result<Vec<(String, Made)>, NotWritten> {
        let files: Vec<&Planned> = files.collect();
        let Some(first) = files.first() else { return Ok(Vec::new()) };
        let contents = site.make_standard(standard, &files).map_err(self.failed(&first.path))?;
        let put = |(planned, bytes): (&&Planned, Vec<u8>)| {
            self.put(&planned.path, &bytes)?;
            Ok((planned.path.clone(), Made { stamp: planned.stamp, size: bytes.len() as u64 }))
        };
        files.iter().zip(contents).map(put).collect()
    }

    /// Writes a file unless it is there already; whether it was written.
    pub(super) fn put_changed(
        &self,
        path: String,
        stamp: u64,
        bytes: &[u8],
    ) -> Result<(String, Made, bool), NotWritten> {
        let size = bytes.len() as u64;
        let is_there = self.size(&path)? == Some(size)
            && fs::read(self.root.join(&path)).is_ok_and(|there| there == bytes);
        if !is_there {
            self.put(&path, bytes)?;
        }
        Ok((path, Made { stamp, size }, !is_there))
    }

    pub(super) fn put(&self, path: &str, bytes: &[u8]) -> Result<(), NotWritten> {
        write::put(&self.root.join(path), bytes).map_err(self.failed(path))
    }

    pub(super) fn remove(&self, path: &str) -> Result<(), NotWritten> {
        match self.size(path)? {
            Some(_) => fs::remove_file(self.root.join(path)).map_err(self.failed(path)),
            None => Ok(()),
        }
    }

    fn size(&self, path: &str) -> Result<Option<u64>, NotWritten> {
        size(&self.root.join(path)).map_err(self.failed(path))
    }
}

/// The hash by which the manifest knows what is known of the standards; never 0.
pub(super) fn hash_of(bytes: &[u8]) -> u64 {
    stamp(|hasher| bytes.hash(hasher)).max(1)
}

/// What is there is not of this site.
fn foreign() -> io::Error {
    explained(Bilingual::fixed(
        "it is there and not of this site; name another folder, or remove it first",
        "已存在，但不是這個網站的檔案；請指定另一個資料夾，或先將它移除",
    ))
}

/// The manifest of a folder; `None` if it has none.
fn read(path: &Path) -> io::Result<Option<Manifest>> {
    if size(path)?.is_none() {
        return Ok(None);
    }
    let bytes = open::bounded(path, MAX_BYTES)?;
    let read = std::str::from_utf8(&bytes).ok().and_then(Manifest::read);
    read.map(Some).ok_or_else(|| {
        explained(Bilingual::fixed(
            "it is no manifest of a site of this program; name another folder, or remove it and the site",
            "不是本程式的網站清單；請指定另一個資料夾，或將它與網站一起移除",
        ))
    })
}

/// The size of a file, if it is there. What is there and no file is not of a site, nor is a link.
fn size(path: &Path) -> io::Result<Option<u64>> {
    match path.symlink_metadata() {
        Ok(found) if found.is_file() => Ok(Some(found.len())),
        Ok(_) => Err(foreign()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}
