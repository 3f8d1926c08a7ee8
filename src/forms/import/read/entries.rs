//! Knowledge and skills: the references in cells, and the lists made from their names.

use foldhash::{HashMap, HashMapExt as _, HashSet};

use super::place::FormPlace;
use super::{CodedText, Reader, excerpt};
use crate::forms::import::report::RemarkKind;
use crate::forms::sheet::{FormPart, Line};
use crate::model::{Competency, Item, Kind, List, Reference, References, Text};
use crate::text::characters::half_width;
use crate::text::sorting::sort_by_key;

/// The most names of a code that a remark quotes.
const MAX_NAMES: usize = 8;

/// The cells of knowledge and skills, in the order in which they begin.
#[derive(Debug, Default)]
pub(in crate::forms::import) struct Cells {
    all: Vec<Cell>,
    /// The codes of each kind that have several names.
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

    /// Adds a cell of no certain place and returns its index.
    pub(in crate::forms::import) fn add(&mut self, kind: Competency, items: Vec<CodedText>) -> usize {
        self.push(kind, items, FormPlace::new(FormPart::Duties))
    }

    /// Finds the codes that a list has with several names.
    pub(in crate::forms::import) fn note_list<'n>(
        &mut self,
        kind: Competency,
        entries: impl Iterator<Item = (&'n str, &'n str)>,
    ) {
        let mut names: HashMap<&str, &str> = HashMap::new();
        for (code, name) in entries {
            if *names.entry(code).or_insert(name) != name {
                self.several[kind as usize].insert(code.to_owned());
            }
        }
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
        let Cell { kind, items, .. } = &self.all[cell];
        let several = &self.several[*kind as usize];
        let weigh = |item: &CodedText| {
            let code = item.code.as_deref().unwrap_or_default();
            code.len() + if several.contains(code) { item.text.len() } else { 0 } + EACH
        };
        items.iter().map(weigh).sum()
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
    /// The places of the entries.
    places: Vec<FormPlace>,
    /// The indices of the entries of each code.
    of_code: HashMap<String, Vec<usize>>,
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
            self.report_two_names(&names);
            let list = sorted(names.entries, kind.kind());
            match kind {
                Competency::Knowledge => self.standard.knowledge = list,
                Competency::Skill => self.standard.skills = list,
            }
        }
    }

    fn entry(&mut self, item: &CodedText, kind: Competency, names: &mut Names, at: &FormPlace) {
        let Some(code) = item.code.as_deref() else { return };
        if names.seen.contains(item) {
            return;
        }
        names.seen.insert(item.clone());
        let Some(of_code) = names.of_code.get_mut(code) else {
            self.columns.note(kind.kind(), code, at);
            names.of_code.insert(code.to_owned(), vec![names.entries.len()]);
            names.entries.push(item.clone());
            names.places.push(at.clone());
            return;
        };
        // A name may be missing in one cell and present in another.
        if item.text.is_empty() {
            return;
        }
        let first = &mut names.entries[of_code[0]];
        if first.text.is_empty() {
            first.text.clone_from(&item.text);
            return;
        }
        of_code.push(names.entries.len());
        names.entries.push(item.clone());
        names.places.push(at.clone());
    }

    /// Reports each code that has several names, with the place where each is first.
    fn report_two_names(&mut self, names: &Names) {
        let mut several: Vec<_> = names.of_code.iter().filter(|(_, entries)| entries.len() > 1).collect();
        sort_by_key(&mut several, |(_, entries)| entries[1]);
        for (code, entries) in several {
            let name = |&at: &usize| (excerpt(&names.entries[at].text), names.places[at].words());
            let at = names.places[entries[1]].clone();
            let names = entries.iter().take(MAX_NAMES).map(name).collect();
            let kind = RemarkKind::TwoNames { code: excerpt(code), count: entries.len(), names };
            self.remark(&at, kind);
        }
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

pub(super) fn letter(code: &str) -> char {
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
