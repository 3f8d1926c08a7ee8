//! The addresses of pages: letters, digits and `-._` alone, whatever a standard calls itself.

use std::collections::{BTreeMap, HashSet};

use super::card::{Card, by_code};
use crate::files::file_name::is_file_name;
use crate::text::digest::{sha256, short};

/// The name of each standard's files, without folder and ending.
#[derive(Debug)]
pub(super) struct Stems {
    stems: Vec<String>,
    by_code: BTreeMap<String, usize>,
}

impl Stems {
    /// Those of all standards. Some file systems take A and a for one, so no two differ by case alone.
    pub(super) fn of(cards: &[Card]) -> Self {
        let mut taken = HashSet::new();
        let stems = cards.iter().map(|card| {
            let code = card.code.as_deref().filter(|code| is_file_name(code));
            let stem = code.map_or_else(|| made(card), str::to_owned);
            let further = (2..).map(|number| format!("{stem}-{number}"));
            let free = std::iter::once(stem.clone()).chain(further);
            let mut free = free.filter(|stem| taken.insert(stem.to_ascii_lowercase()));
            free.next().unwrap_or_default()
        });
        Self::known(stems.collect(), cards)
    }

    /// The same where the names are known.
    pub(super) fn known(stems: Vec<String>, cards: &[Card]) -> Self {
        let by_code = by_code(cards).into_iter().map(|(code, at)| (code.to_owned(), at)).collect();
        Self { stems, by_code }
    }

    /// The name of a standard's files.
    pub(super) fn stem(&self, at: usize) -> &str {
        &self.stems[at]
    }

    /// Those of all standards.
    pub(super) fn all(&self) -> impl ExactSizeIterator<Item = &str> {
        self.stems.iter().map(String::as_str)
    }

    /// The path of the page of what changed from one standard to another.
    pub(super) fn changes(&self, old: usize, new: usize) -> String {
        format!("changes/{}--{}.html", self.stem(old), self.stem(new))
    }

    /// The standard with a code.
    pub(super) fn find(&self, code: &str) -> Option<usize> {
        self.by_code.get(code).copied()
    }
}

/// A name for what has no such code: it stays the same as long as code and name do.
fn made(card: &Card) -> String {
    let word = if card.code.is_some() { "code" } else { "draft" };
    let what = format!("{}\n{}", card.code.as_deref().unwrap_or_default(), card.name);
    format!("{word}-{}", &short(&sha256(what.as_bytes()))[..10])
}

/// An identifier made of a text that may hold anything.
pub(super) fn id(text: &str) -> String {
    format!("n{}", &short(&sha256(text.as_bytes()))[..12])
}
