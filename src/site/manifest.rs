//! `ttm-site.json`: what the folder of a site was made from. It decides what is written anew and what is removed.
//!
//! The file lies in a folder that others may write to, so nothing in it is believed: a path that no site has, such as one
//! that leads out of the folder, is as good as not there.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The name of the file.
pub(super) const FILE: &str = "ttm-site.json";

/// The version of its form.
const VERSION: u32 = 1;

/// The largest manifest that is read. That of three thousand standards has about 1 MiB.
pub(super) const MAX_BYTES: usize = 64 << 20;

/// The content of the file.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Manifest {
    /// The version of the form.
    pub(super) manifest: u32,
    /// The version of the program.
    pub(super) program: String,
    /// The hash of what was chosen, on the command line and in `ttm.toml`.
    pub(super) configuration: String,
    /// By file, from the folder that all of them are in: its hash, and the files that it feeds besides those that all feed.
    pub(super) inputs: BTreeMap<String, Input>,
    /// Every file of the site with the hash of all that it is made from; empty while it is being written.
    pub(super) files: BTreeMap<String, String>,
}

/// An input.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Input {
    pub(super) hash: String,
    pub(super) files: Vec<String>,
}

impl Manifest {
    pub(super) fn new(program: &str, configuration: &str) -> Self {
        let (program, configuration) = (program.to_owned(), configuration.to_owned());
        Self { manifest: VERSION, program, configuration, ..Self::default() }
    }

    /// Reads a manifest; `None` if it is none. Paths that no site has are left out.
    pub(super) fn read(text: &str) -> Option<Self> {
        let mut read: Self = serde_json::from_str(text).ok()?;
        read.files.retain(|path, _| is_of_site(path));
        (read.manifest == VERSION).then_some(read)
    }

    pub(super) fn write(&self) -> Vec<u8> {
        let mut bytes = serde_json::to_vec_pretty(self).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }
}

/// The folders of a site.
pub(super) const FOLDERS: [&str; 3] = ["s", "names", "changes"];

/// Whether a site can have a file at this path: a plain name, in one of its folders or in none.
fn is_of_site(path: &str) -> bool {
    let (folder, name) = path.split_once('/').unwrap_or(("", path));
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    (folder.is_empty() || FOLDERS.contains(&folder))
        && name.starts_with(|c: char| c.is_ascii_alphanumeric())
        && name.chars().all(is_plain)
        && name != FILE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_is_read_back_and_paths_out_of_the_folder_are_not() {
        let mut manifest = Manifest::new("1", "c");
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
        ] {
            manifest.files.insert(path.to_owned(), "1".to_owned());
        }
        let read = Manifest::read(std::str::from_utf8(&manifest.write()).unwrap()).unwrap();
        assert_eq!(read.files.into_keys().collect::<Vec<_>>(), ["index.html", "s/TTM4221-004v2.html"]);
        assert_eq!(Manifest::read("{}"), None);
    }
}
