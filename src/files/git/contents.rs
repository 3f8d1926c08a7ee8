//! Reads contents from a repository one at a time, so that only one is in memory.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

use super::{GitError, Repository, is_id};
use crate::files::limits::STANDARD_BYTES;

/// The number of contents requested ahead. A pipe holds at least 4,096 bytes, and an id has at most 64.
const AHEAD: usize = 32;

/// The answers of `git cat-file --batch`, in the order of the requests.
pub struct Contents<'r> {
    repository: &'r Repository,
    commit: String,
    child: Child,
    input: Option<ChildStdin>,
    output: Option<BufReader<ChildStdout>>,
    asked: Vec<String>,
    sent: usize,
    answered: usize,
    /// The size of the next content, once its header was read.
    size: Option<u64>,
}

impl Repository {
    /// Requests the contents with these ids, all of which `commit` has.
    ///
    /// # Errors
    /// [`GitError::NotRun`], [`GitError::Failed`]
    pub fn contents(&self, commit: &str, asked: Vec<String>) -> Result<Contents<'_>, GitError> {
        if let Some(odd) = asked.iter().find(|id| !is_id(id)) {
            return Err(GitError::Failed(format!("{odd:?} is no id")));
        }
        let mut child = super::command::git(&self.folder)
            .args(["cat-file", "--batch"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(GitError::NotRun)?;
        let (input, output) = (child.stdin.take(), child.stdout.take().map(BufReader::new));
        let (repository, commit) = (self, commit.to_owned());
        Ok(Contents { repository, commit, child, input, output, asked, sent: 0, answered: 0, size: None })
    }
}

impl Contents<'_> {
    /// The size in bytes of the next content; `None` after the last.
    ///
    /// # Errors
    /// [`GitError::Missing`] or [`GitError::Failed`] if git does not have it.
    pub fn size(&mut self) -> Result<Option<u64>, GitError> {
        if self.answered == self.asked.len() {
            return Ok(None);
        }
        if self.size.is_none() {
            self.ask();
            self.size = match self.output.as_mut().map(head) {
                Some(Ok(Some(size))) => Some(size),
                Some(Ok(None) | Err(_)) | None => return Err(self.no_answer()),
            };
        }
        Ok(self.size)
    }

    /// The next content; `None` after the last. A content larger than any standard may be is cut off just beyond that
    /// limit, so that its reader finds it too large as well.
    ///
    /// # Errors
    /// [`GitError::Missing`] or [`GitError::Failed`] if git does not have it.
    pub fn read_next(&mut self) -> Result<Option<Vec<u8>>, GitError> {
        let Some(size) = self.size()? else { return Ok(None) };
        self.size = None;
        match self.output.as_mut().map(|output| body(output, size)) {
            Some(Ok(bytes)) => {
                self.answered += 1;
                Ok(Some(bytes))
            }
            Some(Err(_)) | None => Err(self.no_answer()),
        }
    }

    /// Sends the next requests, a few ahead: fewer than fill a pipe, so that this process never blocks on writing while
    /// git blocks on writing too.
    fn ask(&mut self) {
        if self.sent > self.answered {
            return;
        }
        let end = self.asked.len().min(self.answered + AHEAD);
        let ids: String = self.asked[self.sent..end].iter().map(|id| format!("{id}\n")).collect();
        if let Some(input) = &mut self.input {
            // If git has ended, reading the answer fails and reports it.
            let _ = input.write_all(ids.as_bytes());
        }
        self.sent = end;
    }

    /// Why there is no answer. If the clone lacks contents, the error says how many.
    fn no_answer(&mut self) -> GitError {
        (self.input, self.output) = (None, None);
        let (answered, asked) = (self.answered, self.asked.len());
        let status = self.child.wait().map_or_else(|error| error.to_string(), |status| status.to_string());
        match self.repository.lacked(&self.commit) {
            Ok(lacked) => {
                let count = self.asked.iter().filter(|id| lacked.contains(*id)).count();
                if count > 0 {
                    return GitError::Missing { count };
                }
            }
            Err(error) => return error,
        }
        GitError::Failed(format!("cat-file gave {answered} of {asked} files ({status})"))
    }
}

impl Drop for Contents<'_> {
    fn drop(&mut self) {
        // Git ends once its input or its output is closed.
        (self.input, self.output) = (None, None);
        let _ = self.child.wait();
    }
}

/// Reads the first line of an answer, with id, kind and size. Returns the size, or `None` if git does not have the
/// content.
fn head(output: &mut impl BufRead) -> io::Result<Option<u64>> {
    let mut head = String::new();
    output.by_ref().take(4096).read_line(&mut head)?;
    match head.trim_end().rsplit_once(' ') {
        Some((rest, size)) if rest.ends_with(" blob") => size.parse().map(Some).map_err(|_| odd()),
        Some((_, "missing")) => Ok(None),
        _ => Err(odd()),
    }
}

/// Reads the rest of an answer: the content and a line break.
fn body(output: &mut impl BufRead, size: u64) -> io::Result<Vec<u8>> {
    let kept = size.min(STANDARD_BYTES as u64 + 1);
    let mut bytes = Vec::with_capacity(usize::try_from(kept).unwrap_or(0));
    output.by_ref().take(kept).read_to_end(&mut bytes)?;
    let rest = size - kept + 1;
    if io::copy(&mut output.by_ref().take(rest), &mut io::sink())? != rest {
        return Err(odd());
    }
    Ok(bytes)
}

fn odd() -> io::Error {
    io::ErrorKind::InvalidData.into()
}
