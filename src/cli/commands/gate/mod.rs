//! `ttm diff --against`: hold the standards of the working tree against those of a git revision.

mod say;

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};

use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::decided::unusable;
use super::diff::FormatArg;
use super::output::Output;
use super::{Context, Failure, Outcome};
use crate::check::config::{self, Origin, resolved, shortened};
use crate::check::load_all;
use crate::check::settings::Settings;
use crate::diagnostic::Diagnostic;
use crate::files::git::{GitError, Repository, Tracked};
use crate::files::inputs::{self, Input, InputError};
use crate::files::parallel;
use crate::files::source::{Source, display};
use crate::text::display_safe::one_line;
use crate::versions::diff::Impact;
use crate::versions::gate::{Tree, judge, touched};

/// The arguments.
#[derive(Debug, clap::Args)]
pub struct Against {
    /// Compare the working tree with this git revision, and fail where an issued standard changed without a version
    #[arg(long, value_name = "REF")]
    pub(super) against: Option<String>,
    /// The highest class of changes that an issued standard may have without a new version [default: what ttm.toml
    /// says, else editorial]
    #[arg(long, value_name = "CLASS", requires = "against", value_parser = class())]
    allow: Option<Impact>,
}

fn class() -> impl TypedValueParser<Value = Impact> {
    PossibleValuesParser::new(Impact::ALL.map(Impact::name))
        .map(|name| Impact::named(&name).unwrap_or(Impact::Editorial))
}

/// The whole command.
pub(super) fn run(
    revision: &str,
    paths: &[PathBuf],
    args: &Against,
    format: FormatArg,
    output: &Output,
    context: &mut Context<'_>,
) -> Result<Outcome, Failure> {
    read(revision, paths, context)?.judged(args, format, output, context)
}

/// Both sides as they were read.
struct Sides {
    old: Vec<Source>,
    new: Vec<Source>,
    settings: Settings,
}

/// Reads the files of `revision` and of the working tree that `paths` mean.
fn read(revision: &str, paths: &[PathBuf], context: &mut Context<'_>) -> Result<Sides, Failure> {
    let paths = if paths.is_empty() { vec![inputs::default_folder()] } else { paths.to_vec() };
    if let Some(path) = paths.iter().find(|path| *path == Path::new("-")) {
        return Err(InputError::Missing(display(path)).into());
    }
    let first = paths.first().filter(|path| path.is_absolute());
    let here = first.and_then(|path| path.ancestors().find(|folder| folder.is_dir()));
    let repository = Repository::around(here.unwrap_or(Path::new(".")))?;
    let commit = repository.commit(revision)?;
    let scopes: Vec<Scope> =
        paths.iter().map(|path| Scope::of(path, &repository)).collect::<Result<_, _>>()?;
    let tracked: Vec<Tracked> = repository
        .files(&commit)?
        .into_iter()
        .filter(|file| scopes.iter().any(|scope| scope.holds(&file.path)))
        .collect();
    for (path, scope) in paths.iter().zip(&scopes) {
        let is_gone = path.symlink_metadata().is_err();
        if is_gone && !tracked.iter().any(|file| scope.holds(&file.path)) {
            return Err(InputError::Missing(display(path)).into());
        }
    }
    let there: Vec<PathBuf> = paths.into_iter().filter(|path| path.symlink_metadata().is_ok()).collect();
    let mut new = match there.is_empty() {
        true => Vec::new(),
        false => match inputs::read(&there, io::empty()) {
            Err(InputError::NothingFound(_)) if !tracked.is_empty() => Vec::new(),
            read => read?,
        },
    };
    let names: HashMap<PathBuf, String> = new
        .iter()
        .filter_map(|source| Some((repository.relative(Path::new(&source.path))?, source.path.clone())))
        .collect();
    // What an ignore file hides now is looked at all the same if the revision has it.
    let hidden: Vec<PathBuf> = tracked
        .iter()
        .filter(|file| !names.contains_key(&file.path))
        .map(|file| shortened(&repository.root().join(&file.path)))
        .filter(|path| path.is_file())
        .collect();
    new.extend(parallel::each(&hidden, |path| Source::read(path)));
    new.sort_by(|a, b| a.path.cmp(&b.path));
    let old = contents(&repository, &commit, &tracked, &names)?;
    let inputs: Vec<Input> = new.iter().map(Input::of).collect();
    let settings =
        config::read(&Origin::Nearest, &inputs).map_err(|broken| unusable(&broken, context))?.settings;
    Ok(Sides { old, new, settings })
}

