//! The format of a standard's file as one table: every key, what stands under it, and what it means.
//!
//! Decoding checks a file against this table and the JSON Schema is generated from it, so the two cannot say
//! different things about shape. The words are what an editor shows when the pointer rests on a key. What a shape is
//! stands here; the shapes stand in the files beside, apart as the main table is apart on the form.

mod duties;
pub mod schema;
mod standard;

pub use duties::{DUTY, ROW, TASK};
pub use standard::{CLASS, CLASSIFICATION, NAME, NOTES, STANDARD, UNPLACED, VERSION};

use crate::model::Kind;
use crate::text::bilingual::Bilingual;

/// A mapping with known keys.
#[derive(Debug)]
pub struct Shape {
    /// The name under which the schema defines it.
    pub name: &'static str,
    /// What it is, in a word or two.
    pub title: Bilingual,
    /// What it holds.
    pub about: Bilingual,
    /// Its keys, in the order of the canonical file.
    pub fields: &'static [Field],
    /// What has to be said of several keys together.
    pub choice: Choice,
}

/// A rule over several keys of one mapping.
#[derive(Debug)]
pub enum Choice {
    /// Nothing.
    Free,
    /// Exactly one of all keys stands.
    One,
    /// Where this key stands, those do not.
    Instead(&'static str, &'static [&'static str]),
}

/// A key of a mapping.
#[derive(Debug)]
pub struct Field {
    /// The key.
    pub key: &'static str,
    /// Whether the mapping cannot be without it.
    pub required: bool,
    /// What it is, in a word or two.
    pub title: Bilingual,
    /// What it holds.
    pub about: Bilingual,
    /// What stands under it.
    pub value: Value,
}

/// What may stand under a key. An empty value is the same as an absent one, or an empty text; only
/// [`Value::References`] refuses it, since an empty cell and an inherited one are not the same.
#[derive(Debug)]
pub enum Value {
    /// Any scalar, read as text.
    Text,
    /// A whole number from 1 to 6, without quotation marks.
    Level,
    /// A day that exists, as `2021-01-14`.
    Date,
    /// The word for one of [`crate::model::StatusValue::BOTH`].
    Status,
    /// A list of texts.
    Texts,
    /// A list of codes of a kind, and of one-pair mappings of such a code and its name.
    References(Kind),
    /// Codes of a kind with their texts: a mapping, or a list of one-pair mappings and plain texts.
    Items(Kind),
    /// Codes of a kind with a mapping each: a mapping, or a list of one-pair mappings.
    Parts(Kind, &'static Shape),
    /// A mapping.
    Mapping(&'static Shape),
    /// A list of mappings.
    Mappings(&'static Shape),
}

impl Shape {
    /// Its keys.
    pub fn keys(&self) -> impl Iterator<Item = &'static str> + Clone {
        self.fields.iter().map(|field| field.key)
    }

    /// Whether a mapping of this shape may have no key at all.
    pub fn may_be_empty(&self) -> bool {
        !matches!(self.choice, Choice::One) && self.fields.iter().all(|field| !field.required)
    }
}

/// Every shape.
const SHAPES: [&Shape; 10] =
    [&STANDARD, &NAME, &CLASSIFICATION, &CLASS, &VERSION, &DUTY, &TASK, &ROW, &NOTES, &UNPLACED];

/// Whether `word` is a key of the format.
pub(crate) fn is_field(word: &str) -> bool {
    SHAPES.iter().any(|shape| shape.keys().any(|key| key == word))
}

const fn field(key: &'static str, value: Value, title: Bilingual, about: Bilingual) -> Field {
    Field { key, required: false, title, about, value }
}

const fn required(key: &'static str, value: Value, title: Bilingual, about: Bilingual) -> Field {
    Field { key, required: true, title, about, value }
}

const fn say(en: &'static str, zh: &'static str) -> Bilingual {
    Bilingual::fixed(en, zh)
}
