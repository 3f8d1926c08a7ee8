//! What git knows about the standards; the only place that runs the `git` program.
//!
//! No shell is involved, and nothing that a user names reaches git where it could be parsed as an option or a pattern:
//! a revision is first resolved to the id of a commit, and files are requested by the ids of their contents. Nor does
//! git run programs that a repository names: every command is built in the module `command`.

mod command;
mod contents;

use std::collections::HashSet;
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Output;

pub use contents::Contents;

use crate::bilingual;
use crate::text::bilingual;
use crate::text::bilingual::Bilingual;
use crate::text::display_safe::one_line;
use crate::text::excerpt::excerpt;

/// Why git could not answer.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.words().en)]
#[non_exhaustive]
pub enum GitError {
    /// The `git` program could not be started.
    NotRun(io::Error),
    /// The folder is in no repository, or git refuses to work in it.
    NoRepository {
        /// The folder.
        folder: String,
        /// The message of git.
        reason: String,
    },
    /// The revision does not exist.
    NoRevision {
        /// The requested name.
        name: String,
        /// The message of git.
        reason: String,
    },
    /// The clone lacks contents that would have to be fetched.
    Missing {
        /// The number of files concerned.
        count: usize,
    },
    /// The clone lacks folders that would have to be fetched, so its files are unknown.
    MissingFolders,
    /// Any other message of git.
    Failed(String),
}

impl GitError {
    /// The error in both languages. Messages of git are quoted unchanged.
    pub fn words(&self) -> Bilingual {
        match self {
            Self::NotRun(error) if error.kind() == io::ErrorKind::NotFound => Bilingual::fixed(
                "there is no `git` program here; install git, or put it on the PATH",
                "找不到 `git` 程式；請安裝 git，或將它加入 PATH",
            ),
            Self::NotRun(error) => bilingual!("git cannot be run: {error}", "無法執行 git：{error}"),
            Self::NoRepository { folder, reason } => bilingual!(
                "{folder} is in no git repository that can be read ({reason}); run this within the repository of the \
                 standards",
                "{folder} 不在可讀取的 git 儲存庫中（{reason}）；請在職能基準的儲存庫裡執行"
            ),
            Self::NoRevision { name, reason } => bilingual!(
                "git has no revision {name} ({reason}); name a branch, a tag or a commit that was fetched, such as \
                 origin/main",
                "git 沒有 {name} 這個版本（{reason}）；請指定已取得的分支、標籤或提交，例如 origin/main"
            ),
            Self::Missing { count } => {
                let s = bilingual::s(*count);
                bilingual!(
                    "this clone lacks the contents of {count} file{s}: fetch them first, with `git fetch --refetch \
                     --no-filter`, or clone without `--filter`",
                    "這個複本缺少 {count} 個檔案的內容：請先以 `git fetch --refetch --no-filter` 取得，或在複製時不加 `--filter`"
                )
            }
            Self::MissingFolders => Bilingual::fixed(
                "this clone lacks folders of the revision: fetch them first, with `git fetch --refetch --no-filter`, or \
                 clone without `--filter`",
                "這個複本缺少該版本的資料夾：請先以 `git fetch --refetch --no-filter` 取得，或在複製時不加 `--filter`",
            ),
            Self::Failed(reason) => bilingual!("git failed: {reason}", "git 執行失敗：{reason}"),
        }
    }
}

/// A git repository with a working tree.
#[derive(Debug)]
pub struct Repository {
    folder: PathBuf,
    root: PathBuf,
}

/// A file of a commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tracked {
    /// Relative to the root of the repository.
    pub path: PathBuf,
    /// The id of its content.
    pub id: String,
    /// Whether it is a symbolic link; its content is then the target's path.
    pub is_link: bool,
}

impl Repository {
    /// The repository that contains `folder`.
    ///
    /// # Errors
    /// [`GitError::NotRun`] without git, [`GitError::NoRepository`] outside a repository.
    pub fn around(folder: &Path) -> Result<Self, GitError> {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let asked = |question| {
            let output = run(folder, &["rev-parse", question])?;
            if !output.status.success() {
                return Err(no_repository(folder, &output));
            }
            let mut answer = output.stdout;
            while answer.last().is_some_and(|byte| matches!(byte, b'\n' | b'\r')) {
                answer.pop();
            }
            let answer = path(answer);
            Ok(answer.canonicalize().unwrap_or(answer))
        };
        let (root, store) = (asked("--show-toplevel")?, asked("--absolute-git-dir")?);
        // Before 2.38 git accepted a folder of the working tree that looks like a repository.
        if folder.canonicalize().is_ok_and(|folder| folder.starts_with(&store)) {
            let reason = "it looks like a bare repository".to_owned();
            return Err(GitError::NoRepository { folder: crate::files::source::display(folder), reason });
        }
        Ok(Self { folder: folder.to_path_buf(), root })
    }

    /// The root of the working tree, with links resolved.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The id of the commit that `revision` names.
    ///
    /// # Errors
    /// [`GitError::NoRevision`], also for names that git could parse as an option.
    pub fn commit(&self, revision: &str) -> Result<String, GitError> {
        let missing = |reason: String| GitError::NoRevision { name: excerpt(revision).into_owned(), reason };
        if revision.is_empty() || revision.starts_with('-') || revision.contains('\0') {
            return Err(missing("not the name of a revision".to_owned()));
        }
        let peeled = format!("{revision}^{{commit}}");
        let output = run(&self.folder, &["rev-parse", "--verify", "--end-of-options", &peeled])?;
        if !output.status.success() {
            return Err(missing(message(&output)));
        }
        let printed = String::from_utf8_lossy(&output.stdout);
        let id = printed.lines().last().unwrap_or_default().trim();
        if is_id(id) { Ok(id.to_owned()) } else { Err(missing(one_line(&printed))) }
    }

