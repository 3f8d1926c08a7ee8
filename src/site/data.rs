//! What the scripts read: files that set a variable, since nothing else can be loaded from `file://`.
//!
//! `data.js` has every distinct text once, in the order of its first place. So most places need no number: for each standard
//! and field it says how many texts are new, and lists those that stood before.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::Site;
use super::card::Card;
use crate::catalogue::listing::Standing;
use crate::model::{Competency, Kind};
use crate::text::display_safe::one_line;
use crate::text::json::escape_json;

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

type Places<'c> = HashMap<&'c str, usize, foldhash::fast::RandomState>;

pub(super) fn all(site: &Site<'_>) -> Vec<(String, Vec<u8>)> {
    let mut lines: Vec<&str> = Vec::new();
    let mut places: Places<'_> = HashMap::default();
    let (mut standards, mut uses, mut items) = (Vec::new(), Vec::new(), Vec::new());
    let mut categories: Vec<(&str, &str)> = Vec::new();
    let mut of_category: Places<'_> = HashMap::default();
    for (at, card) in site.cards.iter().enumerate() {
        let mut of_card = Vec::new();
        let mut again = Vec::new();
        let mut codes = [String::new(), String::new()];
        for (field, kind) in FIELDS.iter().enumerate() {
            let (new, old) = own_lines(card, field, *kind, &mut lines, &mut places);
            of_card.push(json!(new.len()));
            if !old.is_empty() {
                again.push(json!([field, old]));
            }
            let competency = match kind {
                Some(Kind::Knowledge) => Some((0, Competency::Knowledge)),
                Some(Kind::Skill) => Some((1, Competency::Skill)),
                _ => None,
            };
            if let Some((list, competency)) = competency {
                codes[list] = items_of(card, competency, new.iter().chain(&old), &places);
            }
        }
        of_card.extend(again);
        uses.push(Value::Array(of_card));
        items.push(codes);
        let groups = &card.groups[0];
        let mut own: Vec<usize> = Vec::new();
        for (code, name) in groups {
            let next = categories.len();
            let place = *of_category.entry(if code.is_empty() { name } else { code }).or_insert(next);
            if place == next {
                categories.push((code, name));
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
    let data = json!({
        "standards": standards,
        "categories": categories,
        "variants": crate::text::fold::variants(),
        "uses": uses,
        "texts": lines.join("\n"),
    });
    let same = same(site, &places);
    let items = json!({ "items": items, "same": same });
    vec![file("data.js", "ttmData", &data), file("items.js", "ttmItems", &items)]
}

/// The texts of a field, each once: those that stand nowhere before, and the others, as numbers of lines.
fn own_lines<'c>(
    card: &'c Card,
    field: usize,
    kind: Option<Kind>,
    lines: &mut Vec<&'c str>,
    places: &mut Places<'c>,
) -> (Vec<usize>, Vec<usize>) {
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
    ((start..lines.len()).collect(), old)
}

/// Codes and levels of a list, in the order of these lines: `K01 34`.
fn items_of<'l>(
    card: &Card,
    competency: Competency,
    lines: impl Iterator<Item = &'l usize>,
    places: &Places<'_>,
) -> String {
    let mut by_line: HashMap<usize, (Vec<&str>, u8), foldhash::fast::RandomState> = HashMap::default();
    for piece in card.pieces.iter().filter(|piece| piece.competency() == Some(competency)) {
        let Some(&place) = places.get(&*piece.text) else { continue };
        let (codes, levels) = by_line.entry(place).or_default();
        codes.push(&piece.code);
        *levels |= piece.levels;
    }
    let mut item = |line: &usize| {
        let (codes, levels) = by_line.remove(line).unwrap_or_default();
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

/// A script that sets a variable. JSON is JavaScript; what a log or a page could take for something else is escaped.
fn file(path: &str, variable: &str, value: &Value) -> (String, Vec<u8>) {
    let json = value.to_string().replace('<', "\\u003c");
    (path.to_owned(), format!("var {variable}={};\n", escape_json(&json)).into_bytes())
}
