//! Writes a site into a folder: what changed, and nothing that is not its own.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

pub use super::folder::{Done, NotWritten};
use super::folder::{Folder, hash_of};
use super::manifest::{FILE, Input, Made, Manifest};
use super::plan::{Planned, Shared};
use super::store::{self, Store};
use super::{Inputs, Missing, Options, Site, card};
use crate::files::parallel;

/// Writes the site of all inputs into `folder`, which is created. What the site lacks is said by `Missing` in any case.
///
/// # Errors
/// The first file that could not be written, or that is there and not of this site; the latter before anything is written.
pub fn publish(inputs: &Inputs, options: &Options, folder: &Path) -> (Missing, Result<Done, NotWritten>) {
    let folder = match Folder::open(folder) {
        Ok(folder) => folder,
        Err(reason) => return (Missing::default(), Err(reason)),
    };
    let lost: BTreeSet<&str> = match folder.lost() {
        Ok(lost) => lost.into_iter().collect(),
        Err(reason) => return (Missing::default(), Err(reason)),
    };
    let before = &folder.before;
    let is_same =
        before.program == env!("CARGO_PKG_VERSION") && before.configuration == options.configuration();
    if is_same && before.complete && lost.is_empty() && is_unchanged(inputs, before) {
        let (standards, kept) = (before.inputs.len(), before.files.len());
        return (Missing::default(), Ok(Done { standards, kept, ..Done::default() }));
    }
    let bytes = if is_same { folder.cards() } else { Vec::new() };
    let store = Store::read(&bytes).unwrap_or_default();
    let kept = |hash| store.card(hash);
    let (cards, missing) = match card::all(&inputs.files, &inputs.hashes, &options.downloads, kept) {
        Ok(read) => read,
        Err(reason) => return (Missing::default(), Err(folder.failed("")(reason))),
    };
    let site = Site::of(&inputs.files, options, cards, &store);
    let complete = missing.unread.is_empty() && missing.left_out.is_empty();
    (missing, put_all(&folder, inputs, &site, complete, &lost))
}

/// Whether every input is one of the last site, with the same text.
fn is_unchanged(inputs: &Inputs, before: &Manifest) -> bool {
    let same = |(name, hash): (&String, &u128)| {
        before.inputs.get(name).is_some_and(|input| input.hash == shown(*hash))
    };
    inputs.hashes.len() == before.inputs.len() && inputs.names().iter().zip(&inputs.hashes).all(same)
}

/// The hash of an input as the manifest has it.
fn shown(hash: u128) -> String {
    format!("{hash:032x}")
}

/// Writes all of a site that is not there as it should be, and removes what it does not have any more.
fn put_all(
    folder: &Folder<'_>,
    inputs: &Inputs,
    site: &Site<'_>,
    complete: bool,
    lost: &BTreeSet<&str>,
) -> Result<Done, NotWritten> {
    let before = &folder.before.files;
    let is_stale = |path: &str, stamp| folder.is_stale(path, stamp) || lost.contains(path);
    let standards = parallel::map(0..site.cards.len(), |at| site.plan(at));
    let (mut wanted, mut stale) = (BTreeSet::new(), BTreeSet::new());
    for planned in standards.iter().flatten() {
        if is_stale(&planned.path, planned.stamp) {
            stale.insert(planned.path.clone());
        }
        wanted.insert(planned.path.clone());
    }
    let mut shared = Vec::new();
    for one in Shared::all(site) {
        let (stamp, paths) = (one.stamp(site), one.paths(site));
        if stamp.is_none_or(|stamp| paths.iter().any(|path| is_stale(path, stamp))) {
            shared.push((one, stamp.unwrap_or_default()));
            stale.extend(paths.iter().cloned());
        }
        wanted.extend(paths);
    }
    wanted.iter().filter(|path| !before.contains_key(*path)).try_for_each(|path| folder.check_own(path))?;
    folder.check_cards()?;
    folder.make_folders(&wanted)?;
    // Who ends the program now finds the files named by which it was begun, and the next run writes them.
    let cards = folder.before.cards.max(1);
    let mut begun = Manifest { files: before.clone(), cards, ..Manifest::new("", "") };
    begun.files.extend(stale.iter().map(|path| (path.clone(), Made::default())));
    folder.put(FILE, &begun.write())?;

    let mut files = begun.files;
    files.retain(|path, _| wanted.contains(path));
    let mut done = Done { standards: site.cards.len(), ..Done::default() };
    let pages = parallel::map(standards.iter().enumerate(), |(at, planned)| {
        folder.put_standard(site, at, planned.iter().filter(|planned| stale.contains(&planned.path)))
    });
    let others = parallel::map(shared, |(shared, stamp)| {
        let files = shared.make(site).into_iter();
        files.map(|(path, bytes)| folder.put_changed(path, stamp, &bytes)).collect::<Result<Vec<_>, _>>()
    });
    for made in pages {
        let made = made?;
        done.written += made.len();
        files.extend(made);
    }
    for (path, made, is_new) in others.into_iter().collect::<Result<Vec<_>, _>>()?.into_iter().flatten() {
        done.written += usize::from(is_new);
        files.insert(path, made);
    }
    for path in before.keys().filter(|path| !wanted.contains(*path)) {
        folder.remove(path)?;
        done.removed += 1;
    }
    done.kept = wanted.len() - done.written;
    let cards = Store::write(&site.cards, &site.near);
    folder.put(store::FILE, &cards)?;
    let cards = hash_of(&cards);
    let manifest = Manifest { files, complete, cards, ..manifest(inputs, site, &standards) };
    folder.put(FILE, &manifest.write())?;
    Ok(done)
}

/// The manifest without the files.
fn manifest(inputs: &Inputs, site: &Site<'_>, standards: &[Vec<Planned>]) -> Manifest {
    let mut manifest = Manifest::new(env!("CARGO_PKG_VERSION"), &site.options.configuration());
    let names = inputs.names();
    let mut fed: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for (at, planned) in standards.iter().enumerate() {
        for planned in planned {
            for card in planned.fed_by(at) {
                fed.entry(card).or_default().push(planned.path.clone());
            }
        }
    }
    for (at, card) in site.cards.iter().enumerate() {
        let files = fed.remove(&at).unwrap_or_default();
        manifest.inputs.insert(names[card.source].clone(), Input { hash: shown(card.hash), files });
    }
    manifest
}
