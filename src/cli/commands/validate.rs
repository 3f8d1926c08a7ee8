//! `ttm validate`: check standards.

use std::fs;
use std::io::{self, Write as _};
use std::path::PathBuf;

use jiff::civil::Date;

use super::new_since::NewSince;
use super::progress::Progress;
use super::selection::SelectionArgs;
use super::{Context, Failure, Outcome, fix_files, parse_date, show_settings};
use crate::bilingual;
use crate::catalogue::names;
use crate::check::config::Configuration;
use crate::check::workspace::{Notes, Workspace};
use crate::cli::commands::policy::{PolicyArgs, show_problems, usable};
use crate::diagnostic::{Counts, Severity};
use crate::files::inputs::{self, Input};
use crate::files::source::display;
use crate::report::stream::Stream;
use crate::report::{ReportFormat, github, text};
use crate::text::bilingual::{self, Bilingual};
use crate::text::display_safe::one_line;

const EXAMPLES: &str = "\
Examples:
  ttm validate
  ttm validate --strict --notes standards/TTM4221-004v2.yaml
  cat draft.yaml | ttm validate -
  ttm validate --notes --as-of 2026-01-01
  ttm validate --format json > findings.json
  ttm validate --format jsonl > findings.jsonl
  ttm validate --format sarif > findings.sarif
  ttm validate --only duplicate-name,unused-code
  ttm validate --against origin/main
  ttm validate --notes --names names.jsonl draft.yaml
  ttm validate --diff
  ttm validate --fix";

/// The arguments.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Files, folders (searched for .yaml and .yml), or - for standard input [default: standards/ if it is there,
    /// else the current folder]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Form of the output
    #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
    format: ReportFormat,
    /// Fail on warnings too
    #[arg(long)]
    strict: bool,
    /// Show notes as well
    #[arg(long)]
    notes: bool,
    /// Print nothing; the exit code says it
    #[arg(short, long)]
    quiet: bool,
    /// Show every finding by itself, also where a rule has five or more in a file
    #[arg(long)]
    all: bool,
    /// Mend in the files what can be mended safely, then report what is left
    #[arg(long, conflicts_with = "diff")]
    fix: bool,
    /// Show what --fix would change and write nothing; exit 1 if there is something
    #[arg(long)]
    diff: bool,
    /// The day to judge by whether a review is overdue, such as 2026-01-01 [default: not judged]
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    as_of: Option<Date>,
    /// Print what holds for each of the files (configuration, baseline, ignore files, severities), and check nothing
    #[arg(long, conflicts_with_all = ["fix", "diff"])]
    show_settings: bool,
    #[command(flatten)]
    selection: SelectionArgs,
    /// Report only findings that this git revision does not have, by content: lines may move
    #[arg(long, value_name = "REF", conflicts_with_all = ["diff", "write_baseline"])]
    against: Option<String>,
    /// Hold names against those of this catalogue, which `ttm list --names` wrote, in place of those of the files; of
    /// several the numbers are added up
    #[arg(long, value_name = "FILE")]
    names: Vec<PathBuf>,
    #[command(flatten)]
    policy: PolicyArgs,
}

/// What is done with a file, shown while the user waits.
const READING: Bilingual = Bilingual::fixed("reading", "讀取");
const CHECKING: Bilingual = Bilingual::fixed("checking", "檢查");

pub(super) fn run(args: &Args, context: &mut Context<'_>) -> Result<Outcome, Failure> {
    let found = inputs::search(&args.paths)?;
    if !args.quiet {
        context.say_all(&found.notices)?;
    }
    let selection = args.selection.read()?;
    let mut configuration = args.policy.read(&found.inputs, context)?;
    configuration.settings.as_of = args.as_of;
    configuration.settings.selection = selection;
    if !args.names.is_empty() {
        let names = names::read(&args.names).map_err(|file| show_problems(&file, context))?;
        configuration.settings.names = Some(names);
    }
    // Naming a file is more specific than a pattern.
    for path in &args.paths {
        configuration.excluded.remove(&display(path));
    }
    if args.show_settings {
        return show_settings::print(&args.policy, &found, &configuration, context);
    }
    let mut inputs = found.inputs;
    let count = inputs.len();
    if !configuration.excluded.is_empty() {
        inputs.retain(|input| !configuration.excluded.contains(&input.name()));
    }
    if inputs.is_empty() {
        return Err(Failure::AllExcluded { count });
    }
    let (inputs, failure) = usable(inputs, &configuration.invalid, context)?;
    let outcome = check(args, inputs, configuration, context)?;
    match failure {
        None => Ok(outcome),
        Some(failure) => Err(failure),
    }
}

