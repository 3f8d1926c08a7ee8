//! The names of worksheets: what a workbook allows, each once.

use std::collections::HashSet;

use crate::forms::render::office::xml::shown;

/// The name of the index.
pub(super) const INDEX: &str = "索引";

/// The most UTF-16 units that a name has.
const MAX_UNITS: usize = 31;

/// Gives out names. Workbooks do not tell capital from small letters.
#[derive(Debug, Default)]
pub(super) struct Names {
    taken: HashSet<String>,
    /// How often each name was asked for, so that a thousand equal ones do not take a million tries.
    next: std::collections::HashMap<String, usize>,
}

impl Names {
    /// A name like `wanted` that no sheet has yet.
    pub(super) fn take(&mut self, wanted: &str) -> String {
        let allowed = |c: char| if "[]:*?/\\'".contains(c) || c == '\n' { '_' } else { shown(c) };
        let cleaned: String = wanted.trim().chars().map(allowed).collect();
        // A workbook keeps this name for itself.
        let cleaned = if cleaned.is_empty() || cleaned.eq_ignore_ascii_case("history") {
            format!("{cleaned}_")
        } else {
            cleaned
        };
        let next = self.next.entry(cut(&cleaned, "").to_lowercase()).or_insert(1);
        loop {
            let suffix = if *next == 1 { String::new() } else { format!(" ({next})") };
            *next += 1;
            let name = cut(&cleaned, &suffix);
            if self.taken.insert(name.to_lowercase()) {
                return name;
            }
        }
    }
}

/// `name` and `suffix`, cut to the length of a name.
fn cut(name: &str, suffix: &str) -> String {
    let mut room = MAX_UNITS - suffix.len();
    let fits = |c: &char| {
        let fits = c.len_utf16() <= room;
        room -= if fits { c.len_utf16() } else { room };
        fits
    };
    let mut cut: String = name.chars().take_while(fits).collect();
    cut.push_str(suffix);
    cut
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_allowed_and_differs_from_the_others() {
        let mut names = Names::default();
        let (long, rare) = ("長".repeat(40), "𠮷".repeat(20));
        let wanted =
            ["索引", "TTM4221-004v2", "ttm4221-004V2", "a/b:'c'", "", "History", &long, &long, &rare];
        assert_eq!(
            wanted.map(|name| names.take(name)),
            [
                "索引",
                "TTM4221-004v2",
                "ttm4221-004V2 (2)",
                "a_b__c_",
                "_",
                "History_",
                &"長".repeat(31),
                &format!("{} (2)", "長".repeat(27)),
                &"𠮷".repeat(15),
            ]
        );
    }
}
