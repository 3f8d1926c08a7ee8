//! What git has of the standards: the only place that runs the `git` program.
//!
//! No shell is involved, and nothing that people name reaches git where it could be read as an option or as a
//! pattern: a revision is resolved to the id of a commit first, and files are asked for by the ids of their contents.

use std::ffi::OsString;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;

use crate::files::source::MAX_BYTES;
use crate::text::bilingual::Words;
use crate::text::display_safe::one_line;
use crate::text::excerpt::excerpt;
use crate::words;

/// Why git has no answer.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.words().en)]
pub enum GitError {
    /// There is no `git` program.
    NotRun(io::Error),
    /// The folder is in no repository, or git will not work in it.
    NoRepository {
        /// The folder.
        folder: String,
        /// What git says.
        reason: String,
    },
    /// There is no such revision.
    NoRevision {
        /// What was asked for.
        name: String,
        /// What git says.
        reason: String,
    },
    /// Anything else that git says.
    Failed(String),
}

impl GitError {
    /// The error in both languages. What git says is git's.
    pub fn words(&self) -> Words {
        match self {
            Self::NotRun(error) if error.kind() == io::ErrorKind::NotFound => Words::fixed(
                "there is no `git` program here; install git, or put it on the PATH",
                "找不到 `git` 程式；請安裝 git，或將它加入 PATH",
            ),
            Self::NotRun(error) => words!("git cannot be run: {error}", "無法執行 git：{error}"),
            Self::NoRepository { folder, reason } => words!(
                "{folder} is in no git repository that can be read ({reason}); run this within the repository of the \
                 standards",
                "{folder} 不在可讀取的 git 儲存庫中（{reason}）；請在職能基準的儲存庫裡執行"
            ),
            Self::NoRevision { name, reason } => words!(
                "git has no revision {name} ({reason}); name a branch, a tag or a commit that was fetched, such as \
                 origin/main",
                "git 沒有 {name} 這個版本（{reason}）；請指定已取得的分支、標籤或提交，例如 origin/main"
            ),
            Self::Failed(reason) => words!("git failed: {reason}", "git 執行失敗：{reason}"),
        }
    }
}

/// A repository with a working tree.
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
}

impl Repository {
    /// The repository that `folder` is in.
    ///
    /// # Errors
    /// [`GitError::NotRun`] without git, [`GitError::NoRepository`] outside of a repository.
    pub fn around(folder: &Path) -> Result<Self, GitError> {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let output = run(folder, &["rev-parse", "--show-toplevel"])?;
        if !output.status.success() {
            let reason = said(&output);
            return Err(GitError::NoRepository { folder: crate::files::source::display(folder), reason });
        }
        let mut root = output.stdout;
        while root.last().is_some_and(|byte| matches!(byte, b'\n' | b'\r')) {
            root.pop();
        }
        let root = path(root);
        let root = root.canonicalize().unwrap_or(root);
        Ok(Self { folder: folder.to_path_buf(), root })
    }

    /// Where the working tree lies, its links followed.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The id of the commit that `revision` names.
    ///
    /// # Errors
    /// [`GitError::NoRevision`], also for what git could take for an option.
    pub fn commit(&self, revision: &str) -> Result<String, GitError> {
        let missing = |reason: String| GitError::NoRevision { name: excerpt(revision).into_owned(), reason };
        if revision.is_empty() || revision.starts_with('-') || revision.contains('\0') {
            return Err(missing("not the name of a revision".to_owned()));
        }
        let peeled = format!("{revision}^{{commit}}");
        let output = run(&self.folder, &["rev-parse", "--verify", "--end-of-options", &peeled])?;
        if !output.status.success() {
            return Err(missing(said(&output)));
        }
        let said = String::from_utf8_lossy(&output.stdout);
        let id = said.lines().last().unwrap_or_default().trim();
        if is_id(id) { Ok(id.to_owned()) } else { Err(missing(one_line(&said))) }
    }

