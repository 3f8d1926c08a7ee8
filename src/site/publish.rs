//! Writes a site into a folder: what changed, and nothing that is not its own.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::folder::Folder;
pub use super::folder::{Done, NotWritten};
use super::manifest::{FILE, Input, Made, Manifest};
use super::plan::{Planned, Shared};
use super::{Inputs, Missing, Options, Site, again, card};
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
    match again::little(inputs, options, &folder) {
        Ok(None) => whole(inputs, options, &folder),
        Ok(Some(done)) => (Missing::default(), Ok(done)),
        Err(reason) => (Missing::default(), Err(reason)),
    }
}

/// Writes whatever is not there as it should be.
fn whole(inputs: &Inputs, options: &Options, folder: &Folder<'_>) -> (Missing, Result<Done, NotWritten>) {
    let (cards, missing) = match card::all(&inputs.files, &inputs.hashes, &options.downloads) {
        Ok(read) => read,
        Err(reason) => return (Missing::default(), Err(folder.failed("")(reason))),
    };
    let site = Site::of(&inputs.files, options, cards);
    let complete = missing.unread.is_empty() && missing.left_out.is_empty();
    (missing, put_all(folder, inputs, &site, complete))
}

/// Writes all of a site that is not there as it should be, and removes what it does not have any more.
fn put_all(
    folder: &Folder<'_>,
    inputs: &Inputs,
    site: &Site<'_>,
    complete: bool,
) -> Result<Done, NotWritten> {
    let standards = parallel::map(0..site.cards.len(), |at| site.plan(at));
    let shared = Shared::all(site);
    let mut wanted: BTreeSet<String> = shared.iter().flat_map(|shared| shared.paths(site)).collect();
    let mut stale = BTreeSet::new();
    for planned in standards.iter().flatten() {
        if folder.is_stale(planned)? {
            stale.insert(planned.path.as_str());
        }
        wanted.insert(planned.path.clone());
    }
    wanted.iter().try_for_each(|path| folder.check_own(path))?;
    folder.make_folders(&wanted)?;
    // Who ends the program now finds the files named by which it was begun, and the next run writes them.
    let mut begun = Manifest { files: folder.before.files.clone(), ..Manifest::new("", "") };
    let paths = wanted
        .iter()
        .filter(|path| stale.contains(path.as_str()) || !folder.before.files.contains_key(*path));
    begun.files.extend(paths.map(|path| (path.clone(), Made::default())));
    folder.put(FILE, &begun.write())?;

    let mut files = folder.before.files.clone();
    files.retain(|path, _| wanted.contains(path));
    let mut done = Done { standards: site.cards.len(), ..Done::default() };
    let pages = parallel::map(standards.iter().enumerate(), |(at, planned)| {
        folder.put_standard(site, at, planned.iter().filter(|planned| stale.contains(planned.path.as_str())))
    });
    let others = parallel::map(shared, |shared| {
        let files = shared.make(site).into_iter();
        files.map(|(path, bytes)| folder.put_changed(path, &bytes)).collect::<Result<Vec<_>, _>>()
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
    for path in folder.before.files.keys().filter(|path| !wanted.contains(*path)) {
        folder.remove(path)?;
        done.removed += 1;
    }
    done.kept = wanted.len() - done.written;
    let manifest = Manifest { files, complete, ..manifest(inputs, site, &standards) };
    folder.put(FILE, &manifest.write())?;
    Ok(done)
}

/// The manifest without the files.
fn manifest(inputs: &Inputs, site: &Site<'_>, standards: &[Vec<Planned>]) -> Manifest {
    let mut manifest = Manifest::new(env!("CARGO_PKG_VERSION"), &site.options.configuration());
    manifest.name_pages = site.names.pages();
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
        let near = site.near[at].iter();
        let input = Input {
            hash: card.hash.clone(),
            files: fed.remove(&at).unwrap_or_default(),
            shown: card.shown(),
            code: card.code.clone(),
            stem: site.stems.stem(at).to_owned(),
            near: near.map(|near| (site.stems.stem(near.card).to_owned(), near.shared, near.all)).collect(),
            shared: site.names.flags(at),
        };
        manifest.inputs.insert(names[card.source].clone(), input);
    }
    manifest
}
