//! The names of knowledge and skills that several standards use: which, and where.
//!
//! Names are the same if `ttm gap` takes them for the same. A page for each would be tens of thousands of files for few that
//! have anything to say, so they stand on pages by their hash, and a name that one standard alone uses has no entry: its page
//! shows where it is used.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::address::id;
use super::card::{Card, Piece};
use crate::model::Competency;
use crate::text::sorting::sort_by;

/// The number of names that a page is made for. With fewer, fewer pages are made.
const A_PAGE: usize = 200;

/// Where a name is used: a standard, and the piece of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct User {
    pub(super) card: u32,
    pub(super) piece: u32,
}

/// A name.
#[derive(Debug)]
pub(super) struct Name {
    pub(super) kind: Competency,
    /// In the order of the standards, and within one in that of the form.
    pub(super) users: Vec<User>,
    /// How many standards use it.
    pub(super) standards: usize,
    /// If several do, its page, and its identifier there.
    pub(super) entry: Option<(usize, String)>,
}

/// All names.
#[derive(Debug)]
pub(super) struct Names {
    pub(super) all: Vec<Name>,
    /// For each standard and piece the index of its name, for those that have one.
    of: Vec<Vec<Option<u32>>>,
    /// The names that several standards use, the most used first.
    shared: Vec<u32>,
    /// The same by page.
    pages: Vec<Vec<u32>>,
}

impl Names {
    pub(super) fn of(cards: &[Card]) -> Self {
        let mut all: Vec<Name> = Vec::new();
        let mut places: HashMap<(bool, &str), u32, foldhash::fast::RandomState> = HashMap::default();
        let mut of = Vec::with_capacity(cards.len());
        for (card, at) in cards.iter().zip(0..) {
            let own = card.pieces().zip(0..).map(|(one, piece)| {
                let kind = one.competency()?;
                let next = u32::try_from(all.len()).ok()?;
                let place = *places.entry((kind == Competency::Knowledge, one.term())).or_insert(next);
                if place == next {
                    all.push(Name { kind, users: Vec::new(), standards: 0, entry: None });
                }
                let name = all.get_mut(place as usize)?;
                name.standards += usize::from(name.users.last().is_none_or(|last| last.card != at));
                name.users.push(User { card: at, piece });
                Some(place)
            });
            of.push(own.collect());
        }
        let shared = (0..).zip(&all).filter(|(_, name)| name.standards > 1).map(|(at, _)| at);
        let mut names = Self { shared: shared.collect(), all, of, pages: Vec::new() };
        let key = |at: &u32| {
            let name = &names.all[*at as usize];
            (Reverse(name.standards), names.first(cards, *at as usize).text())
        };
        let mut shared = names.shared.clone();
        sort_by(&mut shared, |one, other| key(one).cmp(&key(other)));
        let count = [1, 16, 256].into_iter().find(|pages| shared.len() <= pages * A_PAGE).unwrap_or(256);
        let mut pages = vec![Vec::new(); count];
        for &at in &shared {
            let entry = entry(names.first(cards, at as usize), count);
            if let Some((page, _)) = &entry {
                pages[*page].push(at);
            }
            names.all[at as usize].entry = entry;
        }
        Self { shared, pages, ..names }
    }

    /// Which names of a standard others use too.
    pub(super) fn flags(&self, card: usize) -> Vec<bool> {
        self.of[card].iter().flatten().map(|&at| self.all[at as usize].entry.is_some()).collect()
    }

    /// The names that several standards use, the most used first.
    pub(super) fn shared(&self) -> &[u32] {
        &self.shared
    }

    /// How many pages these are on.
    pub(super) fn pages(&self) -> usize {
        self.pages.len()
    }

    /// Those of a page.
    pub(super) fn page(&self, page: usize) -> &[u32] {
        &self.pages[page]
    }

    /// The name of a piece.
    pub(super) fn name(&self, card: usize, piece: usize) -> Option<(usize, &Name)> {
        let at = self.of.get(card)?.get(piece).copied().flatten()? as usize;
        self.all.get(at).map(|name| (at, name))
    }

    /// The names of a standard, each once, in ascending order.
    pub(super) fn of_card(&self, card: usize) -> Vec<u32> {
        let mut names: Vec<u32> = self.of[card].iter().flatten().copied().collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// The piece of the first standard that uses a name.
    pub(super) fn first<'c>(&self, cards: &'c [Card], at: usize) -> Piece<'c> {
        let first = self.all[at].users[0];
        cards[first.card as usize].piece(first.piece as usize)
    }
}

/// The page and the identifier of a name that several standards use, made of its text.
fn entry(piece: Piece<'_>, pages: usize) -> Option<(usize, String)> {
    let letter = if piece.competency()? == Competency::Knowledge { 'K' } else { 'S' };
    let id = id(&format!("{letter}{}", piece.term()));
    // The first two digits of the hash.
    let page = usize::from_str_radix(&id[1..3], 16).ok()?.checked_rem(pages)?;
    Some((page, id))
}

/// The address of the entry of a name, from a folder beside that of the names.
pub(super) fn address(entry: &(usize, String)) -> String {
    format!("../names/{}.html#{}", entry.0, entry.1)
}
