//! Compares two standards entry by entry.

use std::collections::HashMap;

use super::exchange::Classes;
use super::layer::Compared;
use super::pair::{Layer, Pairs, pair};
use super::table::duties;
use super::tree::{Tree, listed, plain};
use super::{Change, Comparison, Entry, Title, What, profile};
use crate::model::{Item, Kind, List, Standard, Text};
use crate::text::fold::{term, wording};

/// Compares two versions of a standard.
///
/// Every task carries the knowledge and skills it gained and lost, so the size of the result depends on the size of the
/// form: for standards from files call [`super::check_size`] first.
pub fn compare<'a>(old: &'a Standard<'_>, new: &'a Standard<'_>) -> Comparison<'a> {
    let (knowledge, knowledge_pairs) = flat(Kind::Knowledge, &old.knowledge, &new.knowledge);
    let (skills, skill_pairs) = flat(Kind::Skill, &old.skills, &new.skills);
    let (attitudes, _) = flat(Kind::Attitude, &old.attitudes, &new.attitudes);
    let classes = Classes::new(old, new, &[knowledge_pairs, skill_pairs]);
    let mut notes = texts(What::Qualification, &old.notes.qualifications, &new.notes.qualifications);
    notes.extend(texts(What::Supplement, &old.notes.supplements, &new.notes.supplements));
    Comparison {
        old: title(old),
        new: title(new),
        profile: profile::profile(old, new),
        duties: duties(&Tree::of(old), &Tree::of(new), &classes),
        knowledge,
        skills,
        attitudes,
        notes,
        history: profile::history(old, new),
        unplaced: profile::unplaced(&old.unplaced, &new.unplaced),
    }
}

fn title<'a>(standard: &'a Standard<'_>) -> Title<'a> {
    Title {
        code: standard.code.given().map(Text::as_str),
        name: standard.name.given().map(|name| name.text.as_str()),
        errors: standard.errors,
    }
}

/// Compares a flat list.
fn flat<'a>(kind: Kind, old: &'a List<Item<'_>>, new: &'a List<Item<'_>>) -> (Vec<Entry<'a>>, Pairs) {
    let nodes = |list: &'a List<Item<'_>>| list.iter().map(listed).collect::<Vec<_>>();
    let (old, new) = (nodes(old), nodes(new));
    let pairs = pair(&old, &new, Layer::List, Vec::new());
    let layer = Compared { what: What::Item(kind), old: &old, new: &new, pairs: &pairs };
    let mut entries = layer.all();
    twins(&mut entries);
    (entries, pairs)
}

/// Finds names that continue under another code: if a name occurred twice and now occurs once, it was joined, not
/// withdrawn.
fn twins(entries: &mut [Entry<'_>]) {
    let mut kept: [HashMap<String, usize>; 2] = Default::default();
    for (at, entry) in entries.iter().enumerate() {
        if let (Some(old), Some(new)) = (&entry.old, &entry.new) {
            for (kept, side) in kept.iter_mut().zip([old, new]) {
                kept.entry(term(&wording(&side.text))).or_insert(at);
            }
        }
    }
    for at in 0..entries.len() {
        let (withdrawn, side) = match &entries[at] {
            Entry { old: Some(old), new: None, .. } => (true, old),
            Entry { old: None, new: Some(new), .. } => (false, new),
            _ => continue,
        };
        let name = term(&wording(&side.text));
        if name.is_empty() {
            continue;
        }
        let Some(&twin) = kept[usize::from(!withdrawn)].get(&name) else { continue };
        if withdrawn {
            entries[at].new = entries[twin].new.clone();
            entries[at].changes = vec![Change::Joined];
        } else {
            entries[at].old = entries[twin].old.clone();
            entries[at].changes = vec![Change::Doubled];
        }
    }
}

/// Compares a list of plain texts.
fn texts<'a>(what: What, old: &'a List<Text<'_>>, new: &'a List<Text<'_>>) -> Vec<Entry<'a>> {
    let nodes =
        |list: &'a List<Text<'_>>| list.iter().map(|text| plain(text.as_str(), 0)).collect::<Vec<_>>();
    let (old, new) = (nodes(old), nodes(new));
    let pairs = pair(&old, &new, Layer::Notes, Vec::new());
    Compared { what, old: &old, new: &new, pairs: &pairs }.all()
}
