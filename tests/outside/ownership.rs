//! What a file has besides its bytes, through the program: what cannot be kept is refused with the reason.

use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

use crate::Need;
use crate::support::names;

const STANDARD: &str = include_str!("../../standards/TTM4221-004v2.yaml");

/// Hard links to files.
pub(crate) const HARD_LINKS: Need = Need::System("the file system has no hard links", |file| {
    fs::hard_link(file, file.with_extension("other")).is_ok()
});

/// The right to give files away.
pub(crate) const ROOT: Need = Need::System("only root can give a file to another user", |file| {
    chown(file, Some(12345), Some(12345)).is_ok()
});

/// Attributes of files.
#[cfg(target_os = "linux")]
pub(crate) const ATTRIBUTES: Need = Need::System("the file system has no extended attributes", set_attribute);

#[cfg(target_os = "linux")]
fn set_attribute(file: &Path) -> bool {
    use rustix::fs::{XattrFlags, setxattr};
    setxattr(file, "user.note", b"kept", XattrFlags::empty()).is_ok()
}

/// Access lists of files.
#[cfg(target_os = "linux")]
pub(crate) const ACCESS_LISTS: Need = Need::System("the file system has no access lists", |file| {
    set_access_list(file, "system.posix_acl_access")
});

/// The owner reads and writes, user 12345 reads, others nothing: version 2, then tag, rights and number of each.
#[cfg(target_os = "linux")]
fn access_list() -> Vec<u8> {
    let entries =
        [(1u16, 6u16, u32::MAX), (2, 4, 12345), (4, 0, u32::MAX), (16, 4, u32::MAX), (32, 0, u32::MAX)];
    let mut list = 2u32.to_le_bytes().to_vec();
    for (tag, rights, id) in entries {
        list.extend(tag.to_le_bytes().into_iter().chain(rights.to_le_bytes()).chain(id.to_le_bytes()));
    }
    list
}

#[cfg(target_os = "linux")]
fn set_access_list(path: &Path, name: &str) -> bool {
    use rustix::fs::{XattrFlags, setxattr};
    setxattr(path, name, &access_list(), XattrFlags::empty()).is_ok()
}

/// A folder with a file that can be mended.
fn folder() -> (TempDir, String) {
    let folder = TempDir::new().unwrap();
    let text = STANDARD.replacen("國際商務", "國際 商務", 1);
    fs::write(folder.path().join("a.yaml"), &text).unwrap();
    (folder, text)
}

fn fix(program: &Path, folder: &Path, lang: &str) -> Command {
    let mut command = Command::new(program);
    command.args(["validate", "--fix", "--lang", lang, "a.yaml"]).current_dir(folder);
    command
}

fn refused(output: &Output, reason: &str) {
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("a.yaml") && said.contains(reason), "{said}");
}

pub(crate) fn a_file_with_hard_links_is_refused() {
    let (folder, text) = folder();
    let folder = folder.path();
    fs::hard_link(folder.join("a.yaml"), folder.join("b")).unwrap();
    let program = Path::new(env!("CARGO_BIN_EXE_ttm"));
    refused(&fix(program, folder, "en").output().unwrap(), "2 names (hard links)");
    refused(&fix(program, folder, "zh-TW").output().unwrap(), "2 個名稱（硬連結）");
    for name in ["a.yaml", "b"] {
        assert_eq!(fs::read_to_string(folder.join(name)).unwrap(), text);
    }
}

pub(crate) fn a_file_of_another_owner_keeps_it_or_is_refused() {
    let (folder, text) = folder();
    let folder = folder.path();
    let path = folder.join("a.yaml");
    chown(&path, Some(12345), Some(12345)).unwrap();
    // Everyone may write to the file, and anyone can run a copy of the program.
    let open = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    let program = folder.join("ttm");
    fs::copy(env!("CARGO_BIN_EXE_ttm"), &program).unwrap();
    open(folder, 0o777);
    open(&path, 0o666);
    let before = names(folder);
    let by = |lang: &str| {
        let mut command = fix(&program, folder, lang);
        command.uid(23456).gid(23456).output().unwrap()
    };
    refused(&by("en"), "it belongs to user 12345 and group 12345");
    refused(&by("zh-TW"), "檔案屬於使用者 12345、群組 12345");
    assert_eq!((fs::read_to_string(&path).unwrap(), names(folder)), (text, before));
    // Root can give the new file to them.
    let output = fix(&program, folder, "en").output().unwrap();
    assert!(output.status.success(), "{output:?}");
    let now = fs::metadata(&path).unwrap();
    assert_eq!((now.uid(), now.gid(), now.mode() & 0o777), (12345, 12345, 0o666));
    assert_eq!(fs::read_to_string(&path).unwrap(), STANDARD);
}

#[cfg(target_os = "linux")]
pub(crate) fn attributes_are_kept() {
    use rustix::fs::getxattr;
    let (folder, _) = folder();
    let folder = folder.path();
    let path = folder.join("a.yaml");
    assert!(set_attribute(&path));
    let output = fix(Path::new(env!("CARGO_BIN_EXE_ttm")), folder, "en").output().unwrap();
    assert!(output.status.success(), "{output:?}");
    let mut value = [0; 16];
    assert_eq!(getxattr(&path, "user.note", &mut value), Ok(4));
    assert_eq!(&value[..4], b"kept");
    assert_eq!(fs::read_to_string(&path).unwrap(), STANDARD);
}

#[cfg(target_os = "linux")]
pub(crate) fn access_lists_are_kept_and_none_is_added() {
    use rustix::fs::getxattr;
    const ACCESS: &str = "system.posix_acl_access";
    let (folder, text) = folder();
    let folder = folder.path();
    let path = folder.join("a.yaml");
    let held = || {
        let mut value = vec![0; 4096];
        getxattr(&path, ACCESS, value.as_mut_slice()).map(|length| value[..length].to_vec()).ok()
    };
    let mend = || {
        let output = fix(Path::new(env!("CARGO_BIN_EXE_ttm")), folder, "en").output().unwrap();
        assert!(output.status.success(), "{output:?}");
        assert_eq!(fs::read_to_string(&path).unwrap(), STANDARD);
    };
    assert!(set_access_list(&path, ACCESS));
    mend();
    assert_eq!(held(), Some(access_list()));
    // What the folder gives to new files was not the old one's, and does not become the new one's.
    fs::remove_file(&path).unwrap();
    fs::write(&path, &text).unwrap();
    assert!(set_access_list(folder, "system.posix_acl_default"));
    mend();
    assert_eq!(held(), None);
}
