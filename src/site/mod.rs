//! A website of many standards: folders of files that need no server, no network and no path of their own.
//!
//! [`publish`] reads every standard once for what other pages say of it (`card`), and plans the files (`plan`): those that one
//! standard feeds and those that all of them do, with a stamp, a hash of all that a file is made from. It writes those whose
//! stamp or content is not what the folder has. Where a site is there, `store` has what it knew of its standards, and only the
//! changed ones are read.
//!
//! Everything works from `file://`, where a browser loads classic scripts and nothing else: no module, no `fetch`, no worker.
//! Addresses are relative, and made of letters, digits and `-._` alone (`address`).

mod address;
mod bytes;
mod card;
mod data;
mod download;
mod feed;
mod folder;
mod home;
mod lists;
mod manifest;
mod names;
mod nearest;
mod plan;
pub mod publish;
mod shell;
mod standard_page;
mod store;

use std::hash::{BuildHasher as _, Hash as _};
use std::io::{self, Read};
use std::sync::OnceLock;

use foldhash::quality::FixedState;
use jiff::civil::Date;

use crate::check::load;
use crate::diagnostic::Findings;
use crate::files::inputs::Input;
use crate::files::reread::Reread;
use crate::files::source::FileId;
use crate::forms::sheet::{TooLarge, check_size};
use crate::model::Standard;
use crate::report::diff::html as diff_page;
use crate::text::bilingual::{Bilingual, Lang};
use crate::text::digest::{sha256, short};
use crate::versions::diff;

use card::{Card, stamp};
use data::Shards;
pub use download::Download;
use names::Names;
use nearest::Near;
use plan::{Changes, Planned, What};
use store::Store;

/// What is chosen for a site.
#[derive(Clone, Debug)]
pub struct Options {
    /// The language of the interface. Standards are in their own.
    pub lang: Lang,
    /// The forms that each standard can be taken in, besides its page.
    pub downloads: Vec<Download>,
    /// The day for which overdue reviews are listed.
    pub as_of: Option<Date>,
    /// What is written at the top of every page.
    pub title: Option<String>,
    /// A line for the foot of every page.
    pub footer: Option<String>,
    /// The license of the standards, for the foot of every page.
    pub license: Option<String>,
    /// Where the site will be, for its feed.
    pub url: Option<String>,
    /// The name and the bytes of a picture for the top of every page.
    pub logo: Option<(String, Vec<u8>)>,
}

impl Options {
    /// Their hash, and that of the program.
    fn stamp(&self) -> String {
        let Self { lang, downloads, as_of: _, title, footer, license, url, logo } = self;
        let logo = logo.as_ref().map(|(name, _)| name);
        let all = (env!("CARGO_PKG_VERSION"), lang, downloads, title, footer, license, url, logo);
        short(&sha256(format!("{all:?}").as_bytes()))
    }

    /// The hash of all that is chosen.
    fn configuration(&self) -> String {
        let logo = self.logo.as_ref().map(|(_, bytes)| sha256(bytes));
        short(&sha256(format!("{} {:?} {logo:?}", self.stamp(), self.as_of).as_bytes()))
    }
}

/// The inputs of a site.
#[derive(Debug)]
pub struct Inputs {
    /// Without their texts, where these can be read again: those of thousands need not be in memory together.
    files: Reread,
    hashes: Vec<u128>,
    names: OnceLock<Vec<String>>,
}

impl Inputs {
    /// Reads all of them.
    pub fn read(inputs: &[Input], stdin: impl Read) -> Self {
        let (files, hashes) = Reread::of(inputs, stdin, |_, source| (hash(&source.text), false));
        Self { files, hashes, names: OnceLock::new() }
    }

    /// Their names from the folder that all of them are in, so that a site does not say where it was made.
    fn names(&self) -> &[String] {
        fn folder(path: &str) -> &str {
            path.rfind('/').map_or("", |at| &path[..=at])
        }
        self.names.get_or_init(|| {
            let paths = || self.files.sources().iter().map(|source| source.path.as_str());
            let common = paths().map(folder).reduce(|common, folder| {
                let mut ends = common.rmatch_indices('/').map(|(at, _)| &common[..=at]);
                ends.find(|start| folder.starts_with(start)).unwrap_or_default()
            });
            let length = common.unwrap_or_default().len();
            paths().map(|path| path[length..].to_owned()).collect()
        })
    }
}

