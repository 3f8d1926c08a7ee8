//! Which files a command works on: those named, those found in folders, standard input.

use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use crate::bilingual;
use crate::files::parallel;
use crate::files::source::{Source, display};
use crate::text::bilingual::Bilingual;

/// The folder of the standards, if it is there: it is searched when no path is named, and what is imported goes there.
pub(crate) const DEFAULT_FOLDER: &str = "standards";

/// What standard input is called in reports.
pub const STDIN_NAME: &str = "<stdin>";

/// Why there is nothing to work on.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.words().en)]
pub enum InputError {
    /// A path that was named is not there.
    Missing(String),
    /// No file in the folders that were searched.
    NothingFound(String),
    /// No file in the folders that were searched for published standards.
    NothingPublished(String),
}

impl InputError {
    /// The error in both languages.
    pub fn words(&self) -> Bilingual {
        match self {
            Self::Missing(path) => bilingual!("{path} is not there", "找不到 {path}"),
            Self::NothingFound(paths) => {
                bilingual!("no .yaml or .yml file in {paths}", "{paths} 裡沒有 .yaml 或 .yml 檔案")
            }
            Self::NothingPublished(paths) => bilingual!(
                "no .txt, .html, .htm, .odt or .json file in {paths}",
                "{paths} 裡沒有 .txt、.html、.htm、.odt 或 .json 檔案"
            ),
        }
    }
}

/// A file to read, or standard input.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Input {
    /// A file, as it was named or found.
    File(PathBuf),
    /// Standard input.
    Stdin,
}

impl Input {
    /// What a source was read from.
    pub fn of(source: &Source) -> Self {
        if source.is_file { Self::File(PathBuf::from(&source.path)) } else { Self::Stdin }
    }

    /// Its source without the text.
    pub(crate) fn unread(&self) -> Source {
        Source::without_text(self.name(), matches!(self, Self::File(_)))
    }

    /// What it is called in reports.
    pub fn name(&self) -> String {
        match self {
            Self::File(path) => display(path),
            Self::Stdin => STDIN_NAME.to_owned(),
        }
    }
}

/// The endings of the files that hold standards.
const STANDARDS: &[&str] = &["yaml", "yml"];

/// The endings of the files that standards are published in.
const PUBLISHED: &[&str] = &["txt", "html", "htm", "odt", "json"];

/// Reads what `paths` name: files as they are, folders searched for `.yaml` and `.yml` (ignore files respected,
/// hidden files left out, links followed), `-` for `stdin`. Without a path the folder `standards` is searched, or
/// the current folder. Sources come in the order of their paths, each file once.
///
/// # Errors
/// [`InputError::Missing`] for a path that is not there, [`InputError::NothingFound`] where there is no file at all.
/// A file that is there and cannot be read is a source like any other, with [`Source::unreadable`] set.
pub fn read(paths: &[PathBuf], stdin: impl io::Read) -> Result<Vec<Source>, InputError> {
    let inputs = find(paths)?;
    let stdin = inputs.contains(&Input::Stdin).then(|| Source::read_stream(STDIN_NAME, stdin));
    let sources = parallel::map(inputs, |input| match input {
        Input::File(path) => Some(Source::read(&path)),
        Input::Stdin => None,
    });
    let mut stdin = stdin.into_iter();
    Ok(sources.into_iter().filter_map(|source| source.or_else(|| stdin.next())).collect())
}

/// What `paths` name that may be a published standard: files as they are, folders searched as those of [`read`] are.
///
/// # Errors
/// [`InputError::Missing`] for a path that is not there, [`InputError::NothingPublished`] where there is no file at all.
pub(crate) fn published(paths: &[PathBuf]) -> Result<Vec<Input>, InputError> {
    search_all(paths, PUBLISHED)?.ok_or_else(|| InputError::NothingPublished(listed(paths)))
}

