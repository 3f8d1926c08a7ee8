//! Baselines: the findings of a day, written down by content, so that a repository with old findings can be held to
//! having no new ones.
//!
//! An entry is a file, a rule, the text at the place and the message, and how often they occur together. Lines and
//! columns are left out: what moves is not new. The file is TOML with a line for each entry, sorted, to be reviewed
//! and merged like any other.

mod read;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Write as _;
use std::path::{Component, Path, PathBuf};

use crate::bilingual;
use crate::check::config::Broken;
use crate::diagnostic::Diagnostic;
use crate::files::inputs::Input;
use crate::files::located::{Folders, resolved};
use crate::files::source::{Source, display};
use crate::rules::can_be_silenced;
use crate::text::bilingual;
use crate::text::bilingual::Bilingual;
use crate::text::display_safe::is_hidden;

/// The version of the file's form.
const VERSION: usize = 1;

/// The most characters of the text at a place that are kept.
const MAX_CHARACTERS: usize = 80;

const HEADER: &str = "\
# Findings that were known when this was written: `ttm validate --baseline` reports those that are not listed here.
# Written by `ttm validate --write-baseline`; lines may be removed by hand.
";

/// What is known of a repository.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    /// Where the file lies: its paths are relative to that.
    folder: PathBuf,
    entries: BTreeMap<KnownFinding, usize>,
}

/// Findings that cannot be told apart without lines and columns.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct KnownFinding {
    path: String,
    rule: String,
    text: String,
    message: String,
}

/// What became of findings that were held against a baseline.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// How many were known.
    pub hidden: usize,
    /// How many the baseline knows that no longer occur in the files of the run, or whose file is gone.
    pub gone: usize,
}

impl Baseline {
    /// A baseline for a file at `path` that lists nothing yet.
    pub fn empty(path: &Path) -> Self {
        Self { folder: folder_of(path), entries: BTreeMap::new() }
    }

    /// Lists what was found in `source`, without the findings that cannot be silenced.
    pub fn add(&mut self, source: &Source, diagnostics: &[Diagnostic]) {
        let mut path = None;
        for found in diagnostics.iter().filter(|found| can_be_silenced(found.rule)) {
            let path = path.get_or_insert_with(|| path_in(&self.folder, source, &mut Folders::default()));
            *self.entries.entry(entry(found, path, source)).or_default() += 1;
        }
    }

    /// Reads the file at `path`.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn read(path: &Path) -> Result<Self, Box<Broken>> {
        Ok(Self { folder: folder_of(path), entries: read::entries(path)? })
    }

    /// How many findings are known.
    pub fn len(&self) -> usize {
        self.entries.values().sum()
    }

    /// Whether none are.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The file's text.
    pub fn to_text(&self) -> String {
        let mut text = format!("{HEADER}version = {VERSION}\nfindings = [\n");
        for (KnownFinding { path, rule, text: at, message }, count) in &self.entries {
            let count = if *count == 1 { String::new() } else { format!(", count = {count}") };
            let [path, rule, at, message] = [path, rule, at, message].map(|value| quoted(value));
            // Writing to a string cannot fail.
            let _ = writeln!(
                text,
                "  {{ path = {path}, rule = {rule}, text = {at}, message = {message}{count} }},"
            );
        }
        text + "]\n"
    }
}

/// A baseline that findings are held against, file by file.
#[derive(Debug)]
pub struct BaselineFilter {
    /// What is left of it.
    baseline: Baseline,
    /// The files that it is for; without them it is for all.
    of: Option<HashSet<String>>,
    folders: Folders,
    /// The paths in it whose files were held against it.
    checked: HashSet<String>,
    hidden: usize,
}

impl BaselineFilter {
    /// Holds findings against `baseline`, as far as they are in one of the files `of`, or in any without them.
    pub fn new(baseline: Baseline, of: Option<Vec<String>>) -> Self {
        let of = of.map(|of| of.into_iter().collect());
        Self { baseline, of, folders: Folders::default(), checked: HashSet::new(), hidden: 0 }
    }

