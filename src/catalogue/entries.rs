//! The entries of one standard as rows: what a code is the name of, at which level, and which tasks use it.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::listing::Listed;
use crate::model::{Competency, Item, Kind, Level, Reference, Row, Standard, Task, Text};
use crate::report::table::{Cell, Column, Table, TableFormat};
use crate::text::bilingual::Bilingual;
use crate::text::sorting::sort_by_key;

/// An entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryRow {
    /// What it is.
    pub kind: Kind,
    /// Its code; some have none.
    pub code: Option<String>,
    /// Its name or sentence.
    pub text: String,
    /// The levels of a task's rows, or of the tasks that use a K or an S.
    pub levels: Vec<u8>,
    /// The codes of the tasks that use a K or an S, or of the task that an output or an indicator belongs to.
    pub tasks: Vec<String>,
}

/// Entries of a standard as a table.
pub fn table(listed: &Listed, entries: &[EntryRow], format: TableFormat) -> Table {
    let column = |key: &'static str, zh| Column { key: key.into(), title: Bilingual::fixed(key, zh) };
    let is_text = format == TableFormat::Text;
    let mut columns = if is_text { Vec::new() } else { vec![column("standard", "職能基準")] };
    columns.extend([
        column("kind", "類別"),
        column("code", "代碼"),
        column("levels", "級別"),
        column("tasks", "工作任務"),
        column("text", "名稱"),
    ]);
    let rows = entries.iter().map(|entry| {
        let mut row = if is_text { Vec::new() } else { vec![Cell::of(listed.code.as_deref())] };
        row.extend([
            Cell::Words(Bilingual::fixed(entry.kind.en(), entry.kind.zh())),
            Cell::of(entry.code.as_deref()),
            Cell::Texts(entry.levels.iter().map(u8::to_string).collect()),
            Cell::Texts(entry.tasks.clone()),
            Cell::Text(entry.text.clone()),
        ]);
        row
    });
    Table { name: "entries", columns, rows: rows.collect() }
}

/// Every entry of a standard, in the order of the form.
pub fn all(standard: &Standard<'_>) -> Vec<EntryRow> {
    let mut entries = Vec::new();
    for duty in standard.duties.iter() {
        entries.push(entry(Kind::Duty, Some(&duty.code), duty.name.given()));
        for task in duty.tasks.iter() {
            entries.extend(of_task(task));
        }
    }
    for kind in [Kind::Knowledge, Kind::Skill, Kind::Attitude] {
        let items = standard.list(kind).into_iter().flat_map(|list| list.iter());
        entries.extend(items.map(|item| listed(kind, item)));
    }
    let uses = Uses::of(standard);
    entries.iter_mut().for_each(|entry| uses.add_to(entry));
    entries
}

/// The entries that a code of the standard is about: it itself, and what is below it; for K and S the tasks that use them.
pub fn about(standard: &Standard<'_>, code: &str) -> Vec<EntryRow> {
    let code = crate::text::fold::code(code).to_ascii_uppercase();
    let all = all(standard);
    let mut found: Vec<EntryRow> =
        all.iter().filter(|entry| entry.code.as_deref() == Some(code.as_str())).cloned().collect();
    let mut more = Vec::new();
    for entry in found.iter().take(MAX_SAME) {
        match entry.kind {
            Kind::Duty => {
                let duty = standard.duties.iter().find(|duty| duty.code.normalized() == code);
                let tasks = duty.into_iter().flat_map(|duty| duty.tasks.iter());
                more.extend(tasks.flat_map(of_task).filter(|entry| entry.kind == Kind::Task));
            }
            Kind::Task => {
                let is_it = |task: &Task<'_>| codes(task).any(|of| of.normalized() == code);
                let task = standard.tasks().find(|(_, task)| is_it(task));
                more.extend(
                    task.into_iter()
                        .flat_map(|(_, task)| of_task(task))
                        .filter(|entry| entry.kind != Kind::Task),
                );
                let uses = |entry: &&EntryRow| {
                    matches!(entry.kind, Kind::Knowledge | Kind::Skill) && entry.tasks.contains(&code)
                };
                more.extend(all.iter().filter(uses).cloned());
            }
            Kind::Output | Kind::Indicator | Kind::Knowledge | Kind::Skill => {
                let tasks = all.iter().filter(|task| task.kind == Kind::Task);
                more.extend(
                    tasks
                        .filter(|task| task.code.as_ref().is_some_and(|code| entry.tasks.contains(code)))
                        .cloned(),
                );
            }
            Kind::Attitude => {}
        }
    }
    let key = |entry: &EntryRow| (entry.kind, entry.code.clone(), entry.text.clone());
    let mut shown: HashSet<_> = found.iter().map(key).collect();
    more.retain(|entry| shown.insert(key(entry)));
    found.append(&mut more);
    found
}

