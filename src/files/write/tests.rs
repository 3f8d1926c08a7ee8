use std::path::PathBuf;

use tempfile::TempDir;

use super::*;
use crate::files::reason::reason;

fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    overwrite(path, &mut |out| out.write_all(bytes), &|_| Ok(()))
}

fn make(path: &Path, bytes: &[u8]) -> io::Result<()> {
    create_new(path, &mut |out| out.write_all(bytes))
}

/// A folder with a file of this name and text.
fn file(name: &str, text: &str) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, text).unwrap();
    (folder, path)
}

fn count(folder: &TempDir) -> usize {
    fs::read_dir(folder.path()).unwrap().count()
}

/// The path of the temporary file in a folder.
#[cfg(unix)]
fn unfinished(folder: &Path) -> PathBuf {
    let mut paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    paths.find(|path| path.file_name().unwrap().to_string_lossy().starts_with(".ttm-")).unwrap()
}

#[test]
fn a_file_is_made_or_replaced_and_nothing_is_left_beside_it() {
    let (folder, path) = file("a.md", "one");
    write(&path, b"two").unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"two");
    assert_eq!(make(&path, b"three").unwrap_err().kind(), io::ErrorKind::AlreadyExists);
    make(&folder.path().join("b.md"), b"three").unwrap();
    assert!(make(&folder.path().join("missing/a.md"), b"x").is_err());
    assert!(write(folder.path(), b"x").is_err());
    let full = overwrite(&path, &mut |_| Err(io::ErrorKind::StorageFull.into()), &|_| Ok(()));
    assert_eq!(full.unwrap_err().kind(), io::ErrorKind::StorageFull);
    assert_eq!((fs::read(&path).unwrap(), count(&folder)), (b"two".to_vec(), 2));
}

#[test]
fn files_that_are_read_only_changed_or_deleted_are_not_replaced() {
    let (folder, path) = file("a.yaml", "one");
    replace(&path, "one", "two").unwrap();
    let words = reason(&replace(&path, "one", "three").unwrap_err());
    assert_eq!((&*words.en, &*words.zh), ("the file was changed meanwhile", "檔案在此期間被更動過"));
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    assert_eq!(replace(&path, "two", "three").unwrap_err().kind(), io::ErrorKind::PermissionDenied);
    assert_eq!(fs::read(&path).unwrap(), b"two");
    assert!(replace(&folder.path().join("b.yaml"), "", "x").is_err());
    assert_eq!(count(&folder), 1);
}

#[test]
fn a_file_edited_before_it_is_replaced_is_kept() {
    let (folder, path) = file("a.yaml", "one");
    for edit in ["two", "one and more", ""] {
        fs::write(&path, "one").unwrap();
        let edited = path.clone();
        hook::before_last_look(move || fs::write(edited, edit).unwrap());
        assert_eq!(reason(&replace(&path, "one", "new").unwrap_err()).en, "the file was changed meanwhile");
        assert_eq!(fs::read_to_string(&path).unwrap(), edit);
        fs::write(&path, "one").unwrap();
        let edited = path.clone();
        hook::before_last_look(move || fs::write(edited, edit).unwrap());
        assert!(remove(&path, "one").is_err());
        assert_eq!(fs::read_to_string(&path).unwrap(), edit);
    }
    assert_eq!(count(&folder), 1);
}

#[cfg(unix)]
#[test]
fn permissions_and_links_are_kept() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let (folder, path) = file("a.md", "one");
    let link = folder.path().join("link.md");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    symlink("a.md", &link).unwrap();
    write(&link, b"two").unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"two");
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
}

#[cfg(unix)]
#[test]
fn a_temporary_file_never_has_wider_rights_than_the_target() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, path) = file("a.yaml", "one");
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o7777;
    for target in [0o600, 0o644, 0o400, 0o204, 0o777] {
        fs::set_permissions(&path, fs::Permissions::from_mode(target)).unwrap();
        let mut seen = 0;
        let mut fill = |out: &mut dyn Write| {
            seen = mode(&unfinished(folder.path()));
            out.write_all(b"two")
        };
        overwrite(&path, &mut fill, &|_| Ok(())).unwrap();
        assert_eq!((seen & !target, seen & 0o077, mode(&path)), (0, 0, target), "{target:o}");
    }
}

#[cfg(unix)]
#[test]
fn a_file_with_further_names_is_not_replaced() {
    let (folder, path) = file("a.yaml", "one");
    let other = folder.path().join("b.yaml");
    fs::hard_link(&path, &other).unwrap();
    for error in [replace(&path, "one", "two"), check_replaceable(&path, "one"), write(&path, b"two")] {
        let words = reason(&error.unwrap_err());
        assert!(words.en.contains("2 names (hard links)") && words.zh.contains("硬連結"), "{words:?}");
    }
    assert_eq!((fs::read(&path).unwrap(), fs::read(&other).unwrap()), (b"one".to_vec(), b"one".to_vec()));
    // Removing one name does not affect the other.
    check_removable(&path, "one").unwrap();
    remove(&path, "one").unwrap();
    assert_eq!((fs::read(&other).unwrap(), count(&folder)), (b"one".to_vec(), 1));
}

#[cfg(unix)]
#[test]
fn different_spellings_of_a_path_are_one_file() {
    use std::os::unix::fs::symlink;
    let (folder, path) = file("a.yaml", "one");
    let at = |name: &str| folder.path().join(name);
    symlink("a.yaml", at("link")).unwrap();
    fs::hard_link(&path, at("hard")).unwrap();
    symlink("nowhere", at("dangling")).unwrap();
    for name in ["link", "hard", "./a.yaml", "a.yaml"] {
        assert!(is_same(&path, &at(name)), "{name}");
    }
    assert!(!is_same(&path, &at("b.yaml")) && is_same(&at("b.yaml"), &at("./B.yaml")));
    let full = path.canonicalize().unwrap();
    assert_eq!(existing(&at("link")).unwrap(), Existing::File(full));
    assert_eq!(existing(&at("dangling")).unwrap(), Existing::DanglingLink);
    assert_eq!(existing(&at("b.yaml")).unwrap(), Existing::Nothing);
    assert_eq!(existing(folder.path()).unwrap(), Existing::Folder);
    assert_eq!(existing(Path::new("/dev/null")).unwrap(), Existing::Stream);
    assert_eq!(existing(Path::new("/dev/stderr")).unwrap(), Existing::Stream);
    symlink("/dev/stdout", at("stdout")).unwrap();
    assert!(leads_to_stdout(&at("stdout")) && leads_to_stdout(Path::new("/dev/fd/1")));
    assert!(!leads_to_stdout(Path::new("/dev/stderr")) && !leads_to_stdout(&at("link")));
}
