//! References that say a name, and what their lists have under their codes.

use foldhash::{HashMap, HashMapExt as _};

use super::StandardIndex;
use crate::model::{Competency, Item, Reference, Text};

/// The references that say a name or should, with the entries of their codes.
#[derive(Debug)]
pub(super) struct ReferenceNames<'a> {
    references: Vec<(Competency, &'a Reference<'a>)>,
    /// By kind and code. Empty if no reference needs it.
    entries: [HashMap<&'a str, Vec<&'a Item<'a>>>; 2],
}

impl<'a> ReferenceNames<'a> {
    /// Collects them. Nearly no standard has any.
    pub(super) fn of(index: &StandardIndex<'a>) -> Self {
        let references = index.referred().to_names.clone();
        let entries = Competency::BOTH.map(|kind| {
            let mut entries: HashMap<&str, Vec<&Item<'_>>> = HashMap::new();
            // Where a part of the list could not be read, nothing can be said of its names.
            if references.iter().any(|(other, _)| *other == kind) && kind.list(index.standard).complete {
                for item in kind.list(index.standard).iter() {
                    if let Some(code) = &item.code {
                        entries.entry(code.normalized()).or_default().push(item);
                    }
                }
            }
            entries
        });
        Self { references, entries }
    }

    /// The references in the order of the file, each with the entries of its code; none if the list could not be read.
    pub(super) fn iter(&self) -> impl Iterator<Item = (Competency, &'a Reference<'a>, &[&'a Item<'a>])> {
        self.references.iter().filter_map(|&(kind, reference)| {
            let entries =
                self.entries[usize::from(kind == Competency::Skill)].get(reference.code.normalized())?;
            Some((kind, reference, entries.as_slice()))
        })
    }

    /// Where references repeat the text of an entry: a fix of the text has to change those too.
    pub(super) fn repeating<'t>(&'t self, text: &'t Text<'_>) -> impl Iterator<Item = &'a Text<'a>> + 't {
        self.iter().filter_map(move |(_, reference, entries)| {
            let is_entry =
                |item: &&&Item<'_>| item.text.span == text.span && item.text.as_str() == text.as_str();
            let name = &reference.name.as_ref()?.text;
            (name.as_str() == text.as_str() && entries.iter().any(|item| is_entry(&item))).then_some(name)
        })
    }
}

/// The different names among the entries of one code, in order.
pub(super) fn names_of<'a>(entries: &[&'a Item<'a>]) -> Vec<&'a Text<'a>> {
    let mut seen: HashMap<&str, ()> = HashMap::with_capacity(entries.len());
    let texts = entries.iter().map(|item| &item.text);
    texts.filter(|text| seen.insert(text.as_str(), ()).is_none()).collect()
}