    /// The files and links of a commit, in git's order, without submodules.
    ///
    /// # Errors
    /// [`GitError::Failed`] if git cannot read its own store.
    pub fn files(&self, commit: &str) -> Result<Vec<Tracked>, GitError> {
        let output = run(&self.folder, &["ls-tree", "-r", "-z", "--full-tree", commit])?;
        if !output.status.success() {
            return Err(match self.lacked(commit) {
                Ok(lacked) if !lacked.is_empty() => GitError::MissingFolders,
                _ => GitError::Failed(message(&output)),
            });
        }
        let tracked = |line: &[u8]| {
            let tab = line.iter().position(|&byte| byte == b'\t')?;
            let head = std::str::from_utf8(&line[..tab]).ok()?;
            let mut words = head.split(' ');
            let (mode, kind, id) = (words.next()?, words.next()?, words.next()?);
            let is_link = mode == "120000";
            let is_file = kind == "blob" && (is_link || mode.starts_with("100")) && is_id(id);
            is_file.then(|| Tracked { path: path(line[tab + 1..].to_vec()), id: id.to_owned(), is_link })
        };
        Ok(output.stdout.split(|&byte| byte == 0).filter_map(tracked).collect())
    }

    /// The ids that a commit needs and this clone lacks, as a partial clone may.
    fn lacked(&self, commit: &str) -> Result<HashSet<String>, GitError> {
        let output =
            run(&self.folder, &["rev-list", "--objects", "--missing=print", "--max-count=1", commit])?;
        if !output.status.success() {
            return Err(GitError::Failed(message(&output)));
        }
        let printed = String::from_utf8_lossy(&output.stdout);
        Ok(printed.lines().filter_map(|line| line.strip_prefix('?')).map(str::to_owned).collect())
    }

    /// The text of a file in a commit; `None` if the commit does not have the file, or not as text.
    ///
    /// # Errors
    /// Those of [`Repository::files`].
    pub fn text(&self, commit: &str, file: &Path) -> Result<Option<String>, GitError> {
        let Some(wanted) = self.relative(file) else { return Ok(None) };
        let files = self.files(commit)?;
        let Some(found) = files.iter().find(|tracked| tracked.path == wanted && !tracked.is_link) else {
            return Ok(None);
        };
        let bytes = self.contents(commit, vec![found.id.clone()])?.read_next()?;
        Ok(bytes.and_then(|bytes| String::from_utf8(bytes).ok()))
    }

    /// The files that git tracks in the working tree, relative to the root, whether or not they exist.
    ///
    /// # Errors
    /// Those of [`tracked`].
    pub fn tracked(&self) -> Result<Vec<PathBuf>, GitError> {
        let files = tracked(&self.root)?;
        Ok(files
            .into_iter()
            .filter_map(|file| Some(file.strip_prefix(&self.root).ok()?.to_path_buf()))
            .collect())
    }

    /// The folder given to [`Repository::around`], relative to the root, with links resolved.
    pub fn here(&self) -> PathBuf {
        let here = self.folder.canonicalize().unwrap_or_default();
        here.strip_prefix(&self.root).map(Path::to_path_buf).unwrap_or_default()
    }

    /// The path of a file relative to the root; `None` if it is outside, or its folder does not exist.
    pub fn relative(&self, file: &Path) -> Option<PathBuf> {
        Some(crate::files::located::resolved(file)?.strip_prefix(&self.root).ok()?.to_path_buf())
    }
}

/// The files that git tracks in and below a folder of a working tree, including links and submodules, whether or not
/// they exist. The paths begin with `folder`.
///
/// # Errors
/// [`GitError::NotRun`] without git, [`GitError::NoRepository`] outside a repository.
pub fn tracked(folder: &Path) -> Result<Vec<PathBuf>, GitError> {
    let output = run(folder, &["ls-files", "-z"])?;
    if !output.status.success() {
        return Err(no_repository(folder, &output));
    }
    let mut files: Vec<PathBuf> = output
        .stdout
        .split(|&byte| byte == 0)
        .filter(|name| !name.is_empty())
        .map(|name| folder.join(path(name.to_vec())))
        .collect();
    // A file with a merge conflict is listed once for each side.
    files.dedup();
    Ok(files)
}

fn no_repository(folder: &Path, output: &Output) -> GitError {
    GitError::NoRepository { folder: crate::files::source::display(folder), reason: message(output) }
}

fn run(folder: &Path, arguments: &[&str]) -> Result<Output, GitError> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    command::git(folder).args(arguments).output().map_err(GitError::NotRun)
}

/// The first line of git's message, without the word at its start.
fn message(output: &Output) -> String {
    let printed = String::from_utf8_lossy(&output.stderr);
    let line = printed.lines().find(|line| !line.trim().is_empty()).unwrap_or("no reason given");
    one_line(line.strip_prefix("fatal: ").unwrap_or(line))
}

fn is_id(id: &str) -> bool {
    matches!(id.len(), 40 | 64) && id.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(unix)]
fn path(bytes: Vec<u8>) -> PathBuf {
    use std::os::unix::ffi::OsStringExt;
    OsString::from_vec(bytes).into()
}

#[cfg(not(unix))]
fn path(bytes: Vec<u8>) -> PathBuf {
    OsString::from(String::from_utf8_lossy(&bytes).into_owned()).into()
}
