//! What the site keeps of a standard: what pages other than its own say of it.

mod kept;
mod pieces;

use std::collections::BTreeMap;
use std::hash::{BuildHasher, Hash as _, Hasher as _};
use std::io;

use foldhash::quality::FixedState;
use jiff::civil::Date;

use super::bytes::Reader;
use super::{Download, LeftOut, Missing, fits};
use crate::catalogue::listing::{Listed, Standing};
use crate::check::load;
use crate::diagnostic::Findings;
use crate::files::parallel;
use crate::files::reread::Reread;
use crate::files::source::{FileId, Source};
use crate::forms::render::html::words_of_codes;
use crate::model::{Class, Field, Kind, Standard, StandardCode, Text};
use crate::text::display_safe::one_line;
use crate::versions::diff;

pub(super) use pieces::Piece;
use pieces::Pieces;

/// A standard as other pages know it.
#[derive(Debug)]
pub(super) struct Card {
    /// The index of its source.
    pub(super) source: usize,
    /// The hash of its text.
    pub(super) hash: u128,
    /// Whether all of it could be read and every form written, so that it may be kept.
    pub(super) is_whole: bool,
    /// The hash of what other pages show of it, and the search; not of what its own page alone shows.
    pub(super) shown: u64,
    /// The hash of its duties and tasks.
    pub(super) frame: u64,
    pub(super) code: Option<String>,
    /// The code without its version, and the version.
    pub(super) base: Option<(String, u32)>,
    /// On one line.
    pub(super) name: String,
    pub(super) level: Option<u8>,
    pub(super) standing: Option<Standing>,
    pub(super) date: Option<Date>,
    pub(super) review: Option<Date>,
    /// Job categories, occupations and industries: code and name.
    pub(super) groups: [Vec<(String, String)>; 3],
    pub(super) description: String,
    pub(super) history: Vec<Version>,
    /// Duties, tasks, outputs, knowledge, skills and attitudes, in the order of the form.
    pieces: Pieces,
    /// The words of its history and notes that may be codes of standards.
    pub(super) mentioned: Vec<String>,
    /// Whether it is small enough to be compared with another version.
    pub(super) comparable: bool,
    /// The forms that it can be taken in.
    pub(super) downloads: Vec<Download>,
}

/// A version in the history.
#[derive(Debug)]
pub(super) struct Version {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) date: Option<Date>,
    pub(super) note: String,
}

impl Card {
    /// Code and name.
    pub(super) fn title(&self) -> String {
        match &self.code {
            Some(code) => format!("{} {}", one_line(code), self.name),
            None => self.name.clone(),
        }
    }

    /// Its pieces in order.
    pub(super) fn pieces(&self) -> impl ExactSizeIterator<Item = Piece<'_>> {
        (0..self.pieces.len()).map(|at| self.pieces.piece(at))
    }

    pub(super) fn piece(&self, at: usize) -> Piece<'_> {
        self.pieces.piece(at)
    }

    fn hash_shown(&self) -> u64 {
        stamp(|hasher| {
            (&self.code, &self.name, self.level, self.standing.map(|standing| standing as u8)).hash(hasher);
            (self.date, self.review, &self.groups, &self.description, self.comparable).hash(hasher);
            for version in &self.history {
                (&version.code, &version.name, version.date, &version.note).hash(hasher);
            }
            for piece in self.pieces() {
                (piece.kind() as u8, piece.levels(), piece.code(), piece.text(), piece.tasks()).hash(hasher);
            }
        })
    }

    fn hash_frame(&self) -> u64 {
        stamp(|hasher| {
            for piece in self.pieces().filter(|piece| matches!(piece.kind(), Kind::Duty | Kind::Task)) {
                (piece.kind() as u8, piece.code(), piece.text()).hash(hasher);
            }
        })
    }

    fn of(source: usize, hash: u128, standard: &Standard<'_>) -> Self {
        let listed = Listed::of(standard);
        let given = |field: &Field<Text<'_>>| {
            field.given().map(|text| one_line(text.as_str().trim())).unwrap_or_default()
        };
        let group = |class: &Class<'_>| (given(&class.code), given(&class.name));
        let classes = &standard.classification;
        let groups = [&classes.job_categories, &classes.occupations, &classes.industries].map(|list| {
            list.iter().map(group).filter(|(code, name)| !code.is_empty() || !name.is_empty()).collect()
        });
        let history = standard.history.iter().map(|version| Version {
            code: given(&version.code),
            name: given(&version.name),
            date: version.date.given().map(|date| date.value),
            note: given(&version.note),
        });
        let review = listed.review();
        let mut card = Self {
            source,
            hash,
            is_whole: false,
            shown: 0,
            frame: 0,
            base: base(listed.code.as_deref()),
            name: one_line(listed.name.as_deref().unwrap_or_default()),
            level: listed.level,
            standing: listed.standing,
            date: listed.date,
            review,
            groups,
            description: given(&standard.description),
            history: history.collect(),
            pieces: Pieces::of(standard),
            mentioned: mentioned(standard),
            comparable: diff::check_size(standard).is_ok(),
            code: listed.code,
            downloads: Vec::new(),
        };
        card.shown = card.hash_shown();
        card.frame = card.hash_frame();
        card
    }
}

