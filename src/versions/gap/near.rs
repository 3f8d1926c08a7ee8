//! Finds the most similar name in a list without comparing all pairs.

use std::collections::HashMap;

use crate::text::fold::LONGEST_NAME;

/// The least similarity of two names that count as similar, from 0 to 1.
///
/// Chosen by hand; the tests fix it above 0.5 and up to 0.66. Of 32,794 pairs of different names in ten published standards
/// of different occupations 37 reach it, most of which differ in a word such as 能力 or in one of two halves, as
/// 合作協調能力 and 溝通協調能力 do. Another 109 reach 0.5, nearly all by a common half that says little, as 專案管理 and 財務管理.
/// A similar name is only shown beside the other, so some too many do no harm.
const FLOOR: f64 = 0.6;

/// A character in more names than this is ignored in the search.
const MAX_HOLDERS: usize = 256;

/// The most names that are compared completely: those that share the most characters.
const MAX_CANDIDATES: usize = 16;

/// The names of a list, indexed by character.
pub(super) struct Names<'a> {
    names: Vec<&'a str>,
    holders: HashMap<char, Vec<usize>>,
}

impl<'a> Names<'a> {
    pub(super) fn new(names: impl Iterator<Item = &'a str>) -> Self {
        let names: Vec<&str> = names.collect();
        let mut holders: HashMap<char, Vec<usize>> = HashMap::new();
        for (at, name) in names.iter().enumerate().filter(|(_, name)| is_short(name)) {
            for c in name.chars() {
                let holders = holders.entry(c).or_default();
                if holders.last() != Some(&at) {
                    holders.push(at);
                }
            }
        }
        Self { names, holders }
    }

    /// The index of the name most similar to `name`, if one is similar enough; among equals, the first.
    pub(super) fn nearest(&self, name: &str) -> Option<usize> {
        if !is_short(name) {
            return None;
        }
        let mut shared: HashMap<usize, usize> = HashMap::new();
        for c in name.chars() {
            for &at in
                self.holders.get(&c).filter(|holders| holders.len() <= MAX_HOLDERS).into_iter().flatten()
            {
                *shared.entry(at).or_default() += 1;
            }
        }
        let mut candidates: Vec<(usize, usize)> = shared.into_iter().collect();
        candidates.sort_unstable_by_key(|&(at, count)| (std::cmp::Reverse(count), at));
        candidates.truncate(MAX_CANDIDATES);
        candidates
            .into_iter()
            .map(|(at, _)| (likeness(name, self.names[at]), at))
            .filter(|(likeness, _)| *likeness >= FLOOR)
            .max_by(|(one, at), (other, other_at)| one.total_cmp(other).then(other_at.cmp(at)))
            .map(|(_, at)| at)
    }
}

fn is_short(name: &str) -> bool {
    name.chars().nth(LONGEST_NAME).is_none()
}

/// The larger of two measures: shared bigrams, which tolerate a moved word, and the share of characters that need no
/// edit, which tolerates a changed character.
fn likeness(one: &str, other: &str) -> f64 {
    let pairs = strsim::sorensen_dice(one, other);
    let edits = strsim::normalized_levenshtein(one, other);
    pairs.max(edits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_alike_is_found_and_the_unlike_is_not() {
        let names = Names::new(["專案管理", "有效聯結", "顧客關係管理", "簡報企劃與表達技巧"].into_iter());
        for (name, near) in [
            ("有效連結", Some(1)),
            ("客戶關係管理", Some(2)),
            ("簡報與表達技巧", Some(3)),
            ("風險管理", None),
            ("溝通", None),
            ("", None),
        ] {
            assert_eq!(names.nearest(name), near, "{name}");
        }
    }

    #[test]
    fn thousands_of_like_names_take_no_time() {
        let mut names: Vec<String> = (0..20_000).map(|at| format!("知識管理{at}")).collect();
        names.push("有效聯結".to_owned());
        let index = Names::new(names.iter().map(String::as_str));
        // A character in all names is ignored; a name with a rare character is still found among them.
        assert!(names[..20_000].iter().all(|name| index.nearest(&format!("{name}甲")).is_none()));
        assert_eq!(index.nearest("有效連結"), Some(20_000));
    }
}