/// A task with its outputs and indicators; several where they share a cell.
fn of_task(task: &Task<'_>) -> Vec<EntryRow> {
    let levels = || -> Vec<u8> {
        let mut levels: Vec<u8> =
            task.rows.iter().filter_map(|row| row.level.given()).map(|level| level.value).collect();
        levels.sort_unstable();
        levels.dedup();
        levels
    };
    let own = EntryRow { levels: levels(), ..entry(Kind::Task, Some(&task.code), task.name.given()) };
    let also = task.also.iter().map(|item| EntryRow { levels: levels(), ..listed(Kind::Task, item) });
    let mut entries: Vec<EntryRow> = std::iter::once(own).chain(also).collect();
    let tasks: Vec<String> = codes(task).take(MAX_SAME).map(|code| code.normalized().to_owned()).collect();
    for row in task.rows.iter() {
        for (kind, list) in [(Kind::Output, &row.outputs), (Kind::Indicator, &row.indicators)] {
            let level = row.level.given().map(|level| level.value);
            entries.extend(list.iter().map(|item| EntryRow {
                levels: level.into_iter().collect(),
                tasks: tasks.clone(),
                ..listed(kind, item)
            }));
        }
    }
    entries
}

fn entry(kind: Kind, code: Option<&Text<'_>>, text: Option<&Text<'_>>) -> EntryRow {
    let code = code.map(|code| code.normalized().to_owned());
    let text = text.map(|text| text.as_str().trim().to_owned()).unwrap_or_default();
    EntryRow { kind, code, text, levels: Vec::new(), tasks: Vec::new() }
}

fn listed(kind: Kind, item: &Item<'_>) -> EntryRow {
    entry(kind, item.code.as_ref(), Some(&item.text))
}

/// The codes of the tasks in a cell.
fn codes<'a, 's>(task: &'a Task<'s>) -> impl Iterator<Item = &'a Text<'s>> {
    std::iter::once(&task.code).chain(task.also.iter().filter_map(|item| item.code.as_ref()))
}

/// Which tasks of a standard use what.
pub struct Uses<'a> {
    users: Users<'a>,
    /// The place of each task in the form.
    places: HashMap<&'a str, usize>,
}

impl<'a> Uses<'a> {
    /// Those of a standard.
    pub fn of(standard: &'a Standard<'_>) -> Self {
        let mut places: HashMap<&str, usize> = HashMap::new();
        for code in standard.tasks().flat_map(|(_, task)| codes(task)) {
            let next = places.len();
            places.entry(code.normalized()).or_insert(next);
        }
        Self { users: Users::of(standard), places }
    }

    /// Adds the tasks that use a knowledge or skill, in the order of the form, and their levels.
    pub fn add_to(&self, entry: &mut EntryRow) {
        let (Some(code), Kind::Knowledge | Kind::Skill) = (&entry.code, entry.kind) else { return };
        let used = self.users.0.get(&(entry.kind, code.as_str())).into_iter().flatten();
        for one in used.filter(|used| used.name.is_none_or(|name| name == entry.text)) {
            if !entry.tasks.iter().any(|task| task == one.task) {
                entry.tasks.push(one.task.to_owned());
            }
            entry.levels.extend(one.level);
        }
        sort_by_key(&mut entry.tasks, |task| self.places.get(task.as_str()).copied());
        entry.levels.sort_unstable();
        entry.levels.dedup();
    }
}

/// The tasks that refer to each K and S.
struct Users<'a>(BTreeMap<(Kind, &'a str), Vec<User<'a>>>);

struct User<'a> {
    task: &'a str,
    level: Option<u8>,
    /// The name that is printed there, if the reference says one.
    name: Option<&'a str>,
}

/// The most tasks of one cell, and the most entries of one code, that are looked at.
const MAX_SAME: usize = 16;

/// The most users of one code that are kept. A standard has one or two dozen tasks; a hostile file must not cause quadratic
/// output.
const MAX_USERS: usize = 100;

impl<'a> Users<'a> {
    /// A list that many rows inherit is read once.
    fn of(standard: &'a Standard<'_>) -> Self {
        let mut users = Self(BTreeMap::new());
        for kind in Competency::BOTH {
            for duty in standard.duties.iter() {
                let mut of_duty = Vec::new();
                for task in duty.tasks.iter() {
                    let mut of_task = Vec::new();
                    for row in task.rows.iter() {
                        let cell = codes(task).take(MAX_SAME).map(|code| (code.normalized(), level(row)));
                        match kind.of_row(row) {
                            own if own.is_absent() => of_task.extend(cell),
                            own => users.note(kind.kind(), own, &cell.collect::<Vec<_>>()),
                        }
                    }
                    match kind.of_task(task) {
                        own if own.is_absent() => of_duty.append(&mut of_task),
                        own => users.note(kind.kind(), own, &of_task),
                    }
                }
                users.note(kind.kind(), kind.of_duty(duty), &of_duty);
            }
        }
        users
    }

    fn note(&mut self, kind: Kind, references: &'a [Reference<'_>], tasks: &[(&'a str, Option<u8>)]) {
        for reference in references {
            let of_code = self.0.entry((kind, reference.code.normalized())).or_default();
            let room = MAX_USERS.saturating_sub(of_code.len());
            let name = reference.name_text();
            of_code.extend(tasks.iter().take(room).map(|&(task, level)| User { task, level, name }));
        }
    }
}

fn level(row: &Row<'_>) -> Option<u8> {
    row.level.given().map(|&Level { value, .. }| value)
}
