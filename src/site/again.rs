//! A site that is there already, of which little has to be made: nothing if no input changed, and if no other page shows what
//! changed, the files of the changed standards alone. What these show of other standards is in the manifest.

use std::collections::{BTreeMap, BTreeSet};

use super::address::Stems;
use super::card::{self, Card};
use super::data::Shards;
use super::folder::{Done, Folder, NotWritten};
use super::manifest::{FILE, Input, Manifest};
use super::names::Names;
use super::nearest::Near;
use super::plan::{Planned, What, neighbours};
use super::{Inputs, Options, Site};
use crate::model::StandardCode;

/// With more changed inputs than these all standards are read, in parallel.
const MOST: usize = 32;

/// Does what little has to be done; `None` if all has to be looked at.
pub(super) fn little(
    inputs: &Inputs,
    options: &Options,
    folder: &Folder<'_>,
) -> Result<Option<Done>, NotWritten> {
    let before = &folder.before;
    let is_same = before.complete
        && before.program == env!("CARGO_PKG_VERSION")
        && before.configuration == options.configuration();
    let known = inputs.names().iter().map(|name| before.inputs.get(name)).collect::<Option<Vec<&Input>>>();
    let Some(known) = known.filter(|known| is_same && known.len() == before.inputs.len()) else {
        return Ok(None);
    };
    let lost: BTreeSet<&str> = folder.lost()?.into_iter().collect();
    let feeds_lost = |input: &Input| input.files.iter().any(|path| lost.contains(path.as_str()));
    let pairs = known.iter().zip(&inputs.hashes).enumerate();
    let changed: Vec<usize> = pairs
        .filter(|(_, (input, hash))| input.hash != **hash || feeds_lost(input))
        .map(|(at, _)| at)
        .collect();
    let fed: BTreeSet<&str> = changed.iter().flat_map(|&at| &known[at].files).map(String::as_str).collect();
    if !lost.is_subset(&fed) {
        return Ok(None);
    }
    let done = Done { standards: known.len(), kept: before.files.len(), ..Done::default() };
    if changed.is_empty() {
        return Ok(Some(done));
    }
    if changed.len() > MOST {
        return Ok(None);
    }
    let Some(site) = site(inputs, options, before, &known, &changed) else { return Ok(None) };
    let is_changed = |at: usize| changed.contains(&site.cards[at].source);
    let mut planned: Vec<(usize, Vec<Planned>)> = Vec::new();
    for at in 0..site.cards.len() {
        let mut files = site.plan(at);
        if !is_changed(at) {
            files.retain(|planned| matches!(planned.what, What::Changes(old) if is_changed(old)));
        }
        planned.push((at, files));
    }
    let paths = planned.iter().flat_map(|(_, files)| files).map(|planned| planned.path.as_str());
    if paths.collect::<BTreeSet<_>>() != fed {
        return Ok(None);
    }
    let mut after = before.clone();
    for files in planned.iter_mut().map(|(_, files)| files) {
        let mut stale = Vec::new();
        for planned in files.drain(..) {
            if folder.is_stale(&planned)? {
                stale.push(planned);
            }
        }
        *files = stale;
    }
    // As for a whole site: the next run finds these as changed if this one ends now.
    let mut begun = before.clone();
    for name in changed.iter().map(|&at| &inputs.names()[at]) {
        begun.inputs.entry(name.clone()).and_modify(|input| input.hash.clear());
    }
    for planned in planned.iter().flat_map(|(_, files)| files) {
        begun.files.entry(planned.path.clone()).and_modify(|made| made.stamp.clear());
    }
    folder.put(FILE, &begun.write())?;
    let mut written = 0;
    for (at, files) in &planned {
        for (path, made) in folder.put_standard(&site, *at, files.iter())? {
            written += 1;
            after.files.insert(path, made);
        }
    }
    for &at in &changed {
        let hash = &inputs.hashes[at];
        after.inputs.entry(inputs.names()[at].clone()).and_modify(|input| input.hash.clone_from(hash));
    }
    folder.put(FILE, &after.write())?;
    Ok(Some(Done { written, kept: done.kept - written, ..done }))
}

/// A site of the changed standards and those that their pages show; `None` if other pages show what changed.
fn site<'s>(
    inputs: &'s Inputs,
    options: &'s Options,
    before: &Manifest,
    known: &[&Input],
    changed: &[usize],
) -> Option<Site<'s>> {
    let read = |at: usize| -> Option<Card> {
        let hash = inputs.hashes.get(at)?;
        let read = card::read(&inputs.files, at, hash, &options.downloads).ok()?;
        read.card.filter(|_| read.unread.is_none() && read.left_out.is_empty())
    };
    let (mut by_stem, mut by_code, mut by_base) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    for (at, input) in known.iter().enumerate() {
        by_stem.insert(input.stem.as_str(), at);
        let Some(code) = input.code.as_deref() else { continue };
        by_code.entry(code).or_insert_with(Vec::new).push(at);
        if let Some(code) = StandardCode::parse(code) {
            by_base.entry(code.base).or_insert_with(Vec::new).push(at);
        }
    }
    let mut cards = BTreeMap::new();
    let mut around: BTreeSet<usize> = BTreeSet::new();
    for &at in changed {
        let card = read(at)?;
        if card.shown() != known[at].shown {
            return None;
        }
        let codes = card.mentioned.iter().chain(&card.code).filter_map(|code| by_code.get(code.as_str()));
        around.extend(codes.flatten());
        around.extend(card.base.iter().filter_map(|(base, _)| by_base.get(base.as_str())).flatten());
        for (stem, ..) in &known[at].near {
            around.insert(*by_stem.get(stem.as_str())?);
        }
        cards.insert(at, card);
    }
    for at in around.into_iter().filter(|at| !changed.contains(at)) {
        cards.insert(at, read(at)?);
    }
    let mut cards: Vec<Card> = cards.into_values().collect();
    card::sort(&mut cards, &inputs.files);
    let places: BTreeMap<&str, usize> =
        cards.iter().enumerate().map(|(place, card)| (known[card.source].stem.as_str(), place)).collect();
    let near = cards.iter().map(|card| {
        let of = known[card.source].near.iter();
        let of = of.filter_map(|(stem, shared, all)| {
            Some(Near { card: *places.get(stem.as_str())?, shared: *shared, all: *all })
        });
        of.collect()
    });
    let near = near.collect();
    let stems = Stems::known(cards.iter().map(|card| known[card.source].stem.clone()).collect(), &cards);
    let shards = Shards::of(stems.all());
    let shared: Vec<&str> = cards.iter().map(|card| known[card.source].shared.as_str()).collect();
    let names = Names::known(&cards, &shared, before.name_pages);
    let changes = neighbours(&cards);
    let (files, stamp) = (&inputs.files, options.stamp());
    Some(Site { files, options, stamp, cards, stems, shards, names, near, changes })
}
