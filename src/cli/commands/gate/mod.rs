//! `ttm diff --against`: compare the standards of the working tree with those of a git revision.
//!
//! Which files there are (`sides`), what is in each (`read_files`), how much may change (`allowed`), then the pairs that
//! have to be compared, a few at a time. The report is `report/gate.rs`.

mod allowed;
mod read_files;
pub(super) mod sides;

use std::collections::HashSet;
use std::hash::RandomState;
use std::io;
use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::output::{FileFormat, Output};
use super::{Context, Failure, Outcome};
use crate::check::load;
use crate::diagnostic::Findings;
use crate::files::parallel;
use crate::files::source::{FileId, Source};
use crate::report::diff::formatted::FormattedComparisons;
use crate::report::diff::{ComparisonFormat, Piece};
use crate::report::gate::Verdict;
use crate::text::bilingual::Lang;
use crate::text::wrapping_writer::in_width;
use crate::versions::diff::Impact;
use crate::versions::gate::{self, GateFile, Pair, Plan, Step, plan};

use allowed::Allowed;
use sides::Sides;

/// The arguments.
#[derive(Debug, clap::Args)]
pub struct Against {
    /// Compare the working tree with this git revision, and fail where an issued standard changed without a version
    #[arg(long, value_name = "REF")]
    pub(super) against: Option<String>,
    /// The highest class of changes that an issued standard may have without a new version [default: what ttm.toml
    /// of the revision says, or that of the working tree where it is stricter; else editorial]
    #[arg(long, value_name = "CLASS", requires = "against", value_parser = class())]
    allow: Option<Impact>,
    /// In JSON, list what is unchanged in a changed standard as well
    #[arg(long, requires = "against")]
    unchanged: bool,
}

fn class() -> impl TypedValueParser<Value = Impact> {
    PossibleValuesParser::new(Impact::ALL.map(Impact::name))
        .map(|name| Impact::named(&name).unwrap_or(Impact::Editorial))
}

/// Runs the whole command.
pub(super) fn run(
    revision: &str,
    paths: &[PathBuf],
    args: &Against,
    format: ComparisonFormat,
    output: &Output,
    context: &mut Context<'_>,
) -> Result<Outcome, Failure> {
    let sides = sides::find(revision, paths)?;
    let mut allowed = Allowed::read(&sides, context)?;
    let keys = RandomState::new();
    let old = read_files::old(&sides, &keys)?;
    let new = read_files::new(&sides, &old, &keys, context)?;
    let plan = plan(&old, &new);
    let limits = plan.steps.iter().map(|step| match step {
        Step::Compare(pair) => {
            args.allow.unwrap_or_else(|| allowed.between(&sides.old[pair.old], &sides.new[pair.new]))
        }
        Step::Fail(_) => Impact::Editorial,
    });
    let limits: Vec<Impact> = limits.collect();
    allowed.print_notices(revision, context)?;
    let verdict = Comparer {
        sides: &sides,
        old: &old,
        new: &new,
        format,
        unchanged: args.unchanged,
        lang: context.lang,
    }
    .judge(plan, &limits)?;
    let outcome = if verdict.failures.is_empty() { Outcome::Clean } else { Outcome::Findings };
    print(verdict, format, output, context)?;
    Ok(outcome)
}

/// Prints the report. Unless it is a text on standard output, the failures are printed to standard error too, for the log.
fn print(
    mut verdict: Verdict,
    format: ComparisonFormat,
    output: &Output,
    context: &mut Context<'_>,
) -> Result<(), Failure> {
    let lang = context.lang;
    let width = output.width(format.kind(), context);
    output.print(context, |out| in_width(out, width, |out| verdict.write(format, lang, out)))?;
    if format != ComparisonFormat::Text || *output != Output::Stdout {
        verdict.write_lines(lang, context.err)?;
    }
    Ok(())
}

/// Compares the pairs of files that the plan names, which are read a second time.
struct Comparer<'a> {
    sides: &'a Sides,
    old: &'a [GateFile],
    new: &'a [GateFile],
    format: ComparisonFormat,
    /// Whether unchanged entries are listed.
    unchanged: bool,
    lang: Lang,
}

/// The outcome of a pair.
struct PairOutcome {
    failures: Vec<gate::Failure>,
    piece: Option<Piece>,
    changed: bool,
}

impl Comparer<'_> {
    /// Carries out the plan. `limits` has the highest class of changes that each step allows.
    fn judge(&self, plan: Plan, limits: &[Impact]) -> Result<Verdict, Failure> {
        let mut verdict = Verdict {
            comparisons: FormattedComparisons::new(self.format, self.lang),
            failures: Vec::new(),
            standards: plan.standards,
            changed: 0,
            new: plan.new,
        };
        let mut changed: HashSet<usize> = plan.changed;
        let pairs = plan.steps.iter().filter_map(|step| match step {
            Step::Compare(pair) => Some(self.sides.old[pair.old].id.clone()),
            Step::Fail(_) => None,
        });
        let mut contents = self.sides.repository.contents(&self.sides.commit, pairs.collect())?;
        let mut steps = plan.steps.into_iter().zip(limits).peekable();
        while steps.peek().is_some() {
            let mut batch = Vec::new();
            let mut bytes = 0;
            while batch.len() < read_files::MOST_FILES
                && let Some((step, _)) = steps.peek()
            {
                if let Step::Compare(pair) = step {
                    bytes += self.old[pair.old].content.size + self.new[pair.new].content.size;
                    if !batch.is_empty() && bytes > read_files::MOST_BYTES {
                        break;
                    }
                }
                let Some((step, limit)) = steps.next() else { break };
                let before = match &step {
                    Step::Compare(_) => contents.read_next()?.unwrap_or_default(),
                    Step::Fail(_) => Vec::new(),
                };
                batch.push((step, *limit, before));
            }
            let done = parallel::map(batch, |(step, limit, before)| match step {
                Step::Compare(pair) => {
                    let done = self.pair(&pair, before, limit)?;
                    Ok((pair.standard.filter(|_| done.changed), done))
                }
                Step::Fail(failure) => {
                    Ok((None, PairOutcome { failures: vec![failure], piece: None, changed: false }))
                }
            });
            for done in done {
                let (standard, done): (Option<usize>, PairOutcome) = done.map_err(Failure::Stream)?;
                changed.extend(standard);
                verdict.failures.extend(done.failures);
                done.piece.map_or(Ok(()), |piece| verdict.comparisons.add(piece))?;
            }
        }
        verdict.changed = changed.len();
        verdict.failures.extend(plan.unread);
        Ok(verdict)
    }

    /// Compares two files. The new one may have changed since it was first read; if it has no standard any more, it counts as
    /// unreadable.
    fn pair(&self, pair: &Pair, before: Vec<u8>, limit: Impact) -> io::Result<PairOutcome> {
        let (old, new) = (&self.old[pair.old], &self.new[pair.new]);
        let sources = [Source::in_memory(&old.path, before), Source::read(&self.sides.new[pair.new].path)];
        let [before, after] = &sources;
        let loaded = |source| load(source, FileId::default(), &mut Findings::default());
        let (Some(before), Some(after)) = (loaded(before), loaded(after)) else {
            return Ok(PairOutcome {
                failures: vec![gate::Failure::unreadable(new)],
                piece: None,
                changed: true,
            });
        };
        let judged = pair.judge((old, &before), (new, &after), limit);
        let piece =
            judged.comparison.map(|comparison| self.format.piece(&comparison, self.unchanged, self.lang));
        Ok(PairOutcome { failures: judged.failures, piece: piece.transpose()?, changed: judged.changed })
    }
}
