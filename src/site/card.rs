//! What the site keeps of a standard: what pages other than its own say of it.

use std::collections::BTreeMap;
use std::hash::{BuildHasher as _, Hash as _, Hasher as _};
use std::io;

use jiff::civil::Date;

use super::{Download, LeftOut, Missing, fits};
use crate::catalogue::entries;
use crate::catalogue::listing::{Listed, Standing};
use crate::check::load;
use crate::diagnostic::Findings;
use crate::files::parallel;
use crate::files::reread::Reread;
use crate::files::source::{FileId, Source};
use crate::forms::render::html::words_of_codes;
use crate::model::{Class, Competency, Field, Kind, Standard, StandardCode, Text};
use crate::text::display_safe::one_line;
use crate::text::fold::term;
use crate::versions::diff;

/// A standard as other pages know it.
#[derive(Debug)]
pub(super) struct Card {
    /// The index of its source.
    pub(super) source: usize,
    /// The hash of its text.
    pub(super) hash: String,
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
    pub(super) pieces: Vec<Piece>,
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

/// A text with a place in the form. There are some hundred thousand of them, so they are small.
#[derive(Debug)]
pub(super) struct Piece {
    pub(super) kind: Kind,
    /// A bit for each level.
    pub(super) levels: u8,
    /// The code, empty if it has none.
    pub(super) code: Box<str>,
    pub(super) text: Box<str>,
    /// The name of a knowledge or a skill as it is compared; empty for others, and if it is the text itself.
    term: Box<str>,
    /// The tasks that use a knowledge or a skill, as text.
    pub(super) tasks: Box<str>,
}

impl Piece {
    /// The name as it is compared.
    pub(super) fn term(&self) -> &str {
        if self.term.is_empty() { &self.text } else { &self.term }
    }

    /// Which of the two it is, if any.
    pub(super) fn competency(&self) -> Option<Competency> {
        match self.kind {
            Kind::Knowledge => Some(Competency::Knowledge),
            Kind::Skill => Some(Competency::Skill),
            _ => None,
        }
    }

    /// The levels, as `3` or `3, 4`.
    pub(super) fn level_text(&self) -> String {
        let levels = (1..=6_u8).filter(|level| self.levels & 1 << level != 0);
        levels.map(|level| level.to_string()).collect::<Vec<_>>().join(", ")
    }
}

impl Card {
    /// Code and name.
    pub(super) fn title(&self) -> String {
        match &self.code {
            Some(code) => format!("{} {}", one_line(code), self.name),
            None => self.name.clone(),
        }
    }

    /// The hash of what other pages show of it, and the search; not of what its own page alone shows.
    pub(super) fn shown(&self) -> String {
        let mut hasher = foldhash::quality::FixedState::default().build_hasher();
        (&self.code, &self.name, self.level, self.standing.map(|standing| standing as u8)).hash(&mut hasher);
        (self.date, self.review, &self.groups, &self.description, self.comparable).hash(&mut hasher);
        for version in &self.history {
            (&version.code, &version.name, version.date, &version.note).hash(&mut hasher);
        }
        for piece in &self.pieces {
            (piece.kind as u8, piece.levels, &piece.code, &piece.text, &piece.tasks).hash(&mut hasher);
        }
        for download in &self.downloads {
            download.ending().hash(&mut hasher);
        }
        format!("{:016x}", hasher.finish())
    }

    fn of(source: usize, hash: &str, standard: &Standard<'_>) -> Self {
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
        let base = listed.code.as_deref().and_then(StandardCode::parse);
        Self {
            source,
            hash: hash.to_owned(),
            base: base.map(|code| (code.base.to_owned(), code.version)),
            name: one_line(listed.name.as_deref().unwrap_or_default()),
            level: listed.level,
            standing: listed.standing,
            date: listed.date,
            review,
            groups,
            description: given(&standard.description),
            history: history.collect(),
            pieces: pieces(standard),
            mentioned: mentioned(standard),
            comparable: diff::check_size(standard).is_ok(),
            code: listed.code,
            downloads: Vec::new(),
        }
    }
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

fn pieces(standard: &Standard<'_>) -> Vec<Piece> {
    let all = entries::all(standard).into_iter();
    let all = all.filter(|entry| entry.kind != Kind::Indicator && !entry.text.is_empty());
    let piece = |entry: entries::Entry| {
        let text = one_line(&entry.text);
        let is_competency = matches!(entry.kind, Kind::Knowledge | Kind::Skill);
        let term = Some(&text).filter(|_| is_competency).map(|text| term(text));
        let tasks = if is_competency { one_line(&entry.tasks.join("、")) } else { String::new() };
        Piece {
            kind: entry.kind,
            levels: entry.levels.iter().fold(0, |bits, level| bits | 1 << level),
            code: one_line(entry.code.as_deref().unwrap_or_default()).into(),
            term: term.filter(|term| *term != text).unwrap_or_default().into(),
            text: text.into(),
            tasks: tasks.into(),
        }
    };
    all.map(piece).collect()
}

/// What became of a file.
pub(super) struct Read {
    /// Its path, if it could not be read whole.
    pub(super) unread: Option<String>,
    /// The card of its standard, if it can be printed.
    pub(super) card: Option<Card>,
    /// What of it cannot be printed.
    pub(super) left_out: Vec<LeftOut>,
}

/// Reads a file with this hash.
///
/// # Errors
/// That it was changed meanwhile.
pub(super) fn read(files: &Reread, at: usize, hash: &str, downloads: &[Download]) -> io::Result<Read> {
    files.with(at, |source| {
        let mut found = Findings::default();
        let loaded = load(source, FileId::default(), &mut found);
        let (card, left_out) = match &loaded {
            Some(standard) => of(at, source, hash, standard, downloads),
            None => (None, Vec::new()),
        };
        Read { unread: (!found.is_empty()).then(|| source.path.clone()), card, left_out }
    })
}

/// The cards of all standards that can be printed, in their order, and what is missing.
///
/// # Errors
/// That a file was changed meanwhile.
pub(super) fn all(
    files: &Reread,
    hashes: &[String],
    downloads: &[Download],
) -> io::Result<(Vec<Card>, Missing)> {
    let each = parallel::map(hashes.iter().enumerate(), |(at, hash)| read(files, at, hash, downloads));
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
pub(super) fn sort(cards: &mut [Card], files: &Reread) {
    let path = |card: &Card| files.sources()[card.source].path.clone();
    cards.sort_by_cached_key(|card| (card.code.is_none(), card.code.clone(), path(card)));
}

/// The card of a standard, if it can be printed, and what of it cannot.
fn of(
    at: usize,
    source: &Source,
    hash: &str,
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
