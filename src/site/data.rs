//! What the scripts read: files that set a variable, since nothing else can be loaded from `file://`.
//!
//! `data.js` has what a search begins with: names, duties and tasks. `rest.js`, which is loaded after it, has the other texts,
//! and `items.js` the codes and levels for the comparison.
//!
//! Both have every distinct text once, in the order of its first place. So most places need no number: for each standard
//! and field they say how many texts are new, and list those that stood before.

use std::collections::HashMap;
use std::io;
use std::ops::Range;

use serde::Serialize;
use serde_json::{Value, json};

use super::Site;
use super::card::Card;
use crate::catalogue::listing::Standing;
use crate::model::{Competency, Kind};
use crate::text::display_safe::one_line;
use crate::text::json::EscapedJson;

/// The fields, in the order of their numbers: the name, then the kinds, then the description.
const FIELDS: [Option<Kind>; 8] = [
    None,
    Some(Kind::Duty),
    Some(Kind::Task),
    Some(Kind::Output),
    Some(Kind::Knowledge),
    Some(Kind::Skill),
    Some(Kind::Attitude),
    None,
];

/// The first field of `rest.js`.
const REST: usize = 3;

type Places<'c> = HashMap<&'c str, usize, foldhash::fast::RandomState>;

/// The texts of one of the two files.
#[derive(Default)]
struct Texts<'c> {
    lines: Vec<&'c str>,
    places: Places<'c>,
    /// For each standard: the number of new texts by field, then the fields with texts that stood before.
    uses: Vec<Value>,
}

pub(super) fn all(site: &Site<'_>) -> Vec<(String, Vec<u8>)> {
    let mut texts = [Texts::default(), Texts::default()];
    let mut items = Vec::new();
    for card in &site.cards {
        let mut codes = [String::new(), String::new()];
        let mut of_card = [Vec::new(), Vec::new()];
        let mut again = [Vec::new(), Vec::new()];
        for (field, kind) in FIELDS.iter().enumerate() {
            let part = usize::from(field >= REST);
            let (new, old) = own_lines(card, field, *kind, &mut texts[part]);
            of_card[part].push(json!(new.len()));
            if !old.is_empty() {
                again[part].push(json!([field, old]));
            }
            let competency = match kind {
                Some(Kind::Knowledge) => Some((0, Competency::Knowledge)),
                Some(Kind::Skill) => Some((1, Competency::Skill)),
                _ => None,
            };
            if let Some((list, competency)) = competency {
                codes[list] = items_of(card, competency, new.chain(old), &texts[part].places);
            }
        }
        for ((part, counts), again) in texts.iter_mut().zip(of_card).zip(again) {
            part.uses.push(Value::Array(counts.into_iter().chain(again).collect()));
        }
        items.push(codes);
    }
    let [first, rest] = &texts;
    let (standards, categories) = standards(site);
    let data = Data {
        standards,
        categories,
        variants: crate::text::fold::variants(),
        uses: &first.uses,
        texts: first.lines.join("\n"),
    };
    let mut files = vec![file("data.js", "ttmData", &data)];
    let items = Items { items, same: same(site, &rest.places) };
    files.push(file("items.js", "ttmItems", &items));
    drop(items);
    files.push(file("rest.js", "ttmRest", &Rest { uses: &rest.uses, texts: rest.lines.join("\n") }));
    files
}

#[derive(Serialize)]
struct Data<'a> {
    standards: Vec<Value>,
    categories: Vec<(&'a str, &'a str)>,
    variants: String,
    uses: &'a [Value],
    texts: String,
}

#[derive(Serialize)]
struct Items {
    /// By standard those of knowledge and of skills.
    items: Vec<[String; 2]>,
    same: Vec<[usize; 2]>,
}

#[derive(Serialize)]
struct Rest<'a> {
    uses: &'a [Value],
    texts: String,
}

/// What is shown of each standard, and the job categories.
fn standards<'s>(site: &'s Site<'_>) -> (Vec<Value>, Vec<(&'s str, &'s str)>) {
    let (mut standards, mut categories) = (Vec::new(), Vec::new());
    let mut of_category: Places<'_> = HashMap::default();
    for (at, card) in site.cards.iter().enumerate() {
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
        standards.push(json!([code, stem, card.name, card.level.unwrap_or(0), standing, own]));
    }
    (standards, categories)
}

/// The texts of a field, each once: those that stand nowhere before, and the others, as numbers of lines.
fn own_lines<'c>(
    card: &'c Card,
    field: usize,
    kind: Option<Kind>,
    Texts { lines, places, .. }: &mut Texts<'c>,
) -> (Range<usize>, Vec<usize>) {
    let (start, mut old) = (lines.len(), Vec::new());
    let mut add = |text: &'c str| {
        if text.is_empty() {
            return;
        }
        let next = lines.len();
        let place = *places.entry(text).or_insert(next);
        if place == next {
            lines.push(text);
        } else if place < start {
            old.push(place);
        }
    };
    match kind {
        Some(kind) => {
            card.pieces.iter().filter(|piece| piece.kind == kind).for_each(|piece| add(&piece.text));
        }
        None => add(if field == 0 { &card.name } else { &card.description }),
    }
    old.sort_unstable();
    old.dedup();
    (start..lines.len(), old)
}

/// Codes and levels of a list, in the order of these lines: `K01 34`.
fn items_of(
    card: &Card,
    competency: Competency,
    lines: impl Iterator<Item = usize>,
    places: &Places<'_>,
) -> String {
    let mut by_line: HashMap<usize, (Vec<&str>, u8), foldhash::fast::RandomState> = HashMap::default();
    for piece in card.pieces.iter().filter(|piece| piece.competency() == Some(competency)) {
        let Some(&place) = places.get(&*piece.text) else { continue };
        let (codes, levels) = by_line.entry(place).or_default();
        codes.push(&piece.code);
        *levels |= piece.levels;
    }
    let mut item = |line: usize| {
        let (codes, levels) = by_line.remove(&line).unwrap_or_default();
        let levels: String =
            (1..=6_u8).filter(|level| levels & 1 << level != 0).map(|level| level.to_string()).collect();
        format!("{} {levels}", codes.join("/").replace([',', ' '], ""))
    };
    lines.map(&mut item).collect::<Vec<_>>().join(",")
}

/// Lines that are names `ttm gap` takes for the same as an earlier one, with that one.
fn same(site: &Site<'_>, places: &Places<'_>) -> Vec<[usize; 2]> {
    let mut same = Vec::new();
    for name in &site.names.all {
        let pieces =
            name.users.iter().map(|user| &site.cards[user.card as usize].pieces[user.piece as usize]);
        let mut lines: Vec<usize> = pieces.filter_map(|piece| places.get(&*piece.text).copied()).collect();
        lines.sort_unstable();
        lines.dedup();
        if let [first, rest @ ..] = lines.as_slice() {
            same.extend(rest.iter().map(|other| [*other, *first]));
        }
    }
    same.sort_unstable();
    same.dedup();
    same
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

/// A script that sets a variable. JSON is JavaScript; what a log or a page could take for something else is escaped.
fn file(path: &str, variable: &str, value: &impl Serialize) -> (String, Vec<u8>) {
    let mut out = format!("var {variable}=").into_bytes();
    // Writing to memory does not fail.
    let _ = serde_json::to_writer(EscapedJson(Inactive(&mut out)), value);
    out.extend_from_slice(b";\n");
    (path.to_owned(), out)
}
