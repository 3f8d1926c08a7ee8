//! `ttm fmt`: the canonical layout.

use std::path::{Path, PathBuf};

use super::{Context, Failure, Outcome};
use crate::bilingual;
use crate::check::load_all;
use crate::edit::fmt::{NotFormatted, format};
use crate::files::inputs::{self, Input, STDIN_NAME};
use crate::files::parallel;
use crate::files::source::Source;
use crate::files::write;
use crate::rules::can_be_silenced;
use crate::text::bilingual::{Bilingual, s};
use crate::text::display_safe::one_line;
use crate::text::inert::has_command;
use crate::text::unified_diff::unified;

const EXAMPLES: &str = "\
Examples:
  ttm fmt                            format every standard in standards/
  ttm fmt --diff draft.yaml          show what would change
  ttm fmt --check                    for CI: exit 1 if something would change
  ttm fmt - < draft.yaml             print a text formatted, as editors do";

/// The arguments.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Files, folders (searched for .yaml and .yml), or - for standard input [default: standards/ if it is there,
    /// else the current folder]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// List the files that would change and write nothing; exit 1 if there are some
    #[arg(long)]
    check: bool,
    /// Show what would change and write nothing; exit 1 if there is something
    #[arg(long)]
    diff: bool,
}

/// What becomes of a file.
enum Formatted {
    /// It is in the layout.
    Unchanged,
    Changed {
        source: Source,
        text: String,
    },
    /// It is left as it is.
    Left {
        source: Source,
        reason: Option<NotFormatted>,
    },
}

pub(super) fn run(args: &Args, context: &mut Context<'_>) -> Result<Outcome, Failure> {
    let found = inputs::search(&args.paths)?;
    context.say_all(&found.notices)?;
    let inputs = found.inputs;
    let writes = !args.check && !args.diff;
    if writes && inputs == [Input::Stdin] {
        let source = Source::read_stream(STDIN_NAME, &mut *context.input);
        return print(source, context);
    }
    if writes && inputs.iter().any(Input::is_stream) {
        return Err(Failure::StdinNotAllowed(Bilingual::fixed(
            "a stream is formatted alone, to standard output; --check and --diff take several inputs",
            "串流只能單獨排版並輸出到標準輸出；--check 與 --diff 可同時處理多個輸入",
        )));
    }
    let mut results = parallel::map(&inputs, |input| match input {
        Input::Stdin => Formatted::Unchanged,
        _ => formatted(input.read(|| input.unread())),
    });
    if let Some(at) = inputs.iter().position(|input| *input == Input::Stdin) {
        results[at] = formatted(Source::read_stream(STDIN_NAME, &mut *context.input));
    }
    let count = results.len();
    let mut changed = Vec::new();
    let mut left = Vec::new();
    for result in results {
        match result {
            Formatted::Unchanged => {}
            Formatted::Changed { source, text } => changed.push((source, text)),
            Formatted::Left { source, reason } => left.push((source, reason)),
        }
    }
    if args.diff {
        for (source, text) in &changed {
            write!(context.out, "{}", unified(&source.path, &source.text, text, context.lang))?;
        }
    }
    if args.check {
        for (source, _) in &changed {
            writeln!(context.out, "{}", one_line(&source.path))?;
        }
    }
    if writes {
        write_all(&changed, context)?;
    }
    say_left(&left, context)?;
    say_count(args, changed.len(), count - changed.len() - left.len(), context)?;
    let is_clean = left.is_empty() && (writes || changed.is_empty());
    Ok(if is_clean { Outcome::Clean } else { Outcome::Findings })
}

fn formatted(source: Source) -> Formatted {
    if source.unreadable.is_some() {
        return Formatted::Left { source, reason: None };
    }
    match format(&source.text) {
        Ok(None) => Formatted::Unchanged,
        Ok(Some(changed)) => Formatted::Changed { source, text: changed.text },
        Err(reason) => Formatted::Left { source, reason: Some(reason) },
    }
}

/// Prints standard input, formatted; as it is where it is left, since an editor puts what is printed in its place.
fn print(source: Source, context: &mut Context<'_>) -> Result<Outcome, Failure> {
    let (text, left) = match format(&source.text) {
        _ if source.unreadable.is_some() => (String::new(), Some(None)),
        Ok(None) => (source.text.clone(), None),
        Ok(Some(changed)) => (changed.text, None),
        Err(reason) => (source.text.clone(), Some(Some(reason))),
    };
    // The text of a file cannot be written in another way, and must not come out changed.
    if has_command(&text) {
        return Err(Failure::CommandInOutput { path: source.path });
    }
    context.out.write_all(text.as_bytes())?;
    let Some(reason) = left else { return Ok(Outcome::Clean) };
    say_left(&[(source, reason)], context)?;
    Ok(Outcome::Findings)
}

/// Writes the files. All are asked about before the first is written.
fn write_all(changed: &[(Source, String)], context: &mut Context<'_>) -> Result<(), Failure> {
    for (source, _) in changed {
        let path = Path::new(&source.path);
        write::check_replaceable(path, &source.text).map_err(Failure::write(path))?;
    }
    let mut written = Vec::new();
    for (source, text) in changed {
        let path = Path::new(&source.path);
        write::replace(path, &source.text, text)
            .map_err(|error| Failure::write(path)(error).after_writing(&written))?;
        let shown = one_line(&source.path);
        context.say(&bilingual!("{shown}: formatted", "{shown}：已排版"))?;
        written.push(source.path.clone());
    }
    Ok(())
}

/// Says which files were left as they are, and why.
fn say_left(left: &[(Source, Option<NotFormatted>)], context: &mut Context<'_>) -> Result<(), Failure> {
    for (source, reason) in left {
        let Some(reason) = reason else { continue };
        let (path, Bilingual { en, zh }) = (one_line(&source.path), reason.words());
        context.say(&bilingual!("{path} is left as it is: {en}", "{path} 未更動：{zh}"))?;
    }
    let is_broken = |reason| matches!(reason, None | Some(NotFormatted::Syntax | NotFormatted::Slip));
    let broken = left.iter().filter(|(_, reason)| is_broken(*reason));
    let broken: Vec<Source> = broken.map(|(source, _)| source.with_text(source.text.clone())).collect();
    let (_, mut found) = load_all(&broken);
    found.retain(|found| !can_be_silenced(found.rule));
    if !found.is_empty() {
        context.show_findings(&found, &broken)?;
    }
    Ok(())
}

fn say_count(
    args: &Args,
    changed: usize,
    unchanged: usize,
    context: &mut Context<'_>,
) -> Result<(), Failure> {
    let (cs, us) = (s(changed), s(unchanged));
    let words = match (args.check || args.diff, changed) {
        (_, 0) => bilingual!("{unchanged} file{us} formatted already", "{unchanged} 個檔案都已是標準排版"),
        (true, _) => bilingual!(
            "{changed} file{cs} would be formatted, {unchanged} already so",
            "{changed} 個檔案需要排版，{unchanged} 個已是標準排版"
        ),
        (false, _) => bilingual!(
            "{changed} file{cs} formatted, {unchanged} already so",
            "已排版 {changed} 個檔案，{unchanged} 個已是標準排版"
        ),
    };
    Ok(context.say(&words)?)
}