/// The files of the revision, under the names that they have in the working tree.
fn contents(
    repository: &Repository,
    commit: &str,
    tracked: &[Tracked],
    names: &HashMap<PathBuf, String>,
) -> Result<Vec<Source>, Failure> {
    let ids = tracked.iter().map(|file| file.id.clone()).collect();
    let mut contents = repository.contents(commit, ids)?;
    let mut sources = Vec::with_capacity(tracked.len());
    for file in tracked {
        let bytes = contents.next()?.unwrap_or_default();
        sources.push(match names.get(&file.path) {
            Some(name) => Source::in_memory(name, bytes),
            None => Source::in_memory(&display(&shortened(&repository.root().join(&file.path))), bytes),
        });
    }
    Ok(sources)
}

impl Sides {
    /// Prints what the gate says.
    fn judged(
        &self,
        args: &Against,
        format: FormatArg,
        output: &Output,
        context: &mut Context<'_>,
    ) -> Result<Outcome, Failure> {
        let (old, _) = load_all(&self.old);
        let (new, diagnostics) = load_all(&self.new);
        self.say(diagnostics, context)?;
        let allowed = |path: &str| {
            let configured = self.settings.files.get(path).and_then(|file| file.allow);
            args.allow.or(configured).unwrap_or(Impact::Editorial)
        };
        let (old, new) =
            (Tree { standards: &old, sources: &self.old }, Tree { standards: &new, sources: &self.new });
        let verdict = judge(old, new, &allowed);
        say::print(&verdict, format, output, context)?;
        Ok(if verdict.failures.is_empty() { Outcome::Clean } else { Outcome::Findings })
    }

    /// Shows what is wrong with the shape of files that were touched, since the comparison lacks it.
    fn say(&self, mut found: Vec<Diagnostic>, context: &mut Context<'_>) -> io::Result<()> {
        let touched = touched(&self.old, &self.new);
        found.retain(|found| touched[found.primary.place.file.index()]);
        if found.is_empty() { Ok(()) } else { context.show(&found, &self.new) }
    }
}

/// Which files of the revision a path means, relative to the root of the repository.
enum Scope {
    /// Those in a folder.
    Folder(PathBuf),
    /// This one.
    File(PathBuf),
    /// Either, since it is no more.
    Gone(PathBuf),
}

impl Scope {
    fn of(path: &Path, repository: &Repository) -> Result<Self, GitError> {
        let is_folder = path.is_dir();
        let full = if is_folder { path.canonicalize().ok() } else { full(path) };
        let relative = full.and_then(|full| Some(full.strip_prefix(repository.root()).ok()?.to_path_buf()));
        let Some(relative) = relative else {
            let (folder, reason) =
                (one_line(&display(path)), format!("outside of {}", display(repository.root())));
            return Err(GitError::NoRepository { folder, reason });
        };
        Ok(match (is_folder, path.symlink_metadata().is_ok()) {
            (true, _) => Self::Folder(relative),
            (false, true) => Self::File(relative),
            (false, false) => Self::Gone(relative),
        })
    }

    fn holds(&self, path: &Path) -> bool {
        let within = |folder: &Path| {
            let Ok(rest) = path.strip_prefix(folder) else { return false };
            let hidden = |part: std::path::Component<'_>| part.as_os_str().to_string_lossy().starts_with('.');
            inputs::names_standard(path) && !rest.components().any(hidden)
        };
        match self {
            Self::Folder(folder) => within(folder),
            Self::File(file) => path == file,
            Self::Gone(gone) => path == gone || within(gone),
        }
    }
}

/// The full path of what need not be there: its last folder that is, and the rest.
fn full(path: &Path) -> Option<PathBuf> {
    if let Some(full) = resolved(path) {
        return Some(full);
    }
    let name = path.file_name()?;
    Some(full(path.parent()?)?.join(name))
}
