//! A standard as plain data of its own, for other programs: what any reader of serde makes of a file, key by key as the
//! file has them, and what any writer of serde makes a file of.
//!
//! It knows no places, and reading it stops at the first mistake: what is checked and printed is what the program's own
//! reader gives, see `docs/decisions/0001-two-readers.md`. It is for files that are trusted and small: how deep a file
//! may nest, how large it may be and what its anchors may grow to is the reader's to bound, not this model's. An unknown
//! key is an error; a code written as a number without quotation marks is whatever the reader takes it for.

use std::fmt;
use std::marker::PhantomData;

use serde::de::value::StrDeserializer;
use serde::de::{Error as _, IntoDeserializer as _, MapAccess, SeqAccess, Visitor};
use serde::ser::SerializeMap as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// One competency standard (職能基準).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Standard {
    /// The code issued by the iCAP office; a draft has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// In a draft, the code of the issued standard that it revises.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revises: Option<String>,
    /// The name, as one of two kinds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<Name>,
    /// Job categories, occupations and industries (所屬類別).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub classification: Option<Classification>,
    /// What the occupation does (工作描述).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The base level (基準級別), 1 to 6.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<u8>,
    /// The versions, newest first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub history: Option<Vec<Version>>,
    /// The knowledge of the whole standard, K.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub knowledge: Option<Coded<String>>,
    /// The skills of the whole standard, S.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub skills: Option<Coded<String>>,
    /// The attitudes, A.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attitudes: Option<Coded<String>>,
    /// The duties with their tasks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duties: Option<Coded<Duty>>,
    /// Qualifications and other notes (說明與補充事項).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notes: Option<Notes>,
    /// What an importer could not place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unplaced: Option<Vec<Unplaced>>,
}

/// The name of a standard: the form has two lines for it and one is filled (擇一填寫).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Name {
    /// 職類
    Category(String),
    /// 職業
    Occupation(String),
}

/// Where the standard belongs (所屬類別).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Classification {
    /// 職類別: three letters, issued by the iCAP office.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub job_category: Option<Vec<Class>>,
    /// 職業別: of the national occupation classification.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub occupation: Option<Vec<Class>>,
    /// 行業別: of the national industry classification.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub industry: Option<Vec<Class>>,
}

/// One entry of a classification.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Class {
    /// The code as printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// The name as printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// One version in the history (版本).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Version {
    /// The label, such as `V2`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// The code of that version.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// The name at that version.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Whether it holds today.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// The code of the version that took its place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub superseded_by: Option<String>,
    /// The day it was issued or updated (發展更新日期), as `2021-01-14`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// The update note (更新說明).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Whether a version holds today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Status {
    /// 最新版本
    Current,
    /// 歷史版本
    Superseded,
}

/// A duty (主要職責).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Duty {
    /// The name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The knowledge of every task that names none itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub knowledge: Option<Vec<Reference>>,
    /// The skills of every task that names none itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub skills: Option<Vec<Reference>>,
    /// The tasks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tasks: Option<Coded<Task>>,
}

/// A task (工作任務): one row of the form, or several in [`rows`](Self::rows).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Task {
    /// The name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Further tasks printed in the same cell.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub also: Option<Coded<String>>,
    /// The level of a task of one row (職能級別), 1 to 6.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<u8>,
    /// The outputs of a task of one row (工作產出).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outputs: Option<Coded<String>>,
    /// The indicators of a task of one row (行為指標).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub indicators: Option<Coded<String>>,
    /// The knowledge of every row that names none itself. Absent means inherited, empty means none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub knowledge: Option<Vec<Reference>>,
    /// The skills of every row that names none itself. Absent means inherited, empty means none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub skills: Option<Vec<Reference>>,
    /// The rows of a task of several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rows: Option<Vec<Row>>,
}