    /// The files of a commit, in git's order. Links and submodules are left out.
    ///
    /// # Errors
    /// [`GitError::Failed`], where git cannot read its own store.
    pub fn files(&self, commit: &str) -> Result<Vec<Tracked>, GitError> {
        let output = run(&self.folder, &["ls-tree", "-r", "-z", "--full-tree", commit])?;
        if !output.status.success() {
            return Err(GitError::Failed(said(&output)));
        }
        let tracked = |line: &[u8]| {
            let tab = line.iter().position(|&byte| byte == b'\t')?;
            let head = std::str::from_utf8(&line[..tab]).ok()?;
            let mut words = head.split(' ');
            let (mode, kind, id) = (words.next()?, words.next()?, words.next()?);
            let is_file = kind == "blob" && mode.starts_with("100") && is_id(id);
            is_file.then(|| Tracked { path: path(line[tab + 1..].to_vec()), id: id.to_owned() })
        };
        Ok(output.stdout.split(|&byte| byte == 0).filter_map(tracked).collect())
    }

    /// The contents with these ids, in their order. What is larger than any standard may be comes back cut off just
    /// beyond that limit, so that it is too large for its reader as well.
    ///
    /// # Errors
    /// [`GitError::Failed`], where git does not have one of them.
    pub fn contents(&self, ids: &[&str]) -> Result<Vec<Vec<u8>>, GitError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let mut child = command(&self.folder)
            .args(["cat-file", "--batch"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(GitError::NotRun)?;
        let (input, output) = (child.stdin.take(), child.stdout.take());
        let asked: String = ids.iter().filter(|id| is_id(id)).map(|id| format!("{id}\n")).collect();
        // Git answers while it is asked, so asking and listening go on at once.
        let asking =
            thread::spawn(move || input.map_or(Ok(()), |mut input| input.write_all(asked.as_bytes())));
        let mut contents = Vec::with_capacity(ids.len());
        if let Some(output) = output {
            let mut output = BufReader::new(output);
            for _ in ids {
                match one(&mut output) {
                    Ok(bytes) => contents.push(bytes),
                    Err(_) => break,
                }
            }
        }
        // Where git stopped listening there are too few answers, which is looked at below.
        let _ = asking.join();
        let status = child.wait().map_err(GitError::NotRun)?;
        if contents.len() == ids.len() {
            return Ok(contents);
        }
        Err(GitError::Failed(format!("cat-file gave {} of {} files ({status})", contents.len(), ids.len())))
    }

    /// The text that a file has in a commit; `None` where the commit does not have the file, or not as text.
    ///
    /// # Errors
    /// Those of [`Repository::files`].
    pub fn text(&self, commit: &str, file: &Path) -> Result<Option<String>, GitError> {
        let Some(wanted) = self.relative(file) else { return Ok(None) };
        let files = self.files(commit)?;
        let Some(found) = files.iter().find(|tracked| tracked.path == wanted) else { return Ok(None) };
        let mut contents = self.contents(&[&found.id])?;
        Ok(contents.pop().and_then(|bytes| String::from_utf8(bytes).ok()))
    }

    /// The path of a file relative to the root; `None` where it lies outside, or its folder is not there.
    pub fn relative(&self, file: &Path) -> Option<PathBuf> {
        Some(crate::check::config::resolved(file)?.strip_prefix(&self.root).ok()?.to_path_buf())
    }
}

fn command(folder: &Path) -> Command {
    let mut command = Command::new("git");
    command.current_dir(folder).env("LC_ALL", "C");
    command
}

fn run(folder: &Path, arguments: &[&str]) -> Result<Output, GitError> {
    command(folder).args(arguments).stdin(Stdio::null()).output().map_err(GitError::NotRun)
}

/// The first line that git says, without the word before it.
fn said(output: &Output) -> String {
    let said = String::from_utf8_lossy(&output.stderr);
    let line = said.lines().find(|line| !line.trim().is_empty()).unwrap_or("no reason given");
    one_line(line.strip_prefix("fatal: ").unwrap_or(line))
}

/// One answer of `git cat-file --batch`: a line with id, kind and size, the content, a line break.
fn one(output: &mut impl BufRead) -> io::Result<Vec<u8>> {
    let odd = || io::Error::from(io::ErrorKind::InvalidData);
    let mut head = String::new();
    output.by_ref().take(4096).read_line(&mut head)?;
    let size: u64 = match head.trim_end().rsplit_once(' ') {
        Some((rest, size)) if rest.ends_with(" blob") => size.parse().map_err(|_| odd())?,
        _ => return Err(odd()),
    };
    let kept = size.min(MAX_BYTES as u64 + 1);
    let mut bytes = Vec::new();
    output.by_ref().take(kept).read_to_end(&mut bytes)?;
    let rest = size - kept + 1;
    if io::copy(&mut output.by_ref().take(rest), &mut io::sink())? != rest {
        return Err(odd());
    }
    Ok(bytes)
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
