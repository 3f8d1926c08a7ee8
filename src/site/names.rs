//! The names of knowledge and skills that several standards use: which, and where.
//!
//! Names are the same if `ttm gap` takes them for the same. A page for each would be tens of thousands of files for few that
//! have anything to say, so they stand on pages by their hash, and a name that one standard alone uses has no entry: its page
//! shows where it is used.

use std::collections::HashMap;

use super::address::id;
use super::card::Card;
use crate::model::Competency;

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
    /// How many pages there are.
    pub(super) pages: usize,
}

impl Names {
    pub(super) fn of(cards: &[Card]) -> Self {
        let mut all: Vec<Name> = Vec::new();
        let mut places: HashMap<(bool, &str), u32, foldhash::fast::RandomState> = HashMap::default();
        let mut of = Vec::with_capacity(cards.len());
        for (card, at) in cards.iter().zip(0..) {
            let own = card.pieces.iter().zip(0..).map(|(one, piece)| {
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
        let shared = all.iter().filter(|name| name.standards > 1).count();
        let pages = [1, 16, 256].into_iter().find(|pages| shared <= pages * A_PAGE).unwrap_or(256);
        let mut names = Self { all, of, pages };
        for at in 0..names.all.len() {
            if names.all[at].standards > 1 {
                let letter = if names.all[at].kind == Competency::Knowledge { 'K' } else { 'S' };
                let id = id(&format!("{letter}{}", names.first(cards, at).term()));
                // The first two digits of the hash.
                let page = usize::from_str_radix(&id[1..3], 16).unwrap_or_default() % pages;
                names.all[at].entry = Some((page, id));
            }
        }
        names
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
    pub(super) fn first<'c>(&self, cards: &'c [Card], at: usize) -> &'c super::card::Piece {
        let first = self.all[at].users[0];
        &cards[first.card as usize].pieces[first.piece as usize]
    }
}

/// The address of the entry of a name, from a folder beside that of the names.
pub(super) fn address(entry: &(usize, String)) -> String {
    format!("../names/{}.html#{}", entry.0, entry.1)
}
