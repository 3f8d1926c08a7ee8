//! Reads ignore files within limits.
//!
//! The crate `ignore` reads ignore files of any kind itself: a link to an endless device until memory runs out, a pipe
//! forever, 400,000 patterns in seven seconds and three gigabytes. So it is used only to parse patterns
//! ([`GitignoreBuilder`]). Which files apply, how much of them is read and in which order they take precedence is
//! decided here, in the same way as git and `ignore`: `.ignore` before `.gitignore` before git's own excludes, the
//! nearest folder first, the last pattern of a file first. Git's files apply only within a repository, and in a
//! repository nothing above its root applies.
//!
//! An ignore file that is not a regular file, leads out of the repository or exceeds a limit is not used, and a notice
//! says so: then more files are checked, never fewer.

use std::path::{Path, PathBuf};
use std::rc::Rc;

use ignore::gitignore::{Gitignore, GitignoreBuilder, gitconfig_excludes_path};
use ignore::{Error, Match};

use super::root::{self, leads_out};
use crate::bilingual;
use crate::files::limits::{IGNORE_FILE_BYTES, IGNORE_FILE_LINE, IGNORE_FILE_PATTERNS};
use crate::files::open;
use crate::files::reason::reason;
use crate::files::source::display;
use crate::text::bilingual::Bilingual;

/// The most files that are named in notices.
const MAX_NOTICES: usize = 10;

/// The path of a repository's own exclude file in its git folder.
const EXCLUDE: &str = "info/exclude";

/// The rules that apply in a folder: those of its own ignore files, and those of the folders above.
pub(super) struct Rules {
    above: Option<Rc<Rules>>,
    /// The patterns of `.ignore`, of `.gitignore`, and of git's own two files.
    matchers: [Gitignore; 4],
}

/// The result of matching a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It is excluded.
    Hidden,
    /// It is searched, even if its name begins with a dot.
    Shown,
    /// No pattern matches.
    Nothing,
}

/// An ignore file that was used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IgnoreFile {
    /// The file.
    pub path: PathBuf,
    /// The canonical path of the folder that it applies to.
    pub folder: PathBuf,
}

/// Reads ignore files and enforces the limits.
#[derive(Default)]
pub(super) struct Reader {
    /// The files that were used.
    pub(super) used: Vec<IgnoreFile>,
    /// Notices about the files that were not used.
    pub(super) notices: Vec<Bilingual>,
    patterns: usize,
}

/// Positions of the files in the order of precedence.
const IGNORE: usize = 0;
const GIT: usize = 1;
const OWN: usize = 2;
const GLOBAL: usize = 3;

impl Rules {
    /// Matches an entry of a folder, given by its full path, against the folder's rules.
    pub(super) fn verdict(rules: Option<&Rc<Self>>, path: &Path, is_folder: bool) -> Verdict {
        if rules.is_none() {
            return Verdict::Nothing;
        }
        for kind in [IGNORE, GIT, OWN, GLOBAL] {
            let mut level = rules;
            while let Some(rules) = level {
                match rules.matchers[kind].matched(path, is_folder) {
                    Match::Ignore(_) => return Verdict::Hidden,
                    Match::Whitelist(_) => return Verdict::Shown,
                    Match::None => level = rules.above.as_ref(),
                }
            }
        }
        Verdict::Nothing
    }
}

/// The ignore files that a folder contains.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Present {
    pub(super) ignore: bool,
    pub(super) git_ignore: bool,
    /// Whether the folder is the root of a repository.
    pub(super) git: bool,
}

impl Reader {
    /// The rules that apply in `folder` apart from its own: those of the folders above it up to the root of the
    /// repository, or of all folders above if there is no repository.
    pub(super) fn above(&mut self, folder: &Path) -> Option<Rc<Rules>> {
        let root = root::of_repository(folder);
        if root == Some(folder) {
            return None;
        }
        let mut folders: Vec<&Path> = folder.ancestors().skip(1).collect();
        if let Some(root) = root {
            folders.retain(|folder| folder.starts_with(root));
        }
        let mut rules = None;
        for folder in folders.into_iter().rev() {
            let there = |name| folder.join(name).symlink_metadata().is_ok();
            let present = Present {
                ignore: there(".ignore"),
                git_ignore: root.is_some() && there(".gitignore"),
                git: root == Some(folder),
            };
            rules = self.within(rules, folder, folder, root, present);
        }
        rules
    }

