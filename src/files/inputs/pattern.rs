//! Patterns among the paths of a command: the command line of Windows passes them on as they are, and so does any shell
//! where nothing matches.

use std::borrow::Cow;
use std::fs;
use std::path::{Component, Path, PathBuf};

use crate::text::glob::Glob;

/// The paths that a pattern matches, in the order of their names; `None` where `path` is no pattern. What is there is
/// meant as it is written, whatever its name.
pub(super) fn expanded(path: &Path) -> Option<Vec<PathBuf>> {
    let is_pattern = |part: Component<'_>| part.as_os_str().to_string_lossy().contains(['*', '?', '[']);
    if path.symlink_metadata().is_ok() || !path.components().any(is_pattern) {
        return None;
    }
    let mut reached = vec![PathBuf::new()];
    for part in path.components() {
        let name = part.as_os_str();
        if !is_pattern(part) {
            reached.iter_mut().for_each(|path| path.push(name));
            reached.retain(|path| path.as_os_str() == ".." || path.symlink_metadata().is_ok());
        } else if name == "**" {
            reached = reached.iter().flat_map(|folder| with_all_below(folder)).collect();
        } else {
            let glob = Glob::new(&folded(&name.to_string_lossy()), false).ok()?;
            reached = reached.iter().flat_map(|folder| matching(folder, &glob)).collect();
        }
    }
    // A pattern that ends in `**` means what is in the folders, and they are searched anyhow.
    Some(reached)
}

/// A name as the file system compares it.
fn folded(name: &str) -> Cow<'_, str> {
    if cfg!(windows) { Cow::Owned(name.to_lowercase()) } else { Cow::Borrowed(name) }
}

/// The entries of a folder whose names match; a hidden one is not meant by a pattern.
fn matching(folder: &Path, glob: &Glob) -> Vec<PathBuf> {
    let names = names(folder).into_iter().filter(|name| glob.is_match(&folded(&name.to_string_lossy())));
    names.map(|name| folder.join(name)).collect()
}

/// A folder and all folders below it, without links.
fn with_all_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = vec![folder.to_path_buf()];
    for path in names(folder).into_iter().map(|name| folder.join(name)) {
        if path.symlink_metadata().is_ok_and(|known| known.is_dir()) {
            found.extend(with_all_below(&path));
        }
    }
    found
}

/// The names in a folder in their order, without hidden ones.
fn names(folder: &Path) -> Vec<PathBuf> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<PathBuf> = entries.map(|entry| entry.file_name().into()).collect();
    names.retain(|name| !name.to_string_lossy().starts_with('.'));
    names.sort();
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_match_as_in_a_shell() {
        let folder = tempfile::TempDir::new().unwrap();
        for name in ["b.yaml", "a.yaml", "c.txt", ".hidden.yaml", "d/e.yaml", "d/f/g.yaml", "[x].yaml"] {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        }
        let found = |pattern: &str| {
            let paths = expanded(&folder.path().join(pattern))?;
            let shown = |path: PathBuf| {
                let path = path.strip_prefix(folder.path()).unwrap().to_string_lossy().replace('\\', "/");
                path.to_owned()
            };
            Some(paths.into_iter().map(shown).collect::<Vec<_>>().join(" "))
        };
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(found("*.yaml"), some("[x].yaml a.yaml b.yaml"));
        assert_eq!(found("?.yaml"), some("a.yaml b.yaml"));
        assert_eq!(found("[ab].yaml"), some("a.yaml b.yaml"));
        assert_eq!(found("*/*.yaml"), some("d/e.yaml"));
        assert_eq!(found("d/../*.txt"), some("d/../c.txt"));
        assert_eq!(found("**/*.yaml"), some("[x].yaml a.yaml b.yaml d/e.yaml d/f/g.yaml"));
        assert_eq!(found("*.odt"), some(""));
        assert_eq!(found("no/*.yaml"), some(""));
        // The name of a file that exists is taken literally; other texts are patterns only if they are well formed.
        assert_eq!(found("[x].yaml"), None);
        assert_eq!(found("no.yaml"), None);
        assert_eq!(found("[.yaml"), None);
    }
}
