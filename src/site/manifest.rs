//! `ttm-site.json`: what the folder of a site was made from. It decides what is written anew and what is removed.
//!
//! The file lies in a folder that others may write to, so nothing in it is believed: a path that no site has, such as one
//! that leads out of the folder, is as good as not there.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::store;

/// The name of the file.
pub(super) const FILE: &str = "ttm-site.json";

/// The version of its form.
const VERSION: u32 = 3;

/// The largest manifest that is read. That of three thousand standards has about 2 MiB.
pub(super) const MAX_BYTES: usize = 64 << 20;

/// The content of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Manifest {
    /// The version of the form.
    pub(super) manifest: u32,
    /// The version of the program.
    pub(super) program: String,
    /// The hash of what was chosen, on the command line and in `ttm.toml`.
    pub(super) configuration: String,
    /// Whether all of it is there: every input was read whole and has a page. Nothing is left out of a site that is complete.
    pub(super) complete: bool,
    /// The hash of the file that has what is known of the standards.
    pub(super) cards: u64,
    /// By file, from the folder that all of them are in.
    pub(super) inputs: BTreeMap<String, Input>,
    /// Every file of the site.
    pub(super) files: BTreeMap<String, Made>,
}

/// An input.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Input {
    /// Its hash.
    pub(super) hash: String,
    /// The files that it feeds besides those that all feed.
    pub(super) files: Vec<String>,
}

/// A file of the site.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Made {
    /// A hash of all that it is made from. 0 while it is being written, and for files that are compared with what is there.
    pub(super) stamp: u64,
    /// Its size in bytes.
    pub(super) size: u64,
}

impl Manifest {
    pub(super) fn new(program: &str, configuration: &str) -> Self {
        let (program, configuration) = (program.to_owned(), configuration.to_owned());
        Self { manifest: VERSION, program, configuration, ..Self::default() }
    }

    /// Reads a manifest; `None` if the text is not a manifest. Paths that no site has are left out.
    pub(super) fn read(text: &str) -> Option<Self> {
        let mut read: Self = serde_json::from_str(text).ok()?;
        read.files.retain(|path, _| is_of_site(path));
        (read.manifest == VERSION).then_some(read)
    }

    pub(super) fn write(&self) -> Vec<u8> {
        let mut bytes = serde_json::to_vec(self).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }
}

/// The folders of a site.
pub(super) const FOLDERS: [&str; 4] = ["s", "names", "changes", "search"];

/// Whether a site can have a file at this path: a plain name, in one of its folders or in none.
fn is_of_site(path: &str) -> bool {
    let (folder, name) = path.split_once('/').unwrap_or(("", path));
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    (folder.is_empty() || FOLDERS.contains(&folder))
        && name.starts_with(|c: char| c.is_ascii_alphanumeric())
        && name.chars().all(is_plain)
        && name != FILE
        && name != store::FILE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_is_read_back_and_paths_out_of_the_folder_are_not() {
        let mut manifest = Manifest { complete: true, ..Manifest::new("1", "c") };
        for path in [
            "s/TTM4221-004v2.html",
            "index.html",
            "../x.html",
            "/etc/passwd",
            "s/../x",
            "s\\x",
            "C:x",
            ".git",
            "a/b.html",
            "s/a/b.html",
            "",
            "s/",
            "s/.x",
            FILE,
            store::FILE,
        ] {
            manifest.files.insert(path.to_owned(), Made::default());
        }
        let again =
            |manifest: &Manifest| Manifest::read(std::str::from_utf8(&manifest.write()).unwrap()).unwrap();
        let read = again(&manifest);
        assert!(read.complete);
        assert_eq!(read.files.into_keys().collect::<Vec<_>>(), ["index.html", "s/TTM4221-004v2.html"]);
        assert_eq!(Manifest::read("{}"), None);
    }
}
