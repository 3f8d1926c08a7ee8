//! What the scripts read: files that call a function or set a variable, since nothing else can be loaded from `file://`.
//!
//! `data.js` has what lists of results show of each standard. The texts that are searched, and the codes and levels for the
//! comparison, are in `search/N.js`, each with those of some standards, which the name of their files chooses: so a changed
//! standard changes one of them, and a comparison loads few. They are loaded when they are asked for.
//!
//! Each has every distinct text once, in the order of its first place. So most places need no number: for each standard
//! and field it says how many texts are new, and only texts that stood before have a number.

use std::collections::HashMap;
use std::io;

use serde::Serialize;
use serde_json::{Value, json};

use super::Site;
use super::address::id;
use super::card::{Card, Piece};
use crate::catalogue::listing::Standing;
use crate::model::Kind;
use crate::text::display_safe::one_line;
use crate::text::fold::lookup;
use crate::text::json::EscapedJson;

/// The fields of the texts, in the order of their numbers; after them the description. Before them, the script has the name.
const FIELDS: [Kind; 6] =
    [Kind::Duty, Kind::Task, Kind::Output, Kind::Knowledge, Kind::Skill, Kind::Attitude];

/// The largest number of standards with which the texts are in one file, and in sixteen.
const FEW: usize = 200;
const MANY: usize = 4000;

type Places<'c> = HashMap<&'c str, usize, foldhash::fast::RandomState>;

/// For each standard the file that has its texts, and how many of them there are.
#[derive(Debug)]
pub(super) struct Shards {
    of: Vec<usize>,
    count: usize,
}

impl Shards {
    pub(super) fn of<'s>(stems: impl ExactSizeIterator<Item = &'s str>) -> Self {
        let count = [(FEW, 1), (MANY, 16)].into_iter().find(|(most, _)| stems.len() <= *most);
        let count = count.map_or(64, |(_, count)| count);
        // The first two digits of a hash.
        let shard = |stem| usize::from_str_radix(&id(stem)[1..3], 16).unwrap_or_default() % count;
        Self { of: stems.map(shard).collect(), count }
    }

    /// The file that has a standard.
    pub(super) fn shard(&self, at: usize) -> usize {
        self.of[at]
    }

    /// How many files there are.
    pub(super) fn count(&self) -> usize {
        self.count
    }
}

/// The path of a file with texts.
pub(super) fn path(shard: usize) -> String {
    format!("search/{shard}.js")
}

/// What is shown of each standard, and the job categories.
pub(super) fn standards(site: &Site<'_>) -> (String, Vec<u8>) {
    let (mut standards, mut categories) = (Vec::new(), Vec::new());
    let mut of_category: Places<'_> = HashMap::default();
    for (at, (card, shard)) in site.cards.iter().zip(&site.shards.of).enumerate() {
        let mut own: Vec<usize> = Vec::new();
        for (code, name) in &card.groups[0] {
            let next = categories.len();
            let place = *of_category.entry(if code.is_empty() { name } else { code }).or_insert(next);
            if place == next {
                categories.push((code.as_str(), name.as_str()));
            }
            if !own.contains(&place) {
                own.push(place);
            }
        }
        let standing = match card.standing {
            Some(Standing::Superseded) => 1,
            Some(Standing::Draft) => 2,
            Some(Standing::Current) | None => 0,
        };
        let code = card.code.as_deref().map(one_line).unwrap_or_default();
        let stem = site.stems.stem(at);
        let stem = if stem == code { "" } else { stem };
        standards.push(json!([code, stem, card.name, card.level.unwrap_or(0), standing, own, shard]));
    }
    #[derive(Serialize)]
    struct Data<'a> {
        shards: usize,
        variants: String,
        categories: Vec<(&'a str, &'a str)>,
        standards: Vec<Value>,
    }
    let variants = crate::text::fold::variants();
    let data = Data { shards: site.shards.count, variants, categories, standards };
    ("data.js".to_owned(), script("var ttmData=", &data, ";\n"))
}

