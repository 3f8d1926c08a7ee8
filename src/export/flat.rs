//! A standard as a flat list of entries, each with a key that stays as long as its code does.

use std::collections::{HashMap, HashSet};

use crate::model::{Competency, Duty, Item, Kind, Reference, Row, Standard, Task, Text};

/// The entries of a standard.
pub(super) struct Flat<'a> {
    /// The standard.
    pub(super) standard: &'a Standard<'a>,
    /// Its key.
    pub(super) key: String,
    /// Duties, tasks, outputs and indicators in the order of the form, then knowledge, skills and attitudes.
    pub(super) entries: Vec<FlatEntry<'a>>,
    /// The rows of the main table, those of further tasks in a cell included.
    pub(super) rows: Vec<TaskRow<'a>>,
    /// The places of knowledge and skills by kind and code, with their names.
    listed: HashMap<(Kind, &'a str), Vec<(&'a str, usize)>>,
}

/// An entry that has a code, or could have one.
pub(super) struct FlatEntry<'a> {
    /// Its key.
    pub(super) key: String,
    /// What it is.
    pub(super) kind: Kind,
    /// Its code as printed.
    pub(super) code: Option<&'a str>,
    /// Its name or sentence; `None` if a duty or a task has none.
    pub(super) text: Option<&'a str>,
    /// The code of the entry that it is below, as a comparison names it.
    pub(super) under: Option<&'a str>,
    /// Its position among its siblings, from 1.
    pub(super) position: usize,
    /// The place of the duty of a task, or of the task of an output or an indicator.
    pub(super) parent: Option<usize>,
    /// The place of the row that an output or an indicator stands in.
    pub(super) row: Option<usize>,
    /// The place of the task in whose cell a further task is printed.
    pub(super) shares: Option<usize>,
}

/// A row of a task.
pub(super) struct TaskRow<'a> {
    /// Its key: that of its task, with a number from the second row on.
    pub(super) key: String,
    /// The place of its task.
    pub(super) task: usize,
    /// Which row of the task it is, from 1.
    pub(super) part: usize,
    /// The place of the row that has the outputs, indicators and references: another one for a further task in a cell.
    pub(super) cell: usize,
    /// As the file has it.
    pub(super) model: (&'a Duty<'a>, &'a Task<'a>, &'a Row<'a>),
}

/// A key for each standard, of which code and path are given: its code, or for a draft the path of its file; so too for a file
/// whose code an earlier one has.
pub(super) fn standard_keys<'a>(standards: impl Iterator<Item = (Option<&'a str>, &'a str)>) -> Vec<String> {
    let mut keys = Keys::default();
    let key = |(code, path): (Option<&str>, &str)| match code {
        Some(code) if !code.trim().is_empty() && !keys.taken.contains(code) => keys.take(code.to_owned()),
        _ => keys.take(path.to_owned()),
    };
    standards.map(key).collect()
}

/// Keys, each given once.
#[derive(Default)]
struct Keys {
    taken: HashSet<String>,
    next: HashMap<String, usize>,
}

impl Keys {
    /// The key that is wanted, with a number where another entry has it already.
    fn take(&mut self, wanted: String) -> String {
        if self.taken.insert(wanted.clone()) {
            return wanted;
        }
        loop {
            let next = self.next.entry(wanted.clone()).or_insert(1);
            *next += 1;
            let key = format!("{wanted}~{next}");
            if self.taken.insert(key.clone()) {
                return key;
            }
        }
    }
}

impl<'a> Flat<'a> {
    /// The entries of a standard whose key is known.
    pub(super) fn of(standard: &'a Standard<'a>, key: String) -> Self {
        let flat = Self { standard, key, entries: Vec::new(), rows: Vec::new(), listed: HashMap::new() };
        let mut builder = Builder { flat, keys: Keys::default() };
        for (position, duty) in (1..).zip(standard.duties.iter()) {
            builder.duty(position, duty);
        }
        for kind in [Kind::Knowledge, Kind::Skill, Kind::Attitude] {
            for (position, item) in (1..).zip(standard.list(kind).into_iter().flat_map(|list| list.iter())) {
                let place = builder.item(kind, position, item, None);
                if let Some(code) = &item.code {
                    let names = builder.flat.listed.entry((kind, code.normalized())).or_default();
                    names.push((item.text.as_str(), place));
                }
            }
        }
        builder.flat
    }

    /// The place of the knowledge or skill that a reference prints.
    pub(super) fn referred(&self, kind: Competency, reference: &Reference<'_>) -> Option<usize> {
        let entries = self.listed.get(&(kind.kind(), reference.code.normalized()))?;
        reference.pick(entries, |(text, _)| text).map(|&(_, place)| place)
    }

