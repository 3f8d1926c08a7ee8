//! `ttm find`: where standards say something.

use std::path::PathBuf;

use super::{Context, Failure, Outcome, filter::FilterArgs, standards};
use crate::bilingual;
use crate::catalogue::listing::{ListColumn, Listed};
use crate::catalogue::search::{Hit, Query, SearchedPart};
use crate::files::inputs::{self, InputError};
use crate::files::source::{Position, display};
use crate::report::table::{Cell, Column, Table, TableFormat};
use crate::text::bilingual::{self, Bilingual};
use crate::text::display_safe::one_line;

const EXAMPLES: &str = "\
Examples:
  ttm find 顧客關係管理
  ttm find 顧客關係管理 --in knowledge,skills --level 3
  ttm find '3D 列印' --category TTM
  ttm find 品質 --in outputs --format csv > outputs.csv";

/// The most characters of a text that are shown to people.
const WIDTH: usize = 40;

/// The arguments.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// What a text has to hold; of several words all, whatever their case, width and variant characters (台, 臺)
    #[arg(value_name = "TEXT")]
    text: String,
    /// Files, folders (searched for .yaml and .yml), or - for standard input [default: standards/ if it is there,
    /// else the current folder]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Only in these parts of the form, separated by commas [default: everywhere]
    #[arg(long = "in", value_enum, value_name = "PART", value_delimiter = ',')]
    parts: Vec<SearchedPart>,
    #[command(flatten)]
    filter: FilterArgs,
    /// Form of the output
    #[arg(long, value_enum, default_value_t = TableFormat::Text)]
    format: TableFormat,
}

pub(super) fn run(args: &Args, context: &mut Context<'_>) -> Result<Outcome, Failure> {
    let found = inputs::search(&args.paths).map_err(|error| several_words(args, error))?;
    context.say_all(&found.notices)?;
    let query = Query::new(&args.text, &args.parts);
    let Some(query) = query else {
        context.say(&Bilingual::fixed("nothing is searched for", "沒有要找的文字"))?;
        return Ok(Outcome::Findings);
    };
    let (found, is_whole) = standards::each(&found.inputs, context, |source, standard| {
        let hits = query.hits(standard);
        let listed =
            (!hits.is_empty()).then(|| Listed::of(standard)).filter(|listed| args.filter.has(listed));
        let hits = hits.into_iter().map(|hit| (source.position(hit.at), hit)).collect::<Vec<_>>();
        listed.map(|listed| (listed, hits))
    })?;
    let found: Vec<(Listed, Vec<(Position, Hit)>)> = found.into_iter().flatten().collect();
    table(&found, &query, args.format).write(args.format, context.lang, context.width, context.out)?;
    let (standards, places) = (found.len(), found.iter().map(|(_, hits)| hits.len()).sum::<usize>());
    if standards == 0 {
        let text = one_line(&args.text);
        context.say(&bilingual!("nothing says {text}", "沒有任何文字含有「{text}」"))?;
        return Ok(Outcome::Findings);
    }
    if args.format == TableFormat::Text {
        let (a, b) = (bilingual::s(places), bilingual::s(standards));
        let words = bilingual!(
            "{places} place{a} in {standards} standard{b}",
            "{standards} 份職能基準，共 {places} 處"
        );
        context.say(&words)?;
    }
    Ok(if is_whole { Outcome::Clean } else { Outcome::Findings })
}

/// Where no file has the name of a path, it may be another word to search for.
fn several_words(args: &Args, error: InputError) -> Failure {
    let words = |word: &PathBuf| !display(word).contains(['/', '.', '\\', '\'']);
    match error {
        InputError::Missing(path) if !args.text.contains('\'') && args.paths.iter().all(words) => {
            let paths = args.paths.iter().map(|path| display(path));
            let text = std::iter::once(args.text.clone()).chain(paths).collect::<Vec<_>>().join(" ");
            Failure::SeveralWords { path, text: one_line(&text) }
        }
        error => error.into(),
    }
}

fn table(found: &[(Listed, Vec<(Position, Hit)>)], query: &Query, format: TableFormat) -> Table {
    let column = |key: &'static str, zh| Column { key: key.into(), title: Bilingual::fixed(key, zh) };
    let mut columns = vec![
        column("code", "代碼"),
        column("name", "名稱"),
        column("level", "級別"),
        column("in", "位置"),
        column("at", "項目"),
        column("text", "文字"),
        Column { key: "task_levels".into(), title: Bilingual::fixed("task levels", "工作任務級別") },
    ];
    let is_text = format == TableFormat::Text;
    if !is_text {
        columns.extend([column("tasks", "工作任務"), column("path", "檔案"), column("line", "行")]);
    }
    let row = |listed: &Listed, (position, hit): &(Position, Hit)| {
        let (en, zh) = hit.part.words();
        let text = if is_text { query.context(&hit.text, WIDTH) } else { hit.text.clone() };
        let mut row = vec![
            listed.cell(ListColumn::Code),
            listed.cell(ListColumn::Name),
            listed.cell(ListColumn::Level),
            Cell::Words(Bilingual::fixed(en, zh)),
            Cell::of(hit.code.as_deref()),
            Cell::Text(text),
            Cell::Texts(hit.task_levels.iter().map(u8::to_string).collect()),
        ];
        if !is_text {
            row.push(Cell::Texts(hit.tasks.clone()));
            row.extend([Cell::Text(listed.path.clone()), Cell::Number(position.line)]);
        }
        row
    };
    let rows = found.iter().flat_map(|(listed, hits)| hits.iter().map(|hit| row(listed, hit)));
    Table { name: "places", columns, rows: rows.collect() }
}
