//! `ttm gap --nearest`: the occupations that share the most with one.

use std::path::{Path, PathBuf};

use super::by_code::{by_code, not_found};
use super::{Context, Failure, Outcome, standards};
use crate::catalogue::listing::{ListColumn, Listed};
use crate::catalogue::nearest::{Names, Nearness};
use crate::check::load;
use crate::diagnostic::Findings;
use crate::files::inputs::{self, Input};
use crate::files::source::{FileId, Source};
use crate::model::Standard;
use crate::report::table::{Cell, Column, Table, TableFormat};
use crate::text::bilingual::Bilingual;
use crate::text::excerpt::listing;
use crate::text::sorting::sort_by;
use crate::versions::gap::Gap;

/// How many are shown.
const COUNT: usize = 10;

/// The names of one of them.
struct Compared {
    shared: Vec<String>,
    needed: Vec<String>,
}

pub(super) fn run(
    what: &str,
    paths: &[PathBuf],
    format: TableFormat,
    context: &mut Context<'_>,
) -> Result<Outcome, Failure> {
    let found = inputs::search(paths)?;
    context.say_all(&found.notices)?;
    // It is read again for the names, so standard input will not do.
    let files: Vec<Input> =
        found.inputs.into_iter().filter(|input| matches!(input, Input::File(_))).collect();
    let take = |source: &Source, standard: &Standard<'_>| {
        (source.with_text(source.text.clone()), Names::of(standard))
    };
    let (from, _) = if Path::new(what).is_file() {
        standards::each(&[Input::File(PathBuf::from(what))], context, take)?
    } else {
        by_code(what, &files, context, take)?
    };
    let Some((from, names)) = from.into_iter().next() else { return not_found(what, context) };
    let (all, is_whole) = standards::each(&files, context, |source, standard| {
        let near = names.nearness(standard).filter(|_| source.path != from.path)?;
        Some((Listed::of(standard), near))
    })?;
    let mut nearest: Vec<(Listed, Nearness)> = all.into_iter().flatten().collect();
    sort_by(&mut nearest, |(one, near), (other, other_near)| {
        near.order(*other_near).then_with(|| (&one.code, &one.path).cmp(&(&other.code, &other.path)))
    });
    nearest.truncate(COUNT);
    if nearest.is_empty() {
        context.say(&Bilingual::fixed(
            "no other standard shares a name with it",
            "沒有其他職能基準與它有相同的名稱",
        ))?;
        return Ok(Outcome::Findings);
    }
    let from = load(&from, FileId::default(), &mut Findings::default());
    let inputs: Vec<Input> = nearest.iter().map(|(near, _)| Input::File(PathBuf::from(&near.path))).collect();
    let (compared, _) =
        standards::each(&inputs, context, |_, to| from.as_ref().map(|from| compare(from, to)))?;
    let rows = nearest.iter().zip(compared.into_iter().flatten());
    let rows = rows.map(|((listed, near), compared)| row(listed, *near, compared, format));
    let table = Table { name: "nearest", columns: columns(format), rows: rows.collect() };
    table.write(format, context.lang, context.width, context.out)?;
    Ok(if is_whole { Outcome::Clean } else { Outcome::Findings })
}

fn compare(from: &Standard<'_>, to: &Standard<'_>) -> Compared {
    let gap = Gap::between(from, to);
    let kinds = [&gap.knowledge, &gap.skills];
    let shared = kinds.iter().flat_map(|kind| &kind.shared).map(|shared| shared.to.name.to_owned());
    let needed = kinds.iter().flat_map(|kind| &kind.needed).map(|needed| needed.entry.name.to_owned());
    Compared { shared: shared.collect(), needed: needed.collect() }
}

fn columns(format: TableFormat) -> Vec<Column> {
    let column = |key: &'static str, en, zh| Column { key: key.into(), title: Bilingual::fixed(en, zh) };
    let mut columns = vec![
        column("code", "code", "代碼"),
        column("name", "name", "名稱"),
        column("level", "level", "級別"),
        column("percent", "%", "%"),
        column("knowledge_shared", "K shared", "共有知識"),
        column("knowledge_needed", "K needed", "尚需知識"),
        column("skills_shared", "S shared", "共有技能"),
        column("skills_needed", "S needed", "尚需技能"),
        column("shared", "shared", "共有"),
    ];
    if format != TableFormat::Text {
        columns.extend([column("needed", "needed", "尚需"), column("path", "path", "檔案")]);
    }
    columns
}

fn row(listed: &Listed, near: Nearness, compared: Compared, format: TableFormat) -> Vec<Cell> {
    let [knowledge, skills] = [0, 1].map(|kind| [near.shared[kind], near.needed[kind]].map(Cell::Number));
    let mut row = vec![
        listed.cell(ListColumn::Code),
        listed.cell(ListColumn::Name),
        listed.cell(ListColumn::Level),
        Cell::Number(near.percent()),
    ];
    row.extend(knowledge.into_iter().chain(skills));
    let Compared { shared, needed } = compared;
    if format == TableFormat::Text {
        row.push(Cell::Words(listing(shared.iter().map(String::as_str))));
    } else {
        row.extend([Cell::Texts(shared), Cell::Texts(needed), listed.cell(ListColumn::Path)]);
    }
    row
}
