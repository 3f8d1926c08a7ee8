//! A website of many standards: folders of files that need no server, no network and no path of their own.
//!
//! [`Site::of`] reads every standard once, keeps what other pages say of it (`card`), and plans the files: pages that one
//! standard feeds, and pages that all of them do. [`publish`] writes those whose stamp, a hash of all that they are made
//! from, is not the one that the manifest of the folder has.
//!
//! Everything works from `file://`, where a browser loads classic scripts and nothing else: no module, no `fetch`, no worker.
//! Addresses are relative, and made of letters, digits and `-._` alone (`address`).

mod address;
mod card;
mod data;
mod download;
mod feed;

mod home;
mod lists;
mod manifest;
mod names;
mod nearest;
mod plan;
pub mod publish;
mod shell;
mod standard_page;

use std::io::{self, Write};
use std::path::Path;

use jiff::civil::Date;

use crate::check::load;
use crate::diagnostic::Findings;
use crate::files::source::{FileId, Source};
use crate::files::write::changed_meanwhile;
use crate::forms::sheet::{TooLarge, check_size};
use crate::report::diff::html as diff_page;
use crate::text::bilingual::{Bilingual, Lang};
use crate::text::digest::{sha256, short};
use crate::versions::diff;

use card::Card;
pub use download::Download;
use names::Names;
use nearest::Near;
pub use plan::{Planned, What};

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

/// A site before it is written.
#[derive(Debug)]
pub struct Site {
    /// Without their texts, where these can be read again: those of thousands need not be in memory together.
    sources: Vec<Source>,
    options: Options,
    /// The hash of options and program.
    stamp: String,
    /// In the order of their codes; drafts are last.
    cards: Vec<Card>,
    /// By standard: the addresses of their pages without the ending.
    stems: address::Stems,
    names: Names,
    near: Vec<Vec<Near>>,
    /// Pairs of versions that have a page of what changed, by the indices of their cards.
    changes: Vec<(usize, usize)>,
}

impl Site {
    /// The site of these standards; those that could not be decoded at all are skipped.
    pub fn of(mut sources: Vec<Source>, options: Options) -> (Self, Missing) {
        let (cards, missing) = card::all(&sources, &options.downloads);
        for source in sources.iter_mut().filter(|source| Path::new(&source.path).is_file()) {
            source.text = String::new();
        }
        let stems = address::Stems::of(&cards);
        let names = Names::of(&cards);
        let near = nearest::all(&cards, &names);
        let changes = plan::neighbours(&cards);
        let stamp = options.stamp();
        (Self { sources, options, stamp, cards, stems, names, near, changes }, missing)
    }

    /// How many standards it has.
    pub fn standards(&self) -> usize {
        self.cards.len()
    }

    /// The names of the sources from the folder that all of them are in, so that a site does not say where it was made.
    fn input_names(&self) -> Vec<String> {
        fn folder(path: &str) -> &str {
            path.rfind('/').map_or("", |at| &path[..=at])
        }
        let folders = self.sources.iter().map(|source| folder(&source.path));
        let common = folders.reduce(|common, folder| {
            let mut ends = common.rmatch_indices('/').map(|(at, _)| &common[..=at]);
            ends.find(|start| folder.starts_with(start)).unwrap_or_default()
        });
        let length = common.unwrap_or_default().len();
        self.sources.iter().map(|source| source.path[length..].to_owned()).collect()
    }

    /// The source of a standard, as it was when its card was made.
    fn source(&self, at: usize) -> io::Result<Source> {
        let (card, kept) = (&self.cards[at], &self.sources[self.cards[at].source]);
        let source = match kept.text.is_empty() {
            true => Source::read(Path::new(&kept.path)),
            false => kept.with_text(kept.text.clone()),
        };
        if short(&sha256(source.text.as_bytes())) == card.hash {
            Ok(source)
        } else {
            Err(changed_meanwhile())
        }
    }

    fn lang(&self) -> Lang {
        self.options.lang
    }

    /// Makes the files that are fed by one standard, reading it once.
    fn make_standard(&self, at: usize, wanted: &[&Planned]) -> io::Result<Vec<Vec<u8>>> {
        let source = self.source(at)?;
        let standard = load(&source, FileId::default(), &mut Findings::default());
        let made = wanted.iter().map(|planned| {
            let mut out = Vec::new();
            // It was loaded before, from the same text.
            let Some(standard) = &standard else { return Ok(out) };
            match &planned.what {
                What::Page(_) => standard_page::write(self, at, standard, &mut out)?,
                What::Download(_, download) => download.write(standard, self.lang(), &mut out)?,
                What::Changes(old, new) => {
                    let source = self.source(*old)?;
                    let old = load(&source, FileId::default(), &mut Findings::default());
                    if let Some(old) = &old {
                        self.changes_page(old, standard, *new, &mut out)?;
                    }
                }
                What::Bytes(bytes) => out.write_all(bytes)?,
            }
            Ok(out)
        });
        made.collect()
    }

    fn changes_page(
        &self,
        old: &crate::model::Standard<'_>,
        new: &crate::model::Standard<'_>,
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

/// Whether a standard can be printed at all.
fn fits(standard: &crate::model::Standard<'_>) -> Result<(), Bilingual> {
    check_size(standard).map_err(TooLarge::words)
}
