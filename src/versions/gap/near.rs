//! Finds the most similar name in a list without comparing all pairs.

use std::collections::HashMap;

use crate::text::fold::LONGEST_NAME;
use crate::versions::likeness::{Bag, NEAR_NAME};

/// A character in more names than this is ignored in the search.
const MAX_HOLDERS: usize = 256;

/// The most names that are compared completely: those that share the most characters.
const MAX_CANDIDATES: usize = 16;

/// The names of a list, indexed by character.
pub(super) struct Names {
    bags: Vec<Bag>,
    holders: HashMap<char, Vec<usize>>,
}

impl Names {
    pub(super) fn new<'a>(names: impl Iterator<Item = &'a str>) -> Self {
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
        Self { bags: names.iter().map(|name| Bag::of_name(name)).collect(), holders }
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
        let bag = Bag::of_name(name);
        candidates
            .into_iter()
            .map(|(at, _)| (bag.likeness(&self.bags[at]), at))
            .filter(|&(likeness, _)| likeness >= NEAR_NAME)
            .max_by_key(|&(likeness, at)| (likeness, std::cmp::Reverse(at)))
            .map(|(_, at)| at)
    }
}

fn is_short(name: &str) -> bool {
    name.chars().nth(LONGEST_NAME).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_similar_name_is_found_and_unlike_ones_are_not() {
        let names = Names::new(
            ["專案管理", "有效聯結", "顧客關係管理", "簡報企劃與表達技巧", "簡易故障檢修", "工程計算能力"]
                .into_iter(),
        );
        for (name, near) in [
            ("有效連結", Some(1)),
            ("客戶關係管理", Some(2)),
            ("簡報與表達技巧", Some(3)),
            ("簡易故障排除能力", Some(4)),
            ("簡易計算能力", None),
            ("風險管理", None),
            ("溝通", None),
            ("", None),
        ] {
            assert_eq!(names.nearest(name), near, "{name}");
        }
    }

    #[test]
    fn thousands_of_similar_names_are_compared_quickly() {
        let mut names: Vec<String> = (0..20_000).map(|at| format!("知識管理{at}")).collect();
        names.push("有效聯結".to_owned());
        let index = Names::new(names.iter().map(String::as_str));
        // A character in all names is ignored; a name with a rare character is still found among them.
        assert!(names[..20_000].iter().all(|name| index.nearest(&format!("{name}甲")).is_none()));
        assert_eq!(index.nearest("有效連結"), Some(20_000));
    }
}