/// The texts of some standards.
#[derive(Default, Serialize)]
struct Texts<'c> {
    /// One a line.
    texts: String,
    /// For each standard and field its texts, in the order of the form.
    uses: Vec<Vec<Uses>>,
    /// For each standard codes and levels of its knowledge and of its skills, in the same order.
    items: Vec<[(Codes<'c>, String); 2]>,
    /// Lines of names that are compared as another text than the one that is searched.
    terms: Vec<(usize, &'c str)>,
    #[serde(skip)]
    places: Places<'c>,
}

/// The texts of a field.
#[derive(Serialize)]
#[serde(untagged)]
enum Uses {
    /// So many that stand nowhere before.
    New(usize),
    /// Numbers of new ones, and among them the lines of others, each as a number below zero: -1 is the first line.
    Mixed(Vec<i64>),
}

/// The codes of a list.
#[derive(Serialize)]
#[serde(untagged)]
enum Codes<'c> {
    /// 0 if they count from one, as K01, K02.
    Counted(u8),
    Listed(Vec<&'c str>),
}

/// A file with the texts of some standards.
pub(super) fn texts(site: &Site<'_>, shard: usize) -> (String, Vec<u8>) {
    let mut texts = Texts::default();
    for (card, _) in site.cards.iter().zip(&site.shards.of).filter(|(_, own)| **own == shard) {
        let mut uses: Vec<Uses> = FIELDS.iter().map(|&kind| texts.add_pieces(card, kind)).collect();
        uses.push(texts.add([(&*card.description, "")].into_iter().filter(|(text, _)| !text.is_empty())));
        texts.uses.push(uses);
        texts.items.push(
            [(Kind::Knowledge, 'K'), (Kind::Skill, 'S')].map(|(kind, letter)| items(card, kind, letter)),
        );
    }
    texts.texts.pop();
    (path(shard), script(&format!("ttmTexts({shard},"), &texts, ");\n"))
}

impl<'c> Texts<'c> {
    fn add_pieces(&mut self, card: &'c Card, kind: Kind) -> Uses {
        let own = card.pieces().filter(move |piece| piece.kind() == kind);
        self.add(own.map(|piece| (piece.text(), piece.term())))
    }

    /// Adds the texts of a field, each with the name by which it is compared.
    fn add(&mut self, own: impl Iterator<Item = (&'c str, &'c str)>) -> Uses {
        let (mut mixed, mut new, mut is_mixed) = (Vec::new(), 0, false);
        for (text, term) in own {
            let next = self.places.len();
            let place = *self.places.entry(text).or_insert(next);
            if place == next {
                self.texts.push_str(text);
                self.texts.push('\n');
                if !term.is_empty() && term != text && lookup(text) != term {
                    self.terms.push((next, term));
                }
                new += 1;
                continue;
            }
            is_mixed = true;
            if new > 0 {
                mixed.push(new);
                new = 0;
            }
            mixed.push(-1 - i64::try_from(place).unwrap_or_default());
        }
        if !is_mixed {
            return Uses::New(usize::try_from(new).unwrap_or_default());
        }
        if new > 0 {
            mixed.push(new);
        }
        Uses::Mixed(mixed)
    }
}

/// Codes and levels of a list. The levels are a letter for each, whose position in the alphabet of base 64 has a bit for
/// each level.
fn items(card: &Card, kind: Kind, letter: char) -> (Codes<'_>, String) {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let own = || card.pieces().filter(move |piece| piece.kind() == kind);
    let levels = own().map(|piece| char::from(ALPHABET[usize::from(piece.levels() >> 1) % 64]));
    let are_counted = own().zip(1..).all(|(piece, number)| piece.code() == format!("{letter}{number:02}"));
    let codes = if are_counted { Codes::Counted(0) } else { Codes::Listed(own().map(Piece::code).collect()) };
    (codes, levels.collect())
}

/// A writer that escapes what could begin an element, which in JSON is within texts.
struct Inactive<'o>(&'o mut Vec<u8>);

impl io::Write for Inactive<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for (at, piece) in bytes.split(|&byte| byte == b'<').enumerate() {
            if at > 0 {
                self.0.extend_from_slice(b"\\u003c");
            }
            self.0.extend_from_slice(piece);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A script with a value. JSON is JavaScript; what a log or a page could take for something else is escaped.
fn script(before: &str, value: &impl Serialize, after: &str) -> Vec<u8> {
    let mut out = before.as_bytes().to_vec();
    // Writing to memory does not fail.
    let _ = serde_json::to_writer(EscapedJson(Inactive(&mut out)), value);
    out.extend_from_slice(after.as_bytes());
    out
}
