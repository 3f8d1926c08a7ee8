//! Which files a command works on: those named, those found in folders, standard input.

pub mod ignored;
pub(crate) mod root;
mod walk;

use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};

use self::ignored::IgnoreFile;
use self::walk::Search;
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
    /// The folder that is searched when none is named is a link that leads out of the repository.
    LeadsOut(String),
    /// No file in the folders that were searched.
    NothingFound(Nothing),
    /// No file in the folders that were searched for published standards.
    NothingPublished(Nothing),
}

/// What was searched in vain.
#[derive(Debug)]
pub struct Nothing {
    paths: String,
    /// What there is to tell of the search, which may be why.
    notices: Vec<Bilingual>,
}

impl Nothing {
    fn in_all(paths: &[PathBuf], found: Found) -> Self {
        let paths: Vec<_> = paths.iter().map(|path| display(path)).collect();
        Self { paths: paths.join(", "), notices: found.notices }
    }

    fn words(&self, said: Bilingual) -> Bilingual {
        self.notices.iter().fold(said, |said, notice| Bilingual {
            en: format!("{}; {}", said.en, notice.en).into(),
            zh: format!("{}；{}", said.zh, notice.zh).into(),
        })
    }
}

impl InputError {
    /// The error in both languages.
    pub fn words(&self) -> Bilingual {
        match self {
            Self::Missing(path) => bilingual!("{path} is not there", "找不到 {path}"),
            Self::LeadsOut(path) => bilingual!(
                "{path} is a link that leads out of the repository; name it to have it searched",
                "{path} 是連結，指向儲存庫之外；若要搜尋，請在命令列上直接指定它"
            ),
            Self::NothingFound(nothing) => {
                let paths = &nothing.paths;
                let said =
                    bilingual!("no .yaml or .yml file in {paths}", "{paths} 裡沒有 .yaml 或 .yml 檔案");
                nothing.words(said)
            }
            Self::NothingPublished(nothing) => {
                let paths = &nothing.paths;
                nothing.words(bilingual!(
                    "no .txt, .html, .htm, .odt or .json file in {paths}",
                    "{paths} 裡沒有 .txt、.html、.htm、.odt 或 .json 檔案"
                ))
            }
        }
    }
}

/// Something to read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Input {
    /// A file, as it was named or found.
    File(PathBuf),
    /// A pipe or a device that was named.
    Pipe(PathBuf),
    /// A link that was found and is not followed, since it leads out of what is searched, or to nothing.
    Link(PathBuf),
    /// Standard input.
    Stdin,
}

/// What was found, and what there is to tell of it.
#[derive(Debug, Default)]
pub struct Found {
    /// In the order of their paths, each once.
    pub inputs: Vec<Input>,
    /// For the person who searched.
    pub notices: Vec<Bilingual>,
    /// The ignore files that were used.
    pub ignore_files: Vec<IgnoreFile>,
}

impl Input {
    /// What a source was read from.
    pub fn of(source: &Source) -> Self {
        if source.is_file { Self::File(PathBuf::from(&source.path)) } else { Self::Stdin }
    }

    /// The way to it, unless it is standard input.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::File(path) | Self::Pipe(path) | Self::Link(path) => Some(path),
            Self::Stdin => None,
        }
    }

    /// The file that it is. Pipes and devices lie in no folder that has something to say of them.
    pub(crate) fn file(&self) -> Option<&Path> {
        if self.is_stream() { None } else { self.path() }
    }

    /// What is in it. Standard input is nobody's to read twice, so whoever has it hands it over.
    pub(crate) fn read(&self, stdin: impl FnOnce() -> Source) -> Source {
        match self {
            Self::File(path) => Source::read(path),
            Self::Pipe(path) => Source::read_named(path),
            Self::Link(path) => Source::link(path),
            Self::Stdin => stdin(),
        }
    }

    /// Whether it can be read once only.
    pub(crate) fn is_stream(&self) -> bool {
        matches!(self, Self::Pipe(_) | Self::Stdin)
    }

    /// Its source without the text.
    pub(crate) fn unread(&self) -> Source {
        Source::without_text(self.name(), !self.is_stream())
    }

    /// What it is called in reports.
    pub fn name(&self) -> String {
        self.path().map_or_else(|| STDIN_NAME.to_owned(), display)
    }
}

/// The endings of the files that hold standards.
const STANDARDS: &[&str] = &["yaml", "yml"];

/// The endings of the files that standards are published in.
const PUBLISHED: &[&str] = &["txt", "html", "htm", "odt", "json"];

