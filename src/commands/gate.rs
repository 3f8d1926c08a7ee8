//! `ttm diff --against`: hold the standards of the working tree against those of a git revision.

use std::collections::{HashMap, HashSet};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::builder::{PossibleValuesParser, TypedValueParser};
use rayon::prelude::*;
use serde::Serialize;

use super::decided::unusable;
use super::diff::FormatArg;
use super::{Context, Outcome};
use crate::check::load_all;
use crate::config::{self, Origin, resolved, shortened};
use crate::diagnostic::Diagnostic;
use crate::diff::Impact;
use crate::gate::{Tree, Verdict, judge};
use crate::git::{GitError, Repository, Tracked};
use crate::inputs::{self, Input, InputError};
use crate::markdown::escape;
use crate::report::diff as report;
use crate::settings::Settings;
use crate::source::{Source, display};
use crate::visible::{escape_json, one_line};
use crate::words;
use crate::words::{Lang, Words};

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
    output: Option<&Path>,
    context: &mut Context<'_>,
) -> Result<Outcome, super::Failure> {
    read(revision, paths, context)?.judged(args, format, output, context)
}

/// Both sides as they were read.
struct Sides {
    old: Vec<Source>,
    new: Vec<Source>,
    settings: Settings,
}

/// Reads the files of `revision` and of the working tree that `paths` mean.
fn read(revision: &str, paths: &[PathBuf], context: &mut Context<'_>) -> Result<Sides, super::Failure> {
    let named = !paths.is_empty();
    let paths = if named { paths.to_vec() } else { vec![inputs::default_folder()] };
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
    // What an ignore file hides now is looked at all the same if the revision has it.
    let known: HashSet<PathBuf> =
        new.iter().filter_map(|source| repository.relative(Path::new(&source.path))).collect();
    let hidden: Vec<PathBuf> = tracked
        .iter()
        .filter(|file| !known.contains(&file.path))
        .map(|file| shortened(&repository.root().join(&file.path)))
        .filter(|path| path.is_file())
        .collect();
    new.extend(hidden.par_iter().map(|path| Source::read(path)).collect::<Vec<_>>());
    new.sort_by(|a, b| a.path.cmp(&b.path));
    let old = contents(&repository, &tracked, &new)?;
    let inputs: Vec<Input> = new.iter().map(Input::of).collect();
    let settings =
        config::read(&Origin::Nearest, &inputs).map_err(|broken| unusable(&broken, context))?.settings;
    Ok(Sides { old, new, settings })
}

/// The files of the revision, under the names that they have in the working tree.
fn contents(
    repository: &Repository,
    tracked: &[Tracked],
    new: &[Source],
) -> Result<Vec<Source>, super::Failure> {
    let names: HashMap<PathBuf, &str> = new
        .iter()
        .filter_map(|source| Some((repository.relative(Path::new(&source.path))?, source.path.as_str())))
        .collect();
    let ids: Vec<&str> = tracked.iter().map(|file| file.id.as_str()).collect();
    let contents = repository.contents(&ids)?;
    let sources = tracked.iter().zip(contents).map(|(file, bytes)| {
        let name = names.get(&file.path).map_or_else(
            || display(&shortened(&repository.root().join(&file.path))),
            |name| (*name).to_owned(),
        );
        Source::in_memory(&name, bytes)
    });
    Ok(sources.collect())
}

impl Sides {
    /// Prints what the gate says.
    fn judged(
        &self,
        args: &Against,
        format: FormatArg,
        output: Option<&Path>,
        context: &mut Context<'_>,
    ) -> Result<Outcome, super::Failure> {
        let (old, _) = load_all(&self.old);
        let (new, diagnostics) = load_all(&self.new);
        let illegible = self.said(diagnostics, context)?;
        let allowed = |path: &str| {
            let configured = self.settings.files.get(path).and_then(|file| file.allow);
            args.allow.or(configured).unwrap_or(Impact::Editorial)
        };
        let (old, new) =
            (Tree { standards: &old, sources: &self.old }, Tree { standards: &new, sources: &self.new });
        let verdict = judge(old, new, &allowed);
        print(&verdict, format, output, context)?;
        let clean = verdict.failures.is_empty() && !illegible;
        Ok(if clean { Outcome::Clean } else { Outcome::Findings })
    }

    /// Shows what is wrong with the shape of files that changed, since the comparison lacks it; whether there was any.
    fn said(&self, mut found: Vec<Diagnostic>, context: &mut Context<'_>) -> io::Result<bool> {
        let before: HashMap<&str, &str> =
            self.old.iter().map(|source| (source.path.as_str(), source.text.as_str())).collect();
        found.retain(|found| {
            let source = &self.new[found.primary.place.file.0 as usize];
            before.get(source.path.as_str()) != Some(&source.text.as_str()) || source.unreadable.is_some()
        });
        if found.is_empty() {
            return Ok(false);
        }
        context.show(&found, &self.new)?;
        Ok(true)
    }
}

