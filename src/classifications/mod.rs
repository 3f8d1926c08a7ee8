//! The national lists of occupations and industries, and the job categories that published standards use.
//!
//! They are part of the program as CSV data, and are parsed once, on first use. Rules check the classification of a standard
//! with them, and `ttm codes` searches them.

use std::borrow::Cow;
use std::sync::{LazyLock, OnceLock};

use foldhash::{HashMap, HashMapExt as _};

use crate::text::bilingual::Bilingual;
use crate::text::fold::lookup;

/// A group of a list, which has a code and a name.
#[derive(Debug, PartialEq, Eq)]
pub struct Group {
    /// The letter of an industry's section; none for occupations.
    pub section: &'static str,
    /// The digits. A section has none, and two industries have a range such as `45-46`.
    pub digits: &'static str,
    /// The name.
    pub name: &'static str,
}

impl Group {
    /// The code as standards write it, `4221` or `N79`.
    pub fn code(&self) -> String {
        format!("{}{}", self.section, self.digits)
    }
}

/// One of the two national lists.
#[derive(Debug)]
pub struct List {
    /// Its name, with its revision and its publisher.
    pub source: Bilingual,
    /// Its groups, in the order of the list.
    pub groups: Vec<Group>,
    by_digits: HashMap<Cow<'static, str>, usize>,
    by_section: HashMap<&'static str, usize>,
    /// By folded name; built only when a finding needs it.
    by_name: OnceLock<HashMap<String, usize>>,
}

/// The national occupation classification.
pub static OCCUPATIONS: LazyLock<List> = LazyLock::new(|| {
    let source = Bilingual::fixed(
        "national occupation classification (中華民國職業標準分類), 6th revision of 2010-05, ministry of labour",
        "中華民國職業標準分類，第 6 次修訂（2010 年 5 月），勞動部",
    );
    let rows = rows(include_str!("occupations.csv"));
    List::new(source, rows.map(|[digits, name]| Group { section: "", digits, name }).collect())
});

/// The national industry classification.
pub static INDUSTRIES: LazyLock<List> = LazyLock::new(|| {
    let source = Bilingual::fixed(
        "national industry classification (行業統計分類), 11th revision of 2021-01, statistics office",
        "行業統計分類，第 11 次修訂（2021 年 1 月），行政院主計總處",
    );
    let rows = rows(include_str!("industries.csv"));
    List::new(source, rows.map(|[section, digits, name]| Group { section, digits, name }).collect())
});

/// A job category as published standards print it. There is no official list.
#[derive(Debug)]
pub struct JobCategory {
    /// Three letters.
    pub code: &'static str,
    /// The name that most standards print.
    pub name: &'static str,
    /// The number of standards that have it.
    pub standards: u32,
}

/// The job categories of 905 published standards.
pub static JOB_CATEGORIES: LazyLock<Vec<JobCategory>> = LazyLock::new(|| {
    let category = |[code, name, standards]: [&'static str; 3]| JobCategory {
        code,
        name,
        standards: standards.parse().unwrap_or_default(),
    };
    rows(include_str!("job-categories-observed.csv")).map(category).collect()
});

/// Where the job categories come from.
pub static JOB_CATEGORIES_SOURCE: Bilingual = Bilingual::fixed(
    "as printed by 905 published standards until 2026-03; no official list, and not complete",
    "依 2026 年 3 月以前公告的 905 份職能基準整理；並非官方清單，也不完整",
);

impl List {
    fn new(source: Bilingual, groups: Vec<Group>) -> Self {
        let mut list = Self {
            source,
            groups: Vec::new(),
            by_digits: HashMap::with_capacity(groups.len()),
            by_section: HashMap::new(),
            by_name: OnceLock::new(),
        };
        for (at, group) in groups.iter().enumerate() {
            match group.digits.split_once('-') {
                None if group.digits.is_empty() => {
                    list.by_section.insert(group.section, at);
                }
                None => {
                    list.by_digits.insert(Cow::Borrowed(group.digits), at);
                }
                Some((first, last)) => {
                    let members = first.parse::<u32>().unwrap_or(1)..=last.parse().unwrap_or(0);
                    list.by_digits.extend(members.map(|member| (Cow::Owned(member.to_string()), at)));
                }
            }
        }
        list.groups = groups;
        list
    }

