//! Ignore files, read within bounds.
//!
//! The crate `ignore` reads ignore files itself, whatever they are: a link to an endless device until memory ends, a pipe
//! for ever, 400,000 patterns in seven seconds and three gigabytes. So it only says what a pattern means
//! ([`GitignoreBuilder`]); which files count, how much of them is read and how they follow one another is decided here, as
//! git and `ignore` do: `.ignore` before `.gitignore` before git's own excludes, the nearest folder first, the last pattern
//! of a file first. The files of git count within a repository alone, and in a repository nothing above its root does.
//!
//! A file that is no regular file, leads out of the repository or is beyond the limits is not used, which is said: then
//! more is checked, never less.

use std::path::{Path, PathBuf};
use std::rc::Rc;

use ignore::gitignore::{Gitignore, GitignoreBuilder, gitconfig_excludes_path};
use ignore::{Error, Match};

use super::root::{self, leads_out};
use crate::bilingual;
use crate::files::open;
use crate::files::reason::reason;
use crate::files::source::display;
use crate::text::bilingual::Bilingual;

/// The most bytes of an ignore file that are read. Those that people keep have some hundred lines.
const MAX_BYTES: usize = 256 << 10;

/// The longest line: no path is longer.
const MAX_LINE: usize = 4 << 10;

/// The most patterns of all ignore files of a search: every path is held against all of them.
const MAX_PATTERNS: usize = 1_000;

/// The most files that are told about by name.
const MAX_NOTICES: usize = 10;

/// What git's own lists of a repository are called in its folder.
const EXCLUDE: &str = "info/exclude";

/// The rules that hold in a folder: those of its own ignore files, and those of the folders above.
pub(super) struct Rules {
    above: Option<Rc<Rules>>,
    /// The files `.ignore`, `.gitignore`, and those that are git's own.
    matchers: [Gitignore; 4],
}

/// What the rules say of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It is left out.
    Hidden,
    /// It is searched even where its name begins with a dot.
    Shown,
    /// Nothing.
    Nothing,
}

/// An ignore file that was used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IgnoreFile {
    /// The file.
    pub path: PathBuf,
    /// The folder that it holds for, in full.
    pub folder: PathBuf,
}

/// Reads ignore files and keeps count.
#[derive(Default)]
pub(super) struct Reader {
    /// Those that were used.
    pub(super) used: Vec<IgnoreFile>,
    /// What there is to say of those that were not.
    pub(super) notices: Vec<Bilingual>,
    patterns: usize,
}

/// Where in the order of precedence a file stands.
const IGNORE: usize = 0;
const GIT: usize = 1;
const OWN: usize = 2;
const GLOBAL: usize = 3;

impl Rules {
    /// What the rules in a folder say of an entry of it, given in full.
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

/// Which ignore files a folder has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Present {
    pub(super) ignore: bool,
    pub(super) git_ignore: bool,
    /// It is the root of a repository.
    pub(super) git: bool,
}

impl Reader {
    /// The rules that hold in `folder` before its own: those of the folders above, up to the root of the repository, or
    /// all of them outside of one.
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

    /// The rules in a folder that lies really at `full`, given those of the folder above.
    pub(super) fn within(
        &mut self,
        above: Option<Rc<Rules>>,
        path: &Path,
        full: &Path,
        root: Option<&Path>,
        present: Present,
    ) -> Option<Rc<Rules>> {
        // A repository within another has its own rules alone.
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

    /// The patterns of a file for what is in `folder`; nothing where there is none, or where it cannot be used.
    fn read(&mut self, path: &Path, folder: &Path, root: Option<&Path>) -> Option<Gitignore> {
        let read = match root {
            Some(root) if leads_out(path, root) => Err(Bilingual::fixed(
                "it is a link that leads out of the repository",
                "這是連結，指向儲存庫之外",
            )),
            _ => match open::bounded(path, MAX_BYTES) {
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
            // What is no UTF-8 is no pattern for the crate.
            let Ok(line) = std::str::from_utf8(line) else { continue };
            if line.starts_with('#') || line.trim().is_empty() {
                continue;
            }
            if line.len() > MAX_LINE {
                let limit = open::size(MAX_LINE);
                return Err(bilingual!("a line is longer than {limit}", "有一行超過 {limit}"));
            }
            count += 1;
            if self.patterns + count > MAX_PATTERNS {
                return Err(bilingual!(
                    "with it there are more than {MAX_PATTERNS} patterns",
                    "加上它，樣式就超過 {MAX_PATTERNS} 個"
                ));
            }
            // A pattern that means nothing hides nothing.
            let _: Result<_, Error> = builder.add_line(None, line.strip_suffix('\r').unwrap_or(line));
        }
        self.patterns += count;
        builder
            .build()
            .map_err(|_| Bilingual::fixed("its patterns are too complex together", "樣式合起來太複雜"))
    }
}

/// Whether there is no file to be used, which is nothing to tell.
fn is_none(error: &std::io::Error) -> bool {
    use std::io::ErrorKind::{IsADirectory, NotADirectory, NotFound};
    matches!(error.kind(), NotFound | NotADirectory | IsADirectory)
}

/// The folder of git that a repository's own excludes are in. Where `.git` is a file, as in a further working tree, it
/// names a folder, and a file in that names the one that is shared.
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
