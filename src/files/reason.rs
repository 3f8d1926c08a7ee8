//! Why something could not be read or written, in both languages: the operating system's reason, or the program's own.

use std::io;

use crate::bilingual;
use crate::text::bilingual::Bilingual;

/// A reason of the program's own inside an [`io::Error`].
#[derive(Debug, thiserror::Error)]
#[error("{}", .0.en)]
struct Explained(Bilingual);

/// An I/O error with a reason of the program's own.
pub(crate) fn explained(words: Bilingual) -> io::Error {
    io::Error::other(Explained(words))
}

/// The reason of an I/O error: in plain words for common errors, otherwise the system's text.
pub(crate) fn reason(error: &io::Error) -> Bilingual {
    if let Some(Explained(words)) = error.get_ref().and_then(|inner| inner.downcast_ref()) {
        return words.clone();
    }
    let (en, zh) = match error.kind() {
        io::ErrorKind::NotFound => ("there is no such file or folder", "找不到檔案或資料夾"),
        io::ErrorKind::AlreadyExists => ("there is a file already", "檔案已存在"),
        io::ErrorKind::PermissionDenied => ("permission denied", "沒有權限"),
        io::ErrorKind::IsADirectory => ("it is a folder", "這是資料夾"),
        io::ErrorKind::NotADirectory => ("a part of the path is no folder", "路徑中有一段不是資料夾"),
        io::ErrorKind::StorageFull => ("the disk is full", "磁碟空間不足"),
        io::ErrorKind::ReadOnlyFilesystem => ("the file system is read-only", "檔案系統是唯讀的"),
        io::ErrorKind::InvalidFilename => {
            ("its path or name is longer than the system takes", "路徑或檔名超過系統允許的長度")
        }
        _ => return bilingual!("{error}", "{error}"),
    };
    // A message that was put into the error is more precise than the general one.
    let en = if error.get_ref().is_some() { error.to_string().into() } else { en.into() };
    Bilingual { en, zh: zh.into() }
}
