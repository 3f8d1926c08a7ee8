//! Why something could not be read or written, in both languages: the operating system's reason, or one of ours.

use std::io;

use crate::bilingual;
use crate::text::bilingual::Bilingual;

/// A reason of our own within an [`io::Error`].
#[derive(Debug, thiserror::Error)]
#[error("{}", .0.en)]
struct Explained(Bilingual);

/// An error of input or output whose reason is ours.
pub(crate) fn explained(words: Bilingual) -> io::Error {
    io::Error::other(Explained(words))
}

/// Why the operating system did not do what it was asked: its own words in English, in Chinese ours for what happens to
/// people.
pub(crate) fn reason(error: &io::Error) -> Bilingual {
    if let Some(Explained(words)) = error.get_ref().and_then(|inner| inner.downcast_ref()) {
        return words.clone();
    }
    let zh = match error.kind() {
        io::ErrorKind::NotFound => "找不到檔案或資料夾",
        io::ErrorKind::AlreadyExists => "檔案已存在",
        io::ErrorKind::PermissionDenied => "沒有權限",
        io::ErrorKind::IsADirectory => "這是資料夾",
        io::ErrorKind::NotADirectory => "路徑中有一段不是資料夾",
        io::ErrorKind::StorageFull => "磁碟空間不足",
        io::ErrorKind::ReadOnlyFilesystem => "檔案系統是唯讀的",
        _ => return bilingual!("{error}", "{error}"),
    };
    Bilingual { en: error.to_string().into(), zh: zh.into() }
}
