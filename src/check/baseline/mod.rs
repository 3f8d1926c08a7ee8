//! Baselines: recorded findings, identified by content, so that a repository with old findings can be checked for new
//! ones only.
//!
//! An entry has a file, what the finding is known by (`Identity`), and the number of occurrences, so that a finding that
//! moves is not new. The file is TOML with one line for each entry, sorted, so
//! that it can be reviewed and merged like any other.

mod read;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Write as _;
use std::path::{Component, Path, PathBuf};

use crate::bilingual;
use crate::check::config::{InvalidFile, joined};
use crate::check::settings::Selection;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::identity::Identity;
use crate::files::inputs::Input;
use crate::files::located::{Folders, resolved};
use crate::files::source::{Source, display};
use crate::rules::can_be_silenced;
use crate::text::bilingual;
use crate::text::bilingual::Bilingual;
use crate::text::display_safe::is_hidden;

/// The version of the file format.
const VERSION: usize = 1;

const HEADER: &str = "\
# Findings that were known when this was written: `ttm validate --baseline` reports those that are not listed here.
# Written by `ttm validate --write-baseline`; lines may be removed by hand.
";

/// The recorded findings of a repository.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    /// The folder of the baseline file; its paths are relative to it.
    folder: PathBuf,
    entries: BTreeMap<KnownFinding, usize>,
    /// Whether its paths are those of files in memory, from where these begin.
    is_in_memory: bool,
}

/// Findings that are equal apart from lines and columns.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct KnownFinding {
    path: String,
    rule: String,
    text: String,
    message: String,
}

/// The result of comparing findings with a baseline.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BaselineSummary {
    /// How many findings were recorded.
    pub hidden: usize,
    /// How many recorded findings no longer occur in the files of the run, or were in files that no longer exist.
    pub gone: usize,
}

impl Baseline {
    /// An empty baseline for a file at `path`.
    pub fn empty(path: &Path) -> Self {
        Self { folder: folder_of(path), ..Self::default() }
    }

    /// Records the findings of `source`, except those that cannot be silenced.
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
    /// All problems of the file.
    pub fn read(path: &Path) -> Result<Self, Box<InvalidFile>> {
        Ok(Self { folder: folder_of(path), entries: read::entries(path)?, is_in_memory: false })
    }

    /// Reads a file that is in memory, for files that are too.
    ///
    /// # Errors
    /// All problems of the file.
    pub fn in_memory(source: Source) -> Result<Self, Box<InvalidFile>> {
        let folder = Path::new(&source.path).parent().map(Path::to_path_buf).unwrap_or_default();
        let mut entries = BTreeMap::new();
        for (known, count) in read::entries_of(source)? {
            let known = KnownFinding { path: joined(&folder, &known.path), ..known };
            *entries.entry(known).or_default() += count;
        }
        Ok(Self { folder, entries, is_in_memory: true })
    }

    /// Whether findings of the file at `path` were recorded, for a baseline in memory.
    pub fn knows(&self, path: &str) -> bool {
        self.entries.keys().any(|known| known.path == path)
    }

    /// Removes recorded findings from those of `source`, as a [`BaselineFilter`] does, any number of times.
    pub fn hide(&self, source: &Source, diagnostics: &mut Vec<Diagnostic>) {
        let path = match self.is_in_memory {
            true => source.path.clone(),
            false => path_in(&self.folder, source, &mut Folders::default()),
        };
        let mut hidden: HashMap<KnownFinding, usize> = HashMap::new();
        diagnostics.retain(|found| {
            let entry = entry(found, &path, source);
            let known = self.entries.get(&entry).copied().unwrap_or_default();
            let hidden = hidden.entry(entry).or_default();
            let is_known = can_be_silenced(found.rule) && *hidden < known;
            *hidden += usize::from(is_known);
            !is_known
        });
    }