    /// Takes what is known out of what was found in `source`. Of findings that are equal the first are taken for the
    /// known ones.
    pub fn hide(&mut self, source: &Source, diagnostics: &mut Vec<Diagnostic>) {
        let Self { baseline: Baseline { folder, entries }, of, folders, checked, hidden } = self;
        let path = path_in(folder, source, folders);
        let is_for = of.as_ref().is_none_or(|of| of.contains(&source.path));
        let before = diagnostics.len();
        diagnostics.retain(|found| {
            let known = is_for && can_be_silenced(found.rule);
            match known.then(|| entries.get_mut(&entry(found, &path, source))).flatten() {
                Some(count) if *count > 0 => {
                    *count -= 1;
                    false
                }
                _ => true,
            }
        });
        *hidden += before - diagnostics.len();
        checked.insert(path);
    }

    /// What became of it all.
    pub fn known(self) -> Known {
        let Self { baseline: Baseline { folder, entries }, checked, hidden, .. } = self;
        let mut there: HashMap<&str, bool> = HashMap::new();
        let mut gone = 0;
        for (KnownFinding { path, .. }, left) in &entries {
            let judged = checked.contains(path)
                || !*there.entry(path).or_insert_with(|| folder.join(path).symlink_metadata().is_ok());
            gone += if judged { *left } else { 0 };
        }
        Known { hidden, gone }
    }
}

impl Known {
    /// What there is to say of a baseline that is called `name`; nothing where it hides nothing and holds nothing.
    pub fn words(self, name: &str) -> Option<Bilingual> {
        let Self { hidden, gone } = self;
        let s = bilingual::s(hidden);
        match (hidden, gone) {
            (0, 0) => None,
            (_, 0) => Some(bilingual!(
                "{name} hides {hidden} known finding{s}",
                "{name} 隱藏了 {hidden} 個已知的發現"
            )),
            _ => Some(bilingual!(
                "{name} hides {hidden} known finding{s}; {gone} more that it lists no longer occur \
                 (--write-baseline {name} drops them)",
                "{name} 隱藏了 {hidden} 個已知的發現；另有 {gone} 個已不再出現（用 --write-baseline {name} 可移除）"
            )),
        }
    }
}

fn folder_of(path: &Path) -> PathBuf {
    resolved(path).and_then(|path| path.parent().map(Path::to_path_buf)).unwrap_or_default()
}

/// The path of a source, relative to `folder`.
fn path_in(folder: &Path, source: &Source, folders: &mut Folders) -> String {
    match Input::of(source).file().and_then(|file| folders.located(file)) {
        Some(file) => display(&relative(folder, &file)),
        None => source.path.clone(),
    }
}

/// The way from a folder to a file, both in full.
fn relative(folder: &Path, file: &Path) -> PathBuf {
    let shared = folder.components().zip(file.components()).take_while(|(one, other)| one == other).count();
    let up = folder.components().skip(shared).map(|_| Component::ParentDir);
    up.chain(file.components().skip(shared)).collect()
}

fn entry(found: &Diagnostic, path: &str, source: &Source) -> KnownFinding {
    KnownFinding {
        path: path.to_owned(),
        rule: found.rule.to_owned(),
        text: folded(source.text.get(found.primary.place.span.range()).unwrap_or_default()),
        message: found.message.en.clone().into_owned(),
    }
}

/// The beginning of a text, with every run of white space as one space: neither line ends nor indentation count.
fn folded(text: &str) -> String {
    let mut folded = String::new();
    let mut count = 0;
    for word in text.split_whitespace() {
        let space = if folded.is_empty() { "" } else { " " };
        for character in space.chars().chain(word.chars()) {
            if count == MAX_CHARACTERS {
                return folded + "…";
            }
            folded.push(character);
            count += 1;
        }
    }
    folded
}

/// A basic string of TOML, with nothing in it that an editor or a terminal would obey.
fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            _ if character.is_control() || is_hidden(character) => {
                let _ = write!(quoted, "\\U{:08X}", u32::from(character));
            }
            _ => quoted.push(character),
        }
    }
    quoted.push('"');
    quoted
}
