//! The addresses of pages: letters, digits and `-._` alone, whatever a standard calls itself.

use std::collections::{BTreeMap, HashSet};

use super::card::{Card, by_code};
use crate::text::digest::{sha256, short};

/// The longest code that is a name of a file.
const LONGEST: usize = 40;

/// Names that Windows keeps for itself, whatever their ending.
const RESERVED: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];

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
            let code = card.code.as_deref().filter(|code| is_plain(code));
            let stem = code.map_or_else(|| made(card), str::to_owned);
            let further = (2..).map(|number| format!("{stem}-{number}"));
            let free = std::iter::once(stem.clone()).chain(further);
            let mut free = free.filter(|stem| taken.insert(stem.to_ascii_lowercase()));
            free.next().unwrap_or_default()
        });
        let stems = stems.collect();
        let by_code = by_code(cards).into_iter().map(|(code, at)| (code.to_owned(), at)).collect();
        Self { stems, by_code }
    }

    /// The name of a standard's files.
    pub(super) fn stem(&self, at: usize) -> &str {
        &self.stems[at]
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

/// Whether a code can be the name of a file on every system.
fn is_plain(code: &str) -> bool {
    let is_reserved = |code: &str| {
        code.get(..3).is_some_and(|start| RESERVED.contains(&start.to_ascii_lowercase().as_str()))
            && code.len() < 5
    };
    code.starts_with(|c: char| c.is_ascii_alphanumeric())
        && code.len() <= LONGEST
        && code.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        && !is_reserved(code)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_a_file_name_only_if_it_is_one_everywhere() {
        assert!(is_plain("TTM4221-004v2"));
        for code in [
            "",
            "../x",
            "a/b",
            "a\\b",
            ".x",
            "-x",
            "CON",
            "com1",
            "甲",
            "a b",
            "a.b",
            "a\"b",
            &"A".repeat(41),
        ] {
            assert!(!is_plain(code), "{code}");
        }
    }
}
