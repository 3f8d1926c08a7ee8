//! Which files a site has, and from what each is made.

use std::collections::BTreeMap;

use super::card::Card;
use super::{Download, Site, data, feed, home, lists, shell, standard_page};
use crate::forms::render::html;
use crate::report::diff::html as diff_page;
use crate::text::digest::{sha256, short};

/// A file of the site.
#[derive(Debug)]
pub struct Planned {
    /// Its path in the folder, with `/` between folders.
    pub path: String,
    /// A hash of all that it is made from.
    pub stamp: String,
    /// What it is.
    pub what: What,
}

/// What a file is.
#[derive(Debug)]
pub enum What {
    /// The page of a standard.
    Page(usize),
    /// A standard in another form.
    Download(usize, Download),
    /// What changed from one to another.
    Changes(usize, usize),
    /// These bytes, made of all standards.
    Bytes(Vec<u8>),
}

impl What {
    /// The standards that feed the file; none if all do.
    pub(super) fn fed_by(&self) -> Vec<usize> {
        match self {
            Self::Page(at) | Self::Download(at, _) => vec![*at],
            Self::Changes(old, new) => vec![*new, *old],
            Self::Bytes(_) => Vec::new(),
        }
    }
}

/// Each version with the next one that is here.
pub(super) fn neighbours(cards: &[Card]) -> Vec<(usize, usize)> {
    let mut versions: BTreeMap<&str, Vec<(u32, usize)>> = BTreeMap::new();
    for (at, card) in cards.iter().enumerate().filter(|(_, card)| card.comparable) {
        if let Some((base, version)) = &card.base {
            versions.entry(base).or_default().push((*version, at));
        }
    }
    let mut pairs = Vec::new();
    for versions in versions.values_mut() {
        versions.sort_unstable();
        versions.dedup_by_key(|(version, _)| *version);
        pairs.extend(versions.windows(2).map(|two| (two[0].1, two[1].1)));
    }
    pairs
}

impl Site {
    /// The files that one standard feeds, by standard, and those that all feed.
    pub(super) fn plan(&self) -> (Vec<Vec<Planned>>, Vec<Planned>) {
        let stamp = |parts: &[&str]| short(&sha256(parts.join("\n").as_bytes()));
        let of_standard = |at: usize| {
            let card = &self.cards[at];
            let stem = self.stems.stem(at);
            let around = standard_page::around(self, at);
            let page = Planned {
                path: format!("s/{stem}.html"),
                stamp: stamp(&[&self.stamp, &card.hash, &around]),
                what: What::Page(at),
            };
            let downloads = card.downloads.iter().map(|&download| Planned {
                path: format!("s/{stem}.{}", download.ending()),
                stamp: stamp(&[env!("CARGO_PKG_VERSION"), &card.hash]),
                what: What::Download(at, download),
            });
            let changes = self.changes.iter().filter(|(_, new)| *new == at).map(|&(old, new)| Planned {
                path: self.stems.changes(old, new),
                stamp: stamp(&[&self.stamp, &self.cards[old].hash, &card.hash]),
                what: What::Changes(old, new),
            });
            std::iter::once(page).chain(downloads).chain(changes).collect()
        };
        let standards = crate::files::parallel::map(0..self.cards.len(), of_standard);
        let mut shared = vec![
            ("site.css".to_owned(), format!("{}{}", html::STYLE, shell::STYLE).into_bytes()),
            ("changes.css".to_owned(), diff_page::STYLE.as_bytes().to_vec()),
            ("site.js".to_owned(), home::SCRIPT.as_bytes().to_vec()),
        ];
        shared.extend(lists::all(self));
        shared.extend(home::all(self));
        shared.extend(data::all(self));
        shared.extend(feed::all(self));
        shared.extend(self.options.logo.clone());
        let shared = shared.into_iter().map(|(path, bytes)| Planned {
            path,
            stamp: short(&sha256(&bytes)),
            what: What::Bytes(bytes),
        });
        (standards, shared.collect())
    }
}
