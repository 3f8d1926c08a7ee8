//! The codes of a flat list with who refers to them.
//!
//! A standard has some two hundred references, and nearly all are to codes such as K07 and K112. These are found by
//! their digits, without hashing and without comparing texts.

use foldhash::HashMap;

use crate::model::{Item, Kind, List};

/// The codes of a list, as they are meant.
#[derive(Debug)]
pub(super) struct Listed<'a> {
    kind: Kind,
    /// Those of two and three digits by their [`place`], as far as there are any.
    placed: Vec<Use>,
    others: HashMap<&'a str, Use>,
}

/// How often a code stands in its list, and who referred to it last.
#[derive(Clone, Copy, Debug, Default)]
struct Use {
    times: u32,
    reader: u32,
}

impl<'a> Listed<'a> {
    pub(super) fn of(kind: Kind, list: &'a List<Item<'a>>) -> Self {
        let mut listed = Self { kind, placed: Vec::with_capacity(100), others: HashMap::default() };
        for code in list.iter().filter_map(|item| item.code.as_ref()) {
            let code = code.meant();
            let found = match place(kind, code) {
                Some(place) => {
                    if place >= listed.placed.len() {
                        listed.placed.resize(place + 1, Use::default());
                    }
                    &mut listed.placed[place]
                }
                None => listed.others.entry(code).or_default(),
            };
            found.times += 1;
        }
        listed
    }

    /// Lets `reader`, which is not 0, refer to a code. Gives who did so before; nothing where the list does not have it.
    pub(super) fn refer(&mut self, code: &str, reader: u32) -> Option<u32> {
        let found = match place(self.kind, code) {
            Some(place) => self.placed.get_mut(place).filter(|found| found.times > 0),
            None => self.others.get_mut(code),
        };
        found.map(|found| std::mem::replace(&mut found.reader, reader))
    }

    /// Whether a code stands in the list once and nobody refers to it.
    pub(super) fn is_unused(&self, code: &str) -> bool {
        let found = match place(self.kind, code) {
            Some(place) => self.placed.get(place),
            None => self.others.get(code),
        };
        found.is_some_and(|found| found.times == 1 && found.reader == 0)
    }
}

/// A number for each code of two or three digits, below 1,100. No two have the same, since K07 and K007 are two codes.
fn place(kind: Kind, code: &str) -> Option<usize> {
    let digit = |byte: u8| Some(usize::from(byte.wrapping_sub(b'0'))).filter(|&digit| digit < 10);
    let (letter, number) = match *code.as_bytes() {
        [letter, tens, ones] => (letter, digit(tens)? * 10 + digit(ones)?),
        [letter, hundreds, tens, ones] => {
            (letter, 100 + digit(hundreds)? * 100 + digit(tens)? * 10 + digit(ones)?)
        }
        _ => return None,
    };
    (char::from(letter) == kind.letter()).then_some(number)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_two_codes_have_one_place() {
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
    fn a_code_knows_who_referred_to_it() {
        let list = List {
            items: ["K07", "K07", "K112", "K0007", "K7"]
                .map(|code| Item {
                    code: Some(crate::model::Text::made(code)),
                    text: crate::model::Text::made(""),
                })
                .into(),
            key: None,
            complete: true,
        };
        let mut listed = Listed::of(Kind::Knowledge, &list);
        for code in ["K112", "K0007", "K7"] {
            assert!(listed.is_unused(code), "{code}");
            assert_eq!(listed.refer(code, 1), Some(0), "{code}");
            assert_eq!(listed.refer(code, 2), Some(1), "{code}");
            assert!(!listed.is_unused(code), "{code}");
        }
        for code in ["K007", "K08", "K999", "K", "S07"] {
            assert_eq!(listed.refer(code, 1), None, "{code}");
            assert!(!listed.is_unused(code), "{code}");
        }
        assert!(!listed.is_unused("K07"));
    }
}
