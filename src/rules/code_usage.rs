//! Counts the references to each code of a flat list.
//!
//! A standard has about two hundred references, nearly all of them to codes such as K07 and K112. These are looked up
//! by their digits in an array: with a hash map `ttm validate` takes 3.6 % more instructions.

use foldhash::HashMap;

use crate::model::{Item, Kind, List, Reference, References};

/// The codes of a list, after full-width and invisible characters were resolved (`Text::normalized`).
#[derive(Debug)]
pub(super) struct CodeUsage<'a> {
    kind: Kind,
    /// Codes of two and three digits, indexed by [`place`]; it grows to the highest in the list.
    placed: Vec<Use>,
    others: HashMap<&'a str, Use>,
    /// The number of codes without a reference.
    unread: usize,
}

/// How often a code occurs in its list, and which list of references named it last.
#[derive(Clone, Copy, Debug, Default)]
struct Use {
    times: u32,
    reader: u32,
}

impl<'a> CodeUsage<'a> {
    pub(super) fn of(kind: Kind, list: &'a List<Item<'a>>) -> Self {
        let mut listed =
            Self { kind, placed: vec![Use::default(); 100], others: HashMap::default(), unread: 0 };
        for code in list.iter().filter_map(|item| item.code.as_ref()) {
            let code = code.normalized();
            let found = match place(kind, code) {
                Some(place) => {
                    if place >= listed.placed.len() {
                        listed.placed.resize(place + 1, Use::default());
                    }
                    &mut listed.placed[place]
                }
                None => listed.others.entry(code).or_default(),
            };
            listed.unread += usize::from(found.times == 0);
            found.times += 1;
        }
        listed
    }

    /// Records every code of the list of references numbered `reader`, which is not 0. Returns true if all of them are
    /// in this list once, have the shape of its kind, contain no look-alike or hidden characters, occur only once in
    /// `references`, and say no name.
    pub(super) fn refer_to_all(&mut self, references: &References<'_>, reader: u32) -> bool {
        references.iter().all(|Reference { code, name }| {
            let place = place(self.kind, code.normalized());
            let found = place.and_then(|place| self.placed.get_mut(place)).filter(|found| found.times > 0);
            let Some(found) = found else { return false };
            let earlier = std::mem::replace(&mut found.reader, reader);
            self.unread -= usize::from(earlier == 0);
            earlier != reader && found.times == 1 && name.is_none() && !code.needs_normalizing()
        })
    }

    /// Records a reference to a code from the list numbered `reader`. Returns whether the code is in this list.
    pub(super) fn refer(&mut self, code: &str, reader: u32) -> bool {
        let found = match place(self.kind, code) {
            Some(place) => self.placed.get_mut(place).filter(|found| found.times > 0),
            None => self.others.get_mut(code),
        };
        let earlier = found.map(|found| std::mem::replace(&mut found.reader, reader));
        self.unread -= usize::from(earlier == Some(0));
        earlier.is_some()
    }

    /// Whether a code is in the list more than once.
    pub(super) fn is_doubled(&self, code: &str) -> bool {
        let found = match place(self.kind, code) {
            Some(place) => self.placed.get(place),
            None => self.others.get(code),
        };
        found.is_some_and(|found| found.times > 1)
    }

    /// Whether each of the codes is referred to.
    pub(super) fn all_used(&self) -> bool {
        self.unread == 0
    }

    /// Whether a code is in the list exactly once and has no reference.
    pub(super) fn is_unused(&self, code: &str) -> bool {
        let found = match place(self.kind, code) {
            Some(place) => self.placed.get(place),
            None => self.others.get(code),
        };
        found.is_some_and(|found| found.times == 1 && found.reader == 0)
    }
}

/// A distinct index below 1,100 for each code of two or three digits: K07 and K007 are two codes, so they differ.
fn place(kind: Kind, code: &str) -> Option<usize> {
    let value = |digit: u8| usize::from(digit - b'0');
    let (letter, number) = match *code.as_bytes() {
        [letter, tens @ b'0'..=b'9', ones @ b'0'..=b'9'] => (letter, 10 * value(tens) + value(ones)),
        [letter, hundreds @ b'0'..=b'9', tens @ b'0'..=b'9', ones @ b'0'..=b'9'] => {
            (letter, 100 + 100 * value(hundreds) + 10 * value(tens) + value(ones))
        }
        _ => return None,
    };
    (char::from(letter) == kind.letter()).then_some(number)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::model::Text;

    fn list_of(codes: &[&str]) -> List<Item<'static>> {
        List::made(codes.iter().map(|&code| Item::made(code, "甲")).collect())
    }

    #[test]
    fn codes_have_distinct_places() {
        let codes = (0..1_200)
            .flat_map(|number| [format!("K{number}"), format!("K{number:02}"), format!("K{number:03}")]);
        let codes: HashSet<String> = codes.collect();
        let placed: Vec<usize> = codes.iter().filter_map(|code| place(Kind::Knowledge, code)).collect();
        assert_eq!(placed.len(), 1_100);
        assert_eq!(placed.iter().copied().collect::<HashSet<_>>(), (0..1_100).collect());
        for code in ["S07", "K7", "K0007", "K", "", "K0a", "K0.1", "甲", "K甲"] {
            assert_eq!(place(Kind::Knowledge, code), None, "{code}");
        }
    }

    #[test]
    fn references_to_a_code_are_counted() {
        let list = list_of(&["K07", "K07", "K112", "K0007", "K7"]);
        let mut listed = CodeUsage::of(Kind::Knowledge, &list);
        for code in ["K112", "K0007", "K7"] {
            assert!(listed.is_unused(code), "{code}");
            assert!(listed.refer(code, 1), "{code}");
            assert!(!listed.is_unused(code), "{code}");
        }
        for code in ["K007", "K08", "K999", "K", "S07"] {
            assert!(!listed.refer(code, 1), "{code}");
            assert!(!listed.is_unused(code), "{code}");
        }
        assert!(!listed.is_unused("K07") && !listed.all_used());
        assert!(listed.refer("K07", 2) && listed.refer("K07", 2) && listed.all_used());
    }

    #[test]
    fn a_list_of_known_references_is_recognised() {
        let list = list_of(&["K07", "K112", "K0007", "K7"]);
        let mut listed = CodeUsage::of(Kind::Knowledge, &list);
        let mut reader = 0;
        let mut leads = |codes: &[&str]| {
            reader += 1;
            let codes = codes.iter().map(|&code| Reference::bare(Text::made_code(code))).collect();
            listed.refer_to_all(&List::made(codes), reader)
        };
        assert!(leads(&[]) && leads(&["K112", "K07"]) && leads(&["K07"]));
        for codes in [&["K07", "K07"][..], &["K07", "K08"], &["K007"], &["K0007"], &["K7"], &["S07"], &[""]] {
            assert!(!leads(codes), "{codes:?}");
        }
    }
}
