//! Which files a command works on: those named, those found in folders, standard input.

use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;
use rayon::prelude::*;

use crate::source::{Source, display};
use crate::words;
use crate::words::Words;

/// The folder that is searched when no path is named, if it is there.
const DEFAULT_FOLDER: &str = "standards";

/// What standard input is called in reports.
pub const STDIN_NAME: &str = "<stdin>";

/// Why there is nothing to work on.
#[derive(Debug, thiserror::Error)]
pub enum InputError {
    /// A path that was named is not there.
    #[error("{0} is not there")]
    Missing(String),
    /// No file in the folders that were searched.
    #[error("no .yaml or .yml file in {0}")]
    NothingFound(String),
    /// No file in the folders that were searched for published standards.
    #[error("no .txt, .html, .htm, .odt or .json file in {0}")]
    NothingPublished(String),
}

impl InputError {
    /// The error in both languages.
    pub fn words(&self) -> Words {
        match self {
            Self::Missing(path) => words!("{path} is not there", "找不到 {path}"),
            Self::NothingFound(paths) => {
                words!("no .yaml or .yml file in {paths}", "{paths} 裡沒有 .yaml 或 .yml 檔案")
            }
            Self::NothingPublished(paths) => words!(
                "no .txt, .html, .htm, .odt or .json file in {paths}",
                "{paths} 裡沒有 .txt、.html、.htm、.odt 或 .json 檔案"
            ),
        }
    }
}

/// A file to read, or standard input.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Input {
    File(PathBuf),
    Stdin,
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
    let mut sources: Vec<Source> = Vec::new();
    if inputs.contains(&Input::Stdin) {
        sources.push(Source::read_stream(STDIN_NAME, stdin));
    }
    let files: Vec<_> = inputs
        .into_par_iter()
        .filter_map(|input| match input {
            Input::File(path) => Some(Source::read(&path)),
            Input::Stdin => None,
        })
        .collect();
    sources.extend(files);
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(sources)
}

/// What `paths` name that may be a published standard: files as they are, folders searched as those of [`read`] are.
///
/// # Errors
/// Those of [`read`].
pub(crate) fn published(paths: &[PathBuf]) -> Result<Vec<Input>, InputError> {
    search_all(paths, PUBLISHED)?.ok_or_else(|| InputError::NothingPublished(listed(paths)))
}

/// What is searched when no path is named.
pub(crate) fn default_folder() -> PathBuf {
    PathBuf::from(if Path::new(DEFAULT_FOLDER).is_dir() { DEFAULT_FOLDER } else { "." })
}

fn find(paths: &[PathBuf]) -> Result<Vec<Input>, InputError> {
    let default = [default_folder()];
    let paths = if paths.is_empty() { &default[..] } else { paths };
    search_all(paths, STANDARDS)?.ok_or_else(|| InputError::NothingFound(listed(paths)))
}

fn listed(paths: &[PathBuf]) -> String {
    let paths: Vec<_> = paths.iter().map(|path| display(path)).collect();
    paths.join(", ")
}

/// What `paths` name, each file once; `None` where there is nothing at all.
fn search_all(paths: &[PathBuf], endings: &[&str]) -> Result<Option<Vec<Input>>, InputError> {
    let mut inputs = Vec::new();
    for path in paths {
        if path == Path::new("-") {
            inputs.push(Input::Stdin);
        } else if path.is_dir() {
            inputs.extend(search(path, endings));
        } else if path.symlink_metadata().is_ok() {
            inputs.push(Input::File(path.clone()));
        } else {
            return Err(InputError::Missing(display(path)));
        }
    }
    Ok((!inputs.is_empty()).then(|| each_once(inputs)))
}

fn search(folder: &Path, endings: &[&str]) -> Vec<Input> {
    let ends = |path: &Path| {
        path.extension().is_some_and(|ending| endings.iter().any(|known| ending.eq_ignore_ascii_case(known)))
    };
    WalkBuilder::new(folder)
        .follow_links(true)
        .build()
        .filter_map(|entry| match entry {
            Ok(entry) => {
                let is_file = !entry.file_type().is_none_or(|kind| kind.is_dir());
                (is_file && ends(entry.path())).then(|| entry.into_path())
            }
            // A link to nowhere, or a folder that may not be opened: the attempt to read it says what is wrong. A
            // link back to a folder above is left out: what it leads to is being searched already.
            Err(error) => culprit(&error).filter(|path| ends(path) || path.is_dir()),
        })
        .map(|path| Input::File(path.strip_prefix("./").map_or_else(|_| path.clone(), Path::to_path_buf)))
        .collect()
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

/// Leaves out the second way to a file that is named twice, so that it is no duplicate of itself.
fn each_once(mut inputs: Vec<Input>) -> Vec<Input> {
    inputs.sort();
    let mut seen = HashSet::new();
    inputs.retain(|input| match input {
        Input::File(path) => seen.insert(path.canonicalize().unwrap_or_else(|_| path.clone())),
        Input::Stdin => seen.insert(PathBuf::new()),
    });
    inputs
}
