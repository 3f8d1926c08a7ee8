//! References to codes that are not listed, without those that another finding explains.
//!
//! A reference to K06 may be right and the entry for it malformed, duplicated or in the wrong list. That entry has a
//! finding already, so the references to it get none.

use std::cell::OnceCell;

use foldhash::{HashSet, HashSetExt as _};

use super::StandardIndex;
use super::entries::Entries;
use crate::model::{Competency, Item, Kind, List, Reference, References, Text};
use crate::rules::code_usage::CodeUsage;
use crate::rules::meant::{ListedCodes, Meant};

/// A reference to a code that is not in the list of its kind.
#[derive(Debug)]
pub(super) struct Unlisted<'a> {
    /// The kind of list that was searched.
    pub(super) competency: Competency,
    /// The code as written.
    pub(super) code: &'a Text<'a>,
    /// Another kind whose shape the code has: the reference is in the wrong list.
    pub(super) belongs: Option<Kind>,
    /// What it is in place of a code.
    pub(super) meant: Meant<'a>,
    /// Whether its list is in brackets.
    pub(super) in_brackets: bool,
}

/// The references of a standard, resolved.
#[derive(Debug)]
pub(super) struct ResolvedReferences<'a> {
    /// Those that are not listed and have no other explanation, each code once per list of references.
    pub(super) unlisted: Vec<Unlisted<'a>>,
    /// Whether every reference is listed, has the shape of its kind, and contains no look-alike or hidden characters.
    pub(super) all_lead: bool,
    /// The references to listed codes that say a name, and those to codes that the list has more than once.
    pub(super) to_names: Vec<(Competency, &'a Reference<'a>)>,
    /// The lists of references that may contain a code twice.
    pub(super) doubtful: Vec<&'a References<'a>>,
    followed: [Followed<'a>; 2],
}

/// The references of one kind, resolved.
#[derive(Debug)]
struct Followed<'a> {
    listed: CodeUsage<'a>,
    /// Whether all of them were readable.
    complete: bool,
    /// Whether there are none.
    none: bool,
}

impl<'a> ResolvedReferences<'a> {
    /// Resolves every reference.
    pub(super) fn of(index: &StandardIndex<'a>) -> Self {
        let standard = index.standard;
        let well_numbered = index.well_numbered();
        let [mut knowledge, mut skills] = Competency::BOTH.map(|competency| {
            let listed = CodeUsage::of(competency.kind(), competency.list(standard));
            Followed { listed, complete: true, none: true }
        });
        let (mut unlisted, mut all_lead, mut doubtful) = (Vec::new(), true, Vec::new());
        let mut to_names = Vec::new();
        // The number of lists of references so far, of both kinds; it identifies a list to `CodeUsage`.
        let mut reader = 0;
        for competency in Competency::BOTH {
            let (own, other) = match competency {
                Competency::Knowledge => (&mut knowledge, &mut skills),
                Competency::Skill => (&mut skills, &mut knowledge),
            };
            let kind = competency.kind();
            let (near_slips, named) = (OnceCell::new(), OnceCell::new());
            let mut seen: HashSet<&str> = HashSet::new();
            // Most duties, tasks and rows have no list of their own.
            let lists = standard.references(competency).filter(|list| !list.is_empty() || !list.complete);
            lists.for_each(|list| {
                own.complete &= list.complete;
                own.none &= list.is_empty();
                reader += 1;
                if own.listed.refer_to_all(list, reader) {
                    return;
                }
                doubtful.push(list);
                seen.clear();
                for reference in list.iter() {
                    let Reference { code, name } = reference;
                    let normalized = code.normalized();
                    let leads = own.listed.refer(normalized, reader);
                    all_lead &= !code.needs_normalizing();
                    if leads && (name.is_some() || own.listed.is_doubled(normalized)) {
                        to_names.push((competency, reference));
                    }
                    if leads && (well_numbered || kind.fits(normalized)) {
                        continue;
                    }
                    all_lead = false;
                    // A code that is in the list of the other kind is used there, though the reference is in the wrong
                    // place.
                    let leads_astray = other.listed.refer(normalized, reader);
                    let needs_no_finding = leads || !competency.list(standard).complete || code.is_blank();
                    if needs_no_finding || !seen.insert(normalized) {
                        continue;
                    }
                    // What is meant is used too, and gets help of its own.
                    let named = named.get_or_init(|| ListedCodes::of(competency.list(standard)));
                    let meant = Meant::by(normalized, named);
                    for code in meant.codes() {
                        own.listed.refer(code, reader);
                        other.listed.refer(code, reader);
                    }
                    let belongs = Kind::of(normalized).filter(|&shape| shape != kind);
                    let hangs = || {
                        let near_slips = near_slips.get_or_init(|| numbers_near_slips(kind, index.entries()));
                        leads_astray
                            || number_in(normalized).is_some_and(|number| near_slips.contains(&number))
                    };
                    if belongs.is_some() || meant != Meant::Code || !hangs() {
                        let in_brackets = list.in_brackets;
                        unlisted.push(Unlisted { competency, code, belongs, meant, in_brackets });
                    }
                }
            });
        }
        Self { unlisted, all_lead, doubtful, to_names, followed: [knowledge, skills] }
    }