/// Checks the inputs that can be checked.
fn check(
    args: &Args,
    inputs: Vec<Input>,
    configuration: Configuration,
    context: &mut Context<'_>,
) -> Result<Outcome, Failure> {
    let Configuration { settings, baselines, excluded, .. } = configuration;
    if args.diff {
        return fix_files::diff(&inputs::read_all(&inputs, &mut *context.input), &settings, context);
    }
    let mut known = args.policy.baselines(baselines, &inputs, context)?;
    let fixed = if args.fix { Some(fix_files::fix(&inputs, &settings, args.quiet, context)?) } else { None };
    let mut progress = Progress::new(context, inputs.len(), args.quiet);
    // A baseline may list notes, and so may a revision.
    let is_plain = known.is_none() && args.against.is_none();
    let notes = if args.notes || !is_plain { Notes::Listed } else { Notes::Counted };
    let selection = settings.selection.clone();
    let of_revision = args.against.as_ref().map(|revision| (revision, inputs.clone()));
    let mut workspace = Workspace::read(inputs, &mut *context.input, settings, notes, &mut |done, last| {
        progress.at(done, &READING, &last.name());
    });
    let mut new_since = match of_revision {
        Some((revision, inputs)) => {
            let least = if args.notes { Severity::Note } else { Severity::Warning };
            Some(NewSince::read(revision, &args.paths, &inputs, least, &mut workspace)?)
        }
        None => None,
    };
    let options = args.options(context);
    let mut report = match args.quiet {
        true => None,
        false => Some(Stream::begin(context.out, args.format, options, args.strict)?),
    };
    let mut counts = Counts::default();
    let mut files = 0;
    for mut part in workspace.into_batches() {
        for (found, source) in part.found.iter_mut().zip(&part.sources) {
            known.hide(source, found);
            if let Some(new_since) = &mut new_since {
                new_since.hide(source, found);
            }
        }
        counts = counts.and(Counts::of(part.found.iter().flatten())).and(part.unlisted);
        if let Some(report) = &mut report {
            progress.aside(|| report.part(context.out, &part).and_then(|()| context.out.flush()))?;
        }
        files += part.found.len();
        if let Some((_, last)) = part.found.iter().zip(&part.sources).next_back() {
            progress.at(files, &CHECKING, &last.path);
        }
    }
    drop(progress);
    let mut notices_after = known.finish(&selection, context)?;
    notices_after.extend(new_since.and_then(NewSince::words));
    notices_after.extend(left_out(excluded.len()));
    if let Some(report) = report {
        let summary = report.end(context.out)?;
        if args.format == ReportFormat::Github {
            summarize(context, summary)?;
        }
        let notices = if args.format == ReportFormat::Text { &mut *context.out } else { &mut *context.err };
        for words in notices_after.into_iter().chain(fixed.map(fix_files::FixCount::words)) {
            writeln!(notices, "{}", one_line(words.get(context.lang)))?;
        }
    }
    Ok(if counts.fail(args.strict) { Outcome::Findings } else { Outcome::Clean })
}

impl Args {
    /// Whether standard output is made of workflow commands.
    pub(crate) fn writes_commands(&self) -> bool {
        self.format == ReportFormat::Github && !self.diff
    }

    fn options(&self, context: &Context<'_>) -> text::Options {
        text::Options { lang: context.lang, notes: self.notes, all: self.all, width: context.width }
    }
}

/// What is said of files that the configuration leaves out.
fn left_out(count: usize) -> Option<Bilingual> {
    let (s, are) = (bilingual::s(count), if count == 1 { "is" } else { "are" });
    (count > 0).then(|| {
        bilingual!(
            "{count} file{s} {are} left out by `exclude` in ttm.toml",
            "ttm.toml 的 `exclude` 略過了 {count} 個檔案"
        )
    })
}

/// Appends the summary to GitHub's step summary, up to its size limit. If that file cannot be written, the findings are still
/// printed, so this is only a warning.
fn summarize(context: &mut Context<'_>, summary: impl FnOnce(usize) -> String) -> io::Result<()> {
    let Some(path) = &context.summary else { return Ok(()) };
    let taken = fs::metadata(path).map_or(0, |file| usize::try_from(file.len()).unwrap_or(usize::MAX));
    let summary = summary(github::SUMMARY_LIMIT.saturating_sub(taken));
    let added = fs::OpenOptions::new().append(true).create(true).open(path);
    if let Err(error) = added.and_then(|mut file| file.write_all(summary.as_bytes())) {
        let path = display(path);
        let words = bilingual!(
            "warning: the summary {path} cannot be written: {error}",
            "警告：無法寫入摘要 {path}：{error}"
        );
        context.say(&words)?;
    }
    Ok(())
}
