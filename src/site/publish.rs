//! Writes a site into a folder: what changed, and nothing that is not its own.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::manifest::{FILE, FOLDERS, Input, MAX_BYTES, Manifest};
use super::{Planned, Site, What};
use crate::files::open;
use crate::files::parallel;
use crate::files::reason::explained;
use crate::files::write;
use crate::text::bilingual::Bilingual;

/// What was done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Done {
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
fn at(path: &Path) -> impl FnOnce(io::Error) -> NotWritten {
    move |reason| NotWritten { path: path.to_path_buf(), reason }
}

/// Writes a site into `folder`, which is created.
///
/// # Errors
/// The first file that could not be written, or that is there and not of this site; the latter before anything is written.
pub fn publish(site: &Site, folder: &Path) -> Result<Done, NotWritten> {
    let (standards, shared) = site.plan();
    let all = || standards.iter().flatten().chain(&shared);
    fs::create_dir_all(folder).map_err(at(folder))?;
    let root = folder.canonicalize().map_err(at(folder))?;
    for name in FOLDERS {
        let path = root.join(name);
        // Before anything is written: a link there would lead out.
        match path.symlink_metadata() {
            Ok(found) if found.is_dir() => {}
            Ok(_) => return Err(at(&folder.join(name))(foreign())),
            Err(_) => {}
        }
    }
    let before = read(&root.join(FILE)).map_err(at(&folder.join(FILE)))?.unwrap_or_default();
    let mut wanted = BTreeSet::new();
    let mut stale = BTreeSet::new();
    for planned in all() {
        let path = folder.join(&planned.path);
        let size = size(&root.join(&planned.path)).map_err(at(&path))?;
        let stamp = before.files.get(&planned.path);
        if size.is_some() && stamp.is_none() {
            return Err(at(&path)(foreign()));
        }
        // An empty file may be what a crash of the system left.
        if stamp != Some(&planned.stamp) || size.is_none_or(|size| size == 0) {
            stale.insert(planned.path.as_str());
        }
        wanted.insert(planned.path.as_str());
    }
    let gone: Vec<&String> = before.files.keys().filter(|path| !wanted.contains(path.as_str())).collect();
    let manifest = manifest(site, &standards, &shared);
    let done = Done { written: stale.len(), kept: wanted.len() - stale.len(), removed: gone.len() };
    if stale.is_empty() && gone.is_empty() && before == manifest {
        return Ok(done);
    }
    for name in FOLDERS {
        if wanted.iter().any(|path| path.split_once('/').is_some_and(|(folder, _)| folder == name)) {
            fs::create_dir_all(root.join(name)).map_err(at(&folder.join(name)))?;
        }
    }
    // Who ends the program now finds the files named by which it was begun, and the next run writes them.
    let mut begun: BTreeMap<String, String> = before.files.clone();
    begun.extend(stale.iter().map(|path| ((*path).to_owned(), String::new())));
    let begun = Manifest { files: begun, ..Manifest::new("", "") };
    put(&root, FILE, &begun.write()).map_err(at(&folder.join(FILE)))?;
    let is_stale = |planned: &&Planned| stale.contains(planned.path.as_str());
    let written = parallel::map(standards.iter().enumerate(), |(index, files)| {
        let files: Vec<&Planned> = files.iter().filter(is_stale).collect();
        if files.is_empty() {
            return Ok(());
        }
        let made = site.make_standard(index, &files).map_err(at(&folder.join(&files[0].path)))?;
        for (planned, bytes) in files.iter().zip(made) {
            put(&root, &planned.path, &bytes).map_err(at(&folder.join(&planned.path)))?;
        }
        Ok(())
    });
    written.into_iter().collect::<Result<Vec<()>, _>>()?;
    for planned in shared.iter().filter(is_stale) {
        if let What::Bytes(bytes) = &planned.what {
            put(&root, &planned.path, bytes).map_err(at(&folder.join(&planned.path)))?;
        }
    }
    for path in gone {
        remove(&root.join(path)).map_err(at(&folder.join(path)))?;
    }
    put(&root, FILE, &manifest.write()).map_err(at(&folder.join(FILE)))?;
    Ok(done)
}

/// What is there is not of this site.
fn foreign() -> io::Error {
    explained(Bilingual::fixed(
        "it is there and not of this site; name another folder, or remove it first",
        "已存在，但不是這個網站的檔案；請指定另一個資料夾，或先將它移除",
    ))
}

fn manifest(site: &Site, standards: &[Vec<Planned>], shared: &[Planned]) -> Manifest {
    let mut manifest = Manifest::new(env!("CARGO_PKG_VERSION"), &site.stamp);
    let names = site.input_names();
    for planned in standards.iter().flatten().chain(shared) {
        manifest.files.insert(planned.path.clone(), planned.stamp.clone());
        for at in planned.what.fed_by() {
            let card = &site.cards[at];
            let input = manifest
                .inputs
                .entry(names[card.source].clone())
                .or_insert_with(|| Input { hash: card.hash.clone(), files: Vec::new() });
            input.files.push(planned.path.clone());
        }
    }
    manifest
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

fn put(root: &Path, path: &str, bytes: &[u8]) -> io::Result<()> {
    write::put(&root.join(path), bytes)
}

fn remove(path: &Path) -> io::Result<()> {
    match size(path)? {
        Some(_) => fs::remove_file(path),
        None => Ok(()),
    }
}