    /// The rules in a folder with the canonical path `full`, given those of the folder above.
    pub(super) fn within(
        &mut self,
        above: Option<Rc<Rules>>,
        path: &Path,
        full: &Path,
        root: Option<&Path>,
        present: Present,
    ) -> Option<Rc<Rules>> {
        // A nested repository has only its own rules.
        let above = above.filter(|_| !present.git);
        let mut matchers = [const { None }; 4];
        if present.ignore {
            matchers[IGNORE] = self.read(&path.join(".ignore"), full, root);
        }
        if present.git_ignore && root.is_some() {
            matchers[GIT] = self.read(&path.join(".gitignore"), full, root);
        }
        if present.git {
            matchers[OWN] = git_folder(full).and_then(|git| self.read(&git.join(EXCLUDE), full, None));
            matchers[GLOBAL] = gitconfig_excludes_path().and_then(|file| self.read(&file, full, None));
        }
        if matchers.iter().all(Option::is_none) {
            return above;
        }
        let matchers = matchers.map(|matcher| matcher.unwrap_or_else(Gitignore::empty));
        Some(Rc::new(Rules { above, matchers }))
    }

    /// The patterns of a file that apply in `folder`; `None` if there is no file, or it cannot be used.
    fn read(&mut self, path: &Path, folder: &Path, root: Option<&Path>) -> Option<Gitignore> {
        let read = match root {
            Some(root) if leads_out(path, root) => Err(Bilingual::fixed(
                "it is a link that leads out of the repository",
                "這是連結，指向儲存庫之外",
            )),
            _ => match open::bounded(path, IGNORE_FILE_BYTES) {
                Ok(bytes) => self.patterns(&bytes, folder),
                Err(error) if is_none(&error) => return None,
                Err(error) => Err(reason(&error)),
            },
        };
        match read {
            Ok(patterns) => {
                self.used.push(IgnoreFile { path: path.to_path_buf(), folder: folder.to_path_buf() });
                Some(patterns).filter(|patterns| !patterns.is_empty())
            }
            Err(Bilingual { en, zh }) => {
                let path = display(path);
                if self.notices.len() < MAX_NOTICES {
                    self.notices.push(bilingual!(
                        "warning: the ignore file {path} is not used: {en}",
                        "警告：沒有使用忽略檔 {path}：{zh}"
                    ));
                }
                None
            }
        }
    }

    fn patterns(&mut self, bytes: &[u8], folder: &Path) -> Result<Gitignore, Bilingual> {
        let mut builder = GitignoreBuilder::new(folder);
        let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
        let mut count = 0;
        for line in bytes.split(|&byte| byte == b'\n') {
            // The crate cannot parse patterns that are not UTF-8.
            let Ok(line) = std::str::from_utf8(line) else { continue };
            if line.starts_with('#') || line.trim().is_empty() {
                continue;
            }
            if line.len() > IGNORE_FILE_LINE {
                let limit = open::size(IGNORE_FILE_LINE);
                return Err(bilingual!("a line is longer than {limit}", "有一行超過 {limit}"));
            }
            count += 1;
            if self.patterns + count > IGNORE_FILE_PATTERNS {
                return Err(bilingual!(
                    "with it there are more than {IGNORE_FILE_PATTERNS} patterns",
                    "加上它，樣式就超過 {IGNORE_FILE_PATTERNS} 個"
                ));
            }
            // An invalid pattern excludes nothing.
            let _: Result<_, Error> = builder.add_line(None, line.strip_suffix('\r').unwrap_or(line));
        }
        self.patterns += count;
        builder
            .build()
            .map_err(|_| Bilingual::fixed("its patterns are too complex together", "樣式合起來太複雜"))
    }
}

/// Whether the error only means that there is no such file, which needs no notice.
fn is_none(error: &std::io::Error) -> bool {
    use std::io::ErrorKind::{IsADirectory, NotADirectory, NotFound};
    matches!(error.kind(), NotFound | NotADirectory | IsADirectory)
}

/// The git folder with a repository's own excludes. If `.git` is a file, as in a linked working tree, it names a
/// folder, and a file in that folder names the shared one.
fn git_folder(root: &Path) -> Option<PathBuf> {
    /// No path is longer.
    const MAX_PATH: usize = 8 << 10;
    let git = root.join(".git");
    if git.is_dir() {
        return Some(git);
    }
    let text = |path: &Path| String::from_utf8(open::bounded(path, MAX_PATH).ok()?).ok();
    let own = root.join(text(&git)?.strip_prefix("gitdir:")?.trim());
    match text(&own.join("commondir")) {
        Some(shared) => Some(own.join(shared.trim())),
        None => Some(own),
    }
}