/// A code without its version, and the version.
fn base(code: Option<&str>) -> Option<(String, u32)> {
    StandardCode::parse(code?).map(|code| (code.base.to_owned(), code.version))
}

/// What makes it.
pub(super) type Hasher = <FixedState as BuildHasher>::Hasher;

/// A hash that changes with what `of` puts into it, but for chance.
pub(super) fn stamp(of: impl FnOnce(&mut Hasher)) -> u64 {
    let mut hasher = FixedState::default().build_hasher();
    of(&mut hasher);
    hasher.finish()
}

/// The words of history and notes, whose texts the form links to other standards.
fn mentioned(standard: &Standard<'_>) -> Vec<String> {
    let notes = &standard.notes;
    let history = standard.history.iter().flat_map(|version| {
        [&version.code, &version.superseded_by, &version.name, &version.note, &version.version]
    });
    let texts =
        history.filter_map(Field::given).chain(notes.qualifications.iter()).chain(notes.supplements.iter());
    let mut words: Vec<String> =
        texts.flat_map(|text| words_of_codes(text.as_str())).map(str::to_owned).collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// What became of a file.
struct Read {
    /// Its path, if it could not be read whole.
    unread: Option<String>,
    /// The card of its standard, if it can be printed.
    card: Option<Card>,
    /// What of it cannot be printed.
    left_out: Vec<LeftOut>,
}

/// Reads a file with this hash.
///
/// # Errors
/// That it was changed meanwhile.
fn read(files: &Reread, at: usize, hash: u128, downloads: &[Download]) -> io::Result<Read> {
    files.with(at, |source| {
        let mut found = Findings::default();
        let loaded = load(source, FileId::default(), &mut found);
        let (mut card, left_out) = match &loaded {
            Some(standard) => of(at, source, hash, standard, downloads),
            None => (None, Vec::new()),
        };
        if let Some(card) = &mut card {
            card.is_whole = found.is_empty() && left_out.is_empty();
        }
        Read { unread: (!found.is_empty()).then(|| source.path.clone()), card, left_out }
    })
}

/// The cards of all standards that can be printed, in their order, and what is missing. What is `kept` of a text
/// with this hash is not read again.
///
/// # Errors
/// That a file was changed meanwhile.
pub(super) fn all<'k>(
    files: &Reread,
    hashes: &[u128],
    downloads: &[Download],
    kept: impl Fn(u128) -> Option<Reader<'k>> + Send + Sync,
) -> io::Result<(Vec<Card>, Missing)> {
    let each = parallel::map(hashes.iter().enumerate(), |(at, &hash)| {
        let kept = kept(hash).and_then(|mut from| Card::kept(&mut from, at, hash, downloads));
        match kept {
            Some(card) => Ok(Read { unread: None, card: Some(card), left_out: Vec::new() }),
            None => read(files, at, hash, downloads),
        }
    });
    let (mut cards, mut missing) = (Vec::new(), Missing::default());
    for one in each {
        let one = one?;
        missing.unread.extend(one.unread);
        missing.left_out.extend(one.left_out);
        cards.extend(one.card);
    }
    sort(&mut cards, files);
    Ok((cards, missing))
}

/// Puts cards into the order of their codes; drafts are last.
fn sort(cards: &mut [Card], files: &Reread) {
    let path = |card: &Card| files.sources()[card.source].path.clone();
    cards.sort_by_cached_key(|card| (card.code.is_none(), card.code.clone(), path(card)));
}

/// The card of a standard, if it can be printed, and what of it cannot.
fn of(
    at: usize,
    source: &Source,
    hash: u128,
    standard: &Standard<'_>,
    downloads: &[Download],
) -> (Option<Card>, Vec<LeftOut>) {
    let left_out = |reason| LeftOut { path: source.path.clone(), reason };
    if let Err(reason) = fits(standard) {
        return (None, vec![left_out(reason)]);
    }
    let mut card = Card::of(at, hash, standard);
    let mut without = Vec::new();
    for download in downloads {
        match download.check(standard) {
            Ok(()) => card.downloads.push(*download),
            Err(reason) => without.push(left_out(reason)),
        }
    }
    (Some(card), without)
}

/// The cards by the code of their standard; of two with one code the first.
pub(super) fn by_code(cards: &[Card]) -> BTreeMap<&str, usize> {
    let mut by_code = BTreeMap::new();
    for (at, card) in cards.iter().enumerate() {
        if let Some(code) = &card.code {
            by_code.entry(code.as_str()).or_insert(at);
        }
    }
    by_code
}