    /// The entries that occur once in their list and have no reference; none if the whole list has no reference or if
    /// a reference could not be read.
    pub(super) fn unused(
        &self,
        competency: Competency,
        list: &'a List<Item<'a>>,
    ) -> Vec<(&'a Text<'a>, &'a Text<'a>)> {
        let [knowledge, skills] = &self.followed;
        let Followed { listed, complete, none } = match competency {
            Competency::Knowledge => knowledge,
            Competency::Skill => skills,
        };
        if !complete || *none || listed.all_used() {
            return Vec::new();
        }
        list.iter()
            .filter_map(|item| Some((item.code.as_ref()?, &item.text)))
            .filter(|(code, _)| {
                listed.is_unused(code.normalized()) && competency.kind().fits(code.normalized())
            })
            .collect()
    }
}

/// The key of the list in a standard, and of the references in a task.
pub(super) fn key_of(competency: Competency) -> &'static str {
    match competency {
        Competency::Knowledge => "knowledge",
        Competency::Skill => "skills",
    }
}

/// The numbers that unreliable entries of a list may have been meant to have: their own digits, one more than the entry
/// before, one less than the entry after.
fn numbers_near_slips(kind: Kind, entries: &Entries<'_>) -> HashSet<u64> {
    let list: Vec<_> = entries.all.iter().filter(|entry| entry.kind == kind).collect();
    let mut numbers = HashSet::new();
    for (at, entry) in list.iter().enumerate().filter(|(_, entry)| !entry.is_reliable()) {
        let text = entry.code.or(entry.text).map_or("", Text::normalized);
        numbers.extend(number_in(text));
        let neighbour = |at: usize| list.get(at).and_then(|entry| entry.number()).map(u64::from);
        numbers.extend(at.checked_sub(1).and_then(neighbour).map(|number| number + 1));
        numbers.extend(neighbour(at + 1).and_then(|number| number.checked_sub(1)));
    }
    numbers
}

/// The first number in a text; what comes before it is skipped.
fn number_in(text: &str) -> Option<u64> {
    let is_full_width = |digit: char| ('０'..='９').contains(&digit);
    let start = text.find(|digit: char| digit.is_ascii_digit() || is_full_width(digit))?;
    let mut number = None;
    for character in text[start..].chars() {
        let digit = match character {
            '0'..='9' => u64::from(character) - u64::from('0'),
            _ if is_full_width(character) => u64::from(character) - u64::from('０'),
            _ => break,
        };
        number = Some(number.unwrap_or(0u64).checked_mul(10)?.checked_add(digit)?);
    }
    number
}