    /// The group with these digits: as they are, as a member of a range, or without the zeros that some standards pad
    /// a shorter code with (`7900` is 79).
    pub fn find(&self, digits: &str) -> Option<&Group> {
        let mut digits = digits;
        loop {
            if let Some(&at) = self.by_digits.get(digits) {
                return self.groups.get(at);
            }
            digits = digits.strip_suffix('0').filter(|rest| !rest.is_empty())?;
        }
    }

    /// The groups above one, the nearest first.
    pub fn above(&self, group: &Group) -> Vec<&Group> {
        let mut above: Vec<&Group> = Vec::new();
        let lengths = if group.digits.contains('-') { 1..1 } else { 1..group.digits.len().max(1) };
        for length in lengths.rev() {
            let found = group.digits.get(..length).and_then(|digits| self.by_digits.get(digits));
            above.extend(found.and_then(|&at| self.groups.get(at)));
        }
        if !group.digits.is_empty() {
            above.extend(self.section(group.section));
        }
        above
    }

    /// The section with this letter.
    pub fn section(&self, letter: &str) -> Option<&Group> {
        self.by_section.get(letter).and_then(|&at| self.groups.get(at))
    }

    /// The group with this name, at the level [`lookup`].
    pub fn called(&self, name: &str) -> Option<&Group> {
        // A group with a single member shares its name. The member comes later, replaces the group and is more specific.
        let names = || self.groups.iter().enumerate().map(|(at, group)| (lookup(group.name), at)).collect();
        self.by_name.get_or_init(names).get(&lookup(name)).and_then(|&at| self.groups.get(at))
    }
}

/// The letter of a code, where it has one, and its digits.
pub fn split(code: &str) -> (&str, &str) {
    let digits = code.trim_start_matches(|c: char| c.is_ascii_uppercase());
    code.split_at(code.len() - digits.len())
}

/// The rows of a file without its heading. The names hold neither commas nor quotation marks.
fn rows<const N: usize>(file: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    file.lines().skip(1).map(|line| {
        let mut cells = line.splitn(N, ',');
        std::array::from_fn(|_| cells.next().unwrap_or_default())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_complete() {
        assert_eq!(OCCUPATIONS.groups.len(), 554);
        assert_eq!(INDUSTRIES.groups.len(), 737);
        assert_eq!(JOB_CATEGORIES.len(), 53);
        assert!(JOB_CATEGORIES.iter().all(|category| category.standards > 0));
        for list in [&OCCUPATIONS, &INDUSTRIES] {
            assert!(list.groups.iter().all(|group| !group.name.is_empty()));
            // Every group stands below one of each shorter length, so that the way up has no hole.
            for group in list.groups.iter().filter(|group| group.digits.len() > 2) {
                assert!(!list.above(group).is_empty(), "{}", group.code());
            }
        }
    }

    #[test]
    fn codes_are_found_padded_and_in_ranges() {
        let name = |digits| INDUSTRIES.find(digits).map(|group| group.name);
        assert_eq!(name("7900"), Some("旅行及其他相關服務業"));
        assert_eq!(name("47"), Some("零售業"));
        assert_eq!(name("4700"), Some("零售業"));
        assert_eq!(name("9999"), None);
        assert_eq!(OCCUPATIONS.find("2120").map(Group::code), Some("2120".to_owned()));
        assert_eq!(OCCUPATIONS.find("000"), OCCUPATIONS.find("0"));
    }

    #[test]
    fn the_groups_above_lead_to_the_top() {
        let above = |list: &List, digits| -> Vec<String> {
            list.above(list.find(digits).unwrap()).into_iter().map(Group::code).collect()
        };
        assert_eq!(above(&OCCUPATIONS, "4221"), ["422", "42", "4"]);
        assert_eq!(above(&INDUSTRIES, "4531"), ["G453", "G45-46", "G"]);
        assert_eq!(above(&INDUSTRIES, "45"), ["G"]);
        assert!(INDUSTRIES.above(INDUSTRIES.section("G").unwrap()).is_empty());
    }

    #[test]
    fn a_name_is_found_whatever_its_width_and_white_space() {
        assert_eq!(OCCUPATIONS.called("旅遊諮詢 及有關事務人員").unwrap().digits, "4221");
    }
}
