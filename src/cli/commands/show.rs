//! `ttm show`: a standard by its code, or one of its entries.

use std::path::{Path, PathBuf};

use super::by_code::{by_code, not_found};
use super::{Context, Failure, Outcome, standards};
use crate::bilingual;
use crate::catalogue::entries;
use crate::catalogue::listing::Listed;
use crate::catalogue::matrix;
use crate::files::inputs::{self, Input};
use crate::files::source::Source;
use crate::model::Standard;
use crate::report::table::TableFormat;
use crate::text::display_safe::one_line;
use crate::text::wrapping_writer::in_width;

const EXAMPLES: &str = "\
Examples:
  ttm show TTM4221-004v2
  ttm show TTM4221-004             the newest version
  ttm show TTM4221-004v2#K12       which knowledge it is, and the tasks that use it
  ttm show TTM4221-004v2#T2.1      a task with its outputs, indicators, knowledge and skills
  ttm show draft.yaml#T1 --format json
  ttm show TTM4221-004v2 --matrix --format csv > matrix.csv";

/// The arguments.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The code of a standard (without a version the newest) or a file; behind #, the code of one of its entries
    #[arg(value_name = "CODE|FILE[#ENTRY]")]
    what: String,
    /// Where to look for it: files, folders (searched for .yaml and .yml), or - for standard input [default: standards/
    /// if it is there, else the current folder]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Its tasks by the knowledge and skills that each needs, and what is unused, used once or everywhere
    #[arg(long)]
    matrix: bool,
    /// Form of the output
    #[arg(long, value_enum, default_value_t = TableFormat::Text)]
    format: TableFormat,
}

pub(super) fn run(args: &Args, context: &mut Context<'_>) -> Result<Outcome, Failure> {
    let (what, entry) = match args.what.rsplit_once('#') {
        Some((what, entry)) => (what, Some(entry)),
        None => (args.what.as_str(), None),
    };
    // The matrix is of the whole.
    let entry = entry.filter(|_| !args.matrix);
    let take = |_: &Source, standard: &Standard<'_>| {
        let entries = match entry {
            Some(entry) => entries::about(standard, entry),
            None => entries::all(standard),
        };
        (Listed::of(standard), entries)
    };
    let (found, is_whole) = if Path::new(what).is_file() {
        standards::each(&[Input::File(PathBuf::from(what))], context, take)?
    } else {
        let found = inputs::search(&args.paths)?;
        context.say_all(&found.notices)?;
        by_code(what, &found.inputs, context, take)?
    };
    let Some((listed, entries)) = found.into_iter().next() else {
        return not_found(what, context);
    };
    if let (Some(entry), true) = (entry, entries.is_empty()) {
        let (of, entry) = (one_line(listed.code.as_deref().unwrap_or(what)), one_line(entry));
        context.say(&bilingual!("{of} has no {entry}", "{of} 沒有 {entry}"))?;
        return Ok(Outcome::Findings);
    }
    if args.format == TableFormat::Text {
        let title = [listed.code.as_deref(), listed.name.as_deref()];
        let title: Vec<&str> = title.into_iter().flatten().collect();
        let title = one_line(&title.join(" "));
        in_width(context.out, context.width, |out| writeln!(out, "{title}\n"))?;
    }
    let table =
        if args.matrix { matrix::table(&entries) } else { entries::table(&listed, &entries, args.format) };
    table.write(args.format, context.lang, context.width, context.out)?;
    Ok(if is_whole { Outcome::Clean } else { Outcome::Findings })
}
