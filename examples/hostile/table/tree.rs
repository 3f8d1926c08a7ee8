//! Everything below a folder, so that whatever was changed is seen. No link is followed, and what is no file is not opened.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

/// What stands at a path.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Node {
    /// A file with its mode, how many names it has, and what it holds unless it cannot be read.
    File { mode: u32, names: u64, bytes: Option<Vec<u8>> },
    /// A folder with its mode.
    Folder { mode: u32 },
    /// A link with where it leads.
    Link(PathBuf),
    /// A pipe and the like.
    Other,
}

impl Node {
    /// Whether this is the same but for how many names it has.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::File { mode, bytes, .. }, Self::File { mode: other_mode, bytes: other_bytes, .. }) => {
                (mode, bytes) == (other_mode, other_bytes)
            }
            _ => self == other,
        }
    }
}

/// What stands below a folder, by path from there.
pub(super) type Tree = BTreeMap<PathBuf, Node>;

pub(super) fn read(folder: &Path) -> io::Result<Tree> {
    let mut tree = Tree::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(at) = folders.pop() {
        let entries = match fs::read_dir(folder.join(&at)) {
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => continue,
            entries => entries?,
        };
        for entry in entries {
            let entry = entry?;
            let (path, known) = (at.join(entry.file_name()), entry.metadata()?);
            let mode = known.mode();
            let node = if known.is_dir() {
                folders.push(path.clone());
                Node::Folder { mode }
            } else if known.is_symlink() {
                Node::Link(fs::read_link(entry.path())?)
            } else if known.is_file() {
                Node::File { mode, names: known.nlink(), bytes: fs::read(entry.path()).ok() }
            } else {
                Node::Other
            };
            tree.insert(path, node);
        }
    }
    Ok(tree)
}
