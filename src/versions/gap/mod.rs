//! What two occupations share, and what a person from the first needs for the second: knowledge and skills, compared by
//! name because a code has no meaning outside its own standard.
//!
//! Names are equal if they are the same at the level `term`. A name that is only similar to one on the other side
//! is still needed, with the similar name beside it; whether they are the same is for people to decide.

mod near;

use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;

use crate::model::{Competency, Reference, Standard, Text};
use crate::text::fold::term;
use near::Names as SimilarNames;

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
    let (from, to_names) = (Names::of(from, kind), Names::of(to, kind));
    let needing = tasks(to, kind, &to_names);
    let from = from.all;
    let known: HashMap<&str, usize> =
        from.iter().enumerate().map(|(at, (folded, _))| (folded.as_str(), at)).collect();
    let similar = SimilarNames::new(from.iter().map(|(folded, _)| folded.as_str()));
    let mut compared = Compared::default();
    for ((folded, entry), Needing { listed, more }) in to_names.all.into_iter().zip(needing) {
        if let Some(&at) = known.get(folded.as_str()) {
            compared.shared.push(Shared { from: from[at].1.clone(), to: entry });
            continue;
        }
        let mut listed = listed;
        listed.sort_unstable();
        listed.dedup();
        let tasks = listed.into_iter().map(|(_, code)| code).collect();
        let near = similar.nearest(&folded).map(|at| from[at].1.clone());
        compared.needed.push(Needed { entry, tasks, more, near });
    }
    compared
}

/// The names of a list.
struct Names<'a> {
    /// In order, each once, folded and as written.
    all: Vec<(String, NamedCodes<'a>)>,
    /// The entries of each code: their texts, and the indices of their names among all.
    of_code: HashMap<&'a str, Vec<(&'a str, usize)>>,
}

impl<'a> Names<'a> {
    fn of(standard: &'a Standard<'_>, kind: Competency) -> Self {
        let mut names = Self { all: Vec::new(), of_code: HashMap::new() };
        let mut places: HashMap<String, usize> = HashMap::new();
        for item in kind.list(standard).iter().filter(|item| !item.text.is_blank()) {
            let folded = term(item.text.as_str());
            let at = match places.entry(folded) {
                Slot::Occupied(place) => *place.get(),
                Slot::Vacant(place) => {
                    let entry = NamedCodes { name: item.text.as_str(), codes: Vec::new() };
                    names.all.push((place.key().clone(), entry));
                    *place.insert(names.all.len() - 1)
                }
            };
            let Some(code) = item.code.as_ref().map(Text::normalized) else { continue };
            names.all[at].1.codes.push(code);
            names.of_code.entry(code).or_default().push((item.text.as_str(), at));
        }
        names
    }
}

/// The tasks that refer to a name, with their positions in the form.
#[derive(Clone, Default)]
struct Needing<'a> {
    listed: Vec<(usize, &'a str)>,
    more: usize,
}

/// The tasks that need each of the names. A list that many tasks inherit is read once.
fn tasks<'a>(standard: &'a Standard<'_>, kind: Competency, names: &Names<'_>) -> Vec<Needing<'a>> {
    let mut needing = vec![Needing::default(); names.all.len()];
    let mut note = |references: &'a [Reference<'_>], tasks: &[(usize, &'a str)]| {
        for reference in references {
            let entries = names.of_code.get(reference.code.normalized());
            let Some(&(_, at)) = entries.and_then(|entries| reference.pick(entries, |(text, _)| text)) else {
                continue;
            };
            let needing = &mut needing[at];
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