fn summary(verdict: &Verdict<'_>) -> Words {
    let Verdict { standards, changed, new, failures, .. } = verdict;
    let failures = failures.len();
    let s = |count: usize| if count == 1 { "" } else { "s" };
    let (a, b) = (s(*standards), s(failures));
    words!(
        "{standards} issued standard{a} before, {changed} changed, {new} new: {failures} failure{b}",
        "原有已公告職能基準 {standards} 份，變更 {changed} 份，新增 {new} 份；未通過 {failures} 項"
    )
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
            let is_yaml = path.extension().is_some_and(|ending| ending == "yaml" || ending == "yml");
            is_yaml && !rest.components().any(hidden)
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

/// Prints what changed and why it may not pass. What another program or a page is to read holds the failures too, and
/// standard error says them for the log.
fn print(
    verdict: &Verdict<'_>,
    format: FormatArg,
    output: Option<&Path>,
    context: &mut Context<'_>,
) -> Result<(), super::Failure> {
    let lang = context.lang;
    super::diff::print(output, context, |out| document(verdict, format, lang, out))?;
    if format != FormatArg::Text || output.is_some() {
        lines(verdict, lang, context.err)?;
    }
    Ok(())
}

fn document(verdict: &Verdict<'_>, format: FormatArg, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let comparisons = &verdict.comparisons;
    match format {
        FormatArg::Text => {
            report::text::write(out, comparisons, lang)?;
            if !comparisons.is_empty() {
                writeln!(out)?;
            }
            lines(verdict, lang, out)
        }
        FormatArg::Md => {
            let mut text = markdown(verdict, lang);
            let room = report::markdown::MOST.saturating_sub(text.chars().count() + 1);
            let rest = report::markdown::document(comparisons, lang, room);
            if !rest.is_empty() {
                text.push('\n');
                text.push_str(&rest);
            }
            out.write_all(text.as_bytes())
        }
        FormatArg::Json => json(verdict, out),
        FormatArg::Html => report::html::write(out, comparisons, lang),
    }
}

/// The failures and the sum of it all, line by line.
fn lines(verdict: &Verdict<'_>, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    for failure in &verdict.failures {
        let path = one_line(&failure.path);
        let (message, help) = (failure.message.get(lang), failure.help.get(lang));
        match lang {
            Lang::En => writeln!(out, "error: {path}: {message}\n  help: {help}")?,
            Lang::ZhTw => writeln!(out, "錯誤：{path}：{message}\n  建議：{help}")?,
        }
    }
    writeln!(out, "{}", summary(verdict).get(lang))
}

/// How many failures the Markdown lists: there has to be room for what changed.
const MAX_LISTED: usize = 50;

fn markdown(verdict: &Verdict<'_>, lang: Lang) -> String {
    let title = Words::fixed("Changes of issued standards", "已公告職能基準的變更");
    let mut text = format!("## {}\n\n{}\n", title.get(lang), summary(verdict).get(lang));
    for (at, failure) in verdict.failures.iter().take(MAX_LISTED).enumerate() {
        let plain = |text: &str| escape(&one_line(text), false);
        let (path, message, help) =
            (plain(&failure.path), plain(failure.message.get(lang)), plain(failure.help.get(lang)));
        // A command is easier to copy as code, unless what it names would end the code.
        let help = if failure.path.contains('`') || failure.code.contains('`') {
            help
        } else {
            one_line(failure.help.get(lang)).replace(['|', '<'], " ")
        };
        let gap = if at == 0 { "\n" } else { "" };
        text.push_str(&format!("{gap}- ❌ **{path}**: {message}\n  {help}\n"));
    }
    let more = verdict.failures.len().saturating_sub(MAX_LISTED);
    if more > 0 {
        let words = words!("{more} more failures are not listed here.", "另有 {more} 項未列出。");
        text.push_str(&format!("\n{}\n", words.get(lang)));
    }
    text
}

/// A failure for machines, version 1 of the document that the comparisons are in.
#[derive(Serialize)]
struct FailureOut<'a> {
    reason: &'static str,
    code: &'a str,
    path: &'a str,
    message: &'a str,
    message_zh: &'a str,
    help: &'a str,
    help_zh: &'a str,
}

/// The document of the comparisons with the failures in it.
fn json(verdict: &Verdict<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut comparisons = Vec::new();
    report::json::write(&mut comparisons, &verdict.comparisons)?;
    let mut document: serde_json::Map<String, serde_json::Value> = serde_json::from_slice(&comparisons)?;
    let failures: Vec<FailureOut<'_>> = verdict
        .failures
        .iter()
        .map(|failure| FailureOut {
            reason: failure.reason.name(),
            code: &failure.code,
            path: &failure.path,
            message: &failure.message.en,
            message_zh: &failure.message.zh,
            help: &failure.help.en,
            help_zh: &failure.help.zh,
        })
        .collect();
    document.insert("failures".to_owned(), serde_json::to_value(failures)?);
    writeln!(out, "{}", escape_json(&serde_json::to_string_pretty(&document)?))
}