/// What is searched when no path is named.
pub(crate) fn default_folder() -> PathBuf {
    PathBuf::from(if Path::new(DEFAULT_FOLDER).is_dir() { DEFAULT_FOLDER } else { "." })
}

/// What [`read`] reads, in that order.
///
/// # Errors
/// Those of [`read`].
pub fn find(paths: &[PathBuf]) -> Result<Vec<Input>, InputError> {
    let default = [default_folder()];
    let paths = if paths.is_empty() { &default[..] } else { paths };
    search_all(paths, STANDARDS)?.ok_or_else(|| InputError::NothingFound(listed(paths)))
}

/// Whether something is at `path`, for all that can be known: where nobody may look, reading it says why.
///
/// # Errors
/// [`InputError::Missing`]
pub(crate) fn check_there(path: &Path) -> Result<(), InputError> {
    match path.symlink_metadata() {
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            Err(InputError::Missing(display(path)))
        }
        _ => Ok(()),
    }
}

fn listed(paths: &[PathBuf]) -> String {
    let paths: Vec<_> = paths.iter().map(|path| display(path)).collect();
    paths.join(", ")
}

/// What `paths` name, each file once, in the order of the names; `None` where there is nothing at all.
fn search_all(paths: &[PathBuf], endings: &[&str]) -> Result<Option<Vec<Input>>, InputError> {
    let mut inputs = Vec::new();
    let mut linked = paths.len() > 1;
    for path in paths {
        if path == Path::new("-") {
            inputs.push(Input::Stdin);
        } else if path.is_dir() {
            inputs.extend(search(path, endings, &mut linked));
        } else {
            check_there(path)?;
            inputs.push(Input::File(path.clone()));
        }
    }
    // Within one folder and without links there is one way to every file, and nothing to ask the file system.
    if linked {
        inputs = each_once(inputs);
    }
    inputs.sort_by_cached_key(|input| (input.name(), *input != Input::Stdin));
    Ok((!inputs.is_empty()).then_some(inputs))
}

/// The files in a folder and those below it; `linked` becomes true where one of them is a link.
fn search(folder: &Path, endings: &[&str], linked: &mut bool) -> Vec<Input> {
    let ends = |path: &Path| ends_in(path, endings);
    WalkBuilder::new(folder)
        .follow_links(true)
        .build()
        .filter_map(|entry| match entry {
            Ok(entry) => {
                *linked |= entry.path_is_symlink();
                // A pipe would be waited for; whoever wants one names it.
                let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
                (is_file && ends(entry.path())).then(|| entry.into_path())
            }
            // A link to nowhere, or a folder that may not be opened: the attempt to read it says what is wrong. A
            // link back to a folder above is left out: what it leads to is being searched already.
            Err(error) => culprit(&error).filter(|path| ends(path) || path.is_dir()),
        })
        .map(|path| Input::File(path.strip_prefix("./").map_or_else(|_| path.clone(), Path::to_path_buf)))
        .collect()
}

/// Whether a file with this name holds a standard, where folders are searched.
pub(crate) fn names_standard(path: &Path) -> bool {
    ends_in(path, STANDARDS)
}

fn ends_in(path: &Path, endings: &[&str]) -> bool {
    path.extension().is_some_and(|ending| endings.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

fn culprit(error: &ignore::Error) -> Option<PathBuf> {
    match error {
        ignore::Error::WithPath { path, err } => {
            culprit(err).or_else(|| err.io_error().map(|_| path.clone()))
        }
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => culprit(err),
        _ => None,
    }
}

/// Leaves out the second way to a file that is named twice, so that it is no duplicate of itself. Which is the second
/// is no matter of the file system's order.
fn each_once(mut inputs: Vec<Input>) -> Vec<Input> {
    inputs.sort();
    let mut seen = HashSet::new();
    inputs.retain(|input| match input {
        Input::File(path) => seen.insert(path.canonicalize().unwrap_or_else(|_| path.clone())),
        Input::Stdin => seen.insert(PathBuf::new()),
    });
    inputs
}
