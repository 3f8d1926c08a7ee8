//! References that lead nowhere, told apart by whose mistake they are.
//!
//! A reference to K06 may be right and the entry for it malformed, doubled or in the wrong list. That entry has a
//! finding already, so the references that hang on it have none.

use foldhash::{HashMap, HashMapExt as _, HashSet, HashSetExt as _};
use std::cell::OnceCell;

use super::Facts;
use super::entries::Entries;
use crate::model::{Competency, Item, Kind, List, Text, joined_codes};

/// A reference to a code that is not in the list it points into.
#[derive(Debug)]
pub(super) struct Unlisted<'a> {
    /// The list it points into.
    pub(super) competency: Competency,
    /// The code as written.
    pub(super) code: &'a Text<'a>,
    /// Another kind whose shape the code has: it stands in the wrong list of references.
    pub(super) belongs: Option<Kind>,
    /// The codes that it holds where it holds several, as in `K12、K05`.
    pub(super) joined: Vec<&'a str>,
}

/// Where the references of a standard lead.
#[derive(Debug)]
pub(super) struct Referred<'a> {
    /// Those that lead nowhere and have only themselves to blame, each code once in each list of references.
    pub(super) unlisted: Vec<Unlisted<'a>>,
    /// Whether every reference leads into its list, to a code that has the shape of its kind.
    pub(super) all_lead: bool,
    listed: [Listed<'a>; 2],
}

/// The codes of a list, as they are meant.
#[derive(Debug)]
struct Listed<'a>(HashMap<&'a str, Use>);

/// How often a code stands in its list, and whether something refers to it.
#[derive(Debug, Default)]
struct Use {
    times: u32,
    referred: bool,
}

impl<'a> Listed<'a> {
    fn of(list: &'a List<Item<'a>>) -> Self {
        let mut codes: HashMap<&str, Use> = HashMap::with_capacity(list.len());
        for code in list.iter().filter_map(|item| item.code.as_ref()) {
            codes.entry(code.meant()).or_default().times += 1;
        }
        Self(codes)
    }

    /// Takes down a reference; whether it leads here.
    fn refer(&mut self, code: &str) -> bool {
        self.0.get_mut(code).map(|listed| listed.referred = true).is_some()
    }
}

impl<'a> Referred<'a> {
    /// Follows every reference.
    pub(super) fn of(facts: &Facts<'a>) -> Self {
        let standard = facts.standard;
        let orderly = facts.entries().orderly;
        let [mut knowledge, mut skills] = Competency::BOTH.map(|kind| Listed::of(kind.list(standard)));
        let (mut unlisted, mut all_lead) = (Vec::new(), true);
        for competency in Competency::BOTH {
            let (own, other) = match competency {
                Competency::Knowledge => (&mut knowledge, &mut skills),
                Competency::Skill => (&mut skills, &mut knowledge),
            };
            let kind = competency.kind();
            let near_slips = OnceCell::new();
            let mut seen: HashSet<&str> = HashSet::new();
            standard.references(competency).for_each(|list| {
                seen.clear();
                for code in list.iter() {
                    let meant = code.meant();
                    let leads = own.refer(meant);
                    if leads && (orderly || kind.fits(meant)) {
                        continue;
                    }
                    all_lead = false;
                    // A code in the list of the other kind is in the wrong place, not without use.
                    let leads_astray = other.refer(meant);
                    let is_told = leads || !competency.list(standard).complete || code.is_blank();
                    if is_told || !seen.insert(meant) {
                        continue;
                    }
                    // Codes that only the wrong mark joins are not without use, and have an advice of their own.
                    let joined = joined_codes(meant).unwrap_or_default();
                    for code in &joined {
                        own.refer(code);
                        other.refer(code);
                    }
                    let belongs = Kind::of(meant).filter(|&shape| shape != kind);
                    let hangs = || {
                        let near_slips = near_slips.get_or_init(|| numbers_near_slips(kind, facts.entries()));
                        leads_astray || number_in(meant).is_some_and(|number| near_slips.contains(&number))
                    };
                    if belongs.is_some() || !joined.is_empty() || !hangs() {
                        unlisted.push(Unlisted { competency, code, belongs, joined });
                    }
                }
            });
        }
        Self { unlisted, all_lead, listed: [knowledge, skills] }
    }

    /// Whether a code stands in its list once and nothing refers to it.
    pub(super) fn is_unused(&self, competency: Competency, code: &str) -> bool {
        let [knowledge, skills] = &self.listed;
        let listed = match competency {
            Competency::Knowledge => knowledge,
            Competency::Skill => skills,
        };
        listed.0.get(code).is_some_and(|listed| listed.times == 1 && !listed.referred)
    }
}

/// The key under which a standard has the list, and a task its references.
pub(super) fn key_of(competency: Competency) -> &'static str {
    match competency {
        Competency::Knowledge => "knowledge",
        Competency::Skill => "skills",
    }
}

/// The numbers that the entries of a list which cannot be relied on may have been meant to bear: the digits they
/// have, and the number after the entry before or before the entry after.
fn numbers_near_slips(kind: Kind, entries: &Entries<'_>) -> HashSet<u64> {
    let list: Vec<_> = entries.all.iter().filter(|entry| entry.kind == kind).collect();
    let mut numbers = HashSet::new();
    for (at, entry) in list.iter().enumerate().filter(|(_, entry)| !entry.is_firm()) {
        let text = entry.code.or(entry.text).map_or("", Text::meant);
        numbers.extend(number_in(text));
        let neighbour = |at: usize| list.get(at).and_then(|entry| entry.number()).map(u64::from);
        numbers.extend(at.checked_sub(1).and_then(neighbour).map(|number| number + 1));
        numbers.extend(neighbour(at + 1).and_then(|number| number.checked_sub(1)));
    }
    numbers
}

/// The first number in a text, whatever stands before it.
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
