//! The entries of one standard as rows: what a code is the name of, at which level, and which tasks use it.

use std::collections::BTreeMap;

use crate::model::{Competency, Item, Kind, Level, Reference, Row, Standard, Task, Text};

/// An entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
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

/// Every entry of a standard, in the order of the form.
pub fn all(standard: &Standard<'_>) -> Vec<Entry> {
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
    let users = Users::of(standard);
    for entry in &mut entries {
        if let (Some(code), Kind::Knowledge | Kind::Skill) = (&entry.code, entry.kind) {
            let used = users.0.get(&(entry.kind, code.as_str())).into_iter().flatten();
            let used = used.filter(|used| used.name.is_none_or(|name| name == entry.text));
            for one in used {
                if !entry.tasks.contains(&one.task.to_owned()) {
                    entry.tasks.push(one.task.to_owned());
                }
                entry.levels.extend(one.level);
            }
            entry.levels.sort_unstable();
            entry.levels.dedup();
        }
    }
    entries
}

/// The entries that a code of the standard is about: it itself, and what is below it; for K and S the tasks that use them.
pub fn about(standard: &Standard<'_>, code: &str) -> Vec<Entry> {
    let code = crate::text::fold::code(code).to_ascii_uppercase();
    let all = all(standard);
    let mut found: Vec<Entry> =
        all.iter().filter(|entry| entry.code.as_deref() == Some(code.as_str())).cloned().collect();
    let mut more = Vec::new();
    for entry in &found {
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
                let uses = |entry: &&Entry| {
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
    for entry in more {
        if !found.contains(&entry) {
            found.push(entry);
        }
    }
    found
}

/// A task with its outputs and indicators; several where they share a cell.
fn of_task(task: &Task<'_>) -> Vec<Entry> {
    let levels = || -> Vec<u8> {
        let mut levels: Vec<u8> =
            task.rows.iter().filter_map(|row| row.level.given()).map(|level| level.value).collect();
        levels.sort_unstable();
        levels.dedup();
        levels
    };
    let own = Entry { levels: levels(), ..entry(Kind::Task, Some(&task.code), task.name.given()) };
    let also = task.also.iter().map(|item| Entry { levels: levels(), ..listed(Kind::Task, item) });
    let mut entries: Vec<Entry> = std::iter::once(own).chain(also).collect();
    let tasks: Vec<String> = codes(task).map(|code| code.normalized().to_owned()).collect();
    for row in task.rows.iter() {
        for (kind, list) in [(Kind::Output, &row.outputs), (Kind::Indicator, &row.indicators)] {
            let level = row.level.given().map(|level| level.value);
            entries.extend(list.iter().map(|item| Entry {
                levels: level.into_iter().collect(),
                tasks: tasks.clone(),
                ..listed(kind, item)
            }));
        }
    }
    entries
}

fn entry(kind: Kind, code: Option<&Text<'_>>, text: Option<&Text<'_>>) -> Entry {
    let code = code.map(|code| code.normalized().to_owned());
    let text = text.map(|text| text.as_str().trim().to_owned()).unwrap_or_default();
    Entry { kind, code, text, levels: Vec::new(), tasks: Vec::new() }
}

fn listed(kind: Kind, item: &Item<'_>) -> Entry {
    entry(kind, item.code.as_ref(), Some(&item.text))
}

/// The codes of the tasks in a cell.
fn codes<'a, 's>(task: &'a Task<'s>) -> impl Iterator<Item = &'a Text<'s>> {
    std::iter::once(&task.code).chain(task.also.iter().filter_map(|item| item.code.as_ref()))
}

/// The tasks that refer to each K and S.
struct Users<'a>(BTreeMap<(Kind, &'a str), Vec<User<'a>>>);

struct User<'a> {
    task: &'a str,
    level: Option<u8>,
    /// The name that is printed there, if the reference says one.
    name: Option<&'a str>,
}

/// The most users of one code that are kept. A standard has one or two dozen tasks; a hostile file must not cause quadratic
/// output.
const MAX_USERS: usize = 1000;

impl<'a> Users<'a> {
    fn of(standard: &'a Standard<'_>) -> Self {
        let mut users: BTreeMap<(Kind, &'a str), Vec<User<'a>>> = BTreeMap::new();
        for (duty, task, row) in standard.rows() {
            for competency in Competency::BOTH {
                for reference in competency.effective(duty, task, row).iter() {
                    let of_code = users.entry((competency.kind(), reference.code.normalized())).or_default();
                    let room = MAX_USERS.saturating_sub(of_code.len());
                    of_code.extend(codes(task).map(|code| user(code, row, reference)).take(room));
                }
            }
        }
        Self(users)
    }
}

fn user<'a>(task: &'a Text<'_>, row: &Row<'_>, reference: &'a Reference<'_>) -> User<'a> {
    let level = row.level.given().map(|&Level { value, .. }| value);
    User { task: task.normalized(), level, name: reference.name_text() }
}