/// Reads what `paths` name: files as they are, folders searched for `.yaml` and `.yml` (see [`search`]), `-` for `stdin`.
/// Sources come in the order of their paths, each file once.
///
/// # Errors
/// Those of [`search`]. A file that is there and cannot be read is a source like any other, with
/// [`Source::unreadable`] set.
pub fn read(paths: &[PathBuf], stdin: impl io::Read) -> Result<Vec<Source>, InputError> {
    Ok(read_all(&search(paths)?.inputs, stdin))
}

/// Reads all of `inputs`, in their order.
pub fn read_all(inputs: &[Input], stdin: impl io::Read) -> Vec<Source> {
    let mut sources = parallel::map(inputs, |input| {
        if *input == Input::Stdin { input.unread() } else { input.read(|| input.unread()) }
    });
    if let Some(at) = inputs.iter().position(|input| *input == Input::Stdin) {
        sources[at] = Source::read_stream(STDIN_NAME, stdin);
    }
    sources
}

/// What `paths` name that may be a published standard: files as they are, folders searched as those of [`search`] are.
///
/// # Errors
/// [`InputError::Missing`] for a path that is not there, [`InputError::NothingPublished`] where there is no file at all.
pub fn published(paths: &[PathBuf]) -> Result<Found, InputError> {
    let found = search_all(paths, PUBLISHED)?;
    if found.inputs.is_empty() {
        return Err(InputError::NothingPublished(Nothing::in_all(paths, found)));
    }
    Ok(found)
}

/// What is searched when no path is named.
///
/// # Errors
/// [`InputError::LeadsOut`], where it is a link that leads out of the repository, or of the current folder.
pub(crate) fn default_folder() -> Result<PathBuf, InputError> {
    let folder = Path::new(DEFAULT_FOLDER);
    if !folder.is_dir() {
        return Ok(PathBuf::from("."));
    }
    let here = Path::new(".").canonicalize().unwrap_or_default();
    if root::leads_out(folder, root::reach(&here)) {
        return Err(InputError::LeadsOut(DEFAULT_FOLDER.to_owned()));
    }
    Ok(folder.to_path_buf())
}

/// The inputs that `paths` name; without a path the folder `standards` is searched, or the current folder.
///
/// # Errors
/// Those of [`search`].
pub fn find(paths: &[PathBuf]) -> Result<Vec<Input>, InputError> {
    Ok(search(paths)?.inputs)
}

/// The inputs that `paths` name, and what there is to tell of the folders among them: ignore files are respected unless
/// git tracks what they hide, hidden files left out, links followed within the repository.
///
/// # Errors
/// [`InputError::Missing`] for a path that is not there, [`InputError::NothingFound`] where there is no file at all.
pub fn search(paths: &[PathBuf]) -> Result<Found, InputError> {
    let default;
    let paths = if paths.is_empty() {
        default = [default_folder()?];
        &default[..]
    } else {
        paths
    };
    let found = search_all(paths, STANDARDS)?;
    if found.inputs.is_empty() {
        return Err(InputError::NothingFound(Nothing::in_all(paths, found)));
    }
    Ok(found)
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

/// What `paths` name, each file once, in the order of the names.
fn search_all(paths: &[PathBuf], endings: &[&str]) -> Result<Found, InputError> {
    let mut search = Search::default();
    search.linked = paths.len() > 1;
    for path in paths {
        if path == Path::new("-") {
            search.inputs.push(Input::Stdin);
            continue;
        }
        match path.metadata() {
            Ok(known) if known.is_dir() => search.folder(path, endings),
            Ok(known) if !known.is_file() => search.inputs.push(Input::Pipe(path.clone())),
            _ => {
                check_there(path)?;
                search.inputs.push(Input::File(path.clone()));
            }
        }
    }
    let notices = search.notices();
    let mut inputs = search.inputs;
    // Within one folder and without links there is one way to every file, and nothing to ask the file system.
    if search.linked {
        inputs = each_once(inputs);
    }
    inputs.sort_by_cached_key(|input| (input.name(), *input != Input::Stdin));
    Ok(Found { inputs, notices, ignore_files: search.ignored.used })
}

/// Whether a file with this name holds a standard, where folders are searched.
pub fn names_standard(path: &Path) -> bool {
    ends_in(path, STANDARDS)
}

fn ends_in(path: &Path, endings: &[&str]) -> bool {
    path.extension().is_some_and(|ending| endings.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

/// Leaves out the second way to a file that is named twice, so that it is no duplicate of itself. Which is the second
/// is no matter of the file system's order.
fn each_once(mut inputs: Vec<Input>) -> Vec<Input> {
    inputs.sort();
    let mut seen = HashSet::new();
    inputs.retain(|input| match input.path() {
        Some(path) => seen.insert(path.canonicalize().unwrap_or_else(|_| path.to_path_buf())),
        None => seen.insert(PathBuf::new()),
    });
    inputs
}
