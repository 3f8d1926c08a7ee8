//! Which files a site has, and from what each is made.

use std::collections::BTreeMap;
use std::hash::Hash as _;

use super::card::{Card, Hasher, stamp};
use super::{Download, Site, data, feed, home, lists, shell, standard_page};
use crate::forms::render::html;
use crate::report::diff::html as diff_page;

/// A file that one standard feeds, or two versions of one.
#[derive(Debug)]
pub(super) struct Planned {
    /// Its path in the folder, with `/` between folders.
    pub(super) path: String,
    /// A hash of all that it is made from.
    pub(super) stamp: u64,
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

    /// A hash of all that the files are made from. `None` for what takes no longer to make than to know so.
    pub(super) fn stamp(self, site: &Site<'_>) -> Option<u64> {
        let of_cards = |of: &dyn Fn(usize, &mut Hasher)| {
            stamp(|hasher| {
                site.stamp.hash(hasher);
                (0..site.cards.len()).for_each(|at| of(at, hasher));
            })
        };
        match self {
            Self::Looks | Self::Names | Self::Home | Self::Feed => None,
            Self::Lists => Some(of_cards(&|at, hasher| {
                let card = &site.cards[at];
                (site.heads[at], card.date, card.review, &card.groups, site.options.as_of).hash(hasher);
            })),
            Self::Standards => Some(of_cards(&|at, hasher| {
                (site.heads[at], &site.cards[at].groups[0], site.shards.shard(at)).hash(hasher);
            })),
            Self::Texts(shard) => Some(of_cards(&|at, hasher| {
                if site.shards.shard(at) == shard {
                    site.cards[at].shown.hash(hasher);
                }
            })),
            Self::NamesPage(page) => Some(lists::names_page_stamp(site, page)),
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

/// Pairs of versions that have a page of what changed.
#[derive(Debug, Default)]
pub(super) struct Changes(BTreeMap<usize, Vec<(usize, usize)>>);

impl Changes {
    pub(super) fn of_all(cards: &[Card]) -> Self {
        let mut changes = Self::default();
        for pair in neighbours(cards) {
            for at in [pair.0, pair.1] {
                changes.0.entry(at).or_default().push(pair);
            }
        }
        changes
    }

    /// Those of a standard, by the indices of the former and the later one.
    pub(super) fn of(&self, at: usize) -> &[(usize, usize)] {
        self.0.get(&at).map_or(&[], Vec::as_slice)
    }
}

/// Each version with the next one that is here.
fn neighbours(cards: &[Card]) -> Vec<(usize, usize)> {
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
        let (card, stem) = (&self.cards[at], self.stems.stem(at));
        let around = standard_page::around(self, at);
        let page = Planned {
            path: format!("s/{stem}.html"),
            stamp: stamp(|hasher| (&self.stamp, card.hash, around).hash(hasher)),
            what: What::Page,
        };
        let downloads = card.downloads.iter().map(|&download| Planned {
            path: format!("s/{stem}.{}", download.ending()),
            stamp: stamp(|hasher| {
                // JSON has the name of the file.
                let name = (download == Download::Json).then(|| self.file_name(at));
                (&self.stamp, card.hash, name).hash(hasher);
            }),
            what: What::Download(download),
        });
        let changes = self.changes.of(at).iter().filter(|(_, new)| *new == at).map(|&(old, new)| Planned {
            path: self.stems.changes(old, new),
            stamp: stamp(|hasher| (&self.stamp, self.cards[old].hash, card.hash).hash(hasher)),
            what: What::Changes(old),
        });
        std::iter::once(page).chain(downloads).chain(changes).collect()
    }
}
