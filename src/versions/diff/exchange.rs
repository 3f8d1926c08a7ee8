//! Which knowledge and skills a task gained and lost, compared by name because codes differ between versions.

use std::collections::{HashMap, HashSet};

use super::pair::Pairs;
use super::tree::Tree;
use super::{Competence, Exchange};
use crate::model::{Competency, Duty, Kind, References, Standard, Task};
use crate::text::fold::{term, wording};

/// Numbers the knowledge and skills of both versions so that equal ones have equal numbers.
pub(super) struct Classes<'a> {
    /// Indexed by version and kind: the entries with each code.
    entries: [[HashMap<&'a str, Vec<Class<'a>>>; 2]; 2],
}

#[derive(Clone, Copy)]
struct Class<'a> {
    number: usize,
    competence: Competence<'a>,
}

impl<'a> Classes<'a> {
    /// Builds the classes from two versions and the pairs of their lists. An entry is in one class with the entry it is
    /// paired with, and with every other entry of its name.
    pub(super) fn new(old: &'a Standard<'_>, new: &'a Standard<'_>, pairs: &[Pairs; 2]) -> Self {
        let mut classes = Self { entries: Default::default() };
        for (at, competency) in Competency::BOTH.into_iter().enumerate() {
            let (old, new) = (competency.list(old), competency.list(new));
            let mut by_name: HashMap<String, usize> = HashMap::new();
            let mut sets = Sets::default();
            let mut numbers = [Vec::new(), Vec::new()];
            for (list, numbers) in [old, new].into_iter().zip(&mut numbers) {
                for item in list.iter() {
                    let name = term(&wording(item.text.as_str()));
                    let fresh = sets.0.len();
                    let number = if name.is_empty() { fresh } else { *by_name.entry(name).or_insert(fresh) };
                    if number == fresh {
                        sets.0.push(fresh);
                    }
                    numbers.push(number);
                }
            }
            for (old, new) in pairs[at].new_of.iter().enumerate() {
                if let Some(new) = *new {
                    sets.unite(numbers[0][old], numbers[1][new]);
                }
            }
            for (version, list) in [old, new].into_iter().enumerate() {
                for (item, &number) in list.iter().zip(&numbers[version]) {
                    let Some(code) = &item.code else { continue };
                    let name = Some(item.text.as_str());
                    let competence = Competence { kind: competency.kind(), code: code.as_str(), name };
                    let class = Class { number: sets.find(number), competence };
                    classes.entries[version][at].entry(code.normalized()).or_default().push(class);
                }
            }
        }
        classes
    }

    /// What a duty without tasks gained and lost, and whether the order of what it kept changed.
    pub(super) fn of_duty(
        &self,
        old: Option<&'a Duty<'_>>,
        new: Option<&'a Duty<'_>>,
    ) -> (Exchange<'a>, bool) {
        self.exchange(|kind| [old, new].map(|duty| duty.map(|duty| kind.of_duty(duty)).into_iter().collect()))
    }

    /// The same for a task with its duty; a task has whatever one of its rows has.
    pub(super) fn of_task(
        &self,
        old: Option<(&'a Duty<'_>, &'a Task<'_>)>,
        new: Option<(&'a Duty<'_>, &'a Task<'_>)>,
    ) -> (Exchange<'a>, bool) {
        self.exchange(|kind| {
            [old, new].map(|side| {
                let Some((duty, task)) = side else { return Vec::new() };
                if task.rows.is_empty() {
                    return vec![kind.of_task(task).or(kind.of_duty(duty))];
                }
                task.rows.iter().map(|row| kind.effective(duty, task, row)).collect()
            })
        })
    }

    /// The same for a row.
    pub(super) fn of_row(
        &self,
        old: &Tree<'a>,
        old_row: usize,
        new: &Tree<'a>,
        new_row: usize,
    ) -> (Exchange<'a>, bool) {
        self.exchange(|kind| {
            [(old, old_row), (new, new_row)].map(|(tree, at)| {
                let task = tree.rows[at].parent;
                let duty = tree.tasks[task].parent;
                let sources = &tree.made_of;
                vec![kind.effective(sources.duties[duty], sources.tasks[task], sources.rows[at])]
            })
        })
    }

