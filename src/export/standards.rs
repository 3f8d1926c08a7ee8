//! The standards of an export. They are loaded once for what has to be known of all before the first row, and again where
//! they are written, so that those of thousands of files are not in memory together.

use std::collections::{BTreeMap, HashMap};
use std::io;

use crate::check::{Survey, load, survey};
use crate::diagnostic::{Diagnostic, Findings};
use crate::files::inputs::Input;
use crate::files::reread::Reread;
use crate::files::source::{FileId, Source};
use crate::forms::sheet::{TooLarge, check_size};
use crate::model::{Standard, StandardCode, Text};
use crate::text::bilingual::Bilingual;

use super::flat::standard_keys;

/// Standards that can be loaded again.
#[derive(Debug)]
pub struct Standards {
    files: Reread,
    all: Vec<Known>,
    keys: Vec<String>,
}

/// What is known of a standard before it is written.
#[derive(Debug)]
struct Known {
    /// The index of its file.
    file: usize,
    code: Option<String>,
    is_draft: bool,
    /// The code of the standard that a draft revises.
    revises: Option<String>,
}

/// What the standards lack.
#[derive(Debug)]
pub struct Missing {
    /// The findings of loading.
    pub found: Vec<Diagnostic>,
    /// The paths of those that are too large to be written, with the reason.
    pub too_large: Vec<(String, Bilingual)>,
    /// How many files have no standard here.
    pub files: usize,
}

impl Standards {
    /// Loads each of `inputs` once.
    pub fn of(inputs: &[Input], stdin: impl io::Read) -> (Self, Missing) {
        let Survey { files, seen, found } =
            survey(inputs, stdin, |_, standard| (Known::of(standard), check_size(standard)));
        let mut missing = Missing { found, too_large: Vec::new(), files: 0 };
        let mut all = Vec::new();
        for (file, seen) in seen.into_iter().enumerate() {
            match seen {
                Some((known, Ok(()))) => all.push(Known { file, ..known }),
                Some((_, Err(reason))) => {
                    missing.too_large.push((files.sources()[file].path.clone(), TooLarge::words(reason)));
                }
                None => {}
            }
        }
        missing.files = inputs.len() - all.len();
        let named =
            all.iter().map(|known| (known.code.as_deref(), files.sources()[known.file].path.as_str()));
        let keys = standard_keys(named);
        (Self { files, all, keys }, missing)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// The files in which findings have their places.
    pub fn sources(&self) -> &[Source] {
        self.files.sources()
    }

    /// The path of a standard's file.
    pub(super) fn path(&self, at: usize) -> &str {
        &self.files.sources()[self.all[at].file].path
    }

    pub(super) fn code(&self, at: usize) -> Option<&str> {
        self.all[at].code.as_deref()
    }

    /// Its code, or for a draft the path of its file; so too for a file whose code an earlier one has.
    pub(super) fn key(&self, at: usize) -> &str {
        &self.keys[at]
    }

    /// Loads a standard for `look`.
    ///
    /// # Errors
    /// That its file was changed since it was loaded first.
    pub(super) fn with<R>(&self, at: usize, look: impl FnOnce(&Standard<'_>) -> R) -> io::Result<R> {
        let file = self.all[at].file;
        let looked = self.files.with(file, |source| {
            load(source, FileId::default(), &mut Findings::default()).map(|standard| look(&standard))
        })?;
        looked.ok_or_else(|| self.files.changed(file))
    }

    /// The standards that follow each other: the versions that are there, each with the next, and an issued standard with a
    /// draft that revises it. In the order of the later one.
    pub(super) fn successions(&self) -> Vec<(usize, usize)> {
        let mut versions: BTreeMap<&str, BTreeMap<u32, usize>> = BTreeMap::new();
        let mut by_code: HashMap<&str, usize> = HashMap::new();
        for (at, known) in self.all.iter().enumerate() {
            let Some(code) = known.code.as_deref() else { continue };
            by_code.entry(code).or_insert(at);
            if let Some(code) = StandardCode::parse(code) {
                versions.entry(code.base).or_default().entry(code.version).or_insert(at);
            }
        }
        let mut pairs = Vec::new();
        for versions in versions.values() {
            let places: Vec<usize> = versions.values().copied().collect();
            pairs.extend(places.windows(2).map(|two| (two[0], two[1])));
        }
        for (at, known) in self.all.iter().enumerate().filter(|(_, known)| known.is_draft) {
            let revised = known.revises.as_deref().and_then(|code| by_code.get(code));
            pairs.extend(revised.map(|&issued| (issued, at)));
        }
        pairs.sort_unstable_by_key(|&(from, to)| (to, from));
        pairs
    }
}

impl Known {
    fn of(standard: &Standard<'_>) -> Self {
        let owned = |text: &Text<'_>| text.normalized().to_owned();
        Self {
            file: 0,
            code: standard.code.given().map(owned),
            is_draft: standard.is_draft(),
            revises: standard.revises.given().map(owned),
        }
    }
}
