//! Which files a site has, and from what each is made.

use std::collections::BTreeMap;

use super::card::Card;
use super::{Download, Site, data, feed, home, lists, shell, standard_page};
use crate::forms::render::html;
use crate::report::diff::html as diff_page;
use crate::text::digest::{sha256, short};

/// A file that one standard feeds, or two versions of one.
#[derive(Debug)]
pub(super) struct Planned {
    /// Its path in the folder, with `/` between folders.
    pub(super) path: String,
    /// A hash of all that it is made from.
    pub(super) stamp: String,
    /// What it is.
    pub(super) what: What,
}

/// What such a file is.
#[derive(Debug)]
pub(super) enum What {
    /// The page of a standard.
    Page,
    /// A standard in another form.
    Download(Download),
    /// What changed from another to it.
    Changes(usize),
}

impl Planned {
    /// The standards that feed a file of this one.
    pub(super) fn fed_by(&self, at: usize) -> impl Iterator<Item = usize> {
        let other = if let What::Changes(old) = self.what { Some(old) } else { None };
        [at].into_iter().chain(other)
    }
}

/// Files that all standards feed. There may be hundreds, so they are made where they are written.
#[derive(Clone, Copy, Debug)]
pub(super) enum Shared {
    Looks,
    Lists,
    Names,
    NamesPage(usize),
    Home,
    Standards,
    Texts(usize),
    Feed,
}

/// A file by its path and its content.
pub(super) type File = (String, Vec<u8>);

impl Shared {
    /// All of a site.
    pub(super) fn all(site: &Site<'_>) -> Vec<Self> {
        let pages = (0..site.names.pages()).filter(|&page| !site.names.page(page).is_empty());
        let mut all = vec![Self::Standards, Self::Looks, Self::Lists, Self::Names, Self::Home, Self::Feed];
        all.extend(pages.map(Self::NamesPage));
        all.extend((0..site.shards.count()).map(Self::Texts));
        all
    }

    /// The paths of the files.
    pub(super) fn paths(self, site: &Site<'_>) -> Vec<String> {
        let named = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        match self {
            Self::Looks => {
                let mut paths: Vec<String> = named(&["site.css", "changes.css", "site.js"]);
                paths.extend(site.options.logo.as_ref().map(|(path, _)| path.clone()));
                paths
            }
            Self::Lists => lists::paths(site),
            Self::Names => named(&["names.html"]),
            Self::NamesPage(page) => vec![format!("names/{page}.html")],
            Self::Home => named(&["index.html", "compare.html"]),
            Self::Standards => named(&["data.js"]),
            Self::Texts(shard) => vec![data::path(shard)],
            Self::Feed => site.options.url.iter().map(|_| "feed.xml".to_owned()).collect(),
        }
    }

    /// The files.
    pub(super) fn make(self, site: &Site<'_>) -> Vec<File> {
        match self {
            Self::Looks => {
                let style = format!("{}{}", html::STYLE, shell::STYLE).into_bytes();
                let mut files = vec![
                    ("site.css".to_owned(), style),
                    ("changes.css".to_owned(), diff_page::STYLE.as_bytes().to_vec()),
                    ("site.js".to_owned(), home::SCRIPT.as_bytes().to_vec()),
                ];
                files.extend(site.options.logo.clone());
                files
            }
            Self::Lists => lists::all(site),
            Self::Names => vec![lists::names(site)],
            Self::NamesPage(page) => vec![lists::names_page(site, page)],
            Self::Home => home::all(site),
            Self::Standards => vec![data::standards(site)],
            Self::Texts(shard) => vec![data::texts(site, shard)],
            Self::Feed => feed::all(site).into_iter().collect(),
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

impl Site<'_> {
    /// The files that a standard feeds; what changed between two versions is of the later one.
    pub(super) fn plan(&self, at: usize) -> Vec<Planned> {
        let stamp = |parts: &[&str]| short(&sha256(parts.join("\n").as_bytes()));
        let (card, stem) = (&self.cards[at], self.stems.stem(at));
        let around = standard_page::around(self, at);
        let page = Planned {
            path: format!("s/{stem}.html"),
            stamp: stamp(&[&self.stamp, &card.hash, &around]),
            what: What::Page,
        };
        let downloads = card.downloads.iter().map(|&download| Planned {
            path: format!("s/{stem}.{}", download.ending()),
            stamp: stamp(&[env!("CARGO_PKG_VERSION"), &card.hash]),
            what: What::Download(download),
        });
        let changes = self.changes.iter().filter(|(_, new)| *new == at).map(|&(old, new)| Planned {
            path: self.stems.changes(old, new),
            stamp: stamp(&[&self.stamp, &self.cards[old].hash, &card.hash]),
            what: What::Changes(old),
        });
        std::iter::once(page).chain(downloads).chain(changes).collect()
    }
}
