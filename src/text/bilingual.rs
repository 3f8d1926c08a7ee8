//! What the program says, in English and in Traditional Chinese side by side.
//!
//! Every sentence is written where its reason is, once in each language, so that neither can be forgotten
//! and a reviewer of one sees the other. Which of the two is shown is decided at the very end, by the report.

use std::borrow::Cow;
use std::io;

/// The language of what is said. It chooses words and nothing else.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Traditional Chinese as written in Taiwan.
    ZhTw,
}

/// A sentence in both languages. Made with [`words!`](crate::words!) or, where it is constant, [`Words::fixed`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// The English sentence.
    pub en: Cow<'static, str>,
    /// The same in Traditional Chinese.
    pub zh: Cow<'static, str>,
}

impl Words {
    /// A sentence without anything to fill in.
    pub const fn fixed(en: &'static str, zh: &'static str) -> Self {
        Self { en: Cow::Borrowed(en), zh: Cow::Borrowed(zh) }
    }

    /// The sentence in `lang`.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::ZhTw => &self.zh,
        }
    }
}

/// A reason of our own within an [`io::Error`].
#[derive(Debug, thiserror::Error)]
#[error("{}", .0.en)]
struct Explained(Words);

/// An error of input or output whose reason is ours.
pub(crate) fn explained(words: Words) -> io::Error {
    io::Error::other(Explained(words))
}

/// Why the operating system did not do what it was asked: its own words in English, in Chinese ours for what happens to
/// people.
pub(crate) fn reason(error: &io::Error) -> Words {
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
        _ => return crate::words!("{error}", "{error}"),
    };
    Words { en: error.to_string().into(), zh: zh.into() }
}

/// The ending of an English noun after a number: "1 error", "2 errors".
pub(crate) fn s(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}

/// Fills in the same values in both languages: `words!("no {key} here", "這裡沒有 {key}")`.
#[macro_export]
macro_rules! words {
    ($en:literal, $zh:literal $(,)?) => {
        $crate::text::bilingual::Words {
            en: ::std::borrow::Cow::Owned(format!($en)),
            zh: ::std::borrow::Cow::Owned(format!($zh)),
        }
    };
}
