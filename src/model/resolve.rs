//! Queries on a standard that several parts of the program need.

use std::collections::HashMap;

use super::{Duty, Item, Kind, List, Reference, References, Row, Standard, Task};

impl<'s> Standard<'s> {
    /// Every task, with its duty, in the order of the form.
    pub fn tasks(&self) -> impl Iterator<Item = (&Duty<'s>, &Task<'s>)> + Clone {
        self.duties.iter().flat_map(|duty| duty.tasks.iter().map(move |task| (duty, task)))
    }

    /// Every row, with its task and duty, in the order of the form.
    pub fn rows(&self) -> impl Iterator<Item = (&Duty<'s>, &Task<'s>, &Row<'s>)> + Clone {
        self.tasks().flat_map(|(duty, task)| task.rows.iter().map(move |row| (duty, task, row)))
    }

    /// The flat list of a kind: knowledge, skills or attitudes. `None` for other kinds.
    pub fn list(&self, kind: Kind) -> Option<&List<Item<'s>>> {
        match kind {
            Kind::Knowledge => Some(&self.knowledge),
            Kind::Skill => Some(&self.skills),
            Kind::Attitude => Some(&self.attitudes),
            Kind::Duty | Kind::Task | Kind::Output | Kind::Indicator => None,
        }
    }

    /// The references that say a name although their list has the code only once, with that name: without it they print
    /// the same.
    pub fn needless_names(&self) -> Vec<&Reference<'s>> {
        let mut needless = Vec::new();
        for kind in Competency::BOTH {
            let references = self.references(kind).flat_map(|references| references.iter());
            let named: Vec<_> = references.filter(|reference| reference.name.is_some()).collect();
            if named.is_empty() || !kind.list(self).complete {
                continue;
            }
            let mut names: HashMap<&str, (&str, usize)> = HashMap::new();
            for item in kind.list(self).iter() {
                if let Some(code) = &item.code {
                    names.entry(code.normalized()).or_insert((item.text.as_str(), 0)).1 += 1;
                }
            }
            needless.extend(named.into_iter().filter(|reference| {
                let listed = names.get(reference.code.normalized());
                listed.is_some_and(|&(name, times)| times == 1 && reference.name_text() == Some(name))
            }));
        }
        needless
    }

    /// Every list of references of a kind, as written: those of the duties, of the tasks and of the rows.
    pub fn references(&self, kind: Competency) -> impl Iterator<Item = &References<'s>> {
        self.duties.iter().flat_map(move |duty| {
            let tasks = duty.tasks.iter().flat_map(move |task| {
                std::iter::once(kind.of_task(task)).chain(task.rows.iter().map(move |row| kind.of_row(row)))
            });
            std::iter::once(kind.of_duty(duty)).chain(tasks)
        })
    }
}

/// The two kinds that tasks refer to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Competency {
    /// K
    Knowledge,
    /// S
    Skill,
}

impl Competency {
    /// Both, in the order of the form.
    pub const BOTH: [Self; 2] = [Self::Knowledge, Self::Skill];

    /// The same as a [`Kind`].
    pub fn kind(self) -> Kind {
        match self {
            Self::Knowledge => Kind::Knowledge,
            Self::Skill => Kind::Skill,
        }
    }

    /// The list that references of this kind point into.
    pub fn list<'a, 's>(self, standard: &'a Standard<'s>) -> &'a List<Item<'s>> {
        match self {
            Self::Knowledge => &standard.knowledge,
            Self::Skill => &standard.skills,
        }
    }

    /// The references of the duty, which its tasks inherit.
    pub fn of_duty<'a, 's>(self, duty: &'a Duty<'s>) -> &'a References<'s> {
        match self {
            Self::Knowledge => &duty.knowledge,
            Self::Skill => &duty.skills,
        }
    }

    /// The task's own references.
    pub fn of_task<'a, 's>(self, task: &'a Task<'s>) -> &'a References<'s> {
        match self {
            Self::Knowledge => &task.knowledge,
            Self::Skill => &task.skills,
        }
    }

    /// The row's own references.
    pub fn of_row<'a, 's>(self, row: &'a Row<'s>) -> &'a References<'s> {
        match self {
            Self::Knowledge => &row.knowledge,
            Self::Skill => &row.skills,
        }
    }

    /// The references that apply to a row: its own, else its task's, else its duty's.
    pub fn effective<'a, 's>(
        self,
        duty: &'a Duty<'s>,
        task: &'a Task<'s>,
        row: &'a Row<'s>,
    ) -> &'a References<'s> {
        self.of_row(row).or(self.of_task(task)).or(self.of_duty(duty))
    }
}
