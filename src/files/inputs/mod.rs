//! Which files a command works on: files that are named, files found in folders, standard input.

pub mod ignored;
mod pattern;
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

/// The folder of the standards: searched if it exists and no path is named, and the destination of imports.
pub(crate) const DEFAULT_FOLDER: &str = "standards";

/// The folder of the drafts as `ttm init` makes it.
pub(crate) const DRAFTS: &str = "drafts";

/// The name of standard input in reports.
pub const STDIN_NAME: &str = "<stdin>";

/// Why there are no inputs.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.words().en)]
#[non_exhaustive]
pub enum InputError {
    /// A named path does not exist.
    Missing(String),
    /// A pattern was named, and nothing matches it.
    NoMatch(String),
    /// The default folder is a link that leads out of the repository.
    LeadsOut(String),
    /// The searched folders contain no standards.
    NothingFound(Nothing),
    /// The searched folders contain no published standards.
    NothingPublished(Nothing),
}

/// A search without results.
#[derive(Debug)]
pub struct Nothing {
    paths: Bilingual,
    /// Whether no path was named, and drafts have a folder of their own.
    has_drafts: bool,
    /// Notices of the search, which may explain it.
    notices: Vec<Bilingual>,
}

impl Nothing {
    fn in_all(paths: &[PathBuf], found: FoundInputs) -> Self {
        let en: Vec<_> = paths.iter().map(|path| display(path)).collect();
        let zh: Vec<_> =
            en.iter().map(|path| if path == "." { "目前的資料夾" } else { path.as_str() }).collect();
        let mut zh = zh.join("、");
        if zh.ends_with(|last: char| last.is_ascii()) {
            zh.push(' ');
        }
        Self {
            paths: Bilingual { en: en.join(", ").into(), zh: zh.into() },
            has_drafts: false,
            notices: found.notices,
        }
    }

    fn words(&self, message: Bilingual) -> Bilingual {
        self.notices.iter().fold(message, |message, notice| Bilingual {
            en: format!("{}; {}", message.en, notice.en).into(),
            zh: format!("{}；{}", message.zh, notice.zh).into(),
        })
    }
}

impl InputError {
    /// The error in both languages.
    pub fn words(&self) -> Bilingual {
        match self {
            Self::Missing(path) => bilingual!("{path} is not there", "找不到 {path}"),
            Self::NoMatch(pattern) => {
                bilingual!("no file or folder matches {pattern}", "沒有符合 {pattern} 的檔案或資料夾")
            }
            Self::LeadsOut(path) => bilingual!(
                "{path} is a link that leads out of the repository; name it to have it searched",
                "{path} 是連結，指向儲存庫之外；若要搜尋，請在命令列上直接指定它"
            ),
            Self::NothingFound(nothing) => {
                let Bilingual { en, zh } = &nothing.paths;
                let message = if nothing.has_drafts {
                    bilingual!(
                        "no .yaml or .yml file in {en} (drafts: `ttm validate {DRAFTS}`; a new one: `ttm new`)",
                        "{zh}裡沒有 .yaml 或 .yml 檔案（檢查草案：`ttm validate {DRAFTS}`；建立草案：`ttm new`）"
                    )
                } else {
                    bilingual!(
                        "no .yaml or .yml file in {en} (a new one: `ttm new`; one of what is published: `ttm import`)",
                        "{zh}裡沒有 .yaml 或 .yml 檔案（建立草案：`ttm new`；匯入已公告的：`ttm import`）"
                    )
                };
                nothing.words(message)
            }
            Self::NothingPublished(nothing) => {
                let Bilingual { en, zh } = &nothing.paths;
                nothing.words(bilingual!(
                    "no .txt, .html, .htm, .odt, .docx, .xlsx, .ods, .pdf or .json file in {en}",
                    "{zh}裡沒有 .txt、.html、.htm、.odt、.docx、.xlsx、.ods、.pdf 或 .json 檔案"
                ))
            }
        }
    }
}

/// Something to read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Input {
    /// A file that was named or found.
    File(PathBuf),
    /// A named pipe or device.
    Pipe(PathBuf),
    /// A link that was found and is not followed, because it leads out of what is searched or its target does not
    /// exist.
    Link(PathBuf),
    /// Standard input.
    Stdin,
}

/// The result of a search.
#[derive(Debug, Default)]
pub struct FoundInputs {
    /// In the order of their paths, each once.
    pub inputs: Vec<Input>,
    /// Notices for the user.
    pub notices: Vec<Bilingual>,
    /// The ignore files that were used.
    pub ignore_files: Vec<IgnoreFile>,
}

impl Input {
    /// The input that a source was read from.
    pub fn of(source: &Source) -> Self {
        if source.is_file { Self::File(PathBuf::from(&source.path)) } else { Self::Stdin }
    }

    /// Its path, unless it is standard input.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::File(path) | Self::Pipe(path) | Self::Link(path) => Some(path),
            Self::Stdin => None,
        }
    }

    /// The file, if it is one. Pipes and devices have no folder whose configuration applies to them.
    pub(crate) fn file(&self) -> Option<&Path> {
        if self.is_stream() { None } else { self.path() }
    }

    /// Reads it. Standard input can be read only once, so `stdin` provides it.
    pub(crate) fn read(&self, stdin: impl FnOnce() -> Source) -> Source {
        match self {
            Self::File(path) => Source::read(path),
            Self::Pipe(path) => Source::read_named(path),
            Self::Link(path) => Source::link(path),
            Self::Stdin => stdin(),
        }
    }

    /// Whether it can be read only once.
    pub(crate) fn is_stream(&self) -> bool {
        matches!(self, Self::Pipe(_) | Self::Stdin)
    }

    /// Its source, without the text.
    pub(crate) fn unread(&self) -> Source {
        Source::without_text(self.name(), !self.is_stream())
    }

    /// Its name in reports.
    pub fn name(&self) -> String {
        self.path().map_or_else(|| STDIN_NAME.to_owned(), display)
    }
}

