//! Reports on what two occupations share and what the second one still needs, in each format of `ttm gap`.

use std::fmt::Write as _;
use std::io::{self, Write};
use std::path::Path;

use serde::Serialize;

use crate::bilingual;
use crate::files::source::display;
use crate::forms::render::simple;
use crate::model::{Competency, Standard, Text};
use crate::report::table::{Cell, Column, Table, TableFormat};
use crate::text::bilingual::{Bilingual, Lang};
use crate::text::display_safe::one_line;
use crate::text::json::escape_json;
use crate::text::markdown::escape;
use crate::versions::gap::{Compared, Gap, NamedCodes, Needed, Shared};

/// The formats of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
#[non_exhaustive]
pub enum GapFormat {
    /// Tables for a terminal.
    Text,
    /// GitHub Markdown.
    #[cfg_attr(feature = "cli", value(name = "md"))]
    Markdown,
    /// For programs.
    Json,
    /// For spreadsheets.
    Csv,
}

/// A gap with the two standards and the paths of their files.
#[derive(Debug)]
pub struct GapReport<'a> {
    /// The comparison.
    pub gap: &'a Gap<'a>,
    /// The standard of the occupation that someone comes from.
    pub from: (&'a Standard<'a>, &'a Path),
    /// The standard of the occupation that someone goes to.
    pub to: (&'a Standard<'a>, &'a Path),
}

impl GapReport<'_> {
    /// Writes the report; `width` is that of a table.
    ///
    /// # Errors
    /// Any error of writing to `out`.
    pub fn write(&self, format: GapFormat, lang: Lang, width: usize, out: &mut dyn Write) -> io::Result<()> {
        let Self { gap, from, to } = self;
        match format {
            GapFormat::Csv => csv(gap).write(TableFormat::Csv, lang, None, out),
            GapFormat::Text => table(gap, from.0, to.0, (width, lang), out),
            GapFormat::Markdown => out.write_all(markdown(gap, from.0, to.0, lang).as_bytes()),
            GapFormat::Json => {
                let document = GapJson {
                    version: 1,
                    from: Named::of(from.0, from.1),
                    to: Named::of(to.0, to.1),
                    knowledge: kind_json(&gap.knowledge),
                    skills: kind_json(&gap.skills),
                };
                writeln!(out, "{}", escape_json(&serde_json::to_string_pretty(&document)?))
            }
        }
    }
}

/// A standard by code and name.
fn titled(standard: &Standard<'_>, lang: Lang) -> String {
    let code = standard.code.given().map(Text::normalized).unwrap_or(match lang {
        Lang::En => "draft",
        Lang::ZhTw => "草案",
    });
    let name = standard.name.given().map(|name| name.text.as_str()).unwrap_or_default();
    one_line(&format!("{code} {name}"))
}

/// What is said of a kind before its lists.
fn summary(kind: Competency, compared: &Compared<'_>) -> Bilingual {
    let (shared, needed) = (compared.shared.len(), compared.needed.len());
    let near = compared.needed.iter().filter(|needed| needed.near.is_some()).count();
    let (en, zh) = match kind {
        Competency::Knowledge => ("Knowledge", "知識"),
        Competency::Skill => ("Skills", "技能"),
    };
    bilingual!(
        "{en}: {shared} shared, {needed} still needed, {near} of them with something near",
        "{zh}：共有 {shared} 項，尚需 {needed} 項，其中 {near} 項有相近的項目"
    )
}

static SHARED: [Bilingual; 3] = [
    Bilingual::fixed("Shared", "共有"),
    Bilingual::fixed("Code in A", "A 的代碼"),
    Bilingual::fixed("Code in B", "B 的代碼"),
];

static NEEDED: [Bilingual; 4] = [
    Bilingual::fixed("Still needed", "尚需"),
    Bilingual::fixed("Code in B", "B 的代碼"),
    Bilingual::fixed("For the tasks", "用於工作任務"),
    Bilingual::fixed("Near in A (not the same)", "A 的相近項目（並不相同）"),
];

fn headings<const N: usize>(words: &'static [Bilingual; N], lang: Lang) -> [&'static str; N] {
    words.each_ref().map(|words| words.get(lang))
}

fn kinds<'g, 'a>(gap: &'g Gap<'a>) -> [(Competency, &'g Compared<'a>); 2] {
    [(Competency::Knowledge, &gap.knowledge), (Competency::Skill, &gap.skills)]
}

fn coded(entry: &NamedCodes<'_>) -> String {
    entry.codes.join(", ")
}

fn shared_rows(compared: &Compared<'_>) -> Vec<[String; 3]> {
    let row = |one: &Shared<'_>| [one.to.name.to_owned(), coded(&one.from), coded(&one.to)];
    compared.shared.iter().map(row).collect()
}

fn needed_rows(compared: &Compared<'_>, lang: Lang) -> Vec<[String; 4]> {
    let row = |one: &Needed<'_>| {
        let near = one.near.as_ref().map(|near| format!("{} {}", coded(near), near.name));
        [one.entry.name.to_owned(), coded(&one.entry), tasks(one, lang), near.unwrap_or_default()]
    };
    compared.needed.iter().map(row).collect()
}

fn tasks(needed: &Needed<'_>, lang: Lang) -> String {
    let mut tasks = needed.tasks.join(", ");
    if needed.more > 0 {
        let more = needed.more;
        let words = bilingual!(" and {more} more", "及其他 {more} 項");
        tasks.push_str(words.get(lang));
    }
    tasks
}

