//! What leads from one item to another: the structure, what a task needs, its level, and what became of the items of the
//! version before.

use std::collections::{HashMap, HashSet};

use super::levels::level;
use super::link;
use super::package::{Association, Link};
use crate::export::flat::{Flat, FlatEntry};
use crate::export::lineage::Descent;
use crate::model::{Competency, Kind, Text};

/// All associations of a package, each once.
pub(super) fn all(
    flat: &Flat<'_>,
    before: Option<(&Flat<'_>, &[Descent])>,
    last_change: &str,
) -> Vec<Association> {
    let mut found = Associations { found: Vec::new(), taken: HashSet::new(), last_change };
    let document = document(flat);
    let items: Vec<Link> = flat.entries.iter().map(item).collect();
    structure(flat, &document, &items, &mut found);
    needs(flat, &document, &items, &mut found);
    for version in flat.standard.history.iter() {
        let (Some(code), Some(by)) = (version.code.given(), version.superseded_by.given()) else { continue };
        if by.normalized() == flat.key && code.normalized() != flat.key {
            found.add("replacedBy", &link(code.normalized(), code.normalized()), &document, None);
        }
    }
    if let Some((old, descents)) = before {
        found.add("replacedBy", &self::document(old), &document, None);
        for descent in descents {
            let (Some(from), Some(to)) = (descent.from, descent.to) else { continue };
            let (from, to) = (item(&old.entries[from]), &items[to]);
            match descent.is_same {
                true => found.add("exactMatchOf", to, &from, None),
                false => found.add("replacedBy", &from, to, None),
            }
        }
    }
    found.found
}

fn document(flat: &Flat<'_>) -> Link {
    let code = flat.standard.code.given().map(Text::normalized).unwrap_or_default();
    link(code, &flat.key)
}

/// An item as it is linked to: by its code, or where it has none by its name.
fn item(entry: &FlatEntry<'_>) -> Link {
    let title = entry.code.filter(|code| !code.trim().is_empty()).or(entry.text);
    let title = title.filter(|title| !title.trim().is_empty()).unwrap_or(&entry.key);
    link(title, &entry.key)
}

struct Associations<'a> {
    found: Vec<Association>,
    taken: HashSet<String>,
    last_change: &'a str,
}

impl Associations<'_> {
    fn add(&mut self, of: &'static str, origin: &Link, destination: &Link, position: Option<usize>) {
        let association =
            Association::new(of, origin.clone(), destination.clone(), position, self.last_change);
        if self.taken.insert(association.identifier.clone()) {
            self.found.push(association);
        }
    }
}

/// Outputs and indicators below their task, tasks below their duty, everything else below the document.
fn structure(flat: &Flat<'_>, document: &Link, items: &[Link], found: &mut Associations<'_>) {
    let duties = flat.standard.duties.len();
    let mut outputs: HashMap<Option<usize>, usize> = HashMap::new();
    for (_, output) in flat.of_kind(Kind::Output) {
        *outputs.entry(output.parent).or_default() += 1;
    }
    let [knowledge, skills] = [flat.standard.knowledge.len(), flat.standard.skills.len()];
    for (entry, link) in flat.entries.iter().zip(items) {
        let parent = entry.parent.map_or(document, |parent| &items[parent]);
        // Below the document the lists follow the duties, below a task the indicators its outputs.
        let before = match entry.kind {
            Kind::Duty | Kind::Task | Kind::Output => 0,
            Kind::Indicator => outputs.get(&entry.parent).copied().unwrap_or_default(),
            Kind::Knowledge => duties,
            Kind::Skill => duties + knowledge,
            Kind::Attitude => duties + knowledge + skills,
        };
        found.add("isChildOf", link, parent, Some(before + entry.position));
        if let Some(first) = entry.shares {
            found.add("isPeerOf", link, &items[first], None);
        }
    }
}

/// What each task needs, at which level.
fn needs(flat: &Flat<'_>, document: &Link, items: &[Link], found: &mut Associations<'_>) {
    if let Some(base) = flat.standard.level.given() {
        found.add("hasSkillLevel", document, &level(base.value), None);
    }
    for row in &flat.rows {
        let (duty, task, model) = row.model;
        let own = &items[row.task];
        if let Some(given) = model.level.given() {
            found.add("hasSkillLevel", own, &level(given.value), None);
        }
        for kind in Competency::BOTH {
            for reference in kind.effective(duty, task, model).iter() {
                if let Some(place) = flat.referred(kind, reference) {
                    found.add("isRelatedTo", own, &items[place], None);
                }
            }
        }
    }
}