/// The hash of a text, which tells whether it was changed. SHA-256 of all texts would take longer than the rest of a run that has
/// nothing to do.
fn hash(text: &str) -> u128 {
    let halves = [1, 2].map(|seed| FixedState::with_seed(seed).hash_one(text));
    u128::from(halves[0]) << 64 | u128::from(halves[1])
}

/// A standard that is not on the site as it should be, with the reason.
#[derive(Debug)]
pub struct LeftOut {
    /// Its file.
    pub path: String,
    /// Why.
    pub reason: Bilingual,
}

/// What a site lacks.
#[derive(Debug, Default)]
pub struct Missing {
    /// The files that could not be read whole.
    pub unread: Vec<String>,
    /// What cannot be printed.
    pub left_out: Vec<LeftOut>,
}

/// A site before it is written, or the part of one that is written.
#[derive(Debug)]
struct Site<'s> {
    files: &'s Reread,
    options: &'s Options,
    /// The hash of options and program.
    stamp: String,
    /// In the order of their codes; drafts are last.
    cards: Vec<Card>,
    /// By standard: the addresses of their pages without the ending.
    stems: address::Stems,
    shards: Shards,
    names: Names,
    near: Vec<Vec<Near>>,
    changes: Changes,
    /// By standard: the hash of what a link to it shows.
    heads: Vec<u64>,
}

impl<'s> Site<'s> {
    /// The site of all these standards.
    fn of(files: &'s Reread, options: &'s Options, cards: Vec<Card>, store: &Store<'_>) -> Self {
        let stems = address::Stems::of(&cards);
        let shards = Shards::of(stems.all());
        let names = Names::of(&cards);
        let near = nearest::all(&cards, &names, store.near(&cards));
        let changes = Changes::of_all(&cards);
        let head = |(card, stem): (&Card, &str)| {
            let standing = card.standing.map(|standing| standing as u8);
            stamp(|hasher| (&card.code, &card.name, card.level, standing, stem).hash(hasher))
        };
        let heads = cards.iter().zip(stems.all()).map(head).collect();
        Self { files, options, stamp: options.stamp(), cards, stems, shards, names, near, changes, heads }
    }

    /// Gives `look` a standard.
    fn with<R>(&self, at: usize, look: impl FnOnce(&Standard<'_>) -> io::Result<R>) -> io::Result<R> {
        let file = self.cards[at].source;
        let looked = self.files.with(file, |source| {
            load(source, FileId::default(), &mut Findings::default()).map(|mut standard| {
                standard.path = file_name(&source.path);
                look(&standard)
            })
        })?;
        looked.unwrap_or_else(|| Err(self.files.changed(file)))
    }

    /// The name of the file of a standard.
    fn file_name(&self, at: usize) -> &str {
        file_name(&self.files.sources()[self.cards[at].source].path)
    }

    fn lang(&self) -> Lang {
        self.options.lang
    }

    /// Makes files that a standard feeds, reading it once.
    fn make_standard(&self, at: usize, wanted: &[&Planned]) -> io::Result<Vec<Vec<u8>>> {
        self.with(at, |standard| {
            let made = wanted.iter().map(|planned| {
                let mut out = Vec::new();
                match planned.what {
                    What::Page => standard_page::write(self, at, standard, &mut out)?,
                    What::Download(download) => download.write(standard, self.lang(), &mut out)?,
                    What::Changes(old) => {
                        self.with(old, |old| self.changes_page(old, standard, at, &mut out))?;
                    }
                }
                Ok(out)
            });
            made.collect()
        })
    }

    fn changes_page(
        &self,
        old: &Standard<'_>,
        new: &Standard<'_>,
        at: usize,
        out: &mut Vec<u8>,
    ) -> io::Result<()> {
        let lang = self.lang();
        let comparison = diff::compare(old, new);
        let name = &self.cards[at].name;
        let title = Bilingual::fixed("What changed", "變更內容");
        let page = shell::Page {
            depth: 1,
            title: &format!("{name} — {}", title.get(lang)),
            style: "",
            extra: "changes.css",
        };
        shell::open(self, &page, out)?;
        diff_page::article(out, &comparison, lang)?;
        shell::close(self, &page, &[], out)
    }
}

/// What a download says of where its standard comes from: a site does not say where it was made.
fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// Whether a standard can be printed at all.
fn fits(standard: &Standard<'_>) -> Result<(), Bilingual> {
    check_size(standard).map_err(TooLarge::words)
}
