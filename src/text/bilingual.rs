//! Messages in English and Traditional Chinese side by side.
//!
//! Both versions of a message are written in the same place, so that neither is forgotten and reviewers see both. Which
//! one is shown is decided at the end, when the report is written.

use std::borrow::Cow;

/// The language of messages. It affects wording only.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
#[non_exhaustive]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Traditional Chinese.
    #[cfg_attr(feature = "cli", value(name = "zh-TW", aliases = ["zh", "zh-tw", "zh_TW"]))]
    ZhTw,
}

/// A message in both languages, made with [`bilingual!`](crate::bilingual!) or, if it is constant,
/// [`Bilingual::fixed`]. Every JSON has it in this shape: an object with `en` and `zh`.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Bilingual {
    /// In English.
    pub en: Cow<'static, str>,
    /// In Traditional Chinese.
    pub zh: Cow<'static, str>,
}

impl Bilingual {
    /// A constant message.
    pub const fn fixed(en: &'static str, zh: &'static str) -> Self {
        Self { en: Cow::Borrowed(en), zh: Cow::Borrowed(zh) }
    }

    /// The message in `lang`.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::ZhTw => &self.zh,
        }
    }
}

/// The plural ending of an English noun after a number: "1 error", "2 errors".
pub(crate) fn s(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}

/// Formats a message with the same values in both languages: `bilingual!("no {key} here", "這裡沒有 {key}")`.
#[doc(hidden)]
#[macro_export]
macro_rules! bilingual {
    ($en:literal, $zh:literal $(,)?) => {
        $crate::text::bilingual::Bilingual {
            en: ::std::borrow::Cow::Owned(format!($en)),
            zh: ::std::borrow::Cow::Owned(format!($zh)),
        }
    };
}
