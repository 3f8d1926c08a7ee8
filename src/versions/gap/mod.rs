//! What two occupations share, and what someone from the first still needs for the second: their knowledge and skills
//! by name, since a code says nothing beyond its own standard.
//!
//! Names are equal after folding width and white space. A name that only looks much like one of the other side is
//! still needed, and says which one is near; whether they are the same is for people to say.

mod near;

use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;

use unicode_normalization::UnicodeNormalization;

use crate::model::{Competency, Standard, Text};
use near::Names;

/// How many tasks are listed for one entry. A standard has a dozen or two; a hostile one must not be listed squared.
const MAX_TASKS: usize = 100;

/// The comparison of two standards.
#[derive(Debug)]
pub struct Gap<'a> {
    /// K
    pub knowledge: Compared<'a>,
    /// S
    pub skills: Compared<'a>,
}

/// What is shared of one kind and what is still needed, in the order of the second standard.
#[derive(Debug, Default)]
pub struct Compared<'a> {
    /// What both list.
    pub shared: Vec<Shared<'a>>,
    /// What the second alone lists.
    pub needed: Vec<Needed<'a>>,
}

/// A name with the codes it stands under.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedCodes<'a> {
    /// As it is first written.
    pub name: &'a str,
    /// One, or several where the name stands twice; none where it is printed without.
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
    /// How many more tasks need it than are listed.
    pub more: usize,
    /// What comes nearest to it in the first, where anything does.
    pub near: Option<NamedCodes<'a>>,
}

impl<'a> Gap<'a> {
    /// What is between two standards.
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

/// The names of a list in its order, each once, folded and as written.
fn named<'a>(standard: &'a Standard<'_>, kind: Competency) -> Vec<(String, NamedCodes<'a>)> {
    let mut named: Vec<(String, NamedCodes<'a>)> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for item in kind.list(standard).iter().filter(|item| !item.text.is_blank()) {
        let folded = folded(item.text.as_str());
        let at = match places.entry(folded) {
            Slot::Occupied(place) => *place.get(),
            Slot::Vacant(place) => {
                let entry = NamedCodes { name: item.text.as_str(), codes: Vec::new() };
                named.push((place.key().clone(), entry));
                *place.insert(named.len() - 1)
            }
        };
        named[at].1.codes.extend(item.code.as_ref().map(Text::meant));
    }
    named
}

/// A name as it is compared.
fn folded(name: &str) -> String {
    name.nfkc().filter(|c| !c.is_whitespace()).collect()
}

/// The tasks that refer to a code, with their place in the form.
#[derive(Default)]
struct Needing<'a> {
    listed: Vec<(usize, &'a str)>,
    more: usize,
}

/// Which tasks need what, by code. A list that many tasks inherit is gone through once.
fn tasks<'a>(standard: &'a Standard<'_>, kind: Competency) -> HashMap<&'a str, Needing<'a>> {
    let mut needing: HashMap<&str, Needing<'_>> = HashMap::new();
    let mut note = |references: &'a [Text<'_>], tasks: &[(usize, &'a str)]| {
        for code in references {
            let needing = needing.entry(code.meant()).or_default();
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
                    (place, code.meant())
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
