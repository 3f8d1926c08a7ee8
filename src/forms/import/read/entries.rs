//! Knowledge and skills: the references in cells, and the lists made from their names.

use std::collections::{HashMap, HashSet};

use super::place::FormPlace;
use super::{CodedText, Reader, excerpt};
use crate::forms::import::report::RemarkKind;
use crate::forms::sheet::Line;
use crate::model::{Competency, Item, Kind, List, Reference, References, Text};
use crate::text::characters::half_width;

/// The cells of knowledge and skills, in the order in which they begin.
#[derive(Debug, Default)]
pub(super) struct Cells {
    all: Vec<Cell>,
    /// The codes of each kind that are printed with several names.
    several: [HashSet<String>; 2],
}

#[derive(Debug)]
struct Cell {
    kind: Competency,
    items: Vec<CodedText>,
    place: FormPlace,
}

impl Cells {
    /// Adds a cell and returns its index.
    pub(super) fn push(&mut self, kind: Competency, items: Vec<CodedText>, place: FormPlace) -> usize {
        self.all.push(Cell { kind, items, place });
        self.all.len() - 1
    }

    pub(super) fn items_mut(&mut self, cell: usize) -> &mut Vec<CodedText> {
        &mut self.all[cell].items
    }

    /// Finds the codes that are printed with several names, once all cells are there.
    pub(super) fn note_names(&mut self) {
        for (at, kind) in Competency::BOTH.into_iter().enumerate() {
            let mut names: HashMap<&str, &str> = HashMap::new();
            let items = self.all.iter().filter(|cell| cell.kind == kind).flat_map(|cell| &cell.items);
            for item in items.filter(|item| !item.text.is_empty()) {
                let Some(code) = item.code.as_deref() else { continue };
                if *names.entry(code).or_insert(&item.text) != item.text {
                    self.several[at].insert(code.to_owned());
                }
            }
        }
    }

    /// Whether two cells print the same codes with the same names in the same order.
    pub(super) fn equal(&self, one: usize, other: usize) -> bool {
        let [one_items, other_items] = [one, other].map(|cell| &self.all[cell].items);
        let several = &self.several[usize::from(self.all[one].kind == Competency::Skill)];
        let same = |(one, other): (&CodedText, &CodedText)| {
            let says = || one.code.as_deref().is_some_and(|code| several.contains(code));
            one.code == other.code && (one.text == other.text || !says())
        };
        one == other || one_items.len() == other_items.len() && one_items.iter().zip(other_items).all(same)
    }

    pub(super) fn is_empty(&self, cell: usize) -> bool {
        self.all[cell].items.is_empty()
    }

    /// The approximate size in bytes of a list of references to the items of a cell.
    pub(super) fn weight(&self, cell: usize) -> usize {
        const EACH: usize = 80;
        let code = |item: &CodedText| item.code.as_ref().map_or(0, String::len);
        self.all[cell].items.iter().map(|item| code(item) + EACH).sum()
    }

    /// The references of a cell, as printed; with the name where a code has several.
    pub(super) fn references(&self, cell: usize) -> References<'static> {
        let Cell { kind, items, .. } = &self.all[cell];
        let several = &self.several[usize::from(*kind == Competency::Skill)];
        let reference = |item: &CodedText| {
            let code = item.code.as_deref()?;
            let says = !item.text.is_empty() && several.contains(code);
            Some(match says {
                true => Reference::named(Text::made_code(code), Text::made(&*item.text)),
                false => Reference::bare(Text::made_code(code)),
            })
        };
        List::made(items.iter().filter_map(reference).collect())
    }
}

/// The names of one list.
#[derive(Default)]
struct Names {
    /// In the order in which they occurred.
    entries: Vec<CodedText>,
    /// The index of the first entry of each code.
    first: HashMap<String, usize>,
    seen: HashSet<CodedText>,
}

impl Reader {
    /// The items of a cell of knowledge or skills; items without a code cannot be referred to and are kept as unplaced.
    pub(super) fn references(
        &mut self,
        lines: &[Line<'_>],
        kind: Competency,
        at: &FormPlace,
    ) -> Vec<CodedText> {
        let items = self.items(lines, kind.kind(), at);
        self.only_coded(items, at)
    }

    pub(super) fn only_coded(&mut self, items: Vec<CodedText>, at: &FormPlace) -> Vec<CodedText> {
        let (coded, uncoded): (Vec<_>, Vec<_>) = items.into_iter().partition(|item| item.code.is_some());
        for item in uncoded {
            self.no_item(at, item.text);
        }
        coded
    }

    /// Makes the lists of knowledge and skills from all cells. An entry belongs to the list of the column that it is
    /// printed in, whatever its letter, since that is where the form looks up its name.
    pub(super) fn entries(&mut self, cells: &Cells) {
        for kind in Competency::BOTH {
            let mut names = Names::default();
            for cell in cells.all.iter().filter(|cell| cell.kind == kind) {
                for item in &cell.items {
                    self.entry(item, kind, &mut names, &cell.place);
                }
            }
            let list = sorted(names.entries, kind.kind());
            match kind {
                Competency::Knowledge => self.standard.knowledge = list,
                Competency::Skill => self.standard.skills = list,
            }
        }
    }

    fn entry(&mut self, item: &CodedText, kind: Competency, names: &mut Names, at: &FormPlace) {
        let Some(code) = item.code.as_deref() else { return };
        if !names.seen.insert(item.clone()) {
            return;
        }
        let Some(&first) = names.first.get(code) else {
            if letter(code) != kind.kind().letter() {
                let code = excerpt(code);
                self.remark(at, RemarkKind::OtherColumn { code, column: kind });
            }
            names.first.insert(code.to_owned(), names.entries.len());
            names.entries.push(item.clone());
            return;
        };
        // A name may be missing in one cell and present in another.
        if item.text.is_empty() {
            return;
        }
        let first = &mut names.entries[first];
        if first.text.is_empty() {
            first.text.clone_from(&item.text);
            return;
        }
        let [code, first, second] = [code, &first.text, &item.text].map(excerpt);
        self.remark(at, RemarkKind::TwoNames { code, first, second });
        names.entries.push(item.clone());
    }
}

/// Sorts a list by number. Codes with another letter come last, and among equal letters those without a number.
pub(super) fn sorted(mut entries: Vec<CodedText>, kind: Kind) -> List<Item<'static>> {
    entries.sort_by_cached_key(|entry| {
        let code = entry.code.as_deref().unwrap_or_default();
        (letter(code) != kind.letter(), number(code))
    });
    super::some(entries.into_iter().map(CodedText::item).collect())
}

fn letter(code: &str) -> char {
    code.chars().next().map_or(' ', half_width)
}

/// The number in a flat code.
fn number(code: &str) -> u64 {
    let digits: String = code
        .chars()
        .map(half_width)
        .skip_while(|c| !c.is_ascii_digit())
        .take_while(char::is_ascii_digit)
        .collect();
    digits.parse().unwrap_or(u64::MAX)
}