fn table(
    gap: &Gap<'_>,
    from: &Standard<'_>,
    to: &Standard<'_>,
    (width, lang): (usize, Lang),
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(out, "A: {}\nB: {}", titled(from, lang), titled(to, lang))?;
    for (kind, compared) in kinds(gap) {
        writeln!(out, "\n{}", summary(kind, compared).get(lang))?;
        if !compared.shared.is_empty() {
            simple(headings(&SHARED, lang), [4, 2, 2], &shared_rows(compared), width, out)?;
        }
        if !compared.needed.is_empty() {
            simple(headings(&NEEDED, lang), [4, 2, 3, 4], &needed_rows(compared, lang), width, out)?;
        }
    }
    Ok(())
}

fn markdown(gap: &Gap<'_>, from: &Standard<'_>, to: &Standard<'_>, lang: Lang) -> String {
    let title = |standard| escape(&titled(standard, lang), false);
    let mut text = format!("- A: {}\n- B: {}\n", title(from), title(to));
    for (kind, compared) in kinds(gap) {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "\n## {}", summary(kind, compared).get(lang));
        rows(&mut text, headings(&SHARED, lang), &shared_rows(compared));
        rows(&mut text, headings(&NEEDED, lang), &needed_rows(compared, lang));
    }
    text
}

fn rows<const N: usize>(text: &mut String, heads: [&str; N], rows: &[[String; N]]) {
    if rows.is_empty() {
        return;
    }
    let _ = writeln!(text, "\n| {} |\n|{}", heads.join(" | "), " --- |".repeat(N));
    for row in rows {
        let cells = row.each_ref().map(|cell| escape(one_line(cell).trim(), false));
        let _ = writeln!(text, "| {} |", cells.join(" | "));
    }
}

/// A row for each name.
fn csv(gap: &Gap<'_>) -> Table {
    let column = |key: &'static str| Column { key: key.into(), title: Bilingual::fixed(key, key) };
    let columns = ["kind", "status", "name", "codes_in_a", "codes_in_b", "tasks", "near_in_a"].map(column);
    let texts = |codes: &[&str]| Cell::Texts(codes.iter().map(|&code| code.to_owned()).collect());
    let mut rows = Vec::new();
    for (kind, compared) in kinds(gap) {
        let (en, zh) = (kind.kind().en(), kind.kind().zh());
        let start = |status, name: &str| {
            vec![
                Cell::Words(Bilingual::fixed(en, zh)),
                Cell::Words(Bilingual::fixed(status, status)),
                Cell::of(Some(name)),
            ]
        };
        for Shared { from, to } in &compared.shared {
            let mut row = start("shared", to.name);
            row.extend([texts(&from.codes), texts(&to.codes), Cell::Empty, Cell::Empty]);
            rows.push(row);
        }
        for Needed { entry, tasks, near, .. } in &compared.needed {
            let mut row = start("needed", entry.name);
            let near = Cell::of(near.as_ref().map(|near| near.name));
            row.extend([Cell::Empty, texts(&entry.codes), texts(tasks), near]);
            rows.push(row);
        }
    }
    Table { name: "gap", columns: columns.into(), rows }
}

/// The output for machines, version 1.
#[derive(Serialize)]
struct GapJson<'a> {
    version: u32,
    from: Named<'a>,
    to: Named<'a>,
    knowledge: KindOut<'a>,
    skills: KindOut<'a>,
}

#[derive(Serialize)]
struct Named<'a> {
    path: String,
    code: Option<&'a str>,
    name: Option<&'a str>,
}

impl<'a> Named<'a> {
    fn of(standard: &'a Standard<'_>, path: &Path) -> Self {
        Self {
            path: display(path),
            code: standard.code.given().map(Text::normalized),
            name: standard.name.given().map(|name| name.text.as_str()),
        }
    }
}

#[derive(Serialize)]
struct KindOut<'a> {
    shared: Vec<SharedOut<'a>>,
    needed: Vec<NeededOut<'a>>,
}

#[derive(Serialize)]
struct SharedOut<'a> {
    name: &'a str,
    name_in_from: &'a str,
    codes_in_from: &'a [&'a str],
    codes: &'a [&'a str],
}

#[derive(Serialize)]
struct NeededOut<'a> {
    name: &'a str,
    codes: &'a [&'a str],
    tasks: &'a [&'a str],
    more_tasks: usize,
    near: Option<NearOut<'a>>,
}

/// What comes near in the first standard, and is not the same.
#[derive(Serialize)]
struct NearOut<'a> {
    name: &'a str,
    codes: &'a [&'a str],
}

fn kind_json<'a>(compared: &'a Compared<'_>) -> KindOut<'a> {
    let shared = compared.shared.iter().map(|one| SharedOut {
        name: one.to.name,
        name_in_from: one.from.name,
        codes_in_from: &one.from.codes,
        codes: &one.to.codes,
    });
    let needed = compared.needed.iter().map(|one| NeededOut {
        name: one.entry.name,
        codes: &one.entry.codes,
        tasks: &one.tasks,
        more_tasks: one.more,
        near: one.near.as_ref().map(|near| NearOut { name: near.name, codes: &near.codes }),
    });
    KindOut { shared: shared.collect(), needed: needed.collect() }
}