    /// The entries of one kind, with their places.
    pub(super) fn of_kind(&self, kind: Kind) -> impl Iterator<Item = (usize, &FlatEntry<'a>)> {
        self.entries.iter().enumerate().filter(move |(_, entry)| entry.kind == kind)
    }
}

struct Builder<'a> {
    flat: Flat<'a>,
    keys: Keys,
}

impl<'a> Builder<'a> {
    fn key(&mut self, code: Option<&Text<'_>>, otherwise: impl Fn() -> String) -> String {
        let code = code.map(Text::normalized).filter(|code| !code.trim().is_empty());
        let wanted = code.map_or_else(otherwise, str::to_owned);
        self.keys.take(format!("{}/{wanted}", self.flat.key))
    }

    fn add(&mut self, entry: FlatEntry<'a>) -> usize {
        self.flat.entries.push(entry);
        self.flat.entries.len() - 1
    }

    fn duty(&mut self, position: usize, duty: &'a Duty<'a>) {
        let key = self.key(Some(&duty.code), || format!("T~{position}"));
        let code = duty.code.as_str();
        let place = self.add(FlatEntry {
            code: Some(code),
            text: duty.name.given().map(Text::as_str),
            ..FlatEntry::new(key, Kind::Duty, position)
        });
        let mut position = 0;
        for task in duty.tasks.iter() {
            position += 1;
            let key = self.key(Some(&task.code), || format!("{code}/T~{position}"));
            let own = self.add(FlatEntry {
                code: Some(task.code.as_str()),
                text: task.name.given().map(Text::as_str),
                under: Some(code),
                parent: Some(place),
                ..FlatEntry::new(key, Kind::Task, position)
            });
            let first = self.rows(own, (duty, task), None);
            for also in task.also.iter() {
                position += 1;
                let key = self.key(also.code.as_ref(), || format!("{code}/T~{position}"));
                let further = self.add(FlatEntry {
                    code: also.code.as_ref().map(Text::as_str),
                    text: Some(also.text.as_str()),
                    under: Some(task.code.as_str()),
                    parent: Some(place),
                    shares: Some(own),
                    ..FlatEntry::new(key, Kind::Task, position)
                });
                self.rows(further, (duty, task), Some(first));
            }
            let (mut outputs, mut indicators) = (0, 0);
            for (row, model) in (first..).zip(task.rows.iter()) {
                for (kind, items, position) in [
                    (Kind::Output, &model.outputs, &mut outputs),
                    (Kind::Indicator, &model.indicators, &mut indicators),
                ] {
                    for item in items.iter() {
                        *position += 1;
                        self.item(kind, *position, item, Some((own, row, task.code.as_str())));
                    }
                }
            }
        }
    }

    /// Adds the rows of a task; those of a further one have their content in the rows from `shared` on. Returns the first.
    fn rows(
        &mut self,
        task: usize,
        (duty, model): (&'a Duty<'a>, &'a Task<'a>),
        shared: Option<usize>,
    ) -> usize {
        let first = self.flat.rows.len();
        for (at, row) in model.rows.iter().enumerate() {
            let of_task = self.flat.entries[task].key.clone();
            let key = if at == 0 { of_task } else { self.keys.take(format!("{of_task}/{}", at + 1)) };
            let cell = shared.unwrap_or(first) + at;
            self.flat.rows.push(TaskRow { key, task, part: at + 1, cell, model: (duty, model, row) });
        }
        first
    }

    fn item(
        &mut self,
        kind: Kind,
        position: usize,
        item: &'a Item<'a>,
        of: Option<(usize, usize, &'a str)>,
    ) -> usize {
        let under = of.map(|(.., under)| under);
        let letter = kind.letter();
        let key = self.key(item.code.as_ref(), || match under {
            Some(under) => format!("{under}/{letter}~{position}"),
            None => format!("{letter}~{position}"),
        });
        self.add(FlatEntry {
            code: item.code.as_ref().map(Text::as_str),
            text: Some(item.text.as_str()),
            under,
            parent: of.map(|(task, ..)| task),
            row: of.map(|(_, row, _)| row),
            ..FlatEntry::new(key, kind, position)
        })
    }
}

impl FlatEntry<'_> {
    fn new(key: String, kind: Kind, position: usize) -> Self {
        Self {
            key,
            kind,
            code: None,
            text: None,
            under: None,
            position,
            parent: None,
            row: None,
            shares: None,
        }
    }
}
