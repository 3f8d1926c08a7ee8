//! `ttm renumber`: make codes follow position.

use std::path::{Path, PathBuf};

use super::read_standard::{load_valid, read_text};
use super::{Context, Failure, Outcome};
use crate::bilingual;
use crate::edit::renumber::{Mention, renumber};
use crate::files::source::{Source, Span};
use crate::files::write;
use crate::text::bilingual::Bilingual;
use crate::text::display_safe::one_line;
use crate::text::unified_diff::unified;

const EXAMPLES: &str = "\
Examples:
  ttm renumber --diff draft.yaml     show what would change
  ttm renumber draft.yaml            after a task was inserted, moved or removed
  ttm renumber --items draft.yaml    number knowledge, skills and attitudes anew as well";

/// The arguments.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The file of a standard
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Number knowledge, skills and attitudes in the order of their lists, and change the references to them
    #[arg(long)]
    items: bool,
    /// Print what would change, and write nothing
    #[arg(long)]
    diff: bool,
}

/// How many mentions are listed.
const MAX_MENTIONS: usize = 20;

pub(super) fn run(args: &Args, context: &mut Context<'_>) -> Result<Outcome, Failure> {
    if args.file == Path::new("-") && !args.diff {
        return Err(Failure::StdinNotAllowed(Bilingual::fixed(
            "standard input cannot be renumbered in place; --diff shows what would change",
            "標準輸入無法就地重新編號；--diff 可顯示會有哪些變更",
        )));
    }
    let Some(source) = read_text(&args.file, context)? else { return Ok(Outcome::Findings) };
    let Some(standard) = load_valid(&source, context)? else { return Ok(Outcome::Findings) };
    let path = one_line(&source.path);
    let renumbered = renumber(&standard, &source.text, args.items).map_err(|refused| {
        let places: Vec<String> = refused.places.iter().map(|&span| place(&source, span)).collect();
        Failure::NotRenumbered { path: path.clone(), words: refused.words, places }
    })?;
    if args.diff {
        let diff = unified(&source.path, &source.text, &renumbered.text, context.lang);
        context.out.write_all(diff.as_bytes())?;
    } else if renumbered.changed > 0 {
        write::replace(&args.file, &source.text, &renumbered.text).map_err(Failure::write(&args.file))?;
    }
    let count = renumbered.changed;
    let words = match (count, args.diff) {
        (0, _) => {
            bilingual!("{path}: every code follows its position already", "{path}：所有代碼都已依位置編號")
        }
        (1, true) => bilingual!("{path}: 1 code would change", "{path}：會更動 1 個代碼"),
        (1, false) => bilingual!("{path}: 1 code changed", "{path}：已更動 1 個代碼"),
        (_, true) => bilingual!("{path}: {count} codes would change", "{path}：會更動 {count} 個代碼"),
        (_, false) => bilingual!("{path}: {count} codes changed", "{path}：已更動 {count} 個代碼"),
    };
    context.say(&words)?;
    say_mentions(&renumbered.mentions, &Source::in_memory(&path, renumbered.text), context)
}

/// Prints where texts and comments mention codes that changed, for a person to decide whether they refer to the entry.
fn say_mentions(mentions: &[Mention], new: &Source, context: &mut Context<'_>) -> Result<Outcome, Failure> {
    for Mention { span, code, now } in mentions.iter().take(MAX_MENTIONS) {
        let place = place(new, *span);
        let words = bilingual!(
            "{place}: {code} is mentioned here and left as it is; the code is now {now}",
            "{place}：此處的文字提到 {code}，未更動；該代碼現在是 {now}"
        );
        context.say(&words)?;
    }
    if mentions.len() > MAX_MENTIONS {
        let more = mentions.len() - MAX_MENTIONS;
        let words = bilingual!("{more} more such mentions are not listed", "還有 {more} 處類似的文字未列出");
        context.say(&words)?;
    }
    Ok(if mentions.is_empty() { Outcome::Clean } else { Outcome::Findings })
}

fn place(source: &Source, span: Span) -> String {
    let position = source.position(span.start);
    format!("{}:{}:{}", one_line(&source.path), position.line, position.column)
}