/// The extensions of files with standards.
const STANDARDS: &[&str] = &["yaml", "yml"];

/// The extensions of files in which standards are published.
const PUBLISHED: &[&str] = &["txt", "html", "htm", "odt", "docx", "xlsx", "ods", "pdf", "json"];

/// Reads the inputs that `paths` name: files are read, folders are searched for `.yaml` and `.yml` (see [`search`]),
/// `-` is `stdin`. Sources are in the order of their paths, each file once.
///
/// # Errors
/// Those of [`search`]. A file that exists but cannot be read is a source like any other, with [`Source::unreadable`]
/// set.
pub fn read(paths: &[PathBuf], stdin: impl io::Read) -> Result<Vec<Source>, InputError> {
    Ok(read_all(&search(paths)?.inputs, stdin))
}

/// Reads all `inputs`, in their order.
pub fn read_all(inputs: &[Input], stdin: impl io::Read) -> Vec<Source> {
    let mut sources = parallel::map(inputs, |input| {
        if *input == Input::Stdin { input.unread() } else { input.read(|| input.unread()) }
    });
    if let Some(at) = inputs.iter().position(|input| *input == Input::Stdin) {
        sources[at] = Source::read_stream(STDIN_NAME, stdin);
    }
    sources
}

/// The inputs that may be published standards: files as named, and files found in folders as in [`search`].
///
/// # Errors
/// [`InputError::Missing`] for a path that does not exist, [`InputError::NoMatch`] for a pattern that nothing matches,
/// [`InputError::NothingPublished`] if there are no files.
pub fn published(paths: &[PathBuf]) -> Result<FoundInputs, InputError> {
    let found = search_all(paths, PUBLISHED)?;
    if found.inputs.is_empty() {
        return Err(InputError::NothingPublished(Nothing::in_all(paths, found)));
    }
    Ok(found)
}

/// The folder that is searched if no path is named.
///
/// # Errors
/// [`InputError::LeadsOut`] if it is a link that leads out of the repository, or out of the current folder.
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

/// The inputs that `paths` name; without paths, the folder `standards` is searched, or else the current folder.
///
/// # Errors
/// Those of [`search`].
pub fn find(paths: &[PathBuf]) -> Result<Vec<Input>, InputError> {
    Ok(search(paths)?.inputs)
}

/// The inputs that `paths` name, with notices about the searched folders. Ignored files are left out unless git tracks
/// them, hidden files are left out, and links are followed within the repository.
///
/// # Errors
/// [`InputError::Missing`] for a path that does not exist, [`InputError::NoMatch`] for a pattern that nothing matches,
/// [`InputError::NothingFound`] if there are no files.
pub fn search(paths: &[PathBuf]) -> Result<FoundInputs, InputError> {
    let default;
    let has_drafts = paths.is_empty() && Path::new(DRAFTS).is_dir();
    let paths = if paths.is_empty() {
        default = [default_folder()?];
        &default[..]
    } else {
        paths
    };
    let found = search_all(paths, STANDARDS)?;
    if found.inputs.is_empty() {
        return Err(InputError::NothingFound(Nothing { has_drafts, ..Nothing::in_all(paths, found) }));
    }
    Ok(found)
}

/// Checks that `path` exists, as far as can be known: if access is denied, reading it reports that.
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

/// The paths with their patterns expanded.
fn expanded(paths: &[PathBuf]) -> Result<Vec<PathBuf>, InputError> {
    let mut expanded = Vec::with_capacity(paths.len());
    for path in paths {
        match pattern::expanded(path) {
            None => expanded.push(path.clone()),
            Some(found) if found.is_empty() => return Err(InputError::NoMatch(display(path))),
            Some(found) => expanded.extend(found),
        }
    }
    Ok(expanded)
}

/// The inputs that `paths` name, each file once, in the order of their names.
fn search_all(paths: &[PathBuf], endings: &[&str]) -> Result<FoundInputs, InputError> {
    let paths = expanded(paths)?;
    let mut search = Search::default();
    search.linked = paths.len() > 1;
    for path in &paths {
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
    // Within one folder and without links each file is found once, and the file system need not be asked.
    if search.linked {
        inputs = each_once(inputs);
    }
    inputs.sort_by_cached_key(|input| (input.name(), *input != Input::Stdin));
    Ok(FoundInputs { inputs, notices, ignore_files: search.ignored.used })
}

/// Whether a file with this name is taken as a standard when a folder is searched.
pub fn names_standard(path: &Path) -> bool {
    ends_in(path, STANDARDS)
}

fn ends_in(path: &Path, endings: &[&str]) -> bool {
    path.extension().is_some_and(|ending| endings.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

/// Removes repeated paths to one file, so that it is not reported as a duplicate of itself. Which path is kept does not
/// depend on the order of the file system.
fn each_once(mut inputs: Vec<Input>) -> Vec<Input> {
    inputs.sort();
    let mut seen = HashSet::new();
    inputs.retain(|input| match input.path() {
        Some(path) => seen.insert(path.canonicalize().unwrap_or_else(|_| path.to_path_buf())),
        None => seen.insert(PathBuf::new()),
    });
    inputs
}