    fn exchange<'l, 's: 'l>(
        &self,
        lists: impl Fn(Competency) -> [Vec<&'l References<'s>>; 2],
    ) -> (Exchange<'a>, bool)
    where
        'l: 'a,
    {
        let mut exchange = Exchange::default();
        let mut reordered = false;
        for (at, competency) in Competency::BOTH.into_iter().enumerate() {
            let [old, new] = lists(competency);
            let (old, new) = (self.resolve(0, at, &old), self.resolve(1, at, &new));
            let codes = |side: &[(Key<'a>, Competence<'a>)]| -> HashMap<Key<'a>, &'a str> {
                side.iter().map(|&(key, one)| (key, one.code)).collect()
            };
            let (had, has) = (codes(&old), codes(&new));
            // If codes of a list changed, references are sorted by the new codes, so their order says nothing.
            let renumbered = old.iter().any(|(key, one)| has.get(key).is_some_and(|code| *code != one.code));
            let kept_before = old.iter().map(|(key, _)| key).filter(|key| has.contains_key(key));
            let kept_now = new.iter().map(|(key, _)| key).filter(|key| had.contains_key(key));
            reordered |= !renumbered && kept_before.ne(kept_now);
            exchange.gained.extend(new.iter().filter(|(key, _)| !had.contains_key(key)).map(|&(_, one)| one));
            exchange.lost.extend(old.iter().filter(|(key, _)| !has.contains_key(key)).map(|&(_, one)| one));
        }
        (exchange, reordered)
    }

    /// The classes that lists refer to, each once.
    fn resolve<'s: 'a>(
        &self,
        version: usize,
        kind: usize,
        lists: &[&'a References<'s>],
    ) -> Vec<(Key<'a>, Competence<'a>)> {
        let mut seen = HashSet::new();
        let mut resolved = Vec::new();
        let mut lists_seen: HashSet<*const References<'s>> = HashSet::new();
        for list in lists {
            if !lists_seen.insert(std::ptr::from_ref(*list)) {
                continue;
            }
            for reference in list.iter() {
                let code = &reference.code;
                let known = self.entries[version][kind].get(code.normalized());
                let printed = known.and_then(|known| {
                    reference.pick(known, |class| class.competence.name.unwrap_or_default())
                });
                let (key, competence) = match printed {
                    Some(class) => (Key::Class(class.number), class.competence),
                    None => {
                        let (kind, name) = (Competency::BOTH[kind].kind(), reference.name_text());
                        (
                            Key::Undefined(code.normalized(), name),
                            Competence { kind, code: code.as_str(), name },
                        )
                    }
                };
                if seen.insert(key) {
                    resolved.push((key, competence));
                }
            }
        }
        resolved
    }
}

/// What a reference refers to.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Key<'a> {
    Class(usize),
    /// A code, and the name that the reference says.
    Undefined(&'a str, Option<&'a str>),
}

impl Exchange<'_> {
    /// The part that is not in `other`.
    #[must_use]
    pub(super) fn without(mut self, other: &Self) -> Self {
        fn without<'a>(list: &mut Vec<Competence<'a>>, other: &[Competence<'a>]) {
            // One code can be printed with two names.
            let others: HashSet<(Kind, &str, Option<&str>)> =
                other.iter().map(|one| (one.kind, one.code, one.name)).collect();
            list.retain(|one| !others.contains(&(one.kind, one.code, one.name)));
        }
        without(&mut self.gained, &other.gained);
        without(&mut self.lost, &other.lost);
        self
    }
}

/// Disjoint sets of numbers (union-find).
#[derive(Default)]
struct Sets(Vec<usize>);

impl Sets {
    fn find(&mut self, mut number: usize) -> usize {
        while self.0[number] != number {
            self.0[number] = self.0[self.0[number]];
            number = self.0[number];
        }
        number
    }

    fn unite(&mut self, one: usize, other: usize) {
        let (one, other) = (self.find(one), self.find(other));
        let (low, high) = (one.min(other), one.max(other));
        self.0[high] = low;
    }
}