    /// The number of recorded findings.
    pub fn len(&self) -> usize {
        self.entries.values().sum()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The text of the file.
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

/// Removes recorded findings, file by file.
#[derive(Debug)]
pub struct BaselineFilter {
    /// The entries that were not matched yet.
    baseline: Baseline,
    /// The files that it applies to; `None` for all.
    of: Option<HashSet<String>>,
    folders: Folders,
    /// The paths in it whose files were checked.
    checked: HashSet<String>,
    hidden: usize,
}

impl BaselineFilter {
    /// Applies `baseline` to the files `of`, or, if `None`, to all.
    pub fn new(baseline: Baseline, of: Option<Vec<String>>) -> Self {
        let of = of.map(|of| of.into_iter().collect());
        Self { baseline, of, folders: Folders::default(), checked: HashSet::new(), hidden: 0 }
    }

    /// Removes recorded findings from those of `source`. Of more equal findings than were recorded, the first ones are
    /// removed.
    pub fn hide(&mut self, source: &Source, diagnostics: &mut Vec<Diagnostic>) {
        let Self { baseline: Baseline { folder, entries, .. }, of, folders, checked, hidden } = self;
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

    /// The result for the whole run. Of rules that are not in `selection` it is not known whether they would still report
    /// what was recorded.
    pub fn finish(self, selection: &Selection) -> BaselineSummary {
        let Self { baseline: Baseline { folder, entries, .. }, checked, hidden, .. } = self;
        let mut there: HashMap<&str, bool> = HashMap::new();
        let mut gone = 0;
        for (KnownFinding { path, .. }, left) in
            entries.iter().filter(|(known, _)| selection.has(&known.rule))
        {
            let judged = checked.contains(path)
                || !*there.entry(path).or_insert_with(|| folder.join(path).symlink_metadata().is_ok());
            gone += if judged { *left } else { 0 };
        }
        BaselineSummary { hidden, gone }
    }
}

impl BaselineSummary {
    /// The message about a baseline that is called `name`; `None` if there is nothing to report.
    pub fn words(self, name: &str) -> Option<Bilingual> {
        let Self { hidden, gone } = self;
        let s = bilingual::s(hidden);
        match (hidden, gone) {
            (0, 0) => None,
            (_, 0) => Some(bilingual!(
                "{name} hides {hidden} known finding{s}",
                "{name} 隱藏了 {hidden} 個已知的問題"
            )),
            _ => Some(bilingual!(
                "{name} hides {hidden} known finding{s}; {gone} more that it lists no longer occur \
                 (--write-baseline {name} drops them)",
                "{name} 隱藏了 {hidden} 個已知的問題；另有 {gone} 個已不再出現（用 --write-baseline {name} 可移除）"
            )),
        }
    }
}

fn folder_of(path: &Path) -> PathBuf {
    resolved(path).and_then(|path| path.parent().map(Path::to_path_buf)).unwrap_or_default()
}

/// The path of a source relative to `folder`.
fn path_in(folder: &Path, source: &Source, folders: &mut Folders) -> String {
    match Input::of(source).file().and_then(|file| folders.located(file)) {
        Some(file) => display(&relative(folder, &file)),
        None => source.path.clone(),
    }
}

/// The relative path from a folder to a file, both given by their full paths.
fn relative(folder: &Path, file: &Path) -> PathBuf {
    let shared = folder.components().zip(file.components()).take_while(|(one, other)| one == other).count();
    let up = folder.components().skip(shared).map(|_| Component::ParentDir);
    up.chain(file.components().skip(shared)).collect()
}

fn entry(found: &Diagnostic, path: &str, source: &Source) -> KnownFinding {
    let identity = Identity::of(found, source);
    KnownFinding {
        path: path.to_owned(),
        rule: identity.rule.to_owned(),
        text: identity.excerpt(),
        message: identity.message.to_owned(),
    }
}

/// A basic string of TOML, with characters escaped that an editor or terminal would act on.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::check;

    #[test]
    fn findings_of_files_in_memory_are_known_by_paths_from_the_baselines_folder() {
        let text = "name:\n  occupation: 咖啡烘焙師\nduties:\n  T1:\n    name: 烘焙,咖啡豆\n";
        let found = |path: &str| check(&[Source::in_memory(path, text)]);
        let mut written = Baseline::empty(Path::new("known.toml"));
        written.add(&Source::in_memory("a/x.yaml", text), &found("a/x.yaml"));
        // The folder `a` is not on the disk here, so the path is as it was given.
        let baseline = Baseline::in_memory(Source::in_memory("r/known.toml", written.to_text()))
            .expect("what was written can be read");
        let left = |path: &str| {
            let mut found = found(path);
            baseline.hide(&Source::in_memory(path, text), &mut found);
            found.len()
        };
        assert!(found("r/a/x.yaml").len() > 2);
        assert_eq!(left("r/a/x.yaml"), 0);
        assert_eq!(left("a/x.yaml"), found("a/x.yaml").len());
        assert!(baseline.knows("r/a/x.yaml") && !baseline.knows("r/a/y.yaml"));
        assert!(Baseline::in_memory(Source::in_memory("known.toml", "version = 2\n")).is_err());
    }
}
