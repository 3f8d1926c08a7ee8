//! Names of one list of which one is another with a word put in (活動管理, 活動現場管理), and attitudes that a skill or another
//! attitude holds (傾聽, 正確傾聽): for `similar-name`.

use foldhash::{HashMap, HashMapExt as _};

use crate::model::{Item, Kind, Standard};

/// Words that a skill ends in and that say nothing of what it is.
const ENDS: [&str; 3] = ["能力", "技巧", "技能"];

/// The bytes of two Chinese characters.
const TWO: usize = 6;

/// A longer name and the one that it holds.
pub(super) struct Holds<'a, 's> {
    pub(super) longer: (Kind, &'a Item<'s>),
    pub(super) shorter: (Kind, &'a Item<'s>),
}

/// The pairs of names of which one holds the other, each longer one once.
pub(super) fn find<'a, 's>(standard: &'a Standard<'s>) -> Vec<Holds<'a, 's>> {
    let mut found = Vec::new();
    for (kind, list) in [(Kind::Knowledge, &standard.knowledge), (Kind::Skill, &standard.skills)] {
        if may_hold(list) {
            holding(kind, list, &mut found);
        }
    }
    attitudes(standard, &mut found);
    found
}

/// The first two characters and the last two of what a name is about, if there are as many.
fn ends(name: &str) -> Option<[u8; 2 * TWO]> {
    let bytes = core(name).as_bytes();
    let (first, last) = (bytes.first_chunk::<TWO>()?, bytes.last_chunk::<TWO>()?);
    if bytes.len() < 2 * TWO || first[0] < 0xe4 || first[3] < 0xe4 || last[0] < 0xe4 || last[3] < 0xe4 {
        return None;
    }
    let mut ends = [0; 2 * TWO];
    ends[..TWO].copy_from_slice(first);
    ends[TWO..].copy_from_slice(last);
    Some(ends)
}

/// A name without the word for what it is.
fn core(name: &str) -> &str {
    let last = name.as_bytes().last_chunk::<TWO>();
    let has_end = last.is_some_and(|last| ENDS.iter().any(|end| end.as_bytes() == last));
    if has_end { &name[..name.len() - TWO] } else { name }
}

/// Whether two names of a list may begin and end alike: hardly any list has such.
fn may_hold(list: &[Item<'_>]) -> bool {
    let mut seen = [0_u64; 256];
    let mut may = 0;
    for item in list {
        let bytes = core(item.text.as_str()).as_bytes();
        // The first byte of a character tells little.
        let (Some(&[_, a, b, _, c, d]), Some(&[_, e, f, _, g, h])) =
            (bytes.first_chunk::<TWO>(), bytes.last_chunk::<TWO>())
        else {
            continue;
        };
        let slot = u64::from_le_bytes([a, b, c, d, e, f, g, h]).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 50;
        let (word, bit) = (&mut seen[(slot >> 6) as usize], 1 << (slot & 63));
        may |= *word & bit;
        *word |= bit;
    }
    may != 0
}

/// The most names that begin and end alike and are compared. A hostile file may have thousands.
const MAX_ALIKE: usize = 8;

fn holding<'a, 's>(kind: Kind, list: &'a [Item<'s>], found: &mut Vec<Holds<'a, 's>>) {
    let mut alike: HashMap<[u8; 2 * TWO], Vec<&Item<'s>>> = HashMap::new();
    for item in list {
        let Some(ends) = ends(item.text.as_str()) else { continue };
        let others = alike.entry(ends).or_default();
        let pair = others.iter().find_map(|other| {
            let (one, two) = (item.text.as_str(), other.text.as_str());
            if one.len() > two.len() {
                is_put_in(one, two).then_some((item, *other))
            } else {
                is_put_in(two, one).then_some((*other, item))
            }
        });
        if let Some((longer, shorter)) = pair {
            found.push(Holds { longer: (kind, longer), shorter: (kind, shorter) });
        }
        if others.len() < MAX_ALIKE {
            others.push(item);
        }
    }
}

/// Whether the longer name is the shorter with a word put in before its last two characters: not a word that joins two
/// things, with which it names more than the shorter.
fn is_put_in(longer: &str, shorter: &str) -> bool {
    const LONGEST: usize = 4;
    let (longer, shorter) = (core(longer), core(shorter));
    if longer.len() <= shorter.len() {
        return false;
    }
    let begin: usize = longer
        .chars()
        .zip(shorter.chars())
        .take_while(|(one, other)| one == other)
        .map(|(c, _)| c.len_utf8())
        .sum();
    let rest = &shorter[begin..];
    if begin < TWO {
        return false;
    }
    let put_in = longer[begin..].strip_suffix(rest);
    put_in.is_some_and(|word| {
        (1..=LONGEST).contains(&word.chars().count()) && !word.contains(['、', '/', '／', '（', '('])
    }) && rest.len() >= TWO
}

/// The attitudes of two characters with which a skill ends, or that are half of another attitude.
fn attitudes<'a, 's>(standard: &'a Standard<'s>, found: &mut Vec<Holds<'a, 's>>) {
    for item in standard.attitudes.iter().filter(|item| item.text.as_str().len() == TWO) {
        let name = item.text.as_str();
        let holds = |other: &Item<'_>| {
            let other = core(other.text.as_str());
            other.len() == 2 * TWO && (other.ends_with(name) || other.starts_with(name))
        };
        let skills = standard.skills.iter().map(|other| (Kind::Skill, other));
        let attitudes = standard.attitudes.iter().map(|other| (Kind::Attitude, other));
        if let Some(longer) = skills.chain(attitudes).find(|(_, other)| holds(other)) {
            found.push(Holds { longer, shorter: (Kind::Attitude, item) });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_put_in;

    #[test]
    fn a_name_may_be_another_with_a_word_put_in() {
        for (longer, shorter, expected) in [
            ("活動現場管理", "活動管理", true),
            ("天線效能量測能力", "天線量測能力", true),
            ("數據解讀與分析能力", "數據分析能力", true),
            ("電磁相容理論基礎", "電磁相容設計", false),
            ("活動管理", "活動管理", false),
            ("射頻電路設計", "電路設計", false),
            ("設備操作與保養", "設備保養", true),
            ("設備、器具保養", "設備保養", false),
        ] {
            assert_eq!(is_put_in(longer, shorter), expected, "{longer}");
        }
    }
}
