//! Transfers everything but the content from a file to its replacement. If something cannot be transferred, the file is
//! not replaced.

use std::fs::{self, File, Metadata};
use std::io;
use std::path::Path;

use crate::bilingual;
use crate::files::reason::explained;

/// The metadata of a file that is to be replaced.
///
/// # Errors
/// That it has further hard links: these would keep the old content.
pub(super) fn check_links(target: &Path) -> io::Result<Metadata> {
    let metadata = fs::metadata(target)?;
    #[cfg(unix)]
    if std::os::unix::fs::MetadataExt::nlink(&metadata) > 1 {
        let names = std::os::unix::fs::MetadataExt::nlink(&metadata);
        return Err(explained(bilingual!(
            "the file has {names} names (hard links), and the others would keep the old text; remove them, or make this a copy of its own with `cp`",
            "這個檔案有 {names} 個名稱（硬連結），其他名稱會留著舊內容；請先移除那些連結，或用 `cp` 另存成獨立的檔案"
        )));
    }
    Ok(metadata)
}

/// Gives `new` the owner, the attributes and the mode of the file at `target`, in this order: changing the owner clears
/// permission bits, and an access list is part of the mode.
pub(super) fn copy(new: &File, target: &Path) -> io::Result<()> {
    let old = fs::metadata(target)?;
    #[cfg(unix)]
    {
        owner(new, &old)?;
        attributes::copy(new, target)?;
    }
    new.set_permissions(old.permissions())
}

#[cfg(unix)]
fn owner(new: &File, old: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt as _, fchown};
    let made = new.metadata()?;
    let (uid, gid) = (old.uid(), old.gid());
    if (made.uid(), made.gid()) == (uid, gid) {
        return Ok(());
    }
    // Only root can change the owner; members of a group can change the group to it.
    fchown(new, (made.uid() != uid).then_some(uid), (made.gid() != gid).then_some(gid)).map_err(|_| {
        explained(bilingual!(
            "it belongs to user {uid} and group {gid}, whom a new file cannot be given to; run ttm as that user, or take the file over with `chown` first",
            "檔案屬於使用者 {uid}、群組 {gid}，新檔案無法交給他們；請以該使用者執行 ttm，或先用 `chown` 變更擁有者"
        ))
    })
}

/// On other Unix systems extended attributes cannot be read in this way, so there is nothing to transfer.
#[cfg(all(unix, not(any(target_os = "linux", target_os = "android", target_vendor = "apple"))))]
mod attributes {
    use std::fs::File;
    use std::io;
    use std::path::Path;

    pub(super) fn copy(_: &File, _: &Path) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
mod attributes {
    use std::collections::BTreeMap;
    use std::ffi::{CStr, CString};
    use std::fs::File;
    use std::io;
    use std::path::Path;

    use rustix::fs::{XattrFlags, fgetxattr, flistxattr, fremovexattr, fsetxattr, getxattr, listxattr};
    use rustix::io::Errno;

    use crate::bilingual;
    use crate::files::reason::explained;

    type Attributes = BTreeMap<CString, Vec<u8>>;

    /// Attributes maintained by the system: checksums of the content, and the program that wrote it.
    const OF_THE_SYSTEM: [&CStr; 3] = [c"security.ima", c"security.evm", c"com.apple.provenance"];

    /// The most bytes that Linux returns at once, for names or a value.
    const ROOM: usize = 64 << 10;

    pub(super) fn copy(new: &File, target: &Path) -> io::Result<()> {
        let old = all(|room| listxattr(target, room), |name, room| getxattr(target, name, room))?;
        let made = all(|room| flistxattr(new, room), |name, room| fgetxattr(new, name, room))?;
        // A folder can give new files an access list that the old file did not have.
        for name in made.keys().filter(|name| !old.contains_key(*name)) {
            fremovexattr(new, name.as_c_str()).map_err(|_| refused(name))?;
        }
        for (name, value) in old.iter().filter(|(name, value)| made.get(*name) != Some(value)) {
            fsetxattr(new, name.as_c_str(), value, XattrFlags::empty()).map_err(|_| refused(name))?;
        }
        Ok(())
    }

    /// The attributes of a file; none if the file system does not support them.
    fn all(
        list: impl Fn(&mut [u8]) -> Result<usize, Errno>,
        get: impl Fn(&CStr, &mut [u8]) -> Result<usize, Errno>,
    ) -> io::Result<Attributes> {
        let mut room = vec![0; ROOM];
        let names = match list(&mut room) {
            Ok(length) => room[..length].to_vec(),
            Err(Errno::NOTSUP | Errno::NOSYS) => return Ok(Attributes::new()),
            Err(error) => return Err(error.into()),
        };
        let mut attributes = Attributes::new();
        for name in names.split_inclusive(|&byte| byte == 0) {
            let Ok(name) = CStr::from_bytes_with_nul(name) else { continue };
            if !OF_THE_SYSTEM.contains(&name) {
                let length = get(name, &mut room).map_err(|_| refused(name))?;
                attributes.insert(name.to_owned(), room[..length].to_vec());
            }
        }
        Ok(attributes)
    }

    fn refused(name: &CStr) -> io::Error {
        let name = name.to_string_lossy();
        explained(bilingual!(
            "its extended attribute {name} would be lost, since a new file cannot be given it; save the attribute and remove it first (`setfattr -x`, on macOS `xattr -d`)",
            "無法為新檔案設定延伸屬性 {name}，替換後就會遺失；請先備份並移除該屬性（`setfattr -x`，macOS 用 `xattr -d`）"
        ))
    }
}
