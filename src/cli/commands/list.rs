//! `ttm list`: the standards of a repository, or the names that they use.

use std::path::PathBuf;

use super::policy::ConfigArgs;
use super::{Context, Failure, Outcome, filter::FilterArgs, standards};
use crate::bilingual;
use crate::catalogue::listing::{ListColumn, Listed, Standing};
use crate::catalogue::names::{self, CountedName, NameKind};
use crate::files::inputs::{self, Input};
use crate::files::source::display;
use crate::model::Kind;
use crate::report::table::{Cell, Column, Table, TableFormat};
use crate::rules::{NamesInUse, StandardIndex};
use crate::text::bilingual::Bilingual;

const EXAMPLES: &str = "\
Examples:
  ttm list
  ttm list --category TTM --level 4 --status current
  ttm list --review-by 2027-01-01 --columns code,name,date,review
  ttm list --counts
  ttm list --format csv > standards.csv
  ttm list --names > names.jsonl
  ttm list --names --kind skills --format text";

/// The arguments.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Files, folders (searched for .yaml and .yml), or - for standard input [default: standards/ if it is there,
    /// else the current folder]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Form of the output [default: text; the catalogue of --names is JSON Lines]
    #[arg(long, value_enum)]
    format: Option<TableFormat>,
    #[command(flatten)]
    filter: FilterArgs,
    /// What is said of each standard, separated by commas
    #[arg(long, value_enum, value_name = "COLUMN", value_delimiter = ',', conflicts_with_all = ["counts", "names"])]
    columns: Vec<ListColumn>,
    /// How many standards and entries there are, in place of a list
    #[arg(long, conflicts_with = "names")]
    counts: bool,
    /// The names of knowledge, skills and attitudes with the number of standards that use each; of a family one counts
    #[arg(long)]
    names: bool,
    /// Only names of this kind (several with commas)
    #[arg(long, value_enum, value_name = "KIND", value_delimiter = ',', requires = "names")]
    kind: Vec<NameKind>,
    #[command(flatten)]
    config: ConfigArgs,
}

pub(super) fn run(args: &Args, context: &mut Context<'_>) -> Result<Outcome, Failure> {
    let found = inputs::search(&args.paths)?;
    context.say_all(&found.notices)?;
    if args.names { list_names(args, found.inputs, context) } else { list(args, &found.inputs, context) }
}

fn list(args: &Args, inputs: &[Input], context: &mut Context<'_>) -> Result<Outcome, Failure> {
    let (all, is_whole) = standards::each(inputs, context, |_, standard| Listed::of(standard))?;
    let listed: Vec<Listed> = all.into_iter().filter(|listed| args.filter.has(listed)).collect();
    let table = if args.counts {
        counts(&listed)
    } else {
        let columns = if args.columns.is_empty() { &ListColumn::USUAL[..] } else { &args.columns };
        let rows = listed.iter().map(|listed| columns.iter().map(|&column| listed.cell(column)).collect());
        let columns = columns.iter().map(|column| column.heading());
        let columns = columns.map(|(key, title)| Column { key: key.into(), title }).collect();
        Table { name: "standards", columns, rows: rows.collect() }
    };
    table.write(args.format.unwrap_or(TableFormat::Text), context.lang, context.width, context.out)?;
    if listed.is_empty() {
        context.say(&Bilingual::fixed("no standard is like that", "沒有符合條件的職能基準"))?;
        return Ok(Outcome::Findings);
    }
    Ok(if is_whole { Outcome::Clean } else { Outcome::Findings })
}

/// How many standards there are, by standing and level, and how many entries of each kind they have.
fn counts(listed: &[Listed]) -> Table {
    let mut rows = Vec::new();
    let mut add = |what: Bilingual, count: usize| rows.push(vec![Cell::Words(what), Cell::Number(count)]);
    let having = |is: &dyn Fn(&&Listed) -> bool| listed.iter().filter(is).count();
    add(Bilingual::fixed("standards", "職能基準"), listed.len());
    for standing in Standing::ALL {
        add(standing.words(), having(&|listed| listed.standing == Some(standing)));
    }
    for level in 1..=6 {
        add(bilingual!("level {level}", "級別 {level}"), having(&|listed| listed.level == Some(level)));
    }
    for kind in Kind::ALL {
        let (en, zh) = (kind.en(), kind.zh());
        let count = listed.iter().map(|listed| listed.counts[kind as usize]).sum();
        add(bilingual!("{en}", "{zh}"), count);
    }
    let columns = vec![
        Column { key: "of".into(), title: Bilingual::fixed("of", "項目") },
        Column { key: "count".into(), title: Bilingual::fixed("count", "數量") },
    ];
    Table { name: "counts", columns, rows }
}

fn list_names(args: &Args, mut inputs: Vec<Input>, context: &mut Context<'_>) -> Result<Outcome, Failure> {
    let mut configuration = args.config.read(&inputs, context)?;
    // The same files as those that `ttm validate` checks, since it counts their names.
    for path in &args.paths {
        configuration.excluded.remove(&display(path));
    }
    inputs.retain(|input| !configuration.excluded.contains(&input.name()));
    let (inputs, failure) = super::policy::usable(inputs, &configuration.invalid, context)?;
    if let Some(failure) = failure {
        return Err(failure);
    }
    let (all, is_whole) = standards::each(&inputs, context, |source, standard| {
        let listed = Listed::of(standard);
        let family = configuration.settings.of(source).and_then(|configured| configured.family);
        args.filter.has(&listed).then(|| NamesInUse::of(&StandardIndex::new(standard), family)).flatten()
    })?;
    let mut names = names::count(all.into_iter().flatten().collect());
    names.retain(|name| args.kind.is_empty() || args.kind.contains(&name.kind));
    match args.format {
        None => names::write(&names, context.out)?,
        Some(format) => table(&names).write(format, context.lang, context.width, context.out)?,
    }
    Ok(if is_whole { Outcome::Clean } else { Outcome::Findings })
}

fn table(names: &[CountedName]) -> Table {
    let columns = vec![
        Column { key: "standards".into(), title: Bilingual::fixed("standards", "職能基準數") },
        Column { key: "kind".into(), title: Bilingual::fixed("kind", "類別") },
        Column { key: "name".into(), title: Bilingual::fixed("name", "名稱") },
    ];
    let row = |name: &CountedName| {
        let count = usize::try_from(name.standards).unwrap_or(usize::MAX);
        vec![Cell::Number(count), Cell::Words(name.kind.words()), Cell::Text(name.name.clone())]
    };
    Table { name: "names", columns, rows: names.iter().map(row).collect() }
}
