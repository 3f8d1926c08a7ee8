//! `ttm-site.cards`: what a site that was made knew of its standards, so that those of which the text is the same need not be
//! read again when it is brought up to date.
//!
//! The file lies beside the manifest, which has its hash, and is as little believed: what does not fit is as good as not there.
//! How it is written says `bytes`.

use std::collections::HashMap;

use super::bytes::{Reader, Writer};
use super::card::Card;
use super::nearest::Near;

/// The name of the file.
pub(super) const FILE: &str = "ttm-site.cards";

/// The largest file that is read. That of three thousand standards has about 15 MiB.
pub(super) const MAX_BYTES: usize = 512 << 20;

/// What it begins with.
const MARK: &[u8] = b"ttm-site.cards 1\n";

/// What is known of a standard.
#[derive(Debug)]
struct Record<'b> {
    card: &'b [u8],
    /// The nearest, by their records.
    near: Vec<Near>,
}

/// What is known of the standards of a site, in their order.
#[derive(Debug, Default)]
pub(super) struct Store<'b> {
    records: Vec<Record<'b>>,
    by_hash: HashMap<u128, usize, foldhash::fast::RandomState>,
}

impl<'b> Store<'b> {
    pub(super) fn read(bytes: &'b [u8]) -> Option<Self> {
        let mut reader = Reader(bytes.strip_prefix(MARK)?);
        let mut store = Self::default();
        for at in 0..reader.count()? {
            let hash = u128::from_le_bytes(reader.bytes(16)?.try_into().ok()?);
            store.by_hash.entry(hash).or_insert(at);
            let count = reader.count()?;
            let near = (0..count)
                .map(|_| Some(Near { card: reader.size()?, shared: reader.size()?, all: reader.size()? }));
            let near = near.collect::<Option<_>>()?;
            let length = reader.size()?;
            store.records.push(Record { near, card: reader.bytes(length)? });
        }
        reader.is_at_end().then_some(store)
    }

    /// Writes those of which the card can be kept.
    pub(super) fn write(cards: &[Card], near: &[Vec<Near>]) -> Vec<u8> {
        let mut all = Writer(MARK.to_vec());
        all.size(cards.len());
        for (card, near) in cards.iter().zip(near) {
            all.0.extend_from_slice(&card.hash.to_le_bytes());
            all.size(near.len());
            for one in near {
                [one.card, one.shared, one.all].into_iter().for_each(|number| all.size(number));
            }
            let mut own = Writer::default();
            if card.is_whole {
                card.write(&mut own);
            }
            all.size(own.0.len());
            all.0.extend_from_slice(&own.0);
        }
        all.0
    }

    /// The card of a text with this hash, if it is kept.
    pub(super) fn card(&self, hash: u128) -> Option<Reader<'b>> {
        let record = self.records.get(*self.by_hash.get(&hash)?)?;
        Some(Reader(record.card)).filter(|reader| !reader.is_at_end())
    }

    /// For each of these cards the nearest as they were, by the indices of cards: a place is `None` where that standard is
    /// not there as it was. The whole is `None` where that standard itself is not, or all where the order is another.
    pub(super) fn near(&self, cards: &[Card]) -> Vec<Option<Vec<Option<Near>>>> {
        let mut places = vec![None; self.records.len()];
        let mut last = None;
        for (at, card) in cards.iter().enumerate() {
            let Some(&record) = self.by_hash.get(&card.hash) else { continue };
            if places[record].is_some() {
                continue;
            }
            if last.is_some_and(|last| record < last) {
                return vec![None; cards.len()];
            }
            last = Some(record);
            places[record] = Some(at);
        }
        let mut near = vec![None; cards.len()];
        for (record, place) in self.records.iter().zip(&places) {
            let Some(at) = *place else { continue };
            let moved = |one: &Near| Some(Near { card: (*places.get(one.card)?)?, ..*one });
            near[at] = Some(record.near.iter().map(moved).collect());
        }
        near
    }
}
