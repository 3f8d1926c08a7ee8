//! What the program says, in English and in Traditional Chinese side by side.
//!
//! Every sentence is written where its reason is, once in each language, so that neither can be forgotten
//! and a reviewer of one sees the other. Which of the two is shown is decided at the very end, by the report.

use std::borrow::Cow;

/// The language of what is said. It chooses words and nothing else.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Traditional Chinese as written in Taiwan.
    ZhTw,
}

/// A sentence in both languages. Made with [`bilingual!`](crate::bilingual!) or, where it is constant, [`Bilingual::fixed`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bilingual {
    /// The English sentence.
    pub en: Cow<'static, str>,
    /// The same in Traditional Chinese.
    pub zh: Cow<'static, str>,
}

impl Bilingual {
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

/// The ending of an English noun after a number: "1 error", "2 errors".
pub(crate) fn s(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}

/// Fills in the same values in both languages: `bilingual!("no {key} here", "這裡沒有 {key}")`.
#[macro_export]
macro_rules! bilingual {
    ($en:literal, $zh:literal $(,)?) => {
        $crate::text::bilingual::Bilingual {
            en: ::std::borrow::Cow::Owned(format!($en)),
            zh: ::std::borrow::Cow::Owned(format!($zh)),
        }
    };
}