/// One row of a task: a level with the outputs and indicators that belong to it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Row {
    /// 職能級別, 1 to 6.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<u8>,
    /// 工作產出
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outputs: Option<Coded<String>>,
    /// 行為指標
    #[serde(skip_serializing_if = "Option::is_none")]
    pub indicators: Option<Coded<String>>,
    /// The knowledge of this row alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub knowledge: Option<Vec<Reference>>,
    /// The skills of this row alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub skills: Option<Vec<Reference>>,
}

/// Notes and supplements (說明與補充事項).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Notes {
    /// 學歷/經歷/能力條件
    #[serde(skip_serializing_if = "Option::is_none")]
    pub qualifications: Option<Vec<String>>,
    /// 其他補充說明
    #[serde(skip_serializing_if = "Option::is_none")]
    pub supplements: Option<Vec<String>>,
}

/// A text that an importer could not place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Unplaced {
    /// Where in the form it was found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
    /// The text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// A reference to a knowledge or a skill. A file has it as a code, or as a mapping of one pair, the code and the name,
/// where the list has that code with several names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reference {
    /// The code.
    pub code: String,
    /// Which of the names of that code is printed.
    pub name: Option<String>,
}

impl From<&str> for Reference {
    fn from(code: &str) -> Self {
        Self { code: code.to_owned(), name: None }
    }
}

impl Serialize for Reference {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.name {
            None => serializer.serialize_str(&self.code),
            Some(name) => serializer.collect_map([(&self.code, name)]),
        }
    }
}

impl<'de> Deserialize<'de> for Reference {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let OfList { code, entry } = OfList::<String>::deserialize(deserializer)?;
        Ok(match code {
            Some(code) => Self { code, name: Some(entry) },
            None => Self { code: entry, name: None },
        })
    }
}

/// Entries with their codes, in their order. A file has them as a mapping from code to entry; where a code is missing
/// or stands twice, as a list of such pairs and of entries without a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coded<T> {
    /// The code of each, if it has one, and the entry.
    pub entries: Vec<(Option<String>, T)>,
}

impl<T> Default for Coded<T> {
    fn default() -> Self {
        Self { entries: Vec::new() }
    }
}

impl<T: Serialize> Serialize for Coded<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let codes: std::collections::HashSet<_> =
            self.entries.iter().filter_map(|(code, _)| code.as_ref()).collect();
        if codes.len() < self.entries.len() {
            return serializer.collect_seq(self.entries.iter().map(|(code, value)| Pair { code, value }));
        }
        serializer.collect_map(self.entries.iter().filter_map(|(code, value)| Some((code.as_ref()?, value))))
    }
}

/// An entry of a list.
struct Pair<'a, T> {
    code: &'a Option<String>,
    value: &'a T,
}

impl<T: Serialize> Serialize for Pair<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Some(code) = self.code else { return self.value.serialize(serializer) };
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry(code, self.value)?;
        map.end()
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Coded<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Entries(PhantomData)).map(|entries| Self { entries })
    }
}

struct Entries<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for Entries<T> {
    type Value = Vec<(Option<String>, T)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("entries by their codes, or a list of them")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut entries = Vec::new();
        while let Some((code, entry)) = map.next_entry()? {
            entries.push((Some(code), entry));
        }
        Ok(entries)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut entries = Vec::new();
        while let Some(OfList { code, entry }) = list.next_element()? {
            entries.push((code, entry));
        }
        Ok(entries)
    }
}

/// An entry of a list, as it is read.
struct OfList<T> {
    code: Option<String>,
    entry: T,
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for OfList<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(OfListVisitor(PhantomData))
    }
}

struct OfListVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for OfListVisitor<T> {
    type Value = OfList<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an entry, or its code and the entry")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Self::Value, E> {
        let text: StrDeserializer<'_, E> = text.into_deserializer();
        Ok(OfList { code: None, entry: T::deserialize(text)? })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let pair = map.next_entry()?;
        let (code, entry) = pair.ok_or_else(|| A::Error::custom("an entry without anything in it"))?;
        if map.next_key::<String>()?.is_some() {
            return Err(A::Error::custom("a list has one code and its entry at a time"));
        }
        Ok(OfList { code: Some(code), entry })
    }
}
