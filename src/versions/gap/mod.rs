//! What two occupations share, and what a person from the first needs for the second: knowledge and skills, compared by
//! name because a code has no meaning outside its own standard.
//!
//! Names are equal if they are the same at the level `term`. A name that is only similar to one on the other side
//! is still needed, with the similar name beside it; whether they are the same is for people to decide.

mod near;

use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;

use crate::model::{Competency, Standard, Text};
use crate::text::fold::term;
use near::Names;

/// The most tasks listed for one entry. A standard has one or two dozen; a hostile file must not cause quadratic
/// output.
const MAX_TASKS: usize = 100;

/// The comparison of two standards.
#[derive(Debug)]
pub struct Gap<'a> {
    /// K
    pub knowledge: Compared<'a>,
    /// S
    pub skills: Compared<'a>,
}

/// What both standards list of one kind, and what only the second does, in the order of the second.
#[derive(Debug, Default)]
pub struct Compared<'a> {
    /// Names that both list.
    pub shared: Vec<Shared<'a>>,
    /// Names that only the second lists.
    pub needed: Vec<Needed<'a>>,
}

/// A name and its codes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedCodes<'a> {
    /// In its first spelling.
    pub name: &'a str,
    /// Several if the name occurs more than once; none if it is printed without a code.
    pub codes: Vec<&'a str>,
}

/// A name that both standards list.
#[derive(Debug)]
pub struct Shared<'a> {
    /// In the first.
    pub from: NamedCodes<'a>,
    /// In the second.
    pub to: NamedCodes<'a>,
}

/// A name that only the second standard lists.
#[derive(Debug)]
pub struct Needed<'a> {
    /// The name in the second.
    pub entry: NamedCodes<'a>,
    /// The codes of the tasks of the second that need it, in the order of the form.
    pub tasks: Vec<&'a str>,
    /// The number of further tasks that need it.
    pub more: usize,
    /// The most similar name in the first, if one is similar enough.
    pub near: Option<NamedCodes<'a>>,
}

impl<'a> Gap<'a> {
    /// Compares two standards.
    pub fn between(from: &'a Standard<'_>, to: &'a Standard<'_>) -> Self {
        let compared = |competency| compare(from, to, competency);
        Self { knowledge: compared(Competency::Knowledge), skills: compared(Competency::Skill) }
    }
}

fn compare<'a>(from: &'a Standard<'_>, to: &'a Standard<'_>, kind: Competency) -> Compared<'a> {
    let tasks = tasks(to, kind);
    let (from, to) = (named(from, kind), named(to, kind));
    let known: HashMap<&str, usize> =
        from.iter().enumerate().map(|(at, (folded, _))| (folded.as_str(), at)).collect();
    let names = Names::new(from.iter().map(|(folded, _)| folded.as_str()));
    let mut compared = Compared::default();
    for (folded, entry) in to {
        if let Some(&at) = known.get(folded.as_str()) {
            compared.shared.push(Shared { from: from[at].1.clone(), to: entry });
            continue;
        }
        let mut needing: Vec<(usize, &str)> = entry
            .codes
            .iter()
            .flat_map(|code| tasks.get(code).into_iter().flat_map(|tasks| &tasks.listed))
            .copied()
            .collect();
        needing.sort_unstable();
        needing.dedup();
        let more = entry.codes.iter().filter_map(|code| tasks.get(code)).map(|tasks| tasks.more).sum();
        let tasks = needing.into_iter().map(|(_, code)| code).collect();
        let near = names.nearest(&folded).map(|at| from[at].1.clone());
        compared.needed.push(Needed { entry, tasks, more, near });
    }
    compared
}

/// The names of a list in order, each once, folded and as written.
fn named<'a>(standard: &'a Standard<'_>, kind: Competency) -> Vec<(String, NamedCodes<'a>)> {
    let mut named: Vec<(String, NamedCodes<'a>)> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for item in kind.list(standard).iter().filter(|item| !item.text.is_blank()) {
        let folded = term(item.text.as_str());
        let at = match places.entry(folded) {
            Slot::Occupied(place) => *place.get(),
            Slot::Vacant(place) => {
                let entry = NamedCodes { name: item.text.as_str(), codes: Vec::new() };
                named.push((place.key().clone(), entry));
                *place.insert(named.len() - 1)
            }
        };
        named[at].1.codes.extend(item.code.as_ref().map(Text::normalized));
    }
    named
}

/// The tasks that refer to a code, with their positions in the form.
#[derive(Default)]
struct Needing<'a> {
    listed: Vec<(usize, &'a str)>,
    more: usize,
}

/// The tasks that need each code. A list that many tasks inherit is read once.
fn tasks<'a>(standard: &'a Standard<'_>, kind: Competency) -> HashMap<&'a str, Needing<'a>> {
    let mut needing: HashMap<&str, Needing<'_>> = HashMap::new();
    let mut note = |references: &'a [Text<'_>], tasks: &[(usize, &'a str)]| {
        for code in references {
            let needing = needing.entry(code.normalized()).or_default();
            let room = MAX_TASKS.saturating_sub(needing.listed.len()).min(tasks.len());
            needing.listed.extend(&tasks[..room]);
            needing.more += tasks.len() - room;
        }
    };
    let mut place = 0;
    for duty in standard.duties.iter() {
        let mut heirs = Vec::new();
        for task in duty.tasks.iter() {
            let also = task.also.iter().filter_map(|task| task.code.as_ref());
            let codes: Vec<(usize, &str)> = std::iter::once(&task.code)
                .chain(also)
                .map(|code| {
                    place += 1;
                    (place, code.normalized())
                })
                .collect();
            let own = kind.of_task(task);
            let (with_own, without): (Vec<_>, Vec<_>) =
                task.rows.iter().partition(|row| !kind.of_row(row).is_absent());
            with_own.iter().for_each(|row| note(kind.of_row(row), &codes));
            if without.is_empty() {
                continue;
            }
            if own.is_absent() {
                heirs.extend(codes);
            } else {
                note(own, &codes);
            }
        }
        note(kind.of_duty(duty), &heirs);
    }
    needing
}
